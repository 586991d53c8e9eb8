#include "server/storage/sqlcipher/open.h"
#include "server/storage/sqlcipher/wrapper.h"
#include "tests/crash/crash_workload.h"
#include "tests/crash/fault_vfs.h"
#include "tests/crash/orphans.h"
#include "tests/server/storage/store_under_test.h"

#include <gtest/gtest.h>

#include <cstdlib>

// The SQLCipher store on a disk that fails at a chosen step.
namespace voordeur::test::crash {
namespace {

using crypto::Reason;
using server::storage::SqlcipherOptions;
using server::storage::Store;
using server::storage::test::keyOf;
namespace sqlcipher = server::storage::sqlcipher;

constexpr std::uint64_t kPointsDefault = 1200;
/// Then a new, empty disk: what is checked after each crash grows with the log.
constexpr std::uint64_t kSizeMax = 150;

std::uint64_t pointsWanted() {
    const char* text = std::getenv("VOORDEUR_CRASH_POINTS");  // NOLINT(concurrency-mt-unsafe)
    const std::uint64_t wanted = text == nullptr ? 0 : std::strtoull(text, nullptr, 10);
    return wanted == 0 ? kPointsDefault : wanted;
}

/// One disk with a store on it, and what it was told is durable.
class Rig {
public:
    explicit Rig(std::uint64_t seed) : disk(seed), vfs(disk), m_random(seed + 1) {
        EXPECT_TRUE(disk.open(kName, true));
        EXPECT_EQ(disk.sync(kName, true), Outcome::Done);  // as FileGuard::makeFile
    }
    Rig(const Rig&) = delete;
    Rig& operator=(const Rig&) = delete;
    Rig(Rig&&) = delete;
    Rig& operator=(Rig&&) = delete;
    ~Rig() = default;

    [[nodiscard]] SqlcipherOptions options() {
        SqlcipherOptions out;
        out.vfs = vfs.name();
        out.onFatal = [this](Reason) { ++fatal; };
        // Small, so that upkeep comes often.
        out.upkeep = {40, 120, 10};
        return out;
    }
    crypto::Status create() { return createSqlcipherStore(kName, keyOf(1), options()); }
    crypto::Status open() {
        store.reset();
        VD_ASSIGN(store, openSqlcipherStore(kName, keyOf(1), options()));
        return crypto::success();
    }
    /// One group of work. What it adds is durable when it returns well.
    crypto::Status work() {
        const crypto::Directory directory;
        trying = 1 + below(5);
        VD_ASSIGN(auto transaction, store->begin(directory));
        VD_RETURN_IF_ERROR(addGroup(*transaction, size, trying));
        VD_RETURN_IF_ERROR(transaction->commit());
        size += trying;
        trying = 0;
        return crypto::success();
    }
    /// SQLite's own opinion of the file, and whether every row belongs to another.
    std::string integrity() {
        store.reset();
        sqlcipher::Faults faults([](Reason) {});
        auto connection = sqlcipher::Connection::open(
            {kName, sqlcipher::ConnectionOptions::Access::Write, 1024, vfs.name()},
            keyOf(1),
            faults);
        if (!connection.ok()) return "cannot be opened";
        const auto verdict = connection.value()->textOf("PRAGMA integrity_check");
        if (!verdict.ok()) return "cannot be read";
        if (verdict.value() != "ok") return verdict.value();
        const auto orphans = whichRowsBelongToNothing(*connection.value());
        return orphans.empty() ? "ok" : orphans;
    }
    /// After a power loss: opens again and finds the size, which is that before or after the group
    /// that was under way.
    void recover() {
        store.reset();
        vfs.restart();
        ASSERT_EQ(integrity(), "ok");
        const auto opened = open();
        ASSERT_TRUE(opened.ok()) << nameOf(opened.reason());
        const auto start = store->start();
        ASSERT_TRUE(start.ok());
        const bool whole = trying > 0 && start.value().size == size + trying;
        if (whole) size += trying;
        trying = 0;
        ASSERT_EQ(whatIsWrong(*store, size), "");
    }
    std::uint64_t below(std::uint64_t bound) { return m_random() % bound; }

