#include "tests/crypto/rules/expect_outcome.h"

#include <algorithm>

namespace voordeur::test {
namespace {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test that is all crypto

constexpr UnixMillis kHour = 3'600'000;

std::vector<Hit> hitsOf(const Outcome& outcome) {
    const auto answer = CheckAnswer::decode(outcome.answer);
    EXPECT_TRUE(answer.ok());
    return answer.ok() ? answer.value().hits : std::vector<Hit>{};
}

class CheckTest : public testing::Test {
protected:
    CheckTest() : m_cast(m_builder) {}

    LogBuilder m_builder;
    Cast m_cast;
};

TEST_F(CheckTest, NobodyHelps) {
    const Outcome outcome = check(m_builder, m_cast.debt, {kChildBsn, kFrontDoor});
    ASSERT_DONE(outcome);
    EXPECT_TRUE(hitsOf(outcome).empty());
    EXPECT_TRUE(outcome.concerned.empty());
}

TEST_F(CheckTest, HouseholdComesWithItsLead) {
    const Opened opened = intake(m_builder, m_cast.coach, {kChildBsn});
    const Outcome outcome = check(m_builder, m_cast.debt, {kFrontDoor, kChildBsn});
    const auto hits = hitsOf(outcome);
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_EQ(hits[0].query, 1U);
    EXPECT_EQ(hits[0].target, TargetKind::Household);
    EXPECT_EQ(hits[0].household, opened.id);
    ASSERT_TRUE(hits[0].lead);
    EXPECT_EQ(hits[0].lead->person, m_cast.coach.person);
    EXPECT_EQ(hits[0].lead->sequence, opened.outcome.sequence);
    EXPECT_FALSE(hits[0].agency);
    // A look-up is a look at the household.
    EXPECT_EQ(outcome.concerned, std::vector{opened.id});
}

TEST_F(CheckTest, HelpWithoutHouseholdIsJustHelp) {
    const auto help = registerHelp(m_builder, m_cast.youth, {kChildBsn});
    const auto hits = hitsOf(check(m_builder, m_cast.debt, {kChildBsn}));
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_EQ(hits[0].target, TargetKind::Involvement);
    EXPECT_FALSE(hits[0].household);
    EXPECT_FALSE(hits[0].lead);
}

TEST_F(CheckTest, AttachedHelpLeadsToTheHousehold) {
    const auto help = registerHelp(m_builder, m_cast.housing, {kFrontDoor});
    const Opened opened = intake(m_builder, m_cast.coach, {kChildBsn, kFrontDoor});
    const auto before = hitsOf(check(m_builder, m_cast.debt, {kFrontDoor}));
    EXPECT_EQ(std::ranges::count(before, TargetKind::Involvement, &Hit::target), 1);
    const auto ofHelp = std::ranges::find(before, TargetKind::Involvement, &Hit::target);
    EXPECT_FALSE(ofHelp->household);
    const Target target{TargetKind::Household, opened.id.bytes};
    ASSERT_DONE(answerMatch(m_builder, m_cast.coach, help.id, target, true));
    const auto after = hitsOf(check(m_builder, m_cast.debt, {kFrontDoor}));
    ASSERT_EQ(after.size(), 2U);
    for (const Hit& hit : after) {
        EXPECT_EQ(hit.household, opened.id);
        EXPECT_EQ(hit.lead->person, m_cast.coach.person);
    }
}

TEST_F(CheckTest, WhatIsOverIsNotFound) {
    const auto help = registerHelp(m_builder, m_cast.youth, {kChildBsn});
    ASSERT_DONE(changeInvolvement(m_builder, m_cast.youth, help.id, m_builder.now()));
    EXPECT_TRUE(hitsOf(check(m_builder, m_cast.debt, {kChildBsn})).empty());
    RegisterTerms terms;
    terms.until = m_builder.now() + kHour;
    ASSERT_DONE(registerHelp(m_builder, m_cast.youth, {kMotherBsn}, terms).outcome);
    EXPECT_EQ(hitsOf(check(m_builder, m_cast.debt, {kMotherBsn})).size(), 1U);
    m_builder.advance(2 * kHour);
    EXPECT_TRUE(hitsOf(check(m_builder, m_cast.debt, {kMotherBsn})).empty());
}

TEST_F(CheckTest, ProlongedHelpIsFoundAfterItsFirstEnd) {
    RegisterTerms terms;
    terms.until = m_builder.now() + kHour;
    const auto help = registerHelp(m_builder, m_cast.youth, {kChildBsn}, terms);
    ASSERT_DONE(changeInvolvement(m_builder, m_cast.youth, help.id, m_builder.now() + 48 * kHour));
    m_builder.advance(2 * kHour);
    EXPECT_EQ(hitsOf(check(m_builder, m_cast.debt, {kChildBsn})).size(), 1U);
}

TEST_F(CheckTest, OwnHelpIsShownToo) {
    ASSERT_DONE(registerHelp(m_builder, m_cast.youth, {kChildBsn}).outcome);
    EXPECT_EQ(hitsOf(check(m_builder, m_cast.youth, {kChildBsn})).size(), 1U);
}

TEST_F(CheckTest, AnswerIsBounded) {
    // One front door of a home with very many: the answer stays short.
    for (int i = 0; i < 70; ++i) {
        ASSERT_DONE(registerHelp(m_builder, m_cast.youth, {kFrontDoor}).outcome);
    }
    EXPECT_EQ(hitsOf(check(m_builder, m_cast.debt, {kFrontDoor})).size(), 64U);
}

// Whoever registers again and again on one person must not be able to push the others out.
constexpr int kFlood = 250;

TEST_F(CheckTest, EndedHelpHidesNoHousehold) {
    for (int i = 0; i < kFlood; ++i) {
        const auto help = registerHelp(m_builder, m_cast.youth, {kChildBsn});
        ASSERT_DONE(help.outcome);
        ASSERT_DONE(changeInvolvement(m_builder, m_cast.youth, help.id, m_builder.now()));
    }
    const Opened opened = intake(m_builder, m_cast.coach, {kChildBsn});
    ASSERT_DONE(opened.outcome);
    const auto hits = hitsOf(check(m_builder, m_cast.debt, {kChildBsn}));
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_EQ(hits[0].household, opened.id);
}

// A household lists 200 involvements and an involvement 256 meetings: whoever registered and ended
// that often kept everybody else's help from being seen.
TEST_F(CheckTest, EndedHelpKeepsNoNewHelpOut) {
    const Opened opened = intake(m_builder, m_cast.coach, {kChildBsn});
    ASSERT_DONE(opened.outcome);
    ASSERT_DONE(registerHelp(m_builder, m_cast.debt, {kFrontDoor, kChildBsn}).outcome);
    for (int i = 0; i < 300; ++i) {
        const auto help = registerHelp(m_builder, m_cast.youth, {kChildBsn});
        ASSERT_DONE(help.outcome);
        ASSERT_DONE(changeInvolvement(m_builder, m_cast.youth, help.id, m_builder.now()));
    }
    const auto help = registerHelp(m_builder, m_cast.youth, {kChildBsn});
    ASSERT_DONE(help.outcome);
    const HouseholdState& state = m_builder.household(opened.id);
    EXPECT_NE(state.involvement(help.id), nullptr);
    const auto running = std::ranges::count_if(
        state.involvements, [&](const auto& one) { return one.running(m_builder.now()); });
    EXPECT_EQ(running, 2);
}

TEST_F(CheckTest, ExpiredHelpHidesNoHousehold) {
    const Opened opened = intake(m_builder, m_cast.coach, {kChildBsn});
    RegisterTerms terms;
    terms.until = m_builder.now() + kHour;
    for (int i = 0; i < kFlood; ++i) {
        ASSERT_DONE(registerHelp(m_builder, m_cast.youth, {kFrontDoor}, terms).outcome);
    }
    ASSERT_DONE(registerHelp(m_builder, m_cast.housing, {kFrontDoor}).outcome);
    m_builder.advance(2 * kHour);
    const auto hits = hitsOf(check(m_builder, m_cast.debt, {kFrontDoor, kChildBsn}));
    ASSERT_EQ(hits.size(), 2U);
    EXPECT_EQ(hits[0].target, TargetKind::Involvement);
    EXPECT_EQ(hits[1].household, opened.id);
}

TEST_F(CheckTest, RunningHelpOfOneAgencyHidesNeitherHouseholdNorAnother) {
    LogBuilder builder({.showAgencies = true});
    const Cast cast(builder);
    for (int i = 0; i < kFlood; ++i) {
        ASSERT_DONE(registerHelp(builder, cast.youth, {kFrontDoor}).outcome);
    }
    const Opened opened = intake(builder, cast.coach, {kChildBsn, kFrontDoor});
    ASSERT_DONE(opened.outcome);
    ASSERT_DONE(registerHelp(builder, cast.debt, {kFrontDoor}).outcome);
    const auto hits = hitsOf(check(builder, cast.housing, {kFrontDoor}));
    // A full answer: there may be more than it says.
    EXPECT_EQ(hits.size(), 64U);
    EXPECT_EQ(std::ranges::count(hits, opened.id, &Hit::household), 1);
    EXPECT_EQ(std::ranges::count(hits, cast.debtAgency, &Hit::agency), 1);
}

TEST_F(CheckTest, OneFullTokenLeavesRoomForTheNext) {
    const Opened opened = intake(m_builder, m_cast.coach, {kChildBsn});
    for (int i = 0; i < kFlood; ++i) {
        ASSERT_DONE(registerHelp(m_builder, m_cast.housing, {kFrontDoor}).outcome);
    }
    const Outcome outcome = check(m_builder, m_cast.debt, {kFrontDoor, kChildBsn});
    const auto hits = hitsOf(outcome);
    EXPECT_EQ(hits.size(), 64U);
    EXPECT_EQ(hits.back().query, 1U);
    EXPECT_EQ(hits.back().household, opened.id);
    EXPECT_EQ(outcome.concerned, std::vector{opened.id});
}

TEST(CheckPolicyTest, AgenciesAreNamedWherePolicyShowsThem) {
    LogBuilder builder({.showAgencies = true});
    const Cast cast(builder);
    ASSERT_DONE(registerHelp(builder, cast.youth, {kChildBsn}).outcome);
    const auto hits = hitsOf(check(builder, cast.debt, {kChildBsn}));
    ASSERT_EQ(hits.size(), 1U);
    EXPECT_EQ(hits[0].agency, cast.youthAgency);
}

// -- citing
// ------------------------------------------------------------------------------------------

TEST_F(CheckTest, TokenMustHaveBeenEvaluatedByTheSameDevice) {
    const auto draft = draftCheck(m_builder, m_cast.debt, {kChildBsn});
    EXPECT_REFUSED(m_builder.send(m_cast.youth, Method::Check, draft), Reason::EvaluationMissing);
    EXPECT_DONE(m_builder.send(m_cast.debt, Method::Check, draft));
}

TEST_F(CheckTest, CitationMustNameAnElementOfThatKind) {
    auto draft = draftCheck(m_builder, m_cast.debt, {kChildBsn});
    auto beyond = draft;
    beyond.payload.queries[0].citation.index = 1;
    EXPECT_REFUSED(m_builder.send(m_cast.debt, Method::Check, beyond), Reason::EvaluationMissing);
    auto kind = draft;
    kind.payload.queries[0].kind = IdentifierKind::Address;
    EXPECT_REFUSED(m_builder.send(m_cast.debt, Method::Check, kind), Reason::EvaluationMissing);
    auto nothing = draft;
    nothing.payload.queries[0].citation.sequence = 0;
    EXPECT_REFUSED(m_builder.send(m_cast.debt, Method::Check, nothing), Reason::EvaluationMissing);
}

TEST_F(CheckTest, EvaluationLastsADay) {
    const auto draft = draftCheck(m_builder, m_cast.debt, {kChildBsn});
    m_builder.advance(24 * kHour - 20);
    EXPECT_DONE(m_builder.send(m_cast.debt, Method::Check, draft));
    m_builder.advance(20);
    EXPECT_REFUSED(m_builder.send(m_cast.debt, Method::Check, draft), Reason::EvaluationMissing);
}

TEST_F(CheckTest, TokenHasThirtyTwoBytes) {
    auto draft = draftCheck(m_builder, m_cast.debt, {kChildBsn});
    draft.attachments[0].push_back(0);
    draft.payload.queries[0].tokenHash = attachmentHash(draft.attachments[0]);
    EXPECT_REFUSED(m_builder.send(m_cast.debt, Method::Check, draft), Reason::Malformed);
}

// -- index entries
// -------------------------------------------------------------------------------------

TEST_F(CheckTest, IndexEntrySaysWhatItsRegistrationSays) {
    const auto draft = draftRegister(m_builder, m_cast.youth, {kChildBsn});
    const auto send = [&](auto change, const Actor& signer) {
        auto copy = draft;
        auto entry = IndexEntry::decode(copy.attachments[1]).value();
        change(entry);
        entry.signature =
            signer.key->sign(kIndexSignature, m_builder.instance(), entry.signedBytes());
        copy.attachments[1] = entry.encode();
        copy.payload.index[0].entryHash = attachmentHash(copy.attachments[1]);
        return m_builder.judgeOnly(
            m_cast.youth, Method::Register, copy.payload.encode(), copy.attachments);
    };
    const auto nothing = [](IndexEntry&) {};
    EXPECT_DONE(send(nothing, m_cast.youth));
    EXPECT_REFUSED(send(nothing, m_cast.debt), Reason::IndexEntryBroken);
    EXPECT_REFUSED(send([](IndexEntry& e) { e.target.id[0] ^= 1U; }, m_cast.youth),
                   Reason::IndexEntryBroken);
    EXPECT_REFUSED(send([](IndexEntry& e) { e.kind = IdentifierKind::Address; }, m_cast.youth),
                   Reason::IndexEntryBroken);
    EXPECT_REFUSED(send([&](IndexEntry& e) { e.agency = m_cast.debtAgency; }, m_cast.youth),
                   Reason::IndexEntryBroken);
    EXPECT_REFUSED(send([](IndexEntry& e) { ++e.until; }, m_cast.youth), Reason::IndexEntryBroken);
    EXPECT_REFUSED(send([&](IndexEntry& e) { e.device = m_cast.debt.device; }, m_cast.youth),
                   Reason::IndexEntryBroken);
}

// -- quotas
// ----------------------------------------------------------------------------------------------

class QuotaTest : public testing::Test {
protected:
    static BuilderOptions options() {
        BuilderOptions options;
        options.alterPolicy = [](RootPolicy& policy) {
            policy.quotas = {{QuotaScope::Person, QuotaWindow::Hour, IdentifierKind::Bsn, 10},
                             {QuotaScope::Agency, QuotaWindow::Day, IdentifierKind::Bsn, 15}};
            policy.bulkMax = 100;
        };
        return options;
    }
    QuotaTest() : m_builder(options()), m_cast(m_builder) {}

