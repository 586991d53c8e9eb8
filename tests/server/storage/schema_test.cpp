#include "server/storage/sqlcipher/schema.h"

#include "server/storage/sql/migrations.h"
#include "server/storage/sql/queries.h"
#include "server/storage/sqlcipher/sqlcipher_store.h"
#include "tests/server/storage/store_under_test.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <sqlcipher/sqlite3.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <sstream>

namespace voordeur::server::storage::sqlcipher {
namespace {

using crypto::Reason;
using test::keyOf;
using voordeur::test::TempFolder;
using Access = ConnectionOptions::Access;

std::string textOfFile(const std::string& path) {
    std::ifstream in(path);
    EXPECT_TRUE(in.good()) << path;
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

class SchemaTest : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(createSqlcipherStore(path(), keyOf(1)).ok());
        reopen();
    }
    void reopen() {
        m_connection.reset();
        auto opened = Connection::open({path(), Access::Write, 1024, {}}, keyOf(1), m_faults);
        ASSERT_TRUE(opened.ok());
        m_connection = std::move(opened).value();
    }
    [[nodiscard]] std::string path() const { return m_folder.file("store.db"); }
    std::vector<std::string> textsOf(const std::string& sql) {
        std::vector<std::string> out;
        Statement statement = m_connection->prepare(sql).value();
        Query query(statement);
        while (query.next().value())
            out.push_back(query.textAt(0));
        return out;
    }
    /// Everything that the schema is, as SQL.
    std::string schemaText() {
        std::string found;
        for (const std::string& sql : textsOf("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL "
                                              "ORDER BY type DESC, name")) {
            found += sql + ";\n\n";
        }
        found += "PRAGMA application_id = " +
                 std::to_string(m_connection->numberOf("PRAGMA application_id").value()) + ";\n";
        found += "PRAGMA user_version = " +
                 std::to_string(m_connection->numberOf("PRAGMA user_version").value()) + ";\n";
        return found;
    }

