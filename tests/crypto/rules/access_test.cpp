#include "tests/crypto/rules/expect_outcome.h"

// Who is let in, who is put out, and what that does to keys.
namespace voordeur::test {
namespace {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test that is all crypto

class AccessTest : public testing::Test {
protected:
    AccessTest() : m_cast(m_builder) {
        IntakeTerms terms;
        terms.ownPart = true;
        household = intake(m_builder, m_cast.coach, {kChildBsn, kMotherBsn}, terms).id;
        youthHelp = registerHelp(m_builder, m_cast.youth, {kChildBsn}).id;
    }

    const HouseholdState& state() { return m_builder.household(household); }
    bool due(const CompartmentId& compartment = kSharedCore) {
        return rotationDue(state(), compartment, m_builder.directory(), m_builder.now());
    }
    Outcome writeWithoutRotating(const Actor& actor) {
        CommitTerms terms;
        terms.rotate = CommitTerms::Rotate::Never;
        terms.records = {m_builder.newId<RecordId>()};
        return m_builder.send(
            actor, Method::Commit, draftCommit(m_builder, actor, household, terms));
    }
    Outcome grantPart(const Actor& actor, const TeamId& team, const GrantTerms& terms) {
        return m_builder.send(
            actor, Method::GrantAccess, draftGrant(m_builder, actor, household, team, terms));
    }
    /// The first write is refused for want of a new key, the second brings it.
    void expectRotation(const Actor& actor) {
        EXPECT_TRUE(due());
        EXPECT_REFUSED(writeWithoutRotating(actor), Reason::RotationNeeded);
        const std::uint32_t before = state().compartment(kSharedCore)->epoch.epoch;
        EXPECT_DONE(writeRecord(m_builder, actor, household));
        EXPECT_EQ(state().compartment(kSharedCore)->epoch.epoch, before + 1);
        EXPECT_FALSE(due());
        EXPECT_DONE(writeWithoutRotating(actor));
    }

