#include "tests/crypto/rules/expect_outcome.h"

#include <algorithm>
#include <array>

namespace voordeur::test {
namespace {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test that is all crypto

Target targetOf(const HouseholdId& id) {
    return {TargetKind::Household, id.bytes};
}
Target targetOf(const InvolvementId& id) {
    return {TargetKind::Involvement, id.bytes};
}

std::vector<Met> metOf(const Outcome& outcome) {
    const auto answer = MetAnswer::decode(outcome.answer);
    EXPECT_TRUE(answer.ok());
    return answer.ok() ? answer.value().met : std::vector<Met>{};
}

class MatchTest : public testing::Test {
protected:
    MatchTest() : m_cast(m_builder) {}

    const AttachedInvolvement* attached(const HouseholdId& household,
                                        const InvolvementId& involvement) {
        return m_builder.household(household).involvement(involvement);
    }
    void expectAttached(const HouseholdId& household,
                        const InvolvementId& involvement,
                        Certainty certainty) {
        const AttachedInvolvement* known = attached(household, involvement);
        ASSERT_NE(known, nullptr);
        EXPECT_EQ(known->state, AttachState::Attached);
        EXPECT_EQ(known->certainty, certainty);
        // Both sides hold the same.
        const Meeting* meeting = m_builder.world().find(involvement)->meeting(targetOf(household));
        ASSERT_NE(meeting, nullptr);
        EXPECT_EQ(meeting->state, AttachState::Attached);
        EXPECT_EQ(meeting->certainty, certainty);
    }

