#include "crypto/shared/entry.h"

#include "crypto/shared/hash.h"
#include "tests/crypto/shared/format_case.h"
#include "tests/vectors/samples.h"

namespace voordeur::crypto {
namespace {

using Case = test::WrongField<Entry>;
using test::expectKept;

class EntryTestWrong : public testing::TestWithParam<Case> {};

TEST_P(EntryTestWrong, IsRefused) {
    test::expectRefused(samples::entry(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Fields,
    EntryTestWrong,
    testing::Values(
        Case{"TypeUnknown",
             [](Entry& e) { e.type = static_cast<EntryType>(16); },
             Reason::UnknownValue},
        Case{"OutcomeUnknown", [](Entry& e) { e.outcome = 9; }, Reason::UnknownValue},
        Case{"NoStatement", [](Entry& e) { e.statement.clear(); }, Reason::Malformed},
        Case{"StatementTooLong",
             [](Entry& e) { e.statement.resize(limits::kStatementBytesMax + 1); },
             Reason::Malformed},
        Case{"TooManyHouseholds", [](Entry& e) { e.householdCount = 1001; }, Reason::Malformed},
        Case{"HeadsOfNobody", [](Entry& e) { e.householdCount = 0; }, Reason::Malformed},
        Case{"HouseholdWithoutHeads", [](Entry& e) { e.headsHash = {}; }, Reason::Malformed},
        Case{"RepeatedZero", [](Entry& e) { e.repeated = 0; }, Reason::Malformed},
        Case{"RepeatedTwice", [](Entry& e) { e.repeated = 2; }, Reason::Malformed},
        Case{"ServerTypeWithStatement",
             [](Entry& e) { e.type = EntryType::Start; },
             Reason::Malformed}),
    test::nameOfCase<Entry>);

class ServerEntryTestWrong : public testing::TestWithParam<Case> {};

TEST_P(ServerEntryTestWrong, IsRefused) {
    test::expectRefused(samples::authFail(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Fields,
    ServerEntryTestWrong,
    testing::Values(
        Case{"Signature", [](Entry& e) { e.signature[63] = 1; }, Reason::Malformed},
        Case{"RepeatedZero", [](Entry& e) { e.repeated = 0; }, Reason::Malformed},
        Case{"Answer", [](Entry& e) { e.answerHash[0] = 1; }, Reason::Malformed},
        Case{"Households",
             [](Entry& e) {
                 e.householdCount = 1;
                 e.headsHash[0] = 1;
             },
             Reason::Malformed},
        Case{"RepeatedStart", [](Entry& e) { e.type = EntryType::Start; }, Reason::Malformed}),
    test::nameOfCase<Entry>);

TEST(EntryTest, KeepsWhatTheGrammarAllows) {
    expectKept<Entry>(samples::entry(), [](Entry& e) {
        e.outcome = static_cast<std::uint16_t>(Reason::Denied);
        e.householdCount = 0;
        e.headsHash = {};
        e.rule = 0xffff;
        e.answerHash[0] = 1;
        e.statement.resize(limits::kStatementBytesMax);
    });
    expectKept<Entry>(samples::authFail(), [](Entry& e) {
        e.type = EntryType::Stop;
        e.outcome = 0;
        e.repeated = 1;
    });
}

TEST(EntryTest, LongestEntryFits) {
    Entry entry = samples::entry();
    entry.statement.resize(limits::kStatementBytesMax);
    EXPECT_LE(entry.encode().size(), kEntryBytesMax);
}

TEST(EntryTest, RefusesAnotherVersion) {
    Bytes bytes = samples::entry().encode();
    bytes[0] = 2;
    EXPECT_EQ(test::refusalOf(Entry::decode(bytes)), Reason::UnknownVersion);
}

TEST(EntryTest, GivesItsStatement) {
    const auto parsed = samples::entry().parsedStatement();
    ASSERT_TRUE(parsed.ok());
    EXPECT_EQ(parsed.value(), samples::statement());
}

TEST(EntryTest, RefusesTheStatementOfAnotherType) {
    Entry entry = samples::entry();
    entry.type = EntryType::Read;
    EXPECT_EQ(test::refusalOf(entry.parsedStatement()), Reason::MethodMismatch);
    EXPECT_EQ(test::refusalOf(samples::authFail().parsedStatement()), Reason::Malformed);
}

TEST(EntryTest, DoneMeansNoReason) {
    EXPECT_TRUE(samples::entry().done());
    EXPECT_FALSE(samples::authFail().done());
}

TEST(LeafTest, IsTheLeafHashOfRfc6962) {
    const Bytes encoded = samples::entry().encode();
    const std::uint8_t prefix[] = {0};
    EXPECT_EQ(leafOf(encoded), sha256({prefix, encoded}));
}

TEST(ChainTest, EmptyChainsDiffer) {
    const ChainHead directory = emptyDirectoryChain();
    const ChainHead household = emptyHouseholdChain(samples::kHousehold);
    const ChainHead state = emptyStateChain(samples::kHousehold);
    EXPECT_EQ(directory.count, 0U);
    EXPECT_NE(directory.head, household.head);
    EXPECT_NE(household.head, state.head);
    EXPECT_NE(household, emptyHouseholdChain(samples::kOtherHousehold));
}

TEST(ChainTest, ExtendingCountsAndDependsOnEveryLeafAndTheirOrder) {
    const Hash32 one = samples::rising<32>(1);
    const Hash32 two = samples::rising<32>(2);
    const ChainHead forwards = extended(extended(emptyDirectoryChain(), one), two);
    const ChainHead backwards = extended(extended(emptyDirectoryChain(), two), one);
    EXPECT_EQ(forwards.count, 2U);
    EXPECT_EQ(backwards.count, 2U);
    EXPECT_NE(forwards.head, backwards.head);
    EXPECT_NE(extended(emptyDirectoryChain(), two).head, forwards.head);
}

TEST(HeadsTest, RefusesHouseholdsThatDoNotRise) {
    const HouseholdHeads first = samples::heads().front();
    EXPECT_EQ(test::refusalOf(decodeHeads(encodeHeads({first, first}))), Reason::Malformed);
    HouseholdHeads second = first;
    second.household = samples::kOtherHousehold;
    EXPECT_EQ(test::refusalOf(decodeHeads(encodeHeads({second, first}))), Reason::Malformed);
    EXPECT_TRUE(decodeHeads(encodeHeads({first, second})).ok());
    EXPECT_NE(headsHash({first, second}), headsHash({first}));
}

TEST(HeadsTest, NoneHaveTheZeroHash) {
    EXPECT_EQ(headsHash({}), Hash32{});
    EXPECT_NE(headsHash(samples::heads()), Hash32{});
}

TEST(LogLineTest, RefusesWhatNoCallMayBring) {
    LogLine line = samples::logLine();
    line.attachments.assign(limits::kAttachmentsPerCallMax + 1, Bytes{});
    EXPECT_EQ(test::refusalOf(LogLine::decode(line.encode())), Reason::Malformed);
    line.attachments.assign(1, Bytes(limits::kAttachmentBytesMax + 1));
    EXPECT_EQ(test::refusalOf(LogLine::decode(line.encode())), Reason::Malformed);
    line.attachments.assign(limits::kAttachmentsPerCallMax, Bytes{});
    EXPECT_TRUE(LogLine::decode(line.encode()).ok());
    line.entry.resize(kEntryBytesMax + 1);
    EXPECT_EQ(test::refusalOf(LogLine::decode(line.encode())), Reason::Malformed);
}

}  // namespace
}  // namespace voordeur::crypto
