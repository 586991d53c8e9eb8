#include "tests/crypto/rules/expect_outcome.h"

// Who may change the directory.
namespace voordeur::test {
namespace {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test that is all crypto

class DirectoryRulesTest : public testing::Test {
protected:
    explicit DirectoryRulesTest(const BuilderOptions& options = {})
        : m_builder(options), m_cast(m_builder) {}

    using Changes = std::vector<DirectoryChange>;

    Outcome change(const Actor& actor,
                   const Changes& changes,
                   const std::vector<const Actor*>& cosigners = {}) {
        return m_builder.change(actor, Method::ChangeDirectory, changes, cosigners);
    }
    /// A second admin of youth care, so that two persons are needed from now on.
    Actor addSecondAdmin() {
        return m_builder.addMember(m_cast.youth.team, "Jos Jeugd", Role::AgencyAdmin);
    }
    Person newPerson(const AgencyId& agency) {
        return {m_builder.newId<PersonId>(), agency, "Nieuw Iemand", "", "", ""};
    }
    Invitation newInvitation(const PersonId& person, const TeamId& team) {
        return {m_builder.newId<InvitationId>(),
                person,
                team,
                m_builder.now() + 86'400'000,
                m_builder.random().array<32>(),
                m_builder.random().array<32>()};
    }
    Outcome invite(const Actor& actor, const Invitation& invitation, Changes before = {}) {
        before.emplace_back(invitation);
        return m_builder.change(actor, Method::Invite, before);
    }
    Outcome admit(const Actor& actor,
                  const Changes& changes,
                  const std::vector<const Actor*>& cosigners = {}) {
        return m_builder.change(actor, Method::Admit, changes, cosigners);
    }
    Revocation revocationOf(Revocation::What what, const ByteArray<16>& id) {
        return {what, id, m_builder.lines().size()};
    }
    Outcome revoke(const Actor& actor, const Revocation& revocation) {
        return m_builder.change(actor, Method::Revoke, {revocation});
    }