    TempFolder m_folder;
    Faults m_faults{nullptr};
    std::unique_ptr<Connection> m_connection;
};

TEST_F(SchemaTest, TheNewestVersionIsAsItsFixtureSays) {
    EXPECT_EQ(schemaText(), textOfFile("tests/schema/003.sql"));
}

TEST_F(SchemaTest, Version1IsBroughtUpToDateWithWhatIsInIt) {
    ASSERT_TRUE(FileGuard::makeFile(m_folder.file("old.db")).ok());
    {
        Faults faults(nullptr);
        auto old =
            Connection::open({m_folder.file("old.db"), Access::Write, 1024, {}}, keyOf(1), faults);
        ASSERT_TRUE(old.ok());
        ASSERT_TRUE(old.value()->execute(std::string(sql::kMigration001)).ok());
        ASSERT_TRUE(old.value()->execute("PRAGMA user_version = 1").ok());
        ASSERT_TRUE(old.value()
                        ->execute("INSERT INTO device_keys VALUES "
                                  "(x'01010101010101010101010101010101', 0, x'07')")
                        .ok());
        m_connection = std::move(old).value();
        EXPECT_EQ(schemaText(), textOfFile("tests/schema/001.sql"));
        m_connection.reset();
    }
    SqlcipherOptions look;
    look.readOnly = true;
    const auto device = test::idOf<crypto::DeviceId>(1);
    for (const bool readOnly : {true, false}) {
        look.readOnly = readOnly;
        const auto store = openSqlcipherStore(m_folder.file("old.db"), keyOf(1), look);
        ASSERT_TRUE(store.ok()) << nameOf(store.reason());
        EXPECT_EQ(store.value()->reader().value()->keysFor(device).value(),
                  std::vector<Bytes>{Bytes{7}});
    }
    auto opened =
        Connection::open({m_folder.file("old.db"), Access::Write, 1024, {}}, keyOf(1), m_faults);
    ASSERT_TRUE(opened.ok());
    m_connection = std::move(opened).value();
    EXPECT_EQ(schemaText(), textOfFile("tests/schema/003.sql"));
}

TEST_F(SchemaTest, ANewerSchemaIsRefusedAndLeftAlone) {
    ASSERT_TRUE(m_connection->execute("PRAGMA user_version = 4").ok());
    m_connection.reset();
    EXPECT_EQ(openSqlcipherStore(path(), keyOf(1)).reason(), Reason::SchemaNewer);
    SqlcipherOptions options;
    options.readOnly = true;
    EXPECT_EQ(openSqlcipherStore(path(), keyOf(1), options).reason(), Reason::SchemaNewer);
    reopen();
    EXPECT_EQ(m_connection->numberOf("PRAGMA user_version").value(), 4U);
}

TEST_F(SchemaTest, AFileOfAnotherProgramIsRefused) {
    ASSERT_TRUE(m_connection->execute("PRAGMA application_id = 1").ok());
    m_connection.reset();
    EXPECT_EQ(openSqlcipherStore(path(), keyOf(1)).reason(), Reason::StorageFailed);
}

TEST_F(SchemaTest, AFileWithoutSchemaIsRefused) {
    ASSERT_TRUE(FileGuard::makeFile(m_folder.file("other.db")).ok());
    {
        Faults faults(nullptr);
        ASSERT_TRUE(
            Connection::open({m_folder.file("other.db"), Access::Write, 1024, {}}, keyOf(1), faults)
                .ok());
    }
    EXPECT_EQ(openSqlcipherStore(m_folder.file("other.db"), keyOf(1)).reason(),
              Reason::StorageFailed);
}

TEST_F(SchemaTest, AMigrationThatFailsLeavesNothing) {
    ASSERT_TRUE(FileGuard::makeFile(m_folder.file("other.db")).ok());
    auto other =
        Connection::open({m_folder.file("other.db"), Access::Write, 1024, {}}, keyOf(1), m_faults);
    ASSERT_TRUE(other.ok());
    // In the way of the last table.
    ASSERT_TRUE(other.value()->execute("CREATE TABLE notes (x)").ok());
    EXPECT_FALSE(bringUpToDate(*other.value(), true).ok());
    EXPECT_EQ(other.value()->numberOf("SELECT count(*) FROM sqlite_schema").value(), 1U);
    EXPECT_EQ(other.value()->numberOf("PRAGMA user_version").value(), 0U);
    EXPECT_TRUE(other.value()->idle());
}

TEST_F(SchemaTest, SettingsAreThoseWeRelyOn) {
    const auto number = [&](const std::string& name) {
        return m_connection->numberOf("PRAGMA " + name).value();
    };
    EXPECT_EQ(m_connection->textOf("PRAGMA journal_mode").value(), "wal");
    EXPECT_EQ(number("synchronous"), 2U);
    EXPECT_EQ(number("secure_delete"), 1U);
    EXPECT_EQ(number("wal_autocheckpoint"), 0U);
    EXPECT_EQ(number("temp_store"), 2U);
    EXPECT_EQ(number("trusted_schema"), 0U);
    EXPECT_EQ(number("page_size"), 4096U);
    EXPECT_EQ(number("auto_vacuum"), 0U);
    EXPECT_EQ(m_connection->textOf("PRAGMA cipher_hmac_algorithm").value(), "HMAC_SHA256");
    EXPECT_EQ(m_connection->textOf("PRAGMA cipher_use_hmac").value(), "1");
}

TEST_F(SchemaTest, AReadersConnectionCannotWrite) {
    auto reader = Connection::open({path(), Access::Read, 1024, {}}, keyOf(1), m_faults);
    ASSERT_TRUE(reader.ok());
    EXPECT_FALSE(reader.value()->execute("DELETE FROM entries").ok());
    EXPECT_EQ(reader.value()->numberOf("PRAGMA query_only").value(), 1U);
}

// -- Plans

TEST_F(SchemaTest, TheListOfQueriesIsComplete) {
    const std::string header = textOfFile("server/storage/sql/queries.h");
    const std::regex definition("inline constexpr std::string_view k");
    const auto count = std::distance(std::sregex_iterator(header.begin(), header.end(), definition),
                                     std::sregex_iterator());
    EXPECT_EQ(static_cast<std::size_t>(count), sql::kAllQueries.size());
}

// At a start the whole of these is read, and they are small. The lists that a query brings itself
// are walked through as well.
bool mayBeWalkedThrough(const std::string& step) {
    for (const char* name : {"SCAN chain_tails",
                             "SCAN tiles",
                             "SCAN d",
                             "SCAN asked",
                             "SCAN s ",
                             "SCAN CONSTANT ROW",
                             "SCAN enrolments",
                             "SCAN checkpoints"}) {
        if (step.starts_with(name)) return true;
    }
    return false;
}

TEST_F(SchemaTest, NoQueryWalksThroughATable) {
    for (const std::string_view sql : sql::kAllQueries) {
        const std::string explain = "EXPLAIN QUERY PLAN " + std::string(sql);
        sqlite3_stmt* statement = nullptr;
        ASSERT_EQ(
            sqlite3_prepare_v2(m_connection->handle(), explain.c_str(), -1, &statement, nullptr),
            SQLITE_OK);
        while (sqlite3_step(statement) == SQLITE_ROW) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 3));
            const std::string step = text;
            const bool walks = step.starts_with("SCAN") && !mayBeWalkedThrough(step);
            EXPECT_FALSE(walks) << sql << "\n" << step;
            EXPECT_EQ(step.find("TEMP B-TREE"), std::string::npos) << sql << "\n" << step;
        }
        sqlite3_finalize(statement);
    }
}

}  // namespace
}  // namespace voordeur::server::storage::sqlcipher
