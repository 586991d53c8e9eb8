#pragma once

#include "crypto/base/bytes.h"

#include <span>

// Ed25519 (RFC 8032) of libsodium on borrowed bytes. Typed keys: crypto/shared/signature.h.
namespace voordeur::crypto::internal {

inline constexpr std::size_t kEd25519SeedBytes = 32;
inline constexpr std::size_t kEd25519SecretBytes = 64;  // seed ‖ public key

/// Fills `secret` from the seed and returns the public key. Thread: any.
PublicKey32 ed25519FromSeed(std::span<const std::uint8_t, kEd25519SeedBytes> seed,
                            std::span<std::uint8_t, kEd25519SecretBytes> secret);
Signature64 ed25519Sign(std::span<const std::uint8_t, kEd25519SecretBytes> secret,
                        ByteView message);
/// Refuses small-order and non-canonical keys, small-order R and S not below L.
bool ed25519Verify(const PublicKey32& key, ByteView message, const Signature64& signature);

}  // namespace voordeur::crypto::internal
