#include "crypto/shared/utf8.h"

#include "crypto/base/check.h"

#include <cstddef>
#include <cstdint>

namespace voordeur::crypto {

namespace {

constexpr char32_t kCodePointMax = 0x10FFFF;

bool isSurrogate(char32_t codePoint) {
    return codePoint >= 0xD800 && codePoint <= 0xDFFF;
}

/// Length of the sequence a first byte announces; 0 for a byte that begins none.
std::size_t lengthFrom(std::uint8_t lead) {
    if (lead < 0x80) return 1;
    if (lead >= 0xC2 && lead <= 0xDF) return 2;
    if (lead >= 0xE0 && lead <= 0xEF) return 3;
    if (lead >= 0xF0 && lead <= 0xF4) return 4;
    return 0;
}

/// The smallest code point that needs `length` bytes; anything below it is an overlong form.
char32_t smallestOf(std::size_t length) {
    if (length == 2) return 0x80;
    if (length == 3) return 0x800;
    return length == 4 ? 0x10000 : 0;
}

char byteOf(char32_t value) {
    return static_cast<char>(static_cast<std::uint8_t>(value));
}

}  // namespace

std::optional<char32_t> takeCodePoint(std::string_view& rest) {
    if (rest.empty()) return std::nullopt;
    const auto lead = static_cast<std::uint8_t>(rest.front());
    const std::size_t length = lengthFrom(lead);
    if (length == 0 || rest.size() < length) return std::nullopt;
    // The announcing bits go: 7 of the byte stay for one byte, 5, 4, 3 for two, three, four.
    char32_t codePoint = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<std::uint8_t>(rest[i]);
        if ((next & 0xC0U) != 0x80U) return std::nullopt;
        codePoint = (codePoint << 6U) | (next & 0x3FU);
    }
    if (codePoint < smallestOf(length) || codePoint > kCodePointMax || isSurrogate(codePoint)) {
        return std::nullopt;
    }
    rest.remove_prefix(length);
    return codePoint;
}

void appendCodePoint(std::string& to, char32_t codePoint) {
    VD_CHECK(codePoint <= kCodePointMax && !isSurrogate(codePoint));
    if (codePoint < 0x80) {
        to.push_back(byteOf(codePoint));
        return;
    }
    if (codePoint < 0x800) {
        to.push_back(byteOf(0xC0U | (codePoint >> 6U)));
    } else {
        if (codePoint < 0x10000) {
            to.push_back(byteOf(0xE0U | (codePoint >> 12U)));
        } else {
            to.push_back(byteOf(0xF0U | (codePoint >> 18U)));
            to.push_back(byteOf(0x80U | ((codePoint >> 12U) & 0x3FU)));
        }
        to.push_back(byteOf(0x80U | ((codePoint >> 6U) & 0x3FU)));
    }
    to.push_back(byteOf(0x80U | (codePoint & 0x3FU)));
}

bool isBlank(char32_t codePoint) {
    return codePoint == 0x09 || codePoint == 0x0A || codePoint == 0x0D || codePoint == 0x20 ||
           codePoint == 0xA0 || (codePoint >= 0x2000 && codePoint <= 0x200A) || codePoint == 0x202F;
}

std::string_view withoutOuterBlanks(std::string_view text) {
    std::string_view rest = text;
    while (true) {
        const std::optional<char32_t> codePoint = takeCodePoint(rest);
        if (!codePoint || !isBlank(*codePoint)) break;
        text = rest;
    }
    // Backwards a blank is at most three bytes: try where it could begin.
    for (std::size_t length = 1; length <= 3 && length <= text.size();) {
        std::string_view last = text.substr(text.size() - length);
        const std::optional<char32_t> codePoint = takeCodePoint(last);
        if (codePoint && last.empty() && isBlank(*codePoint)) {
            text.remove_suffix(length);
            length = 1;
        } else {
            ++length;
        }
    }
    return text;
}

}  // namespace voordeur::crypto
