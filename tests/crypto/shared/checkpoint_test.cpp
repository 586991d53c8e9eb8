#include "crypto/shared/checkpoint.h"

#include "crypto/shared/hash.h"
#include "crypto/shared/merkle.h"
#include "tests/crypto/support.h"

#include <gtest/gtest.h>

namespace voordeur::crypto {
namespace {

// The text and its signature were made with Python's cryptography 48 from the two C2SP documents,
// apart from this code. The key is that of RFC 8032 §7.1, test 1; the instance id is 00 01 … 1f;
// the root is SHA-256("root").
constexpr std::string_view kSeed =
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";
constexpr std::string_view kOrigin =
    "voordeur/000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
constexpr std::string_view kText =
    "voordeur/000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f\n"
    "20852163\n"
    "SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n"
    "\n"
    "\xe2\x80\x94 voordeur/000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f "
    "zkU3cRl8bNnANAECO/toEUYNpnelqicy0U8Bqmmlgc6t1h/vYk8eb0MiD/VjHcBoiyb/"
    "jvVAyxk2XWXI1YgAYVAf8wQ=\n";
constexpr std::string_view kDash = "\xe2\x80\x94 ";

SigningKey logKey() {
    return SigningKey::fromSeed(test::secretHex(kSeed)).value();
}

Checkpoint sampleCheckpoint() {
    return {20852163, sha256({viewOf("root")})};
}

Result<Checkpoint> open(std::string_view text) {
    static const PublicKey32 kKey = logKey().publicKey();
    return openCheckpoint(text, kOrigin, kOrigin, kKey);
}

/// A witness's line with `bytes` bytes of key hash and signature, all zero.
std::string witnessLine(std::string_view name, std::size_t bytes = 4 + 72) {
    return std::string(kDash) + std::string(name) + ' ' + toBase64(Bytes(bytes)) + '\n';
}

TEST(CheckpointTest, OriginIsTheInstanceInHexadecimal) {
    InstanceId instance{};
    for (std::size_t i = 0; i < instance.size(); ++i)
        instance[i] = static_cast<std::uint8_t>(i);
    EXPECT_EQ(logOrigin(instance), kOrigin);
}

TEST(CheckpointTest, SignedTextIsTheOneMadeElsewhere) {
    EXPECT_EQ(signCheckpoint(sampleCheckpoint(), kOrigin, kOrigin, logKey()), kText);
}

TEST(CheckpointTest, TextMadeElsewhereOpens) {
    const auto opened = open(kText);
    ASSERT_TRUE(opened.ok());
    EXPECT_EQ(opened.value(), sampleCheckpoint());
}

// The example in the documentation of Go's package x/mod/sumdb/note (BSD-3-Clause); verifier key
// PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW.
TEST(CheckpointTest, KeyHashAndSignatureOfThePublishedNoteAreTheSame) {
    const auto key = toArray<32>(*fromBase64("GlzZBxQ8OExB6DDFvOEqqIF+xWSaqr8sMTiLNbLXRNY="));
    ASSERT_TRUE(key.has_value());
    EXPECT_EQ(toHex(noteKeyHash("PeterNeumann", *key)), "c74f20a3");
    const Bytes line = *fromBase64(
        "x08go/ZJkuBS9UG/"
        "SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM"
        "=");
    constexpr std::string_view kNote =
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n";
    EXPECT_EQ(toHex(ByteView(line).first(4)), "c74f20a3");
    EXPECT_TRUE(verifyRaw(*key, viewOf(kNote), *toArray<64>(ByteView(line).subspan(4))));
}

TEST(CheckpointTest, EverySizeInRangeComesBack) {
    for (const std::uint64_t size :
         {std::uint64_t{1}, std::uint64_t{9}, std::uint64_t{10}, kTreeSizeMax - 1, kTreeSizeMax}) {
        const Checkpoint checkpoint{size, sha256({viewOf("other root")})};
        const auto opened = open(signCheckpoint(checkpoint, kOrigin, kOrigin, logKey()));
        ASSERT_TRUE(opened.ok()) << size;
        EXPECT_EQ(opened.value(), checkpoint);
    }
}

TEST(CheckpointTest, AnyAlteredByteIsRefused) {
    std::string text(kText);
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (int mask = 1; mask < 256; ++mask) {
            text[at] = static_cast<char>(kText[at] ^ mask);
            const auto opened = open(text);
            ASSERT_FALSE(opened.ok()) << at << " ^ " << mask;
            // The line feed that ends the origin belongs to it: without it the line goes on.
            const Reason expected =
                at <= kOrigin.size() ? Reason::LogOriginWrong : Reason::CheckpointBroken;
            ASSERT_EQ(opened.reason(), expected) << at << " ^ " << mask;
        }
        text[at] = kText[at];
    }
}

TEST(CheckpointTest, AnyTruncationAndAnyByteMoreIsRefused) {
    for (std::size_t size = 0; size < kText.size(); ++size) {
        ASSERT_FALSE(open(kText.substr(0, size)).ok()) << size;
        ASSERT_FALSE(open(kText.substr(size + 1)).ok()) << size;
    }
    for (int byte = 0; byte < 256; ++byte) {
        ASSERT_FALSE(open(std::string(kText) + static_cast<char>(byte)).ok()) << byte;
    }
}

// Nobody we know signed a witness's line, so an altered one is still a line by somebody unknown:
// the form decides, exactly, and what comes out is the log's checkpoint.
TEST(CheckpointTest, AlteredByteOfAWitnessIsToleratedOnlyWhenTheLineKeepsItsForm) {
    constexpr std::string_view kName = "witness.example";
    constexpr std::string_view kAlphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const std::string good = std::string(kText) + witnessLine(kName, 4 + 71);  // no '=' at the end
    ASSERT_EQ(open(good).value(), sampleCheckpoint());
    const std::size_t name = kText.size() + kDash.size();
    const std::size_t base64 = name + kName.size() + 1;
    const std::size_t lineFeed = good.size() - 1;
    int tolerated = 0;
    for (std::size_t at = kText.size(); at < good.size(); ++at) {
        for (int mask = 1; mask < 256; ++mask) {
            std::string text = good;
            const char c = static_cast<char>(good[at] ^ mask);
            text[at] = c;
            bool keepsForm = false;
            if (at >= name && at < base64 - 1) keepsForm = c > 0x20 && c < 0x7f && c != '+';
            if (at >= base64 && at < lineFeed) {
                // The bytes are zero, so the last character may become padding: "AAA=".
                keepsForm = kAlphabet.find(c) != kAlphabet.npos || (at == lineFeed - 1 && c == '=');
            }
            const auto opened = open(text);
            ASSERT_EQ(opened.ok(), keepsForm) << at << " ^ " << mask;
            if (!keepsForm) continue;
            ASSERT_EQ(opened.value(), sampleCheckpoint());
            ++tolerated;
        }
    }
    EXPECT_EQ(tolerated, 15 * (94 - 2) + 100 * 63 + 1);
}

/// A text that differs in more than one byte.
struct CheckpointCase {
    const char* name;
    std::string (*make)();
    std::optional<Reason> expected;  // nullopt: opens
};

class CheckpointTextTest : public testing::TestWithParam<CheckpointCase> {};

/// Signs whatever stands there, so that only the form can be the reason to refuse it.
std::string signedNote(const std::string& note) {
    const SigningKey key = logKey();
    Bytes line = toBytes(noteKeyHash(kOrigin, key.publicKey()));
    append(line, key.signRaw(viewOf(note)));
    return note + '\n' + std::string(kDash) + std::string(kOrigin) + ' ' + toBase64(line) + '\n';
}
const std::string kFirst = std::string(kOrigin) + '\n';
const std::string kRoot = "SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I=\n";
std::string logLine() {
    return std::string(kText.substr(kText.find("\n\n") + 2));
}

TEST_P(CheckpointTextTest, OpensOnlyInTheOneForm) {
    const auto opened = open(GetParam().make());
    if (!GetParam().expected) {
        ASSERT_TRUE(opened.ok());
        EXPECT_EQ(opened.value(), sampleCheckpoint());
        return;
    }
    ASSERT_FALSE(opened.ok());
    EXPECT_EQ(opened.reason(), *GetParam().expected);
}

constexpr auto kBroken = Reason::CheckpointBroken;

INSTANTIATE_TEST_SUITE_P(
    Form,
    CheckpointTextTest,
    testing::Values(
        CheckpointCase{
            "AsItShould", [] { return signedNote(kFirst + "20852163\n" + kRoot); }, std::nullopt},
        CheckpointCase{"Nothing", [] { return std::string(); }, kBroken},
        CheckpointCase{"OtherOrigin",
                       [] { return signedNote("voordeur/00\n20852163\n" + kRoot); },
                       Reason::LogOriginWrong},
        CheckpointCase{"OriginInUpperCase",
                       [] {
                           std::string note = kFirst;
                           for (char& c : note)
                               c = static_cast<char>(std::toupper(c));
                           return signedNote(note + "20852163\n" + kRoot);
                       },
                       Reason::LogOriginWrong},
        CheckpointCase{"SizeZero", [] { return signedNote(kFirst + "0\n" + kRoot); }, kBroken},
        CheckpointCase{"SizeWithLeadingZero",
                       [] { return signedNote(kFirst + "020852163\n" + kRoot); },
                       kBroken},
        CheckpointCase{
            "SizeWithPlus", [] { return signedNote(kFirst + "+20852163\n" + kRoot); }, kBroken},
        CheckpointCase{"SizeNegative", [] { return signedNote(kFirst + "-1\n" + kRoot); }, kBroken},
        CheckpointCase{
            "SizeWithSpace", [] { return signedNote(kFirst + "20852163 \n" + kRoot); }, kBroken},
        CheckpointCase{"SizeInHexadecimal",
                       [] { return signedNote(kFirst + "0x13e2ea3\n" + kRoot); },
                       kBroken},
        CheckpointCase{"SizeMissing", [] { return signedNote(kFirst + "\n" + kRoot); }, kBroken},
        CheckpointCase{"SizeAboveMax",
                       [] { return signedNote(kFirst + "4611686018427387905\n" + kRoot); },
                       kBroken},
        CheckpointCase{"SizeThatWraps",
                       [] { return signedNote(kFirst + "18446744073730403779\n" + kRoot); },
                       kBroken},
        CheckpointCase{"RootTooShort",
                       [] { return signedNote(kFirst + "20852163\nSBNJTRN+FjG7owHVrKtueA==\n"); },
                       kBroken},
        CheckpointCase{
            "RootTooLong",
            [] { return signedNote(kFirst + "20852163\n" + toBase64(Bytes(33)) + '\n'); },
            kBroken},
        CheckpointCase{"RootWithoutPadding",
                       [] {
                           return signedNote(kFirst +
                                             "20852163\n"
                                             "SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7I\n");
                       },
                       kBroken},
        CheckpointCase{"RootWithUnusedBitSet",
                       [] {
                           return signedNote(kFirst +
                                             "20852163\n"
                                             "SBNJTRN+FjG7owHVrKtue7eqdM4RhdRWVl71HXN2d7J=\n");
                       },
                       kBroken},
        CheckpointCase{"RootMissing", [] { return signedNote(kFirst + "20852163\n"); }, kBroken},
        CheckpointCase{"ExtensionLine",
                       [] { return signedNote(kFirst + "20852163\n" + kRoot + "extension\n"); },
                       kBroken},
        CheckpointCase{"CarriageReturns",
                       [] {
                           std::string out;
                           for (const char c : kText) {
                               if (c == '\n') out += '\r';
                               out += c;
                           }
                           return out;
                       },
                       Reason::LogOriginWrong},
        CheckpointCase{"NoSignature", [] { return kFirst + "20852163\n" + kRoot + '\n'; }, kBroken},
        CheckpointCase{
            "EmptyLineMissing", [] { return kFirst + "20852163\n" + kRoot + logLine(); }, kBroken},
        CheckpointCase{"OtherLineForTheEmptyOne",
                       [] { return kFirst + "20852163\n" + kRoot + "extension\n" + logLine(); },
                       kBroken},
        CheckpointCase{"SignatureTwice", [] { return std::string(kText) + logLine(); }, kBroken},
        CheckpointCase{"SecondLineOfTheLogIsShort",
                       [] {
                           const auto hash = noteKeyHash(kOrigin, logKey().publicKey());
                           Bytes bytes = toBytes(hash);
                           bytes.resize(67);
                           return std::string(kText) + std::string(kDash) + std::string(kOrigin) +
                                  ' ' + toBase64(bytes) + '\n';
                       },
                       kBroken},
        CheckpointCase{
            "OnlyAWitness",
            [] { return kFirst + "20852163\n" + kRoot + '\n' + witnessLine("witness.example"); },
            kBroken},
        CheckpointCase{"NameOfTheLogWithOtherKeyHash",
                       [] { return std::string(kText) + witnessLine(kOrigin); },
                       std::nullopt},
        CheckpointCase{"WitnessBeforeTheLog",
                       [] {
                           return kFirst + "20852163\n" + kRoot + '\n' +
                                  witnessLine("witness.example") + logLine();
                       },
                       std::nullopt},
        CheckpointCase{"WitnessWithPostQuantumSignature",
                       [] { return std::string(kText) + witnessLine("w", 4 + 8 + 2420); },
                       std::nullopt},
        CheckpointCase{"WitnessWithKeyHashOnly",
                       [] { return std::string(kText) + witnessLine("w", 4); },
                       kBroken},
        CheckpointCase{
            "WitnessWithoutName", [] { return std::string(kText) + witnessLine(""); }, kBroken},
        CheckpointCase{"WitnessWithPlusInName",
                       [] { return std::string(kText) + witnessLine("a+b"); },
                       kBroken},
        CheckpointCase{
            "WitnessWithHyphenForDash",
            [] { return std::string(kText) + "- witness.example " + toBase64(Bytes(68)) + '\n'; },
            kBroken},
        CheckpointCase{
            "EmptyLineAfterTheSignature", [] { return std::string(kText) + '\n'; }, kBroken},
        CheckpointCase{"SixteenWitnesses",
                       [] {
                           std::string text(kText);
                           for (int i = 0; i < 16; ++i)
                               text += witnessLine("w");
                           return text;
                       },
                       std::nullopt},
        CheckpointCase{"SeventeenWitnesses",
                       [] {
                           std::string text(kText);
                           for (int i = 0; i < 17; ++i)
                               text += witnessLine("w");
                           return text;
                       },
                       kBroken},
        CheckpointCase{"TooLong",
                       [] { return std::string(kText) + witnessLine("w", kCheckpointBytesMax); },
                       Reason::MessageTooLarge}),
    [](const auto& row) { return row.param.name; });

TEST(CheckpointTest, OtherKeyAndOtherNameDoNotOpen) {
    const PublicKey32 other =
        SigningKey::fromSeed(
            test::secretHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"))
            .value()
            .publicKey();
    EXPECT_EQ(openCheckpoint(kText, kOrigin, kOrigin, other).reason(), kBroken);
    EXPECT_EQ(openCheckpoint(kText, kOrigin, "voordeur", logKey().publicKey()).reason(), kBroken);
    EXPECT_EQ(openCheckpoint(kText, "voordeur", kOrigin, logKey().publicKey()).reason(),
              Reason::LogOriginWrong);
}

}  // namespace
}  // namespace voordeur::crypto
