#include "crypto/base/limits.h"
#include "crypto/shared/statement.h"
#include "tests/server/storage/store_under_test.h"

#include <gmock/gmock.h>

// Conformance: the log, what its entries name, and what is remembered of requests.
namespace voordeur::server::storage::test {
namespace {

using crypto::Reason;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class StoreLogTest : public StoreTest {};

TEST_P(StoreLogTest, AnEmptyStoreStartsWithNothing) {
    const auto start = m_store->start();
    ASSERT_TRUE(start.ok());
    EXPECT_EQ(start.value().size, 0U);
    EXPECT_THAT(start.value().tiles, IsEmpty());
    EXPECT_THAT(start.value().lastLeaves, IsEmpty());
    EXPECT_FALSE(start.value().checkpoint.has_value());
    EXPECT_THAT(start.value().directory, IsEmpty());
}

TEST_P(StoreLogTest, WhatWasCommittedIsThereAfterReopening) {
    StoredEntry entry = entryOf(0);
    entry.attachments = {textBytes("one"), {}, textBytes("three")};
    entry.heads = textBytes("heads of its own");
    {
        auto transaction = begin();
        ASSERT_TRUE(transaction->add(entry).ok());
        ASSERT_TRUE(transaction->commit().ok());
    }
    reopen();
    const auto lines = reader()->lines(0, 10);
    ASSERT_TRUE(lines.ok());
    ASSERT_THAT(lines.value(), SizeIs(1));
    expectLine(lines.value().front(), entry);
    EXPECT_EQ(m_store->start().value().size, 1U);
}

TEST_P(StoreLogTest, AnUncommittedTransactionLeavesNothing) {
    commitEntries(0, 2);
    {
        auto transaction = begin();
        StoredEntry entry = entryOf(2);
        entry.attachments = {textBytes("lost")};
        entry.directoryChain = true;
        ASSERT_TRUE(transaction->add(entry).ok());
        ASSERT_TRUE(transaction->addCheckpoint(3, "checkpoint").ok());
        ASSERT_TRUE(transaction->addKey(idOf<crypto::DeviceId>(1), textBytes("key"), {}).ok());
        ASSERT_TRUE(transaction->putEnrolment({idOf<crypto::InvitationId>(1), {1}, {2}}).ok());
        ASSERT_TRUE(transaction->putNote("note", textBytes("lost")).ok());
    }
    const auto reading = reader();
    EXPECT_THAT(reading->lines(0, 10).value(), SizeIs(2));
    EXPECT_FALSE(reading->line(2).value().has_value());
    EXPECT_FALSE(reading->objects({crypto::attachmentHash(textBytes("lost"))}).value()[0]);
    EXPECT_THAT(reading->directoryChain(0, 10).value(), IsEmpty());
    EXPECT_FALSE(reading->newestCheckpoint().value().has_value());
    EXPECT_THAT(reading->keysFor(idOf<crypto::DeviceId>(1)).value(), IsEmpty());
    EXPECT_THAT(reading->enrolments().value(), IsEmpty());
    EXPECT_FALSE(reading->note("note").value().has_value());
    // And the place in the log is free again.
    commitEntries(2, 1);
    expectLine(*reading->line(2).value(), entryOf(2));
}

TEST_P(StoreLogTest, LinesComeInOrderAndOnlyThoseAskedFor) {
    commitEntries(0, 5);
    const auto reading = reader();
    const auto lines = reading->lines(1, 3).value();
    ASSERT_THAT(lines, SizeIs(3));
    for (std::uint64_t i = 0; i < 3; ++i)
        expectLine(lines[i], entryOf(i + 1));
    EXPECT_THAT(reading->lines(4, 10).value(), SizeIs(1));
    EXPECT_THAT(reading->lines(5, 10).value(), IsEmpty());
    EXPECT_THAT(reading->lines(0, 0).value(), IsEmpty());
    EXPECT_THAT(reading->lines(UINT64_MAX - 1, 10).value(), IsEmpty());
    EXPECT_THAT(reading->lines(UINT64_MAX / 2, 10).value(), IsEmpty());
}

TEST_P(StoreLogTest, APageOfLinesIsBounded) {
    commitEntries(0, crypto::limits::kEntriesPerPageMax + 5);
    EXPECT_THAT(reader()->lines(0, UINT32_MAX).value(), SizeIs(crypto::limits::kEntriesPerPageMax));
}

TEST_P(StoreLogTest, APageOfLargeLinesEndsEarlyButNeverEmpty) {
    SeededRandom random(1);
    {
        auto transaction = begin();
        for (std::uint64_t i = 0; i < 3; ++i) {
            StoredEntry entry = entryOf(i);
            for (int n = 0; n < 8; ++n)
                entry.attachments.push_back(random.bytes(crypto::limits::kAttachmentBytesMax));
            ASSERT_TRUE(transaction->add(entry).ok());
        }
        ASSERT_TRUE(transaction->commit().ok());
    }
    EXPECT_THAT(reader()->lines(0, 3).value(), SizeIs(1));
    EXPECT_THAT(reader()->lines(2, 3).value(), SizeIs(1));
}

TEST_P(StoreLogTest, OneLineComesWithoutAttachments) {
    StoredEntry entry = entryOf(0);
    entry.attachments = {textBytes("attached")};
    auto transaction = begin();
    ASSERT_TRUE(transaction->add(entry).ok());
    ASSERT_TRUE(transaction->commit().ok());
    const auto line = reader()->line(0).value();
    ASSERT_TRUE(line.has_value());
    entry.attachments.clear();
    expectLine(*line, entry);
    EXPECT_FALSE(reader()->line(1).value().has_value());
    EXPECT_FALSE(reader()->line(UINT64_MAX).value().has_value());
}

TEST_P(StoreLogTest, AnAnswerThatIsNotKeptIsEmpty) {
    StoredEntry entry = entryOf(0);
    entry.answerKept = false;
    entry.answer.clear();
    auto transaction = begin();
    ASSERT_TRUE(transaction->add(entry).ok());
    const auto remembered = transaction->request(*entry.device, entry.requestId).value();
    ASSERT_TRUE(remembered.has_value());
    EXPECT_FALSE(remembered->answerKept);
    EXPECT_THAT(remembered->answer, IsEmpty());
    ASSERT_TRUE(transaction->commit().ok());
    EXPECT_THAT(reader()->line(0).value()->answer, IsEmpty());
}

TEST_P(StoreLogTest, ARequestIsRememberedWithItsAnswer) {
    StoredEntry empty = entryOf(1);
    empty.answer.clear();
    {
        auto transaction = begin();
        ASSERT_TRUE(transaction->add(entryOf(0)).ok());
        ASSERT_TRUE(transaction->add(empty).ok());
        EXPECT_TRUE(transaction->request(*empty.device, empty.requestId).value().has_value());
        ASSERT_TRUE(transaction->commit().ok());
    }
    reopen();
    const StoredEntry entry = entryOf(0);
    auto transaction = begin();
    const auto first = transaction->request(*entry.device, entry.requestId).value();
    ASSERT_TRUE(first.has_value());
    EXPECT_EQ(first->sequence, 0U);
    EXPECT_EQ(first->digest, entry.requestDigest);
    EXPECT_EQ(first->answer, entry.answer);
    EXPECT_TRUE(first->answerKept);
    const auto second = transaction->request(*empty.device, empty.requestId).value();
    ASSERT_TRUE(second.has_value());
    EXPECT_TRUE(second->answerKept);
    EXPECT_THAT(second->answer, IsEmpty());
    // Only the two together name a request.
    EXPECT_FALSE(transaction->request(*entry.device, empty.requestId).value().has_value());
    EXPECT_FALSE(transaction->request(*empty.device, entry.requestId).value().has_value());
}

TEST_P(StoreLogTest, ASecondEntryForOneRequestIsRefused) {
    commitEntries(0, 1);
    StoredEntry again = entryOf(1);
    again.device = entryOf(0).device;
    again.requestId = entryOf(0).requestId;
    auto transaction = begin();
    EXPECT_EQ(transaction->add(again).reason(), Reason::StorageFailed);
    EXPECT_EQ(transaction->commit().reason(), Reason::StorageFailed);
    EXPECT_EQ(m_store->start().value().size, 1U);
}

TEST_P(StoreLogTest, EntriesOfTheServerItselfAreNobodysRequest) {
    auto transaction = begin();
    for (std::uint64_t i = 0; i < 2; ++i) {
        StoredEntry own = entryOf(i);
        own.device.reset();
        own.requestId = {};
        ASSERT_TRUE(transaction->add(own).ok());
    }
    EXPECT_FALSE(transaction->request({}, {}).value().has_value());
    ASSERT_TRUE(transaction->commit().ok());
}

TEST_P(StoreLogTest, AnEntryOutOfOrderIsRefusedAndNothingIsCommitted) {
    commitEntries(0, 3);
    for (const std::uint64_t wrong : {0U, 2U, 4U}) {
        auto transaction = begin();
        EXPECT_EQ(transaction->add(entryOf(wrong)).reason(), Reason::StorageFailed);
        // What comes after a failure fails with it, and so does the whole.
        EXPECT_EQ(transaction->add(entryOf(3)).reason(), Reason::StorageFailed);
        EXPECT_EQ(transaction->commit().reason(), Reason::StorageFailed);
    }
    EXPECT_EQ(m_store->start().value().size, 3U);
    commitEntries(3, 1);
}

TEST_P(StoreLogTest, OneTransactionAtATime) {
    auto first = begin();
    EXPECT_EQ(m_store->begin(m_directory).reason(), Reason::Busy);
    first.reset();
    EXPECT_TRUE(m_store->begin(m_directory).ok());
}

TEST_P(StoreLogTest, ACommittedTransactionTakesNothingMore) {
    auto transaction = begin();
    ASSERT_TRUE(transaction->commit().ok());
    EXPECT_FALSE(transaction->add(entryOf(0)).ok());
    EXPECT_FALSE(transaction->commit().ok());
    EXPECT_TRUE(m_store->begin(m_directory).ok());
}

TEST_P(StoreLogTest, ObjectsAreFoundByNameInTheOrderAsked) {
    SeededRandom random(2);
    const Bytes small = random.bytes(1);
    const Bytes large = random.bytes(crypto::limits::kAttachmentBytesMax);
    const Bytes empty;
    StoredEntry entry = entryOf(0);
    entry.attachments = {large, small, empty, small};
    StoredEntry other = entryOf(1);
    other.attachments = {small};
    auto transaction = begin();
    ASSERT_TRUE(transaction->add(entry).ok());
    ASSERT_TRUE(transaction->add(other).ok());
    ASSERT_TRUE(transaction->commit().ok());

    const auto name = [](const Bytes& bytes) { return crypto::attachmentHash(bytes); };
    const auto found =
        reader()->objects({name(small), Hash32{}, name(large), name(empty), name(small)}).value();
    ASSERT_THAT(found, SizeIs(5));
    EXPECT_EQ(found[0], small);
    EXPECT_FALSE(found[1].has_value());
    EXPECT_EQ(found[2], large);
    EXPECT_EQ(found[3], empty);
    EXPECT_EQ(found[4], small);
    EXPECT_THAT(reader()->objects({}).value(), IsEmpty());
    // The same object twice stays two attachments.
    const auto lines = reader()->lines(0, 2).value();
    EXPECT_EQ(lines[0].attachments, entry.attachments);
    EXPECT_EQ(lines[1].attachments, other.attachments);
}

TEST_P(StoreLogTest, ObjectsThatNoAnswerCouldCarryAreRefused) {
    SeededRandom random(3);
    StoredEntry entry = entryOf(0);
    std::vector<Hash32> names;
    for (std::size_t total = 0; total <= kObjectsBytesMax;
         total += crypto::limits::kAttachmentBytesMax) {
        entry.attachments.push_back(random.bytes(crypto::limits::kAttachmentBytesMax));
        names.push_back(crypto::attachmentHash(entry.attachments.back()));
    }
    auto transaction = begin();
    ASSERT_TRUE(transaction->add(entry).ok());
    ASSERT_TRUE(transaction->commit().ok());
    EXPECT_EQ(reader()->objects(names).reason(), Reason::LimitReached);
    names.pop_back();
    EXPECT_TRUE(reader()->objects(names).ok());
}

TEST_P(StoreLogTest, AttachmentsWithoutANameComeBackWithTheirLineAlone) {
    StoredEntry entry = entryOf(0);
    entry.attachmentsNamed = false;
    for (std::uint8_t i = 0; i < crypto::limits::kTokensPerCallMax; ++i)
        entry.attachments.push_back(Bytes(32, i));
    StoredEntry none = entryOf(1);
    none.attachmentsNamed = false;
    auto transaction = begin();
    ASSERT_TRUE(transaction->add(entry).ok());
    ASSERT_TRUE(transaction->add(none).ok());
    ASSERT_TRUE(transaction->commit().ok());
    const auto lines = reader()->lines(0, 2).value();
    expectLine(lines[0], entry);
    expectLine(lines[1], none);
    EXPECT_FALSE(reader()->objects({crypto::attachmentHash(Bytes(32, 1))}).value()[0]);
}

TEST_P(StoreLogTest, ManyAttachmentsKeepTheirOrder) {
    SeededRandom random(4);
    StoredEntry entry = entryOf(0);
    for (std::size_t i = 0; i < crypto::limits::kAttachmentsPerCallMax; ++i)
        entry.attachments.push_back(random.bytes(1 + random.below(300)));
    auto transaction = begin();
    ASSERT_TRUE(transaction->add(entry).ok());
    ASSERT_TRUE(transaction->commit().ok());
    expectLine(reader()->lines(0, 1).value().front(), entry);
}

TEST_P(StoreLogTest, CheckpointsAreFoundBySize) {
    auto transaction = begin();
    for (const std::uint64_t size : {3U, 7U, 12U})
        ASSERT_TRUE(transaction->addCheckpoint(size, "text " + std::to_string(size)).ok());
    ASSERT_TRUE(transaction->commit().ok());
    const auto reading = reader();
    EXPECT_THAT(reading->checkpoints(0, 100).value(), ElementsAre("text 3", "text 7", "text 12"));
    EXPECT_THAT(reading->checkpoints(7, 12).value(), ElementsAre("text 7", "text 12"));
    EXPECT_THAT(reading->checkpoints(4, 6).value(), IsEmpty());
    EXPECT_THAT(reading->checkpoints(0, UINT64_MAX).value(), SizeIs(3));
    EXPECT_EQ(reading->newestCheckpoint().value(), "text 12");
    EXPECT_EQ(m_store->start().value().checkpoint, "text 12");
}

TEST_P(StoreLogTest, TwoHeadsForOneSizeAreRefused) {
    {
        auto transaction = begin();
        ASSERT_TRUE(transaction->addCheckpoint(3, "text").ok());
        ASSERT_TRUE(transaction->addCheckpoint(3, "text").ok());
        ASSERT_TRUE(transaction->commit().ok());
    }
    auto transaction = begin();
    EXPECT_EQ(transaction->addCheckpoint(3, "other").reason(), Reason::StorageFailed);
    EXPECT_FALSE(transaction->commit().ok());
    EXPECT_EQ(reader()->newestCheckpoint().value(), "text");
}

TEST_P(StoreLogTest, StartGivesTilesAndTheLeavesAfterThem) {
    constexpr std::uint64_t kSize = 600;
    std::vector<Hash32> leaves;
    {
        auto transaction = begin();
        for (std::uint64_t i = 0; i < kSize; ++i) {
            StoredEntry entry = entryOf(i);
            entry.directoryChain = i % 200 == 0;
            leaves.push_back(entry.leaf);
            ASSERT_TRUE(transaction->add(entry).ok());
        }
        ASSERT_TRUE(transaction->addTile(0, leaves[0]).ok());
        ASSERT_TRUE(transaction->addTile(1, leaves[1]).ok());
        ASSERT_TRUE(transaction->commit().ok());
    }
    reopen();
    const auto start = m_store->start().value();
    EXPECT_EQ(start.size, kSize);
    EXPECT_THAT(start.tiles, ElementsAre(leaves[0], leaves[1]));
    // A full tile's leaves lie together.
    EXPECT_EQ(m_store->reader().value()->leaves(256, 256).value(),
              std::vector<Hash32>(leaves.begin() + 256, leaves.begin() + 512));
    EXPECT_EQ(start.lastLeaves, std::vector<Hash32>(leaves.begin() + 512, leaves.end()));
    ASSERT_THAT(start.directory, SizeIs(3));
    for (std::uint64_t i = 0; i < 3; ++i) {
        EXPECT_EQ(start.directory[i].sequence, 200 * i);
        EXPECT_EQ(start.directory[i].entry, entryOf(200 * i).entry);
        EXPECT_EQ(start.directory[i].payload, entryOf(200 * i).payload);
    }
    EXPECT_EQ(reader()->leaves(0, kSize).value(), leaves);
    EXPECT_EQ(reader()->leaves(598, 100).value().size(), 2U);
    EXPECT_THAT(reader()->leaves(600, 100).value(), IsEmpty());
    EXPECT_THAT(reader()->leaves(UINT64_MAX, UINT64_MAX).value(), IsEmpty());
}

TEST_P(StoreLogTest, AStoreWhoseTilesDoNotFitItsSizeDoesNotStart) {
    commitEntries(0, 256);
    EXPECT_EQ(m_store->start().reason(), Reason::StorageFailed);
}

TEST_P(StoreLogTest, KeysAreDeliveredInTheOrderInWhichTheyCame) {
    const auto device = idOf<crypto::DeviceId>(1);
    {
        auto transaction = begin();
        ASSERT_TRUE(transaction->addKey(device, textBytes("first"), {}).ok());
        ASSERT_TRUE(transaction->addKey(idOf<crypto::DeviceId>(2), textBytes("other"), {}).ok());
        ASSERT_TRUE(transaction->addKey(device, textBytes("second"), {}).ok());
        ASSERT_TRUE(transaction->commit().ok());
    }
    EXPECT_THAT(reader()->keysFor(device).value(),
                ElementsAre(textBytes("first"), textBytes("second")));
    EXPECT_THAT(reader()->keysFor(idOf<crypto::DeviceId>(3)).value(), IsEmpty());
}

TEST_P(StoreLogTest, OfManyKeysTheNewestAreDelivered) {
    const auto device = idOf<crypto::DeviceId>(1);
    const std::size_t most = crypto::limits::kEntriesPerPageMax;
    auto transaction = begin();
    for (std::size_t i = 0; i < most + 3; ++i)
        ASSERT_TRUE(transaction->addKey(device, textBytes(std::to_string(i)), {}).ok());
    ASSERT_TRUE(transaction->commit().ok());
    const auto keys = reader()->keysFor(device).value();
    ASSERT_THAT(keys, SizeIs(most));
    EXPECT_EQ(keys.front(), textBytes("3"));
    EXPECT_EQ(keys.back(), textBytes(std::to_string(most + 2)));
}

TEST_P(StoreLogTest, AKeyReplacesTheOneFromTheSameSource) {
    const auto device = idOf<crypto::DeviceId>(1);
    const Bytes one = textBytes("one");
    const Bytes two = textBytes("two");
    auto transaction = begin();
    ASSERT_TRUE(transaction->addKey(device, textBytes("admission"), {}).ok());
    ASSERT_TRUE(transaction->addKey(device, textBytes("1a"), one).ok());
    ASSERT_TRUE(transaction->addKey(device, textBytes("2a"), two).ok());
    ASSERT_TRUE(transaction->addKey(idOf<crypto::DeviceId>(2), textBytes("other"), one).ok());
    ASSERT_TRUE(transaction->addKey(device, textBytes("1b"), one).ok());
    ASSERT_TRUE(transaction->commit().ok());
    EXPECT_THAT(reader()->keysFor(device).value(),
                ElementsAre(textBytes("admission"), textBytes("2a"), textBytes("1b")));
    EXPECT_THAT(reader()->keysFor(idOf<crypto::DeviceId>(2)).value(),
                ElementsAre(textBytes("other")));
}

TEST_P(StoreLogTest, ATransactionSeesTheEnrolmentsOfItsOwn) {
    const PendingEnrolment one{idOf<crypto::InvitationId>(1), {1}, {2}};
    auto transaction = begin();
    EXPECT_FALSE(transaction->enrolment(one.invitation).value().has_value());
    ASSERT_TRUE(transaction->putEnrolment(one).ok());
    const auto found = transaction->enrolment(one.invitation).value();
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->enrolment, one.enrolment);
}

TEST_P(StoreLogTest, EnrolmentsAreReplacedAndRemoved) {
    const PendingEnrolment one{idOf<crypto::InvitationId>(1), {1}, {2}};
    const PendingEnrolment two{idOf<crypto::InvitationId>(2), {3}, {4}};
    {
        auto transaction = begin();
        ASSERT_TRUE(transaction->putEnrolment(two).ok());
        ASSERT_TRUE(transaction->putEnrolment({one.invitation, {9}, {9}}).ok());
        ASSERT_TRUE(transaction->putEnrolment(one).ok());
        ASSERT_TRUE(transaction->commit().ok());
    }
    const auto all = reader()->enrolments().value();
    ASSERT_THAT(all, SizeIs(2));
    EXPECT_EQ(all[0].invitation, one.invitation);
    EXPECT_EQ(all[1].invitation, two.invitation);
    const auto found = reader()->enrolment(one.invitation).value();
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->enrolment, one.enrolment);
    EXPECT_EQ(found->tlsKey, one.tlsKey);
    {
        auto transaction = begin();
        ASSERT_TRUE(transaction->removeEnrolment(one.invitation).ok());
        ASSERT_TRUE(transaction->removeEnrolment(idOf<crypto::InvitationId>(9)).ok());
        ASSERT_TRUE(transaction->commit().ok());
    }
    EXPECT_FALSE(reader()->enrolment(one.invitation).value().has_value());
    EXPECT_THAT(reader()->enrolments().value(), SizeIs(1));
}

