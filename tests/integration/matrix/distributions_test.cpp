#include "tests/integration/matrix/distributions.h"

#include "tests/support/seeded_random.h"

#include <gtest/gtest.h>

#include <vector>

namespace voordeur::test {
namespace {

class DistributionsTest : public testing::Test {
protected:
    /// Times as they are measured: a narrow hill with a long tail.
    std::vector<double> times(double around, std::size_t count = 3000) {
        std::vector<double> out;
        for (std::size_t i = 0; i < count; ++i) {
            const auto bytes = random.array<4>();
            const double noise = (bytes[0] + bytes[1] + bytes[2]) / 765.0 - 0.5;
            out.push_back(around * (1 + noise / 5) + (bytes[3] < 8 ? around : 0));
        }
        return out;
    }

    SeededRandom random{20261122};
};

TEST_F(DistributionsTest, TheSameHillCannotBeToldApart) {
    const auto found = differenceOf(times(500), times(500), random);
    EXPECT_TRUE(cannotBeToldApart(found)) << found.shift << " " << found.longer;
    EXPECT_GT(found.p, 0.01);
    EXPECT_LE(found.shiftLow, found.shift);
    EXPECT_GE(found.shiftHigh, found.shift);
}

TEST_F(DistributionsTest, APlantedShiftIsFound) {
    const auto found = differenceOf(times(500), times(510), random);
    EXPECT_FALSE(cannotBeToldApart(found)) << found.shift << " " << found.longer;
    EXPECT_LT(found.p, 1e-6);
    EXPECT_GT(found.longer, 0.55);
}

TEST_F(DistributionsTest, AShiftTheOtherWayIsFoundToo) {
    EXPECT_LT(differenceOf(times(510), times(500), random).longer, 0.45);
}

TEST_F(DistributionsTest, EqualTimesAreHalfLonger) {
    const std::vector<double> all(40, 7.0);
    const auto found = differenceOf(all, all, random);
    EXPECT_DOUBLE_EQ(found.longer, 0.5);
    EXPECT_DOUBLE_EQ(found.p, 1.0);
    EXPECT_DOUBLE_EQ(found.shift, 0.0);
}

TEST_F(DistributionsTest, SmallNumbersComeOutAsByHand) {
    // Of nine pairs the second is longer in seven.
    const auto found = differenceOf({1, 2, 5}, {3, 4, 6}, random);
    EXPECT_NEAR(found.longer, 7.0 / 9, 1e-12);
    EXPECT_DOUBLE_EQ(found.median, 2);
    EXPECT_DOUBLE_EQ(found.shift, 1);
}

}  // namespace
}  // namespace voordeur::test
