#include "crypto/base/limits.h"
#include "tests/server/storage/store_under_test.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>

// Conformance: the chains that entries join.
namespace voordeur::server::storage::test {
namespace {

using crypto::HouseholdId;
using crypto::Reason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StoreChainTest : public StoreTest {};

HouseholdId household(std::uint8_t value) {
    return idOf<HouseholdId>(value);
}

TEST_P(StoreChainTest, AHouseholdWithoutEntriesHasEmptyChains) {
    auto transaction = begin();
    const auto heads = transaction->heads(household(1)).value();
    EXPECT_EQ(heads.household, household(1));
    EXPECT_EQ(heads.all, crypto::emptyHouseholdChain(household(1)));
    EXPECT_EQ(heads.state, crypto::emptyStateChain(household(1)));
    EXPECT_THAT(reader()->householdChain(household(1), 0, 10).value(), IsEmpty());
    EXPECT_THAT(reader()->stateChain(household(1), 0, 10).value(), IsEmpty());
}

TEST_P(StoreChainTest, EntriesExtendTheChainsTheyJoin) {
    const HouseholdId id = household(1);
    crypto::ChainHead all = crypto::emptyHouseholdChain(id);
    crypto::ChainHead state = crypto::emptyStateChain(id);
    auto transaction = begin();
    for (std::uint64_t i = 0; i < 5; ++i) {
        const StoredEntry entry = entryFor(*transaction, i, {id}, i % 2 == 0);
        ASSERT_TRUE(transaction->add(entry).ok());
        all = crypto::extended(all, entry.leaf);
        if (i % 2 == 0) state = crypto::extended(state, entry.leaf);
        const auto heads = transaction->heads(id).value();
        EXPECT_EQ(heads.all, all);
        EXPECT_EQ(heads.state, state);
    }
    ASSERT_TRUE(transaction->commit().ok());
    EXPECT_THAT(reader()->householdChain(id, 0, 10).value(), ElementsAre(0, 1, 2, 3, 4));
    EXPECT_THAT(reader()->stateChain(id, 0, 10).value(), ElementsAre(0, 2, 4));
    reopen();
    EXPECT_EQ(begin()->heads(id).value().all, all);
    EXPECT_EQ(begin()->heads(id).value().state, state);
    EXPECT_THAT(reader()->stateChain(id, 0, 10).value(), ElementsAre(0, 2, 4));
}

TEST_P(StoreChainTest, ARefusedTransactionLeavesTheChainsAsTheyWere) {
    const HouseholdId id = household(1);
    {
        auto transaction = begin();
        ASSERT_TRUE(transaction->add(entryFor(*transaction, 0, {id}, true)).ok());
        ASSERT_TRUE(transaction->commit().ok());
    }
    const auto before = begin()->heads(id).value();
    {
        auto transaction = begin();
        ASSERT_TRUE(transaction->add(entryFor(*transaction, 1, {id, household(2)}, true)).ok());
        EXPECT_NE(transaction->heads(id).value(), before);
    }
    auto transaction = begin();
    EXPECT_EQ(transaction->heads(id).value(), before);
    EXPECT_EQ(transaction->heads(household(2)).value().all.count, 0U);
    EXPECT_THAT(reader()->householdChain(id, 0, 10).value(), ElementsAre(0));
    EXPECT_THAT(reader()->householdChain(household(2), 0, 10).value(), IsEmpty());
}

TEST_P(StoreChainTest, AChainIsReadFromAnyPositionInPages) {
    const HouseholdId id = household(1);
    constexpr std::uint64_t kCount = 400;
    std::vector<std::uint64_t> all;
    std::vector<std::uint64_t> state;
    auto transaction = begin();
    for (std::uint64_t i = 0; i < kCount; ++i) {
        const bool ours = i % 3 != 1;
        const bool changes = i % 5 == 0;
        const auto entry = entryFor(*transaction, i, {ours ? id : household(2)}, changes);
        ASSERT_TRUE(transaction->add(entry).ok());
        if (ours) all.push_back(i);
        if (ours && changes) state.push_back(i);
    }
    ASSERT_TRUE(transaction->commit().ok());
    const auto reading = reader();
    const auto part = [](const std::vector<std::uint64_t>& whole, std::size_t from, std::size_t n) {
        const std::size_t first = std::min(from, whole.size());
        const std::size_t last = std::min(first + n, whole.size());
        return std::vector<std::uint64_t>(whole.begin() + static_cast<std::ptrdiff_t>(first),
                                          whole.begin() + static_cast<std::ptrdiff_t>(last));
    };
    for (std::uint64_t from = 0; from <= all.size() + 1; ++from) {
        for (const std::uint32_t most : {0U, 1U, 7U, 64U, 1000U}) {
            ASSERT_EQ(reading->householdChain(id, from, most).value(), part(all, from, most));
            ASSERT_EQ(reading->stateChain(id, from, most).value(), part(state, from, most));
        }
    }
    EXPECT_THAT(reading->householdChain(id, UINT64_MAX, UINT32_MAX).value(), IsEmpty());
}

TEST_P(StoreChainTest, APageOfAChainIsBounded) {
    const HouseholdId id = household(1);
    constexpr std::uint64_t kPage = crypto::limits::kEntriesPerPageMax;
    auto transaction = begin();
    for (std::uint64_t i = 0; i < kPage + 70; ++i) {
        StoredEntry entry = entryFor(*transaction, i, {id}, true);
        entry.directoryChain = true;
        ASSERT_TRUE(transaction->add(entry).ok());
    }
    ASSERT_TRUE(transaction->commit().ok());
    const auto reading = reader();
    EXPECT_EQ(reading->householdChain(id, 0, UINT32_MAX).value().size(), kPage);
    EXPECT_EQ(reading->stateChain(id, 10, UINT32_MAX).value().front(), 10U);
    EXPECT_EQ(reading->directoryChain(0, UINT32_MAX).value().size(), kPage);
    EXPECT_EQ(reading->directoryChain(kPage, UINT32_MAX).value().size(), 70U);
    EXPECT_THAT(reading->directoryChain(UINT64_MAX, 10).value(), IsEmpty());
}

TEST_P(StoreChainTest, OneEntryMayConcernACaseload) {
    std::vector<HouseholdId> households;
    SeededRandom random(5);
    for (std::size_t i = 0; i < crypto::limits::kHouseholdsPerEntryMax; ++i)
        households.push_back(random.id<HouseholdId>());
    std::ranges::sort(households);
    for (std::uint64_t i = 0; i < 3; ++i) {
        auto transaction = begin();
        const StoredEntry entry = entryFor(*transaction, i, households, i == 1);
        ASSERT_TRUE(transaction->add(entry).ok());
        ASSERT_TRUE(transaction->commit().ok());
        expectLine(*reader()->line(i).value(), [&] { return entry; }());
    }
    for (const std::size_t i : {0U, 1U, 500U, 999U}) {
        EXPECT_THAT(reader()->householdChain(households[i], 0, 10).value(), ElementsAre(0, 1, 2));
        EXPECT_THAT(reader()->stateChain(households[i], 0, 10).value(), ElementsAre(1));
    }
}

TEST_P(StoreChainTest, ChainsOutOfOrderAreOurOwnFault) {
    const auto refused = [&](std::vector<HouseholdId> all, std::vector<HouseholdId> state) {
        auto transaction = begin();
        StoredEntry entry = entryOf(0);
        entry.householdChains = std::move(all);
        entry.stateChains = std::move(state);
        return transaction->add(entry).reason() == Reason::Internal;
    };
    EXPECT_TRUE(refused({household(2), household(1)}, {}));
    EXPECT_TRUE(refused({household(1), household(1)}, {}));
    EXPECT_TRUE(refused({household(1), household(2)}, {household(2), household(1)}));
    EXPECT_TRUE(refused({household(1)}, {household(2)}));
    EXPECT_EQ(m_store->start().value().size, 0U);
}

// The model: plain lists. Many households, so that what is kept in memory meets what is on disk.
TEST_P(StoreChainTest, ChainsAreThoseOfTheModelAfterAnyHistory) {
    SeededRandom random(6);
    std::vector<HouseholdId> ids;
    for (int i = 0; i < 60; ++i)
        ids.push_back(random.id<HouseholdId>());
    std::ranges::sort(ids);
    std::map<HouseholdId, std::vector<std::uint64_t>> all;
    std::map<HouseholdId, std::vector<std::uint64_t>> state;
    std::map<HouseholdId, crypto::ChainHead> heads;
    for (const auto& id : ids)
        heads[id] = crypto::emptyHouseholdChain(id);
    std::uint64_t size = 0;
    for (int round = 0; round < 40; ++round) {
        const bool keep = random.below(4) != 0;
        auto allNow = all;
        auto stateNow = state;
        auto headsNow = heads;
        std::uint64_t sizeNow = size;
        auto transaction = begin();
        for (std::uint64_t n = random.below(12); n > 0; --n) {
            std::vector<HouseholdId> concerned;
            const std::uint64_t share = 1 + random.below(20);
            for (const auto& id : ids)
                if (random.below(share) == 0) concerned.push_back(id);
            const bool changes = random.below(3) == 0;
            const StoredEntry entry = entryFor(*transaction, sizeNow, concerned, changes);
            ASSERT_TRUE(transaction->add(entry).ok());
            for (const auto& id : concerned) {
                allNow[id].push_back(sizeNow);
                if (changes) stateNow[id].push_back(sizeNow);
                headsNow[id] = crypto::extended(headsNow[id], entry.leaf);
                ASSERT_EQ(transaction->heads(id).value().all, headsNow[id]);
            }
            ++sizeNow;
        }
        if (!keep) continue;
        ASSERT_TRUE(transaction->commit().ok());
        transaction.reset();
        all = std::move(allNow);
        state = std::move(stateNow);
        heads = std::move(headsNow);
        size = sizeNow;
        if (random.below(4) == 0) reopen();
        const auto reading = reader();
        for (const auto& id : ids) {
            ASSERT_EQ(reading->householdChain(id, 0, 1000).value(), all[id]);
            ASSERT_EQ(reading->stateChain(id, 0, 1000).value(), state[id]);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Stores, StoreChainTest, ::testing::ValuesIn(kinds()), [](const auto& one) {
    return one.param.name;
});

}  // namespace
}  // namespace voordeur::server::storage::test
