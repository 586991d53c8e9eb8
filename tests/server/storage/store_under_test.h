#pragma once

#include "crypto/base/random.h"
#include "crypto/base/secret_bytes.h"
#include "crypto/shared/directory_state.h"
#include "server/storage/store.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <random>
#include <string>

// How the conformance suite gets its stores. A new kind of store adds one line to `kinds()`.
namespace voordeur::server::storage::test {

/// One store that can be closed and opened again, with what is in it.
class StoreUnderTest {
public:
    StoreUnderTest() = default;
    StoreUnderTest(const StoreUnderTest&) = delete;
    StoreUnderTest& operator=(const StoreUnderTest&) = delete;
    StoreUnderTest(StoreUnderTest&&) = delete;
    StoreUnderTest& operator=(StoreUnderTest&&) = delete;
    virtual ~StoreUnderTest() = default;
    virtual Result<std::unique_ptr<Store>> open() = 0;
};

struct Kind {
    std::string name;
    std::function<std::unique_ptr<StoreUnderTest>()> make;
};
std::vector<Kind> kinds();

/// The same bytes in every run.
class SeededRandom final : public crypto::RandomSource {
public:
    explicit SeededRandom(std::uint64_t seed) : m_engine(seed) {}
    void fill(std::span<std::uint8_t> out) override;
    Bytes bytes(std::size_t size);
    template <class Id>
    Id id() {
        return {array<16>()};
    }
    /// 0 … below − 1.
    std::uint64_t below(std::uint64_t bound) { return m_engine() % bound; }

private:
    std::mt19937_64 m_engine;
};

/// A key for tests: 32 bytes of one value.
crypto::SecretBytes keyOf(std::uint8_t value);
template <class Id>
Id idOf(std::uint8_t value) {
    Id id;
    id.bytes.fill(value);
    return id;
}
inline Bytes textBytes(std::string_view text) {
    return crypto::toBytes(crypto::viewOf(text));
}

/// An entry with bytes of its own everywhere; `sequence` is all that has to fit.
StoredEntry entryOf(std::uint64_t sequence);
/// The same, joining the chains of households, with the heads that belong to it.
StoredEntry entryFor(Transaction& transaction,
                     std::uint64_t sequence,
                     const std::vector<crypto::HouseholdId>& households,
                     bool changesState);
void expectLine(const StoredLine& found, const StoredEntry& added);

/// A store of each kind, open.
class StoreTest : public ::testing::TestWithParam<Kind> {
protected:
    void SetUp() override;
    void reopen();
    std::unique_ptr<Transaction> begin();
    std::unique_ptr<Reading> reader();
    /// Adds them in a transaction of their own.
    void commitEntries(std::uint64_t first, std::uint64_t count);

    std::unique_ptr<StoreUnderTest> m_underTest;
    std::unique_ptr<Store> m_store;
    crypto::Directory m_directory;
};

}  // namespace voordeur::server::storage::test
