#include "crypto/shared/directory_state.h"

#include "tests/crypto/shared/format_case.h"
#include "tests/vectors/samples.h"

#include <algorithm>

namespace voordeur::crypto {
namespace {

using test::refusalOf;

/// A founded directory: one agency with two teams, the coach with a device in the first team.
class DirectoryTest : public testing::Test {
protected:
    void SetUp() override {
        FoundPayload payload = samples::foundPayload();
        payload.changes.emplace_back(otherTeam());
        ASSERT_TRUE(m_directory.found(payload, 0).ok());
    }

    static Team otherTeam() {
        return {.id = samples::kHousingTeam, .agency = samples::kCity, .name = "Wonen", .flags = 0};
    }
    static Person colleague() {
        Person person = samples::person();
        person.id = samples::kColleague;
        person.name = "Sam Voorbeeld";
        return person;
    }
    static Device anotherDevice(const PersonId& person, std::uint8_t first) {
        Device device;
        device.person = person;
        device.signKey = samples::rising<32>(first);
        device.id = deviceIdOf(device.signKey, device.sealKey, device.tlsKey);
        return device;
    }
    static Membership member(const PersonId& person, const TeamId& team, Role role = Role::Coach) {
        return {.person = person, .team = team, .role = role, .active = true};
    }
    static Membership ended(const PersonId& person, const TeamId& team) {
        return {.person = person, .team = team, .role = Role::Coach, .active = false};
    }
    static Revocation revoked(Revocation::What what, const ByteArray<16>& id, std::uint64_t head) {
        return {.what = what, .id = id, .head = head};
    }

    /// nullopt when it was applied.
    std::optional<Reason> follow(const std::vector<DirectoryChange>& changes) {
        return refusalOf(
            m_directory.follow({.changes = changes, .cosignatures = {}}, ++m_sequence));
    }
    void addColleague() {
        ASSERT_EQ(follow({colleague(), member(samples::kColleague, samples::kCoaches)}),
                  std::nullopt);
    }

