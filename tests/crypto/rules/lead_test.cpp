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

class LeadWalkTest : public testing::TestWithParam<std::uint32_t> {};

TEST_P(LeadWalkTest, NeverTwoLeadsAndOneHistory) {
    LogBuilder builder({.seed = GetParam()});
    const Cast cast(builder);
    const std::vector<const Actor*> people{
        &cast.coach, &cast.colleague, &cast.southCoach, &cast.southManager, &cast.manager};
    std::mt19937 engine(GetParam());
    const auto pick = [&](std::size_t below) { return engine() % below; };

    const HouseholdId household = intake(builder, cast.coach, {kChildBsn}).id;
    LeadModel model{0, {}, {}, {0}};
    OfferId old = builder.newId<OfferId>();
    int offers = 0;
    int handovers = 0;
    for (int step = 0; step < 120; ++step) {
        const std::size_t who = pick(people.size());
        const Actor& actor = *people[who];
        const OfferId named = pick(4) == 0 ? old : model.offer;
        const bool current = model.asked && named == model.offer;
        switch (pick(4)) {
            case 0: {
                const std::size_t to = pick(people.size());
                const Offered offered = offerLead(builder, actor, household, *people[to]);
                if (offered.outcome.done()) {
                    ASSERT_FALSE(model.asked);
                    ASSERT_NE(model.lead, to);
                    model.asked = to;
                    model.offer = offered.id;
                    ++offers;
                }
                break;
            }
            case 1: {
                const Outcome outcome =
                    answerOffer(builder, actor, Method::AcceptLead, household, named);
                ASSERT_EQ(outcome.done(), current && *model.asked == who)
                    << wordFor(outcome.refused);
                if (outcome.done()) {
                    model.lead = who;
                    model.history.push_back(who);
                    model.asked.reset();
                    ++handovers;
                }
                break;
            }
            case 2: {
                const Outcome outcome =
                    answerOffer(builder, actor, Method::RefuseLead, household, named);
                if (outcome.done()) {
                    ASSERT_TRUE(current);
                    model.asked.reset();
                }
                break;
            }
            default: {
                const Outcome outcome =
                    answerOffer(builder, actor, Method::WithdrawLead, household, named);
                if (outcome.done()) {
                    ASSERT_TRUE(current);
                    model.asked.reset();
                }
                break;
            }
        }
        if (!model.asked) old = model.offer;
        const HouseholdState& state = builder.household(household);
        ASSERT_TRUE(state.lead);
        ASSERT_EQ(state.lead->person, people[*model.lead]->person) << "step " << step;
        ASSERT_EQ(state.offer.has_value(), model.asked.has_value()) << "step " << step;
        ASSERT_EQ(state.keeper, people[*model.lead]->team);
        // Whoever leads can always read and write the file.
        ASSERT_TRUE(mayOpen(state, kSharedCore, state.keeper, builder.directory(), builder.now()));
    }
    EXPECT_GT(offers, 0);
    EXPECT_GT(handovers, 0);

    // The history that the chain tells is the one that happened.
    std::optional<HouseholdState> told;
    std::vector<PersonId> leads;
    for (std::size_t i = 0; i < builder.lines().size(); ++i) {
        const auto entry = Entry::decode(builder.lines()[i].entry);
        ASSERT_TRUE(entry.ok());
        const auto statement = entry.value().parsedStatement();
        if (!statement.ok() || !entry.value().done()) continue;
        if (!changesHousehold(statement.value().method)) continue;
        const LogLine& line = builder.lines()[i];
        ASSERT_TRUE(follow(told,
                           household,
                           statement.value(),
                           line.payload,
                           line.answer,
                           {i, entry.value().time})
                        .ok());
        if (leads.empty() || leads.back() != told->lead->person) {
            leads.push_back(told->lead->person);
        }
    }
    std::vector<PersonId> expected;
    for (const std::size_t lead : model.history) {
        expected.push_back(people[lead]->person);
    }
    EXPECT_EQ(leads, expected);
    EXPECT_EQ(*told, builder.household(household));
}

INSTANTIATE_TEST_SUITE_P(Seeds, LeadWalkTest, testing::Range(1U, 13U));

}  // namespace
}  // namespace voordeur::test
