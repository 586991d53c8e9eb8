#include "crypto/base/limits.h"
#include "tests/server/storage/random_world.h"

#include <gmock/gmock.h>

#include <algorithm>

// Conformance: the world that decisions look at, against the model in maps.
namespace voordeur::server::storage::test {
namespace {

using crypto::HouseholdId;
using crypto::HouseholdState;
using crypto::TeamId;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class StoreWorldTest : public StoreTest {
protected:
    Status applyAlone(const crypto::Changes& changes, std::uint64_t sequence) {
        auto transaction = begin();
        VD_RETURN_IF_ERROR(transaction->apply(changes, sequence));
        return transaction->commit();
    }
};

void applyToModel(crypto::MemoryWorld& model, const crypto::Changes& changes, std::uint64_t at) {
    const crypto::Statement statement;
    const crypto::Call call{statement, {}, {}, {at, 0}};
    ASSERT_TRUE(model.apply(call, changes).ok());
}

HouseholdState listedFor(const HouseholdId& id, const std::vector<TeamId>& teams) {
    HouseholdState state;
    state.id = id;
    crypto::CompartmentState core;
    for (const auto& team : teams) {
        crypto::GrantRef grant;
        grant.header.team = team;
        core.grants.push_back(grant);
    }
    state.compartments.push_back(core);
    return state;
}

TEST_P(StoreWorldTest, AnswersAsTheModelAfterAnyHistory) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        SetUp();
        RandomWorld ids(seed);
        crypto::MemoryWorld model;
        std::uint64_t sequence = 0;
        for (int round = 0; round < 25; ++round) {
            std::vector<crypto::Changes> group(1 + ids.random.below(6));
            const bool keep = ids.random.below(4) != 0;
            auto transaction = begin();
            std::uint64_t at = sequence;
            for (auto& changes : group) {
                changes = ids.changes();
                ASSERT_TRUE(transaction->apply(changes, at).ok());
                if (keep) applyToModel(model, changes, at);
                ++at;
                // Inside the transaction its own changes are seen at once.
                if (keep && ids.random.below(4) == 0) {
                    expectSameWorlds(*transaction, model, ids, at);
                }
            }
            if (keep) {
                ASSERT_TRUE(transaction->commit().ok());
                sequence = at;
            }
            transaction.reset();
            if (ids.random.below(5) == 0) reopen();
            auto look = begin();
            expectSameWorlds(*look, model, ids, sequence);
            if (HasFatalFailure()) return;
        }
    }
}

TEST_P(StoreWorldTest, ATransactionKnowsTheDirectoryItWasGiven) {
    EXPECT_EQ(&begin()->directory(), &m_directory);
}

TEST_P(StoreWorldTest, ALookUpGivesTheFirst64) {
    RandomWorld ids(4);
    crypto::Changes changes;
    std::vector<Hash32> hashes;
    crypto::IndexedToken token = ids.token();
    for (int i = 0; i < 70; ++i) {
        token.entryHash = ids.random.array<32>();
        hashes.push_back(token.entryHash);
        changes.tokens.push_back(token);
    }
    ASSERT_TRUE(applyAlone(changes, 0).ok());
    std::ranges::sort(hashes);
    const auto found =
        begin()->lookUp(token.entry.kind, token.entry.epoch, token.entry.token).value();
    ASSERT_THAT(found, SizeIs(64));
    for (std::size_t i = 0; i < 64; ++i)
        EXPECT_EQ(found[i].entryHash, hashes[i]);
}

TEST_P(StoreWorldTest, ATokenKeepsEverythingOfItsEntry) {
    RandomWorld ids(5);
    const crypto::IndexedToken token = ids.token();
    crypto::Changes changes;
    changes.tokens.push_back(token);
    ASSERT_TRUE(applyAlone(changes, 0).ok());
    const auto found =
        begin()->lookUp(token.entry.kind, token.entry.epoch, token.entry.token).value();
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].entry.encode(), token.entry.encode());
}

TEST_P(StoreWorldTest, ACaseloadIsAtMostAThousandHouseholdsRising) {
    RandomWorld ids(6);
    const TeamId team = ids.teams.front();
    std::vector<HouseholdId> all;
    crypto::Changes changes;
    for (std::size_t i = 0; i < crypto::limits::kHouseholdsPerEntryMax + 20; ++i) {
        all.push_back(ids.random.id<HouseholdId>());
        changes.households.push_back(listedFor(all.back(), {team}));
    }
    ASSERT_TRUE(applyAlone(changes, 0).ok());
    std::ranges::sort(all);
    all.resize(crypto::limits::kHouseholdsPerEntryMax);
    EXPECT_EQ(begin()->householdsOf(team).value(), all);
}

