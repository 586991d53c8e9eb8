#pragma once

#include "crypto/shared/directory.h"

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace voordeur::crypto {

class Journal;

/// What replaying the directory chain gives: who exists, with which rights and keys, now and as of
/// which entry. The same code runs in the server, in every client and in the verifier.
///
/// `follow` applies an entry that was found valid; it does not decide (crypto/rules does). What it
/// does keep is its own integrity: nothing refers to what does not exist, nothing that was created
/// is created again, team keys follow on each other, and what is gone does not come back.
/// Thread: one writer, or any number of readers. Ownership: owns everything.
class Directory {
public:
    struct KnownDevice {
        Device device;
        std::uint64_t since = 0;                   // entry that admitted it
        std::optional<std::uint64_t> revokedAt;    // entry that revoked it (or its person)
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
    struct KnownInvitation {
        Invitation invitation;
        std::uint64_t since = 0;
        std::optional<std::uint64_t> usedAt;     // entry of its Admission
        std::optional<std::uint64_t> revokedAt;  // entry that revoked it (or its person)
    };

    struct KnownRestoration {
        Restoration restoration;
        std::uint64_t since = 0;
        friend bool operator==(const KnownRestoration&, const KnownRestoration&) = default;
    };

    /// Objects of one kind: a large city has some ten thousand helpers.
    static constexpr std::size_t kObjectsMax = 100'000;

    /// Applies the founding payload, carried by entry `sequence` (0). The founders' signatures are
    /// not looked at. On an error nothing has changed.
    /// Errors: AlreadyFounded, those of RootPolicy::decode, those of `follow`.
    Status found(const FoundPayload& payload, std::uint64_t sequence);

    /// Applies a directory payload carried by entry `sequence`: all changes in their order, or
    /// none.
    ///
    /// An agency, team or person that exists is replaced; team and person keep their agency. One
    /// membership per person and team: the last change counts. A membership that ends, a device
    /// that is revoked and a person who is revoked leave (`lastDeparture`) every team in which that
    /// person was a member. Revoking a person revokes the devices and open invitations and ends the
    /// memberships.
    ///
    /// Errors: NotFounded · Malformed (a zero id; a device id that is not the hash of its keys) ·
    /// NotFound (a reference to what does not exist or was revoked; the end of a membership that
    /// does not run) · AlreadyExists (a device or invitation with a known id; revoking again) ·
    /// InvalidArgument (another agency for a team or person; a revocation's head above `sequence`;
    /// an invitation for another person than the device's) · EpochStale (a team key that does not
    /// follow on the last) · InvitationUsed · PurposeUnknown · LifeDomainUnknown · LimitReached.
    Status follow(const DirectoryPayload& payload, std::uint64_t sequence);

    [[nodiscard]] bool founded() const { return m_instance.has_value(); }
    /// Only of a founded directory.
    [[nodiscard]] const InstanceId& instance() const;
    [[nodiscard]] const RootPolicy& policy() const;

    [[nodiscard]] const Agency* agency(const AgencyId& id) const;
    [[nodiscard]] const Team* team(const TeamId& id) const;
    [[nodiscard]] const Person* person(const PersonId& id) const;
    [[nodiscard]] bool personRevoked(const PersonId& id) const;
    /// Also revoked devices; see `active`.
    [[nodiscard]] const KnownDevice* device(const DeviceId& id) const;
    /// Also used and revoked ones; see `invitationOpen`.
    [[nodiscard]] const Invitation* invitation(const InvitationId& id) const;
    [[nodiscard]] const KnownInvitation* knownInvitation(const InvitationId& id) const;
    [[nodiscard]] bool invitationUsed(const InvitationId& id) const;
    /// Known, not used, not revoked. Whether it expired is for whoever has a clock.
    [[nodiscard]] bool invitationOpen(const InvitationId& id) const;
    /// Known, and neither the device nor its person is revoked.
    [[nodiscard]] bool active(const DeviceId& id) const;
    /// Could this device speak for itself in entry `sequence`? False up to its admission (the
    /// founding entry speaks for itself), from its revocation on, and for entries at or after the
    /// `head` that its revoker had seen.
    [[nodiscard]] bool confersAt(const DeviceId& id, std::uint64_t sequence) const;
    /// The active role of a person in a team.
    [[nodiscard]] std::optional<Role> role(const PersonId& person, const TeamId& team) const;
    /// Has the person this role in a team of the agency?
    [[nodiscard]] bool hasRole(const PersonId& person, const AgencyId& agency, Role role) const;
    /// People with an active `AgencyAdmin` membership in a team of the agency. Rising.
    [[nodiscard]] std::vector<PersonId> adminsOf(const AgencyId& agency) const;
    /// People with an active membership. Rising.
    [[nodiscard]] std::vector<PersonId> membersOf(const TeamId& team) const;
    /// Teams in which the person is an active member. Rising.
    [[nodiscard]] std::vector<TeamId> teamsOf(const PersonId& person) const;
    /// The devices that are `active`. Rising.
    [[nodiscard]] std::vector<DeviceId> devicesOf(const PersonId& person) const;
    /// The newest key of a team, and one of an older epoch.
    [[nodiscard]] const KnownTeamKey* teamKey(const TeamId& team) const;
    [[nodiscard]] const KnownTeamKey* teamKey(const TeamId& team, std::uint32_t epoch) const;
    /// The last entry after which a key of this team should not be used for new seals any more: a
    /// device or member that could open it left. 0: none.
    [[nodiscard]] std::uint64_t lastDeparture(const TeamId& team) const;
    /// The team that sealed details are for: the first, by id, with kOfficers that has a key.
    [[nodiscard]] const Team* officersTeam() const;
    /// The newest key of `officersTeam`; nullptr while there is none.
    [[nodiscard]] const KnownTeamKey* officersKey() const;
    [[nodiscard]] bool isFounderKey(const PublicKey32& key) const;

    [[nodiscard]] const std::map<AgencyId, Agency>& agencies() const { return m_agencies; }
    [[nodiscard]] const std::map<TeamId, Team>& teams() const { return m_teams; }
    [[nodiscard]] const std::map<PersonId, Person>& people() const { return m_people; }
    [[nodiscard]] const std::map<DeviceId, KnownDevice>& devices() const { return m_devices; }

    /// Each time the log was put back from a copy, by the entry that says so. Stays for ever.
    [[nodiscard]] const std::map<std::uint64_t, KnownRestoration>& restorations() const {
        return m_restorations;
    }

private:
    /// One entry's changes on their way in; see directory_state.cpp.
    struct Step {
        std::uint64_t sequence;
        Journal& journal;
    };
    Status applyAll(const std::vector<DirectoryChange>& changes, std::uint64_t sequence);
    Status apply(const Agency& agency, const Step& step);
    Status apply(const Team& team, const Step& step);
    Status apply(const Person& person, const Step& step);
    Status apply(const Membership& membership, const Step& step);
    Status apply(const Device& device, const Step& step);
    Status apply(const TeamKey& key, const Step& step);
    Status apply(const Invitation& invitation, const Step& step);
    Status apply(const Revocation& revocation, const Step& step);
    Status apply(const Admission& admission, const Step& step);
    Status apply(const Restoration& restoration, const Step& step);
    Status revokeDevice(const DeviceId& id, std::uint64_t head, const Step& step);
    Status revokePerson(const PersonId& id, std::uint64_t head, const Step& step);
    Status revokeInvitation(const InvitationId& id, const Step& step);
    void departFromAll(const PersonId& person, const Step& step);
    [[nodiscard]] bool present(const PersonId& id) const;

    std::optional<InstanceId> m_instance;
    RootPolicy m_policy;
    std::map<AgencyId, Agency> m_agencies;
    std::map<TeamId, Team> m_teams;
    std::map<PersonId, Person> m_people;
    std::map<PersonId, std::uint64_t> m_revokedPeople;  // entry that revoked them
    std::map<DeviceId, KnownDevice> m_devices;
    std::map<std::pair<PersonId, TeamId>, KnownMembership> m_memberships;
    std::map<TeamId, std::vector<KnownTeamKey>> m_teamKeys;  // rising epochs from 1
    std::map<TeamId, std::uint64_t> m_departures;
    std::map<InvitationId, KnownInvitation> m_invitations;
    std::map<std::uint64_t, KnownRestoration> m_restorations;
    // Found again by the other side: for every row above, also of those who left.
    std::set<std::pair<TeamId, PersonId>> m_peopleByTeam;
    std::set<std::pair<PersonId, DeviceId>> m_devicesByPerson;
    std::set<std::pair<PersonId, InvitationId>> m_invitationsByPerson;
};

}  // namespace voordeur::crypto
