#include "server/storage/sqlcipher/file_guard.h"
#include "server/storage/sqlcipher/wrapper.h"
#include "tests/server/storage/store_under_test.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <sqlcipher/sqlite3.h>

#include <cerrno>

namespace voordeur::server::storage::sqlcipher {
namespace {

using crypto::Reason;
using Access = ConnectionOptions::Access;

class StatementTest : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(FileGuard::makeFile(path()).ok());
        auto opened = Connection::open({path(), Access::Write, 1024, {}}, test::keyOf(1), m_faults);
        ASSERT_TRUE(opened.ok());
        m_connection = std::move(opened).value();
        ASSERT_TRUE(m_connection->execute("CREATE TABLE t (a, b)").ok());
    }
    [[nodiscard]] std::string path() const { return m_folder.file("t.db"); }

    voordeur::test::TempFolder m_folder;
    Faults m_faults{nullptr};
    std::unique_ptr<Connection> m_connection;
};

TEST_F(StatementTest, ValuesComeBackAsTheyWere) {
    Statement insert = m_connection->prepare("INSERT INTO t VALUES (?, ?)").value();
    Statement select = m_connection->prepare("SELECT a, b FROM t ORDER BY rowid").value();
    const Bytes empty;
    const Bytes zeros(5, 0);
    ASSERT_TRUE(Query(insert).number(UINT64_MAX).bytes(empty).run().ok());
    ASSERT_TRUE(Query(insert).number(0).bytes(zeros).run().ok());
    ASSERT_TRUE(Query(insert).text("één").null().run().ok());
    ASSERT_TRUE(Query(insert).text("").bytesOrNull(empty).run().ok());
    Query query(select);
    ASSERT_TRUE(query.next().value());
    EXPECT_EQ(query.numberAt(0), UINT64_MAX);
    EXPECT_FALSE(query.isNull(1));
    EXPECT_TRUE(query.viewAt(1).empty());
    ASSERT_TRUE(query.next().value());
    EXPECT_EQ(query.bytesAt(1), zeros);
    EXPECT_EQ(query.arrayAt<5>(1), (crypto::ByteArray<5>{}));
    EXPECT_FALSE(query.arrayAt<4>(1).has_value());
    ASSERT_TRUE(query.next().value());
    EXPECT_EQ(query.textAt(0), "één");
    EXPECT_TRUE(query.isNull(1));
    ASSERT_TRUE(query.next().value());
    EXPECT_EQ(query.textAt(0), "");
    EXPECT_TRUE(query.isNull(1));
    EXPECT_FALSE(query.next().value());
}

TEST_F(StatementTest, ARunLeavesNothingToTheNext) {
    Statement insert = m_connection->prepare("INSERT INTO t VALUES (?, ?)").value();
    Statement select = m_connection->prepare("SELECT a FROM t WHERE a = ?").value();
    ASSERT_TRUE(Query(insert).number(1).number(1).run().ok());
    {
        Query query(select);
        query.number(1);
        ASSERT_TRUE(query.next().value());
    }
    Query query(select);
    query.number(2);
    EXPECT_FALSE(query.next().value());
}

TEST_F(StatementTest, SqlThatDoesNotFitTheSchemaIsRefused) {
    EXPECT_EQ(m_connection->prepare("SELECT c FROM t").reason(), Reason::StorageFailed);
    EXPECT_EQ(m_connection->execute("INSERT INTO u VALUES (1)").reason(), Reason::StorageFailed);
}

TEST_F(StatementTest, AViolatedConstraintIsAnErrorAndNotFatal) {
    ASSERT_TRUE(m_connection->execute("CREATE UNIQUE INDEX u ON t (a)").ok());
    Statement insert = m_connection->prepare("INSERT INTO t VALUES (?, ?)").value();
    ASSERT_TRUE(Query(insert).number(1).number(1).run().ok());
    EXPECT_EQ(Query(insert).number(1).number(2).run().reason(), Reason::StorageFailed);
    EXPECT_TRUE(Query(insert).number(2).number(2).run().ok());
    EXPECT_FALSE(m_faults.broken());
}

TEST_F(StatementTest, NothingRunsOnABrokenStore) {
    Statement insert = m_connection->prepare("INSERT INTO t VALUES (?, ?)").value();
    m_faults.noteFileGone();
    EXPECT_EQ(Query(insert).number(1).number(1).run().reason(), Reason::StorageFailed);
    EXPECT_EQ(m_connection->execute("DELETE FROM t").reason(), Reason::StorageFailed);
    EXPECT_EQ(m_connection->checkpoint(false).reason(), Reason::StorageFailed);
}

TEST_F(StatementTest, RangesAreCutToTheLargestNumber) {
    EXPECT_EQ(rangeBound(5), 5U);
    EXPECT_EQ(rangeBound(UINT64_MAX), static_cast<std::uint64_t>(INT64_MAX));
}

TEST(FaultsTest, ResultCodesBecomeReasons) {
    std::vector<Reason> fatal;
    Faults faults([&](Reason reason) { fatal.push_back(reason); });
    EXPECT_EQ(faults.reasonOf(SQLITE_FULL, 0), Reason::StorageFull);
    EXPECT_EQ(faults.reasonOf(SQLITE_IOERR_WRITE, EDQUOT), Reason::StorageFull);
    EXPECT_EQ(faults.reasonOf(SQLITE_IOERR_WRITE, ENOSPC), Reason::StorageFull);
    EXPECT_EQ(faults.reasonOf(SQLITE_IOERR_WRITE, EIO), Reason::StorageFailed);
    EXPECT_EQ(faults.reasonOf(SQLITE_BUSY, 0), Reason::Busy);
    EXPECT_EQ(faults.reasonOf(SQLITE_BUSY_SNAPSHOT, 0), Reason::Busy);
    EXPECT_EQ(faults.reasonOf(SQLITE_CORRUPT, 0), Reason::StorageFailed);
    EXPECT_EQ(faults.reasonOf(SQLITE_NOTADB, 0), Reason::StorageFailed);
    EXPECT_EQ(faults.reasonOf(SQLITE_NOMEM, 0), Reason::StorageFailed);
    EXPECT_TRUE(fatal.empty());
    EXPECT_FALSE(faults.broken());
}

TEST(FaultsTest, AFailedFsyncIsFatalOnce) {
    for (const int code : {SQLITE_IOERR_FSYNC, SQLITE_IOERR_DIR_FSYNC}) {
        std::vector<Reason> fatal;
        Faults faults([&](Reason reason) { fatal.push_back(reason); });
        // Whatever errno says: a full disk that fails an fsync has lost pages, too.
        EXPECT_EQ(faults.reasonOf(code, ENOSPC), Reason::StorageFailed);
        EXPECT_EQ(faults.reasonOf(code, EIO), Reason::StorageFailed);
        EXPECT_THAT(fatal, ::testing::ElementsAre(Reason::StorageFailed));
        EXPECT_TRUE(faults.broken());
    }
}

TEST(FaultsDeathTest, WithoutAFunctionAFailedFsyncEndsTheProcess) {
    EXPECT_EXIT(
        {
            Faults faults(nullptr);
            static_cast<void>(faults.reasonOf(SQLITE_IOERR_FSYNC, 0));
        },
        ::testing::ExitedWithCode(70),
        "fsync failed");
}

}  // namespace
}  // namespace voordeur::server::storage::sqlcipher
