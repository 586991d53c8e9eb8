#include "tests/server/storage/store_under_test.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

// Conformance: one writer beside many readers.
namespace voordeur::server::storage::test {
namespace {

using crypto::HouseholdId;
using crypto::Reason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StoreConcurrencyTest : public StoreTest {};

TEST_P(StoreConcurrencyTest, AReaderSeesNothingThatIsNotCommitted) {
    const auto id = idOf<HouseholdId>(1);
    auto reading = reader();
    auto transaction = begin();
    ASSERT_TRUE(transaction->add(entryFor(*transaction, 0, {id}, true)).ok());
    ASSERT_TRUE(transaction->putNote("note", textBytes("1")).ok());
    EXPECT_FALSE(reading->line(0).value().has_value());
    EXPECT_THAT(reading->householdChain(id, 0, 10).value(), IsEmpty());
    EXPECT_FALSE(reading->note("note").value().has_value());
    ASSERT_TRUE(transaction->commit().ok());
    // The same reader sees it at its next call.
    EXPECT_TRUE(reading->line(0).value().has_value());
    EXPECT_THAT(reading->householdChain(id, 0, 10).value(), ElementsAre(0));
    EXPECT_TRUE(reading->note("note").value().has_value());
}

TEST_P(StoreConcurrencyTest, ReadersAreBoundedAndComeBack) {
    std::vector<std::unique_ptr<Reading>> taken;
    while (true) {
        auto reading = m_store->reader();
        if (!reading.ok()) {
            EXPECT_EQ(reading.reason(), Reason::Busy);
            break;
        }
        taken.push_back(std::move(reading).value());
        ASSERT_LE(taken.size(), 100U);
    }
    EXPECT_GE(taken.size(), 4U);
    taken.pop_back();
    EXPECT_TRUE(m_store->reader().ok());
}

TEST_P(StoreConcurrencyTest, ManyReadersMakeTheWriterWaitForNobody) {
    std::vector<std::unique_ptr<Reading>> taken;
    for (int i = 0; i < 4; ++i) {
        taken.push_back(reader());
        EXPECT_THAT(taken.back()->lines(0, 10).value(), IsEmpty());
    }
    commitEntries(0, 3);
    EXPECT_EQ(taken.front()->lines(0, 10).value().size(), 3U);
}

// What a reader finds: every entry up to a size, each as it was added, in every chain; and no size
// that was not the size after some commit.
class Watcher {
public:
    Watcher(Store& store, const std::atomic<std::uint64_t>& committed, const HouseholdId& household)
        : m_store(store), m_committed(committed), m_household(household) {}

    void watch(const std::atomic<bool>& done) {
        while (!done.load()) {
            auto reading = m_store.reader();
            if (!reading.ok()) continue;
            look(*reading.value());
            ++looks;
        }
    }

    std::size_t looks = 0;
    std::size_t faults = 0;

private:
    void look(Reading& reading) {
        const std::uint64_t before = m_committed.load();
        if (before == 0) return;
        const auto last = reading.line(before - 1);
        check(last.ok() && last.value().has_value());
        if (last.ok() && last.value()) check(last.value()->entry == entryOf(before - 1).entry);
        const std::uint64_t from = before > 50 ? before - 50 : 0;
        const auto chain = reading.householdChain(m_household, from, 1000);
        check(chain.ok() && chain.value().size() >= before - from);
        if (chain.ok()) {
            for (std::size_t i = 0; i < chain.value().size(); ++i)
                check(chain.value()[i] == from + i);
            // Groups are of three: no reader may see part of one.
            check((from + chain.value().size()) % 3 == 0);
        }
        const auto lines = reading.lines(from, 1000);
        check(lines.ok() && lines.value().size() >= before - from);
        if (lines.ok()) check((from + lines.value().size()) % 3 == 0);
    }
    void check(bool good) {
        if (!good) ++faults;
    }

    Store& m_store;
    const std::atomic<std::uint64_t>& m_committed;
    const HouseholdId m_household;
};

TEST_P(StoreConcurrencyTest, OneWriterBesideFourReaders) {
    const auto id = idOf<HouseholdId>(1);
    std::atomic<std::uint64_t> committed{0};
    std::atomic<bool> done{false};
    std::vector<std::unique_ptr<Watcher>> watchers;
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
        watchers.push_back(std::make_unique<Watcher>(*m_store, committed, id));
        threads.emplace_back([&, watcher = watchers.back().get()] { watcher->watch(done); });
    }
    std::uint64_t size = 0;
    for (int group = 0; group < 100; ++group) {
        auto transaction = begin();
        for (int i = 0; i < 3; ++i, ++size) {
            EXPECT_TRUE(transaction->add(entryFor(*transaction, size, {id}, false)).ok());
        }
        EXPECT_TRUE(transaction->commit().ok());
        committed = size;
        EXPECT_TRUE(m_store->tidy().ok());
    }
    done = true;
    for (auto& thread : threads)
        thread.join();
    std::size_t looks = 0;
    for (const auto& watcher : watchers) {
        EXPECT_EQ(watcher->faults, 0U);
        looks += watcher->looks;
    }
    EXPECT_GT(looks, 0U);
    EXPECT_EQ(reader()->lines(0, 1000).value().size(), size);
}

INSTANTIATE_TEST_SUITE_P(Stores,
                         StoreConcurrencyTest,
                         ::testing::ValuesIn(kinds()),
                         [](const auto& one) { return one.param.name; });

}  // namespace
}  // namespace voordeur::server::storage::test
