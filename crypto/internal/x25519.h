#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"

#include <span>

// X25519 (RFC 7748) of libsodium on borrowed bytes. Typed keys: crypto/vault/seal.h.
namespace voordeur::crypto::internal {

/// The public key of a 32-byte secret. Thread: any.
PublicKey32 x25519Public(std::span<const std::uint8_t, 32> secret);
/// Errors: WeakKey (the shared secret would be all zero, so the other key is of small order).
Status x25519Shared(std::span<const std::uint8_t, 32> secret,
                    const PublicKey32& other,
                    std::span<std::uint8_t, 32> shared);

}  // namespace voordeur::crypto::internal