    LogBuilder m_builder;
    Cast m_cast;
    HouseholdId household;
    InvolvementId youthHelp;
};

TEST_F(AccessTest, LeadLetsInWhoHelps) {
    EXPECT_REFUSED(open(m_builder, m_cast.youth, household), Reason::Denied);
    ASSERT_DONE(grant(m_builder, m_cast.coach, household, m_cast.youth.team));
    EXPECT_DONE(open(m_builder, m_cast.youth, household));
    EXPECT_REFUSED(grant(m_builder, m_cast.coach, household, m_cast.youth.team),
                   Reason::AlreadyExists);
    EXPECT_FALSE(due());
}

TEST_F(AccessTest, NobodyIsLetInWhoDoesNotHelp) {
    EXPECT_REFUSED(grant(m_builder, m_cast.coach, household, m_cast.debt.team),
                   Reason::RecipientsWrong);
    EXPECT_REFUSED(grant(m_builder, m_cast.coach, household, m_cast.southTeam),
                   Reason::RecipientsWrong);
    ASSERT_DONE(changeInvolvement(m_builder, m_cast.youth, youthHelp, m_builder.now()));
    EXPECT_REFUSED(grant(m_builder, m_cast.coach, household, m_cast.youth.team),
                   Reason::InvolvementNotActive);
}

TEST_F(AccessTest, ManagerLetsInWhileNobodyLeads) {
    EXPECT_REFUSED(grant(m_builder, m_cast.manager, household, m_cast.youth.team), Reason::Denied);
    IntakeTerms terms;
    terms.offer = OfferBody{m_builder.newId<OfferId>(), m_cast.southCoach.person, m_cast.southTeam};
    household = intake(m_builder, m_cast.coach, {kChildBsn}, terms).id;
    EXPECT_REFUSED(grant(m_builder, m_cast.colleague, household, m_cast.youth.team),
                   Reason::Denied);
    EXPECT_DONE(grant(m_builder, m_cast.manager, household, m_cast.youth.team));
}

TEST_F(AccessTest, GrantIsUnderTheCurrentKey) {
    auto draft = draftGrant(m_builder, m_cast.coach, household, m_cast.youth.team);
    CommitTerms rotate;
    rotate.rotate = CommitTerms::Rotate::Always;
    ASSERT_DONE(m_builder.send(
        m_cast.coach, Method::Commit, draftCommit(m_builder, m_cast.coach, household, rotate)));
    EXPECT_REFUSED(m_builder.send(m_cast.coach, Method::GrantAccess, draft), Reason::EpochStale);
}

TEST_F(AccessTest, TeamWithoutKeyCannotBeLetIn) {
    const TeamId keyless = m_builder.addTeam(m_builder.municipality(), "Nieuw");
    const GrantTerms own{compartmentOf(m_builder.municipality()), rights::kAll, 0};
    EXPECT_REFUSED(grantPart(m_cast.coach, keyless, own), Reason::TeamKeyMissing);
}

TEST_F(AccessTest, OwnPartStaysWithinTheAgency) {
    const GrantTerms own{compartmentOf(m_builder.municipality()), rights::kAll, 0};
    EXPECT_REFUSED(grantPart(m_cast.coach, m_cast.youth.team, own), Reason::RecipientsWrong);
    ASSERT_DONE(grantPart(m_cast.colleague, m_cast.southTeam, own));
    EXPECT_DONE(open(m_builder, m_cast.southCoach, household));
    EXPECT_REFUSED(grantPart(m_cast.youth, m_cast.youth.team, own), Reason::NotFound);
    // The same agency puts out again; the key then changes.
    ASSERT_DONE(endAccess(m_builder, m_cast.coach, household, m_cast.southTeam));
    EXPECT_REFUSED(open(m_builder, m_cast.southCoach, household), Reason::NotFound);
    EXPECT_TRUE(due(compartmentOf(m_builder.municipality())));
    EXPECT_FALSE(due());
}

TEST_F(AccessTest, EndedHelpLosesTheSharedCoreAndKeepsItsOwnPart) {
    const CompartmentId part = compartmentOf(m_cast.youthAgency);
    ASSERT_DONE(grant(m_builder, m_cast.coach, household, m_cast.youth.team));
    ASSERT_DONE(writeRecord(m_builder, m_cast.youth, household, part));
    ASSERT_DONE(changeInvolvement(m_builder, m_cast.youth, youthHelp, m_builder.now()));
    const Outcome opened = open(m_builder, m_cast.youth, household);
    ASSERT_DONE(opened);
    EXPECT_EQ(opened.rule, Rule::OwnCompartment);
    const auto answer = OpenAnswer::decode(opened.answer);
    ASSERT_EQ(answer.value().households[0].compartments.size(), 1U);
    EXPECT_EQ(answer.value().households[0].compartments[0].compartment, part);
    EXPECT_EQ(listHouseholds(m_builder, m_cast.youth).concerned, std::vector{household});
    expectRotation(m_cast.coach);
    EXPECT_EQ(state().compartment(kSharedCore)->epoch.recipients, std::vector{m_cast.northTeam});
    EXPECT_FALSE(due(part));
}

TEST_F(AccessTest, HelpThatRunsOutEndsByItself) {
    ASSERT_DONE(grant(m_builder, m_cast.coach, household, m_cast.youth.team));
    ASSERT_DONE(changeInvolvement(m_builder, m_cast.youth, youthHelp, m_builder.now() + 5000));
    EXPECT_DONE(open(m_builder, m_cast.youth, household));
    m_builder.advance(5000);
    EXPECT_REFUSED(open(m_builder, m_cast.youth, household), Reason::InvolvementNotActive);
    expectRotation(m_cast.coach);
}

TEST_F(AccessTest, SecondInvolvementKeepsTheDoorOpen) {
    ASSERT_DONE(grant(m_builder, m_cast.coach, household, m_cast.youth.team));
    ASSERT_DONE(registerHelp(m_builder, m_cast.youth, {kMotherBsn}).outcome);
    ASSERT_DONE(changeInvolvement(m_builder, m_cast.youth, youthHelp, m_builder.now()));
    EXPECT_DONE(open(m_builder, m_cast.youth, household));
    EXPECT_FALSE(due());
}

TEST_F(AccessTest, EndedAccessNeedsANewKey) {
    ASSERT_DONE(grant(m_builder, m_cast.coach, household, m_cast.youth.team));
    ASSERT_DONE(endAccess(m_builder, m_cast.coach, household, m_cast.youth.team));
    EXPECT_REFUSED(open(m_builder, m_cast.youth, household), Reason::Denied);
    EXPECT_REFUSED(endAccess(m_builder, m_cast.coach, household, m_cast.youth.team),
                   Reason::GrantMissing);
    expectRotation(m_cast.coach);
}

TEST_F(AccessTest, WhoAnswersForTheFileIsNotPutOut) {
    EXPECT_REFUSED(endAccess(m_builder, m_cast.manager, household, m_cast.northTeam),
                   Reason::Denied);
}

TEST_F(AccessTest, ManagerTakesTheOwnTeamOutButKeepsItsPart) {
    const CompartmentId part = compartmentOf(m_cast.youthAgency);
    ASSERT_DONE(grant(m_builder, m_cast.coach, household, m_cast.youth.team));
    ASSERT_DONE(writeRecord(m_builder, m_cast.youth, household, part));
    ASSERT_DONE(endAccess(m_builder, m_cast.youthManager, household, m_cast.youth.team));
    EXPECT_EQ(open(m_builder, m_cast.youth, household).rule, Rule::OwnCompartment);
}

TEST_F(AccessTest, RevokedDeviceNeedsANewKey) {
    ASSERT_DONE(m_builder.revokeDevice(m_cast.colleague));
    expectRotation(m_cast.coach);
    // Once more when the team has a key that who left does not know.
    ASSERT_DONE(m_builder.renewTeamKey(m_cast.coach));
    expectRotation(m_cast.coach);
    ASSERT_DONE(m_builder.renewTeamKey(m_cast.coach));
    EXPECT_FALSE(due());
}

TEST_F(AccessTest, DepartureFromAGrantedTeamNeedsANewKey) {
    ASSERT_DONE(grant(m_builder, m_cast.coach, household, m_cast.youth.team));
    ASSERT_DONE(m_builder.revokePerson(m_cast.youthManager));
    expectRotation(m_cast.youth);
}

TEST_F(AccessTest, DepartureElsewhereDoesNot) {
    ASSERT_DONE(m_builder.revokeDevice(m_cast.debt));
    ASSERT_DONE(m_builder.revokeDevice(m_cast.southCoach));
    EXPECT_FALSE(due());
}

TEST_F(AccessTest, ListShowsWhatMayBeOpened) {
    ASSERT_DONE(intake(m_builder, m_cast.southCoach, {kMotherName}).outcome);
    const auto second = intake(m_builder, m_cast.colleague, {kMotherName});
    std::vector<HouseholdId> own{household, second.id};
    std::ranges::sort(own);
    for (const Actor* actor : {&m_cast.coach, &m_cast.worker, &m_cast.manager}) {
        const Outcome listed = listHouseholds(m_builder, *actor);
        EXPECT_EQ(listed.concerned, own);
        const auto answer = OpenAnswer::decode(listed.answer);
        ASSERT_EQ(answer.value().households.size(), 2U);
        for (const OpenedHousehold& one : answer.value().households) {
            ASSERT_EQ(one.compartments.size(), 1U);
            EXPECT_EQ(one.compartments[0].compartment, kSharedCore);
            EXPECT_EQ(manifestRoot(one.compartments[0].rows),
                      m_builder.household(one.household).compartment(kSharedCore)->root);
        }
    }
    EXPECT_TRUE(listHouseholds(m_builder, m_cast.youth).concerned.empty());
}

TEST_F(AccessTest, OpenedIsWhatTheManifestSays) {
    for (int i = 0; i < 3; ++i) {
        ASSERT_DONE(writeRecord(m_builder, m_cast.coach, household));
    }
    const auto answer = OpenAnswer::decode(open(m_builder, m_cast.coach, household).answer);
    const OpenedHousehold& opened = answer.value().households.at(0);
    ASSERT_EQ(opened.compartments.size(), 2U);
    EXPECT_EQ(opened.compartments[0].etag, state().compartment(kSharedCore)->etag);
    EXPECT_EQ(opened.compartments[0].rows.size(), 4U);
}

// -- intake
// --------------------------------------------------------------------------------------------

TEST_F(AccessTest, IntakeBelongsToTeamsThatMay) {
    EXPECT_REFUSED(intake(m_builder, m_cast.youthManager, {kChildBsn}).outcome,
                   Reason::TeamMayNotLead);
    EXPECT_REFUSED(intake(m_builder, m_cast.worker, {kChildBsn}).outcome, Reason::Denied);
    EXPECT_REFUSED(intake(m_builder, m_cast.manager, {kChildBsn}).outcome, Reason::Denied);
    const TeamId desk = m_builder.addTeam(m_builder.municipality(), "Aanmelding", Team::kMayIntake);
    const Actor clerk = m_builder.addMember(desk, "Ans Aanmelding", Role::Coach);
    EXPECT_REFUSED(intake(m_builder, clerk, {kChildBsn}).outcome, Reason::TeamMayNotLead);
    IntakeTerms terms;
    terms.offer = OfferBody{m_builder.newId<OfferId>(), m_cast.coach.person, m_cast.northTeam};
    EXPECT_DONE(intake(m_builder, clerk, {kChildBsn}, terms).outcome);
}

TEST_F(AccessTest, IntakeOfAKnownHouseholdIsRefused) {
    const auto draft = draftIntake(m_builder, m_cast.coach, {});
    ASSERT_DONE(m_builder.send(m_cast.coach, Method::Intake, draft));
    const Outcome again = m_builder.send(m_cast.coach, Method::Intake, draft);
    EXPECT_REFUSED(again, Reason::AlreadyExists);
    EXPECT_EQ(again.concerned, std::vector{draft.payload.commit.household});
}

TEST_F(AccessTest, IntakeBeginsTheSharedCore) {
    auto draft = draftIntake(m_builder, m_cast.coach, {});
    draft.payload.commit.epochs[0].compartment = compartmentOf(m_builder.municipality());
    EXPECT_REFUSED(m_builder.send(m_cast.coach, Method::Intake, draft), Reason::Malformed);
    draft.payload.commit.epochs[0].compartment = compartmentOf(m_cast.youthAgency);
    EXPECT_REFUSED(m_builder.send(m_cast.coach, Method::Intake, draft), Reason::Denied);
}

TEST_F(AccessTest, IntakeWithOfferGivesTheAskedTeamItsKey) {
    IntakeTerms terms;
    terms.offer = OfferBody{m_builder.newId<OfferId>(), m_cast.southCoach.person, m_cast.southTeam};
    auto draft = draftIntake(m_builder, m_cast.coach, {}, terms);
    auto without = draft;
    std::erase_if(without.payload.commit.grants,
                  [&](const GrantRef& ref) { return ref.header.team == m_cast.southTeam; });
    without.attachments.erase(without.attachments.begin() + 1);
    EXPECT_REFUSED(m_builder.send(m_cast.coach, Method::Intake, without), Reason::GrantMissing);
    EXPECT_DONE(m_builder.send(m_cast.coach, Method::Intake, draft));
}

}  // namespace
}  // namespace voordeur::test
