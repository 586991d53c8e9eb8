#include "tests/crash/office.h"

#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <future>
#include <thread>

// The whole way of a request below gRPC, on a disk that fails at any step: rules, tree, signed
// heads, store. What callers were told is kept in a book and held against the log.
namespace voordeur::test::crash {
namespace {

using crypto::Reason;

constexpr std::uint64_t kPointsDefault = 100;
/// Of the points asked for, one in so many is made here: each ends with a replay of the whole log.
constexpr std::uint64_t kShare = 10;
constexpr std::uint64_t kPointsPerLog = 30;
constexpr int kTriesMax = 40;

/// The fault strikes while requests are sent; what was open is sent again until it is done.
void crashOnce(Office& office, Fault fault, bool& struck) {
    office.disk.arm(fault, 1 + office.below(60));
    std::optional<Story::Act> open;
    for (int act = 0; act < 12 && !open; ++act) {
        auto next = office.story.next(office.below(1000));
        const auto reason = office.send(next);
        if (!reason) continue;
        ASSERT_TRUE(*reason == Reason::StorageFull || *reason == Reason::StorageFailed)
            << nameOf(*reason);
        open = std::move(next);
    }
    office.stop();
    struck = office.disk.struck();
    office.disk.disarm();
    office.goOn();
    if (open) {
        // Full for a while perhaps: whoever asks again later is answered.
        auto reason = office.send(*open);
        for (int tries = 0; reason && tries < kTriesMax; ++tries)
            reason = office.send(*open);
        ASSERT_EQ(reason, std::nullopt);
    }
    office.stop();
    ASSERT_EQ(office.whatIsWrong(), "");
    office.goOn();
}

std::uint64_t pointsWanted() {
    const char* text = std::getenv("VOORDEUR_CRASH_POINTS");  // NOLINT(concurrency-mt-unsafe)
    const std::uint64_t wanted = text == nullptr ? 0 : std::strtoull(text, nullptr, 10);
    return wanted == 0 ? kPointsDefault : wanted / kShare;
}

TEST(WriterCrashTest, WhatWasToldIsInOneHistoryWithOneLeadAtEveryPoint) {
    constexpr std::array kFaults{Fault::PowerLoss,
                                 Fault::NoSpace,
                                 Fault::ProcessEnd,
                                 Fault::SyncError,
                                 Fault::ReadOnly,
                                 Fault::ShortWrite,
                                 Fault::IoError};
    std::uint64_t points = 0;
    for (std::uint64_t seed = 1; points < pointsWanted(); ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Office office(seed);
        for (std::uint64_t i = 0; i < kPointsPerLog; ++i) {
            const Fault fault = kFaults[office.below(kFaults.size())];
            SCOPED_TRACE(nameOf(fault) + " " + std::to_string(i));
            bool struck = false;
            crashOnce(office, fault, struck);
            if (HasFatalFailure()) return;
            if (struck) ++points;
        }
        ASSERT_EQ(office.whatIsWrongOnDisk(), "");
        EXPECT_GT(office.book.size(), kPointsPerLog);
    }
    RecordProperty("crash_points", static_cast<int>(points));
}

// A disk that takes its time holds everything up, and lets nothing out before it is durable.
TEST(WriterCrashTest, NothingIsToldWhileASyncIsUnderWay) {
    Office office(1);
    const auto act = office.story.next(1);
    const std::size_t before = office.book.size();
    std::atomic<std::size_t> toldMeanwhile = before;
    std::atomic<bool> held = false;
    office.disk.holdNextSync([&] {
        held = true;
        // On the writer's own thread, before the sync: the answer cannot be out yet, and whoever
        // waits for it waits on.
        toldMeanwhile = office.book.size();
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        toldMeanwhile = std::max<std::size_t>(toldMeanwhile, office.book.size());
    });
    EXPECT_EQ(office.send(act), std::nullopt);
    EXPECT_TRUE(held);
    EXPECT_EQ(toldMeanwhile, before);
    EXPECT_EQ(office.book.size(), before + 1);
    office.stop();
    EXPECT_EQ(office.whatIsWrong(), "");
}

}  // namespace
}  // namespace voordeur::test::crash
