#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

// The byte grammar of everything that is signed or hashed (docs/protocol.md §Encoding):
//   u8 u16 u32 u64   big-endian
//   fixed N          N bytes
//   bytes            u32 length, then that many bytes
//   text             bytes that are valid UTF-8 without U+0000
//   list             u32 count, then the items
//   option           u8 0 (absent) or 1, then the value
// Exact lengths, no trailing bytes, unknown values refused.
namespace voordeur::crypto {

/// Writes the grammar. Cannot fail; bounds are the reader's business. Thread: one at a time.
class Writer {
public:
    Writer& u8(std::uint8_t value);
    Writer& u16(std::uint16_t value);
    Writer& u32(std::uint32_t value);
    Writer& u64(std::uint64_t value);
    /// A fixed-size field: the bytes alone, no length.
    Writer& fixed(ByteView bytes);
    Writer& bytes(ByteView bytes);
    Writer& text(std::string_view text);
    Writer& flag(bool value);

    [[nodiscard]] const Bytes& view() const { return m_bytes; }
    [[nodiscard]] Bytes take() { return std::move(m_bytes); }

private:
    Bytes m_bytes;
};

/// Reads the grammar. The first failure sticks: later reads return zeros and empty values, and
/// `finish` reports it, so a parser is a straight list of reads with one check at the end.
///
/// Errors: Malformed (short, over a bound, trailing bytes), TextNotUtf8.
/// Ownership: borrows the bytes, which must outlive the reader and the views it returns.
class Reader {
public:
    explicit Reader(ByteView bytes) : m_rest(bytes) {}

    std::uint8_t u8();
    std::uint16_t u16();
    std::uint32_t u32();
    std::uint64_t u64();
    template <std::size_t N>
    ByteArray<N> fixed() {
        ByteArray<N> out{};
        const ByteView view = take(N);
        if (view.size() == N) std::copy(view.begin(), view.end(), out.begin());
        return out;
    }
    /// At most `max` bytes. Borrowed.
    ByteView bytes(std::size_t max);
    /// At most `max` bytes of valid UTF-8 without U+0000.
    std::string text(std::size_t max);
    /// 0 or 1; anything else is Malformed.
    bool flag();
    /// The count of a list, at most `max`. `itemBytesMin` (≥ 1) guards against counts that the
    /// remaining bytes could never hold, so that nobody reserves memory for a lie.
    std::size_t count(std::size_t max, std::size_t itemBytesMin);
    /// The rest, untouched.
    ByteView rest();

    /// Records a failure found by the caller (an unknown value, a broken order).
    void fail(Reason reason);
    [[nodiscard]] bool failed() const { return m_failed.has_value(); }
    /// Success only if everything was read and nothing failed.
    [[nodiscard]] Status finish() const;

private:
    ByteView take(std::size_t size);

    ByteView m_rest;
    std::optional<Reason> m_failed;
};

/// True for well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms) without U+0000.
bool isText(ByteView bytes);

}  // namespace voordeur::crypto
