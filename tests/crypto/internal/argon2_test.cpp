#include "crypto/internal/argon2.h"

#include "tests/crypto/support.h"

#include <gtest/gtest.h>

namespace voordeur::crypto::internal {
namespace {

using test::hexArray;

struct Argon2Case {
    std::string_view passphrase;
    const char* salt;
    Argon2Cost cost;
    const char* expected;
};

// libsodium, test/default/pwhash_argon2id.c, tv3 (ISC licence); both checked against the reference
// implementation libargon2 0~20171227. The example of RFC 9106 §5.3 uses four lanes, a secret and
// associated data, none of which this project (or libsodium) offers.
const Argon2Case kCases[] = {
    {"",
     "6c0f356abb225f2b1ddd66d34739843b",
     {4882 * 1024, 2},
     "366f1004cfbb447d435e8f6bbe9e5cc0a10e38e7c3da0e89bb19578a1a0d7291"},
    {"^T5H$JYt39n%K*j:W]!1s?vg!:jGi]Ax?..l7[p0v:1jHTpla9;]bUN;?bWyCbtqg ",
     "3e412031362d62797465732073616c74",
     {4096 * 1024, 19},
     "96d07fb9ed643ed04c0467eccac3293e2804ea188d10a67dbecf2f2cd5434060"},
};

TEST(InternalArgon2Test, MatchesPublishedValues) {
    for (const Argon2Case& test : kCases) {
        ByteArray<32> out{};
        ASSERT_TRUE(
            argon2id(viewOf(test.passphrase), hexArray<16>(test.salt), test.cost, out).ok());
        EXPECT_EQ(toHex(out), test.expected);
    }
}

TEST(InternalArgon2Test, CostOutsideTheLibraryIsRefused) {
    ByteArray<32> out{};
    const ByteArray<16> salt{};
    EXPECT_EQ(argon2id({}, salt, {8192, 0}, out).reason(), Reason::InvalidArgument);
    EXPECT_EQ(argon2id({}, salt, {8191, 3}, out).reason(), Reason::InvalidArgument);
    EXPECT_EQ(argon2id({}, salt, {UINT64_MAX, 3}, out).reason(), Reason::InvalidArgument);
}

}  // namespace
}  // namespace voordeur::crypto::internal
