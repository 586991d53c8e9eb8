#include "crypto/shared/date.h"

#include "crypto/shared/utf8.h"

#include <array>
#include <cstddef>

namespace voordeur::crypto {

namespace {

constexpr std::uint32_t kYearMin = 1900;
constexpr std::uint32_t kYearMax = 2100;

bool isLeapYear(std::uint32_t year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

std::uint32_t daysIn(std::uint32_t year, std::uint32_t month) {
    constexpr std::array<std::uint32_t, 12> kDays = {
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && isLeapYear(year) ? 29 : kDays[month - 1];
}

/// A run of digits between separators.
struct Part {
    std::uint32_t value = 0;
    std::size_t digits = 0;
};

/// Takes 1 to 4 digits off `rest`; no digit leaves `digits` 0.
Part takeDigits(std::string_view& rest) {
    Part part;
    while (!rest.empty() && part.digits < 4 && rest.front() >= '0' && rest.front() <= '9') {
        part.value = part.value * 10 + static_cast<std::uint32_t>(rest.front() - '0');
        ++part.digits;
        rest.remove_prefix(1);
    }
    return part;
}

bool takeSeparator(std::string_view& rest, char separator) {
    if (rest.empty() || rest.front() != separator) return false;
    rest.remove_prefix(1);
    return true;
}

bool isShort(const Part& part) {
    return part.digits == 1 || part.digits == 2;
}

void appendDigits(std::string& to, std::uint32_t value, std::uint32_t highest) {
    for (std::uint32_t place = highest; place > 0; place /= 10) {
        to.push_back(static_cast<char>('0' + value / place % 10));
    }
}

}  // namespace

std::string Date::iso() const {
    std::string text;
    appendDigits(text, year, 1000);
    text.push_back('-');
    appendDigits(text, month, 10);
    text.push_back('-');
    appendDigits(text, day, 10);
    return text;
}

Result<Date> dateOf(std::uint32_t year, std::uint32_t month, std::uint32_t day) {
    VD_REQUIRE(year >= kYearMin && year <= kYearMax, Reason::DateInvalid);
    VD_REQUIRE(month >= 1 && month <= 12, Reason::DateInvalid);
    VD_REQUIRE(day >= 1 && day <= daysIn(year, month), Reason::DateInvalid);
    return Date{static_cast<std::uint16_t>(year),
                static_cast<std::uint8_t>(month),
                static_cast<std::uint8_t>(day)};
}

Result<Date> dateFrom(std::string_view text) {
    std::string_view rest = withoutOuterBlanks(text);
    const Part first = takeDigits(rest);
    const char separator = !rest.empty() && rest.front() == '/' ? '/' : '-';
    VD_REQUIRE(takeSeparator(rest, separator), Reason::DateInvalid);
    const Part second = takeDigits(rest);
    VD_REQUIRE(takeSeparator(rest, separator), Reason::DateInvalid);
    const Part third = takeDigits(rest);
    VD_REQUIRE(rest.empty(), Reason::DateInvalid);
    if (first.digits == 4 && second.digits == 2 && third.digits == 2 && separator == '-') {
        return dateOf(first.value, second.value, third.value);
    }
    if (isShort(first) && isShort(second) && third.digits == 4) {
        return dateOf(third.value, second.value, first.value);
    }
    return Reason::DateInvalid;
}

std::int32_t dayNumber(const Date& date) {
    // Counting from 1 March puts the leap day last, so that months before it need no correction.
    const std::int32_t years = date.month > 2 ? date.year : date.year - 1;
    const std::int32_t months = date.month > 2 ? date.month - 3 : date.month + 9;
    const std::int32_t leapDays = years / 4 - years / 100 + years / 400;
    constexpr std::int32_t kEpoch = 719468;  // the same sum for 1970-01-01
    return years * 365 + leapDays + (153 * months + 2) / 5 + date.day - 1 - kEpoch;
}

std::uint32_t wholeYears(const Date& birth, const Date& on) {
    if (on < birth) return 0;
    const bool hadBirthday =
        on.month > birth.month || (on.month == birth.month && on.day >= birth.day);
    const auto years = static_cast<std::uint32_t>(on.year - birth.year);
    return hadBirthday ? years : years - 1;
}

}  // namespace voordeur::crypto
