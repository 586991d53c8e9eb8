#include "crypto/base/bytes.h"

#include <algorithm>

namespace voordeur::crypto {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::string_view kBase64Digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

std::optional<std::uint8_t> hexValue(char digit) {
    if (digit >= '0' && digit <= '9') return static_cast<std::uint8_t>(digit - '0');
    if (digit >= 'a' && digit <= 'f') return static_cast<std::uint8_t>(digit - 'a' + 10);
    if (digit >= 'A' && digit <= 'F') return static_cast<std::uint8_t>(digit - 'A' + 10);
    return std::nullopt;
}

std::optional<std::uint32_t> base64Value(char digit) {
    const std::size_t found = kBase64Digits.find(digit);
    if (found == std::string_view::npos) return std::nullopt;
    return static_cast<std::uint32_t>(found);
}

/// One group of four characters of which the last `padding` are '='.
bool appendBase64Group(std::string_view group, std::size_t padding, Bytes& out) {
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 4 - padding; ++i) {
        const auto value = base64Value(group[i]);
        if (!value) return false;
        bits |= *value << (18 - 6 * i);
    }
    // Left-over bits must be zero, or two texts would mean the same bytes.
    if (padding == 1 && (bits & 0xffU) != 0) return false;
    if (padding == 2 && (bits & 0xffffU) != 0) return false;
    for (std::size_t i = 0; i < 3 - padding; ++i) {
        out.push_back(static_cast<std::uint8_t>((bits >> (16 - 8 * i)) & 0xffU));
    }
    return true;
}

}  // namespace

void append(Bytes& to, ByteView what) {
    to.insert(to.end(), what.begin(), what.end());
}

std::string toHex(ByteView bytes) {
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const std::uint8_t byte : bytes) {
        out.push_back(kHexDigits[byte >> 4]);
        out.push_back(kHexDigits[byte & 0x0fU]);
    }
    return out;
}

std::optional<Bytes> fromHex(std::string_view text) {
    if (text.size() % 2 != 0) return std::nullopt;
    Bytes out;
    out.reserve(text.size() / 2);
    for (std::size_t i = 0; i < text.size(); i += 2) {
        const auto high = hexValue(text[i]);
        const auto low = hexValue(text[i + 1]);
        if (!high || !low) return std::nullopt;
        out.push_back(static_cast<std::uint8_t>((*high << 4) | *low));
    }
    return out;
}

std::string toBase64(ByteView bytes) {
    std::string out;
    out.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t have = std::min<std::size_t>(3, bytes.size() - i);
        std::uint32_t bits = 0;
        for (std::size_t j = 0; j < have; ++j)
            bits |= std::uint32_t{bytes[i + j]} << (16 - 8 * j);
        for (std::size_t j = 0; j < 4; ++j) {
            out.push_back(j <= have ? kBase64Digits[(bits >> (18 - 6 * j)) & 0x3fU] : '=');
        }
    }
    return out;
}

std::optional<Bytes> fromBase64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    Bytes out;
    out.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        const std::string_view group = text.substr(i, 4);
        std::size_t padding = 0;
        if (i + 4 == text.size()) {
            if (group[3] == '=') padding = group[2] == '=' ? 2 : 1;
        }
        if (!appendBase64Group(group, padding, out)) return std::nullopt;
    }
    return out;
}

}  // namespace voordeur::crypto