    static constexpr const char* kName = "store.db";
    FaultDisk disk;
    FaultVfs vfs;
    std::unique_ptr<Store> store;
    std::uint64_t size = 0;    // acknowledged
    std::uint64_t trying = 0;  // entries of the group that is under way
    int fatal = 0;

private:
    std::mt19937_64 m_random;
};

bool isStorageReason(Reason reason) {
    return reason == Reason::StorageFull || reason == Reason::StorageFailed;
}

/// Works until the fault strikes, or for a while. The status of the call in which it struck.
crypto::Status workUntilStruck(Rig& rig) {
    for (int group = 0; group < 12 && !rig.disk.struck(); ++group) {
        VD_RETURN_IF_ERROR(rig.work());
        if (rig.disk.struck()) break;
        VD_RETURN_IF_ERROR(rig.store->tidy());
        // Closing moves the WAL into the file and removes it; opening reads what is left.
        if (rig.below(6) == 0) VD_RETURN_IF_ERROR(rig.open());
    }
    return crypto::success();
}

/// Nothing of what failed is there, and work goes on as soon as the disk does.
void goOn(Rig& rig) {
    if (rig.store == nullptr) {
        ASSERT_TRUE(rig.open().ok());
    }
    rig.trying = 0;
    // A full disk may stay full for a while. What is there can be read all the time; only a look
    // into a transaction has to wait, because upkeep that is overdue comes before it.
    ASSERT_EQ(whatIsWrongToReaders(*rig.store, rig.size), "");
    const std::uint64_t before = rig.size;
    int tries = 0;
    while (true) {
        const auto done = rig.work();
        if (done.ok()) break;
        ASSERT_TRUE(isStorageReason(done.reason()));
        ASSERT_EQ(rig.size, before);
        ASSERT_LT(++tries, 40);
    }
    ASSERT_EQ(whatIsWrong(*rig.store, rig.size), "");
}

/// `struck`: the fault came while work was under way, not after all of it.
void crashOnce(Rig& rig, Fault fault, bool& struck) {
    rig.fatal = 0;
    rig.disk.arm(fault, 1 + rig.below(90));
    const auto status = workUntilStruck(rig);
    ASSERT_TRUE(status.ok() || isStorageReason(status.reason()));
    struck = rig.disk.struck();
    rig.disk.disarm();
    switch (fault) {
        case Fault::PowerLoss:
        case Fault::ProcessEnd:
            if (!struck) rig.disk.powerLoss();
            rig.recover();
            return;
        case Fault::SyncError:
            // A sync that failed inside close is nobody's answer; any other ends the process.
            ASSERT_TRUE(!struck || status.ok() || rig.fatal == 1);
            ASSERT_TRUE(rig.fatal == 0 || !rig.work().ok());
            rig.disk.powerLoss();
            rig.recover();
            return;
        case Fault::NoSpace:
        case Fault::ReadOnly:
        case Fault::ShortWrite:
        case Fault::IoError:
        case Fault::ReadError:
            ASSERT_EQ(rig.fatal, 0);
            goOn(rig);
            if (rig.below(2) == 0) return;
            rig.disk.powerLoss();
            rig.recover();
            return;
    }
}

class StoreCrashTest : public ::testing::TestWithParam<Fault> {};

TEST_P(StoreCrashTest, WhatWasAcknowledgedSurvivesAtEveryPoint) {
    // The others share what the power's loss leaves: a third and seven times nearly a tenth.
    const std::uint64_t share = GetParam() == Fault::PowerLoss ? 3 : 10;
    const std::uint64_t wanted = (pointsWanted() + share - 1) / share;
    std::uint64_t points = 0;
    std::uint64_t calm = 0;  // crashes in which nothing was under way
    for (std::uint64_t seed = 1; points < wanted; ++seed) {
        SCOPED_TRACE("seed " + std::to_string(seed));
        Rig rig(seed * 1000 + static_cast<std::uint64_t>(GetParam()));
        ASSERT_TRUE(rig.create().ok());
        ASSERT_TRUE(rig.open().ok());
        while (rig.size < kSizeMax && points < wanted) {
            bool struck = false;
            crashOnce(rig, GetParam(), struck);
            if (HasFatalFailure()) return;
            ++(struck ? points : calm);
        }
        ASSERT_EQ(rig.integrity(), "ok");
    }
    EXPECT_LT(calm, points / 4 + 10);
    RecordProperty("crash_points", static_cast<int>(points));
}

INSTANTIATE_TEST_SUITE_P(Faults,
                         StoreCrashTest,
                         ::testing::Values(Fault::PowerLoss,
                                           Fault::ProcessEnd,
                                           Fault::NoSpace,
                                           Fault::ReadOnly,
                                           Fault::ShortWrite,
                                           Fault::IoError,
                                           Fault::ReadError,
                                           Fault::SyncError),
                         [](const auto& one) { return nameOf(one.param); });

// Every single step of one commit, with the upkeep after it.
TEST(StoreCommitCrashTest, EveryStepOfACommitIsSafe) {
    std::uint64_t points = 0;
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        Rig rig(seed);
        ASSERT_TRUE(rig.create().ok());
        ASSERT_TRUE(rig.open().ok());
        bool struck = true;
        for (std::uint64_t step = 1; struck; ++step) {
            rig.disk.arm(Fault::PowerLoss, step);
            const bool worked = rig.work().ok() && rig.store->tidy().ok();
            struck = rig.disk.struck();
            EXPECT_EQ(worked, !struck);
            if (!struck) break;
            rig.recover();
            ASSERT_FALSE(HasFatalFailure()) << "seed " << seed << " step " << step;
            ++points;
        }
    }
    EXPECT_GT(points, 50U);
}

// Every single step of one commit, with the upkeep after it, on a disk without room.
TEST(StoreCommitCrashTest, AFullDiskAtAnyStepOfACommitIsSaidAndHarmless) {
    std::uint64_t refused = 0;
    Rig rig(1);
    ASSERT_TRUE(rig.create().ok());
    ASSERT_TRUE(rig.open().ok());
    bool struck = true;
    for (std::uint64_t step = 1; struck; ++step) {
        ASSERT_LT(rig.size, 400U);
        rig.disk.arm(Fault::NoSpace, step);
        const auto done = rig.work();
        if (!done.ok()) {
            ASSERT_EQ(done.reason(), Reason::StorageFull) << "step " << step;
            ++refused;
        }
        const auto tidied = rig.store->tidy();
        ASSERT_TRUE(tidied.ok() || tidied.reason() == Reason::StorageFull) << "step " << step;
        struck = rig.disk.struck();
        goOn(rig);
        ASSERT_FALSE(HasFatalFailure()) << "step " << step;
    }
    EXPECT_GT(refused, 10U);
    EXPECT_EQ(rig.fatal, 0);
}

// Of the WAL and of the file: neither may be swallowed, though each is tried again.
TEST(StoreCommitCrashTest, AFailedSyncOfUpkeepEndsTheProcess) {
    for (const std::uint64_t step : {1U, 2U}) {
        Rig rig(step);
        ASSERT_TRUE(rig.create().ok());
        ASSERT_TRUE(rig.open().ok());
        while (!rig.disk.struck()) {
            ASSERT_LT(rig.size, 400U);
            ASSERT_TRUE(rig.work().ok());
            rig.disk.arm(Fault::SyncError, step);
            const auto tidied = rig.store->tidy();
            EXPECT_EQ(tidied.ok(), !rig.disk.struck());
            EXPECT_EQ(rig.fatal, rig.disk.struck() ? 1 : 0);
            if (!rig.disk.struck()) rig.disk.disarm();
        }
        EXPECT_FALSE(rig.work().ok());
        rig.trying = 0;
        rig.disk.powerLoss();
        rig.recover();
    }
}

// After a crash a program that only looks finds all that was acknowledged, and changes nothing.
TEST(StoreCommitCrashTest, LookingAfterACrashChangesNothing) {
    Rig rig(1);
    ASSERT_TRUE(rig.create().ok());
    ASSERT_TRUE(rig.open().ok());
    for (int i = 0; i < 3; ++i)
        ASSERT_TRUE(rig.work().ok());
    rig.disk.powerLoss();
    rig.store.reset();
    rig.vfs.restart();
    const std::uint64_t steps = rig.disk.steps();
    SqlcipherOptions options = rig.options();
    options.readOnly = true;
    auto look = openSqlcipherStore(Rig::kName, keyOf(1), options);
    ASSERT_TRUE(look.ok());
    rig.store = std::move(look).value();
    EXPECT_EQ(whatIsWrongToReaders(*rig.store, rig.size), "");
    const crypto::Directory directory;
    EXPECT_EQ(rig.store->begin(directory).reason(), Reason::StorageFailed);
    EXPECT_TRUE(rig.store->tidy().ok());
    rig.store.reset();
    EXPECT_EQ(rig.disk.steps(), steps);
    ASSERT_TRUE(rig.open().ok());
    EXPECT_EQ(whatIsWrong(*rig.store, rig.size), "");
    EXPECT_TRUE(rig.work().ok());
}

// A store is made whole, or is none.
TEST(StoreCreateCrashTest, AStoreIsMadeWholeOrNotAtAll) {
    std::uint64_t refused = 0;
    for (std::uint64_t step = 1;; ++step) {
        Rig rig(step);
        rig.disk.arm(Fault::PowerLoss, step);
        const auto made = rig.create();
        if (!rig.disk.struck()) {
            ASSERT_TRUE(made.ok());
            break;
        }
        rig.disk.disarm();
        rig.vfs.restart();
        const auto opened = rig.open();
        ASSERT_TRUE(opened.ok() || !made.ok()) << "step " << step;
        if (!opened.ok()) {
            EXPECT_EQ(opened.reason(), Reason::StorageFailed);
            ++refused;
            continue;
        }
        ASSERT_TRUE(rig.work().ok());
        EXPECT_EQ(whatIsWrong(*rig.store, rig.size), "");
    }
    EXPECT_GT(refused, 0U);
}

// A read that fails is an error, not an empty answer; see also
// ADamagedPageIsAnErrorAndNeverAnAnswer.
TEST(StoreReadFaultTest, ADeadDiskGivesErrors) {
    Rig rig(1);
    ASSERT_TRUE(rig.create().ok());
    ASSERT_TRUE(rig.open().ok());
    for (int i = 0; i < 20; ++i)
        ASSERT_TRUE(rig.work().ok());
    ASSERT_TRUE(rig.open().ok());  // nothing cached
    auto reading = std::move(rig.store->reader()).value();
    rig.disk.powerLoss();
    EXPECT_FALSE(reading->lines(0, 10).ok());
    EXPECT_FALSE(reading->line(0).ok());
    EXPECT_FALSE(reading->newestCheckpoint().ok());
    EXPECT_FALSE(rig.store->start().ok());
    reading.reset();
    rig.recover();
}

}  // namespace
}  // namespace voordeur::test::crash