    LogBuilder m_builder;
    Cast m_cast;
};

TEST_F(MatchTest, WithoutMatchAnInvolvementStaysPrivate) {
    const auto help = registerHelp(m_builder, m_cast.youth, {kChildBsn});
    ASSERT_DONE(help.outcome);
    EXPECT_TRUE(help.outcome.concerned.empty());
    EXPECT_TRUE(metOf(help.outcome).empty());
}

TEST_F(MatchTest, CitizenNumberIsCertain) {
    const HouseholdId household = intake(m_builder, m_cast.coach, {kChildBsn, kFrontDoor}).id;
    const auto help = registerHelp(m_builder, m_cast.youth, {kChildBsn, kFrontDoor});
    ASSERT_DONE(help.outcome);
    expectAttached(household, help.id, Certainty::Certain);
    const auto met = metOf(help.outcome);
    ASSERT_EQ(met.size(), 1U);
    EXPECT_EQ(met[0].target, targetOf(household));
    EXPECT_EQ(met[0].team, m_cast.youth.team);
    EXPECT_EQ(help.outcome.concerned, std::vector{household});
}

TEST_F(MatchTest, AddressIsOnlyProposed) {
    const HouseholdId household = intake(m_builder, m_cast.coach, {kChildBsn, kFrontDoor}).id;
    const auto help = registerHelp(m_builder, m_cast.housing, {kFrontDoor});
    ASSERT_NE(attached(household, help.id), nullptr);
    EXPECT_EQ(attached(household, help.id)->state, AttachState::Proposed);
    EXPECT_EQ(metOf(help.outcome).front().certainty, Certainty::Maybe);
    // Not known, not open, until a person says so.
    EXPECT_REFUSED(open(m_builder, m_cast.housing, household), Reason::NotFound);
    EXPECT_REFUSED(grant(m_builder, m_cast.coach, household, m_cast.housing.team),
                   Reason::RecipientsWrong);

    ASSERT_DONE(answerMatch(m_builder, m_cast.coach, help.id, targetOf(household), true));
    expectAttached(household, help.id, Certainty::Confirmed);
    EXPECT_DONE(grant(m_builder, m_cast.coach, household, m_cast.housing.team));
    EXPECT_DONE(open(m_builder, m_cast.housing, household));
}

TEST_F(MatchTest, TwoAgenciesMeetByNumberBeforeThereIsAHousehold) {
    const auto youth = registerHelp(m_builder, m_cast.youth, {kChildBsn});
    const auto debt = registerHelp(m_builder, m_cast.debt, {kMotherBsn, kChildBsn});
    const auto met = metOf(debt.outcome);
    ASSERT_EQ(met.size(), 1U);
    EXPECT_EQ(met[0].target, targetOf(youth.id));
    EXPECT_EQ(met[0].involvement, debt.id);
    EXPECT_EQ(met[0].certainty, Certainty::Certain);
    EXPECT_EQ(met[0].agency, m_cast.youthAgency);
    EXPECT_EQ(m_builder.world().find(youth.id)->meeting(targetOf(debt.id))->state,
              AttachState::Attached);
}

TEST_F(MatchTest, TeamsOfOneAgencyDoNotMeet) {
    ASSERT_DONE(registerHelp(m_builder, m_cast.coach, {kChildBsn}).outcome);
    EXPECT_TRUE(metOf(registerHelp(m_builder, m_cast.southCoach, {kChildBsn}).outcome).empty());
}

TEST_F(MatchTest, EndedHelpMeetsNobody) {
    const auto youth = registerHelp(m_builder, m_cast.youth, {kChildBsn});
    ASSERT_DONE(changeInvolvement(m_builder, m_cast.youth, youth.id, m_builder.now()));
    EXPECT_TRUE(metOf(registerHelp(m_builder, m_cast.debt, {kChildBsn}).outcome).empty());
    const Opened opened = intake(m_builder, m_cast.coach, {kChildBsn});
    EXPECT_EQ(attached(opened.id, youth.id), nullptr);
}

// The example of the task: youth care knows the child's number, housing the front door; debt help
// brings both.
TEST_F(MatchTest, YouthCareAndHousingBecomeOneWhenDebtHelpBringsBoth) {
    const auto youth = registerHelp(m_builder, m_cast.youth, {kChildBsn});
    const auto housing = registerHelp(m_builder, m_cast.housing, {kFrontDoor});
    const auto debt = registerHelp(m_builder, m_cast.debt, {kChildBsn, kFrontDoor});
    const auto met = metOf(debt.outcome);
    ASSERT_EQ(met.size(), 2U);

    // The number is certain; the door is asked of a person, here of housing.
    ASSERT_DONE(answerMatch(m_builder, m_cast.housing, debt.id, targetOf(housing.id), true));
    const Opened opened = intake(m_builder, m_cast.coach, {kChildBsn});
    ASSERT_DONE(opened.outcome);
    expectAttached(opened.id, youth.id, Certainty::Certain);
    expectAttached(opened.id, debt.id, Certainty::Certain);
    expectAttached(opened.id, housing.id, Certainty::Confirmed);
}

/// The same four things in every order give the same household.
TEST_F(MatchTest, OrderDoesNotMatter) {
    std::array<int, 4> order{0, 1, 2, 3};
    int round = 0;
    do {
        ++round;
        const Identifier number{IdentifierKind::Bsn, "9999" + std::to_string(10000 + round)};
        const Identifier door{IdentifierKind::Address, "1234AB|" + std::to_string(round) + "|"};
        std::optional<Registered> youth;
        std::optional<Registered> housing;
        std::optional<Registered> debt;
        std::optional<Opened> household;
        for (const int step : order) {
            if (step == 0) youth = registerHelp(m_builder, m_cast.youth, {number});
            if (step == 1) housing = registerHelp(m_builder, m_cast.housing, {door});
            if (step == 2) debt = registerHelp(m_builder, m_cast.debt, {number, door});
            if (step == 3) household = intake(m_builder, m_cast.coach, {number});
        }
        ASSERT_DONE(answerMatch(m_builder, m_cast.debt, housing->id, targetOf(debt->id), true));
        expectAttached(household->id, youth->id, Certainty::Certain);
        expectAttached(household->id, debt->id, Certainty::Certain);
        expectAttached(household->id, housing->id, Certainty::Confirmed);
    } while (std::ranges::next_permutation(order).found);
    EXPECT_EQ(round, 24);
}

TEST_F(MatchTest, PartedIsNeverBroughtTogetherAgain) {
    const HouseholdId household = intake(m_builder, m_cast.coach, {kChildBsn, kFrontDoor}).id;
    const auto housing = registerHelp(m_builder, m_cast.housing, {kFrontDoor});
    ASSERT_DONE(answerMatch(m_builder, m_cast.coach, housing.id, targetOf(household), false));
    EXPECT_EQ(attached(household, housing.id)->state, AttachState::Parted);
    EXPECT_REFUSED(answerMatch(m_builder, m_cast.coach, housing.id, targetOf(household), true),
                   Reason::AlreadyAnswered);
    // Debt help is surely of the household and is confirmed with housing: that is another question.
    const auto debt = registerHelp(m_builder, m_cast.debt, {kChildBsn, kFrontDoor});
    ASSERT_DONE(answerMatch(m_builder, m_cast.debt, debt.id, targetOf(housing.id), true));
    EXPECT_EQ(attached(household, housing.id)->state, AttachState::Parted);
}

TEST_F(MatchTest, WronglyTypedNumberCanBeParted) {
    const HouseholdId household = intake(m_builder, m_cast.coach, {kChildBsn}).id;
    const auto youth = registerHelp(m_builder, m_cast.youth, {kChildBsn});
    ASSERT_DONE(grant(m_builder, m_cast.coach, household, m_cast.youth.team));
    EXPECT_REFUSED(answerMatch(m_builder, m_cast.coach, youth.id, targetOf(household), true),
                   Reason::AlreadyAnswered);
    ASSERT_DONE(answerMatch(m_builder, m_cast.coach, youth.id, targetOf(household), false));
    EXPECT_REFUSED(open(m_builder, m_cast.youth, household), Reason::NotFound);
    EXPECT_TRUE(rotationDue(
        m_builder.household(household), kSharedCore, m_builder.directory(), m_builder.now()));
}

TEST_F(MatchTest, OnlyPartiesAnswer) {
    const HouseholdId household = intake(m_builder, m_cast.coach, {kFrontDoor}).id;
    const auto housing = registerHelp(m_builder, m_cast.housing, {kFrontDoor});
    const auto ask = [&](const Actor& actor) {
        return answerMatch(m_builder, actor, housing.id, targetOf(household), true);
    };
    EXPECT_REFUSED(ask(m_cast.youth), Reason::NotFound);
    EXPECT_REFUSED(ask(m_cast.southCoach), Reason::NotFound);
    EXPECT_REFUSED(ask(m_cast.colleague), Reason::Denied);
    EXPECT_REFUSED(ask(m_builder.officer()), Reason::NotFound);
    EXPECT_DONE(ask(m_cast.manager));
}

TEST_F(MatchTest, OnlyPartiesAnswerBetweenInvolvements) {
    const auto housing = registerHelp(m_builder, m_cast.housing, {kFrontDoor});
    const auto debt = registerHelp(m_builder, m_cast.debt, {kFrontDoor});
    EXPECT_REFUSED(answerMatch(m_builder, m_cast.youth, debt.id, targetOf(housing.id), true),
                   Reason::NotFound);
    EXPECT_REFUSED(answerMatch(m_builder, m_cast.coach, debt.id, targetOf(housing.id), true),
                   Reason::NotFound);
    EXPECT_DONE(answerMatch(m_builder, m_cast.housing, debt.id, targetOf(housing.id), false));
    EXPECT_REFUSED(answerMatch(m_builder, m_cast.debt, housing.id, targetOf(debt.id), true),
                   Reason::AlreadyAnswered);
}

TEST_F(MatchTest, NothingIsAnsweredOfWhatDidNotMeet) {
    const HouseholdId household = intake(m_builder, m_cast.coach, {kChildBsn}).id;
    const auto housing = registerHelp(m_builder, m_cast.housing, {kFrontDoor});
    EXPECT_REFUSED(answerMatch(m_builder, m_cast.housing, housing.id, targetOf(household), true),
                   Reason::NotFound);
    EXPECT_REFUSED(
        answerMatch(
            m_builder, m_cast.housing, m_builder.newId<InvolvementId>(), targetOf(household), true),
        Reason::NotFound);
}

TEST_F(MatchTest, EndedHelpIsNotAnsweredAnyMore) {
    const HouseholdId household = intake(m_builder, m_cast.coach, {kFrontDoor}).id;
    const auto housing = registerHelp(m_builder, m_cast.housing, {kFrontDoor});
    ASSERT_DONE(changeInvolvement(m_builder, m_cast.housing, housing.id, m_builder.now()));
    EXPECT_EQ(attached(household, housing.id)->state, AttachState::Ended);
    EXPECT_REFUSED(answerMatch(m_builder, m_cast.coach, housing.id, targetOf(household), true),
                   Reason::InvolvementNotActive);
    // It was never more than a maybe: nothing was ever told.
    EXPECT_REFUSED(open(m_builder, m_cast.housing, household), Reason::NotFound);
}

TEST_F(MatchTest, ProlongingMovesTheEndEverywhere) {
    const HouseholdId household = intake(m_builder, m_cast.coach, {kChildBsn}).id;
    const auto youth = registerHelp(m_builder, m_cast.youth, {kChildBsn});
    const UnixMillis until = m_builder.now() + 3 * 365ULL * 86'400'000;
    ASSERT_DONE(changeInvolvement(m_builder, m_cast.youth, youth.id, until));
    EXPECT_EQ(attached(household, youth.id)->until, until);
    EXPECT_EQ(m_builder.world().find(youth.id)->until, until);
}

TEST_F(MatchTest, OnlyTheOwnTeamChangesAnInvolvement) {
    const auto youth = registerHelp(m_builder, m_cast.youth, {kChildBsn});
    const UnixMillis until = m_builder.now() + 1000;
    EXPECT_REFUSED(changeInvolvement(m_builder, m_cast.debt, youth.id, until), Reason::NotFound);
    EXPECT_REFUSED(changeInvolvement(m_builder, m_cast.coach, youth.id, until), Reason::NotFound);
    EXPECT_REFUSED(changeInvolvement(m_builder, m_cast.youthAdmin, youth.id, until),
                   Reason::Denied);
    EXPECT_DONE(changeInvolvement(m_builder, m_cast.youthManager, youth.id, until));
}

TEST_F(MatchTest, EndedStaysEnded) {
    const auto youth = registerHelp(m_builder, m_cast.youth, {kChildBsn});
    const UnixMillis later = m_builder.now() + 86'400'000;
    ASSERT_DONE(changeInvolvement(m_builder, m_cast.youth, youth.id, m_builder.now()));
    EXPECT_REFUSED(changeInvolvement(m_builder, m_cast.youth, youth.id, later),
                   Reason::InvolvementNotActive);
}

TEST_F(MatchTest, HelpThatHasNotBegunCanBeEnded) {
    RegisterTerms terms;
    terms.from = m_builder.now() + 10 * 86'400'000ULL;
    terms.until = terms.from + 86'400'000ULL;
    const auto youth = registerHelp(m_builder, m_cast.youth, {kChildBsn}, terms);
    ASSERT_DONE(youth.outcome);
    EXPECT_DONE(changeInvolvement(m_builder, m_cast.youth, youth.id, m_builder.now()));
}

struct TermsCase {
    const char* name;
    std::int64_t fromDays;
    std::int64_t untilDays;
    std::optional<Reason> refused;
};

class TermsTest : public testing::TestWithParam<TermsCase> {};

TEST_P(TermsTest, RegisterKeepsTheBounds) {
    LogBuilder builder;
    const Cast cast(builder);
    const auto at = [&](std::int64_t days) {
        return static_cast<UnixMillis>(static_cast<std::int64_t>(builder.now()) +
                                       days * 86'400'000);
    };
    const RegisterTerms terms{at(GetParam().fromDays), at(GetParam().untilDays)};
    const auto help = registerHelp(builder, cast.youth, {kChildBsn}, terms);
    EXPECT_EQ(wordFor(help.outcome.refused), wordFor(GetParam().refused));
}

INSTANTIATE_TEST_SUITE_P(
    Cases,
    TermsTest,
    testing::Values(TermsCase{"AYear", 0, 365, std::nullopt},
                    TermsCase{"BegunLastYear", -365, 100, std::nullopt},
                    TermsCase{"FiveYears", 0, 5 * 365, std::nullopt},
                    TermsCase{"LongerThanFive", 0, 5 * 366 + 1, Reason::DateOrderWrong},
                    TermsCase{"EndsBeforeItBegins", 10, 5, Reason::DateOrderWrong},
                    TermsCase{"Over", -10, -5, Reason::DateOrderWrong}),
    [](const auto& of) { return of.param.name; });

TEST_F(MatchTest, RegisteringTwiceIsRefused) {
    auto draft = draftRegister(m_builder, m_cast.youth, {kChildBsn});
    ASSERT_DONE(m_builder.send(m_cast.youth, Method::Register, draft));
    EXPECT_REFUSED(m_builder.send(m_cast.youth, Method::Register, draft), Reason::AlreadyExists);
}

TEST_F(MatchTest, HelpIsRegisteredForTheOwnTeam) {
    auto draft = draftRegister(m_builder, m_cast.youth, {kChildBsn});
    draft.payload.team = m_cast.debt.team;
    EXPECT_REFUSED(m_builder.send(m_cast.youth, Method::Register, draft), Reason::Denied);
    draft.payload.team = m_cast.youth.team;
    draft.payload.agency = m_cast.debtAgency;
    EXPECT_REFUSED(m_builder.send(m_cast.youth, Method::Register, draft), Reason::Denied);
}

TEST_F(MatchTest, HousingNeverRegistersANumber) {
    auto draft = draftRegister(m_builder, m_cast.housing, {kFrontDoor});
    draft.payload.index[0].kind = IdentifierKind::Bsn;
    EXPECT_REFUSED(m_builder.send(m_cast.housing, Method::Register, draft), Reason::KindForbidden);
}

TEST_F(MatchTest, ListTellsWhatWasMet) {
    const HouseholdId household = intake(m_builder, m_cast.coach, {kFrontDoor, kMotherBsn}).id;
    const auto youth = registerHelp(m_builder, m_cast.youth, {kMotherBsn});
    const auto debt = registerHelp(m_builder, m_cast.debt, {kMotherBsn, kFrontDoor});
    const Outcome listed =
        m_builder.call(m_cast.debt, Method::ListInvolvements, ListInvolvementsPayload{}.encode());
    ASSERT_DONE(listed);
    EXPECT_TRUE(listed.concerned.empty());
    const auto answer = ListInvolvementsAnswer::decode(listed.answer);
    ASSERT_TRUE(answer.ok());
    ASSERT_EQ(answer.value().involvements.size(), 1U);
    const auto& own = answer.value().involvements.front();
    EXPECT_EQ(own.id, debt.id);
    ASSERT_EQ(own.met.size(), 2U);
    EXPECT_EQ(own.met[0].target, targetOf(household));
    EXPECT_EQ(own.met[1].target, targetOf(youth.id));
    EXPECT_EQ(own.met[1].team, m_cast.youth.team);
    EXPECT_FALSE(answer.value().more);
}

TEST_F(MatchTest, ListPages) {
    std::vector<InvolvementId> ids;
    for (int i = 0; i < 5; ++i) {
        const Identifier number{IdentifierKind::Bsn, "99999" + std::to_string(i)};
        ids.push_back(registerHelp(m_builder, m_cast.youth, {number}).id);
    }
    std::ranges::sort(ids);
    std::vector<InvolvementId> listed;
    InvolvementId after;
    bool more = true;
    int pages = 0;
    while (more) {
        const Outcome page = m_builder.call(
            m_cast.youth, Method::ListInvolvements, ListInvolvementsPayload{after, 2}.encode());
        const auto answer = ListInvolvementsAnswer::decode(page.answer);
        ASSERT_TRUE(answer.ok());
        for (const auto& one : answer.value().involvements) {
            listed.push_back(one.id);
        }
        more = answer.value().more;
        after = listed.back();
        ++pages;
    }
    EXPECT_EQ(listed, ids);
    EXPECT_EQ(pages, 3);
}

}  // namespace
}  // namespace voordeur::test
