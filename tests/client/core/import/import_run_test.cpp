#include "client/core/import/import_run.h"

#include "tests/client/core/import/support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>

namespace voordeur::client::core {
namespace {

using crypto::Certainty;
using crypto::IdentifierKind;
using crypto::Met;
using crypto::Reason;
using crypto::TargetKind;
using testing::idOf;
using testing::RegisterKind;

using Sent = Result<std::vector<Met>>;

/// Remembers what was sent; answers from a list, and with nothing met when the list is empty.
class RememberingTarget final : public ImportTarget {
public:
    Result<std::vector<MadeToken>> makeTokens(const std::vector<Identifier>& identifiers) override {
        evaluated.push_back(identifiers);
        if (tokensFail && evaluated.size() > tokensGood) return *tokensFail;
        std::vector<MadeToken> tokens;
        for (const auto& one : identifiers) {
            MadeToken token;
            token.identifier = one;
            tokens.push_back(token);
        }
        return tokens;
    }
    Sent send(const NewHousehold& household) override {
        sentTokens.push_back(household.tokens);
        return next();
    }
    Sent send(const NewInvolvement& involvement) override {
        sentTokens.push_back(involvement.tokens);
        return next();
    }

    std::vector<std::vector<Identifier>> evaluated;
    std::vector<std::vector<MadeToken>> sentTokens;
    std::deque<Sent> answers;
    std::optional<Reason> tokensFail;
    std::size_t tokensGood = 0;

private:
    Sent next() {
        if (answers.empty()) return std::vector<Met>{};
        auto answer = answers.front();
        answers.pop_front();
        return answer;
    }
};

PlannedAct involvement(std::size_t line, std::size_t bsnCount = 1) {
    PlannedAct act;
    act.line = line;
    act.caseNumber = "SH" + std::to_string(line);
    for (std::size_t i = 0; i < bsnCount; ++i) {
        act.identifiers.push_back(
            {IdentifierKind::Bsn, std::to_string(line) + "-" + std::to_string(i)});
    }
    NewInvolvement made;
    made.id = idOf<crypto::InvolvementId>(static_cast<std::uint8_t>(line));
    act.what = made;
    return act;
}

PlannedAct household(std::size_t line, std::size_t persons) {
    PlannedAct act = involvement(line);
    act.persons = persons;
    NewHousehold made;
    made.id = idOf<crypto::HouseholdId>(static_cast<std::uint8_t>(line));
    act.what = made;
    return act;
}

ImportPlan planOf(std::vector<PlannedAct> acts) {
    ImportPlan plan;
    plan.kind = RegisterKind::DebtHelp;
    plan.acts = std::move(acts);
    return plan;
}

Met met(TargetKind kind, Certainty certainty) {
    Met out;
    out.target.kind = kind;
    out.certainty = certainty;
    return out;
}

ActResult resultAt(const ImportOutcome& outcome, std::size_t line) {
    const auto found = std::find_if(outcome.acts.begin(), outcome.acts.end(), [&](const auto& act) {
        return act.line == line;
    });
    EXPECT_NE(found, outcome.acts.end());
    return found == outcome.acts.end() ? ActResult::NotDone : found->result;
}

TEST(CarryOutTest, EachActGetsItsOwnTokens) {
    RememberingTarget target;
    auto plan = planOf({involvement(2, 2), involvement(3, 1), household(4, 5)});
    const auto outcome = carryOut(target, plan, {});
    ASSERT_EQ(target.evaluated.size(), 1U);
    EXPECT_EQ(target.evaluated[0].size(), 4U);
    ASSERT_EQ(target.sentTokens.size(), 3U);
    ASSERT_EQ(target.sentTokens[0].size(), 2U);
    EXPECT_EQ(target.sentTokens[0][1].identifier.form, "2-1");
    ASSERT_EQ(target.sentTokens[1].size(), 1U);
    EXPECT_EQ(target.sentTokens[1][0].identifier.form, "3-0");
    EXPECT_EQ(target.sentTokens[2][0].identifier.form, "4-0");
    EXPECT_EQ(outcome.counts.involvements, 2U);
    EXPECT_EQ(outcome.counts.households, 1U);
    EXPECT_EQ(outcome.counts.persons, 5U);
    EXPECT_FALSE(outcome.stopped.has_value());
}

TEST(CarryOutTest, NoEvaluationIsLargerThanTheServerTakes) {
    RememberingTarget target;
    auto plan = planOf({involvement(2, 100), involvement(3, 28), involvement(4, 1)});
    plan.acts[2].identifiers.push_back({IdentifierKind::Address, "9742EF|1|"});
    carryOut(target, plan, {});
    ASSERT_EQ(target.evaluated.size(), 2U);
    EXPECT_EQ(target.evaluated[0].size(), 128U);
    EXPECT_EQ(target.evaluated[1].size(), 2U);
}

TEST(CarryOutTest, CountsMeetingsBySurest) {
    RememberingTarget target;
    target.answers = {
        std::vector{met(TargetKind::Household, Certainty::Maybe),
                    met(TargetKind::Household, Certainty::Certain)},
        std::vector{met(TargetKind::Household, Certainty::Maybe)},
        // Another agency's involvement, but no household.
        std::vector{met(TargetKind::Involvement, Certainty::Certain)},
        std::vector{met(TargetKind::Household, Certainty::Confirmed)},
    };
    auto plan = planOf({involvement(2), involvement(3), involvement(4), involvement(5)});
    const auto outcome = carryOut(target, plan, {});
    EXPECT_EQ(outcome.counts.attachedCertain, 2U);
    EXPECT_EQ(outcome.counts.proposed, 1U);
}

TEST(CarryOutTest, GoesOnAfterWhatIsAboutOneRow) {
    RememberingTarget target;
    target.answers = {Sent(Reason::AlreadyExists), Sent(Reason::DateOrderWrong)};
    auto plan = planOf({involvement(2), involvement(3), involvement(4)});
    const auto outcome = carryOut(target, plan, {});
    EXPECT_FALSE(outcome.stopped.has_value());
    EXPECT_EQ(outcome.counts.alreadyThere, 1U);
    EXPECT_EQ(outcome.counts.refused, 1U);
    EXPECT_EQ(outcome.counts.involvements, 1U);
    EXPECT_EQ(resultAt(outcome, 2), ActResult::AlreadyThere);
    EXPECT_EQ(resultAt(outcome, 3), ActResult::Refused);
    ASSERT_EQ(outcome.problems.size(), 1U);
    EXPECT_EQ(outcome.problems[0].reason, Reason::DateOrderWrong);
    EXPECT_EQ(outcome.problems[0].finding, ImportFinding::RefusedByServer);
}

class CarryOutStopTest : public ::testing::TestWithParam<Reason> {};

TEST_P(CarryOutStopTest, StopsAndSaysWhatIsLeft) {
    RememberingTarget target;
    target.answers = {Sent(std::vector<Met>{}), Sent(GetParam())};
    auto plan = planOf({involvement(2), involvement(3, 2), involvement(4)});
    const auto outcome = carryOut(target, plan, {});
    EXPECT_EQ(outcome.stopped, GetParam());
    EXPECT_EQ(target.sentTokens.size(), 2U);
    EXPECT_EQ(outcome.counts.involvements, 1U);
    EXPECT_EQ(outcome.counts.notDone, 2U);
    EXPECT_EQ(outcome.identifiersLeft, (KindNumbers{3, 0, 0}));
    EXPECT_EQ(resultAt(outcome, 2), ActResult::Done);
    EXPECT_EQ(resultAt(outcome, 3), ActResult::NotDone);
    EXPECT_EQ(resultAt(outcome, 4), ActResult::NotDone);
}

INSTANTIATE_TEST_SUITE_P(All,
                         CarryOutStopTest,
                         ::testing::Values(Reason::QuotaExceeded,
                                           Reason::Denied,
                                           Reason::KindForbidden,
                                           Reason::Unavailable,
                                           Reason::LogFork,
                                           Reason::EntryNotMine));

TEST(CarryOutTest, StopsWhenTokensCannotBeMade) {
    RememberingTarget target;
    target.tokensFail = Reason::QuotaExceeded;
    target.tokensGood = 1;
    auto plan = planOf({involvement(2, 128), involvement(3, 128)});
    const auto outcome = carryOut(target, plan, {});
    EXPECT_EQ(outcome.stopped, Reason::QuotaExceeded);
    EXPECT_EQ(outcome.counts.involvements, 1U);
    EXPECT_EQ(outcome.counts.notDone, 1U);
}

TEST(CarryOutTest, CancelledBetweenRows) {
    RememberingTarget target;
    auto plan = planOf({involvement(2), involvement(3), involvement(4)});
    ImportHooks hooks;
    std::size_t done = 0;
    hooks.progress = [&](std::size_t now, std::size_t total) {
        done = now;
        EXPECT_EQ(total, 3U);
    };
    hooks.cancelled = [&] { return done == 2; };
    const auto outcome = carryOut(target, plan, hooks);
    EXPECT_EQ(outcome.stopped, Reason::Cancelled);
    EXPECT_EQ(outcome.counts.involvements, 2U);
    EXPECT_EQ(outcome.counts.notDone, 1U);
}

TEST(CarryOutTest, SendsNothingForAnEmptyPlan) {
    RememberingTarget target;
    auto plan = planOf({});
    plan.settled = {{2, "SH1", ActResult::AlreadyThere, "00"}, {3, "SH2", ActResult::Refused, {}}};
    const auto outcome = carryOut(target, plan, {});
    EXPECT_TRUE(target.evaluated.empty());
    EXPECT_TRUE(target.sentTokens.empty());
    EXPECT_EQ(outcome.counts.alreadyThere, 1U);
    EXPECT_EQ(outcome.counts.refused, 1U);
}

TEST(PreviewTest, SaysWhatWouldBeSent) {
    auto plan = planOf({involvement(2, 2), involvement(3)});
    plan.reading.counts.rows = 9;
    plan.reading.counts.skipped = 4;
    plan.reading.counts.refused = 2;
    plan.reading.counts.repeated = 1;
    const auto outcome = preview(plan);
    EXPECT_EQ(outcome.counts.notDone, 2U);
    EXPECT_EQ(outcome.counts.rows, 9U);
    EXPECT_EQ(outcome.counts.skipped, 4U);
    EXPECT_EQ(outcome.counts.rowsRefused, 2U);
    EXPECT_EQ(outcome.counts.repeated, 1U);
    EXPECT_EQ(outcome.identifiersLeft, (KindNumbers{3, 0, 0}));
    EXPECT_FALSE(outcome.stopped.has_value());
}

}  // namespace
}  // namespace voordeur::client::core
