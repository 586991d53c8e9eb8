#include "tests/crypto/rules/expect_outcome.h"

#include <algorithm>

namespace voordeur::test {
namespace {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test that is all crypto

// The caseload, page by page.
class ListTest : public testing::Test {
protected:
    ListTest() : m_cast(m_builder) {}

    std::vector<HouseholdId> newHouseholds(int count) {
        std::vector<HouseholdId> ids;
        for (int i = 0; i < count; ++i)
            ids.push_back(intake(m_builder, m_cast.coach, {kChildBsn}).id);
        std::ranges::sort(ids);
        return ids;
    }
    Outcome list(const std::vector<KnownState>& from) {
        OpenPayload payload;
        payload.scope = OpenPayload::kCoreOnly;
        payload.known = from;
        return m_builder.call(m_cast.coach, Method::ListHouseholds, payload.encode());
    }
    static std::vector<HouseholdId> idsOf(const Outcome& outcome) {
        const auto answer = OpenAnswer::decode(outcome.answer);
        EXPECT_TRUE(answer.ok());
        std::vector<HouseholdId> ids;
        if (!answer.ok()) return ids;
        for (const OpenedHousehold& opened : answer.value().households)
            ids.push_back(opened.household);
        return ids;
    }

    LogBuilder m_builder;
    Cast m_cast;
};

TEST_F(ListTest, WithoutAnItemItBeginsAtTheFirst) {
    const auto all = newHouseholds(3);
    const Outcome outcome = list({});
    ASSERT_DONE(outcome);
    EXPECT_EQ(idsOf(outcome), all);
    EXPECT_EQ(outcome.concerned, all);
}

TEST_F(ListTest, TheItemSaysAfterWhichAndHowMany) {
    const auto all = newHouseholds(5);
    const Outcome first = list({{HouseholdId{}, 2}});
    EXPECT_EQ(idsOf(first), std::vector(all.begin(), all.begin() + 2));
    EXPECT_EQ(first.concerned, idsOf(first));
    EXPECT_EQ(idsOf(list({{all[1], 2}})), std::vector(all.begin() + 2, all.begin() + 4));
    EXPECT_EQ(idsOf(list({{all[3], 2}})), std::vector{all[4]});
    EXPECT_TRUE(idsOf(list({{all[4], 2}})).empty());
}

TEST_F(ListTest, PageOfNoneOrOfTooManyIsRefused) {
    EXPECT_REFUSED(list({{HouseholdId{}, 0}}), Reason::Malformed);
    EXPECT_REFUSED(list({{HouseholdId{}, 1001}}), Reason::Malformed);
    EXPECT_DONE(list({{HouseholdId{}, 1000}}));
    const auto all = newHouseholds(2);
    EXPECT_REFUSED(list({{all[0], 1}, {all[1], 1}}), Reason::Malformed);
}

// 63,000 records: the whole caseload was refused, for good.
TEST_F(ListTest, CaseloadThatIsTooLargeForOneAnswerComesInPages) {
    const auto all = newHouseholds(7);
    Changes changes;
    for (const HouseholdId& id : all) {
        Changes::Rows rows{id, kSharedCore, {}};
        for (int i = 0; i < 9000; ++i)
            rows.rows.push_back({m_builder.newId<RecordId>(), 1, {}});
        changes.rows.push_back(std::move(rows));
    }
    const Statement statement;
    const Call call{statement, {}, {}, {m_builder.head().size, m_builder.now()}};
    ASSERT_TRUE(m_builder.world().apply(call, changes).ok());
    std::vector<HouseholdId> found;
    std::vector<KnownState> from;
    for (int page = 0; page < 2; ++page) {
        const Outcome outcome = list(from);
        ASSERT_DONE(outcome);
        const auto ids = idsOf(outcome);
        ASSERT_FALSE(ids.empty());
        // A full page says so by its size.
        EXPECT_EQ(outcome.answer.size() >= kListPageBytes, page == 0);
        found.insert(found.end(), ids.begin(), ids.end());
        from = {{ids.back(), 1000}};
    }
    EXPECT_EQ(found, all);
}

}  // namespace
}  // namespace voordeur::test
