#include "tests/server/storage/store_under_test.h"

#include "crypto/shared/hash.h"
#include "server/storage/sqlcipher/open.h"
#include "tests/support/temp_folder.h"

namespace voordeur::server::storage::test {
namespace {

class SqlcipherUnderTest final : public StoreUnderTest {
public:
    SqlcipherUnderTest() { EXPECT_TRUE(createSqlcipherStore(path(), keyOf(7)).ok()); }
    Result<std::unique_ptr<Store>> open() override { return openSqlcipherStore(path(), keyOf(7)); }

private:
    [[nodiscard]] std::string path() const { return m_folder.file("store.db"); }
    voordeur::test::TempFolder m_folder;
};

}  // namespace

std::vector<Kind> kinds() {
    return {{"Sqlcipher", [] { return std::make_unique<SqlcipherUnderTest>(); }}};
}

void SeededRandom::fill(std::span<std::uint8_t> out) {
    for (std::uint8_t& byte : out)
        byte = static_cast<std::uint8_t>(m_engine());
}

Bytes SeededRandom::bytes(std::size_t size) {
    Bytes out(size);
    fill(out);
    return out;
}

crypto::SecretBytes keyOf(std::uint8_t value) {
    return crypto::SecretBytes::copyOf(Bytes(32, value));
}

StoredEntry entryOf(std::uint64_t sequence) {
    const std::string number = std::to_string(sequence);
    StoredEntry entry;
    entry.sequence = sequence;
    entry.entry = textBytes("entry " + number);
    entry.leaf = crypto::leafOf(entry.entry);
    entry.payload = textBytes("payload " + number);
    entry.answer = textBytes("answer " + number);
    entry.answerKept = true;
    entry.detail = textBytes("detail " + number);
    const auto id = crypto::sha256({entry.entry});
    entry.device = crypto::DeviceId::fromBytes(ByteView(id).first(16));
    entry.requestId = *crypto::RequestId::fromBytes(ByteView(id).last(16));
    entry.requestDigest = crypto::sha256({entry.payload});
    entry.time = 1'700'000'000'000 + sequence;
    return entry;
}

StoredEntry entryFor(Transaction& transaction,
                     std::uint64_t sequence,
                     const std::vector<crypto::HouseholdId>& households,
                     bool changesState) {
    StoredEntry entry = entryOf(sequence);
    std::vector<crypto::HouseholdHeads> heads;
    for (const auto& household : households) {
        const auto head = transaction.heads(household);
        EXPECT_TRUE(head.ok());
        if (head.ok()) heads.push_back(head.value());
    }
    entry.heads = crypto::encodeHeads(heads);
    entry.householdChains = households;
    if (changesState) entry.stateChains = households;
    return entry;
}

void expectLine(const StoredLine& found, const StoredEntry& added) {
    EXPECT_EQ(found.sequence, added.sequence);
    EXPECT_EQ(found.entry, added.entry);
    EXPECT_EQ(found.payload, added.payload);
    EXPECT_EQ(found.answer, added.answerKept ? added.answer : Bytes{});
    EXPECT_EQ(found.detail, added.detail);
    EXPECT_EQ(found.heads, added.heads);
    EXPECT_EQ(found.attachments, added.attachments);
}

void StoreTest::SetUp() {
    m_underTest = GetParam().make();
    reopen();
}

void StoreTest::reopen() {
    m_store.reset();
    auto opened = m_underTest->open();
    ASSERT_TRUE(opened.ok()) << nameOf(opened.reason());
    m_store = std::move(opened).value();
}

std::unique_ptr<Transaction> StoreTest::begin() {
    auto transaction = m_store->begin(m_directory);
    EXPECT_TRUE(transaction.ok());
    return transaction.ok() ? std::move(transaction).value() : nullptr;
}

std::unique_ptr<Reading> StoreTest::reader() {
    auto reading = m_store->reader();
    EXPECT_TRUE(reading.ok());
    return reading.ok() ? std::move(reading).value() : nullptr;
}

void StoreTest::commitEntries(std::uint64_t first, std::uint64_t count) {
    auto transaction = begin();
    for (std::uint64_t i = 0; i < count; ++i) {
        ASSERT_TRUE(transaction->add(entryOf(first + i)).ok());
    }
    ASSERT_TRUE(transaction->commit().ok());
}

}  // namespace voordeur::server::storage::test
