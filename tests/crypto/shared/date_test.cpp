#include "crypto/shared/date.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <string>

namespace voordeur::crypto {
namespace {

using nlohmann::json;

Date day(std::uint32_t year, std::uint32_t month, std::uint32_t dayOfMonth) {
    return dateOf(year, month, dayOfMonth).value();
}

TEST(DateTest, ReadingEqualsEveryVector) {
    std::ifstream file("tests/vectors/identifiers.json");
    const json vectors = json::parse(file).at("date");
    ASSERT_GE(vectors.size(), 40U);
    for (const json& vector : vectors) {
        const auto date = dateFrom(vector.at("input").get<std::string>());
        if (vector.contains("normal")) {
            ASSERT_TRUE(date.ok()) << vector;
            EXPECT_EQ(date.value().iso(), vector.at("normal").get<std::string>()) << vector;
        } else {
            ASSERT_FALSE(date.ok()) << vector;
            EXPECT_EQ(nameOf(date.reason()), vector.at("reason").get<std::string>()) << vector;
        }
    }
}

TEST(DateTest, EveryDayOfTwoCenturiesFollowsTheOneBefore) {
    // Walks the calendar by counting, so that month lengths and leap years check each other.
    std::int32_t number = dayNumber(day(1900, 1, 1));
    std::uint32_t days = 0;
    for (std::uint32_t year = 1900; year <= 2100; ++year) {
        for (std::uint32_t month = 1; month <= 12; ++month) {
            for (std::uint32_t d = 1; d <= 31; ++d) {
                const auto date = dateOf(year, month, d);
                if (!date.ok()) continue;
                ASSERT_EQ(dayNumber(date.value()), number) << date.value().iso();
                ASSERT_EQ(dateFrom(date.value().iso()).value(), date.value());
                ++number;
                ++days;
            }
        }
    }
    // 201 years, leap every fourth but 1900 and 2100: 1904 … 2096 are 49.
    EXPECT_EQ(days, 201U * 365U + 49U);
    EXPECT_EQ(dayNumber(day(1970, 1, 1)), 0);
    EXPECT_EQ(dayNumber(day(2000, 3, 1)), 11017) << "951868800 s / 86400";
}

TEST(DateTest, EarlierDaysCompareLess) {
    EXPECT_LT(day(1999, 12, 31), day(2000, 1, 1));
    EXPECT_LT(day(2000, 1, 31), day(2000, 2, 1));
    EXPECT_LT(day(2000, 2, 1), day(2000, 2, 2));
    EXPECT_EQ(day(2000, 2, 2), day(2000, 2, 2));
}

TEST(DateTest, AgeChangesOnTheBirthday) {
    EXPECT_EQ(wholeYears(day(2008, 11, 21), day(2026, 11, 20)), 17U);
    EXPECT_EQ(wholeYears(day(2008, 11, 21), day(2026, 11, 21)), 18U);
    EXPECT_EQ(wholeYears(day(2008, 2, 29), day(2026, 2, 28)), 17U);
    EXPECT_EQ(wholeYears(day(2008, 2, 29), day(2026, 3, 1)), 18U);
    EXPECT_EQ(wholeYears(day(2026, 11, 21), day(2026, 11, 20)), 0U) << "not born yet";
    EXPECT_EQ(wholeYears(day(2026, 1, 1), day(2026, 12, 31)), 0U);
}

}  // namespace
}  // namespace voordeur::crypto
