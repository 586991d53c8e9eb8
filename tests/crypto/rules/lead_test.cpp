#include "tests/crypto/rules/expect_outcome.h"

#include <random>

namespace voordeur::test {
namespace {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test that is all crypto

class LeadTest : public testing::Test {
protected:
    LeadTest() : m_cast(m_builder) { household = intake(m_builder, m_cast.coach, {kChildBsn}).id; }

    Offered offer(const Actor& from, const Actor& to) {
        return offerLead(m_builder, from, household, to);
    }
    Outcome answer(const Actor& actor, Method method, const OfferId& offer) {
        return answerOffer(m_builder, actor, method, household, offer);
    }
    const HouseholdState& state() { return m_builder.household(household); }

    LogBuilder m_builder;
    Cast m_cast;
    HouseholdId household;
};

TEST_F(LeadTest, IntakeCoachLeadsAtOnce) {
    ASSERT_TRUE(state().lead);
    EXPECT_EQ(state().lead->person, m_cast.coach.person);
    EXPECT_EQ(state().keeper, m_cast.northTeam);
    EXPECT_FALSE(state().offer);
}

TEST_F(LeadTest, OldLeadStaysUntilAccepted) {
    const Offered offered = offer(m_cast.coach, m_cast.southCoach);
    ASSERT_DONE(offered.outcome);
    EXPECT_EQ(state().lead->person, m_cast.coach.person);
    EXPECT_REFUSED(open(m_builder, m_cast.southCoach, household), Reason::Denied);

    ASSERT_DONE(answer(m_cast.southCoach, Method::AcceptLead, offered.id));
    EXPECT_EQ(state().lead->person, m_cast.southCoach.person);
    EXPECT_EQ(state().keeper, m_cast.southTeam);
    EXPECT_FALSE(state().offer);
    EXPECT_DONE(open(m_builder, m_cast.southCoach, household));
    EXPECT_REFUSED(open(m_builder, m_cast.coach, household), Reason::NotFound);
}

TEST_F(LeadTest, SecondOfferIsRefusedWhileOneIsOpen) {
    ASSERT_DONE(offer(m_cast.coach, m_cast.southCoach).outcome);
    EXPECT_REFUSED(offer(m_cast.coach, m_cast.colleague).outcome, Reason::OfferOpen);
}

TEST_F(LeadTest, OnlyTheAddresseeAccepts) {
    const Offered offered = offer(m_cast.coach, m_cast.southCoach);
    EXPECT_REFUSED(answer(m_cast.southManager, Method::AcceptLead, offered.id),
                   Reason::NotAddressee);
    EXPECT_REFUSED(answer(m_cast.coach, Method::AcceptLead, offered.id), Reason::NotAddressee);
    EXPECT_REFUSED(answer(m_cast.youth, Method::AcceptLead, offered.id), Reason::NotFound);
}

TEST_F(LeadTest, WithdrawnOfferCannotBeAcceptedFromStaleScreen) {
    const Offered offered = offer(m_cast.coach, m_cast.southCoach);
    ASSERT_DONE(answer(m_cast.coach, Method::WithdrawLead, offered.id));
    EXPECT_REFUSED(answer(m_cast.southCoach, Method::AcceptLead, offered.id), Reason::OfferClosed);
    // For somebody else of that team there is nothing to know any more.
    EXPECT_REFUSED(answer(m_cast.southManager, Method::RefuseLead, offered.id), Reason::NotFound);
    EXPECT_EQ(state().lead->person, m_cast.coach.person);
}

TEST_F(LeadTest, OldOfferDoesNotAnswerNewOne) {
    const Offered first = offer(m_cast.coach, m_cast.southCoach);
    ASSERT_DONE(answer(m_cast.coach, Method::WithdrawLead, first.id));
    ASSERT_DONE(offer(m_cast.coach, m_cast.southCoach).outcome);
    EXPECT_REFUSED(answer(m_cast.southCoach, Method::AcceptLead, first.id), Reason::OfferClosed);
}

TEST_F(LeadTest, OfferIdDoesNotComeBack) {
    auto draft = draftOffer(m_builder, m_cast.coach, household, m_cast.southCoach);
    ASSERT_DONE(m_builder.send(m_cast.coach, Method::OfferLead, draft));
    const OfferId id = draft.payload.offer.offer;
    ASSERT_DONE(answer(m_cast.southCoach, Method::RefuseLead, id));
    EXPECT_REFUSED(m_builder.send(m_cast.coach, Method::OfferLead, draft), Reason::OfferClosed);
}

TEST_F(LeadTest, RefusalNeedsReason) {
    const Offered offered = offer(m_cast.coach, m_cast.southCoach);
    CallOptions silent;
    silent.alter = [](Statement& statement) { statement.detailHash = Hash32{}; };
    const OfferAnswerPayload payload{household, offered.id};
    EXPECT_REFUSED(
        m_builder.call(m_cast.southCoach, Method::RefuseLead, payload.encode(), {}, silent),
        Reason::ReasonMissing);
    EXPECT_DONE(answer(m_cast.southCoach, Method::RefuseLead, offered.id));
    EXPECT_FALSE(state().offer);
    EXPECT_EQ(state().lead->person, m_cast.coach.person);
}

TEST_F(LeadTest, ManagerOfTheAddresseeRefusesButNeverAccepts) {
    const Offered offered = offer(m_cast.coach, m_cast.southCoach);
    EXPECT_DONE(answer(m_cast.southManager, Method::RefuseLead, offered.id));
}

TEST_F(LeadTest, GiverLeadAndKeeperManagerWithdraw) {
    for (const Actor* actor : {&m_cast.coach, &m_cast.manager}) {
        const Offered offered = offer(m_cast.manager, m_cast.southCoach);
        ASSERT_DONE(offered.outcome);
        EXPECT_REFUSED(answer(m_cast.colleague, Method::WithdrawLead, offered.id), Reason::Denied);
        EXPECT_DONE(answer(*actor, Method::WithdrawLead, offered.id));
    }
}

TEST_F(LeadTest, LeadIsNotOfferedToWhoLeads) {
    EXPECT_REFUSED(offer(m_cast.manager, m_cast.coach).outcome, Reason::AlreadyLead);
}

TEST_F(LeadTest, LeadIsOfferedToCoachesOfTeamsThatMayLead) {
    EXPECT_REFUSED(offer(m_cast.coach, m_cast.youth).outcome, Reason::TeamMayNotLead);
    EXPECT_REFUSED(offer(m_cast.coach, m_cast.worker).outcome, Reason::NotFound);
    EXPECT_DONE(offer(m_cast.coach, m_cast.southManager).outcome);
}

TEST_F(LeadTest, OfferNeedsGrantWhereTheTeamHasNone) {
    auto draft = draftOffer(m_builder, m_cast.coach, household, m_cast.southCoach);
    auto without = draft;
    without.payload.grants.clear();
    without.attachments.clear();
    EXPECT_REFUSED(m_builder.send(m_cast.coach, Method::OfferLead, without), Reason::GrantMissing);
    auto other = draftOffer(m_builder, m_cast.coach, household, m_cast.southCoach);
    other.payload.offer.toPerson = m_cast.colleague.person;
    other.payload.offer.toTeam = m_cast.northTeam;
    EXPECT_REFUSED(m_builder.send(m_cast.coach, Method::OfferLead, other), Reason::RecipientsWrong);
}

TEST_F(LeadTest, HeldGrantStaysCurrentWhenTheKeyChanges) {
    const Offered offered = offer(m_cast.coach, m_cast.southCoach);
    CommitTerms terms;
    terms.rotate = CommitTerms::Rotate::Always;
    auto draft = draftCommit(m_builder, m_cast.coach, household, terms);
    auto without = draft;
    std::erase_if(without.payload.grants,
                  [&](const GrantRef& grant) { return grant.header.team == m_cast.southTeam; });
    without.attachments.pop_back();
    EXPECT_REFUSED(m_builder.send(m_cast.coach, Method::Commit, without), Reason::GrantMissing);
    ASSERT_DONE(m_builder.send(m_cast.coach, Method::Commit, draft));
    ASSERT_DONE(answer(m_cast.southCoach, Method::AcceptLead, offered.id));
    EXPECT_DONE(open(m_builder, m_cast.southCoach, household));
}

TEST_F(LeadTest, HandingOverEndsTheOldTeamsKey) {
    const Offered offered = offer(m_cast.coach, m_cast.southCoach);
    ASSERT_DONE(answer(m_cast.southCoach, Method::AcceptLead, offered.id));
    EXPECT_TRUE(rotationDue(state(), kSharedCore, m_builder.directory(), m_builder.now()));
    ASSERT_DONE(writeRecord(m_builder, m_cast.southCoach, household));
    EXPECT_EQ(state().compartment(kSharedCore)->epoch.recipients, std::vector{m_cast.southTeam});
}

TEST_F(LeadTest, IntakeWithOfferLeavesNobodyLeadingUntilAccepted) {
    const OfferBody body{m_builder.newId<OfferId>(), m_cast.southCoach.person, m_cast.southTeam};
    IntakeTerms terms;
    terms.offer = body;
    const Opened opened = intake(m_builder, m_cast.manager, {kMotherBsn}, terms);
    ASSERT_DONE(opened.outcome);
    household = opened.id;
    EXPECT_FALSE(state().lead);
    EXPECT_EQ(state().keeper, m_cast.northTeam);
    EXPECT_REFUSED(offer(m_cast.coach, m_cast.colleague).outcome, Reason::OfferOpen);
    ASSERT_DONE(answer(m_cast.southCoach, Method::RefuseLead, body.offer));
    // No lead yet: a coach of the keeper asks the next.
    const Offered next = offer(m_cast.coach, m_cast.colleague);
    ASSERT_DONE(next.outcome);
    ASSERT_DONE(answer(m_cast.colleague, Method::AcceptLead, next.id));
    EXPECT_EQ(state().lead->person, m_cast.colleague.person);
}

TEST_F(LeadTest, OfferedHouseholdStandsInTheListOfWhoIsAsked) {
    EXPECT_EQ(listHouseholds(m_builder, m_cast.southCoach).concerned.size(), 0U);
    ASSERT_DONE(offer(m_cast.coach, m_cast.southCoach).outcome);
    const Outcome listed = listHouseholds(m_builder, m_cast.southCoach);
    EXPECT_EQ(listed.concerned, std::vector{household});
    const auto answered = OpenAnswer::decode(listed.answer);
    ASSERT_TRUE(answered.ok());
    EXPECT_TRUE(answered.value().households.front().compartments.empty());
}

TEST_F(LeadTest, RemovedAddresseeCannotAccept) {
    const Offered offered = offer(m_cast.coach, m_cast.southCoach);
    // Still a device that speaks, but no longer a coach there.
    Actor worker = m_builder.addMembership(m_cast.southCoach, m_cast.southTeam, Role::Worker);
    EXPECT_REFUSED(answer(worker, Method::AcceptLead, offered.id), Reason::NotFound);
}

// -- against a model
// ---------------------------------------------------------------------------------

/// The lead as three lines of prose: at most one; asked only while nobody is asked; changed only by
/// the one who was asked.
struct LeadModel {
    std::optional<std::size_t> lead;
    std::optional<std::size_t> asked;
    OfferId offer;
    std::vector<std::size_t> history;
};

class LeadWalkTest : public testing::TestWithParam<std::uint32_t> {
protected:
    void offer(std::size_t who, std::size_t to) {
        const Offered offered = offerLead(m_builder, *m_people[who], m_household, *m_people[to]);
        if (!offered.outcome.done()) return;
        ASSERT_FALSE(m_model.asked);
        ASSERT_NE(m_model.lead, to);
        m_model.asked = to;
        m_model.offer = offered.id;
        ++m_offers;
    }
    void accept(std::size_t who, const OfferId& named) {
        const Outcome outcome =
            answerOffer(m_builder, *m_people[who], Method::AcceptLead, m_household, named);
        const bool current = m_model.asked && named == m_model.offer;
        ASSERT_EQ(outcome.done(), current && *m_model.asked == who) << wordFor(outcome.refused);
        if (!outcome.done()) return;
        m_model.lead = who;
        m_model.history.push_back(who);
        m_model.asked.reset();
        ++m_handovers;
    }
    void close(Method method, std::size_t who, const OfferId& named) {
        const bool current = m_model.asked && named == m_model.offer;
        const Outcome outcome = answerOffer(m_builder, *m_people[who], method, m_household, named);
        if (!outcome.done()) return;
        ASSERT_TRUE(current);
        m_model.asked.reset();
    }
    void expectAsModelled() {
        const HouseholdState& state = m_builder.household(m_household);
        ASSERT_TRUE(state.lead);
        ASSERT_EQ(state.lead->person, m_people[*m_model.lead]->person);
        ASSERT_EQ(state.offer.has_value(), m_model.asked.has_value());
        ASSERT_EQ(state.keeper, m_people[*m_model.lead]->team);
        // Whoever leads can always read and write the file.
        ASSERT_TRUE(
            mayOpen(state, kSharedCore, state.keeper, m_builder.directory(), m_builder.now()));
    }
    /// Who led, as following the household's chain tells it; ends in the household's own state.
    void followChain(std::optional<HouseholdState>& told, std::vector<PersonId>& leads) {
        for (std::size_t i = 0; i < m_builder.lines().size(); ++i) {
            const LogLine& line = m_builder.lines()[i];
            const auto entry = Entry::decode(line.entry);
            ASSERT_TRUE(entry.ok());
            const auto statement = entry.value().parsedStatement();
            if (!statement.ok() || !entry.value().done()) continue;
            if (!changesHousehold(statement.value().method)) continue;
            const LogPosition at{i, entry.value().time};
            ASSERT_TRUE(
                follow(told, m_household, statement.value(), line.payload, line.answer, at).ok());
            const PersonId& lead = told->lead->person;
            if (leads.empty() || leads.back() != lead) leads.push_back(lead);
        }
    }

