#include "crypto/shared/sealed_objects.h"

#include "tests/crypto/shared/format_case.h"
#include "tests/vectors/samples.h"

namespace voordeur::crypto {
namespace {

template <class Value>
using Case = test::WrongField<Value>;
using test::expectKept;

// -- epoch records ------------------------------------------------------------------------------

class EpochRecordTestWrong : public testing::TestWithParam<Case<EpochRecord>> {};

TEST_P(EpochRecordTestWrong, IsRefused) {
    test::expectRefused(samples::epochRecord(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Fields,
    EpochRecordTestWrong,
    testing::Values(
        Case<EpochRecord>{"EpochZero", [](EpochRecord& e) { e.epoch = 0; }, Reason::Malformed},
        Case<EpochRecord>{
            "FirstEpochWrapsAKey", [](EpochRecord& e) { e.epoch = 1; }, Reason::Malformed},
        Case<EpochRecord>{
            "LaterEpochWrapsNone", [](EpochRecord& e) { e.wrappedHash = {}; }, Reason::Malformed},
        Case<EpochRecord>{"RecipientTwice",
                          [](EpochRecord& e) { e.recipients[1] = e.recipients[0]; },
                          Reason::Malformed},
        Case<EpochRecord>{"RecipientsNotRising",
                          [](EpochRecord& e) { std::swap(e.recipients[0], e.recipients[1]); },
                          Reason::Malformed},
        Case<EpochRecord>{"TooManyRecipients",
                          [](EpochRecord& e) {
                              e.recipients.resize(201);
                              for (std::size_t i = 0; i < 201; ++i) {
                                  e.recipients[i].bytes[0] = static_cast<std::uint8_t>(i);
                              }
                          },
                          Reason::Malformed}),
    test::nameOfCase<EpochRecord>);

TEST(EpochRecordTest, KeepsTheFirstEpoch) {
    expectKept<EpochRecord>(samples::epochRecord(), [](EpochRecord& e) {
        e.epoch = 1;
        e.wrappedHash = {};
        e.recipients.clear();
    });
}

// -- grants -------------------------------------------------------------------------------------

class GrantHeaderTestWrong : public testing::TestWithParam<Case<GrantHeader>> {};

TEST_P(GrantHeaderTestWrong, IsRefused) {
    test::expectRefused(samples::grantHeader(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Fields,
    GrantHeaderTestWrong,
    testing::Values(
        Case<GrantHeader>{"EpochZero", [](GrantHeader& g) { g.epoch = 0; }, Reason::Malformed},
        Case<GrantHeader>{
            "TeamKeyEpochZero", [](GrantHeader& g) { g.teamKeyEpoch = 0; }, Reason::Malformed},
        Case<GrantHeader>{"NoRights", [](GrantHeader& g) { g.rights = 0; }, Reason::UnknownValue},
        Case<GrantHeader>{
            "RightsUnknown", [](GrantHeader& g) { g.rights = 4; }, Reason::UnknownValue},
        Case<GrantHeader>{
            "LogWithoutRoot", [](GrantHeader& g) { g.head.root = {}; }, Reason::Malformed}),
    test::nameOfCase<GrantHeader>);

TEST(GrantBodyTest, SignsHeaderAndSealTogether) {
    const GrantBody body = samples::grantBody();
    const GrantHeader header = samples::grantHeader();
    const auto holds = [&](const GrantHeader& about, const GrantBody& of) {
        return verify(samples::coachKey().publicKey(),
                      kGrantSignature,
                      samples::instance(),
                      of.signedBytes(about),
                      body.signature);
    };
    EXPECT_TRUE(holds(header, body));
    GrantHeader otherTeam = header;
    otherTeam.team = samples::kCoaches;
    EXPECT_FALSE(holds(otherTeam, body));
    GrantBody otherSeal = body;
    otherSeal.ct[0] ^= 1;
    EXPECT_FALSE(holds(header, otherSeal));
    otherSeal = body;
    otherSeal.enc[0] ^= 1;
    EXPECT_FALSE(holds(header, otherSeal));
}

// -- manifests ----------------------------------------------------------------------------------

class ManifestTestWrong : public testing::TestWithParam<Case<Manifest>> {};

TEST_P(ManifestTestWrong, IsRefused) {
    test::expectRefused(samples::manifest(), GetParam());
}

std::vector<ManifestRow> rows(std::size_t count) {
    std::vector<ManifestRow> out(count);
    for (std::size_t i = 0; i < count; ++i) {
        out[i].record.bytes[14] = static_cast<std::uint8_t>(i >> 8);
        out[i].record.bytes[15] = static_cast<std::uint8_t>(i);
    }
    return out;
}

INSTANTIATE_TEST_SUITE_P(
    Fields,
    ManifestTestWrong,
    testing::Values(
        Case<Manifest>{"VersionZero", [](Manifest& m) { m.version = 0; }, Reason::Malformed},
        Case<Manifest>{
            "FirstVersionFollowsAnother", [](Manifest& m) { m.version = 1; }, Reason::Malformed},
        Case<Manifest>{
            "LaterVersionFollowsNone", [](Manifest& m) { m.previous = {}; }, Reason::Malformed},
        Case<Manifest>{"EpochZero", [](Manifest& m) { m.epoch = 0; }, Reason::Malformed},
        Case<Manifest>{"RowTwice",
                       [](Manifest& m) { m.delta[1].record = m.delta[0].record; },
                       Reason::Malformed},
        Case<Manifest>{"RowsNotRising",
                       [](Manifest& m) { std::swap(m.delta[0], m.delta[1]); },
                       Reason::Malformed},
        Case<Manifest>{
            "RowVersionZero", [](Manifest& m) { m.delta[0].version = 0; }, Reason::Malformed},
        Case<Manifest>{"TooManyRows", [](Manifest& m) { m.delta = rows(101); }, Reason::Malformed}),
    test::nameOfCase<Manifest>);

TEST(ManifestTest, KeepsTheFirstVersionAndAFullDelta) {
    expectKept<Manifest>(samples::manifest(), [](Manifest& m) {
        m.version = 1;
        m.previous = {};
        m.delta = rows(100);
    });
}

TEST(ManifestTest, EtagIsOfEveryField) {
    const Hash32 base = samples::manifest().etag();
    for (void (*const change)(Manifest&) : {
             +[](Manifest& m) { m.household.bytes[0] ^= 1; },
             +[](Manifest& m) { m.compartment.bytes[0] ^= 1; },
             +[](Manifest& m) { ++m.version; },
             +[](Manifest& m) { ++m.epoch; },
             +[](Manifest& m) { m.previous[0] ^= 1; },
             +[](Manifest& m) { m.root[0] ^= 1; },
             +[](Manifest& m) { m.delta.clear(); },
         }) {
        Manifest other = samples::manifest();
        change(other);
        EXPECT_NE(other.etag(), base);
    }
}

TEST(ManifestRootTest, DependsOnEveryRow) {
    EXPECT_NE(manifestRoot({}), Hash32{});
    EXPECT_NE(manifestRoot(rows(2)), manifestRoot(rows(3)));
    auto changed = rows(3);
    ++changed[1].version;
    EXPECT_NE(manifestRoot(changed), manifestRoot(rows(3)));
}

TEST(ManifestRowTest, TombstoneHasTheZeroHash) {
    EXPECT_TRUE((ManifestRow{samples::kFirstRecord, 2, {}}.tombstone()));
    EXPECT_FALSE(samples::manifest().delta[0].tombstone());
}

// -- envelopes ----------------------------------------------------------------------------------

class EnvelopeTestWrong : public testing::TestWithParam<Case<Envelope>> {};

TEST_P(EnvelopeTestWrong, IsRefused) {
    test::expectRefused(samples::envelope(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Fields,
    EnvelopeTestWrong,
    testing::Values(
        Case<Envelope>{"EpochZero", [](Envelope& e) { e.epoch = 0; }, Reason::Malformed},
        Case<Envelope>{"VersionZero", [](Envelope& e) { e.version = 0; }, Reason::Malformed},
        Case<Envelope>{"LogWithoutRoot", [](Envelope& e) { e.head.root = {}; }, Reason::Malformed},
        Case<Envelope>{
            "PadClassUnknown", [](Envelope& e) { e.padClass = 6; }, Reason::UnknownValue},
        Case<Envelope>{
            "SmallerThanItsClass", [](Envelope& e) { e.ciphertext.pop_back(); }, Reason::Malformed},
        Case<Envelope>{"LargerThanItsClass",
                       [](Envelope& e) { e.ciphertext.push_back(0); },
                       Reason::Malformed},
        Case<Envelope>{"OfAnotherClass", [](Envelope& e) { e.padClass = 1; }, Reason::Malformed}),
    test::nameOfCase<Envelope>);

TEST(EnvelopeTest, KeepsEveryPadClass) {
    for (std::uint8_t padClass = 0; padClass < kPadClasses; ++padClass) {
        Envelope envelope = samples::envelope();
        envelope.padClass = padClass;
        envelope.ciphertext.assign(kPadClassBytes[padClass] + kTagBytes, 7);
        const auto decoded = Envelope::decode(envelope.encode());
        ASSERT_TRUE(decoded.ok());
        EXPECT_EQ(decoded.value(), envelope);
    }
}

TEST(EnvelopeTest, RefusesAnotherMagicSuiteOrSize) {
    Bytes bytes = samples::envelope().encode();
    bytes[3] ^= 1;
    EXPECT_EQ(test::refusalOf(Envelope::decode(bytes)), Reason::Malformed);
    bytes = samples::envelope().encode();
    bytes[4] = 2;
    EXPECT_EQ(test::refusalOf(Envelope::decode(bytes)), Reason::UnknownSuite);
    EXPECT_EQ(test::refusalOf(Envelope::decode(Bytes(limits::kAttachmentBytesMax + 1))),
              Reason::MessageTooLarge);
}

TEST(EnvelopeTest, AssociatedDataEndsBeforeTheNonceAndIsSignedToo) {
    const Envelope envelope = samples::envelope();
    const Bytes frame = envelope.associatedData();
    const Bytes said = envelope.signedBytes();
    const Bytes whole = envelope.encode();
    EXPECT_TRUE(std::equal(frame.begin(), frame.end(), said.begin()));
    EXPECT_TRUE(std::equal(said.begin(), said.end(), whole.begin()));
    EXPECT_EQ(whole.size(), said.size() + 64);
    EXPECT_EQ(said.size(), frame.size() + 24 + 4 + envelope.ciphertext.size());
}

TEST(PadClassTest, IsTheSmallestThatHolds) {
    EXPECT_EQ(padClassFor(0), 0);
    EXPECT_EQ(padClassFor(256), 0);
    EXPECT_EQ(padClassFor(257), 1);
    EXPECT_EQ(padClassFor(65536), 4);
    EXPECT_EQ(padClassFor(262144), 5);
    EXPECT_EQ(padClassFor(262145), std::nullopt);
}

// -- index entries ------------------------------------------------------------------------------

class IndexEntryTestWrong : public testing::TestWithParam<Case<IndexEntry>> {};

TEST_P(IndexEntryTestWrong, IsRefused) {
    test::expectRefused(samples::indexEntry(), GetParam());
}

INSTANTIATE_TEST_SUITE_P(
    Fields,
    IndexEntryTestWrong,
    testing::Values(
        Case<IndexEntry>{"KindZero",
                         [](IndexEntry& i) { i.kind = static_cast<IdentifierKind>(0); },
                         Reason::UnknownValue},
        Case<IndexEntry>{"EpochZero", [](IndexEntry& i) { i.epoch = 0; }, Reason::Malformed},
        Case<IndexEntry>{"TargetKindUnknown",
                         [](IndexEntry& i) { i.target.kind = static_cast<TargetKind>(3); },
                         Reason::UnknownValue}),
    test::nameOfCase<IndexEntry>);

TEST(IndexEntryTest, SignatureBindsTokenAndTarget) {
    const IndexEntry entry = samples::indexEntry();
    const auto holds = [&](const IndexEntry& of) {
        return verify(samples::coachKey().publicKey(),
                      kIndexSignature,
                      samples::instance(),
                      of.signedBytes(),
                      entry.signature);
    };
    EXPECT_TRUE(holds(entry));
    IndexEntry moved = entry;
    moved.target.id[0] ^= 1;
    EXPECT_FALSE(holds(moved));
    moved = entry;
    moved.token[0] ^= 1;
    EXPECT_FALSE(holds(moved));
    moved = entry;
    ++moved.until;
    EXPECT_FALSE(holds(moved));
}

}  // namespace
}  // namespace voordeur::crypto
