#pragma once

#include "crypto/base/bytes.h"

#include <initializer_list>
#include <span>

namespace voordeur::crypto::internal {

/// HMAC-SHA-256 (RFC 2104, RFC 4231) of the parts, one after the other. `key` of any length.
/// Leaves no copy of the key behind. Thread: any.
void hmacSha256(ByteView key,
                std::initializer_list<ByteView> parts,
                std::span<std::uint8_t, 32> out);

}  // namespace voordeur::crypto::internal
