#include "server/storage/sqlcipher/backup.h"

#include "server/storage/sqlcipher/open.h"
#include "tests/server/storage/store_under_test.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

namespace voordeur::server::storage {
namespace {

using crypto::Reason;
using test::entryOf;
using test::keyOf;
using ::testing::SizeIs;

namespace fs = std::filesystem;

class BackupTest : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(createSqlcipherStore(path(), keyOf(1)).ok());
        auto opened = openSqlcipherStore(path(), keyOf(1));
        ASSERT_TRUE(opened.ok());
        m_store = std::move(opened).value();
    }
    Status commit(std::uint64_t sequence) {
        VD_ASSIGN(auto transaction, m_store->begin(m_directory));
        VD_RETURN_IF_ERROR(transaction->add(entryOf(sequence)));
        return transaction->commit();
    }
    [[nodiscard]] std::string path() const { return m_folder.file("store.db"); }
    [[nodiscard]] std::string copy() const { return m_folder.file("copy.db"); }

    voordeur::test::TempFolder m_folder;
    crypto::Directory m_directory;
    std::unique_ptr<Store> m_store;
};

TEST_F(BackupTest, ACopyOfAStoreAtWorkHoldsWhatWasCommitted) {
    for (std::uint64_t i = 0; i < 50; ++i)
        ASSERT_TRUE(commit(i).ok());
    ASSERT_TRUE(backupSqlcipherStore(path(), keyOf(1), copy()).ok());
    ASSERT_TRUE(commit(50).ok());
    EXPECT_FALSE(fs::exists(copy() + "-wal"));
    struct stat facts {};
    ASSERT_EQ(::stat(copy().c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600U);
    EXPECT_TRUE(checkSqlcipherStore(copy(), keyOf(1)).ok());
    auto restored = openSqlcipherStore(copy(), keyOf(1));
    ASSERT_TRUE(restored.ok());
    const auto lines = restored.value()->reader().value()->lines(0, 100).value();
    ASSERT_THAT(lines, SizeIs(50));
    for (std::uint64_t i = 0; i < 50; ++i)
        test::expectLine(lines[i], entryOf(i));
    // It is a store like any other.
    auto transaction = restored.value()->begin(m_directory).value();
    ASSERT_TRUE(transaction->add(entryOf(50)).ok());
    ASSERT_TRUE(transaction->commit().ok());
}

TEST_F(BackupTest, CopiesMadeUnderLoadAreEachOneState) {
    std::atomic<bool> done{false};
    std::atomic<std::uint64_t> committed{0};
    std::thread writer([&] {
        while (!done) {
            EXPECT_TRUE(commit(committed).ok());
            ++committed;
        }
    });
    for (int i = 0; i < 5; ++i) {
        const std::uint64_t before = committed;
        const std::string target = m_folder.file("copy" + std::to_string(i));
        const auto made = backupSqlcipherStore(path(), keyOf(1), target);
        EXPECT_TRUE(made.ok());
        if (!made.ok()) break;
        EXPECT_TRUE(checkSqlcipherStore(target, keyOf(1)).ok());
        auto restored = openSqlcipherStore(target, keyOf(1));
        EXPECT_TRUE(restored.ok());
        if (!restored.ok()) break;
        const auto reading = restored.value()->reader().value();
        EXPECT_TRUE(before == 0 || reading->line(before - 1).value().has_value());
    }
    done = true;
    writer.join();
}

TEST_F(BackupTest, NothingIsOverwritten) {
    std::ofstream(copy()) << "mine";
    EXPECT_EQ(backupSqlcipherStore(path(), keyOf(1), copy()).reason(), Reason::FileExists);
    EXPECT_EQ(fs::file_size(copy()), 4U);
}

TEST_F(BackupTest, AFailedCopyLeavesNoFile) {
    EXPECT_EQ(backupSqlcipherStore(path(), keyOf(2), copy()).reason(), Reason::StorageFailed);
    EXPECT_FALSE(fs::exists(copy()));
    EXPECT_EQ(backupSqlcipherStore(m_folder.file("none.db"), keyOf(1), copy()).reason(),
              Reason::FileUnreadable);
    EXPECT_EQ(backupSqlcipherStore(path(), keyOf(1), m_folder.file("none/copy.db")).reason(),
              Reason::ConfigInvalid);
}

TEST_F(BackupTest, ADamagedStoreDoesNotPassTheCheck) {
    for (std::uint64_t i = 0; i < 100; ++i)
        ASSERT_TRUE(commit(i).ok());
    m_store.reset();
    EXPECT_TRUE(checkSqlcipherStore(path(), keyOf(1)).ok());
    const auto middle = static_cast<std::streamoff>(fs::file_size(path()) / 2);
    std::fstream file(path(), std::ios::binary | std::ios::in | std::ios::out);
    file.seekg(middle);
    const auto byte = static_cast<char>(file.get() ^ 1);
    file.seekp(middle);
    file.put(byte);
    file.close();
    EXPECT_EQ(checkSqlcipherStore(path(), keyOf(1)).reason(), Reason::StorageFailed);
}

}  // namespace
}  // namespace voordeur::server::storage