TEST_P(StoreLogTest, ANoteIsKeptUntilTheNextOfItsName) {
    for (const std::string_view text : {"first", "second", ""}) {
        auto transaction = begin();
        ASSERT_TRUE(transaction->putNote("restored", textBytes(text)).ok());
        ASSERT_TRUE(transaction->commit().ok());
        reopen();
        EXPECT_EQ(reader()->note("restored").value(), textBytes(text));
    }
    EXPECT_FALSE(reader()->note("other").value().has_value());
    auto transaction = begin();
    EXPECT_EQ(transaction->putNote("store.mine", {}).reason(), Reason::Internal);
}

TEST_P(StoreLogTest, TidyingChangesNothing) {
    commitEntries(0, 3);
    EXPECT_TRUE(m_store->tidy().ok());
    auto transaction = begin();
    EXPECT_TRUE(m_store->tidy().ok());
    ASSERT_TRUE(transaction->add(entryOf(3)).ok());
    ASSERT_TRUE(transaction->commit().ok());
    EXPECT_TRUE(m_store->tidy().ok());
    EXPECT_THAT(reader()->lines(0, 10).value(), SizeIs(4));
}

INSTANTIATE_TEST_SUITE_P(Stores, StoreLogTest, ::testing::ValuesIn(kinds()), [](const auto& one) {
    return one.param.name;
});

}  // namespace
}  // namespace voordeur::server::storage::test
