#include "crypto/shared/signature.h"

#include "crypto/internal/random.h"
#include "tests/crypto/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace voordeur::crypto {
namespace {

using test::hex;
using test::hexArray;
using test::secretHex;

struct SignatureCase {
    const char* name;
    const char* seed;
    const char* key;
    const char* message;
    const char* signature;
};

// RFC 8032 §7.1.
const SignatureCase kRfcCases[] = {
    {"test 1",
     "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
     "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
     "",
     "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
     "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"test 2",
     "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
     "72",
     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
     "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"test 3",
     "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
     "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
     "af82",
     "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
     "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
};

TEST(SignatureTest, MatchesTheRfc) {
    for (const SignatureCase& test : kRfcCases) {
        SCOPED_TRACE(test.name);
        const SigningKey key = SigningKey::fromSeed(secretHex(test.seed)).value();
        EXPECT_EQ(toHex(key.publicKey()), test.key);
        const Signature64 signature = key.signRaw(hex(test.message));
        EXPECT_EQ(toHex(signature), test.signature);
        EXPECT_TRUE(verifyRaw(hexArray<32>(test.key), hex(test.message), signature));
    }
}

TEST(SignatureTest, WycheproofInBulk) {
    const auto text = test::sharedVectorText("wycheproof_ed25519_test.json");
    if (!text) GTEST_SKIP() << "the folder of published vectors is not here (VOORDEUR_SHARED)";
    std::size_t valid = 0;
    std::size_t invalid = 0;
    const nlohmann::json file = nlohmann::json::parse(*text);
    for (const auto& group : file["testGroups"]) {
        const auto key = hexArray<32>(group["publicKey"]["pk"].get<std::string>());
        for (const auto& test : group["tests"]) {
            SCOPED_TRACE(test["tcId"].get<int>());
            const auto signature = toArray<64>(hex(test["sig"].get<std::string>()));
            const bool accepted =
                signature && verifyRaw(key, hex(test["msg"].get<std::string>()), *signature);
            EXPECT_EQ(accepted, test["result"] == "valid");
            ++(test["result"] == "valid" ? valid : invalid);
        }
    }
    EXPECT_EQ(valid, 88U);
    EXPECT_EQ(invalid, 63U);
}

// With these keys one signature would fit every message.
TEST(SignatureTest, SmallOrderKeysAreRefused) {
    const Signature64 zeroS = hexArray<64>(
        "0100000000000000000000000000000000000000000000000000000000000000"
        "0000000000000000000000000000000000000000000000000000000000000000");
    for (const char* key : {"0100000000000000000000000000000000000000000000000000000000000000",
                            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                            "0000000000000000000000000000000000000000000000000000000000000000",
                            "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}) {
        EXPECT_FALSE(verifyRaw(hexArray<32>(key), viewOf("anything"), zeroS)) << key;
    }
}

TEST(SignatureTest, InputIsTheGrammarOfTheProtocol) {
    InstanceId instance{};
    instance.fill(0x11);
    EXPECT_EQ(signatureInput("statement", instance, hex("aabb")),
              hex("766f6f72646575722f76312f 73746174656d656e74 00"
                  "1111111111111111111111111111111111111111111111111111111111111111"
                  "0000000000000002 aabb"));
}

TEST(SignatureTest, CountsOnlyForItsTypeInstanceBytesAndKey) {
    SystemRandom random;
    const SigningKey key = SigningKey::generate(random);
    const SigningKey other = SigningKey::generate(random);
    InstanceId here{};
    here.fill(1);
    InstanceId there{};
    there.fill(2);
    const Bytes bytes = hex("010203");
    const Signature64 signature = key.sign("grant", here, bytes);
    EXPECT_TRUE(verify(key.publicKey(), "grant", here, bytes, signature));
    EXPECT_FALSE(verify(key.publicKey(), "epoch", here, bytes, signature));
    EXPECT_FALSE(verify(key.publicKey(), "grant", there, bytes, signature));
    EXPECT_FALSE(verify(key.publicKey(), "grant", here, hex("010204"), signature));
    EXPECT_FALSE(verify(key.publicKey(), "grant", here, hex("01020300"), signature));
    EXPECT_FALSE(verify(other.publicKey(), "grant", here, bytes, signature));
}

TEST(SignatureTest, EveryFlippedBitIsRefused) {
    const SigningKey key = SigningKey::fromSeed(secretHex(kRfcCases[1].seed)).value();
    const Bytes message = hex(kRfcCases[1].message);
    const Signature64 signature = key.signRaw(message);
    for (std::size_t bit = 0; bit < signature.size() * 8; ++bit) {
        Signature64 altered = signature;
        altered[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        EXPECT_FALSE(verifyRaw(key.publicKey(), message, altered)) << bit;
    }
}

TEST(SigningKeyTest, SeedGoesOutAndComesBack) {
    SystemRandom random;
    const SigningKey key = SigningKey::generate(random);
    EXPECT_EQ(SigningKey::fromSeed(key.seed()).value().publicKey(), key.publicKey());
    EXPECT_EQ(key.seed().size(), 32U);
}

TEST(SigningKeyTest, GenerateUsesTheGivenRandomness) {
    test::ScriptedRandom random(hex(kRfcCases[0].seed));
    EXPECT_EQ(toHex(SigningKey::generate(random).publicKey()), kRfcCases[0].key);
    EXPECT_EQ(random.left(), 0U);
}

TEST(SigningKeyTest, SeedsOfAnotherLengthAreRefused) {
    for (const std::size_t size : {0U, 31U, 33U, 64U}) {
        EXPECT_EQ(SigningKey::fromSeed(SecretBytes(size)).reason(), Reason::WeakKey) << size;
    }
}

}  // namespace
}  // namespace voordeur::crypto