    LogBuilder m_builder;
    Cast m_cast;
};

// -- agencies and teams
// --------------------------------------------------------------------------------

TEST_F(DirectoryRulesTest, AgenciesAreTheFoundersBusiness) {
    const Agency agency{m_builder.newId<AgencyId>(), "Nieuw", 7, {1}, 1, ""};
    EXPECT_REFUSED(change(m_cast.youthAdmin, {agency}), Reason::Denied);
    Agency own = *m_builder.directory().agency(m_cast.youthAgency);
    own.kinds = 7;
    EXPECT_REFUSED(change(m_cast.youthAdmin, {own}), Reason::Denied);
    EXPECT_DONE(change(m_builder.founder(), {agency}));
}

TEST_F(DirectoryRulesTest, AdminMakesTeamsOfTheOwnAgency) {
    const Team own{m_builder.newId<TeamId>(), m_cast.youthAgency, "Crisis", 0};
    EXPECT_DONE(change(m_cast.youthAdmin, {own}));
    const Team other{m_builder.newId<TeamId>(), m_cast.debtAgency, "Vreemd", 0};
    EXPECT_REFUSED(change(m_cast.youthAdmin, {other}), Reason::Denied);
    EXPECT_REFUSED(change(m_cast.youth, {own}), Reason::Denied);
}

TEST_F(DirectoryRulesTest, AdminGivesNoTeamMorePower) {
    for (const std::uint8_t flag :
         {Team::kMayLead, Team::kMayIntake, Team::kCrisis, Team::kOfficers}) {
        const Team fresh{m_builder.newId<TeamId>(), m_cast.youthAgency, "Machtig", flag};
        EXPECT_REFUSED(change(m_cast.youthAdmin, {fresh}), Reason::Denied) << int{flag};
        const Team known{m_cast.youth.team, m_cast.youthAgency, "Machtig", flag};
        EXPECT_REFUSED(change(m_cast.youthAdmin, {known}), Reason::Denied) << int{flag};
    }
    Team renamed = *m_builder.directory().team(m_cast.northTeam);
    renamed.name = "Wijkteam Noordoost";
    EXPECT_DONE(change(m_cast.admin, {renamed}));
}

// -- people and memberships
// ------------------------------------------------------------------------------

TEST_F(DirectoryRulesTest, AdminStaysWithinTheAgency) {
    const Person own = newPerson(m_cast.youthAgency);
    const Person other = newPerson(m_cast.debtAgency);
    EXPECT_DONE(change(m_cast.youthAdmin, {own}));
    EXPECT_REFUSED(change(m_cast.youthAdmin, {other}), Reason::Denied);
    EXPECT_REFUSED(
        change(m_cast.youthAdmin, {Membership{own.id, m_cast.debt.team, Role::Worker, true}}),
        Reason::Denied);
    EXPECT_REFUSED(change(m_cast.youthAdmin,
                          {Membership{m_cast.debt.person, m_cast.youth.team, Role::Worker, true}}),
                   Reason::Denied);
    EXPECT_DONE(
        change(m_cast.youthAdmin, {Membership{own.id, m_cast.youth.team, Role::Worker, true}}));
}

TEST_F(DirectoryRulesTest, AdminMakesNoFounder) {
    const Person own = newPerson(m_cast.youthAgency);
    EXPECT_REFUSED(change(m_cast.youthAdmin,
                          {own, Membership{own.id, m_cast.youth.team, Role::Founder, true}}),
                   Reason::Denied);
    // Nor unmakes one: the municipality's admin and the founder are of one agency.
    const Actor& founder = m_builder.founder();
    EXPECT_REFUSED(
        change(m_cast.admin, {Membership{founder.person, founder.team, Role::Worker, true}}),
        Reason::Denied);
    EXPECT_REFUSED(
        change(m_cast.admin, {Membership{founder.person, founder.team, Role::Founder, false}}),
        Reason::Denied);
}

TEST_F(DirectoryRulesTest, OfficersAreAppointedWhereTheOfficersAre) {
    const Person own = newPerson(m_cast.youthAgency);
    for (const Role role : {Role::PrivacyOfficer, Role::PrivacyManager}) {
        EXPECT_REFUSED(
            change(m_cast.youthAdmin, {own, Membership{own.id, m_cast.youth.team, role, true}}),
            Reason::Denied);
    }
    const Person clerk = newPerson(m_builder.municipality());
    EXPECT_REFUSED(
        change(m_cast.admin,
               {clerk, Membership{clerk.id, m_cast.northTeam, Role::PrivacyOfficer, true}}),
        Reason::Denied);
    EXPECT_DONE(change(
        m_cast.admin,
        {clerk, Membership{clerk.id, m_builder.officer().team, Role::PrivacyOfficer, true}}));
}

TEST_F(DirectoryRulesTest, TitleOfOfficerAloneOpensNoLog) {
    // The founders may appoint anybody; what the title is worth still hangs on the team.
    const Actor titled =
        m_builder.addMembership(m_cast.youth, m_cast.youth.team, Role::PrivacyOfficer);
    EXPECT_REFUSED(m_builder.call(titled, Method::ReadLog, ReadLogPayload{0, 1}.encode()),
                   Reason::Denied);
}

TEST_F(DirectoryRulesTest, RoleChangeTakesTwoFromTheSecondAdminOn) {
    const Membership promoted{m_cast.youth.person, m_cast.youth.team, Role::Manager, true};
    EXPECT_DONE(change(m_cast.youthAdmin, {promoted}));
    const Actor second = addSecondAdmin();
    const Membership back{m_cast.youth.person, m_cast.youth.team, Role::Worker, true};
    EXPECT_REFUSED(change(m_cast.youthAdmin, {back}), Reason::SecondPersonNeeded);
    EXPECT_REFUSED(change(m_cast.youthAdmin, {back}, {&m_cast.youthManager}),
                   Reason::SecondPersonNeeded);
    EXPECT_REFUSED(change(m_cast.youthAdmin, {back}, {&m_cast.admin}), Reason::SecondPersonNeeded);
    const Outcome done = change(m_cast.youthAdmin, {back}, {&second});
    EXPECT_DONE(done);
    EXPECT_EQ(done.rule, Rule::SecondPerson);
    EXPECT_DONE(change(m_cast.youthAdmin, {promoted}, {&m_builder.founder()}));
    // Who is new is let in by one, and anybody is let go by one.
    const Person fresh = newPerson(m_cast.youthAgency);
    EXPECT_DONE(change(m_cast.youthAdmin,
                       {fresh, Membership{fresh.id, m_cast.youth.team, Role::Worker, true}}));
    EXPECT_DONE(change(m_cast.youthAdmin,
                       {Membership{m_cast.youth.person, m_cast.youth.team, Role::Manager, false}}));
}

TEST_F(DirectoryRulesTest, NobodyIsTheirOwnSecond) {
    addSecondAdmin();
    const Membership back{m_cast.youth.person, m_cast.youth.team, Role::Manager, true};
    EXPECT_REFUSED(change(m_cast.youthAdmin, {back}, {&m_cast.youthAdmin}), Reason::Denied);
}

TEST_F(DirectoryRulesTest, CosignatureIsForOneCallOnly) {
    const Actor second = addSecondAdmin();
    const Membership back{m_cast.youth.person, m_cast.youth.team, Role::Manager, true};
    CallOptions options;
    options.requestId = m_builder.newId<RequestId>();
    DirectoryPayload payload{{back}, {}};
    const Cosigning of{Method::ChangeDirectory, m_cast.youthAdmin.device, *options.requestId};
    payload.cosignatures = m_builder.cosign({&second}, payload.cosigned(of));
    const auto send = [&](const CallOptions& with) {
        return m_builder.judgeOnly(
            m_cast.youthAdmin, Method::ChangeDirectory, payload.encode(), {}, with);
    };
    EXPECT_DONE(send(options));
    EXPECT_REFUSED(send({}), Reason::SignatureBroken);
    payload.changes[0] =
        Membership{m_cast.youth.person, m_cast.youth.team, Role::AgencyAdmin, true};
    EXPECT_REFUSED(send(options), Reason::SignatureBroken);
}

TEST_F(DirectoryRulesTest, RevokedSecondDoesNotCount) {
    const Actor second = addSecondAdmin();
    addSecondAdmin();
    ASSERT_DONE(m_builder.revokeDevice(second));
    const Membership back{m_cast.youth.person, m_cast.youth.team, Role::Manager, true};
    EXPECT_REFUSED(change(m_cast.youthAdmin, {back}, {&second}), Reason::SignatureBroken);
}

// -- invitations and admissions
// ----------------------------------------------------------------------------

TEST_F(DirectoryRulesTest, AdminInvitesAndAdmits) {
    const Person person = newPerson(m_cast.youthAgency);
    const Invitation invitation = newInvitation(person.id, m_cast.youth.team);
    ASSERT_DONE(invite(m_cast.youthAdmin,
                       invitation,
                       {person, Membership{person.id, m_cast.youth.team, Role::Worker, true}}));
    Actor fresh{m_cast.youthAgency, m_cast.youth.team, person.id, Role::Worker, {}, nullptr};
    const Device device = m_builder.newDevice(fresh);
    const Changes changes{device, Admission{invitation.id, device.id}};
    EXPECT_REFUSED(admit(m_cast.debt, changes), Reason::Denied);
    EXPECT_REFUSED(admit(m_cast.admin, changes), Reason::Denied);
    ASSERT_DONE(admit(m_cast.youthAdmin, changes));
    EXPECT_DONE(listHouseholds(m_builder, fresh));

    // The same sheet of paper does not work twice.
    const Device again = m_builder.newDevice(fresh);
    EXPECT_REFUSED(admit(m_cast.youthAdmin, {again, Admission{invitation.id, again.id}}),
                   Reason::InvitationUsed);
}

TEST_F(DirectoryRulesTest, InvitationMustBeOpenAndForThatPerson) {
    const Person person = newPerson(m_cast.youthAgency);
    const Invitation invitation = newInvitation(person.id, m_cast.youth.team);
    ASSERT_DONE(invite(m_cast.youthAdmin,
                       invitation,
                       {person, Membership{person.id, m_cast.youth.team, Role::Worker, true}}));
    Actor fresh{m_cast.youthAgency, m_cast.youth.team, person.id, Role::Worker, {}, nullptr};
    const Device device = m_builder.newDevice(fresh);
    EXPECT_REFUSED(
        admit(m_cast.youthAdmin, {device, Admission{m_builder.newId<InvitationId>(), device.id}}),
        Reason::InvitationUnknown);
    Actor other = m_cast.youth;
    const Device theirs = m_builder.newDevice(other);
    EXPECT_REFUSED(admit(m_cast.youthAdmin, {theirs, Admission{invitation.id, theirs.id}}),
                   Reason::InvitationUnknown);
    m_builder.advance(86'400'000);
    EXPECT_REFUSED(admit(m_cast.youthAdmin, {device, Admission{invitation.id, device.id}}),
                   Reason::InvitationExpired);
}

TEST_F(DirectoryRulesTest, RevokedInvitationIsUnknown) {
    const Invitation invitation = newInvitation(m_cast.youth.person, m_cast.youth.team);
    ASSERT_DONE(invite(m_cast.youthAdmin, invitation));
    ASSERT_DONE(
        revoke(m_cast.youthAdmin, revocationOf(Revocation::What::Invitation, invitation.id.bytes)));
    Actor other = m_cast.youth;
    const Device device = m_builder.newDevice(other);
    EXPECT_REFUSED(admit(m_cast.youthAdmin, {device, Admission{invitation.id, device.id}}),
                   Reason::InvitationUnknown);
}

TEST_F(DirectoryRulesTest, InvitationLastsTwoWeeksAtMost) {
    Invitation invitation = newInvitation(m_cast.youth.person, m_cast.youth.team);
    invitation.expires = m_builder.now();
    EXPECT_REFUSED(invite(m_cast.youthAdmin, invitation), Reason::InvitationExpired);
    invitation.expires = m_builder.now() + limits::kInvitationMillisMax + 60'000;
    EXPECT_REFUSED(invite(m_cast.youthAdmin, invitation), Reason::InvalidArgument);
    invitation.expires = m_builder.now() + limits::kInvitationMillisMax;
    EXPECT_DONE(invite(m_cast.youthAdmin, invitation));
    EXPECT_REFUSED(invite(m_cast.youthAdmin, invitation), Reason::AlreadyExists);
}

TEST_F(DirectoryRulesTest, InviteIsOneInvitation) {
    const Invitation one = newInvitation(m_cast.youth.person, m_cast.youth.team);
    const Invitation two = newInvitation(m_cast.youth.person, m_cast.youth.team);
    EXPECT_REFUSED(invite(m_cast.youthAdmin, one, {two}), Reason::Malformed);
    EXPECT_REFUSED(m_builder.change(m_cast.youthAdmin, Method::Invite, {}), Reason::Malformed);
    const Team team{m_builder.newId<TeamId>(), m_cast.youthAgency, "Mee", 0};
    EXPECT_REFUSED(invite(m_cast.youthAdmin, one, {team}), Reason::Malformed);
    EXPECT_REFUSED(change(m_cast.youthAdmin, {one}), Reason::Malformed);
}

TEST_F(DirectoryRulesTest, SecondDeviceTakesTwoPersons) {
    const Actor second = addSecondAdmin();
    const Invitation invitation = newInvitation(m_cast.youth.person, m_cast.youth.team);
    ASSERT_DONE(invite(m_cast.youthAdmin, invitation));
    Actor laptop = m_cast.youth;
    const Device device = m_builder.newDevice(laptop);
    const Changes changes{device, Admission{invitation.id, device.id}};
    EXPECT_REFUSED(admit(m_cast.youthAdmin, changes), Reason::SecondPersonNeeded);
    EXPECT_DONE(admit(m_cast.youthAdmin, changes, {&second}));
    EXPECT_DONE(listHouseholds(m_builder, laptop));
    EXPECT_DONE(listHouseholds(m_builder, m_cast.youth));
}

TEST_F(DirectoryRulesTest, AdmissionBringsOnlyTheFirstKey) {
    const Invitation invitation = newInvitation(m_cast.youth.person, m_cast.youth.team);
    ASSERT_DONE(invite(m_cast.youthAdmin, invitation));
    Actor laptop = m_cast.youth;
    const Device device = m_builder.newDevice(laptop);
    const Admission admission{invitation.id, device.id};
    const auto key = [&](const TeamId& team, const DeviceId& maker) {
        return TeamKey{team, 1, m_builder.random().array<32>(), maker};
    };
    EXPECT_REFUSED(admit(m_cast.youthAdmin, {device, admission, key(m_cast.youth.team, device.id)}),
                   Reason::AlreadyExists);
    EXPECT_REFUSED(admit(m_cast.youthAdmin, {device, admission, key(m_cast.debt.team, device.id)}),
                   Reason::Denied);
    EXPECT_REFUSED(admit(m_cast.youthAdmin, {admission, device}), Reason::Malformed);
    EXPECT_REFUSED(admit(m_cast.youthAdmin, {device}), Reason::Malformed);
}

// -- team keys
// ---------------------------------------------------------------------------------------------

TEST_F(DirectoryRulesTest, AdminAloneNeverMakesAKey) {
    const TeamKey mine{
        m_cast.youth.team, 2, m_builder.random().array<32>(), m_cast.youthAdmin.device};
    EXPECT_REFUSED(change(m_cast.youthAdmin, {mine}), Reason::SecondPersonNeeded);
    const TeamKey theirs{m_cast.youth.team, 2, m_builder.random().array<32>(), m_cast.youth.device};
    EXPECT_REFUSED(change(m_cast.youthAdmin, {theirs}), Reason::SecondPersonNeeded);
    EXPECT_REFUSED(change(m_cast.youth, {theirs}), Reason::SecondPersonNeeded);
    EXPECT_REFUSED(change(m_cast.youth, {theirs}, {&m_cast.youthManager}),
                   Reason::SecondPersonNeeded);
    EXPECT_DONE(change(m_cast.youth, {theirs}, {&m_cast.youthAdmin}));
    const TeamKey next{m_cast.youth.team, 3, m_builder.random().array<32>(), m_cast.youth.device};
    EXPECT_DONE(change(m_cast.youthAdmin, {next}, {&m_cast.youth}));
}

TEST_F(DirectoryRulesTest, KeyIsMadeByAMemberAndFollowsOnTheLast) {
    const TeamKey foreign{m_cast.youth.team, 2, m_builder.random().array<32>(), m_cast.debt.device};
    EXPECT_REFUSED(change(m_cast.debt, {foreign}, {&m_cast.youthAdmin}), Reason::Denied);
    const TeamKey jump{m_cast.youth.team, 3, m_builder.random().array<32>(), m_cast.youth.device};
    EXPECT_REFUSED(change(m_cast.youth, {jump}, {&m_cast.youthAdmin}), Reason::EpochStale);
    const TeamKey again{m_cast.youth.team, 1, m_builder.random().array<32>(), m_cast.youth.device};
    EXPECT_REFUSED(change(m_cast.youth, {again}, {&m_cast.youthAdmin}), Reason::EpochStale);
}

TEST_F(DirectoryRulesTest, MemberSharesTheTeamsKeyWithMembers) {
    const auto share = [&](const Actor& from, const Actor& to, std::uint32_t epoch) {
        const Bytes sealed{1, 2, 3};
        ShareTeamKeyPayload payload{from.team, epoch, {{to.device, attachmentHash(sealed)}}};
        return m_builder.call(from, Method::ShareTeamKey, payload.encode(), {sealed});
    };
    EXPECT_DONE(share(m_cast.youth, m_cast.youthManager, 1));
    EXPECT_REFUSED(share(m_cast.youth, m_cast.debt, 1), Reason::Denied);
    EXPECT_REFUSED(share(m_cast.youth, m_cast.youthManager, 2), Reason::EpochStale);
    Actor elsewhere = m_cast.youth;
    ShareTeamKeyPayload other{m_cast.debt.team, 1, {{elsewhere.device, Hash32{1}}}};
    EXPECT_REFUSED(m_builder.call(m_cast.youth, Method::ShareTeamKey, other.encode(), {Bytes{}}),
                   Reason::PayloadMismatch);
    ASSERT_DONE(m_builder.revokeDevice(m_cast.youthManager));
    EXPECT_REFUSED(share(m_cast.youth, m_cast.youthManager, 1), Reason::NotFound);
}

// -- revoking
// ----------------------------------------------------------------------------------------------

TEST_F(DirectoryRulesTest, EverybodyRevokesTheirOwnDevice) {
    const Outcome outcome =
        revoke(m_cast.youth, revocationOf(Revocation::What::Device, m_cast.youth.device.bytes));
    EXPECT_DONE(outcome);
    EXPECT_EQ(outcome.rule, Rule::OwnDevice);
    EXPECT_REFUSED(listHouseholds(m_builder, m_cast.youth), Reason::DeviceRevoked);
}

TEST_F(DirectoryRulesTest, AdminRevokesWithinTheAgency) {
    const auto device = [&](const Actor& actor) {
        return revocationOf(Revocation::What::Device, actor.device.bytes);
    };
    const auto person = [&](const Actor& actor) {
        return revocationOf(Revocation::What::Person, actor.person.bytes);
    };
    EXPECT_REFUSED(revoke(m_cast.youthManager, device(m_cast.youth)), Reason::Denied);
    EXPECT_REFUSED(revoke(m_cast.youthAdmin, device(m_cast.debt)), Reason::Denied);
    EXPECT_DONE(revoke(m_cast.youthAdmin, device(m_cast.youth)));
    EXPECT_DONE(revoke(m_cast.youthAdmin, person(m_cast.youthManager)));
    EXPECT_REFUSED(revoke(m_cast.youthAdmin, person(m_cast.youthManager)), Reason::AlreadyExists);
    EXPECT_DONE(revoke(m_builder.founder(), person(m_cast.debt)));
}

TEST_F(DirectoryRulesTest, AdminRevokesNoFounder) {
    EXPECT_REFUSED(revoke(m_cast.admin,
                          revocationOf(Revocation::What::Device, m_builder.founder().device.bytes)),
                   Reason::Denied);
}

// An admin of the founder's agency could let a device of their own in as the founder's, and read
// the whole log with it.
TEST_F(DirectoryRulesTest, AdminMakesNoDeviceForAFounder) {
    const Actor& founder = m_builder.founder();
    const Invitation invitation = newInvitation(founder.person, founder.team);
    EXPECT_REFUSED(invite(m_cast.admin, invitation), Reason::Denied);
    EXPECT_DONE(invite(founder, invitation));
    Actor laptop = founder;
    const Device device = m_builder.newDevice(laptop);
    EXPECT_REFUSED(admit(m_cast.admin, {device, Admission{invitation.id, device.id}}),
                   Reason::Denied);
}

TEST_F(DirectoryRulesTest, LastFounderStays) {
    const Actor& founder = m_builder.founder();
    EXPECT_REFUSED(revoke(founder, revocationOf(Revocation::What::Device, founder.device.bytes)),
                   Reason::Denied);
    EXPECT_REFUSED(revoke(founder, revocationOf(Revocation::What::Person, founder.person.bytes)),
                   Reason::Denied);
    EXPECT_REFUSED(change(founder, {Membership{founder.person, founder.team, Role::Coach, true}}),
                   Reason::Denied);
}

TEST_F(DirectoryRulesTest, RevokeCarriesOnlyRevocations) {
    const Revocation one = revocationOf(Revocation::What::Device, m_cast.youth.device.bytes);
    EXPECT_REFUSED(
        m_builder.change(m_builder.founder(), Method::Revoke, {one, newPerson(m_cast.youthAgency)}),
        Reason::Malformed);
    EXPECT_REFUSED(m_builder.change(m_builder.founder(), Method::Revoke, {}), Reason::Malformed);
    EXPECT_REFUSED(change(m_builder.founder(), {one}), Reason::Malformed);
    Revocation future = one;
    future.head += 100;
    EXPECT_REFUSED(m_builder.change(m_builder.founder(), Method::Revoke, {future}),
                   Reason::InvalidArgument);
}

// -- several founders
// ----------------------------------------------------------------------------------------

TEST(FounderThresholdTest, TwoOfThree) {
    // The builder itself works alone; so it founds with a threshold of one, and the rule is asked
    // of an instance founded with two.
    BuilderOptions options;
    options.founders = 3;
    options.threshold = 1;
    LogBuilder alone(options);
    const Agency agency{alone.newId<AgencyId>(), "Nieuw", 7, {1}, 1, ""};
    EXPECT_DONE(alone.change(alone.founder(1), Method::ChangeDirectory, {agency}));
    // One of three may go, and the last may not.
    EXPECT_DONE(alone.revokeDevice(alone.founder(1)));
    EXPECT_DONE(alone.revokeDevice(alone.founder(2)));
    EXPECT_REFUSED(alone.revokeDevice(alone.founder(0)), Reason::Denied);
}

TEST(FounderThresholdTest, ThresholdCountsPersons) {
    LogBuilder builder({.founders = 3, .threshold = 2, .foundOnly = true});
    const Agency agency{builder.newId<AgencyId>(), "Nieuw", 7, {1}, 1, ""};
    const auto change = [&](const std::vector<const Actor*>& cosigners) {
        return builder.change(builder.founder(0), Method::ChangeDirectory, {agency}, cosigners);
    };
    EXPECT_REFUSED(change({}), Reason::SecondPersonNeeded);
    const Outcome done = change({&builder.founder(2)});
    EXPECT_DONE(done);
    EXPECT_EQ(done.rule, Rule::FounderThreshold);
}

}  // namespace
}  // namespace voordeur::test
