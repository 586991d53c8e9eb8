#include "server/ops/health_watch.h"

#include "tests/crash/office.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

// What a server says of itself while its disk fails and comes back.
namespace voordeur::test::crash {
namespace {

using server::ops::HealthWatch;
using std::chrono::milliseconds;

constexpr std::chrono::seconds kMost{20};

/// What was said last. Thread: any.
class Said {
public:
    void say(bool serving) {
        m_serving = serving;
        ++m_times;
    }
    /// Waits for it; a test that waits in vain fails.
    [[nodiscard]] bool becomes(bool wanted) const {
        const auto until = std::chrono::steady_clock::now() + kMost;
        while (m_serving != wanted && std::chrono::steady_clock::now() < until)
            std::this_thread::sleep_for(milliseconds(5));
        return m_serving == wanted;
    }
    [[nodiscard]] int times() const { return m_times; }

private:
    std::atomic<bool> m_serving{true};
    std::atomic<int> m_times{0};
};

HealthWatch::Limits hasty() {
    return {milliseconds(20), milliseconds(10), milliseconds(200)};
}

TEST(HealthWatchTest, ADiskThatRunsFullIsSaidThoughNobodyAsks) {
    Office office(1);
    Said said;
    HealthWatch health(hasty());
    office.disk.arm(Fault::NoSpace, 1);
    health.begin(office.writer(), [&](bool serving) { said.say(serving); });
    EXPECT_TRUE(said.becomes(false));
    // The disk of these tests is full for some steps: then it serves again, by itself.
    EXPECT_TRUE(said.becomes(true));
    health.stop();
    EXPECT_EQ(said.times(), 2);
    office.stop();
    EXPECT_EQ(office.whatIsWrong(), "");
}

// SQLite writes nothing for a value that stays the same: then nothing would be tried.
TEST(HealthWatchTest, EveryLookIsWrittenAnew) {
    Office office(1);
    std::vector<crypto::Bytes> values;
    for (int i = 0; i < 3; ++i) {
        Said said;
        HealthWatch health(hasty());
        health.noteFull();
        health.begin(office.writer(), [&](bool serving) { said.say(serving); });
        EXPECT_TRUE(said.becomes(true));
        health.stop();
        office.stop();
        values.push_back(office.note("server.probe"));
        office.goOn();
    }
    EXPECT_FALSE(values[0].empty());
    EXPECT_NE(values[0], values[1]);
    EXPECT_NE(values[1], values[2]);
}

TEST(HealthWatchTest, WhatTheWriterMetIsSaidAtOnce) {
    Office office(1);
    Said said;
    HealthWatch health({std::chrono::hours(1), milliseconds(10), milliseconds(200)});
    health.begin(office.writer(), [&](bool serving) { said.say(serving); });
    health.noteFull();
    EXPECT_GE(said.times(), 1);
    EXPECT_TRUE(said.becomes(true));
    health.stop();
    EXPECT_EQ(said.times(), 2);
}

TEST(HealthWatchTest, WhatWasKnownBeforeAnybodyListenedIsSaidFirst) {
    Office office(1);
    Said said;
    HealthWatch health(hasty());
    health.noteFull();
    health.begin(office.writer(), [&](bool serving) { said.say(serving); });
    EXPECT_TRUE(said.becomes(true));
    health.stop();
    EXPECT_EQ(said.times(), 2);
}

TEST(HealthWatchTest, ADiskThatDoesNotConfirmIsNotServing) {
    Office office(1);
    Said said;
    std::atomic<bool> go{false};
    office.disk.holdNextSync([&] {
        while (!go)
            std::this_thread::sleep_for(milliseconds(5));
    });
    HealthWatch health(hasty());
    health.begin(office.writer(), [&](bool serving) { said.say(serving); });
    EXPECT_TRUE(said.becomes(false));
    go = true;
    EXPECT_TRUE(said.becomes(true));
    health.stop();
    EXPECT_EQ(said.times(), 2);
}

TEST(HealthWatchTest, NothingIsSaidAfterTheEnd) {
    Office office(1);
    Said said;
    HealthWatch health(hasty());
    health.begin(office.writer(), [&](bool serving) { said.say(serving); });
    health.stop();
    health.noteFull();
    EXPECT_EQ(said.times(), 0);
}

}  // namespace
}  // namespace voordeur::test::crash
