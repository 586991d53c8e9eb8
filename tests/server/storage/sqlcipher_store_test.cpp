#include "server/storage/sqlcipher/sqlcipher_store.h"

#include "crypto/shared/statement.h"
#include "tests/server/storage/store_under_test.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

// What the SQLCipher store does beyond the conformance suite.
namespace voordeur::server::storage::sqlcipher {
namespace {

using crypto::Reason;
using test::entryFor;
using test::entryOf;
using test::idOf;
using test::keyOf;
using test::textBytes;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using voordeur::test::TempFolder;

namespace fs = std::filesystem;

class SqlcipherStoreTest : public ::testing::Test {
protected:
    void SetUp() override { ASSERT_TRUE(createSqlcipherStore(path(), keyOf(1)).ok()); }

    [[nodiscard]] std::string path() const { return m_folder.file("store.db"); }
    [[nodiscard]] Result<std::unique_ptr<Store>> open(SqlcipherOptions options = {}) const {
        return openSqlcipherStore(path(), keyOf(1), options);
    }
    /// Writes to the file behind the store's back; it must be closed.
    void alter(const std::string& sql) {
        Faults faults(nullptr);
        auto connection = Connection::open(
            {path(), ConnectionOptions::Access::Write, 1024, {}}, keyOf(1), faults);
        ASSERT_TRUE(connection.ok());
        ASSERT_TRUE(connection.value()->execute(sql).ok());
    }
    Status commitOne(Store& store, std::uint64_t sequence) {
        VD_ASSIGN(auto transaction, store.begin(m_directory));
        VD_RETURN_IF_ERROR(transaction->add(entryOf(sequence)));
        return transaction->commit();
    }

