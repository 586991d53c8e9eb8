#include "crypto/shared/identifiers.h"

#include "crypto/base/limits.h"
#include "crypto/shared/name_folding.h"
#include "crypto/shared/utf8.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <vector>

namespace voordeur::crypto {

namespace {

constexpr std::size_t kBsnDigits = 9;
constexpr std::size_t kHouseNumberDigitsMax = 5;
constexpr std::size_t kHouseAdditionMax = 5;

bool isDigit(char32_t c) {
    return c >= '0' && c <= '9';
}
bool isAsciiLetter(char32_t c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}
bool isPrintableAscii(char32_t c) {
    return c > 0x20 && c < 0x7F;
}
char upper(char32_t c) {
    return static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + static_cast<char32_t>('A') : c);
}

/// The code points of a field; nullopt when it is too long or not UTF-8.
std::optional<std::u32string> codePointsOf(std::string_view text) {
    if (text.size() > limits::kTextBytesMax) return std::nullopt;
    std::u32string points;
    while (!text.empty()) {
        const std::optional<char32_t> point = takeCodePoint(text);
        if (!point) return std::nullopt;
        points.push_back(*point);
    }
    return points;
}

bool passesElevenTest(std::string_view digits) {
    constexpr std::array<int, kBsnDigits> kWeights = {9, 8, 7, 6, 5, 4, 3, 2, -1};
    int sum = 0;
    for (std::size_t i = 0; i < kBsnDigits; ++i)
        sum += kWeights[i] * (digits[i] - '0');
    return sum % 11 == 0;
}

using Words = std::vector<std::string>;

/// What a surname field says: the name and, behind a comma, its prefix.
struct NameParts {
    Words name;
    Words behindComma;
};

/// Step 1 of `surnameForm`; nullopt when a sign cannot be read.
std::optional<NameParts> partsOf(std::string_view surname) {
    const std::optional<std::u32string> points = codePointsOf(surname);
    if (!points) return std::nullopt;
    NameParts parts;
    Words* words = &parts.name;
    bool wordOpen = false;
    for (const char32_t point : *points) {
        switch (nameSignOf(point)) {
            case NameSign::Letter:
                if (!wordOpen) words->emplace_back();
                wordOpen = true;
                words->back() += foldedLetter(point).value_or("");
                break;
            case NameSign::Nothing:
                break;
            case NameSign::Space:
                wordOpen = false;
                break;
            case NameSign::Comma:
                if (words == &parts.behindComma) return std::nullopt;
                words = &parts.behindComma;
                wordOpen = false;
                break;
            case NameSign::Unknown:
                return std::nullopt;
        }
    }
    return parts;
}

bool isPrefix(std::string_view words) {
    const auto prefixes = namePrefixes();
    return std::find(prefixes.begin(), prefixes.end(), words) != prefixes.end();
}

/// How many words at `at` form one prefix, leaving at least `keep` words: 2, 1 or 0.
std::size_t prefixLengthAt(const Words& words, std::size_t at, std::size_t keep) {
    const std::size_t rest = words.size() - at;
    if (rest >= keep + 2 && isPrefix(words[at] + " " + words[at + 1])) return 2;
    return rest >= keep + 1 && isPrefix(words[at]) ? 1 : 0;
}

/// Where the name begins behind its prefixes, leaving at least `keep` words.
std::size_t behindPrefixes(const Words& words, std::size_t keep) {
    std::size_t at = 0;
    while (const std::size_t length = prefixLengthAt(words, at, keep))
        at += length;
    return at;
}

}  // namespace

Result<std::string> bsnForm(std::string_view text) {
    const std::optional<std::u32string> points = codePointsOf(text);
    VD_REQUIRE(points.has_value(), Reason::BsnInvalid);
    std::string digits;
    for (const char32_t point : *points) {
        if (isBlank(point) || point == '.') continue;
        VD_REQUIRE(isDigit(point), Reason::BsnInvalid);
        digits.push_back(static_cast<char>(point));
    }
    if (digits.size() == kBsnDigits - 1) digits.insert(digits.begin(), '0');
    VD_REQUIRE(digits.size() == kBsnDigits, Reason::BsnInvalid);
    VD_REQUIRE(digits != "000000000" && passesElevenTest(digits), Reason::BsnInvalid);
    return digits;
}

Result<std::string> postcodeForm(std::string_view text) {
    std::optional<std::u32string> points = codePointsOf(withoutOuterBlanks(text));
    VD_REQUIRE(points.has_value(), Reason::PostcodeInvalid);
    if (points->size() == 7 && isBlank((*points)[4])) points->erase(4, 1);
    VD_REQUIRE(points->size() == 6, Reason::PostcodeInvalid);
    std::string form;
    for (std::size_t i = 0; i < 6; ++i) {
        const char32_t point = (*points)[i];
        VD_REQUIRE(i < 4 ? isDigit(point) : isAsciiLetter(point), Reason::PostcodeInvalid);
        form.push_back(upper(point));
    }
    VD_REQUIRE(form.front() != '0', Reason::PostcodeInvalid);
    return form;
}

Result<std::string> houseNumberForm(std::string_view text) {
    std::string_view digits = withoutOuterBlanks(text);
    VD_REQUIRE(digits.size() <= limits::kTextBytesMax, Reason::HouseNumberInvalid);
    while (!digits.empty() && digits.front() == '0')
        digits.remove_prefix(1);
    VD_REQUIRE(!digits.empty() && digits.size() <= kHouseNumberDigitsMax,
               Reason::HouseNumberInvalid);
    for (const char digit : digits) {
        VD_REQUIRE(digit >= '0' && digit <= '9', Reason::HouseNumberInvalid);
    }
    return std::string(digits);
}

Result<std::string> houseAdditionForm(std::string_view text) {
    const std::optional<std::u32string> points = codePointsOf(text);
    VD_REQUIRE(points.has_value(), Reason::HouseAdditionInvalid);
    std::string form;
    for (const char32_t point : *points) {
        if (isDigit(point) || isAsciiLetter(point)) {
            form.push_back(upper(point));
            continue;
        }
        const bool dropped = isBlank(point) || isHyphen(point) || isApostrophe(point) ||
                             (isPrintableAscii(point) && point != '?');
        VD_REQUIRE(dropped, Reason::HouseAdditionInvalid);
    }
    VD_REQUIRE(form.size() <= kHouseAdditionMax, Reason::HouseAdditionInvalid);
    return form;
}

Result<std::string> addressForm(std::string_view postcode,
                                std::string_view number,
                                std::string_view letterAndAddition) {
    VD_ASSIGN(const std::string code, postcodeForm(postcode));
    VD_ASSIGN(const std::string digits, houseNumberForm(number));
    VD_ASSIGN(const std::string addition, houseAdditionForm(letterAndAddition));
    return code + "|" + digits + "|" + addition;
}

Result<std::string> surnameForm(std::string_view surname) {
    const std::optional<NameParts> parts = partsOf(surname);
    VD_REQUIRE(parts.has_value() && !parts->name.empty(), Reason::NameInvalid);
    VD_REQUIRE(behindPrefixes(parts->behindComma, 0) == parts->behindComma.size(),
               Reason::NameInvalid);
    std::string form;
    for (std::size_t i = behindPrefixes(parts->name, 1); i < parts->name.size(); ++i) {
        form += parts->name[i];
    }
    return form;
}

Result<std::string> nameBirthForm(std::string_view surname, const Date& birth) {
    VD_ASSIGN(const std::string name, surnameForm(surname));
    return name + "|" + birth.iso();
}

}  // namespace voordeur::crypto
