#include "crypto/shared/armor.h"

#include "crypto/shared/hash.h"

#include <algorithm>

namespace voordeur::crypto {

namespace {

constexpr std::size_t kLineChars = 64;
constexpr std::size_t kChecksumBytes = 4;
constexpr std::size_t kTextBytesMax = std::size_t{64} * 1024;

std::string frameLine(std::string_view which, std::string_view label) {
    return "-----" + std::string(which) + " VOORDEUR " + std::string(label) + "-----";
}

}  // namespace

std::string armored(std::string_view label, ByteView bytes) {
    Bytes checked = toBytes(bytes);
    const Hash32 hash = sha256({bytes});
    append(checked, ByteView(hash).first(kChecksumBytes));
    const std::string base64 = toBase64(checked);
    std::string out = frameLine("BEGIN", label) + "\n";
    for (std::size_t at = 0; at < base64.size(); at += kLineChars) {
        out += base64.substr(at, kLineChars) + "\n";
    }
    return out + frameLine("END", label) + "\n";
}

Result<Bytes> unarmored(std::string_view label, std::string_view text) {
    VD_REQUIRE(text.size() <= kTextBytesMax, Reason::MessageTooLarge);
    const std::string begin = frameLine("BEGIN", label);
    const std::size_t from = text.find(begin);
    VD_REQUIRE(from != std::string_view::npos, Reason::Malformed);
    const std::size_t start = from + begin.size();
    const std::size_t end = text.find(frameLine("END", label), start);
    VD_REQUIRE(end != std::string_view::npos, Reason::Malformed);
    std::string base64;
    for (const char c : text.substr(start, end - start)) {
        if (c != '\n' && c != '\r' && c != ' ' && c != '\t') base64 += c;
    }
    auto bytes = fromBase64(base64);
    VD_REQUIRE(bytes && bytes->size() >= kChecksumBytes, Reason::Malformed);
    const std::size_t size = bytes->size() - kChecksumBytes;
    const Hash32 hash = sha256({ByteView(*bytes).first(size)});
    const bool whole =
        std::ranges::equal(ByteView(*bytes).subspan(size), ByteView(hash).first(kChecksumBytes));
    VD_REQUIRE(whole, Reason::Malformed);
    bytes->resize(size);
    return std::move(*bytes);
}

}  // namespace voordeur::crypto
