#include "server/storage/sqlcipher/chain_tails.h"

#include "server/storage/sqlcipher/lru.h"
#include "tests/server/storage/store_under_test.h"

#include <gmock/gmock.h>

namespace voordeur::server::storage::sqlcipher {
namespace {

using crypto::HouseholdId;
using test::SeededRandom;

using Moved = std::map<HouseholdId, std::uint64_t>;
constexpr std::uint64_t kBehindMax = 5000;

/// The file as the store would write it, and the log that a start would read again.
struct Disk {
    Moved tails;
    std::uint64_t savedFrom = 0;
    std::vector<std::vector<HouseholdId>> log;  // households of each entry

    void keep(const ChainTails::Slice& slice) {
        for (const auto& [household, sequence] : slice.tails)
            tails[household] = sequence;
        savedFrom = slice.savedFrom;
    }
    void loadInto(ChainTails& out) const {
        out.loadSavedFrom(savedFrom);
        for (const auto& [household, sequence] : tails)
            out.load({household, sequence});
        for (std::uint64_t i = savedFrom; i < log.size(); ++i)
            for (const auto& household : log[i])
                out.loadNewer({household, i});
    }
};

TEST(ChainTailsTest, FindsNothingInTheBeginning) {
    const ChainTails tails(100);
    EXPECT_FALSE(tails.find(test::idOf<HouseholdId>(1)).has_value());
}

TEST(ChainTailsTest, NothingIsSavedWhileLittleIsBehind) {
    ChainTails tails(kBehindMax);
    const Moved moved{{test::idOf<HouseholdId>(1), 5}};
    const auto slice = tails.slice(5, moved);
    EXPECT_TRUE(slice.tails.empty());
    EXPECT_EQ(slice.savedFrom, 0U);
    tails.committed(slice, moved);
    EXPECT_EQ(tails.find(test::idOf<HouseholdId>(1)), 5U);
}

// A start at any moment must find every tail, and the file may not fall far behind.
TEST(ChainTailsTest, AStartAtAnyMomentFindsEveryTail) {
    SeededRandom random(1);
    std::vector<HouseholdId> ids;
    for (int i = 0; i < 3000; ++i)
        ids.push_back(random.id<HouseholdId>());
    ChainTails tails(kBehindMax);
    Disk disk;
    Moved model;
    std::uint64_t behindMost = 0;
    for (int round = 0; round < 1500; ++round) {
        const std::uint64_t sizeBefore = disk.log.size();
        Moved moved;
        const std::uint64_t entries = 1 + random.below(64);
        for (std::uint64_t i = 0; i < entries; ++i) {
            std::vector<HouseholdId> concerned{ids[random.below(ids.size())]};
            if (random.below(50) == 0)
                for (int n = 0; n < 200; ++n)
                    concerned.push_back(ids[random.below(ids.size())]);
            for (const auto& household : concerned)
                moved[household] = disk.log.size();
            disk.log.push_back(concerned);
        }
        const auto slice = tails.slice(sizeBefore, moved);
        disk.keep(slice);
        tails.committed(slice, moved);
        for (const auto& [household, sequence] : moved)
            model[household] = sequence;
        behindMost = std::max(behindMost, disk.log.size() - disk.savedFrom);
        if (round % 100 != 99) continue;
        ChainTails started(kBehindMax);
        disk.loadInto(started);
        for (const auto& [household, sequence] : model) {
            ASSERT_EQ(tails.find(household), sequence);
            ASSERT_EQ(started.find(household), sequence);
        }
        if (random.below(3) == 0) {
            // Goes on from there, as after a real start.
            ChainTails fresh(kBehindMax);
            disk.loadInto(fresh);
            const auto again = fresh.slice(disk.log.size(), {});
            disk.keep(again);
        }
    }
    EXPECT_GT(disk.savedFrom, 0U);
    EXPECT_LT(behindMost, 4 * kBehindMax);
}

TEST(LruTest, KeepsTheMostRecentlyUsed) {
    Lru<int, std::string> lru(2);
    lru.put(1, "one");
    lru.put(2, "two");
    ASSERT_NE(lru.find(1), nullptr);
    lru.put(3, "three");
    EXPECT_EQ(lru.find(2), nullptr);
    ASSERT_NE(lru.find(1), nullptr);
    EXPECT_EQ(*lru.find(1), "one");
    lru.put(1, "other");
    EXPECT_EQ(*lru.find(1), "other");
    EXPECT_EQ(lru.size(), 2U);
    lru.clear();
    EXPECT_EQ(lru.find(1), nullptr);
    EXPECT_EQ(lru.size(), 0U);
}

TEST(LruTest, KeepsWhatItCanCarry) {
    Lru<int, std::string> lru(10);
    lru.put(1, "four", 4);
    lru.put(2, "five", 5);
    lru.put(3, "too heavy", 11);
    EXPECT_EQ(lru.find(3), nullptr);
    EXPECT_EQ(lru.size(), 2U);
    lru.put(1, "heavier", 6);  // takes the place of the first, and the second goes
    EXPECT_EQ(lru.find(2), nullptr);
    ASSERT_NE(lru.find(1), nullptr);
    lru.put(1, "too heavy now", 11);
    EXPECT_EQ(lru.size(), 0U);
    lru.put(4, "ten", 10);
    lru.put(5, "one", 1);
    EXPECT_EQ(lru.find(4), nullptr);
    EXPECT_NE(lru.find(5), nullptr);
}

}  // namespace
}  // namespace voordeur::server::storage::sqlcipher
