#include "server/storage/sqlcipher/chain_link.h"

#include "tests/server/storage/store_under_test.h"

#include <gmock/gmock.h>

#include <algorithm>

namespace voordeur::server::storage::sqlcipher {
namespace {

using crypto::HouseholdId;
using test::SeededRandom;

std::vector<ChainLink> someLinks(SeededRandom& random, std::size_t count) {
    std::vector<ChainLink> links(count);
    for (ChainLink& link : links) {
        link.household = random.id<HouseholdId>();
        link.before.all = {{random.below(99), random.array<32>()}, random.below(99), 5};
        link.before.state = {{random.below(99), random.array<32>()}, random.below(99), UINT64_MAX};
        link.joinsState = random.below(2) == 0;
    }
    std::ranges::sort(links, {}, &ChainLink::household);
    return links;
}

TEST(ChainLinkTest, LinksComeBackAsTheyWere) {
    SeededRandom random(1);
    for (const std::size_t count : {0U, 1U, 2U, 3U, 64U, 1000U}) {
        const auto links = someLinks(random, count);
        const Bytes packed = encodeLinks(links);
        EXPECT_EQ(decodeLinks(packed), links);
        for (const ChainLink& link : links)
            EXPECT_EQ(findLink(packed, link.household), link);
        EXPECT_FALSE(findLink(packed, random.id<HouseholdId>()).has_value());
        EXPECT_FALSE(findLink(packed, {}).has_value());
    }
}

TEST(ChainLinkTest, BytesOfAnotherFormAreRefused) {
    SeededRandom random(2);
    const auto links = someLinks(random, 2);
    Bytes packed = encodeLinks(links);
    packed.back() = 2;  // neither no nor yes
    EXPECT_FALSE(decodeLinks(packed).has_value());
    EXPECT_FALSE(findLink(packed, links.back().household).has_value());
    packed.pop_back();
    EXPECT_FALSE(decodeLinks(packed).has_value());
    EXPECT_FALSE(findLink(packed, links.front().household).has_value());
}

TEST(ChainLinkTest, HeadsAreThoseBeforeTheEntry) {
    SeededRandom random(3);
    const auto links = someLinks(random, 3);
    const auto heads = crypto::decodeHeads(headsOf(links));
    ASSERT_TRUE(heads.ok());
    ASSERT_EQ(heads.value().size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_EQ(heads.value()[i].household, links[i].household);
        EXPECT_EQ(heads.value()[i].all, links[i].before.all.head);
        EXPECT_EQ(heads.value()[i].state, links[i].before.state.head);
    }
    EXPECT_TRUE(headsOf({}).empty());
}

TEST(ChainLinkTest, AnchorsStandBelowEveryMultipleOfTheStride) {
    // Entry i of the chain has sequence 1000 + i.
    ChainTip tip;
    for (std::uint64_t i = 0; i < 3 * kAnchorStride + 5; ++i) {
        ASSERT_EQ(tip.head.count, i);
        const std::uint64_t anchor = anchorAfter(tip);
        const std::uint64_t multiple = i / kAnchorStride * kAnchorStride;
        EXPECT_EQ(anchor, multiple == 0 ? 0 : 1000 + multiple - 1) << i;
        tip = {{i + 1, {}}, 1000 + i, anchor};
    }
}

TEST(ChainLinkTest, AnEntryMovesTheStateChainOnlyWhenItJoinsIt) {
    SeededRandom random(4);
    ChainLink link = someLinks(random, 1).front();
    const Hash32 leaf = random.array<32>();
    link.joinsState = false;
    const HouseholdTips looked = link.after(77, leaf);
    EXPECT_EQ(looked.state, link.before.state);
    EXPECT_EQ(looked.all.head, crypto::extended(link.before.all.head, leaf));
    EXPECT_EQ(looked.all.last, 77U);
    link.joinsState = true;
    const HouseholdTips wrote = link.after(77, leaf);
    EXPECT_EQ(wrote.all, looked.all);
    EXPECT_EQ(wrote.state.head, crypto::extended(link.before.state.head, leaf));
    EXPECT_EQ(wrote.state.last, 77U);
}

}  // namespace
}  // namespace voordeur::server::storage::sqlcipher
