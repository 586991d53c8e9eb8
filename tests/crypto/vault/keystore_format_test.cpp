#include "crypto/vault/keystore_format.h"

#include "crypto/internal/random.h"
#include "crypto/shared/hash.h"
#include "tests/crypto/support.h"
#include "tests/crypto/vault/keystore_fixture.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace voordeur::crypto {
namespace {

using test::KeystoreFixture;
using test::revealHex;

/// What somebody who alters a file does too.
void fixCheck(Bytes& bytes) {
    const Hash32 check = objectHash("keystore", ByteView(bytes).first(bytes.size() - 32));
    std::copy(check.begin(), check.end(), bytes.end() - 32);
}

/// The payload by one of the two ways in, as hex; empty when the file does not open.
std::string openedBy(ByteView bytes, SlotKind kind, const SecretBytes& kek) {
    const auto file = KeystoreFile::decode(bytes);
    if (!file.ok()) return {};
    for (const KeystoreSlot& slot : file.value().slots) {
        if (slot.kind != kind) continue;
        const auto fileKey = unwrapFileKey(file.value(), slot, kek);
        if (!fileKey.ok()) return {};
        const auto payload = openPayload(file.value(), fileKey.value());
        return payload.ok() ? revealHex(payload.value()) : std::string();
    }
    return {};
}

TEST(KeystoreFileTest, IsFrozen) {
    // The same file was made from the grammar by a second implementation in Python.
    test::CountingRandom random;
    const KeystoreFixture f(random);
    const Bytes bytes = f.file.encode();
    EXPECT_EQ(bytes.size(), 381U);
    EXPECT_EQ(toHex(sha256({bytes})),
              "f1d3dfc24ec83c90a1fd00d170138d95dcac4cfdfcb9c3fa9d9f5f9b8d2bf345");
}

TEST(KeystoreFileTest, BothWaysInOpenIt) {
    SystemRandom random;
    const KeystoreFixture f(random);
    const Bytes bytes = f.file.encode();
    EXPECT_EQ(openedBy(bytes, SlotKind::Passphrase, f.passphraseKek), revealHex(f.payload));
    EXPECT_EQ(openedBy(bytes, SlotKind::Recovery, f.recoveryKek), revealHex(f.payload));
    EXPECT_EQ(openedBy(bytes, SlotKind::Passphrase, f.recoveryKek), "");
    EXPECT_EQ(KeystoreFile::decode(bytes).value().encode(), bytes);
}

TEST(KeystoreFileTest, EveryFlippedBitIsFoundBeforeAnyKeyIsTried) {
    SystemRandom random;
    const KeystoreFixture f(random);
    const Bytes bytes = f.file.encode();
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        Bytes altered = bytes;
        altered[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        const auto file = KeystoreFile::decode(altered);
        ASSERT_FALSE(file.ok()) << bit;
        const bool isVersion = bit / 8 == 4;
        EXPECT_EQ(file.reason(), isVersion ? Reason::UnknownVersion : Reason::KeystoreBroken)
            << bit;
    }
}

TEST(KeystoreFileTest, EveryFlippedBitNeverOpensEvenWithTheCheckMadeRight) {
    SystemRandom random;
    const KeystoreFixture f(random);
    const Bytes bytes = f.file.encode();
    for (std::size_t bit = 0; bit < (bytes.size() - 32) * 8; ++bit) {
        Bytes altered = bytes;
        altered[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        fixCheck(altered);
        // Given the right keys, whatever the salt and the cost say.
        EXPECT_EQ(openedBy(altered, SlotKind::Passphrase, f.passphraseKek), "") << bit;
        EXPECT_EQ(openedBy(altered, SlotKind::Recovery, f.recoveryKek), "") << bit;
    }
}

TEST(KeystoreFileTest, EveryOtherLengthIsBroken) {
    SystemRandom random;
    const KeystoreFixture f(random);
    const Bytes bytes = f.file.encode();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        Bytes shorter(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(size));
        EXPECT_FALSE(KeystoreFile::decode(shorter).ok()) << size;
        if (size < 32) continue;
        fixCheck(shorter);
        EXPECT_EQ(KeystoreFile::decode(shorter).reason(), Reason::KeystoreBroken) << size;
    }
    Bytes longer = bytes;
    longer.push_back(0);
    fixCheck(longer);
    EXPECT_EQ(KeystoreFile::decode(longer).reason(), Reason::KeystoreBroken);
    EXPECT_EQ(KeystoreFile::decode(Bytes(kKeystoreBytesMax + 1)).reason(), Reason::KeystoreBroken);
}

TEST(KeystoreFileTest, LoweredCostIsTooWeakInEitherSlot) {
    SystemRandom random;
    for (const std::size_t slot : {0U, 1U}) {
        for (const KdfParameters& low : {KdfParameters{(256ULL << 20) - 1024, 3},
                                         KdfParameters{256ULL << 20, 2},
                                         KdfParameters{0, 0}}) {
            KeystoreFixture f(random);
            f.file.slots[slot].kdf = low;
            EXPECT_EQ(KeystoreFile::decode(f.file.encode()).reason(), Reason::KdfTooWeak);
        }
    }
}

TEST(KeystoreFileTest, CostThatWouldHangTheMachineIsBroken) {
    SystemRandom random;
    for (const KdfParameters& high : {KdfParameters{(2048ULL << 20) + 1024, 3},
                                      KdfParameters{256ULL << 20, 17},
                                      KdfParameters{UINT32_MAX * 1024ULL, UINT32_MAX}}) {
        KeystoreFixture f(random);
        f.file.slots[0].kdf = high;
        EXPECT_EQ(KeystoreFile::decode(f.file.encode()).reason(), Reason::KeystoreBroken);
    }
}

TEST(KeystoreFileTest, SlotsComeInOneOrderOnly) {
    SystemRandom random;
    const KeystoreFixture f(random);
    const KeystoreSlot passphrase = f.file.slots[0];
    const KeystoreSlot recovery = f.file.slots[1];
    KeystoreFile file = f.file;
    file.slots = {passphrase};
    EXPECT_TRUE(KeystoreFile::decode(file.encode()).ok());
    using Slots = std::vector<KeystoreSlot>;
    for (const Slots& slots : {Slots{},
                               Slots{recovery},
                               Slots{recovery, passphrase},
                               Slots{passphrase, passphrase},
                               Slots{passphrase, recovery, recovery}}) {
        file.slots = slots;
        EXPECT_EQ(KeystoreFile::decode(file.encode()).reason(), Reason::KeystoreBroken);
    }
}

TEST(KeystoreFileTest, RecoverySlotNeverNeedsTheDeviceSecret) {
    SystemRandom random;
    KeystoreFixture f(random);
    f.file.slots[1].usesDeviceSecret = true;
    EXPECT_EQ(KeystoreFile::decode(f.file.encode()).reason(), Reason::KeystoreBroken);
}

TEST(KeystoreSlotsTest, WrongKeyIsAWrongPassphraseAndADamagedSlotIsBroken) {
    SystemRandom random;
    KeystoreFixture f(random);
    KeystoreSlot slot = f.file.slots[0];
    EXPECT_EQ(unwrapFileKey(f.file, slot, f.recoveryKek).reason(), Reason::PassphraseWrong);
    slot.wrapped.ciphertext[0] ^= 1;
    EXPECT_EQ(unwrapFileKey(f.file, slot, f.passphraseKek).reason(), Reason::KeystoreBroken);
}

TEST(KeystoreSlotsTest, SlotsOfAnotherFileDoNotFit) {
    SystemRandom random;
    const KeystoreFixture mine(random);
    KeystoreFixture other(random);
    other.file.slots = mine.file.slots;
    EXPECT_EQ(unwrapFileKey(other.file, other.file.slots[0], mine.passphraseKek).reason(),
              Reason::KeystoreBroken);
    EXPECT_EQ(openPayload(other.file, mine.fileKey).reason(), Reason::KeystoreBroken);
}

TEST(KeystoreSlotsTest, AnOlderSlotDoesNotFitIntoANewerFile) {
    SystemRandom random;
    KeystoreFixture f(random);
    const KeystoreSlot old = f.file.slots[0];
    wrapFileKey(f.file, f.file.slots[0], f.recoveryKek, f.fileKey, random);
    f.reseal(random);
    ASSERT_TRUE(openPayload(f.file, f.fileKey).ok());
    f.file.slots[0] = old;
    const auto fileKey = unwrapFileKey(f.file, old, f.passphraseKek);
    ASSERT_TRUE(fileKey.ok());
    EXPECT_EQ(openPayload(f.file, fileKey.value()).reason(), Reason::KeystoreBroken);
}

TEST(KeystoreSlotsTest, KekDependsOnPassphraseAndDeviceSecret) {
    const SecretBytes stretched(32);
    const SecretBytes device =
        test::secretHex("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20");
    EXPECT_FALSE(keystoreKek(stretched, SecretBytes()) == keystoreKek(stretched, device));
    EXPECT_FALSE(keystoreKek(stretched, SecretBytes(32)) == keystoreKek(stretched, device));
    EXPECT_FALSE(keystoreKek(stretched, device) == keystoreKek(device, device));
}

TEST(KeystoreSlotsTest, PayloadIsBounded) {
    SystemRandom random;
    KeystoreFixture f(random);
    f.payload = SecretBytes(kKeystorePayloadBytesMax);
    f.reseal(random);
    const auto file = KeystoreFile::decode(f.file.encode());
    ASSERT_TRUE(file.ok());
    EXPECT_TRUE(openPayload(file.value(), f.fileKey).value() == f.payload);
    EXPECT_EQ(
        sealPayload(f.file, f.fileKey, SecretBytes(kKeystorePayloadBytesMax + 1), random).reason(),
        Reason::MessageTooLarge);
}

}  // namespace
}  // namespace voordeur::crypto
