#include "client/core/local_store.h"

#include "client/core/household_rows.h"
#include "crypto/base/files.h"
#include "crypto/internal/random.h"
#include "crypto/shared/codec.h"
#include "crypto/sqlcipher/connection.h"
#include "tests/support/temp_folder.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace voordeur::client::core {
namespace {

using crypto::Reason;
using crypto::sqlcipher::Connection;
using crypto::sqlcipher::Query;

// As version 2 of the schema made it.
constexpr const char* kVersion2 = R"(
CREATE TABLE head(one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL,
    root BLOB NOT NULL);
CREATE TABLE directory(position INTEGER PRIMARY KEY, line BLOB NOT NULL);
CREATE TABLE households(id BLOB PRIMARY KEY, state BLOB NOT NULL, count INTEGER NOT NULL,
    head BLOB NOT NULL, leads BLOB NOT NULL, all_count INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE pending(place INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, method INTEGER NOT NULL,
    request BLOB NOT NULL);
CREATE TABLE meta(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE epochs(household BLOB NOT NULL, compartment BLOB NOT NULL, epoch INTEGER NOT NULL,
    device BLOB NOT NULL, time INTEGER NOT NULL,
    PRIMARY KEY (household, compartment, epoch)) WITHOUT ROWID;
CREATE TABLE grants(household BLOB NOT NULL, compartment BLOB NOT NULL, epoch INTEGER NOT NULL,
    header BLOB NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (household, compartment, epoch)) WITHOUT ROWID;
INSERT INTO head VALUES (1, 77, zeroblob(32));
INSERT INTO households VALUES (zeroblob(16), x'00', 9, zeroblob(32), x'00', 30);
PRAGMA user_version = 2;
)";

class LocalStoreTest : public testing::Test {
protected:
    [[nodiscard]] std::string path() const { return m_folder.file("geheugen.db"); }
    std::unique_ptr<LocalStore> open() {
        auto opened = openLocalStore(path(), m_key);
        EXPECT_TRUE(opened.ok());
        return std::move(opened).value();
    }
    void makeVersion2() {
        ASSERT_TRUE(crypto::writeNewFile(path(), {}).ok());
        crypto::sqlcipher::Faults faults([](Reason) {});
        crypto::sqlcipher::ConnectionOptions options;
        options.path = path();
        options.access = crypto::sqlcipher::ConnectionOptions::Access::Write;
        auto connection = Connection::open(options, m_key, faults);
        ASSERT_TRUE(connection.ok());
        ASSERT_TRUE(connection.value()->execute(kVersion2).ok());
        auto sql = connection.value()->prepare(
            "INSERT INTO pending(id, method, request) VALUES (?, ?, ?)");
        ASSERT_TRUE(sql.ok());
        crypto::Writer request;
        request.bytes({}).fixed(crypto::Signature64{}).bytes({}).u32(0).bytes({});
        const crypto::RequestId id{{7}};
        ASSERT_TRUE(Query(sql.value())
                        .bytes(id.bytes)
                        .number(static_cast<std::uint16_t>(crypto::Method::Commit))
                        .bytes(request.view())
                        .run()
                        .ok());
    }

    crypto::SystemRandom m_random;
    const crypto::SecretBytes m_key = crypto::SecretBytes::copyOf(m_random.array<32>());
    const test::TempFolder m_folder;
};

PendingRequest requestWith(std::uint8_t id, std::uint8_t wish) {
    PendingRequest out;
    out.id.bytes[0] = id;
    out.method = crypto::Method::Commit;
    out.wish.fill(wish);
    return out;
}

TEST_F(LocalStoreTest, BringsAnOlderSchemaUpToDate) {
    makeVersion2();
    const auto store = open();
    const auto pending = store->pending();
    ASSERT_TRUE(pending.ok());
    ASSERT_EQ(pending.value().size(), 1U);
    EXPECT_EQ(pending.value().front().id.bytes[0], 7);
    EXPECT_EQ(pending.value().front().state, PendingState::Waiting);
    EXPECT_EQ(store->head().value().size, 77U);
    EXPECT_EQ(store->headBefore(100).value()->size, 77U);
    EXPECT_FALSE(store->headBefore(76).value().has_value());
    // Replayed once more, and it has to come by what was known.
    EXPECT_FALSE(store->household({}).value().has_value());
    const auto anchors = store->anchors({});
    ASSERT_EQ(anchors.value().size(), 1U);
    EXPECT_EQ(anchors.value().front().stateChain.count, 9U);
    EXPECT_EQ(anchors.value().front().allCount, 30U);
}

TEST_F(LocalStoreTest, RequestsWithoutAWishAreNeverTheSame) {
    makeVersion2();
    const auto store = open();
    EXPECT_FALSE(store->pendingWish({}).value().has_value());
    auto refused = requestWith(1, 0);
    refused.wish = {};
    ASSERT_TRUE(store->putPending(refused).ok());
    ASSERT_TRUE(store->markPending(refused.id, PendingState::Refused, Reason::Denied).ok());
    ASSERT_TRUE(store->removePending(crypto::RequestId{{7}}).ok());
    ASSERT_EQ(store->unsettled().value().size(), 1U);
    EXPECT_EQ(store->unsettled().value().front().reason, Reason::Denied);
}

TEST_F(LocalStoreTest, WhatWasRefusedIsNoLongerOpenAndStaysUntilItIsRemoved) {
    const auto store = open();
    for (const auto& one : {requestWith(1, 1), requestWith(2, 1), requestWith(3, 2)})
        ASSERT_TRUE(store->putPending(one).ok());
    const auto first = requestWith(1, 1).id;
    ASSERT_TRUE(store->markPending(first, PendingState::Refused, Reason::Denied).ok());
    EXPECT_EQ(store->pending().value().size(), 2U);
    EXPECT_EQ(store->pendingWish(requestWith(0, 1).wish).value()->id, requestWith(2, 1).id);
    ASSERT_TRUE(store->removePending(requestWith(2, 1).id).ok());
    EXPECT_FALSE(store->pendingWish(requestWith(0, 1).wish).value().has_value());
    ASSERT_EQ(store->unsettled().value().size(), 2U);
    EXPECT_EQ(store->unsettled().value().front().id, first);
    EXPECT_EQ(store->unsettled().value().back().id, requestWith(3, 2).id);
}

TEST_F(LocalStoreTest, RemembersOldHeadsWithinAQuarterOfTheirDistance) {
    const auto store = open();
    constexpr std::uint64_t kNewest = 600;
    for (std::uint64_t size = 1; size <= kNewest; ++size)
        ASSERT_TRUE(store->raiseHead({size, {}}).ok());
    for (const std::uint64_t back : {1U, 2U, 5U, 10U, 50U, 300U, 590U}) {
        const auto found = store->headBefore(kNewest - back).value();
        ASSERT_TRUE(found.has_value()) << back;
        const auto distance = kNewest - found->size;
        EXPECT_LE(distance, back + back / 4 + 1) << back;
    }
}

TEST(ThinnedOutTest, KeepsTheSmallestOfEachDistance) {
    std::vector<std::uint64_t> sizes;
    for (std::uint64_t size = 10'000; size > 0; --size)
        sizes.push_back(size);
    const auto dropped = thinnedOut(sizes, 100);
    std::erase_if(sizes, [&](std::uint64_t size) { return std::ranges::count(dropped, size) > 0; });
    EXPECT_LT(sizes.size(), 70U);
    EXPECT_EQ(sizes.front(), 10'000U);
    EXPECT_EQ(sizes.back(), 1U);
    for (std::size_t i = 2; i < sizes.size(); ++i) {
        const auto near = 10'000 - sizes[i - 1];
        const auto far = 10'000 - sizes[i];
        EXPECT_LE(far, near + near / 4 + 1) << sizes[i];
    }
    EXPECT_TRUE(thinnedOut({5, 4, 3}, 3).empty());
}

}  // namespace
}  // namespace voordeur::client::core