    LogBuilder m_builder{{.seed = GetParam()}};
    const Cast m_cast{m_builder};
    const std::vector<const Actor*> m_people{&m_cast.coach,
                                             &m_cast.colleague,
                                             &m_cast.southCoach,
                                             &m_cast.southManager,
                                             &m_cast.manager};
    const HouseholdId m_household = intake(m_builder, m_cast.coach, {kChildBsn}).id;
    LeadModel m_model{0, {}, {}, {0}};
    int m_offers = 0;
    int m_handovers = 0;
};

TEST_P(LeadWalkTest, NeverTwoLeadsAndOneHistory) {
    std::mt19937 engine(GetParam());
    const auto pick = [&](std::size_t below) { return engine() % below; };
    OfferId old = m_builder.newId<OfferId>();
    for (int step = 0; step < 120; ++step) {
        SCOPED_TRACE(step);
        const std::size_t act = pick(4);
        // Now and then the one who was asked, or nothing would ever be accepted.
        const bool asAsked = act == 1 && m_model.asked && pick(2) == 0;
        const std::size_t who = asAsked ? *m_model.asked : pick(m_people.size());
        const OfferId named = pick(4) == 0 ? old : m_model.offer;
        if (act == 0) offer(who, pick(m_people.size()));
        if (act == 1) accept(who, named);
        if (act == 2) close(Method::RefuseLead, who, named);
        if (act == 3) close(Method::WithdrawLead, who, named);
        if (!m_model.asked) old = m_model.offer;
        expectAsModelled();
        if (HasFatalFailure()) return;
    }
    EXPECT_GT(m_offers, 0);
    EXPECT_GT(m_handovers, 0);

    std::optional<HouseholdState> told;
    std::vector<PersonId> leads;
    followChain(told, leads);
    if (HasFatalFailure()) return;
    std::vector<PersonId> expected;
    for (const std::size_t lead : m_model.history)
        expected.push_back(m_people[lead]->person);
    EXPECT_EQ(leads, expected);
    EXPECT_EQ(*told, m_builder.household(m_household));
}

INSTANTIATE_TEST_SUITE_P(Seeds, LeadWalkTest, testing::Range(1U, 13U));

}  // namespace
}  // namespace voordeur::test
