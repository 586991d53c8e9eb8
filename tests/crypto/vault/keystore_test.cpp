#include "crypto/vault/keystore.h"

#include "crypto/internal/random.h"
#include "tests/crypto/support.h"
#include "tests/crypto/vault/keystore_fixture.h"

#include <gtest/gtest.h>

// Argon2id at the floors takes 0.7 s and 256 MiB: five runs, all in the first test. The rest
// refuses before it gets there, or tests the stage after it (keystore_format_test.cpp).
namespace voordeur::crypto {
namespace {

using test::revealHex;
using test::secretHex;
using test::secretText;

constexpr std::string_view kPassphrase = "vier woorden op een rij";
constexpr const char* kDeviceSecret =
    "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20";

struct Unlocking {
    SecretBytes passphrase;
    SecretBytes deviceSecret;
    [[nodiscard]] KeystoreUnlock view() const { return {passphrase, deviceSecret}; }
};

TEST(KeystoreTest, LivesThroughReplacingRecoveringAndANewPassphrase) {
    SystemRandom random;
    const Unlocking first{secretText(kPassphrase), SecretBytes()};
    auto created = Keystore::create(first.view(), secretHex("0102"), KdfParameters{}, random);
    ASSERT_TRUE(created.ok());
    Keystore& keystore = created.value().keystore;
    EXPECT_EQ(revealHex(keystore.payload()), "0102");

    const Bytes before = keystore.bytes();
    EXPECT_EQ(keystore.replacePayload(SecretBytes(kKeystorePayloadBytesMax + 1), random).reason(),
              Reason::MessageTooLarge);
    EXPECT_EQ(keystore.bytes(), before);
    ASSERT_TRUE(keystore.replacePayload(secretHex("030405"), random).ok());
    EXPECT_NE(keystore.bytes(), before);
    EXPECT_EQ(revealHex(keystore.payload()), "030405");

    auto recovered = Keystore::openWithRecovery(keystore.bytes(), created.value().recoveryCode);
    ASSERT_TRUE(recovered.ok());
    EXPECT_EQ(revealHex(recovered.value().payload()), "030405");
    const Unlocking second{secretText("vijf andere woorden op rij"), secretHex(kDeviceSecret)};
    ASSERT_TRUE(recovered.value().changePassphrase(second.view(), KdfParameters{}, random).ok());

    const Bytes after = recovered.value().bytes();
    const Unlocking withoutDevice{second.passphrase.clone(), SecretBytes()};
    EXPECT_EQ(Keystore::open(after, withoutDevice.view()).reason(), Reason::KeyMissing);
    const auto reopened = Keystore::open(after, second.view());
    ASSERT_TRUE(reopened.ok());
    EXPECT_EQ(revealHex(reopened.value().payload()), "030405");
    EXPECT_EQ(reopened.value().bytes(), after);
}

struct RefusedCase {
    const char* name;
    std::size_t passphraseBytes;
    std::size_t deviceSecretBytes;
    std::size_t payloadBytes;
    KdfParameters kdf;
    Reason reason;
};

class KeystoreTestRefused : public testing::TestWithParam<RefusedCase> {};

TEST_P(KeystoreTestRefused, CreateSaysWhy) {
    const RefusedCase& test = GetParam();
    SystemRandom random;
    const Unlocking unlock{SecretBytes(test.passphraseBytes), SecretBytes(test.deviceSecretBytes)};
    EXPECT_EQ(
        Keystore::create(unlock.view(), SecretBytes(test.payloadBytes), test.kdf, random).reason(),
        test.reason);
}

INSTANTIATE_TEST_SUITE_P(
    All,
    KeystoreTestRefused,
    testing::Values(
        RefusedCase{"NoPassphrase", 0, 0, 1, {}, Reason::PassphraseWeak},
        RefusedCase{"ShortPassphrase", kPassphraseBytesMin - 1, 0, 1, {}, Reason::PassphraseWeak},
        RefusedCase{"PastedFile", kPassphraseBytesMax + 1, 0, 1, {}, Reason::InvalidArgument},
        RefusedCase{"ShortDeviceSecret", 20, 16, 1, {}, Reason::WeakKey},
        RefusedCase{"LongDeviceSecret", 20, 33, 1, {}, Reason::WeakKey},
        RefusedCase{
            "LargePayload", 20, 32, kKeystorePayloadBytesMax + 1, {}, Reason::MessageTooLarge},
        RefusedCase{"WeakMemory", 20, 32, 1, {128ULL << 20, 3}, Reason::KdfTooWeak},
        RefusedCase{"WeakPasses", 20, 32, 1, {256ULL << 20, 2}, Reason::KdfTooWeak},
        RefusedCase{"TooMuchMemory", 20, 32, 1, {4096ULL << 20, 3}, Reason::InvalidArgument}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(KeystoreTest, WeakOrBrokenFilesAreRefusedBeforeAnyWork) {
    SystemRandom random;
    test::KeystoreFixture f(random, false);
    const Unlocking unlock{secretText(kPassphrase), SecretBytes()};
    Bytes damaged = f.file.encode();
    damaged[100] ^= 1;
    EXPECT_EQ(Keystore::open(damaged, unlock.view()).reason(), Reason::KeystoreBroken);
    EXPECT_EQ(Keystore::open({}, unlock.view()).reason(), Reason::KeystoreBroken);
    f.file.slots[0].kdf.passes = 1;
    EXPECT_EQ(Keystore::open(f.file.encode(), unlock.view()).reason(), Reason::KdfTooWeak);
    EXPECT_EQ(Keystore::openWithRecovery(f.file.encode(), SecretBytes()).reason(),
              Reason::KdfTooWeak);
}

TEST(KeystoreTest, ImpossiblePassphrasesAreWrongAtOnce) {
    SystemRandom random;
    const test::KeystoreFixture f(random, false);
    for (const std::size_t size :
         {std::size_t{0}, kPassphraseBytesMin - 1, kPassphraseBytesMax + 1}) {
        const Unlocking unlock{SecretBytes(size), SecretBytes()};
        EXPECT_EQ(Keystore::open(f.file.encode(), unlock.view()).reason(), Reason::PassphraseWrong);
    }
}

TEST(KeystoreTest, MistypedRecoveryCodesAreWrongAtOnce) {
    SystemRandom random;
    const test::KeystoreFixture f(random);
    EXPECT_EQ(
        Keystore::openWithRecovery(f.file.encode(), secretText("0000-0000-0000-0000")).reason(),
        Reason::PassphraseWrong);
}

TEST(KeystoreTest, WithoutARecoverySlotThereIsNoRecovery) {
    SystemRandom random;
    test::KeystoreFixture f(random);
    f.file.slots.pop_back();
    f.reseal(random);
    EXPECT_EQ(Keystore::openWithRecovery(f.file.encode(), secretText("x")).reason(),
              Reason::NotFound);
}

}  // namespace
}  // namespace voordeur::crypto
