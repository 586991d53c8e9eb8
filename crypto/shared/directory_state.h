#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "crypto/shared/directory.h"
#include "crypto/shared/entry.h"

namespace voordeur::crypto {

/// What replaying the directory chain gives: who exists, with which rights and keys, now and as of
/// which entry. The same code runs in the server, in every client and in the verifier.
///
/// `follow` applies an entry that was found valid; it does not decide (crypto/rules does).
/// Thread: one writer, or any number of readers. Ownership: owns everything.
class Directory {
public:
    struct KnownDevice {
        Device device;
        std::uint64_t since = 0;                // entry that admitted it
        std::optional<std::uint64_t> revokedAt;  // entry that revoked it (or its person)
        std::optional<std::uint64_t> revokedFrom;  // `head` of that revocation
    };
    struct KnownTeamKey {
        TeamKey key;
        std::uint64_t since = 0;
    };
    struct KnownMembership {
        Membership membership;
        std::uint64_t since = 0;
    };

    /// Applies the founding payload (entry 0) or a directory payload carried by entry `sequence`.
    /// Errors: Malformed, AlreadyExists, NotFound (a reference to what does not exist),
    /// LimitReached. On an error nothing has changed.
    Status found(const FoundPayload& payload, std::uint64_t sequence);
    Status follow(const DirectoryPayload& payload, std::uint64_t sequence);

    [[nodiscard]] bool founded() const { return m_instance.has_value(); }
    [[nodiscard]] const InstanceId& instance() const;
    [[nodiscard]] const RootPolicy& policy() const;

    [[nodiscard]] const Agency* agency(const AgencyId& id) const;
    [[nodiscard]] const Team* team(const TeamId& id) const;
    [[nodiscard]] const Person* person(const PersonId& id) const;
    /// Also revoked devices; see `active`.
    [[nodiscard]] const KnownDevice* device(const DeviceId& id) const;
    [[nodiscard]] const Invitation* invitation(const InvitationId& id) const;
    [[nodiscard]] bool invitationUsed(const InvitationId& id) const;
    /// Neither the device nor its person is revoked.
    [[nodiscard]] bool active(const DeviceId& id) const;
    /// Could this device speak for itself in entry `sequence`? False from its revocation on, and
    /// for entries at or after the `head` that its revoker had seen.
    [[nodiscard]] bool confersAt(const DeviceId& id, std::uint64_t sequence) const;
    /// The active role of a person in a team.
    [[nodiscard]] std::optional<Role> role(const PersonId& person, const TeamId& team) const;
    [[nodiscard]] bool hasRole(const PersonId& person, const AgencyId& agency, Role role) const;
    /// People with an active `AgencyAdmin` membership in a team of the agency.
    [[nodiscard]] std::vector<PersonId> adminsOf(const AgencyId& agency) const;
    [[nodiscard]] std::vector<PersonId> membersOf(const TeamId& team) const;
    [[nodiscard]] std::vector<DeviceId> devicesOf(const PersonId& person) const;
    /// The newest key of a team, and one of an older epoch.
    [[nodiscard]] const KnownTeamKey* teamKey(const TeamId& team) const;
    [[nodiscard]] const KnownTeamKey* teamKey(const TeamId& team, std::uint32_t epoch) const;
    /// The last entry after which a key of this team should not be used for new seals any more: a
    /// device or member that could open it left. 0: none.
    [[nodiscard]] std::uint64_t lastDeparture(const TeamId& team) const;
    /// The team that sealed details are for; nullptr while it has no key.
    [[nodiscard]] const KnownTeamKey* officersKey() const;
    [[nodiscard]] bool isFounderKey(const PublicKey32& key) const;

    [[nodiscard]] const std::map<AgencyId, Agency>& agencies() const { return m_agencies; }
    [[nodiscard]] const std::map<TeamId, Team>& teams() const { return m_teams; }
    [[nodiscard]] const std::map<PersonId, Person>& people() const { return m_people; }

private:
    Status apply(const DirectoryChange& change, std::uint64_t sequence);

    std::optional<InstanceId> m_instance;
    RootPolicy m_policy;
    std::map<AgencyId, Agency> m_agencies;
    std::map<TeamId, Team> m_teams;
    std::map<PersonId, Person> m_people;
    std::map<DeviceId, KnownDevice> m_devices;
    std::map<std::pair<PersonId, TeamId>, KnownMembership> m_memberships;
    std::map<TeamId, std::vector<KnownTeamKey>> m_teamKeys;  // rising epochs from 1
    std::map<TeamId, std::uint64_t> m_departures;
    std::map<InvitationId, Invitation> m_invitations;
    std::set<InvitationId> m_usedInvitations;
};

}  // namespace voordeur::crypto
