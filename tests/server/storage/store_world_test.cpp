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

// Who registers often may not push out what somebody else registered; what is over takes no room.
TEST_P(StoreWorldTest, ALookUpGivesEveryoneRoomAsTheModelDoes) {
    constexpr crypto::UnixMillis kNow = 5'000'000'000;
    RandomWorld ids(4);
    crypto::MemoryWorld model;
    crypto::Changes changes;
    crypto::IndexedToken token = ids.token();
    const auto add = [&](const crypto::Target& target, crypto::UnixMillis until) {
        token.entry.target = target;
        token.entry.until = until;
        token.entryHash = ids.random.array<32>();
        changes.tokens.push_back(token);
    };
    const auto addHelp = [&](crypto::UnixMillis until) {
        auto state = ids.involvement(ids.random.id<crypto::InvolvementId>());
        state.until = until;
        changes.involvements.push_back(state);
        add({crypto::TargetKind::Involvement, state.id.bytes}, kNow + 1);
    };
    token.entry.agency = ids.agencies.front();
    for (int i = 0; i < 200; ++i)
        addHelp(i % 2 == 0 ? kNow : kNow + 1);
    for (int i = 0; i < 100; ++i)
        add({crypto::TargetKind::Household, ids.random.array<16>()}, kNow);
    token.entry.agency = ids.agencies.back();
    const auto household = ids.random.array<16>();
    for (const crypto::UnixMillis until : {crypto::UnixMillis{0}, kNow + 1, crypto::UnixMillis{0}})
        add({crypto::TargetKind::Household, household}, until);
    addHelp(kNow + (crypto::UnixMillis{1} << 40U));
    ASSERT_TRUE(applyAlone(changes, 0).ok());
    applyToModel(model, changes, 0);
    const auto& name = token.entry;
    const auto found = begin()->lookUp(name.kind, name.epoch, name.token, kNow).value();
    const auto expected = model.lookUp(name.kind, name.epoch, name.token, kNow).value();
    ASSERT_TRUE(std::ranges::equal(found, expected, [](const auto& a, const auto& b) {
        return a.entryHash == b.entryHash && a.entry.encode() == b.entry.encode();
    }));
    ASSERT_THAT(found, SizeIs(crypto::kLookUpMax));
    EXPECT_EQ(found.front().entry.target.id, household);
    EXPECT_EQ(std::ranges::count_if(
                  found, [&](const auto& one) { return one.entry.agency == ids.agencies.back(); }),
              2);
}

TEST_P(StoreWorldTest, ATokenKeepsEverythingOfItsEntry) {
    RandomWorld ids(5);
    crypto::IndexedToken token = ids.token();
    token.entry.target = {crypto::TargetKind::Household, ids.households.front().bytes};
    crypto::Changes changes;
    changes.tokens.push_back(token);
    ASSERT_TRUE(applyAlone(changes, 0).ok());
    const auto found =
        begin()->lookUp(token.entry.kind, token.entry.epoch, token.entry.token, 0).value();
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].entry.encode(), token.entry.encode());
}

TEST_P(StoreWorldTest, ACaseloadComesInPagesRising) {
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
    const std::vector<HouseholdId> first(all.begin(), all.begin() + 1000);
    const std::vector<HouseholdId> rest(all.begin() + 1000, all.end());
    auto transaction = begin();
    EXPECT_EQ(transaction->householdsOf(team, {}, 1000).value(), first);
    EXPECT_TRUE(transaction->household(first.back()).value().has_value());
    EXPECT_EQ(transaction->householdsOf(team, first.back(), 1000).value(), rest);
    EXPECT_TRUE(transaction->household(rest.back()).value().has_value());
    EXPECT_THAT(transaction->rows(rest.back(), crypto::kSharedCore).value(), IsEmpty());
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
    EXPECT_THAT(transaction->householdsOf(one, {}, 1000).value(), IsEmpty());
    EXPECT_THAT(transaction->householdsOf(two, {}, 1000).value(), ElementsAre(id));
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
    ASSERT_THAT(transaction->householdsOf(team, {}, 1000).value(), SizeIs(ids.households.size()));
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
