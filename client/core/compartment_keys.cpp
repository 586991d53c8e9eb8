#include "client/core/compartment_keys.h"

#include <algorithm>
#include <utility>

namespace voordeur::client::core {

using crypto::CompartmentKey;
using crypto::Reason;

CompartmentKeys::CompartmentKeys(const crypto::CompartmentState& state,
                                 const std::map<crypto::Hash32, Bytes>& objects)
    : m_state(&state), m_objects(&objects) {}

Result<CompartmentKeys> CompartmentKeys::open(const Session& session,
                                              const crypto::HouseholdState& state,
                                              const crypto::CompartmentId& compartment,
                                              const std::map<crypto::Hash32, Bytes>& objects) {
    const auto* part = state.compartment(compartment);
    VD_REQUIRE(part != nullptr, Reason::KeyMissing);
    const auto& secrets = session.secrets();
    const auto* grant = state.grant(compartment, secrets.team);
    VD_REQUIRE(grant != nullptr, Reason::KeyMissing);
    const auto& header = grant->header;
    const bool fits = header.household == state.id && header.compartment == compartment &&
                      header.team == secrets.team && header.epoch == part->epoch.epoch &&
                      header.commitment == part->epoch.commitment;
    VD_REQUIRE(fits, Reason::GrantBroken);
    const auto object = objects.find(grant->bodyHash);
    VD_REQUIRE(object != objects.end(), Reason::GrantBroken);
    auto body = crypto::GrantBody::decode(object->second);
    VD_REQUIRE(body.ok(), Reason::GrantBroken);
    const auto* granter = session.directory().device(header.granter);
    VD_REQUIRE(granter != nullptr, Reason::GrantBroken);
    const bool signedByIt = crypto::verify(granter->device.signKey,
                                           crypto::kGrantSignature,
                                           session.directory().instance(),
                                           body.value().signedBytes(header),
                                           body.value().signature);
    VD_REQUIRE(signedByIt, Reason::GrantBroken);
    const auto* team = secrets.teamKey(header.team, header.teamKeyEpoch);
    VD_REQUIRE(team != nullptr, Reason::KeyMissing);
    CompartmentKeys keys(*part, objects);
    // Grants live across a change of the network key: try the newest first.
    Result<CompartmentKey> opened = Reason::KeyMissing;
    for (auto network = secrets.networkKeys.rbegin();
         network != secrets.networkKeys.rend() && !opened.ok();
         ++network) {
        opened = CompartmentKey::fromGrant(header, body.value(), team->key, *network);
    }
    if (!opened.ok()) return opened.error();
    keys.m_keys.emplace(header.epoch, std::move(opened).value());
    return keys;
}

const CompartmentKey& CompartmentKeys::current() const {
    return m_keys.at(m_state->epoch.epoch);
}

const crypto::EpochRecord* CompartmentKeys::record(std::uint32_t epoch) const {
    if (epoch == m_state->epoch.epoch) return &m_state->epoch;
    const auto found = std::find_if(m_state->earlier.begin(),
                                    m_state->earlier.end(),
                                    [&](const auto& r) { return r.epoch == epoch; });
    return found == m_state->earlier.end() ? nullptr : &*found;
}

Result<const CompartmentKey*> CompartmentKeys::at(std::uint32_t epoch) {
    VD_REQUIRE(epoch >= 1 && epoch <= m_state->epoch.epoch, Reason::EpochWrong);
    std::uint32_t reached = m_keys.begin()->first;
    while (reached > epoch) {
        const auto* own = record(reached);
        const auto* previous = record(reached - 1);
        VD_REQUIRE(own != nullptr && previous != nullptr, Reason::EpochWrong);
        const auto wrapped = m_objects->find(own->wrappedHash);
        VD_REQUIRE(wrapped != m_objects->end(), Reason::RecordMissing);
        VD_ASSIGN(auto key,
                  m_keys.at(reached).unwrapPrevious(wrapped->second, *own, previous->commitment));
        m_keys.emplace(--reached, std::move(key));
    }
    return &m_keys.at(epoch);
}

}  // namespace voordeur::client::core
