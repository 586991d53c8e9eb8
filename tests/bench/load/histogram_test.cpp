#include "tests/bench/load/histogram.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cmath>

namespace voordeur::test::bench {
namespace {

TEST(HistogramTest, IsExactForSmallValues) {
    Histogram histogram;
    for (std::uint64_t value = 1; value <= 100; ++value)
        histogram.add(value);
    EXPECT_EQ(histogram.quantile(0.5), 50U);
    EXPECT_EQ(histogram.quantile(0.99), 99U);
    EXPECT_EQ(histogram.quantile(1), 100U);
    EXPECT_EQ(histogram.max(), 100U);
    EXPECT_DOUBLE_EQ(histogram.mean(), 50.5);
}

TEST(HistogramTest, HasNothingToSayWhenEmpty) {
    const Histogram histogram;
    EXPECT_EQ(histogram.count(), 0U);
    EXPECT_EQ(histogram.quantile(0.99), 0U);
    EXPECT_DOUBLE_EQ(histogram.mean(), 0);
}

TEST(HistogramTest, TakesTheLongestTimesThereAre) {
    Histogram histogram;
    histogram.add(UINT64_MAX);
    EXPECT_EQ(histogram.quantile(0.5), UINT64_MAX);
}

/// Never below the true quantile, and at most a 64th above it.
RC_GTEST_PROP(HistogramTest, IsCloseToTheSortedValues, ()) {
    auto values = *rc::gen::nonEmpty(rc::gen::container<std::vector<std::uint64_t>>(
        rc::gen::inRange<std::uint64_t>(0, 1'000'000'000'000)));
    const double part = *rc::gen::element(0.5, 0.9, 0.99, 0.999);
    Histogram histogram;
    for (const auto value : values)
        histogram.add(value);
    std::ranges::sort(values);
    const auto rank =
        static_cast<std::size_t>(std::ceil(part * static_cast<double>(values.size()))) - 1;
    const auto exact = values[rank];
    RC_ASSERT(histogram.quantile(part) >= exact);
    RC_ASSERT(histogram.quantile(part) <= exact + exact / 64);
}

RC_GTEST_PROP(HistogramTest,
              AddsUpLikeOne,
              (const std::vector<std::uint32_t>& some, const std::vector<std::uint32_t>& more)) {
    Histogram one;
    Histogram other;
    Histogram both;
    for (const auto value : some) {
        one.add(value);
        both.add(value);
    }
    for (const auto value : more) {
        other.add(value);
        both.add(value);
    }
    one.add(other);
    RC_ASSERT(one.count() == both.count());
    RC_ASSERT(one.quantile(0.9) == both.quantile(0.9));
    RC_ASSERT(one.max() == both.max());
}

}  // namespace
}  // namespace voordeur::test::bench
