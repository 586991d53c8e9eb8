#include "client/core/compartment_keys.h"

#include <algorithm>
#include <utility>

namespace voordeur::client::core {

using crypto::CompartmentKey;
using crypto::EarlierKey;
using crypto::EpochRecord;
using crypto::GrantHeader;
using crypto::Reason;
using crypto::success;

namespace {

/// Everything about a grant that does not take the team's key; what the server could have seen too.
/// Errors: GrantBroken.
Result<crypto::GrantBody> checkGrant(const Session& session,
                                     const GrantHeader& header,
                                     const EpochRecord& epoch,
                                     ByteView bytes) {
    const bool fits = header.household == epoch.household &&
                      header.compartment == epoch.compartment &&
                      header.team == session.secrets().team && header.epoch == epoch.epoch &&
                      header.commitment == epoch.commitment;
    VD_REQUIRE(fits, Reason::GrantBroken);
    auto body = crypto::GrantBody::decode(bytes);
    VD_REQUIRE(body.ok(), Reason::GrantBroken);
    const auto* granter = session.directory().device(header.granter);
    VD_REQUIRE(granter != nullptr, Reason::GrantBroken);
    const bool signedByIt = crypto::verify(granter->device.signKey,
                                           crypto::kGrantSignature,
                                           session.directory().instance(),
                                           body.value().signedBytes(header),
                                           body.value().signature);
    VD_REQUIRE(signedByIt, Reason::GrantBroken);
    return body;
}

/// Errors: KeyMissing (the team's or the network's key is not on this device); SealBroken,
/// CommitmentWrong (whoever made the grant sealed something else).
Result<CompartmentKey> openGrant(const Session& session,
                                 const GrantHeader& header,
                                 const crypto::GrantBody& body) {
    const auto& secrets = session.secrets();
    const auto* team = secrets.teamKey(header.team, header.teamKeyEpoch);
    VD_REQUIRE(team != nullptr, Reason::KeyMissing);
    Result<CompartmentKey> opened = Reason::KeyMissing;
    // Grants live across a change of the network key: try the newest first.
    for (auto network = secrets.networkKeys.rbegin();
         network != secrets.networkKeys.rend() && !opened.ok();
         ++network) {
        opened = CompartmentKey::fromGrant(header, body, team->key, *network);
    }
    return opened;
}

}  // namespace

CompartmentKeys::CompartmentKeys(const Session& session,
                                 const crypto::HouseholdState& state,
                                 const crypto::CompartmentState& part,
                                 const std::map<crypto::Hash32, Bytes>& objects)
    : m_session(&session),
      m_household(state.id),
      m_part(&part),
      m_objects(&objects),
      m_next(part.epoch.epoch) {}

Result<CompartmentKeys> CompartmentKeys::open(const Session& session,
                                              const crypto::HouseholdState& state,
                                              const crypto::CompartmentId& compartment,
                                              const std::map<crypto::Hash32, Bytes>& objects) {
    const auto* part = state.compartment(compartment);
    VD_REQUIRE(part != nullptr, Reason::KeyMissing);
    const auto* grant = state.grant(compartment, session.secrets().team);
    VD_REQUIRE(grant != nullptr, Reason::KeyMissing);
    CompartmentKeys keys(session, state, *part, objects);
    VD_RETURN_IF_ERROR(keys.takeCurrent(*grant));
    return keys;
}

Status CompartmentKeys::takeCurrent(const crypto::GrantRef& grant) {
    const auto object = m_objects->find(grant.bodyHash);
    VD_REQUIRE(object != m_objects->end(), Reason::GrantBroken);
    VD_ASSIGN(const auto body, checkGrant(*m_session, grant.header, m_part->epoch, object->second));
    auto opened = openGrant(*m_session, grant.header, body);
    if (!opened.ok() && opened.reason() == Reason::KeyMissing) return opened.error();
    if (!opened.ok()) {
        KeyFault fault{m_part->id, grant.header.epoch, KeyFaultKind::OwnTeam, {}, {}};
        fault.madeBy = grant.header.granter;
        VD_ASSIGN(const auto made,
                  m_session->store().epochMade(m_household, m_part->id, grant.header.epoch));
        // A grant to one more team comes later than the epoch, and at a time nobody kept.
        if (made && made->device == grant.header.granter) fault.at = made->time;
        m_faults.push_back(fault);
        return success();
    }
    m_keys.emplace(grant.header.epoch, std::move(opened).value());
    return m_session->store().keepGrant({grant.header, object->second});
}

const CompartmentKey* CompartmentKeys::current() const {
    const auto found = m_keys.find(m_part->epoch.epoch);
    return found == m_keys.end() ? nullptr : &found->second;
}

const EpochRecord* CompartmentKeys::record(std::uint32_t epoch) const {
    if (epoch == m_part->epoch.epoch) return &m_part->epoch;
    const auto found = std::ranges::find(m_part->earlier, epoch, &EpochRecord::epoch);
    return found == m_part->earlier.end() ? nullptr : &*found;
}

Result<const CompartmentKey*> CompartmentKeys::at(std::uint32_t epoch) {
    VD_REQUIRE(epoch >= 1 && epoch <= m_part->epoch.epoch, Reason::EpochWrong);
    while (!m_keys.contains(epoch) && m_next >= epoch)
        VD_RETURN_IF_ERROR(step());
    const auto found = m_keys.find(epoch);
    VD_REQUIRE(found != m_keys.end(), Reason::KeyMissing);
    return &found->second;
}

Status CompartmentKeys::step() {
    const std::uint32_t epoch = m_next--;
    VD_REQUIRE(record(epoch) != nullptr, Reason::EpochWrong);
    if (!m_keys.contains(epoch)) VD_RETURN_IF_ERROR(takeKept(epoch));
    if (epoch == 1 || !m_keys.contains(epoch)) return success();
    return unwrap(epoch);
}

Status CompartmentKeys::stepThroughAll() {
    while (m_next > 0)
        VD_RETURN_IF_ERROR(step());
    return success();
}

Status CompartmentKeys::takeKept(std::uint32_t epoch) {
    VD_ASSIGN(const auto kept, m_session->store().keptGrant(m_household, m_part->id, epoch));
    if (!kept) return success();
    const auto body = checkGrant(*m_session, kept->header, *record(epoch), kept->body);
    if (!body.ok()) return success();
    auto opened = openGrant(*m_session, kept->header, body.value());
    if (opened.ok()) m_keys.emplace(epoch, std::move(opened).value());
    return success();
}

Status CompartmentKeys::unwrap(std::uint32_t epoch) {
    const EpochRecord& own = *record(epoch);
    const auto object = m_objects->find(own.wrappedHash);
    VD_REQUIRE(object != m_objects->end(), Reason::RecordMissing);
    const auto handed = m_keys.at(epoch).unwrapEarlier(object->second, own);
    bool broken = !handed.ok();
    if (handed.ok()) {
        for (const EarlierKey& earlier : handed.value()) {
            const EpochRecord* of = record(earlier.epoch);
            VD_REQUIRE(of != nullptr, Reason::EpochWrong);
            const auto found = earlier.key.commitment(of->household, of->compartment, of->epoch);
            if (found != of->commitment) {
                broken = true;
                continue;
            }
            m_handsOn[epoch].insert(earlier.epoch);
            m_keys.try_emplace(earlier.epoch, earlier.key.clone());
        }
    }
    // What a later key hands on is mended, whoever broke it.
    if (m_keys.contains(epoch - 1)) return success();
    return note(broken ? KeyFaultKind::Older : KeyFaultKind::LeftOut, epoch);
}

Status CompartmentKeys::note(KeyFaultKind kind, std::uint32_t epoch) {
    VD_ASSIGN(const auto made, m_session->store().epochMade(m_household, m_part->id, epoch));
    KeyFault fault{m_part->id, epoch, kind, {}, {}};
    if (made) {
        fault.madeBy = made->device;
        fault.at = made->time;
    }
    m_faults.push_back(fault);
    return success();
}

std::set<std::uint32_t> CompartmentKeys::reachedFrom(std::uint32_t epoch) const {
    std::set<std::uint32_t> reached{epoch};
    // Downwards: a key hands on lower ones alone.
    for (std::uint32_t at = epoch; at > 0; --at) {
        const auto handed = m_handsOn.find(at);
        if (!reached.contains(at) || handed == m_handsOn.end()) continue;
        reached.insert(handed->second.begin(), handed->second.end());
    }
    return reached;
}

Result<bool> CompartmentKeys::worthMending() {
    VD_RETURN_IF_ERROR(stepThroughAll());
    if (current() == nullptr) return true;
    const auto reached = reachedFrom(m_part->epoch.epoch);
    return std::ranges::any_of(m_keys,
                               [&](const auto& key) { return !reached.contains(key.first); });
}

Result<std::vector<EarlierKey>> CompartmentKeys::forNextEpoch() {
    VD_RETURN_IF_ERROR(stepThroughAll());
    std::vector<EarlierKey> out;
    std::set<std::uint32_t> reached;
    for (auto key = m_keys.rbegin(); key != m_keys.rend(); ++key) {
        if (reached.contains(key->first)) continue;
        reached.merge(reachedFrom(key->first));
        out.push_back({key->first, key->second.clone()});
    }
    return out;
}

}  // namespace voordeur::client::core
