#include "tests/races/stage.h"

#include <gtest/gtest.h>

// Many calls at once, in an order that follows from a seed. VOORDEUR_RACES is the number of seeds,
// VOORDEUR_RACES_FROM the first of them: a failure names its own.
namespace voordeur::test::races {
namespace {

constexpr std::uint64_t kSeeds = 40;
constexpr std::size_t kCalls = 50;

struct Played {
    std::string wrong;
    std::string order;
    std::string history;
    std::size_t largestGroup = 0;
    std::size_t passedReads = 0;
};

std::vector<Intent> storyOf(std::uint64_t seed) {
    std::mt19937_64 engine(seed);
    std::vector<Intent> out;
    for (std::size_t i = 0; i < kCalls; ++i)
        out.push_back(randomIntent(engine));
    return out;
}

Played play(const std::vector<Intent>& intents, std::uint64_t seed, Tally* tally = nullptr) {
    Referee referee(Scene::get());
    Stage::Options options;
    options.seed = seed;
    options.batchMax = 1 + seed % 4;
    options.hurry = 1 + seed % 7;
    Stage stage(Scene::get(), options, referee);
    Played out;
    out.wrong = stage.play(intents);
    out.order = stage.order();
    out.history = referee.history();
    out.largestGroup = stage.largestGroup();
    out.passedReads = stage.passedReads();
    if (tally != nullptr) tally->add(referee);
    return out;
}

TEST(ScheduleTest, EveryOrderIsOneAfterTheOther) {
    const std::uint64_t from = numberFrom("VOORDEUR_RACES_FROM", 1);
    const std::uint64_t seeds = numberFrom("VOORDEUR_RACES", kSeeds);
    Tally tally;
    std::size_t largestGroup = 0;
    std::size_t passedReads = 0;
    for (std::uint64_t seed = from; seed < from + seeds; ++seed) {
        const auto intents = storyOf(seed);
        const Played played = play(intents, seed, &tally);
        ASSERT_EQ(played.wrong, "") << "seed " << seed << "\nintents " << textOf(intents)
                                    << "\norder " << played.order << "\n"
                                    << played.history;
        largestGroup = std::max(largestGroup, played.largestGroup);
        passedReads += played.passedReads;
    }
    tally.print("by seed");
    if (seeds < kSeeds) return;
    // Else nothing raced.
    EXPECT_EQ(largestGroup, 4U);
    EXPECT_GT(passedReads, 0U);
    EXPECT_GT(tally.of(Doing::Write, Reason::EtagMismatch), 0U);
    EXPECT_GT(tally.of(Doing::Write, Reason::EpochStale), 0U);
    EXPECT_GT(tally.of(Doing::Accept, Reason::OfferClosed), 0U);
    EXPECT_GT(tally.of(Doing::Offer, Reason::OfferOpen), 0U);
    EXPECT_GT(tally.of(Doing::Open, Reason::DeviceRevoked), 0U);
    EXPECT_GT(tally.of(Doing::Evaluate, Reason::QuotaExceeded), 0U);
}

TEST(ScheduleTest, ASeedGivesTheSameOrderAgain) {
    for (std::uint64_t seed = 1; seed <= 3; ++seed) {
        const auto intents = storyOf(seed);
        const Played once = play(intents, seed);
        const Played again = play(intents, seed);
        EXPECT_EQ(once.order, again.order);
        EXPECT_EQ(once.history, again.history);
    }
}

TEST(ScheduleTest, ASeedGivesAnotherOrderThanTheNext) {
    const auto intents = storyOf(1);
    EXPECT_NE(play(intents, 1).history, play(intents, 5).history);
}

// Calls of one group that are judged by the same state are the race that this is all about.
TEST(ScheduleTest, ARaceOnPurposeIsSeen) {
    std::size_t seen = 0;
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        Referee referee(Scene::get());
        Stage::Options options;
        options.seed = seed;
        options.batchMax = 6;
        options.hurry = 12;
        options.forgetful = true;
        Stage stage(Scene::get(), options, referee);
        if (!stage.play(storyOf(seed)).empty()) ++seen;
    }
    EXPECT_GE(seen, 3U);
}

}  // namespace
}  // namespace voordeur::test::races
