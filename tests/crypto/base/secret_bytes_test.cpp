#include "crypto/base/secret_bytes.h"

#include "crypto/base/wiped_array.h"
#include "tests/crypto/support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <type_traits>
#include <utility>
#include <vector>

namespace voordeur::crypto {
namespace {

static_assert(!std::is_copy_constructible_v<SecretBytes>);
static_assert(!std::is_copy_assignable_v<SecretBytes>);
static_assert(!std::is_default_constructible_v<KeyAccess>);
static_assert(!std::is_copy_constructible_v<WipedArray<32>>);

TEST(SecretBytesTest, StartsWithZeros) {
    const SecretBytes secret(100);
    const ByteView view = secret.reveal(openKeyAccess());
    EXPECT_EQ(view.size(), 100U);
    EXPECT_TRUE(std::all_of(view.begin(), view.end(), [](std::uint8_t b) { return b == 0; }));
}

TEST(SecretBytesTest, HoldsACopyOfWhatItWasGiven) {
    Bytes source = {1, 2, 3};
    const SecretBytes secret = SecretBytes::copyOf(source);
    source[0] = 9;
    EXPECT_EQ(test::revealHex(secret), "010203");
}

TEST(SecretBytesTest, MovingEmptiesTheSource) {
    SecretBytes a = test::secretHex("0102");
    SecretBytes b = std::move(a);
    EXPECT_TRUE(a.empty());  // NOLINT(bugprone-use-after-move)
    EXPECT_EQ(test::revealHex(b), "0102");
    SecretBytes c = test::secretHex("ff");
    c = std::move(b);
    EXPECT_TRUE(b.empty());  // NOLINT(bugprone-use-after-move)
    EXPECT_EQ(test::revealHex(c), "0102");
    SecretBytes& self = c;
    c = std::move(self);
    EXPECT_EQ(test::revealHex(c), "0102");
}

TEST(SecretBytesTest, CloneIsEqualButApart) {
    const SecretBytes a = test::secretHex("aabb");
    SecretBytes b = a.clone();
    EXPECT_TRUE(a == b);
    b.revealForWriting(openKeyAccess())[0] = 0;
    EXPECT_FALSE(a == b);
    EXPECT_EQ(test::revealHex(a), "aabb");
}

TEST(SecretBytesTest, EqualityLooksAtLengthAndEveryByte) {
    const SecretBytes a = test::secretHex("00112233");
    for (std::size_t i = 0; i < 4; ++i) {
        SecretBytes b = a.clone();
        b.revealForWriting(openKeyAccess())[i] ^= 0x80;
        EXPECT_FALSE(a == b) << i;
    }
    EXPECT_FALSE(a == test::secretHex("001122"));
    EXPECT_TRUE(SecretBytes() == SecretBytes());
    EXPECT_FALSE(SecretBytes() == a);
    EXPECT_TRUE(SecretBytes().clone().empty());
}

TEST(SecretBytesTest, WipeClears) {
    Bytes bytes = {1, 2, 3};
    wipe(bytes);
    EXPECT_EQ(bytes, (Bytes{0, 0, 0}));
    wipe({});
}

TEST(SecretBytesTest, ConstantTimeEqualityRefusesOtherLengths) {
    const Bytes a = {1, 2};
    EXPECT_TRUE(equalConstantTime(a, Bytes{1, 2}));
    EXPECT_FALSE(equalConstantTime(a, Bytes{1, 3}));
    EXPECT_FALSE(equalConstantTime(a, Bytes{1, 2, 3}));
    EXPECT_TRUE(equalConstantTime({}, {}));
}

TEST(SecretBytesTest, TensOfThousandsAreNoBurden) {
    // With pages of their own, the kernel's limit of mappings would end this at 16 000.
    std::vector<SecretBytes> keys;
    for (std::size_t i = 0; i < 40'000; ++i) {
        keys.push_back(SecretBytes::copyOf(Bytes(32, static_cast<std::uint8_t>(i))));
    }
    for (std::size_t i = 0; i < keys.size(); i += 997) {
        EXPECT_TRUE(keys[i] == SecretBytes::copyOf(Bytes(32, static_cast<std::uint8_t>(i))));
    }
}

// Beyond a large secret lies a guard page: running over it is a crash and not a leak.
TEST(SecretBytesTestDeath, ReadingPastTheEndOfALargeOneEndsTheProcess) {
    const SecretBytes secret(5000);
    const volatile std::uint8_t* bytes = secret.reveal(openKeyAccess()).data();
    EXPECT_DEATH(static_cast<void>(bytes[5000]), "");
}

}  // namespace
}  // namespace voordeur::crypto