TEST_P(StoreWorldTest, ATeamThatLosesItsLastGrantLosesTheHousehold) {
    const auto id = idOf<HouseholdId>(1);
    const auto one = idOf<TeamId>(1);
    const auto two = idOf<TeamId>(2);
    crypto::Changes changes;
    changes.households = {listedFor(id, {one, two})};
    ASSERT_TRUE(applyAlone(changes, 0).ok());
    changes.households = {listedFor(id, {two})};
    reopen();
    ASSERT_TRUE(applyAlone(changes, 1).ok());
    auto transaction = begin();
    EXPECT_THAT(transaction->householdsOf(one).value(), IsEmpty());
    EXPECT_THAT(transaction->householdsOf(two).value(), ElementsAre(id));
}

TEST_P(StoreWorldTest, ACaseloadSeesWhatTheSameTransactionChanged) {
    RandomWorld ids(7);
    const TeamId team = ids.teams.front();
    crypto::Changes changes;
    for (const auto& id : ids.households)
        changes.households.push_back(listedFor(id, {team}));
    ASSERT_TRUE(applyAlone(changes, 0).ok());
    reopen();
    auto transaction = begin();
    ASSERT_THAT(transaction->householdsOf(team).value(), SizeIs(ids.households.size()));
    const auto& id = ids.households.front();
    EXPECT_THAT(transaction->rows(id, crypto::kSharedCore).value(), IsEmpty());
    crypto::Changes more;
    more.rows.push_back({id, crypto::kSharedCore, {{ids.records.front(), 1, {}}}});
    HouseholdState changed = listedFor(id, {team});
    changed.openedAt = 99;
    more.households.push_back(changed);
    ASSERT_TRUE(transaction->apply(more, 1).ok());
    EXPECT_THAT(transaction->rows(id, crypto::kSharedCore).value(), SizeIs(1));
    EXPECT_EQ(transaction->household(id).value(), changed);
    EXPECT_EQ(transaction->household(ids.households.back()).value(),
              listedFor(ids.households.back(), {team}));
}

TEST_P(StoreWorldTest, ForgettingTakesOnlyWindowsThatAreOver) {
    constexpr crypto::UnixMillis kHour = 3'600'000;
    constexpr crypto::UnixMillis kDay = 24 * kHour;
    constexpr crypto::UnixMillis kNow = 500 * kDay;
    const auto key = [](crypto::QuotaWindow window, std::uint64_t number) {
        crypto::QuotaKey out;
        out.window = window;
        out.windowNumber = number;
        return out;
    };
    const std::vector<crypto::QuotaKey> old{key(crypto::QuotaWindow::Hour, kNow / kHour - 1),
                                            key(crypto::QuotaWindow::Day, kNow / kDay - 1)};
    const std::vector<crypto::QuotaKey> current{key(crypto::QuotaWindow::Hour, kNow / kHour),
                                                key(crypto::QuotaWindow::Day, kNow / kDay)};
    crypto::Changes changes;
    for (const auto& one : old)
        changes.charges.push_back({one, 1});
    for (const auto& one : current)
        changes.charges.push_back({one, 2});
    ASSERT_TRUE(applyAlone(changes, 0).ok());
    {
        auto transaction = begin();
        ASSERT_TRUE(transaction->forget(kNow).ok());
        ASSERT_TRUE(transaction->commit().ok());
    }
    auto transaction = begin();
    for (const auto& one : old)
        EXPECT_EQ(transaction->quotaUsed(one).value(), 0U);
    for (const auto& one : current)
        EXPECT_EQ(transaction->quotaUsed(one).value(), 2U);
}

TEST_P(StoreWorldTest, ForgettingIsBounded) {
    crypto::Changes changes;
    for (std::uint64_t i = 0; i < 1500; ++i) {
        crypto::QuotaKey key;
        key.windowNumber = i;
        changes.charges.push_back({key, 1});
    }
    ASSERT_TRUE(applyAlone(changes, 0).ok());
    auto transaction = begin();
    ASSERT_TRUE(transaction->forget(10'000ULL * 3'600'000).ok());
    std::size_t left = 0;
    for (const auto& charge : changes.charges)
        left += transaction->quotaUsed(charge.key).value();
    EXPECT_GE(left, 500U);
    EXPECT_LT(left, 1500U);
}

INSTANTIATE_TEST_SUITE_P(Stores, StoreWorldTest, ::testing::ValuesIn(kinds()), [](const auto& one) {
    return one.param.name;
});

}  // namespace
}  // namespace voordeur::server::storage::test
