#include "crypto/shared/proof.h"
#include "tests/races/story.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>

// The same with real threads and nobody who orders them: what ThreadSanitizer looks at.
// VOORDEUR_RACES_DAYS is how often they begin anew, VOORDEUR_RACES_FROM the first seed.
namespace voordeur::test::races {
namespace {

constexpr std::size_t kCallers = 4;
constexpr std::size_t kAtOnce = 4;
constexpr std::size_t kRounds = 12;
constexpr std::uint64_t kDays = 10;

/// What callers share: the newest screen, and the referee behind it.
class Screens {
public:
    Screens(Desk& desk, Referee& referee) : m_desk(desk), m_referee(referee) {}
    Model show(std::uint64_t stale) {
        const crypto::MutexLock lock(m_mutex);
        m_referee.follow(m_desk);
        return m_referee.at(m_referee.size() - stale);
    }

private:
    Desk& m_desk;
    Referee& m_referee;
    crypto::Mutex m_mutex;
};

class Caller {
public:
    Caller(Desk& desk, Referee& referee, Screens& screens, std::uint64_t seed)
        : m_desk(desk),
          m_referee(referee),
          m_screens(screens),
          m_story(Scene::get(), seed),
          m_engine(seed) {}

    void work() {
        for (std::size_t round = 0; round < kRounds; ++round)
            workOnce();
    }
    [[nodiscard]] const std::vector<Called>& calls() const { return m_calls; }

private:
    using Answer = crypto::Result<server::domain::OutgoingAnswer>;
    struct Waiting {
        Called called;
        std::promise<Answer> promise;
    };

    void workOnce() {
        const Model view = m_screens.show(m_engine() % 3);
        std::vector<std::unique_ptr<Waiting>> waiting;
        for (std::size_t i = 0; i < kAtOnce; ++i) {
            const Intent intent = randomIntent(m_engine);
            if (intent.kind == Intent::kWait) continue;
            const auto next = m_story.next(intent, view, m_desk.clock().now(), m_desk.head());
            m_referee.expect(next.drafted);
            waiting.push_back(std::make_unique<Waiting>());
            Waiting* const one = waiting.back().get();
            one->called = calledNow(next.drafted, m_desk, next.again);
            m_desk.send(next.drafted,
                        [one](Answer answer) { one->promise.set_value(std::move(answer)); });
        }
        if (m_engine() % 8 == 0) m_desk.clock().move(kHourMillis / 4);
        for (const auto& one : waiting) {
            one->called.answer = one->promise.get_future().get();
            one->called.sizeAfter = m_desk.head().size;
            one->called.timeAfter = m_desk.clock().now();
            m_calls.push_back(std::move(one->called));
        }
    }

    Desk& m_desk;
    Referee& m_referee;
    Screens& m_screens;
    Story m_story;
    std::mt19937_64 m_engine;
    std::vector<Called> m_calls;
};

/// Does the answer extend what was known? Gives what is known from here on.
bool extends(crypto::LogHead& known, const server::domain::Service::CheckpointAnswer& answer) {
    const Scene& scene = Scene::get();
    const std::string origin = crypto::logOrigin(scene.log().instance());
    const auto head =
        crypto::openCheckpoint(answer.checkpoint, origin, origin, scene.log().logKey().publicKey());
    const auto proof = crypto::ConsistencyProof::decode(answer.consistency);
    if (!head.ok() || !proof.ok()) return false;
    const crypto::ConsistencyClaim claim{
        known.size, known.root, head.value().size, head.value().root};
    known = {head.value().size, head.value().root};
    return crypto::verifyConsistency(claim, proof.value().hashes).ok();
}

/// Somebody who only looks whether the log goes on, as every program does now and then.
std::size_t watch(Desk& desk, const std::atomic<bool>& done) {
    const Scene& scene = Scene::get();
    const server::domain::Peer peer{server::domain::Peer::Kind::Device,
                                    scene.actor(kFounder).device.bytes,
                                    scene.tlsKey(kFounder)};
    std::size_t faults = 0;
    std::size_t lines = 0;
    crypto::LogHead known = desk.head();
    while (!done.load()) {
        const auto answer = desk.service().checkpoint(peer, known.size);
        if (!answer.ok() || !extends(known, answer.value())) ++faults;
        const auto page = desk.service().syncDirectory(peer, 0);
        if (!page.ok() || page.value().lines.size() < lines) {
            ++faults;
        } else {
            lines = page.value().lines.size();
        }
        std::this_thread::yield();
    }
    return faults;
}

/// Empty, or what was wrong.
std::string day(std::uint64_t seed, Tally& tally) {
    Referee referee(Scene::get());
    Desk desk(Scene::get(), {});
    Screens screens(desk, referee);
    std::vector<std::unique_ptr<Caller>> callers;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < kCallers; ++i) {
        callers.push_back(std::make_unique<Caller>(desk, referee, screens, seed * kCallers + i));
        threads.emplace_back([caller = callers.back().get()] { caller->work(); });
    }
    std::atomic<bool> done = false;
    auto watched = std::async(std::launch::async, [&] { return watch(desk, done); });
    for (std::thread& thread : threads)
        thread.join();
    done = true;
    EXPECT_EQ(watched.get(), 0U);
    referee.follow(desk);
    for (const auto& caller : callers) {
        for (const Called& called : caller->calls())
            referee.judge(called);
    }
    referee.close(desk);
    tally.add(referee);
    return referee.text().empty() ? std::string() : referee.text() + referee.history();
}

TEST(ThreadsTest, WhateverHappensIsOneAfterTheOther) {
    const std::uint64_t days = numberFrom("VOORDEUR_RACES_DAYS", kDays);
    const std::uint64_t from = numberFrom("VOORDEUR_RACES_FROM", 1);
    Tally tally;
    for (std::uint64_t seed = from; seed < from + days; ++seed)
        ASSERT_EQ(day(seed, tally), "") << "seed " << seed;
    tally.print("by threads");
    EXPECT_GT(tally.entries(), days * kCallers * kRounds);
}

}  // namespace
}  // namespace voordeur::test::races
