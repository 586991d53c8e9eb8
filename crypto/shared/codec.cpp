#include "crypto/shared/codec.h"

#include <limits>

namespace voordeur::crypto {
namespace {

/// Room for most objects at once; growing from one byte on would allocate nine times for it.
constexpr std::size_t kFirstRoom = 256;

void put(Bytes& out, ByteView bytes) {
    if (out.capacity() == 0) out.reserve(std::max(kFirstRoom, bytes.size()));
    append(out, bytes);
}

template <class Number>
void appendBigEndian(Bytes& out, Number value) {
    ByteArray<sizeof(Number)> bytes{};
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
        const std::size_t shift = 8 * (sizeof(Number) - 1 - i);
        bytes[i] = static_cast<std::uint8_t>((std::uint64_t{value} >> shift) & 0xffU);
    }
    put(out, bytes);
}

template <class Number>
Number readBigEndian(ByteView bytes) {
    std::uint64_t value = 0;
    for (const std::uint8_t byte : bytes)
        value = (value << 8) | byte;
    return static_cast<Number>(value);
}

/// What may follow a leading byte of UTF-8: how many bytes, and the range of the first of them
/// (the others are 80..bf). The narrowed ranges shut out overlong forms, surrogates and > U+10FFFF.
struct Utf8Tail {
    std::size_t count;
    std::uint8_t low;
    std::uint8_t high;
};

std::optional<Utf8Tail> tailOf(std::uint8_t lead) {
    if (lead >= 0x01 && lead <= 0x7f) return Utf8Tail{0, 0, 0};
    if (lead >= 0xc2 && lead <= 0xdf) return Utf8Tail{1, 0x80, 0xbf};
    if (lead == 0xe0) return Utf8Tail{2, 0xa0, 0xbf};
    if (lead == 0xed) return Utf8Tail{2, 0x80, 0x9f};
    if (lead >= 0xe1 && lead <= 0xef) return Utf8Tail{2, 0x80, 0xbf};
    if (lead == 0xf0) return Utf8Tail{3, 0x90, 0xbf};
    if (lead >= 0xf1 && lead <= 0xf3) return Utf8Tail{3, 0x80, 0xbf};
    if (lead == 0xf4) return Utf8Tail{3, 0x80, 0x8f};
    return std::nullopt;
}

}  // namespace

Writer& Writer::u8(std::uint8_t value) {
    appendBigEndian(m_bytes, value);
    return *this;
}

Writer& Writer::u16(std::uint16_t value) {
    appendBigEndian(m_bytes, value);
    return *this;
}

Writer& Writer::u32(std::uint32_t value) {
    appendBigEndian(m_bytes, value);
    return *this;
}

Writer& Writer::u64(std::uint64_t value) {
    appendBigEndian(m_bytes, value);
    return *this;
}

Writer& Writer::fixed(ByteView bytes) {
    put(m_bytes, bytes);
    return *this;
}

Writer& Writer::bytes(ByteView bytes) {
    // A length that does not fit would make two meanings of one byte string.
    VD_CHECK(bytes.size() <= std::numeric_limits<std::uint32_t>::max());
    u32(static_cast<std::uint32_t>(bytes.size()));
    append(m_bytes, bytes);
    return *this;
}

Writer& Writer::text(std::string_view text) {
    return bytes(viewOf(text));
}

Writer& Writer::flag(bool value) {
    return u8(value ? 1 : 0);
}

std::uint8_t Reader::u8() {
    return readBigEndian<std::uint8_t>(take(1));
}
std::uint16_t Reader::u16() {
    return readBigEndian<std::uint16_t>(take(2));
}
std::uint32_t Reader::u32() {
    return readBigEndian<std::uint32_t>(take(4));
}
std::uint64_t Reader::u64() {
    return readBigEndian<std::uint64_t>(take(8));
}

ByteView Reader::bytes(std::size_t max) {
    const std::size_t size = u32();
    if (size > max) {
        fail(Reason::Malformed);
        return {};
    }
    return take(size);
}

std::string Reader::text(std::size_t max) {
    const ByteView view = bytes(max);
    if (!isText(view)) {
        fail(Reason::TextNotUtf8);
        return {};
    }
    return std::string(textOf(view));
}

bool Reader::flag() {
    const std::uint8_t value = u8();
    if (value > 1) fail(Reason::Malformed);
    return value == 1;
}

std::size_t Reader::count(std::size_t max, std::size_t itemBytesMin) {
    VD_CHECK(itemBytesMin >= 1);
    const std::size_t count = u32();
    if (count > max || count > m_rest.size() / itemBytesMin) {
        fail(Reason::Malformed);
        return 0;
    }
    return count;
}

ByteView Reader::rest() {
    return take(m_rest.size());
}

void Reader::fail(Reason reason) {
    if (m_failed) return;
    m_failed = reason;
    // Nothing is read any more, so that loops over a broken count end at once.
    m_rest = {};
}

Status Reader::finish() const {
    if (m_failed) return *m_failed;
    VD_REQUIRE(m_rest.empty(), Reason::Malformed);
    return success();
}

ByteView Reader::take(std::size_t size) {
    if (failed() || size > m_rest.size()) {
        fail(Reason::Malformed);
        return {};
    }
    const ByteView taken = m_rest.first(size);
    m_rest = m_rest.subspan(size);
    return taken;
}

bool isText(ByteView bytes) {
    std::size_t at = 0;
    while (at < bytes.size()) {
        const auto tail = tailOf(bytes[at]);
        if (!tail || bytes.size() - at - 1 < tail->count) return false;
        for (std::size_t i = 1; i <= tail->count; ++i) {
            const std::uint8_t low = i == 1 ? tail->low : 0x80;
            const std::uint8_t high = i == 1 ? tail->high : 0xbf;
            if (bytes[at + i] < low || bytes[at + i] > high) return false;
        }
        at += 1 + tail->count;
    }
    return true;
}

}  // namespace voordeur::crypto
