#include "crypto/shared/directory_state.h"

#include "crypto/base/check.h"
#include "crypto/shared/journal.h"

#include <algorithm>

// Applying changes. What can be asked of the result stands in directory_queries.cpp.
namespace voordeur::crypto {
namespace {

template <class Key, class Value>
bool full(const std::map<Key, Value>& map, const Key& key) {
    return map.size() >= Directory::kObjectsMax && !map.contains(key);
}

/// The earliest of what is known and what comes in.
std::uint64_t earliest(const std::optional<std::uint64_t>& known, std::uint64_t incoming) {
    return known ? std::min(*known, incoming) : incoming;
}

}  // namespace

Status Directory::found(const FoundPayload& payload, std::uint64_t sequence) {
    VD_REQUIRE(!founded(), Reason::AlreadyFounded);
    VD_ASSIGN(RootPolicy policy, RootPolicy::decode(payload.policy));
    m_policy = std::move(policy);
    m_instance = instanceOf(payload.policy);
    const Status applied = applyAll(payload.changes, sequence);
    if (!applied.ok()) *this = Directory();
    return applied;
}

Status Directory::follow(const DirectoryPayload& payload, std::uint64_t sequence) {
    VD_REQUIRE(founded(), Reason::NotFounded);
    return applyAll(payload.changes, sequence);
}

Status Directory::applyAll(const std::vector<DirectoryChange>& changes, std::uint64_t sequence) {
    Journal journal;
    const Step step{sequence, journal};
    for (const DirectoryChange& change : changes) {
        const Status applied =
            std::visit([&](const auto& fields) { return apply(fields, step); }, change);
        if (!applied.ok()) {
            journal.undo();
            return applied;
        }
    }
    return success();
}

bool Directory::present(const PersonId& id) const {
    return m_people.contains(id) && !m_revokedPeople.contains(id);
}

Status Directory::apply(const Agency& agency, const Step& step) {
    // The zero id is the shared core among the compartments, which are named after agencies.
    VD_REQUIRE(!agency.id.isZero(), Reason::Malformed);
    VD_REQUIRE(!full(m_agencies, agency.id), Reason::LimitReached);
    for (const std::uint16_t purpose : agency.purposes) {
        VD_REQUIRE(m_policy.purpose(purpose) != nullptr, Reason::PurposeUnknown);
    }
    VD_REQUIRE(agency.lifeDomain == 0 || m_policy.lifeDomain(agency.lifeDomain) != nullptr,
               Reason::LifeDomainUnknown);
    step.journal.put(m_agencies, agency.id, agency);
    return success();
}

Status Directory::apply(const Team& team, const Step& step) {
    VD_REQUIRE(!team.id.isZero(), Reason::Malformed);
    VD_REQUIRE(m_agencies.contains(team.agency), Reason::NotFound);
    VD_REQUIRE(!full(m_teams, team.id), Reason::LimitReached);
    const Team* known = this->team(team.id);
    VD_REQUIRE(known == nullptr || known->agency == team.agency, Reason::InvalidArgument);
    step.journal.put(m_teams, team.id, team);
    return success();
}

Status Directory::apply(const Person& person, const Step& step) {
    VD_REQUIRE(!person.id.isZero(), Reason::Malformed);
    VD_REQUIRE(m_agencies.contains(person.agency), Reason::NotFound);
    VD_REQUIRE(!full(m_people, person.id), Reason::LimitReached);
    const Person* known = this->person(person.id);
    VD_REQUIRE(known == nullptr || known->agency == person.agency, Reason::InvalidArgument);
    step.journal.put(m_people, person.id, person);
    return success();
}

Status Directory::apply(const Membership& membership, const Step& step) {
    VD_REQUIRE(present(membership.person) && m_teams.contains(membership.team), Reason::NotFound);
    const std::pair key{membership.person, membership.team};
    VD_REQUIRE(!full(m_memberships, key), Reason::LimitReached);
    if (!membership.active) {
        VD_REQUIRE(role(membership.person, membership.team).has_value(), Reason::NotFound);
        step.journal.put(m_departures, membership.team, step.sequence);
    }
    step.journal.put(m_memberships, key, KnownMembership{membership, step.sequence});
    step.journal.add(m_peopleByTeam, {membership.team, membership.person});
    return success();
}

Status Directory::apply(const Device& device, const Step& step) {
    VD_REQUIRE(device.id == deviceIdOf(device.signKey, device.sealKey, device.tlsKey),
               Reason::Malformed);
    VD_REQUIRE(present(device.person), Reason::NotFound);
    VD_REQUIRE(!m_devices.contains(device.id), Reason::AlreadyExists);
    VD_REQUIRE(!full(m_devices, device.id), Reason::LimitReached);
    step.journal.put(m_devices, device.id, KnownDevice{device, step.sequence, {}, {}});
    step.journal.add(m_devicesByPerson, {device.person, device.id});
    return success();
}

Status Directory::apply(const TeamKey& key, const Step& step) {
    VD_REQUIRE(m_teams.contains(key.team) && active(key.madeBy), Reason::NotFound);
    const auto known = m_teamKeys.find(key.team);
    auto keys = known == m_teamKeys.end() ? std::vector<KnownTeamKey>{} : known->second;
    VD_REQUIRE(keys.size() < kObjectsMax, Reason::LimitReached);
    VD_REQUIRE(key.epoch == keys.size() + 1, Reason::EpochStale);
    keys.push_back({key, step.sequence});
    step.journal.put(m_teamKeys, key.team, std::move(keys));
    return success();
}

Status Directory::apply(const Invitation& invitation, const Step& step) {
    VD_REQUIRE(!invitation.id.isZero(), Reason::Malformed);
    VD_REQUIRE(present(invitation.person) && m_teams.contains(invitation.team), Reason::NotFound);
    VD_REQUIRE(!m_invitations.contains(invitation.id), Reason::AlreadyExists);
    VD_REQUIRE(!full(m_invitations, invitation.id), Reason::LimitReached);
    step.journal.put(
        m_invitations, invitation.id, KnownInvitation{invitation, step.sequence, {}, {}});
    step.journal.add(m_invitationsByPerson, {invitation.person, invitation.id});
    return success();
}

Status Directory::apply(const Admission& admission, const Step& step) {
    const KnownInvitation* invitation = knownInvitation(admission.invitation);
    const KnownDevice* known = device(admission.device);
    VD_REQUIRE(invitation != nullptr && !invitation->revokedAt, Reason::NotFound);
    VD_REQUIRE(known != nullptr && active(admission.device), Reason::NotFound);
    VD_REQUIRE(!invitation->usedAt, Reason::InvitationUsed);
    VD_REQUIRE(invitation->invitation.person == known->device.person, Reason::InvalidArgument);
    KnownInvitation used = *invitation;
    used.usedAt = step.sequence;
    step.journal.put(m_invitations, admission.invitation, used);
    return success();
}

Status Directory::apply(const Restoration& restoration, const Step& step) {
    // It goes on from there: this entry stands behind what is left.
    VD_REQUIRE(restoration.restored.size <= step.sequence, Reason::InvalidArgument);
    VD_REQUIRE(!full(m_restorations, step.sequence), Reason::LimitReached);
    VD_REQUIRE(!m_restorations.contains(step.sequence), Reason::AlreadyExists);
    step.journal.put(m_restorations, step.sequence, KnownRestoration{restoration, step.sequence});
    return success();
}

Status Directory::apply(const Revocation& revocation, const Step& step) {
    // Nobody has seen more of the log than there is before this entry.
    VD_REQUIRE(revocation.head <= step.sequence, Reason::InvalidArgument);
    switch (revocation.what) {
        case Revocation::What::Device:
            return revokeDevice(DeviceId{revocation.id}, revocation.head, step);
        case Revocation::What::Person:
            return revokePerson(PersonId{revocation.id}, revocation.head, step);
        case Revocation::What::Invitation:
            return revokeInvitation(InvitationId{revocation.id}, step);
    }
    return Reason::UnknownValue;
}

Status Directory::revokeDevice(const DeviceId& id, std::uint64_t head, const Step& step) {
    const KnownDevice* known = device(id);
    VD_REQUIRE(known != nullptr, Reason::NotFound);
    VD_REQUIRE(!known->revokedAt, Reason::AlreadyExists);
    KnownDevice revoked = *known;
    revoked.revokedAt = step.sequence;
    revoked.revokedFrom = head;
    step.journal.put(m_devices, id, revoked);
    departFromAll(revoked.device.person, step);
    return success();
}

Status Directory::revokePerson(const PersonId& id, std::uint64_t head, const Step& step) {
    VD_REQUIRE(m_people.contains(id), Reason::NotFound);
    VD_REQUIRE(!m_revokedPeople.contains(id), Reason::AlreadyExists);
    departFromAll(id, step);
    step.journal.put(m_revokedPeople, id, step.sequence);
    for (const TeamId& team : teamsOf(id)) {
        KnownMembership ended = m_memberships.at({id, team});
        ended.membership.active = false;
        ended.since = step.sequence;
        step.journal.put(m_memberships, {id, team}, ended);
    }
    for (auto at = m_devicesByPerson.lower_bound({id, DeviceId{}});
         at != m_devicesByPerson.end() && at->first == id;
         ++at) {
        KnownDevice revoked = m_devices.at(at->second);
        // A device that was revoked before keeps what was worse for it.
        revoked.revokedAt = earliest(revoked.revokedAt, step.sequence);
        revoked.revokedFrom = earliest(revoked.revokedFrom, head);
        step.journal.put(m_devices, at->second, revoked);
    }
    for (auto at = m_invitationsByPerson.lower_bound({id, InvitationId{}});
         at != m_invitationsByPerson.end() && at->first == id;
         ++at) {
        if (invitationOpen(at->second)) VD_RETURN_IF_ERROR(revokeInvitation(at->second, step));
    }
    return success();
}

Status Directory::revokeInvitation(const InvitationId& id, const Step& step) {
    const KnownInvitation* known = knownInvitation(id);
    VD_REQUIRE(known != nullptr, Reason::NotFound);
    VD_REQUIRE(!known->usedAt, Reason::InvitationUsed);
    VD_REQUIRE(!known->revokedAt, Reason::AlreadyExists);
    KnownInvitation revoked = *known;
    revoked.revokedAt = step.sequence;
    step.journal.put(m_invitations, id, revoked);
    return success();
}

void Directory::departFromAll(const PersonId& person, const Step& step) {
    for (const TeamId& team : teamsOf(person)) {
        step.journal.put(m_departures, team, step.sequence);
    }
}

}  // namespace voordeur::crypto
