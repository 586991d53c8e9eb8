#include "tests/crash/fault_disk.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

// The disk that forgets, itself.
namespace voordeur::test::crash {
namespace {

Bytes filled(std::size_t size, std::uint8_t value) {
    return Bytes(size, value);
}

/// What a file of `size` bytes holds after the power came back.
Bytes contentsAfterRestart(FaultDisk& disk, const std::string& name) {
    disk.powerLoss();
    disk.restart();
    if (!disk.exists(name)) return {};
    return disk.read(name, 0, disk.size(name)).value_or(Bytes{});
}

TEST(FaultDiskTest, WhatIsWrittenIsReadBack) {
    FaultDisk disk(1);
    EXPECT_FALSE(disk.open("a", false));
    ASSERT_TRUE(disk.open("a", true));
    EXPECT_EQ(disk.write("a", 10, filled(5, 1)), Outcome::Done);
    EXPECT_EQ(disk.size("a"), 15U);
    EXPECT_EQ(disk.read("a", 10, 5), filled(5, 1));
    EXPECT_EQ(disk.read("a", 0, 3), filled(3, 0));
    EXPECT_EQ(disk.read("a", 13, 10), filled(2, 1));
    EXPECT_EQ(disk.read("a", 99, 10), Bytes{});
    EXPECT_EQ(disk.truncate("a", 12), Outcome::Done);
    EXPECT_EQ(disk.size("a"), 12U);
}

TEST(FaultDiskTest, WhatWasSyncedSurvives) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        FaultDisk disk(seed);
        ASSERT_TRUE(disk.open("a", true));
        ASSERT_EQ(disk.write("a", 0, filled(20'000, 1)), Outcome::Done);
        ASSERT_EQ(disk.sync("a", true), Outcome::Done);
        EXPECT_EQ(contentsAfterRestart(disk, "a"), filled(20'000, 1));
        EXPECT_TRUE(disk.exists("a"));
    }
}

TEST(FaultDiskTest, WhatWasNotSyncedIsThereOrNotSectorBySector) {
    std::set<std::size_t> counts;
    bool torn = false;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        FaultDisk disk(seed);
        ASSERT_TRUE(disk.open("a", true));
        ASSERT_EQ(disk.write("a", 0, filled(8192, 1)), Outcome::Done);
        ASSERT_EQ(disk.sync("a", true), Outcome::Done);
        ASSERT_EQ(disk.write("a", 0, filled(8192, 2)), Outcome::Done);
        const Bytes found = contentsAfterRestart(disk, "a");
        ASSERT_EQ(found.size(), 8192U);
        for (std::size_t sector = 0; sector < 8192; sector += 512) {
            const auto part = crypto::ByteView(found).subspan(sector, 512);
            ASSERT_TRUE(std::ranges::all_of(part, [&](auto b) { return b == part[0]; }));
        }
        const auto kept = static_cast<std::size_t>(std::ranges::count(found, 2));
        counts.insert(kept);
        torn = torn || (found.front() == 1 && found.back() == 2);
    }
    EXPECT_TRUE(counts.contains(0));
    EXPECT_TRUE(counts.contains(8192));
    EXPECT_GT(counts.size(), 5U);
    EXPECT_TRUE(torn);  // a later sector without an earlier one
}

TEST(FaultDiskTest, ASectorHasAStateThatItOnceHad) {
    std::set<std::uint8_t> seen;
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        FaultDisk disk(seed);
        ASSERT_TRUE(disk.open("a", true));
        ASSERT_EQ(disk.write("a", 0, filled(100, 1)), Outcome::Done);
        ASSERT_EQ(disk.sync("a", true), Outcome::Done);
        ASSERT_EQ(disk.write("a", 0, filled(50, 2)), Outcome::Done);
        ASSERT_EQ(disk.write("a", 50, filled(50, 3)), Outcome::Done);
        const Bytes found = contentsAfterRestart(disk, "a");
        // The second change never without the first.
        EXPECT_TRUE(found[50] != 3 || found[0] == 2);
        seen.insert(static_cast<std::uint8_t>(found[0] * 16 + found[50]));
    }
    EXPECT_EQ(seen, (std::set<std::uint8_t>{0x11, 0x21, 0x23}));
}

TEST(FaultDiskTest, ANameThatWasNotSyncedMayBeGone) {
    std::set<bool> made;
    std::set<bool> removed;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        FaultDisk disk(seed);
        ASSERT_TRUE(disk.open("old", true));
        ASSERT_TRUE(disk.open("gone", true));
        ASSERT_EQ(disk.sync("old", true), Outcome::Done);
        ASSERT_EQ(disk.remove("gone", true), Outcome::Done);
        ASSERT_EQ(disk.remove("old", false), Outcome::Done);
        ASSERT_TRUE(disk.open("new", true));
        ASSERT_EQ(disk.sync("new", false), Outcome::Done);
        disk.powerLoss();
        disk.restart();
        made.insert(disk.exists("new"));
        removed.insert(disk.exists("old"));
        EXPECT_FALSE(disk.exists("gone"));
    }
    EXPECT_EQ(made.size(), 2U);
    EXPECT_EQ(removed.size(), 2U);
}

TEST(FaultDiskTest, TheDirectoryIsSyncedAsAWhole) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        FaultDisk disk(seed);
        ASSERT_TRUE(disk.open("a", true));
        ASSERT_TRUE(disk.open("b", true));
        ASSERT_TRUE(disk.open("c", true));
        ASSERT_EQ(disk.remove("c", false), Outcome::Done);
        ASSERT_EQ(disk.sync("a", true), Outcome::Done);
        disk.powerLoss();
        disk.restart();
        EXPECT_TRUE(disk.exists("a") && disk.exists("b") && !disk.exists("c"));
    }
}

