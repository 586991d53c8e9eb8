#include "crypto/vault/kdf.h"

#include "tests/crypto/support.h"

#include <gtest/gtest.h>

namespace voordeur::crypto {
namespace {

// The reference implementation (libargon2 0~20171227, argon2id_hash_raw) at the floors.
TEST(KdfTest, MatchesTheReferenceImplementationAtTheFloors) {
    const KdfSalt salt = test::hexArray<16>("000102030405060708090a0b0c0d0e0f");
    const auto key = stretch(test::secretText("voordeur known answer"), salt, KdfParameters{});
    ASSERT_TRUE(key.ok());
    EXPECT_EQ(test::revealHex(key.value()),
              "bc41da6b986d27ebfea45158cf45fd3d2b7c3fea4671887efb0ad3ead6777385");
}

TEST(KdfTest, FloorsAreTheOnesPromised) {
    EXPECT_EQ(KdfParameters{}.memoryBytes, 256ULL << 20);
    EXPECT_EQ(KdfParameters{}.passes, 3U);
    EXPECT_TRUE(checkKdfParameters(KdfParameters{}).ok());
    EXPECT_TRUE(checkKdfParameters({2048ULL << 20, 16}).ok());
}

TEST(KdfTest, LowerThanTheFloorsIsTooWeak) {
    const SecretBytes input = test::secretText("passphrase");
    for (const KdfParameters& low : {KdfParameters{(256ULL << 20) - 1024, 3},
                                     KdfParameters{256ULL << 20, 2},
                                     KdfParameters{1ULL << 30, 0},
                                     KdfParameters{0, 16}}) {
        EXPECT_EQ(checkKdfParameters(low).reason(), Reason::KdfTooWeak);
        EXPECT_EQ(stretch(input, {}, low).reason(), Reason::KdfTooWeak);
    }
}

TEST(KdfTest, HigherThanTheCeilingsIsRefusedBeforeAnyWork) {
    const SecretBytes input = test::secretText("passphrase");
    for (const KdfParameters& high : {KdfParameters{(2048ULL << 20) + 1024, 3},
                                      KdfParameters{256ULL << 20, 17},
                                      KdfParameters{UINT64_MAX, UINT32_MAX},
                                      KdfParameters{(256ULL << 20) + 1, 3}}) {
        EXPECT_EQ(checkKdfParameters(high).reason(), Reason::InvalidArgument);
        EXPECT_EQ(stretch(input, {}, high).reason(), Reason::InvalidArgument);
    }
}

TEST(KdfTest, APastedFileIsNoPassphrase) {
    EXPECT_EQ(stretch(SecretBytes(kPassphraseBytesMax + 1), {}, KdfParameters{}).reason(),
              Reason::InvalidArgument);
}

}  // namespace
}  // namespace voordeur::crypto
