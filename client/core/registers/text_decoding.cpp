#include "client/core/registers/text_decoding.h"

#include "crypto/shared/utf8.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace voordeur::client::core::registers {

namespace {

using crypto::ByteView;

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Windows-1252 from 80 to 9F (WHATWG and unicode.org's CP1252.TXT agree); 0 is undefined. The rest
/// of it is Latin-1, where the byte is the code point.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178};

/// The line of `at`, counted from 1; a line ends at LF, CR LF or a lone CR.
std::size_t lineAt(std::string_view text, std::size_t at) {
    std::size_t line = 1;
    for (std::size_t i = 0; i < at; ++i) {
        const bool loneReturn = text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n');
        if (text[i] == '\n' || loneReturn) ++line;
    }
    return line;
}

/// How much of a file is UTF-8.
struct Utf8Share {
    std::size_t letters = 0;  // well-formed sequences of two bytes and more
    std::size_t strays = 0;   // bytes outside any
    std::size_t firstStray = 0;
};

Utf8Share measure(std::string_view text) {
    Utf8Share share;
    std::string_view rest = text;
    while (!rest.empty()) {
        if (static_cast<std::uint8_t>(rest.front()) < 0x80) {
            rest.remove_prefix(1);  // nearly all of a register: worth not decoding
            continue;
        }
        const std::optional<char32_t> point = crypto::takeCodePoint(rest);
        if (point) {
            ++share.letters;
            continue;
        }
        if (share.strays == 0) share.firstStray = text.size() - rest.size();
        ++share.strays;
        rest.remove_prefix(1);
    }
    return share;
}

std::variant<DecodedText, FileProblem> fromWindows1252(std::string_view text) {
    DecodedText decoded{.encoding = TextEncoding::Windows1252, .text = {}};
    decoded.text.reserve(text.size() + text.size() / 16);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<std::uint8_t>(text[i]);
        const bool special = byte >= 0x80 && byte <= 0x9F;
        const char32_t point = special ? kWindows1252[byte - 0x80U] : byte;
        if (special && point == 0) {
            return FileProblem{FileFault::EncodingBroken, lineAt(text, i), {}};
        }
        crypto::appendCodePoint(decoded.text, point);
    }
    return decoded;
}

}  // namespace

std::variant<DecodedText, FileProblem> decodeText(ByteView file) {
    if (file.size() > kFileBytesMax) return FileProblem{FileFault::TooLarge, 0, {}};
    std::string_view text = crypto::textOf(file);
    const bool marked = text.substr(0, kByteOrderMark.size()) == kByteOrderMark;
    if (marked) text.remove_prefix(kByteOrderMark.size());
    if (const std::size_t zero = text.find('\0'); zero != std::string_view::npos) {
        return FileProblem{FileFault::NotText, lineAt(text, zero), {}};
    }
    const Utf8Share share = measure(text);
    if (share.strays == 0) {
        return DecodedText{.encoding = marked ? TextEncoding::Utf8WithMark : TextEncoding::Utf8,
                           .text = std::string(text)};
    }
    if (marked || share.letters > share.strays) {
        return FileProblem{FileFault::EncodingBroken, lineAt(text, share.firstStray), {}};
    }
    return fromWindows1252(text);
}

}  // namespace voordeur::client::core::registers
