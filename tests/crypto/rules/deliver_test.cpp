#include "crypto/rules/deliver.h"

#include "tests/crypto/rules/expect_outcome.h"

// What may leave the server beside an answer.
namespace voordeur::test {
namespace {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test that is all crypto

class DeliverTest : public testing::Test {
protected:
    DeliverTest() : m_cast(m_builder) {
        IntakeTerms terms;
        terms.ownPart = true;
        household = intake(m_builder, m_cast.coach, {kChildBsn}, terms).id;
        EXPECT_DONE(registerHelp(m_builder, m_cast.youth, {kChildBsn}).outcome);
        EXPECT_DONE(grant(m_builder, m_cast.coach, household, m_cast.youth.team));
        EXPECT_DONE(writeRecord(m_builder, m_cast.coach, household));
        EXPECT_DONE(writeRecord(m_builder, m_cast.coach, household, ownPart()));
    }

    [[nodiscard]] CompartmentId ownPart() const { return compartmentOf(m_builder.municipality()); }

    /// What the last call, which is in the log, delivers.
    Delivery delivered(const Outcome& outcome) {
        const auto entry = Entry::decode(m_builder.lines()[outcome.sequence].entry).value();
        Verdict verdict;
        verdict.refused = outcome.refused;
        verdict.answer = outcome.answer;
        verdict.concerned = outcome.concerned;
        const auto delivery =
            deliverable(m_builder.world(), entry.parsedStatement().value(), verdict);
        EXPECT_TRUE(delivery.ok());
        return delivery.value();
    }
    static bool has(const Delivery& delivery, const Hash32& name) {
        return std::ranges::find(delivery.objects, name) != delivery.objects.end();
    }
    const Hash32& grantName(const CompartmentId& part, const TeamId& team) {
        return m_builder.household(household).grant(part, team)->bodyHash;
    }

    LogBuilder m_builder;
    Cast m_cast;
    HouseholdId household;
};

TEST_F(DeliverTest, OpeningBringsTheOwnGrantsAndRecordsOnly) {
    const Delivery keeper = delivered(open(m_builder, m_cast.coach, household));
    EXPECT_TRUE(has(keeper, grantName(kSharedCore, m_cast.northTeam)));
    EXPECT_TRUE(has(keeper, grantName(ownPart(), m_cast.northTeam)));
    EXPECT_FALSE(has(keeper, grantName(kSharedCore, m_cast.youth.team)));
    for (const CompartmentId& part : {kSharedCore, ownPart()}) {
        const auto rows = m_builder.world().rows(household, part).value();
        for (const ManifestRow& row : rows) {
            EXPECT_TRUE(has(keeper, row.envelopeHash));
        }
    }
    const Delivery granted = delivered(open(m_builder, m_cast.youth, household));
    EXPECT_TRUE(has(granted, grantName(kSharedCore, m_cast.youth.team)));
    EXPECT_FALSE(has(granted, grantName(kSharedCore, m_cast.northTeam)));
    const auto own = m_builder.world().rows(household, ownPart()).value();
    for (const ManifestRow& row : own) {
        EXPECT_FALSE(has(granted, row.envelopeHash));
    }
}

TEST_F(DeliverTest, RefusalBringsNothing) {
    const Delivery delivery = delivered(open(m_builder, m_cast.southCoach, household));
    EXPECT_TRUE(delivery.objects.empty());
    EXPECT_TRUE(delivery.chains.empty());
}

TEST_F(DeliverTest, ListBringsTheFirstRecordAlone) {
    const Delivery delivery = delivered(listHouseholds(m_builder, m_cast.coach));
    const auto rows = m_builder.world().rows(household, kSharedCore).value();
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_TRUE(has(delivery, rows[0].envelopeHash));
    EXPECT_FALSE(has(delivery, rows[1].envelopeHash));
    EXPECT_EQ(delivery.chains, std::vector{household});
}

TEST_F(DeliverTest, WhoIsAskedToLeadMayFollowWithoutOpening) {
    ASSERT_DONE(offerLead(m_builder, m_cast.coach, household, m_cast.southCoach).outcome);
    const Delivery delivery = delivered(listHouseholds(m_builder, m_cast.southCoach));
    EXPECT_TRUE(delivery.objects.empty());
    EXPECT_EQ(delivery.chains, std::vector{household});
}

TEST_F(DeliverTest, OfficerGetsTheChainAndNoContent) {
    const Delivery delivery = delivered(whoLooked(m_builder, m_builder.officer(), household));
    EXPECT_TRUE(delivery.objects.empty());
    EXPECT_EQ(delivery.chains, std::vector{household});
}

TEST_F(DeliverTest, CheckNamesNoAgencyThatPolicyHides) {
    const auto help = draftRegister(m_builder, m_cast.youth, {kMotherBsn});
    ASSERT_DONE(m_builder.send(m_cast.youth, Method::Register, help));
    const Delivery delivery = delivered(check(m_builder, m_cast.debt, {kMotherBsn, kChildBsn}));
    EXPECT_FALSE(has(delivery, help.payload.index[0].entryHash));
    EXPECT_TRUE(delivery.chains.empty());
}

}  // namespace
}  // namespace voordeur::test
