#include "tests/integration/hostile_server/play.h"

#include <gtest/gtest.h>

namespace voordeur::test {

using crypto::Reason;
using crypto::Status;

namespace {

/// Is this a head of the log as it really is?
bool isHonest(TestServer& server, const crypto::LogHead& head) {
    if (head.size == 0) return true;
    const ForgedTree tree(server, leavesOf(server, head.size));
    return tree.head() == head;
}

/// What the device's store believes is what it believed before the lie; what came to it besides is
/// true.
void expectUnmoved(Scene& scene, const Case& one, Member& victim) {
    const Memory now = memoryOf(victim);
    const Memory& before = scene.before();
    EXPECT_EQ(now.pending, before.pending);
    EXPECT_EQ(now.teamKeys, before.teamKeys);
    const auto real = directoryLinesOf(scene.server);
    ASSERT_GE(now.directory.size(), before.directory.size());
    ASSERT_LE(now.directory.size(), real.size());
    for (std::size_t i = 0; i < now.directory.size(); ++i)
        EXPECT_EQ(now.directory[i].entry, real[i].entry);
    for (const auto& [id, known] : before.households) {
        const auto& kept = now.households.at(id);
        EXPECT_EQ(kept.stateChain, stateChainOf(scene.server, id, kept.stateChain.count));
        if (kept.stateChain != known.stateChain) {
            EXPECT_TRUE(one.chainMoves);
            continue;
        }
        EXPECT_EQ(kept.state, known.state);
        EXPECT_GE(kept.allCount, known.allCount);
    }
    EXPECT_GE(now.head.size, before.head.size);
    EXPECT_EQ(isHonest(scene.server, now.head), one.after != After::Condemned);
}

Status looks(Member& member) {
    const auto files = client::core::listFiles(member.session(), kTownPurpose);
    return files.ok() ? Status(crypto::success()) : Status(files.error());
}

Status honestly(Scene& scene, const Case& one) {
    scene.begin(false, {});
    return one.work(scene);
}

void expectAfterwards(Scene& scene,
                      const Case& one,
                      Member* victim,
                      const std::function<Status()>& again) {
    switch (one.after) {
        case After::Works:
            EXPECT_EQ(told(honestly(scene, one)), "Ok");
            break;
        case After::StaysRefused:
            EXPECT_EQ(told(again()), told(one.reason));
            EXPECT_EQ(told(honestly(scene, one)), "Ok");
            break;
        case After::StaysNamed:
            EXPECT_EQ(told(again()), told(one.reason));
            break;
        case After::Stopped:
            EXPECT_EQ(told(looks(*victim)), told(Reason::LogFork));
            EXPECT_EQ(told(victim->session().sync()), told(Reason::LogFork));
            EXPECT_EQ(told(victim->session().resumePending()), told(Reason::LogFork));
            victim->restart();
            EXPECT_EQ(told(honestly(scene, one)), "Ok");
            break;
        case After::Condemned:
            EXPECT_EQ(told(looks(*victim)), told(Reason::LogFork));
            victim->restart();
            EXPECT_EQ(told(looks(*victim)), told(Reason::ConsistencyBroken));
            break;
    }
}

/// A town serves several cases, as a server would: to make one takes longer than most of them.
struct Stage {
    // Entries and people pile up; what forges trees over all of them gets slower.
    static constexpr int kPlaysMax = 12;
    // The policy lets one person open thirty files an hour; a case opens six at most.
    static constexpr std::size_t kHouseholdsMax = 22;

    std::unique_ptr<Scene> scene;
    std::uint64_t liesBefore = 0;
    bool spoilt = false;
    int plays = 0;
    /// What was done honestly last, and went well.
    Status (*done)(Scene&) = nullptr;

    /// Nothing false stands in its log: an officer finds it whole.
    [[nodiscard]] bool clean() const { return !spoilt && liesLogged() == liesBefore; }
    [[nodiscard]] bool used() const {
        const auto known = need(scene->town.coach().store().knownCounts(), "the files so far");
        return plays >= kPlaysMax || known.size() > kHouseholdsMax;
    }
    void set() {
        scene.reset();
        *this = {std::make_unique<Scene>(), liesLogged(), false, 0, nullptr};
    }
    void leave(const Case& one) {
        ++plays;
        if (one.after != After::Works && one.after != After::Stopped) spoilt = true;
        done = one.work;
        // A false time, for one, is in everybody's way from then on.
        const bool over = one.after == After::StaysNamed || one.after == After::Condemned;
        if (over || testing::Test::HasFailure()) scene.reset();
    }
};

Stage stage;  // until `endPlays`

Stage& stageFor(const Case& one) {
    const bool whole = one.after == After::StaysNamed || one.after == After::Condemned ||
                       one.work == officerChecks;
    if (!stage.scene || stage.used() || (whole && !stage.clean())) stage.set();
    return stage;
}

}  // namespace

std::string told(Reason reason) {
    return std::string(crypto::nameOf(reason));
}

std::string told(const Status& status) {
    return status.ok() ? "Ok" : told(status.reason());
}

void endPlays() {
    stage.scene.reset();
}

Status play(const Case& one) {
    Scene& scene = *stageFor(one).scene;
    // The case before may have done just that, a moment ago.
    if (stage.done != one.work) {
        EXPECT_EQ(told(honestly(scene, one)), "Ok") << "the honest server";
    }
    scene.begin(true, one.lie);
    const Status heard = one.work(scene);
    EXPECT_EQ(told(heard), told(one.reason)) << "the lying server";
    scene.honest();
    if (testing::Test::HasFailure()) {
        stage.scene.reset();
        return heard;
    }
    Member* victim = scene.victim();
    const auto again = scene.again;
    if (victim != nullptr) expectUnmoved(scene, one, *victim);
    expectAfterwards(scene, one, victim, again);
    stage.leave(one);
    return heard;
}

}  // namespace voordeur::test
