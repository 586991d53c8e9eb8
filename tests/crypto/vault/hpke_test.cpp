#include "crypto/vault/hpke.h"

#include "crypto/internal/aead.h"
#include "crypto/internal/hkdf.h"
#include "tests/crypto/support.h"
#include "tests/crypto/vault/hpke_vectors.h"

#include <gtest/gtest.h>

namespace voordeur::crypto {
namespace {

using test::hex;
using test::hexArray;

/// ComputeNonce of RFC 9180 §5.2; ours seals one message only, so this lives in the test.
ByteArray<12> nonceAt(const ByteArray<12>& base, std::uint64_t sequence) {
    ByteArray<12> nonce = base;
    for (std::size_t i = 0; i < 8; ++i) {
        nonce[11 - i] ^= static_cast<std::uint8_t>((sequence >> (8 * i)) & 0xffU);
    }
    return nonce;
}

/// Context.Export of RFC 9180 §5.3; ours exports nothing.
Bytes exported(ByteView exporterSecret, ByteView context, std::size_t size) {
    const Bytes suite = hex("48504b45 0020 0001 0003");
    const ByteArray<2> length = {0, static_cast<std::uint8_t>(size)};
    Bytes out(size);
    EXPECT_TRUE(internal::hkdfExpand(
                    exporterSecret, {length, viewOf("HPKE-v1"), suite, viewOf("sec"), context}, out)
                    .ok());
    return out;
}

struct HpkeCase {
    const char* name;
    const char* ikmE;
    const char* ikmR;
    const char* enc;
    const char* shared;
    const char* psk;
    const char* pskId;
    const char* secret;
    const char* key;
    const char* nonce;
    const char* exporter;
    const char* firstCiphertext;
};

constexpr const char* kInfo = "4f6465206f6e2061204772656369616e2055726e";
constexpr const char* kPlaintext = "4265617574792069732074727574682c20747275746820626561757479";

// RFC 9180 §A.2.1 and §A.2.2.
const HpkeCase kCases[] = {
    {"base",
     "909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b",
     "1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df",
     "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a",
     "0bbe78490412b4bbea4812666f7916932b828bba79942424abb65244930d69a7",
     "",
     "",
     "5b9cd775e64b437a2335cf499361b2e0d5e444d5cb41a8a53336d8fe402282c6",
     "ad2744de8e17f4ebba575b3f5f5a8fa1f69c2a07f6e7500bc60ca6e3e3ec1c91",
     "5c4d98150661b848853b547f",
     "a3b010d4994890e2c6968a36f64470d3c824c8f5029942feb11e7a74b2921922",
     "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db"
     "21993c62ce81883d2dd1b51a28"},
    {"psk",
     "35706a0b09fb26fb45c39c2f5079c709c7cf98e43afa973f14d88ece7e29c2e3",
     "26b923eade72941c8a85b09986cdfa3f1296852261adedc52d58d2930269812b",
     "2261299c3f40a9afc133b969a97f05e95be2c514e54f3de26cbe5644ac735b04",
     "4be079c5e77779d0215b3f689595d59e3e9b0455d55662d1f3666ec606e50ea7",
     "0247fd33b913760fa1fa51e1892d9f307fbe65eb171e8132c2af18555a738b82",
     "456e6e796e20447572696e206172616e204d6f726961",
     "16974354c497c9bd24c000ceed693779b604f1944975b18c442d373663f4a8cc",
     "600d2fdb0313a7e5c86a9ce9221cd95bed069862421744cfb4ab9d7203a9c019",
     "112e0465562045b7368653e7",
     "73b506dc8b6b4269027f80b0362def5cbb57ee50eed0c2873dac9181f453c5ac",
     "4a177f9c0d6f15cfdf533fb65bf84aecdc6ab16b8b85b4cf65a370e07fc1d78d"
     "28fb073214525276f4a89608ff"},
};

class HpkeTest : public testing::TestWithParam<HpkeCase> {};

TEST_P(HpkeTest, EveryStepMatchesTheRfc) {
    const HpkeCase& test = GetParam();
    HpkeSecret ephemeral;
    HpkeSecret own;
    const PublicKey32 enc = hpkeDeriveKeyPair(hex(test.ikmE), ephemeral);
    const PublicKey32 recipient = hpkeDeriveKeyPair(hex(test.ikmR), own);
    EXPECT_EQ(toHex(enc), test.enc);

    HpkeSecret atSender;
    HpkeSecret atRecipient;
    ASSERT_TRUE(hpkeSharedSecret({ephemeral.span(), recipient, enc, recipient}, atSender).ok());
    ASSERT_TRUE(hpkeSharedSecret({own.span(), enc, enc, recipient}, atRecipient).ok());
    EXPECT_EQ(toHex(atSender.view()), test.shared);
    EXPECT_EQ(toHex(atRecipient.view()), test.shared);

    const HpkeSchedule schedule(atSender, hex(kInfo), hex(test.psk), hex(test.pskId));
    EXPECT_EQ(toHex(schedule.secret()), test.secret);
    HpkeSecret key;
    ByteArray<12> nonce{};
    HpkeSecret exporter;
    schedule.expand("key", key.span());
    schedule.expand("base_nonce", nonce);
    schedule.expand("exp", exporter.span());
    EXPECT_EQ(toHex(key.view()), test.key);
    EXPECT_EQ(toHex(nonce), test.nonce);
    EXPECT_EQ(toHex(exporter.view()), test.exporter);

    const Bytes plaintext = hex(kPlaintext);
    Bytes sealed(plaintext.size() + internal::kAeadTagBytes);
    internal::chachaSeal({key.span(), viewOf("Count-0"), plaintext}, nonce, sealed);
    EXPECT_EQ(toHex(sealed), test.firstCiphertext);
}

INSTANTIATE_TEST_SUITE_P(Rfc9180, HpkeTest, testing::ValuesIn(kCases), [](const auto& test) {
    return std::string(test.param.name);
});

void checkSetup(const test::HpkeFields& setup, HpkeSecret& key, HpkeSecret& exporter) {
    HpkeSecret ephemeral;
    HpkeSecret own;
    const PublicKey32 enc = hpkeDeriveKeyPair(hex(setup.at("ikmE")), ephemeral);
    const PublicKey32 recipient = hpkeDeriveKeyPair(hex(setup.at("ikmR")), own);
    EXPECT_EQ(toHex(enc), setup.at("pkEm"));
    EXPECT_EQ(toHex(enc), setup.at("enc"));
    EXPECT_EQ(toHex(ephemeral.view()), setup.at("skEm"));
    EXPECT_EQ(toHex(recipient), setup.at("pkRm"));
    EXPECT_EQ(toHex(own.view()), setup.at("skRm"));
    HpkeSecret shared;
    ASSERT_TRUE(hpkeSharedSecret({own.span(), enc, enc, recipient}, shared).ok());
    EXPECT_EQ(toHex(shared.view()), setup.at("shared_secret"));
    const bool withPsk = setup.at("mode") == "1";
    const HpkeSchedule schedule(shared,
                                hex(setup.at("info")),
                                withPsk ? hex(setup.at("psk")) : Bytes{},
                                withPsk ? hex(setup.at("psk_id")) : Bytes{});
    EXPECT_EQ(toHex(schedule.context()), setup.at("key_schedule_context"));
    EXPECT_EQ(toHex(schedule.secret()), setup.at("secret"));
    schedule.expand("key", key.span());
    schedule.expand("exp", exporter.span());
    EXPECT_EQ(toHex(key.view()), setup.at("key"));
    EXPECT_EQ(toHex(exporter.view()), setup.at("exporter_secret"));
    ByteArray<12> nonce{};
    schedule.expand("base_nonce", nonce);
    EXPECT_EQ(toHex(nonce), setup.at("base_nonce"));
}

TEST(HpkeVectorTest, RfcInBulk) {
    const auto text = test::sharedVectorText("rfc9180_A2_x25519_hkdfsha256_chacha20poly1305.md");
    if (!text) GTEST_SKIP() << "the folder of published vectors is not here (VOORDEUR_SHARED)";
    std::size_t modes = 0;
    std::size_t encryptions = 0;
    std::size_t exports = 0;
    for (const test::HpkeVector& vector : test::readHpkeVectors(*text)) {
        const std::string& mode = vector.setup.at("mode");
        if (mode != "0" && mode != "1") continue;  // auth modes are not offered
        SCOPED_TRACE("mode " + mode);
        ++modes;
        HpkeSecret key;
        HpkeSecret exporter;
        checkSetup(vector.setup, key, exporter);
        const auto base = hexArray<12>(vector.setup.at("base_nonce"));
        for (const test::HpkeFields& one : vector.encryptions) {
            const auto nonce = nonceAt(base, std::stoull(one.at("sequence number")));
            EXPECT_EQ(toHex(nonce), one.at("nonce"));
            const Bytes plaintext = hex(one.at("pt"));
            const Bytes associated = hex(one.at("aad"));
            Bytes sealed(plaintext.size() + internal::kAeadTagBytes);
            internal::chachaSeal({key.span(), associated, plaintext}, nonce, sealed);
            EXPECT_EQ(toHex(sealed), one.at("ct"));
            ++encryptions;
        }
        for (const test::HpkeFields& one : vector.exports) {
            EXPECT_EQ(
                toHex(exported(
                    exporter.view(), hex(one.at("exporter_context")), std::stoull(one.at("L")))),
                one.at("exported_value"));
            ++exports;
        }
    }
    EXPECT_EQ(modes, 2U);
    EXPECT_EQ(encryptions, 12U);
    EXPECT_EQ(exports, 6U);
}

}  // namespace
}  // namespace voordeur::crypto
