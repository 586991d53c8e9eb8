#include "crypto/vault/seal.h"

#include "crypto/internal/random.h"
#include "tests/crypto/support.h"

#include <gtest/gtest.h>

namespace voordeur::crypto {
namespace {

using test::hex;
using test::hexArray;
using test::revealHex;
using test::secretHex;

// RFC 9180 §A.2.2 (psk); the vectors' associated data is not empty, so only the key is theirs.
constexpr const char* kIkmE = "35706a0b09fb26fb45c39c2f5079c709c7cf98e43afa973f14d88ece7e29c2e3";
constexpr const char* kIkmR = "26b923eade72941c8a85b09986cdfa3f1296852261adedc52d58d2930269812b";
constexpr const char* kEnc = "2261299c3f40a9afc133b969a97f05e95be2c514e54f3de26cbe5644ac735b04";
constexpr const char* kRecipient =
    "13640af826b722fc04feaa4de2f28fbd5ecc03623b317834e7ff4120dbe73062";
constexpr const char* kRecipientSecret =
    "77d114e0212be51cb1d76fa99dd41cfd4d0166b08caa09074430a6c59ef17879";

SealPsk pskOf(std::string_view key, std::string_view id) {
    return {secretHex(key), toBytes(viewOf(id))};
}

constexpr const char* kPskKey = "0247fd33b913760fa1fa51e1892d9f307fbe65eb171e8132c2af18555a738b82";

TEST(SealTest, EphemeralKeyIsThatOfTheRfc) {
    const SealKeyPair own = SealKeyPair::derive(secretHex(kIkmR)).value();
    EXPECT_EQ(toHex(own.publicKey()), kRecipient);
    EXPECT_EQ(revealHex(own.secret()), kRecipientSecret);
    test::ScriptedRandom random(hex(kIkmE));
    const Sealed sealed =
        seal(own.publicKey(), viewOf("info"), nullptr, hex("010203"), random).value();
    EXPECT_EQ(toHex(sealed.enc), kEnc);
    EXPECT_EQ(sealed.ciphertext.size(), 3U + 16U);
    EXPECT_EQ(random.left(), 0U);
}

// Made with a second implementation from the RFC alone (Python, pyca/cryptography 48), empty aad.
TEST(SealTest, CiphertextIsThatOfAnotherImplementation) {
    const SealKeyPair own = SealKeyPair::derive(secretHex(kIkmR)).value();
    const SealPsk psk = pskOf(kPskKey, "voordeur/v1/knet/1");
    test::ScriptedRandom base(hex(kIkmE));
    EXPECT_EQ(toHex(seal(own.publicKey(), viewOf("info"), nullptr, viewOf("Beauty"), base)
                        .value()
                        .ciphertext),
              "acc309573a16954e60d6b577e45cd6369bdd683c440a");
    test::ScriptedRandom again(hex(kIkmE));
    EXPECT_EQ(toHex(seal(own.publicKey(), viewOf("info"), &psk, viewOf("Beauty"), again)
                        .value()
                        .ciphertext),
              "ee652da7adefbc399e77d299c75854dc8dbd20cebaa0");
}

enum class Tamper {
    None,
    FlipEnc,
    FlipFirstByte,
    FlipTag,
    Truncated,
    Extended,
    OnlyTag,
    TooShort,
    OtherInfo,
    NoPsk,
    OtherPsk,
    OtherPskId,
    ShortPsk,
    OtherRecipient,
    ZeroEnc,
};

struct SealFixture {
    SealKeyPair own;
    Bytes info;
    SealPsk psk;
    bool usePsk = true;
    Sealed sealed;
};

void apply(Tamper tamper, SealFixture& f) {
    SystemRandom random;
    switch (tamper) {
        case Tamper::None:
            break;
        case Tamper::FlipEnc:
            f.sealed.enc[3] ^= 4;
            break;
        case Tamper::FlipFirstByte:
            f.sealed.ciphertext.front() ^= 1;
            break;
        case Tamper::FlipTag:
            f.sealed.ciphertext.back() ^= 0x80;
            break;
        case Tamper::Truncated:
            f.sealed.ciphertext.pop_back();
            break;
        case Tamper::Extended:
            f.sealed.ciphertext.push_back(0);
            break;
        case Tamper::OnlyTag:
            f.sealed.ciphertext.resize(16);
            break;
        case Tamper::TooShort:
            f.sealed.ciphertext.resize(15);
            break;
        case Tamper::OtherInfo:
            f.info.push_back(0);
            break;
        case Tamper::NoPsk:
            f.usePsk = false;
            break;
        case Tamper::OtherPsk:
            f.psk.key.revealForWriting(openKeyAccess())[31] ^= 1;
            break;
        case Tamper::OtherPskId:
            f.psk.id.back() ^= 1;
            break;
        case Tamper::ShortPsk:
            f.psk.key = SecretBytes(31);
            break;
        case Tamper::OtherRecipient:
            f.own = SealKeyPair::generate(random);
            break;
        case Tamper::ZeroEnc:
            f.sealed.enc = {};
            break;
    }
}

class SealTamperTest : public testing::TestWithParam<Tamper> {};

TEST_P(SealTamperTest, OpensOnlyWhenUntouched) {
    SystemRandom random;
    SealFixture f{SealKeyPair::generate(random),
                  toBytes(viewOf("voordeur/v1/seal/grant")),
                  pskOf(kPskKey, "voordeur/v1/knet/1"),
                  true,
                  {}};
    const Bytes plaintext = hex("00112233445566778899aabbccddeeff");
    f.sealed = seal(f.own.publicKey(), f.info, &f.psk, plaintext, random).value();
    apply(GetParam(), f);
    const auto opened = unseal(f.own, f.info, f.usePsk ? &f.psk : nullptr, f.sealed);
    if (GetParam() == Tamper::None) {
        ASSERT_TRUE(opened.ok());
        EXPECT_EQ(revealHex(opened.value()), toHex(plaintext));
    } else {
        EXPECT_EQ(opened.reason(), Reason::SealBroken);
    }
}

INSTANTIATE_TEST_SUITE_P(All,
                         SealTamperTest,
                         testing::Values(Tamper::None,
                                         Tamper::FlipEnc,
                                         Tamper::FlipFirstByte,
                                         Tamper::FlipTag,
                                         Tamper::Truncated,
                                         Tamper::Extended,
                                         Tamper::OnlyTag,
                                         Tamper::TooShort,
                                         Tamper::OtherInfo,
                                         Tamper::NoPsk,
                                         Tamper::OtherPsk,
                                         Tamper::OtherPskId,
                                         Tamper::ShortPsk,
                                         Tamper::OtherRecipient,
                                         Tamper::ZeroEnc));

TEST(SealTest, BaseModeDoesNotOpenAsPsk) {
    SystemRandom random;
    const SealKeyPair own = SealKeyPair::generate(random);
    const SealPsk psk = pskOf(kPskKey, "id");
    const Sealed sealed = seal(own.publicKey(), {}, nullptr, hex("aa"), random).value();
    EXPECT_TRUE(unseal(own, {}, nullptr, sealed).ok());
    EXPECT_EQ(unseal(own, {}, &psk, sealed).reason(), Reason::SealBroken);
}

TEST(SealTest, NothingCanBeSealedToo) {
    SystemRandom random;
    const SealKeyPair own = SealKeyPair::generate(random);
    const Sealed sealed = seal(own.publicKey(), {}, nullptr, {}, random).value();
    EXPECT_EQ(sealed.ciphertext.size(), 16U);
    EXPECT_TRUE(unseal(own, {}, nullptr, sealed).value().empty());
}

TEST(SealTest, EverySealIsAnother) {
    SystemRandom random;
    const SealKeyPair own = SealKeyPair::generate(random);
    const Sealed a = seal(own.publicKey(), {}, nullptr, hex("aa"), random).value();
    const Sealed b = seal(own.publicKey(), {}, nullptr, hex("aa"), random).value();
    EXPECT_NE(a.enc, b.enc);
    EXPECT_NE(a.ciphertext, b.ciphertext);
}

TEST(SealTest, RecipientsOfSmallOrderAreRefused) {
    SystemRandom random;
    for (const char* key : {"0000000000000000000000000000000000000000000000000000000000000000",
                            "0100000000000000000000000000000000000000000000000000000000000000",
                            "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
                            "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}) {
        EXPECT_EQ(seal(hexArray<32>(key), {}, nullptr, hex("aa"), random).reason(), Reason::WeakKey)
            << key;
    }
}

TEST(SealTest, HalfAPskIsRefused) {
    SystemRandom random;
    const SealKeyPair own = SealKeyPair::generate(random);
    const SealPsk empty{SecretBytes(), {}};
    const SealPsk nameless{SecretBytes(32), {}};
    const SealPsk keyless{SecretBytes(), hex("01")};
    const SealPsk tooShort{SecretBytes(31), hex("01")};
    for (const SealPsk* psk : {&empty, &nameless, &keyless, &tooShort}) {
        EXPECT_EQ(seal(own.publicKey(), {}, psk, hex("aa"), random).reason(),
                  Reason::InvalidArgument);
    }
}

TEST(SealTest, SizeIsBounded) {
    SystemRandom random;
    const SealKeyPair own = SealKeyPair::generate(random);
    const Bytes largest(kSealPlaintextBytesMax);
    const auto sealed = seal(own.publicKey(), {}, nullptr, largest, random);
    ASSERT_TRUE(sealed.ok());
    EXPECT_EQ(unseal(own, {}, nullptr, sealed.value()).value().size(), largest.size());
    const Bytes larger(kSealPlaintextBytesMax + 1);
    EXPECT_EQ(seal(own.publicKey(), {}, nullptr, larger, random).reason(), Reason::MessageTooLarge);
    const Sealed claimed{own.publicKey(), Bytes(kSealPlaintextBytesMax + 17)};
    EXPECT_EQ(unseal(own, {}, nullptr, claimed).reason(), Reason::SealBroken);
}

TEST(SealKeyPairTest, SecretGoesOutAndComesBack) {
    SystemRandom random;
    const SealKeyPair own = SealKeyPair::generate(random);
    const SealKeyPair again = SealKeyPair::fromSecret(own.secret().clone()).value();
    EXPECT_EQ(again.publicKey(), own.publicKey());
    EXPECT_EQ(own.clone().publicKey(), own.publicKey());
    EXPECT_TRUE(own.clone().secret() == own.secret());
    EXPECT_NE(SealKeyPair::generate(random).publicKey(), own.publicKey());
}

TEST(SealKeyPairTest, SecretsOfAnotherLengthAreRefused) {
    EXPECT_EQ(SealKeyPair::fromSecret(SecretBytes(31)).reason(), Reason::WeakKey);
    EXPECT_EQ(SealKeyPair::fromSecret(SecretBytes(33)).reason(), Reason::WeakKey);
    EXPECT_EQ(SealKeyPair::fromSecret(SecretBytes()).reason(), Reason::WeakKey);
    EXPECT_EQ(SealKeyPair::derive(SecretBytes(31)).reason(), Reason::WeakKey);
}

}  // namespace
}  // namespace voordeur::crypto
