#include "tests/races/story.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

// One call after the other: every answer is the model's. RapidCheck makes the stories and shrinks
// those that fail; RC_PARAMS="max_success=5000 seed=…" makes more of them.
namespace voordeur::test::races {
namespace {

rc::Gen<Intent> anyIntent() {
    const auto byte = [](std::uint8_t below) { return rc::gen::inRange<std::uint8_t>(0, below); };
    return rc::gen::build<Intent>(
        rc::gen::set(&Intent::kind, rc::gen::elementOf(commonKinds())),
        rc::gen::set(&Intent::who, byte(16)),
        rc::gen::set(&Intent::house, byte(Scene::kHouses)),
        rc::gen::set(&Intent::pick, byte(16)),
        rc::gen::set(&Intent::stale,
                     rc::gen::weightedOneOf<std::uint8_t>(
                         {{2, rc::gen::just<std::uint8_t>(0)}, {1, byte(6)}})));
}

TEST(TurnsTest, EveryAnswerIsTheModels) {
    Tally tally;
    rc::detail::checkGTest([&] {
        const auto intents =
            *rc::gen::scale(1.5, rc::gen::container<std::vector<Intent>>(anyIntent()));
        Referee referee(Scene::get());
        const std::string wrong = tellInTurn(intents, referee);
        tally.add(referee);
        if (!wrong.empty()) RC_FAIL(wrong + textOf(intents));
    });
    tally.print("in turn");
    // Stories that never get there prove nothing. (RC_PARAMS may ask for very few.)
    constexpr std::size_t kMany = 2000;
    if (tally.entries() < kMany) return;
    for (const Doing doing : {Doing::Offer,
                              Doing::Accept,
                              Doing::Grant,
                              Doing::EndAccess,
                              Doing::Write,
                              Doing::Open,
                              Doing::Evaluate,
                              Doing::Check,
                              Doing::Help,
                              Doing::EndHelp,
                              Doing::Revoke,
                              Doing::OpenQuota}) {
        EXPECT_GT(tally.of(doing, std::nullopt), 0U) << crypto::nameOf(methodOf(doing));
    }
    for (const auto& [doing, reason] : {std::pair{Doing::Write, Reason::EtagMismatch},
                                        std::pair{Doing::Accept, Reason::OfferClosed},
                                        std::pair{Doing::Grant, Reason::AlreadyExists}}) {
        EXPECT_GT(tally.of(doing, reason), 0U) << crypto::nameOf(reason);
    }
}

}  // namespace
}  // namespace voordeur::test::races
