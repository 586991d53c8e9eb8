#include "server/storage/sqlcipher/open.h"
#include "tests/crash/crash_workload.h"
#include "tests/server/storage/store_under_test.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <random>

// The SQLCipher store on a real disk, in a process that is killed.
namespace voordeur::test::crash {
namespace {

using server::storage::test::keyOf;

constexpr int kKills = 25;
constexpr std::uint64_t kGroup = 3;
/// Then the child waits to be killed: what is checked afterwards grows with the log.
constexpr int kGroupsPerLife = 12;
/// Groups that are acknowledged before a kill, at most; so most kills come amid work.
constexpr std::uint64_t kGroupsBeforeKill = 6;
/// And how long the next group may take meanwhile: some commits.
constexpr std::uint64_t kMicrosIntoGroup = 4000;

/// Commits group after group and says so on the pipe, until it is killed.
[[noreturn]] void workUntilKilled(const std::string& path, int pipe) {
    auto store = server::storage::openSqlcipherStore(path, keyOf(1));
    if (!store.ok()) ::_exit(1);
    std::uint64_t size = store.value()->start().value().size;
    const crypto::Directory directory;
    for (int group = 0; group < kGroupsPerLife; ++group) {
        auto transaction = store.value()->begin(directory);
        if (!transaction.ok()) ::_exit(2);
        if (!addGroup(*transaction.value(), size, kGroup).ok()) ::_exit(3);
        if (!transaction.value()->commit().ok()) ::_exit(4);
        size += kGroup;
        if (::write(pipe, &size, sizeof size) != sizeof size) ::_exit(5);
    }
    while (true)
        ::pause();
}

/// Sizes that are acknowledged on the pipe, until there were so many or the other end is closed.
/// The last of them, or `before` when there is none.
std::uint64_t acknowledged(int pipe, std::uint64_t before, std::uint64_t most) {
    std::uint64_t size = before;
    std::uint64_t next = 0;
    for (std::uint64_t i = 0; i < most && ::read(pipe, &next, sizeof next) == sizeof next; ++i)
        size = next;
    return size;
}

TEST(StoreKillTest, WhatWasAcknowledgedSurvivesKill) {
    const TempFolder folder;
    const std::string path = folder.file("store.db");
    ASSERT_TRUE(server::storage::createSqlcipherStore(path, keyOf(1)).ok());
    std::mt19937_64 random(1);
    std::uint64_t size = 0;
    int amidWork = 0;
    for (int kill = 0; kill < kKills; ++kill) {
        int ends[2] = {-1, -1};
        ASSERT_EQ(::pipe(ends), 0);
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) workUntilKilled(path, ends[1]);
        ::close(ends[1]);
        const std::uint64_t early = acknowledged(ends[0], size, random() % kGroupsBeforeKill);
        ::usleep(static_cast<useconds_t>(random() % kMicrosIntoGroup));
        ASSERT_EQ(::kill(child, SIGKILL), 0);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status));
        const std::uint64_t last = acknowledged(ends[0], early, UINT64_MAX);
        ::close(ends[0]);
        auto store = server::storage::openSqlcipherStore(path, keyOf(1));
        ASSERT_TRUE(store.ok());
        const std::uint64_t found = store.value()->start().value().size;
        ASSERT_TRUE(found == last || found == last + kGroup);
        ASSERT_EQ(whatIsWrong(*store.value(), found), "");
        if (found < size + kGroupsPerLife * kGroup) ++amidWork;
        size = found;
    }
    EXPECT_GT(size, 0U);
    EXPECT_GT(amidWork, kKills / 2);
}

}  // namespace
}  // namespace voordeur::test::crash
