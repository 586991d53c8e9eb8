#include "tests/crash/orphans.h"

#include "server/storage/sqlcipher/open.h"
#include "tests/crash/crash_workload.h"
#include "tests/server/storage/store_under_test.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

// The search for orphan rows, itself: each kind is planted and has to be found.
namespace voordeur::test::crash {
namespace {

using server::storage::test::keyOf;
namespace sqlcipher = server::storage::sqlcipher;

struct Planted {
    const char* name;
    const char* sql;
    const char* rule;
};

class OrphansTest : public ::testing::TestWithParam<Planted> {};

TEST_P(OrphansTest, APlantedRowIsFound) {
    const TempFolder folder;
    const std::string path = folder.file("store.db");
    ASSERT_TRUE(server::storage::createSqlcipherStore(path, keyOf(1)).ok());
    {
        auto store = server::storage::openSqlcipherStore(path, keyOf(1));
        ASSERT_TRUE(store.ok());
        const crypto::Directory directory;
        auto transaction = store.value()->begin(directory);
        ASSERT_TRUE(transaction.ok());
        ASSERT_TRUE(addGroup(*transaction.value(), 0, 20).ok());
        ASSERT_TRUE(transaction.value()->commit().ok());
    }
    sqlcipher::Faults faults([](crypto::Reason) {});
    auto opened = sqlcipher::Connection::open(
        {path, sqlcipher::ConnectionOptions::Access::Write, 1024, ""}, keyOf(1), faults);
    ASSERT_TRUE(opened.ok());
    sqlcipher::Connection& connection = *opened.value();
    ASSERT_EQ(whichRowsBelongToNothing(connection), "");
    ASSERT_TRUE(connection.execute(GetParam().sql).ok());
    EXPECT_EQ(whichRowsBelongToNothing(connection), GetParam().rule);
}

INSTANTIATE_TEST_SUITE_P(
    EveryRule,
    OrphansTest,
    ::testing::Values(
        Planted{"Gap", "DELETE FROM entries WHERE sequence = 7", "entries without a gap"},
        Planted{"AttachmentOfNothing",
                "INSERT INTO attachments SELECT 999, 0, min(number) FROM objects",
                "an attachment hangs on an entry"},
        Planted{"AttachmentWithoutObject",
                "INSERT INTO attachments VALUES (1, 99, 999)",
                "an attachment has an object"},
        Planted{"LonelyObject",
                "INSERT INTO objects VALUES (999, x'00', x'00')",
                "an object is attached"},
        Planted{"DirectoryOfNothing",
                "INSERT INTO directory_chain SELECT max(position) + 1, 999 FROM directory_chain",
                "the directory chain is of entries"},
        Planted{"DirectoryGap",
                "DELETE FROM directory_chain WHERE position = 0",
                "the directory chain has no gap"},
        Planted{
            "TailOfNothing", "INSERT INTO chain_tails VALUES (x'00', 999)", "a tail is an entry"},
        Planted{
            "HeadTooLong", "INSERT INTO checkpoints VALUES (999, '')", "no head of a longer log"},
        Planted{"NoHead", "DELETE FROM checkpoints", "the last entry is under a signed head"},
        Planted{"Tile", "INSERT INTO tiles VALUES (0, x'00')", "as many tiles as are full"},
        Planted{"LeavesOfNoTile",
                "INSERT INTO tile_leaves VALUES (0, x'00')",
                "leaves of every full tile"},
        Planted{"CaseloadOfNothing",
                "INSERT INTO team_households VALUES (x'00', x'00')",
                "a team's household is there"},
        Planted{"EvaluationOfNothing",
                "INSERT INTO evaluations VALUES (999, x'00', 1, 1, 1)",
                "an evaluation is an entry"},
        Planted{"RecordOfNothing",
                "INSERT INTO manifest_rows VALUES (x'00', x'00', x'00', 1, x'00')",
                "a record has a household"}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace voordeur::test::crash
