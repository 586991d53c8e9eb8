#include "client/cli/choices.h"

#include <gtest/gtest.h>

namespace voordeur::client::cli {
namespace {

class FixedClock final : public crypto::Clock {
public:
    [[nodiscard]] crypto::UnixMillis now() const override { return 1'781'517'600'000; }
};

TEST(ChoicesTest, ReadsKindsAsBits) {
    EXPECT_EQ(kindsFrom("bsn,address,name-birth").value(), 7);
    EXPECT_EQ(kindsFrom("address,name-birth").value(), 6);
    EXPECT_EQ(kindsFrom("").value(), 0);
    EXPECT_EQ(kindsFrom("bsn,adres").reason(), Reason::UnknownValue);
    EXPECT_EQ(kindsFrom("BSN").reason(), Reason::UnknownValue);
    EXPECT_EQ(kindsText(6), "adres, naam en geboortedatum");
}

TEST(ChoicesTest, ReadsCodesRisingAndOnce) {
    EXPECT_EQ(codesFrom("11,10,11").value(), (std::vector<std::uint16_t>{10, 11}));
    EXPECT_TRUE(codesFrom("").value().empty());
    for (const char* wrong : {"10,", "0", "-1", "10;11", "a", "70000", " 10"}) {
        const auto read = codesFrom(wrong);
        // A comma at the end says nothing more.
        if (std::string_view(wrong) == "10,") {
            EXPECT_TRUE(read.ok());
            continue;
        }
        ASSERT_FALSE(read.ok()) << wrong;
        EXPECT_EQ(read.reason(), Reason::InvalidArgument) << wrong;
    }
}

TEST(ChoicesTest, EveryRoleNameIsReadAndHasAWord) {
    EXPECT_EQ(roleNames().size(), 7U);
    for (const auto& name : roleNames()) {
        const auto role = roleFrom(name);
        ASSERT_TRUE(role.ok()) << name;
        EXPECT_FALSE(roleWord(role.value()).empty());
    }
    EXPECT_EQ(roleFrom("founder").reason(), Reason::UnknownValue);
}

TEST(ChoicesTest, ReadsDaysAsPeopleWriteThem) {
    EXPECT_EQ(dayFrom("1970-01-02").value(), 86'400'000U);
    EXPECT_EQ(dayFrom("2-1-1970").value(), 86'400'000U);
    EXPECT_EQ(dayFrom("1969-12-31").reason(), Reason::DateInvalid);
    EXPECT_EQ(dayFrom("morgen").reason(), Reason::DateInvalid);
    EXPECT_EQ(dateText(dayFrom("2026-06-15").value()), "2026-06-15");
}

TEST(ChoicesTest, TodayIsADayOfTheCalendar) {
    const auto today = todayOf(FixedClock{});
    // 2026-06-15 10:00 UTC: that day in every time zone up to UTC+13.
    EXPECT_EQ(today.year, 2026);
    EXPECT_EQ(today.month, 6);
    EXPECT_EQ(today.day, 15);
}

}  // namespace
}  // namespace voordeur::client::cli
