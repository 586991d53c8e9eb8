#include "server/storage/sqlcipher/transaction.h"
#include "tests/server/storage/random_world.h"
#include "tests/support/temp_folder.h"

#include <gmock/gmock.h>
#include <sqlcipher/sqlite3.h>

#include <algorithm>

// A caseload costs the same statements, however many households are in it.
namespace voordeur::server::storage::sqlcipher {
namespace {

using crypto::HouseholdId;
using test::entryFor;
using test::RandomWorld;

int countStatement(unsigned /*what*/, void* count, void* /*statement*/, void* /*text*/) {
    ++*static_cast<std::size_t*>(count);
    return 0;
}

class StatementCountTest : public ::testing::Test {
protected:
    void SetUp() override {
        ASSERT_TRUE(FileGuard::makeFile(path()).ok());
        open(true);
    }
    void open(bool fresh) {
        m_writer.reset();
        auto opened = WriterConnection::open({{path(), ConnectionOptions::Access::Write, 1024, {}},
                                              m_key,
                                              m_faults,
                                              m_tails,
                                              m_guard,
                                              {},
                                              fresh});
        ASSERT_TRUE(opened.ok());
        m_writer = std::move(opened).value();
        sqlite3_trace_v2(
            m_writer->connection->handle(), SQLITE_TRACE_STMT, countStatement, &m_count);
    }
    std::unique_ptr<Transaction> begin() {
        return SqlcipherTransaction::begin(*m_writer, m_directory).value();
    }
    [[nodiscard]] std::string path() const { return m_folder.file("store.db"); }

    /// Makes a team with that many households, each with rows and chains.
    void fill(const crypto::TeamId& team, std::size_t count) {
        auto transaction = begin();
        for (std::size_t i = 0; i < count; ++i) {
            crypto::HouseholdState state = m_ids.household(m_ids.random.id<HouseholdId>());
            state.compartments.resize(1);
            crypto::GrantRef grant;
            grant.header.team = team;
            state.compartments[0] = {};
            state.compartments[0].grants = {grant};
            state.offer.reset();
            crypto::Changes changes;
            changes.rows.push_back({state.id, crypto::kSharedCore, {{m_ids.records[0], 1, {}}}});
            changes.households.push_back(state);
            ASSERT_TRUE(transaction->add(entryFor(*transaction, m_size, {state.id}, true)).ok());
            ASSERT_TRUE(transaction->apply(changes, m_size).ok());
            ++m_size;
        }
        ASSERT_TRUE(transaction->commit().ok());
    }
    /// What listing a caseload does; the statements it takes.
    std::size_t statementsOfList(const crypto::TeamId& team, std::size_t expected) {
        auto transaction = begin();
        m_count = 0;
        const auto households = transaction->householdsOf(team, {}, 1000).value();
        EXPECT_EQ(households.size(), expected);
        for (const auto& id : households) {
            EXPECT_TRUE(transaction->household(id).value().has_value());
            EXPECT_EQ(transaction->rows(id, crypto::kSharedCore).value().size(), 1U);
        }
        for (const auto& id : households)
            EXPECT_EQ(transaction->heads(id).value().all.count, 1U);
        EXPECT_TRUE(transaction->add(entryFor(*transaction, m_size, households, false)).ok());
        return m_count;
    }

    voordeur::test::TempFolder m_folder;
    const crypto::SecretBytes m_key = test::keyOf(1);
    Faults m_faults{nullptr};
    ChainTails m_tails{100'000};
    std::optional<FileGuard> m_guard;
    crypto::Directory m_directory;
    RandomWorld m_ids{1};
    std::unique_ptr<WriterConnection> m_writer;
    std::uint64_t m_size = 0;
    std::size_t m_count = 0;
};

TEST_F(StatementCountTest, ACaseloadCostsTheSameStatementsWhateverItsSize) {
    const std::vector<std::size_t> sizes{1, 10, 100, 1000};
    std::vector<crypto::TeamId> teams;
    for (const std::size_t size : sizes) {
        teams.push_back(m_ids.random.id<crypto::TeamId>());
        fill(teams.back(), size);
    }
    std::vector<std::size_t> cold;
    std::vector<std::size_t> warm;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        open(false);  // nothing is kept in memory
        cold.push_back(statementsOfList(teams[i], sizes[i]));
    }
    for (std::size_t i = 0; i < sizes.size(); ++i)
        warm.push_back(statementsOfList(teams[i], sizes[i]));
    EXPECT_EQ(std::ranges::max(cold), std::ranges::min(cold));
    EXPECT_LE(cold.front(), 5U);
    EXPECT_LE(std::ranges::max(warm), cold.front());
}

TEST_F(StatementCountTest, AnEntryIsOneStatement) {
    auto transaction = begin();
    const auto entry = entryFor(*transaction, 0, {test::idOf<HouseholdId>(1)}, true);
    m_count = 0;
    ASSERT_TRUE(transaction->add(entry).ok());
    EXPECT_EQ(m_count, 1U);
}

}  // namespace
}  // namespace voordeur::server::storage::sqlcipher
