#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"

#include <span>

// The two AEADs of libsodium, with the nonce as an argument. Only crypto/vault calls these, and
// only there are nonces made: crypto/vault/aead.h draws them, HPKE derives them. Never elsewhere.
//
// Sealed bytes are ciphertext ‖ 16-byte tag. Errors of opening: SealBroken, nothing finer; `out` is
// then all zero. Thread: any.
namespace voordeur::crypto::internal {

inline constexpr std::size_t kAeadKeyBytes = 32;
inline constexpr std::size_t kAeadTagBytes = 16;

struct AeadInput {
    std::span<const std::uint8_t, kAeadKeyBytes> key;
    ByteView associated;
    ByteView text;  // plaintext when sealing, sealed bytes when opening
};

/// ChaCha20-Poly1305 (RFC 8439). `out` is kAeadTagBytes longer than the plaintext.
void chachaSeal(const AeadInput& input, const ByteArray<12>& nonce, std::span<std::uint8_t> out);
/// `out` is kAeadTagBytes shorter than the sealed bytes, which hold at least the tag.
Status chachaOpen(const AeadInput& input, const ByteArray<12>& nonce, std::span<std::uint8_t> out);

/// XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03). Sizes as above.
void xchachaSeal(const AeadInput& input, const ByteArray<24>& nonce, std::span<std::uint8_t> out);
Status xchachaOpen(const AeadInput& input, const ByteArray<24>& nonce, std::span<std::uint8_t> out);

}  // namespace voordeur::crypto::internal
