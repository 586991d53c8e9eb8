#pragma once

#include "crypto/base/result.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace voordeur::crypto {

/// A day of the Gregorian calendar, without a time or a time zone.
///
/// Made by `dateOf` or `dateFrom`; one made by hand is not checked. Earlier days compare less.
struct Date {
    std::uint16_t year = 1900;
    std::uint8_t month = 1;
    std::uint8_t day = 1;

    /// ISO 8601 extended, always ten characters: "1989-02-09".
    [[nodiscard]] std::string iso() const;
    friend bool operator==(const Date&, const Date&) = default;
    friend std::strong_ordering operator<=>(const Date& a, const Date& b) {
        return a.inOrder() <=> b.inOrder();
    }

private:
    [[nodiscard]] std::uint32_t inOrder() const { return year * 10000U + month * 100U + day; }
};

/// Checks a day: 1900 ≤ year ≤ 2100 (nobody alive is older, nothing is planned further), and the
/// day exists. Errors: DateInvalid.
Result<Date> dateOf(std::uint32_t year, std::uint32_t month, std::uint32_t day);

/// Reads a date as people and exports write it:
///   yyyy-mm-dd   exactly 4, 2 and 2 digits
///   d-m-yyyy     1 or 2 digits for day and month, 4 for the year (so dd-mm-yyyy too)
///   d/m/yyyy     the same with slashes
/// Blanks around it are ignored. Nothing else is guessed: no two-digit years, no month names, no
/// day 00. Errors: DateInvalid. Thread: any.
Result<Date> dateFrom(std::string_view text);

/// Days since 1970-01-01, negative before; the difference of two is a number of days.
std::int32_t dayNumber(const Date& date);

/// Whole years from `birth` to `on`; who is born on 29 February is a year older on 1 March of a
/// year without that day. 0 when `on` lies before `birth`.
std::uint32_t wholeYears(const Date& birth, const Date& on);

}  // namespace voordeur::crypto
