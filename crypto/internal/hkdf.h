#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"

#include <initializer_list>
#include <span>

// HKDF-SHA-256 (RFC 5869) on borrowed bytes. Typed secrets: crypto/shared/hkdf.h.
namespace voordeur::crypto::internal {

/// 255 blocks of 32 bytes, the most that RFC 5869 allows.
inline constexpr std::size_t kHkdfBytesMax = std::size_t{255} * 32;

/// An empty salt means 32 zero bytes, as in the RFC. Thread: any.
void hkdfExtract(ByteView salt,
                 std::initializer_list<ByteView> inputKey,
                 std::span<std::uint8_t, 32> out);

/// Fills all of `out`. Errors: InvalidArgument (above kHkdfBytesMax). Thread: any.
Status hkdfExpand(ByteView pseudorandomKey,
                  std::initializer_list<ByteView> info,
                  std::span<std::uint8_t> out);

/// The same for at most one block, which cannot fail.
template <std::size_t N>
requires(N >= 1 && N <= 32) void hkdfExpandBlock(ByteView pseudorandomKey,
                                                 std::initializer_list<ByteView> info,
                                                 std::span<std::uint8_t, N> out) {
    VD_CHECK(hkdfExpand(pseudorandomKey, info, out).ok());
}

}  // namespace voordeur::crypto::internal