    Outcome evaluate(const Actor& actor, std::size_t count) {
        return m_builder.send(
            actor, Method::Evaluate, draftEvaluate(m_builder, IdentifierKind::Bsn, count));
    }
    Outcome openQuota(const Actor& actor,
                      const std::vector<const Actor*>& cosigners,
                      const std::function<void(QuotaPayload&)>& alter = {}) {
        QuotaPayload payload;
        payload.agency = m_cast.youthAgency;
        payload.day = static_cast<std::uint32_t>(m_builder.now() / 86'400'000);
        payload.max = 40;
        if (alter) alter(payload);
        CallOptions options;
        options.requestId = m_builder.newId<RequestId>();
        payload.cosignatures = m_builder.cosign(
            cosigners, payload.cosigned({Method::OpenQuota, actor.device, *options.requestId}));
        return m_builder.call(actor, Method::OpenQuota, payload.encode(), {}, options);
    }

    LogBuilder m_builder;
    Cast m_cast;
};

TEST_F(QuotaTest, PersonIsBoundPerHour) {
    EXPECT_DONE(evaluate(m_cast.youth, 8));
    EXPECT_REFUSED(evaluate(m_cast.youth, 3), Reason::QuotaExceeded);
    EXPECT_DONE(evaluate(m_cast.youth, 2));
    EXPECT_REFUSED(evaluate(m_cast.youth, 1), Reason::QuotaExceeded);
    EXPECT_DONE(evaluate(m_cast.youthManager, 2));
}

TEST_F(QuotaTest, NewWindowBeginsAgain) {
    EXPECT_DONE(evaluate(m_cast.youth, 10));
    m_builder.advance(kHour);
    EXPECT_DONE(evaluate(m_cast.youth, 5));
    EXPECT_REFUSED(evaluate(m_cast.youth, 1), Reason::QuotaExceeded);  // the agency's day
    m_builder.advance(24 * kHour);
    EXPECT_DONE(evaluate(m_cast.youth, 10));
}

TEST_F(QuotaTest, LookingUpAndRegisteringCountToo) {
    EXPECT_DONE(check(m_builder, m_cast.youth, {kChildBsn}));                 // 1 + 1
    EXPECT_DONE(registerHelp(m_builder, m_cast.youth, {kChildBsn}).outcome);  // 1 + 1
    EXPECT_DONE(evaluate(m_cast.youth, 6));
    EXPECT_REFUSED(evaluate(m_cast.youth, 1), Reason::QuotaExceeded);
}

TEST_F(QuotaTest, RefusedCallsCountNothing) {
    for (int i = 0; i < 5; ++i) {
        EXPECT_REFUSED(evaluate(m_cast.youth, 11), Reason::QuotaExceeded);
    }
    EXPECT_DONE(evaluate(m_cast.youth, 10));
}

TEST_F(QuotaTest, BulkIsOpenedByTwo) {
    EXPECT_REFUSED(openQuota(m_builder.officer(), {}), Reason::SecondPersonNeeded);
    EXPECT_REFUSED(openQuota(m_builder.officer(), {&m_cast.youth}), Reason::SecondPersonNeeded);
    EXPECT_REFUSED(openQuota(m_cast.coach, {&m_builder.officer()}), Reason::Denied);
    EXPECT_REFUSED(openQuota(m_cast.admin, {&m_builder.officer()}), Reason::Denied);
    const Outcome opened = openQuota(m_cast.youthAdmin, {&m_builder.officer()});
    EXPECT_DONE(opened);
    EXPECT_EQ(opened.rule, Rule::SecondPerson);
    EXPECT_REFUSED(openQuota(m_builder.officer(), {&m_cast.youthAdmin}), Reason::AlreadyExists);
}

TEST_F(QuotaTest, BulkBoundReplacesTheOthersForThatDay) {
    ASSERT_DONE(openQuota(m_builder.officer(), {&m_builder.founder()}));
    const Outcome evaluated = evaluate(m_cast.youth, 30);
    EXPECT_DONE(evaluated);
    EXPECT_EQ(evaluated.rule, Rule::BulkQuota);
    EXPECT_DONE(evaluate(m_cast.youthManager, 10));
    EXPECT_REFUSED(evaluate(m_cast.youthManager, 1), Reason::QuotaExceeded);
    EXPECT_REFUSED(evaluate(m_cast.debt, 11), Reason::QuotaExceeded);  // another agency
    m_builder.advance(24 * kHour);
    EXPECT_REFUSED(evaluate(m_cast.youth, 11), Reason::QuotaExceeded);
}

TEST_F(QuotaTest, BulkKeepsThePolicysBounds) {
    const Actor& officer = m_builder.officer();
    const std::vector<const Actor*> second{&m_cast.youthAdmin};
    EXPECT_REFUSED(openQuota(officer, second, [](QuotaPayload& p) { p.max = 101; }),
                   Reason::LimitReached);
    EXPECT_REFUSED(openQuota(officer, second, [](QuotaPayload& p) { p.max = 0; }),
                   Reason::LimitReached);
    EXPECT_REFUSED(openQuota(officer, second, [](QuotaPayload& p) { p.day += 2; }),
                   Reason::InvalidArgument);
    EXPECT_REFUSED(openQuota(officer, second, [](QuotaPayload& p) { p.day -= 1; }),
                   Reason::InvalidArgument);
    EXPECT_REFUSED(openQuota(officer,
                             {&m_builder.founder()},
                             [&](QuotaPayload& p) { p.agency = m_cast.housingAgency; }),
                   Reason::KindForbidden);
    EXPECT_DONE(openQuota(officer, second, [](QuotaPayload& p) { p.day += 1; }));
}

}  // namespace
}  // namespace voordeur::test