    Directory m_directory;
    std::uint64_t m_sequence = 10;
};

// -- founding -----------------------------------------------------------------------------------

TEST(DirectoryFoundingTest, GivesInstancePolicyAndFirstObjects) {
    Directory directory;
    EXPECT_FALSE(directory.founded());
    ASSERT_TRUE(directory.found(samples::foundPayload(), 0).ok());
    EXPECT_TRUE(directory.founded());
    EXPECT_EQ(directory.instance(), samples::instance());
    EXPECT_EQ(directory.policy(), samples::policy());
    EXPECT_EQ(*directory.agency(samples::kCity), samples::agency());
    EXPECT_EQ(directory.role(samples::kCoach, samples::kCoaches), Role::Coach);
    EXPECT_TRUE(directory.active(samples::device().id));
    EXPECT_TRUE(directory.isFounderKey(samples::founderKey().publicKey()));
    EXPECT_TRUE(directory.isFounderKey(samples::otherFounderKey().publicKey()));
    EXPECT_FALSE(directory.isFounderKey(samples::coachKey().publicKey()));
}

TEST(DirectoryFoundingTest, HappensOnce) {
    Directory directory;
    ASSERT_TRUE(directory.found(samples::foundPayload(), 0).ok());
    EXPECT_EQ(refusalOf(directory.found(samples::foundPayload(), 1)), Reason::AlreadyFounded);
}

TEST(DirectoryFoundingTest, LeavesNothingBehindWhenItFails) {
    Directory directory;
    FoundPayload payload = samples::foundPayload();
    payload.changes.emplace_back(samples::device());
    EXPECT_EQ(refusalOf(directory.found(payload, 0)), Reason::AlreadyExists);
    EXPECT_FALSE(directory.founded());
    EXPECT_TRUE(directory.agencies().empty());
    payload = samples::foundPayload();
    payload.policy.pop_back();
    EXPECT_EQ(refusalOf(directory.found(payload, 0)), Reason::Malformed);
    EXPECT_FALSE(directory.founded());
    EXPECT_TRUE(directory.found(samples::foundPayload(), 0).ok());
}

TEST(DirectoryFoundingTest, ComesBeforeEverythingElse) {
    Directory directory;
    EXPECT_EQ(refusalOf(directory.follow({.changes = {samples::agency()}, .cosignatures = {}}, 1)),
              Reason::NotFounded);
    EXPECT_FALSE(directory.isFounderKey(samples::founderKey().publicKey()));
}

// -- agencies, teams, people --------------------------------------------------------------------

TEST_F(DirectoryTest, ReplacesTextsAndFlags) {
    Agency agency = samples::agency();
    agency.name = "Stadsteam Oost";
    agency.kinds = 6;
    Team team = samples::team();
    team.flags = Team::kCrisis;
    Person person = samples::person();
    person.phone = "";
    ASSERT_EQ(follow({agency, team, person}), std::nullopt);
    EXPECT_EQ(*m_directory.agency(samples::kCity), agency);
    EXPECT_EQ(*m_directory.team(samples::kCoaches), team);
    EXPECT_EQ(*m_directory.person(samples::kCoach), person);
    EXPECT_EQ(m_directory.teams().size(), 2U);
}

TEST_F(DirectoryTest, TeamAndPersonKeepTheirAgency) {
    Agency housing = samples::agency();
    housing.id = samples::kHousing;
    ASSERT_EQ(follow({housing}), std::nullopt);
    Team team = samples::team();
    team.agency = samples::kHousing;
    EXPECT_EQ(follow({team}), Reason::InvalidArgument);
    Person person = samples::person();
    person.agency = samples::kHousing;
    EXPECT_EQ(follow({person}), Reason::InvalidArgument);
}

TEST_F(DirectoryTest, RefusesTheZeroId) {
    Agency agency = samples::agency();
    agency.id = {};
    EXPECT_EQ(follow({agency}), Reason::Malformed);
    Team team = samples::team();
    team.id = {};
    EXPECT_EQ(follow({team}), Reason::Malformed);
    Person person = samples::person();
    person.id = {};
    EXPECT_EQ(follow({person}), Reason::Malformed);
    Invitation invitation = samples::invitation();
    invitation.id = {};
    EXPECT_EQ(follow({invitation}), Reason::Malformed);
}

TEST_F(DirectoryTest, RefusesReferencesToNothing) {
    Team team = samples::team();
    team.agency = samples::kHousing;
    EXPECT_EQ(follow({team}), Reason::NotFound);
    Person person = colleague();
    person.agency = samples::kHousing;
    EXPECT_EQ(follow({person}), Reason::NotFound);
    EXPECT_EQ(follow({member(samples::kColleague, samples::kCoaches)}), Reason::NotFound);
    EXPECT_EQ(follow({member(samples::kCoach, TeamId{})}), Reason::NotFound);
    EXPECT_EQ(follow({samples::colleagueDevice()}), Reason::NotFound);
    TeamKey key = samples::teamKey();
    key.madeBy = samples::colleagueDevice().id;
    EXPECT_EQ(follow({key}), Reason::NotFound);
    key = samples::teamKey();
    key.team = {};
    EXPECT_EQ(follow({key}), Reason::NotFound);
    Invitation invitation = samples::invitation();
    invitation.team = {};
    EXPECT_EQ(follow({invitation}), Reason::NotFound);
    invitation = samples::invitation();
    invitation.person = samples::kColleague;
    EXPECT_EQ(follow({invitation}), Reason::NotFound);
    EXPECT_EQ(follow({samples::admission()}), Reason::NotFound);
}

TEST_F(DirectoryTest, RefusesCodesThatThePolicyDoesNotHave) {
    Agency agency = samples::agency();
    agency.purposes = {1, 2};
    EXPECT_EQ(follow({agency}), Reason::PurposeUnknown);
    agency = samples::agency();
    agency.lifeDomain = 9;
    EXPECT_EQ(follow({agency}), Reason::LifeDomainUnknown);
    agency.lifeDomain = 0;
    EXPECT_EQ(follow({agency}), std::nullopt);
}

TEST_F(DirectoryTest, RefusesMoreThanItCanHold) {
    for (std::uint32_t i = 0; i < Directory::kObjectsMax - 1; ++i) {
        Person person;
        person.agency = samples::kCity;
        person.id.bytes[0] = 0xff;
        std::copy_n(reinterpret_cast<const std::uint8_t*>(&i), 4, person.id.bytes.begin() + 1);
        ASSERT_EQ(follow({person}), std::nullopt);
    }
    EXPECT_EQ(follow({colleague()}), Reason::LimitReached);
    EXPECT_EQ(follow({samples::person()}), std::nullopt) << "replacing still works";
}

// -- all or nothing -----------------------------------------------------------------------------

TEST_F(DirectoryTest, AppliesAllChangesOfAPayloadOrNone) {
    ASSERT_EQ(follow({samples::invitation()}), std::nullopt);
    Person renamed = samples::person();
    renamed.name = "Noor Anders";
    const std::vector<DirectoryChange> changes = {
        renamed,
        colleague(),
        member(samples::kColleague, samples::kCoaches),
        samples::colleagueDevice(),
        samples::teamKey(),
        ended(samples::kColleague, samples::kCoaches),
        samples::admission(),
        revoked(Revocation::What::Person, samples::kCoach.bytes, 1),
        samples::device(),  // already there
    };
    EXPECT_EQ(follow(changes), Reason::NotFound) << "the person is revoked by then";
    EXPECT_EQ(*m_directory.person(samples::kCoach), samples::person());
    EXPECT_EQ(m_directory.person(samples::kColleague), nullptr);
    EXPECT_EQ(m_directory.device(samples::colleagueDevice().id), nullptr);
    EXPECT_EQ(m_directory.teamKey(samples::kCoaches), nullptr);
    EXPECT_EQ(m_directory.lastDeparture(samples::kCoaches), 0U);
    EXPECT_TRUE(m_directory.invitationOpen(samples::kInvitation));
    EXPECT_FALSE(m_directory.personRevoked(samples::kCoach));
    EXPECT_TRUE(m_directory.active(samples::device().id));
    EXPECT_EQ(m_directory.role(samples::kCoach, samples::kCoaches), Role::Coach);
    EXPECT_EQ(m_directory.membersOf(samples::kCoaches), std::vector{samples::kCoach});
    EXPECT_EQ(m_directory.devicesOf(samples::kColleague), std::vector<DeviceId>{});
    EXPECT_EQ(follow({changes.begin(), changes.end() - 2}), std::nullopt);
    EXPECT_EQ(m_directory.lastDeparture(samples::kCoaches), m_sequence);
}

// -- devices and team keys ----------------------------------------------------------------------

TEST_F(DirectoryTest, RefusesADeviceTwiceAndOneWithAnotherNameThanItsKeys) {
    EXPECT_EQ(follow({samples::device()}), Reason::AlreadyExists);
    Device device = anotherDevice(samples::kCoach, 1);
    device.sealKey[0] ^= 1;
    EXPECT_EQ(follow({device}), Reason::Malformed);
}

TEST_F(DirectoryTest, KnowsDevicesOfAPersonInOrder) {
    const Device second = anotherDevice(samples::kCoach, 1);
    const Device third = anotherDevice(samples::kCoach, 2);
    ASSERT_EQ(follow({second, third}), std::nullopt);
    std::vector<DeviceId> expected = {samples::device().id, second.id, third.id};
    std::ranges::sort(expected);
    EXPECT_EQ(m_directory.devicesOf(samples::kCoach), expected);
    ASSERT_EQ(follow({revoked(Revocation::What::Device, second.id.bytes, 0)}), std::nullopt);
    std::erase(expected, second.id);
    EXPECT_EQ(m_directory.devicesOf(samples::kCoach), expected);
    EXPECT_NE(m_directory.device(second.id), nullptr);
}

TEST_F(DirectoryTest, TeamKeysFollowOnEachOther) {
    TeamKey key = samples::teamKey();
    key.epoch = 2;
    EXPECT_EQ(follow({key}), Reason::EpochStale);
    ASSERT_EQ(follow({samples::teamKey()}), std::nullopt);
    const std::uint64_t first = m_sequence;
    EXPECT_EQ(follow({samples::teamKey()}), Reason::EpochStale);
    key.key = samples::rising<32>(9);
    ASSERT_EQ(follow({key}), std::nullopt);
    EXPECT_EQ(m_directory.teamKey(samples::kCoaches)->key, key);
    EXPECT_EQ(m_directory.teamKey(samples::kCoaches)->since, m_sequence);
    EXPECT_EQ(m_directory.teamKey(samples::kCoaches, 1)->key, samples::teamKey());
    EXPECT_EQ(m_directory.teamKey(samples::kCoaches, 1)->since, first);
    EXPECT_EQ(m_directory.teamKey(samples::kCoaches, 0), nullptr);
    EXPECT_EQ(m_directory.teamKey(samples::kCoaches, 3), nullptr);
    EXPECT_EQ(m_directory.teamKey(samples::kHousingTeam), nullptr);
}

TEST_F(DirectoryTest, RevokedDeviceMakesNoTeamKey) {
    ASSERT_EQ(follow({revoked(Revocation::What::Device, samples::device().id.bytes, 0)}),
              std::nullopt);
    EXPECT_EQ(follow({samples::teamKey()}), Reason::NotFound);
}

TEST_F(DirectoryTest, OfficersKeyIsThatOfTheFirstOfficersTeamThatHasOne) {
    EXPECT_EQ(m_directory.officersKey(), nullptr);
    Team first = samples::team();
    first.flags = Team::kOfficers;
    Team second = otherTeam();
    second.flags = Team::kOfficers | Team::kCrisis;
    ASSERT_EQ(follow({first, second}), std::nullopt);
    EXPECT_EQ(m_directory.officersTeam(), nullptr) << "no key yet";
    TeamKey key = samples::teamKey();
    key.team = second.id;
    ASSERT_EQ(follow({key}), std::nullopt);
    EXPECT_EQ(m_directory.officersTeam()->id, second.id);
    EXPECT_EQ(m_directory.officersKey()->key, key);
    ASSERT_EQ(follow({samples::teamKey()}), std::nullopt);
    EXPECT_EQ(m_directory.officersTeam()->id, first.id);
    EXPECT_EQ(m_directory.officersKey()->key, samples::teamKey());
}

// -- memberships --------------------------------------------------------------------------------

TEST_F(DirectoryTest, LastMembershipOfAPersonInATeamCounts) {
    ASSERT_EQ(follow({member(samples::kCoach, samples::kCoaches, Role::Manager)}), std::nullopt);
    EXPECT_EQ(m_directory.role(samples::kCoach, samples::kCoaches), Role::Manager);
    EXPECT_TRUE(m_directory.hasRole(samples::kCoach, samples::kCity, Role::Manager));
    EXPECT_FALSE(m_directory.hasRole(samples::kCoach, samples::kCity, Role::Coach));
    EXPECT_EQ(m_directory.lastDeparture(samples::kCoaches), 0U) << "nobody left";
    ASSERT_EQ(follow({ended(samples::kCoach, samples::kCoaches)}), std::nullopt);
    EXPECT_EQ(m_directory.role(samples::kCoach, samples::kCoaches), std::nullopt);
    EXPECT_FALSE(m_directory.hasRole(samples::kCoach, samples::kCity, Role::Manager));
    EXPECT_EQ(m_directory.lastDeparture(samples::kCoaches), m_sequence);
    EXPECT_EQ(follow({ended(samples::kCoach, samples::kCoaches)}), Reason::NotFound);
    ASSERT_EQ(follow({member(samples::kCoach, samples::kCoaches)}), std::nullopt);
    EXPECT_EQ(m_directory.membersOf(samples::kCoaches), std::vector{samples::kCoach});
}

TEST_F(DirectoryTest, EndingWhatNeverRanIsRefused) {
    EXPECT_EQ(follow({ended(samples::kCoach, samples::kHousingTeam)}), Reason::NotFound);
    EXPECT_EQ(m_directory.lastDeparture(samples::kHousingTeam), 0U);
}

TEST_F(DirectoryTest, KnowsAdminsMembersAndTeams) {
    addColleague();
    ASSERT_EQ(follow({member(samples::kColleague, samples::kHousingTeam, Role::AgencyAdmin)}),
              std::nullopt);
    EXPECT_EQ(m_directory.adminsOf(samples::kCity), std::vector{samples::kColleague});
    EXPECT_EQ(m_directory.adminsOf(samples::kHousing), std::vector<PersonId>{});
    EXPECT_EQ(m_directory.membersOf(samples::kCoaches),
              (std::vector{samples::kCoach, samples::kColleague}));
    EXPECT_EQ(m_directory.teamsOf(samples::kColleague),
              (std::vector{samples::kCoaches, samples::kHousingTeam}));
    EXPECT_TRUE(m_directory.hasRole(samples::kColleague, samples::kCity, Role::AgencyAdmin));
}

// -- revoking -----------------------------------------------------------------------------------

TEST_F(DirectoryTest, RevokedDeviceConfersNothingFromWhatItsRevokerHadSeen) {
    addColleague();
    const DeviceId id = samples::device().id;
    ASSERT_EQ(follow({revoked(Revocation::What::Device, id.bytes, 8)}), std::nullopt);
    EXPECT_FALSE(m_directory.active(id));
    EXPECT_EQ(m_directory.device(id)->revokedAt, m_sequence);
    EXPECT_EQ(m_directory.device(id)->revokedFrom, 8U);
    EXPECT_TRUE(m_directory.confersAt(id, 7));
    EXPECT_FALSE(m_directory.confersAt(id, 8));
    EXPECT_FALSE(m_directory.confersAt(id, m_sequence));
    EXPECT_FALSE(m_directory.personRevoked(samples::kCoach));
    EXPECT_EQ(m_directory.role(samples::kCoach, samples::kCoaches), Role::Coach);
    EXPECT_EQ(m_directory.lastDeparture(samples::kCoaches), m_sequence);
    EXPECT_EQ(m_directory.lastDeparture(samples::kHousingTeam), 0U);
}

TEST_F(DirectoryTest, DeviceConfersFromItsAdmissionOn) {
    const Device second = anotherDevice(samples::kCoach, 1);
    ASSERT_EQ(follow({second}), std::nullopt);
    EXPECT_FALSE(m_directory.confersAt(second.id, m_sequence - 1));
    EXPECT_FALSE(m_directory.confersAt(second.id, m_sequence));
    EXPECT_TRUE(m_directory.confersAt(second.id, m_sequence + 1));
    EXPECT_TRUE(m_directory.confersAt(samples::device().id, 0)) << "the founding speaks for itself";
    EXPECT_FALSE(m_directory.confersAt(samples::colleagueDevice().id, 100)) << "unknown";
}

TEST_F(DirectoryTest, RevokingHappensOnceAndOfWhatExists) {
    const DeviceId id = samples::device().id;
    EXPECT_EQ(follow({revoked(Revocation::What::Device, ByteArray<16>{}, 0)}), Reason::NotFound);
    EXPECT_EQ(follow({revoked(Revocation::What::Person, ByteArray<16>{}, 0)}), Reason::NotFound);
    EXPECT_EQ(follow({revoked(Revocation::What::Invitation, ByteArray<16>{}, 0)}),
              Reason::NotFound);
    ASSERT_EQ(follow({revoked(Revocation::What::Device, id.bytes, 5)}), std::nullopt);
    EXPECT_EQ(follow({revoked(Revocation::What::Device, id.bytes, 1)}), Reason::AlreadyExists);
    ASSERT_EQ(follow({revoked(Revocation::What::Person, samples::kCoach.bytes, 5)}), std::nullopt);
    EXPECT_EQ(follow({revoked(Revocation::What::Person, samples::kCoach.bytes, 5)}),
              Reason::AlreadyExists);
}

TEST_F(DirectoryTest, NobodyHasSeenMoreOfTheLogThanThereIs) {
    const ByteArray<16> id = samples::device().id.bytes;
    EXPECT_EQ(follow({revoked(Revocation::What::Device, id, m_sequence + 2)}),
              Reason::InvalidArgument);
    EXPECT_EQ(follow({revoked(Revocation::What::Device, id, m_sequence + 1)}), std::nullopt);
}

TEST_F(DirectoryTest, RevokedPersonLeavesEverything) {
    const Device second = anotherDevice(samples::kCoach, 1);
    ASSERT_EQ(follow({second,
                      member(samples::kCoach, samples::kHousingTeam, Role::Worker),
                      samples::invitation()}),
              std::nullopt);
    ASSERT_EQ(follow({revoked(Revocation::What::Device, second.id.bytes, 2)}), std::nullopt);
    const std::uint64_t secondGone = m_sequence;
    ASSERT_EQ(follow({revoked(Revocation::What::Person, samples::kCoach.bytes, 9)}), std::nullopt);
    EXPECT_TRUE(m_directory.personRevoked(samples::kCoach));
    EXPECT_NE(m_directory.person(samples::kCoach), nullptr) << "the log still names her";
    EXPECT_EQ(m_directory.devicesOf(samples::kCoach), std::vector<DeviceId>{});
    EXPECT_EQ(m_directory.device(samples::device().id)->revokedFrom, 9U);
    EXPECT_EQ(m_directory.device(second.id)->revokedAt, secondGone);
    EXPECT_EQ(m_directory.device(second.id)->revokedFrom, 2U);
    EXPECT_EQ(m_directory.membersOf(samples::kCoaches), std::vector<PersonId>{});
    EXPECT_EQ(m_directory.teamsOf(samples::kCoach), std::vector<TeamId>{});
    EXPECT_EQ(m_directory.lastDeparture(samples::kCoaches), m_sequence);
    EXPECT_EQ(m_directory.lastDeparture(samples::kHousingTeam), m_sequence);
    EXPECT_FALSE(m_directory.invitationOpen(samples::kInvitation));
}

TEST_F(DirectoryTest, RevokedPersonWithEarlierHeadPullsTheDeviceBackToo) {
    ASSERT_EQ(follow({revoked(Revocation::What::Device, samples::device().id.bytes, 9)}),
              std::nullopt);
    ASSERT_EQ(follow({revoked(Revocation::What::Person, samples::kCoach.bytes, 4)}), std::nullopt);
    EXPECT_FALSE(m_directory.confersAt(samples::device().id, 4));
    EXPECT_TRUE(m_directory.confersAt(samples::device().id, 3));
}

TEST_F(DirectoryTest, RevokedPersonDoesNotComeBack) {
    ASSERT_EQ(follow({revoked(Revocation::What::Person, samples::kCoach.bytes, 9)}), std::nullopt);
    EXPECT_EQ(follow({member(samples::kCoach, samples::kCoaches)}), Reason::NotFound);
    EXPECT_EQ(follow({anotherDevice(samples::kCoach, 3)}), Reason::NotFound);
    EXPECT_EQ(follow({samples::invitation()}), Reason::NotFound);
}

// -- invitations --------------------------------------------------------------------------------

TEST_F(DirectoryTest, AdmissionUsesAnInvitationOnce) {
    ASSERT_EQ(follow({samples::invitation()}), std::nullopt);
    EXPECT_EQ(*m_directory.invitation(samples::kInvitation), samples::invitation());
    EXPECT_TRUE(m_directory.invitationOpen(samples::kInvitation));
    EXPECT_FALSE(m_directory.invitationUsed(samples::kInvitation));
    const Device second = anotherDevice(samples::kCoach, 1);
    ASSERT_EQ(follow({second, Admission{samples::kInvitation, second.id}}), std::nullopt);
    EXPECT_TRUE(m_directory.invitationUsed(samples::kInvitation));
    EXPECT_FALSE(m_directory.invitationOpen(samples::kInvitation));
    EXPECT_EQ(m_directory.knownInvitation(samples::kInvitation)->usedAt, m_sequence);
    EXPECT_EQ(follow({samples::admission()}), Reason::InvitationUsed);
    EXPECT_EQ(follow({revoked(Revocation::What::Invitation, samples::kInvitation.bytes, 0)}),
              Reason::InvitationUsed);
    EXPECT_EQ(follow({samples::invitation()}), Reason::AlreadyExists);
}

TEST_F(DirectoryTest, AdmissionIsForTheInvitedPersonOnly) {
    addColleague();
    ASSERT_EQ(follow({samples::invitation(), samples::colleagueDevice()}), std::nullopt);
    EXPECT_EQ(follow({Admission{samples::kInvitation, samples::colleagueDevice().id}}),
              Reason::InvalidArgument);
    EXPECT_TRUE(m_directory.invitationOpen(samples::kInvitation));
}

TEST_F(DirectoryTest, AdmissionNeedsADeviceThatStillCounts) {
    ASSERT_EQ(follow({samples::invitation()}), std::nullopt);
    EXPECT_EQ(follow({Admission{samples::kInvitation, DeviceId{}}}), Reason::NotFound);
    ASSERT_EQ(follow({revoked(Revocation::What::Device, samples::device().id.bytes, 0)}),
              std::nullopt);
    EXPECT_EQ(follow({samples::admission()}), Reason::NotFound);
}

TEST_F(DirectoryTest, RevokedInvitationAdmitsNobody) {
    ASSERT_EQ(follow({samples::invitation()}), std::nullopt);
    ASSERT_EQ(follow({revoked(Revocation::What::Invitation, samples::kInvitation.bytes, 0)}),
              std::nullopt);
    EXPECT_FALSE(m_directory.invitationOpen(samples::kInvitation));
    EXPECT_EQ(follow({samples::admission()}), Reason::NotFound);
    EXPECT_EQ(follow({revoked(Revocation::What::Invitation, samples::kInvitation.bytes, 0)}),
              Reason::AlreadyExists);
    EXPECT_EQ(m_directory.invitation(InvitationId{}), nullptr);
    EXPECT_FALSE(m_directory.invitationUsed(InvitationId{}));
}

}  // namespace
}  // namespace voordeur::crypto
