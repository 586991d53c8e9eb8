#include "crypto/shared/request_id.h"

#include "tests/support/seeded_random.h"

#include <gtest/gtest.h>

#include <set>

namespace voordeur::crypto {
namespace {

using voordeur::test::SeededRandom;

TEST(RequestIdTest, BeginsWithTheTimeHighestByteFirst) {
    SeededRandom random(1);
    const RequestId id = newRequestId(0x0102'0304'0506, random);
    EXPECT_EQ(id.hex().substr(0, 12), "010203040506");
}

TEST(RequestIdTest, LaterOnesComeBehindEarlierOnes) {
    SeededRandom random(2);
    RequestId before = newRequestId(0, random);
    for (const UnixMillis now : {1ULL, 255ULL, 256ULL, 65'536ULL, 1'795'000'000'000ULL}) {
        const RequestId id = newRequestId(now, random);
        EXPECT_LT(before, id) << now;
        before = id;
    }
}

TEST(RequestIdTest, OnesOfTheSameMomentDiffer) {
    SeededRandom random(3);
    std::set<RequestId> seen;
    for (int i = 0; i < 1000; ++i)
        seen.insert(newRequestId(1'795'000'000'000, random));
    EXPECT_EQ(seen.size(), 1000U);
}

}  // namespace
}  // namespace voordeur::crypto