    TempFolder m_folder;
    crypto::Directory m_directory;
};

std::string contentsOf(const std::string& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

mode_t modeOf(const std::string& path) {
    struct stat facts {};
    EXPECT_EQ(::stat(path.c_str(), &facts), 0) << path;
    return facts.st_mode & 0777;
}

// -- Keys and what lies on the disk

TEST_F(SqlcipherStoreTest, AnotherKeyDoesNotOpenIt) {
    EXPECT_EQ(openSqlcipherStore(path(), keyOf(2)).reason(), Reason::StorageFailed);
    const auto shorter = crypto::SecretBytes::copyOf(Bytes(31, 1));
    EXPECT_EQ(openSqlcipherStore(path(), shorter).reason(), Reason::StorageFailed);
    EXPECT_EQ(openSqlcipherStore(path(), crypto::SecretBytes()).reason(), Reason::StorageFailed);
    EXPECT_TRUE(open().ok());
}

TEST_F(SqlcipherStoreTest, NothingReadableLiesOnTheDisk) {
    const std::string canary = "kanarie-9999-kanarie";
    auto store = open();
    ASSERT_TRUE(store.ok());
    {
        auto transaction = store.value()->begin(m_directory).value();
        auto entry = entryOf(0);
        entry.payload = textBytes(canary);
        entry.attachments = {textBytes(canary)};
        ASSERT_TRUE(transaction->add(entry).ok());
        ASSERT_TRUE(transaction->commit().ok());
    }
    const auto look = [&] {
        for (const auto& file : fs::directory_iterator(m_folder.path())) {
            const std::string bytes = contentsOf(file.path());
            EXPECT_EQ(bytes.find(canary), std::string::npos) << file.path();
            EXPECT_EQ(bytes.find("SQLite format"), std::string::npos) << file.path();
            EXPECT_EQ(bytes.find("CREATE TABLE"), std::string::npos) << file.path();
        }
    };
    EXPECT_GT(fs::file_size(path() + "-wal"), 0U);
    look();
    store.value().reset();
    look();
}

TEST_F(SqlcipherStoreTest, ADamagedPageIsAnErrorAndNeverAnAnswer) {
    {
        auto store = open();
        for (std::uint64_t i = 0; i < 200; ++i)
            ASSERT_TRUE(commitOne(*store.value(), i).ok());
    }
    const auto size = fs::file_size(path());
    std::size_t failures = 0;
    for (std::uint64_t at = 4096 + 100; at < size; at += 4096) {
        const auto flip = [&] {
            std::fstream file(path(), std::ios::binary | std::ios::in | std::ios::out);
            file.seekg(static_cast<std::streamoff>(at));
            const auto byte = static_cast<char>(file.get() ^ 1);
            file.seekp(static_cast<std::streamoff>(at));
            file.put(byte);
        };
        flip();
        auto store = open();
        if (!store.ok()) {
            EXPECT_EQ(store.reason(), Reason::StorageFailed);
            ++failures;
        } else {
            const auto lines = store.value()->reader().value()->lines(0, 1000);
            if (!lines.ok()) ++failures;
            if (lines.ok()) {
                ASSERT_THAT(lines.value(), SizeIs(200));
                for (std::uint64_t i = 0; i < 200; ++i)
                    test::expectLine(lines.value()[i], entryOf(i));
            }
        }
        store = Reason::StorageFailed;
        flip();
    }
    EXPECT_GT(failures, 10U);
}

// -- Files

TEST_F(SqlcipherStoreTest, ItsFilesAreForTheOwnerAlone) {
    auto store = open();
    ASSERT_TRUE(commitOne(*store.value(), 0).ok());
    for (const char* suffix : {"", "-wal", "-shm", "-lock"})
        EXPECT_EQ(modeOf(path() + suffix), 0600U) << suffix;
}

TEST_F(SqlcipherStoreTest, AFileOpenToOthersIsRefused) {
    for (const mode_t mode : {0640, 0604, 0660, 0610}) {
        ASSERT_EQ(::chmod(path().c_str(), mode), 0);
        EXPECT_EQ(open().reason(), Reason::ConfigInvalid);
    }
    ASSERT_EQ(::chmod(path().c_str(), 0600), 0);
    ASSERT_EQ(::chmod(m_folder.path().c_str(), 0750), 0);
    EXPECT_EQ(open().reason(), Reason::ConfigInvalid);
    EXPECT_EQ(createSqlcipherStore(m_folder.file("other.db"), keyOf(1)).reason(),
              Reason::ConfigInvalid);
    ASSERT_EQ(::chmod(m_folder.path().c_str(), 0700), 0);
    EXPECT_TRUE(open().ok());
}

TEST_F(SqlcipherStoreTest, ALinkIsNotFollowed) {
    fs::create_symlink(path(), m_folder.file("link.db"));
    EXPECT_EQ(openSqlcipherStore(m_folder.file("link.db"), keyOf(1)).reason(),
              Reason::ConfigInvalid);
}

TEST_F(SqlcipherStoreTest, WhatIsNotThereIsNotMade) {
    EXPECT_EQ(openSqlcipherStore(m_folder.file("none.db"), keyOf(1)).reason(),
              Reason::FileUnreadable);
    EXPECT_FALSE(fs::exists(m_folder.file("none.db")));
    EXPECT_EQ(createSqlcipherStore(m_folder.file("none/store.db"), keyOf(1)).reason(),
              Reason::ConfigInvalid);
}

TEST_F(SqlcipherStoreTest, WhatIsThereIsNotOverwritten) {
    const std::string before = contentsOf(path());
    EXPECT_EQ(createSqlcipherStore(path(), keyOf(2)).reason(), Reason::FileExists);
    EXPECT_EQ(contentsOf(path()), before);
}

TEST_F(SqlcipherStoreTest, AnEmptyFileIsNoStore) {
    std::ofstream(m_folder.file("empty.db")).close();
    ASSERT_EQ(::chmod(m_folder.file("empty.db").c_str(), 0600), 0);
    EXPECT_EQ(openSqlcipherStore(m_folder.file("empty.db"), keyOf(1)).reason(),
              Reason::StorageFailed);
}

TEST_F(SqlcipherStoreTest, OnlyOneServerHasIt) {
    auto first = open();
    ASSERT_TRUE(first.ok());
    EXPECT_EQ(open().reason(), Reason::Busy);
    first.value().reset();
    EXPECT_TRUE(open().ok());
}

TEST_F(SqlcipherStoreTest, AnotherMayLookWhileAServerHasIt) {
    auto server = open();
    ASSERT_TRUE(commitOne(*server.value(), 0).ok());
    SqlcipherOptions options;
    options.readOnly = true;
    auto look = open(options);
    ASSERT_TRUE(look.ok());
    EXPECT_EQ(look.value()->start().value().size, 1U);
    EXPECT_FALSE(look.value()->begin(m_directory).ok());
    EXPECT_TRUE(look.value()->tidy().ok());
    ASSERT_TRUE(commitOne(*server.value(), 1).ok());
    EXPECT_EQ(look.value()->start().value().size, 2U);
    server.value().reset();
    EXPECT_EQ(look.value()->start().value().size, 2U);
}

TEST_F(SqlcipherStoreTest, LookingNeedsNoServer) {
    ASSERT_TRUE(commitOne(*open().value(), 0).ok());
    SqlcipherOptions options;
    options.readOnly = true;
    auto look = open(options);
    ASSERT_TRUE(look.ok());
    EXPECT_EQ(look.value()->start().value().size, 1U);
}

// -- A file that goes away under us

class SqlcipherStoreGoneTest : public SqlcipherStoreTest,
                               public ::testing::WithParamInterface<std::string> {};

TEST_P(SqlcipherStoreGoneTest, NothingIsAnsweredOnceAFileIsDeleted) {
    auto store = open();
    ASSERT_TRUE(commitOne(*store.value(), 0).ok());
    ASSERT_TRUE(fs::remove(path() + GetParam()));
    EXPECT_EQ(commitOne(*store.value(), 1).reason(), Reason::StorageFailed);
    EXPECT_EQ(commitOne(*store.value(), 1).reason(), Reason::StorageFailed);
    EXPECT_EQ(store.value()->reader().reason(), Reason::StorageFailed);
    EXPECT_EQ(store.value()->start().reason(), Reason::StorageFailed);
}

TEST_P(SqlcipherStoreGoneTest, NothingIsAnsweredOnceAFileIsReplaced) {
    auto store = open();
    ASSERT_TRUE(commitOne(*store.value(), 0).ok());
    fs::copy_file(path() + GetParam(), m_folder.file("copy"));
    fs::rename(m_folder.file("copy"), path() + GetParam());
    EXPECT_EQ(store.value()->reader().reason(), Reason::StorageFailed);
    EXPECT_EQ(commitOne(*store.value(), 1).reason(), Reason::StorageFailed);
}

TEST_P(SqlcipherStoreGoneTest, TheOperatorIsToldOnceWhereItStillIs) {
    auto store = open();
    ASSERT_TRUE(commitOne(*store.value(), 0).ok());
    EXPECT_FALSE(store.value()->fileGone());
    ASSERT_TRUE(fs::remove(path() + GetParam()));
    ::testing::internal::CaptureStderr();
    EXPECT_FALSE(store.value()->reader().ok());
    EXPECT_FALSE(commitOne(*store.value(), 1).ok());
    EXPECT_FALSE(commitOne(*store.value(), 1).ok());
    const std::string said = ::testing::internal::GetCapturedStderr();
    EXPECT_TRUE(store.value()->fileGone());
    EXPECT_EQ(std::ranges::count(said, '\n'), 1);
    EXPECT_NE(said.find("removed or replaced"), std::string::npos);
    EXPECT_NE(said.find("/proc/"), std::string::npos);
}

INSTANTIATE_TEST_SUITE_P(Files,
                         SqlcipherStoreGoneTest,
                         ::testing::Values("", "-wal"),
                         [](const auto& one) { return one.param.empty() ? "Store" : "Wal"; });

// -- Erased objects

TEST_F(SqlcipherStoreTest, AnErasedObjectLeavesItsPlaceEmpty) {
    auto entry = entryOf(0);
    entry.attachments = {textBytes("kept"), textBytes("erased"), textBytes("kept too")};
    {
        auto store = open();
        auto transaction = store.value()->begin(m_directory).value();
        ASSERT_TRUE(transaction->add(entry).ok());
        ASSERT_TRUE(transaction->commit().ok());
    }
    const Hash32 name = crypto::attachmentHash(textBytes("erased"));
    alter("UPDATE objects SET bytes = NULL WHERE name = x'" + crypto::toHex(name) + "'");
    auto store = open();
    EXPECT_FALSE(store.value()->reader().value()->objects({name}).value()[0].has_value());
    entry.attachments[1].clear();
    test::expectLine(store.value()->reader().value()->lines(0, 1).value()[0], entry);
    // Whoever stores the very same bytes finds them again.
    auto again = entryOf(1);
    again.attachments = {textBytes("erased")};
    auto transaction = store.value()->begin(m_directory).value();
    ASSERT_TRUE(transaction->add(again).ok());
    ASSERT_TRUE(transaction->commit().ok());
    EXPECT_EQ(store.value()->reader().value()->objects({name}).value()[0], textBytes("erased"));
}

// -- The WAL

TEST_F(SqlcipherStoreTest, TheWalIsMovedIntoTheFileAndStartsOver) {
    test::SeededRandom random(1);
    auto store = open();
    const auto before = fs::file_size(path());
    std::uint64_t size = 0;
    std::uintmax_t walMost = 0;
    for (int round = 0; round < 30; ++round) {
        auto transaction = store.value()->begin(m_directory).value();
        for (int i = 0; i < 4; ++i) {
            auto entry = entryOf(size++);
            entry.attachments = {random.bytes(std::size_t{500} * 1024)};
            ASSERT_TRUE(transaction->add(entry).ok());
        }
        ASSERT_TRUE(transaction->commit().ok());
        ASSERT_TRUE(store.value()->tidy().ok());
        walMost = std::max(walMost, fs::file_size(path() + "-wal"));
    }
    EXPECT_GT(fs::file_size(path()), before + 30 * 1024 * 1024);
    EXPECT_LT(walMost, 32 * 1024 * 1024);
}

TEST_F(SqlcipherStoreTest, TheWalStaysBoundedWhenNobodyTidies) {
    test::SeededRandom random(2);
    auto store = open();
    std::uint64_t size = 0;
    for (int round = 0; round < 25; ++round) {
        auto transaction = store.value()->begin(m_directory).value();
        for (int i = 0; i < 8; ++i) {
            auto entry = entryOf(size++);
            entry.attachments = {random.bytes(std::size_t{500} * 1024)};
            ASSERT_TRUE(transaction->add(entry).ok());
        }
        ASSERT_TRUE(transaction->commit().ok());
    }
    EXPECT_LT(fs::file_size(path() + "-wal"), 80 * 1024 * 1024);
}

}  // namespace
}  // namespace voordeur::server::storage::sqlcipher
