#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace voordeur::crypto {

/// Plain bytes that are not secret. Secrets live in `SecretBytes`.
using Bytes = std::vector<std::uint8_t>;
/// A borrowed look at bytes; never outlives the owner.
using ByteView = std::span<const std::uint8_t>;
template <std::size_t N>
using ByteArray = std::array<std::uint8_t, N>;

using Hash32 = ByteArray<32>;
using Signature64 = ByteArray<64>;
using PublicKey32 = ByteArray<32>;

inline ByteView viewOf(std::string_view text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view textOf(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes toBytes(ByteView view) {
    return {view.begin(), view.end()};
}
/// Not inline: g++ 12 sees array bounds broken (falsely) when it inlines vector::insert.
void append(Bytes& to, ByteView what);

/// Lower-case hexadecimal, two characters per byte.
std::string toHex(ByteView bytes);
/// Reads hexadecimal of either case; nullopt on odd length or another character.
std::optional<Bytes> fromHex(std::string_view text);
/// Base64 of RFC 4648 §4 with padding.
std::string toBase64(ByteView bytes);
/// Strict: padding required, no white space, unused bits must be zero; otherwise nullopt.
std::optional<Bytes> fromBase64(std::string_view text);

/// Copies `view` into a fixed array; nullopt unless the length is exactly N.
template <std::size_t N>
std::optional<ByteArray<N>> toArray(ByteView view) {
    if (view.size() != N) return std::nullopt;
    ByteArray<N> out{};
    for (std::size_t i = 0; i < N; ++i)
        out[i] = view[i];
    return out;
}

}  // namespace voordeur::crypto
