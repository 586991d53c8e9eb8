#include "crypto/vault/aead.h"

#include "crypto/internal/random.h"
#include "tests/crypto/support.h"

#include <gtest/gtest.h>

namespace voordeur::crypto {
namespace {

using test::hex;
using test::revealHex;
using test::secretHex;

constexpr const char* kKey = "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f";
constexpr const char* kNonce = "404142434445464748494a4b4c4d4e4f5051525354555657";

TEST(BoxTest, MatchesTheDraftWithItsNonce) {
    // draft-irtf-cfrg-xchacha-03 §A.3.1.
    test::ScriptedRandom random(hex(kNonce));
    const Box box = sealBox(secretHex(kKey),
                            hex("50515253c0c1c2c3c4c5c6c7"),
                            viewOf("Ladies and Gentlemen of the class of '99: If I could offer "
                                   "you only one tip for the future, sunscreen would be it."),
                            random)
                        .value();
    EXPECT_EQ(toHex(box.nonce), kNonce);
    EXPECT_EQ(toHex(box.ciphertext),
              "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
              "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
              "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
              "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49");
}

TEST(BoxTest, DrawsAnotherNonceEveryTime) {
    SystemRandom random;
    const SecretBytes key = secretHex(kKey);
    const Box a = sealBox(key, {}, hex("aa"), random).value();
    const Box b = sealBox(key, {}, hex("aa"), random).value();
    EXPECT_NE(a.nonce, b.nonce);
    EXPECT_NE(a.ciphertext, b.ciphertext);
}

TEST(BoxTest, EveryFlippedBitBreaksIt) {
    SystemRandom random;
    const SecretBytes key = secretHex(kKey);
    const Bytes associated = hex("0102");
    const Box box = sealBox(key, associated, hex("00112233"), random).value();
    ASSERT_EQ(revealHex(openBox(key, associated, box).value()), "00112233");
    for (std::size_t bit = 0; bit < 8; ++bit) {
        const auto mask = static_cast<std::uint8_t>(1U << bit);
        for (std::size_t i = 0; i < box.nonce.size(); ++i) {
            Box altered = box;
            altered.nonce[i] ^= mask;
            EXPECT_EQ(openBox(key, associated, altered).reason(), Reason::SealBroken);
        }
        for (std::size_t i = 0; i < box.ciphertext.size(); ++i) {
            Box altered = box;
            altered.ciphertext[i] ^= mask;
            EXPECT_EQ(openBox(key, associated, altered).reason(), Reason::SealBroken);
        }
        for (std::size_t i = 0; i < associated.size(); ++i) {
            Bytes altered = associated;
            altered[i] ^= mask;
            EXPECT_EQ(openBox(key, altered, box).reason(), Reason::SealBroken);
        }
        for (std::size_t i = 0; i < key.size(); ++i) {
            SecretBytes altered = key.clone();
            altered.revealForWriting(openKeyAccess())[i] ^= mask;
            EXPECT_EQ(openBox(altered, associated, box).reason(), Reason::SealBroken);
        }
    }
}

TEST(BoxTest, EveryOtherLengthBreaksIt) {
    SystemRandom random;
    const SecretBytes key = secretHex(kKey);
    const Box box = sealBox(key, {}, hex("00112233"), random).value();
    for (std::size_t size = 0; size < box.ciphertext.size(); ++size) {
        EXPECT_EQ(openBox(key, {}, box.nonce, ByteView(box.ciphertext).first(size)).reason(),
                  Reason::SealBroken);
    }
    Box longer = box;
    longer.ciphertext.push_back(0);
    EXPECT_EQ(openBox(key, {}, longer).reason(), Reason::SealBroken);
}

TEST(BoxTest, KeysOfAnotherLengthAreRefused) {
    SystemRandom random;
    for (const std::size_t size : {0U, 31U, 33U}) {
        EXPECT_EQ(sealBox(SecretBytes(size), {}, hex("aa"), random).reason(), Reason::WeakKey);
        EXPECT_EQ(openBox(SecretBytes(size), {}, {}, Bytes(17)).reason(), Reason::SealBroken);
    }
}

TEST(BoxTest, SizeIsBounded) {
    SystemRandom random;
    const SecretBytes key = secretHex(kKey);
    EXPECT_EQ(sealBox(key, {}, Bytes(kBoxPlaintextBytesMax + 1), random).reason(),
              Reason::MessageTooLarge);
    EXPECT_EQ(openBox(key, {}, {}, Bytes(kBoxPlaintextBytesMax + 17)).reason(), Reason::SealBroken);
    const Box empty = sealBox(key, {}, {}, random).value();
    EXPECT_TRUE(openBox(key, {}, empty).value().empty());
}

}  // namespace
}  // namespace voordeur::crypto