// Two files under one name, one after the other, never become one.
TEST(FaultDiskTest, ANameStandsForTheOldFileOrTheNewOne) {
    std::set<Bytes> seen;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        FaultDisk disk(seed);
        ASSERT_TRUE(disk.open("a", true));
        ASSERT_EQ(disk.write("a", 0, filled(8192, 1)), Outcome::Done);
        ASSERT_EQ(disk.sync("a", true), Outcome::Done);
        ASSERT_EQ(disk.remove("a", false), Outcome::Done);
        ASSERT_TRUE(disk.open("a", true));
        EXPECT_EQ(disk.size("a"), 0U);
        ASSERT_EQ(disk.write("a", 0, filled(512, 2)), Outcome::Done);
        ASSERT_EQ(disk.sync("a", false), Outcome::Done);
        seen.insert(contentsAfterRestart(disk, "a"));
    }
    // The old one, neither, the new one.
    EXPECT_EQ(seen, (std::set<Bytes>{filled(8192, 1), {}, filled(512, 2)}));
}

TEST(FaultDiskTest, AFaultStrikesAtItsStepAndOnce) {
    FaultDisk disk(1);
    ASSERT_TRUE(disk.open("a", true));
    disk.arm(Fault::IoError, 3);
    EXPECT_EQ(disk.write("a", 0, filled(5, 1)), Outcome::Done);
    EXPECT_EQ(disk.sync("a", true), Outcome::Done);
    EXPECT_FALSE(disk.struck());
    EXPECT_EQ(disk.write("a", 0, filled(5, 2)), Outcome::Failed);
    EXPECT_TRUE(disk.struck());
    EXPECT_EQ(disk.read("a", 0, 5), filled(5, 1));
    EXPECT_EQ(disk.write("a", 0, filled(5, 3)), Outcome::Done);
}

TEST(FaultDiskTest, AShortWriteLeavesItsBeginning) {
    FaultDisk disk(1);
    ASSERT_TRUE(disk.open("a", true));
    disk.arm(Fault::ShortWrite, 1);
    EXPECT_EQ(disk.write("a", 0, filled(4096, 1)), Outcome::NoSpace);
    EXPECT_LT(disk.size("a"), 4096U);
}

TEST(FaultDiskTest, AFailedSyncForgetsWhatItShouldHaveWritten) {
    std::size_t lost = 0;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        FaultDisk disk(seed);
        ASSERT_TRUE(disk.open("a", true));
        ASSERT_EQ(disk.write("a", 0, filled(8192, 1)), Outcome::Done);
        disk.arm(Fault::SyncError, 1);
        EXPECT_EQ(disk.sync("a", true), Outcome::Failed);
        // The cache shows it, and the next sync says that all is well.
        EXPECT_EQ(disk.read("a", 0, 8192), filled(8192, 1));
        EXPECT_EQ(disk.sync("a", true), Outcome::Done);
        if (contentsAfterRestart(disk, "a") != filled(8192, 1)) ++lost;
    }
    EXPECT_GT(lost, 10U);
}

TEST(FaultDiskTest, ADeadDiskDoesNothing) {
    FaultDisk disk(1);
    ASSERT_TRUE(disk.open("a", true));
    disk.arm(Fault::PowerLoss, 1);
    EXPECT_EQ(disk.write("a", 0, filled(5, 1)), Outcome::Failed);
    EXPECT_TRUE(disk.dead());
    EXPECT_FALSE(disk.open("a", true));
    EXPECT_FALSE(disk.read("a", 0, 5).has_value());
    EXPECT_EQ(disk.sync("a", true), Outcome::Failed);
    EXPECT_EQ(disk.truncate("a", 0), Outcome::Failed);
    EXPECT_EQ(disk.remove("a", true), Outcome::Failed);
    disk.restart();
    EXPECT_TRUE(disk.open("a", true));
}

}  // namespace
}  // namespace voordeur::test::crash
