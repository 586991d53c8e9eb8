#include "crypto/base/check.h"
#include "crypto/shared/directory_state.h"

#include <algorithm>

// What can be asked of a directory. How it comes about stands in directory_state.cpp.
namespace voordeur::crypto {
namespace {

template <class Key, class Value>
const Value* find(const std::map<Key, Value>& map, const Key& key) {
    const auto at = map.find(key);
    return at == map.end() ? nullptr : &at->second;
}

}  // namespace

const InstanceId& Directory::instance() const {
    VD_CHECK(founded());
    return *m_instance;
}

const RootPolicy& Directory::policy() const {
    VD_CHECK(founded());
    return m_policy;
}

const Agency* Directory::agency(const AgencyId& id) const {
    return find(m_agencies, id);
}

const Team* Directory::team(const TeamId& id) const {
    return find(m_teams, id);
}

const Person* Directory::person(const PersonId& id) const {
    return find(m_people, id);
}

bool Directory::personRevoked(const PersonId& id) const {
    return m_revokedPeople.contains(id);
}

const Directory::KnownDevice* Directory::device(const DeviceId& id) const {
    return find(m_devices, id);
}

const Directory::KnownInvitation* Directory::knownInvitation(const InvitationId& id) const {
    return find(m_invitations, id);
}

const Invitation* Directory::invitation(const InvitationId& id) const {
    const KnownInvitation* known = knownInvitation(id);
    return known == nullptr ? nullptr : &known->invitation;
}

bool Directory::invitationUsed(const InvitationId& id) const {
    const KnownInvitation* known = knownInvitation(id);
    return known != nullptr && known->usedAt.has_value();
}

bool Directory::invitationOpen(const InvitationId& id) const {
    const KnownInvitation* known = knownInvitation(id);
    return known != nullptr && !known->usedAt && !known->revokedAt;
}

bool Directory::active(const DeviceId& id) const {
    const KnownDevice* known = device(id);
    return known != nullptr && !known->revokedAt;
}

bool Directory::confersAt(const DeviceId& id, std::uint64_t sequence) const {
    const KnownDevice* known = device(id);
    if (known == nullptr) return false;
    const bool admitted = sequence > known->since || (sequence == 0 && known->since == 0);
    const bool gone = known->revokedAt && sequence >= *known->revokedAt;
    const bool unseen = known->revokedFrom && sequence >= *known->revokedFrom;
    return admitted && !gone && !unseen;
}

std::optional<Role> Directory::role(const PersonId& person, const TeamId& team) const {
    const KnownMembership* known = find(m_memberships, std::pair{person, team});
    if (known == nullptr || !known->membership.active) return std::nullopt;
    return known->membership.role;
}

bool Directory::hasRole(const PersonId& person, const AgencyId& agency, Role role) const {
    return std::ranges::any_of(teamsOf(person), [&](const TeamId& id) {
        const Team* known = team(id);
        return known != nullptr && known->agency == agency && this->role(person, id) == role;
    });
}

std::vector<PersonId> Directory::adminsOf(const AgencyId& agency) const {
    std::set<PersonId> admins;
    for (const auto& [id, team] : m_teams) {
        if (team.agency != agency) continue;
        for (const PersonId& person : membersOf(id)) {
            if (role(person, id) == Role::AgencyAdmin) admins.insert(person);
        }
    }
    return {admins.begin(), admins.end()};
}

std::vector<PersonId> Directory::membersOf(const TeamId& team) const {
    std::vector<PersonId> members;
    for (auto at = m_peopleByTeam.lower_bound({team, PersonId{}});
         at != m_peopleByTeam.end() && at->first == team;
         ++at) {
        if (role(at->second, team)) members.push_back(at->second);
    }
    return members;
}

std::vector<TeamId> Directory::teamsOf(const PersonId& person) const {
    std::vector<TeamId> teams;
    for (auto at = m_memberships.lower_bound({person, TeamId{}});
         at != m_memberships.end() && at->first.first == person;
         ++at) {
        if (at->second.membership.active) teams.push_back(at->first.second);
    }
    return teams;
}

std::vector<DeviceId> Directory::devicesOf(const PersonId& person) const {
    std::vector<DeviceId> devices;
    for (auto at = m_devicesByPerson.lower_bound({person, DeviceId{}});
         at != m_devicesByPerson.end() && at->first == person;
         ++at) {
        if (active(at->second)) devices.push_back(at->second);
    }
    return devices;
}

const Directory::KnownTeamKey* Directory::teamKey(const TeamId& team) const {
    const auto* keys = find(m_teamKeys, team);
    return keys == nullptr || keys->empty() ? nullptr : &keys->back();
}

const Directory::KnownTeamKey* Directory::teamKey(const TeamId& team, std::uint32_t epoch) const {
    const auto* keys = find(m_teamKeys, team);
    if (keys == nullptr || epoch < 1 || epoch > keys->size()) return nullptr;
    return &(*keys)[epoch - 1];
}

std::uint64_t Directory::lastDeparture(const TeamId& team) const {
    const std::uint64_t* known = find(m_departures, team);
    return known == nullptr ? 0 : *known;
}

const Team* Directory::officersTeam() const {
    for (const auto& [id, team] : m_teams) {
        if (team.has(Team::kOfficers) && teamKey(id) != nullptr) return &team;
    }
    return nullptr;
}

const Directory::KnownTeamKey* Directory::officersKey() const {
    const Team* team = officersTeam();
    return team == nullptr ? nullptr : teamKey(team->id);
}

bool Directory::isFounderKey(const PublicKey32& key) const {
    return founded() && std::ranges::binary_search(m_policy.founders, key);
}

}  // namespace voordeur::crypto
