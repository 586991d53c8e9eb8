#include "server/log/writer.h"
#include "server/storage/sqlcipher/open.h"
#include "tests/crash/fault_vfs.h"
#include "tests/server/storage/store_under_test.h"
#include "tests/support/log_builder.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <future>

// The writer of the log on a store that fails.
namespace voordeur::test::crash {
namespace {

using crypto::EntryType;
using crypto::Reason;
using crypto::Status;
using server::log::Submission;
using server::log::Writer;
using server::log::Written;
using server::storage::SqlcipherOptions;
using server::storage::Store;
using server::storage::Transaction;
using server::storage::test::keyOf;

/// Refusals of strangers are written this often: never by the time that passes in a test.
constexpr std::chrono::milliseconds kInterval = std::chrono::hours(1);

class SteppedClock final : public crypto::Clock {
public:
    explicit SteppedClock(crypto::UnixMillis start) : m_now(start) {}
    [[nodiscard]] crypto::UnixMillis now() const override { return m_now.load(); }
    void step(std::chrono::milliseconds by) {
        m_now += static_cast<crypto::UnixMillis>(by.count());
    }

private:
    std::atomic<crypto::UnixMillis> m_now;
};

/// A founded instance with its writer. Between two calls the writer's thread leaves the disk alone.
class Desk {
    LogBuilder m_builder{BuilderOptions{.foundOnly = true}};
    SteppedClock m_clock;

public:
    Desk(const std::string& path, const SqlcipherOptions& options) : m_clock(m_builder.now()) {
        EXPECT_TRUE(createSqlcipherStore(path, keyOf(1), options).ok());
        store = openSqlcipherStore(path, keyOf(1), options).value();
        server::log::WriterLimits limits;
        limits.authFailInterval = kInterval;
        const auto onFatal = [this](Reason) { ++fatal; };
        writer = Writer::start({*store, m_clock, m_builder.logKey(), onFatal}, limits).value();
        EXPECT_TRUE(found().ok());
    }

    /// A change in a transaction of its own, when refusals are due to be written.
    Status change() {
        m_clock.step(kInterval);
        std::promise<Status> done;
        const auto put = [](Transaction& transaction) { return transaction.putNote("test", {}); };
        const Status taken =
            writer->submitUnlogged(put, [&](const Status& status) { done.set_value(status); });
        return taken.ok() ? done.get_future().get() : taken;
    }
    /// How many refusals of this reason stand in the log, by entry.
    std::vector<std::uint32_t> refusals(Reason reason) {
        std::vector<std::uint32_t> out;
        const auto lines = store->reader().value()->lines(0, 100).value();
        for (const auto& line : lines) {
            const auto entry = crypto::Entry::decode(line.entry).value();
            if (entry.type == EntryType::AuthFail &&
                entry.outcome == static_cast<std::uint16_t>(reason)) {
                out.push_back(entry.repeated);
            }
        }
        return out;
    }

    std::atomic<int> fatal = 0;
    std::unique_ptr<Store> store;
    std::unique_ptr<Writer> writer;

private:
    Status found() {
        const auto& line = m_builder.lines().front();
        const auto entry = crypto::Entry::decode(line.entry).value();
        Submission submission;
        submission.statement = entry.parsedStatement().value();
        submission.encodedStatement = entry.statement;
        submission.signature = entry.signature;
        submission.payload = line.payload;
        std::promise<Status> done;
        const auto completed = [&](const crypto::Result<Written>& written) {
            done.set_value(written.ok() && !written.value().refused ? crypto::success()
                                                                    : Status(Reason::Internal));
        };
        const Status taken = writer->submit(std::move(submission), completed);
        return taken.ok() ? done.get_future().get() : taken;
    }
};

/// The desk's store lies on this disk.
class WriterOnFaultDiskTest : public ::testing::Test {
protected:
    WriterOnFaultDiskTest() {
        EXPECT_TRUE(disk.open("store.db", true));
        options.vfs = vfs.name();
        options.onFatal = [](Reason) {};
    }
    void begin() { desk = std::make_unique<Desk>("store.db", options); }

    FaultDisk disk{1};
    FaultVfs vfs{disk};
    SqlcipherOptions options;
    std::unique_ptr<Desk> desk;
};

TEST_F(WriterOnFaultDiskTest, RefusalsOfStrangersAreKeptUntilTheyAreCommitted) {
    begin();
    desk->writer->noteAuthFail(Reason::SignatureBroken);
    desk->writer->noteAuthFail(Reason::SignatureBroken);
    desk->writer->noteAuthFail(Reason::ClockSkew);
    disk.arm(Fault::NoSpace, 1);
    ASSERT_EQ(desk->change().reason(), Reason::StorageFull);
    EXPECT_TRUE(desk->refusals(Reason::SignatureBroken).empty());
    desk->writer->noteAuthFail(Reason::SignatureBroken);
    Status done = desk->change();
    for (int tries = 0; !done.ok() && tries < 40; ++tries) {
        EXPECT_EQ(done.reason(), Reason::StorageFull);
        done = desk->change();
    }
    ASSERT_TRUE(done.ok());
    EXPECT_EQ(desk->refusals(Reason::SignatureBroken), std::vector<std::uint32_t>{3});
    EXPECT_EQ(desk->refusals(Reason::ClockSkew), std::vector<std::uint32_t>{1});
    // Once.
    ASSERT_TRUE(desk->change().ok());
    EXPECT_EQ(desk->refusals(Reason::SignatureBroken).size(), 1U);
    EXPECT_EQ(desk->fatal, 0);
}

TEST_F(WriterOnFaultDiskTest, ADiskThatFailsEndsTheProcess) {
    begin();
    disk.arm(Fault::IoError, 1);
    EXPECT_EQ(desk->change().reason(), Reason::StorageFailed);
    EXPECT_EQ(desk->fatal, 1);
}

TEST_F(WriterOnFaultDiskTest, AFullDiskDoesNot) {
    begin();
    disk.arm(Fault::NoSpace, 1);
    EXPECT_EQ(desk->change().reason(), Reason::StorageFull);
    EXPECT_EQ(desk->fatal, 0);
}

TEST_F(WriterOnFaultDiskTest, UpkeepComesAfterTheAnswers) {
    options.upkeep.checkpointPages = 40;
    begin();
    constexpr int kChanges = 300;
    constexpr std::uint64_t kPage = 4096;
    for (int i = 0; i < kChanges; ++i) {
        desk->writer->noteAuthFail(Reason::SignatureBroken);
        ASSERT_TRUE(desk->change().ok());
    }
    desk->writer.reset();
    // Each change is some pages; without upkeep all of them would still lie in the WAL.
    EXPECT_LT(disk.size("store.db-wal"), kChanges * kPage);
    EXPECT_GT(disk.size("store.db-wal"), 0U);
}

// The file can still be rescued from the process, so that one stays; but it confirms nothing.
TEST(WriterTest, NothingIsAnsweredAndNothingEndsOnceTheFileIsGone) {
    const TempFolder folder;
    const std::string path = folder.file("store.db");
    Desk desk(path, {});
    ASSERT_TRUE(desk.change().ok());
    ASSERT_TRUE(std::filesystem::remove(path));
    EXPECT_EQ(desk.change().reason(), Reason::StorageFailed);
    EXPECT_EQ(desk.change().reason(), Reason::StorageFailed);
    EXPECT_FALSE(desk.store->reader().ok());
    EXPECT_TRUE(desk.store->fileGone());
    desk.writer.reset();  // the last entry cannot be written either
    EXPECT_EQ(desk.fatal, 0);
}

}  // namespace
}  // namespace voordeur::test::crash
