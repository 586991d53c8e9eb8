#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/random.h"
#include "crypto/base/result.h"

#include <span>

// Sealing without being able to open, for the server's backups: what this program writes only the
// holder of an offline key can read. HPKE (RFC 9180) in mode base, single shot, with
// DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and ChaCha20-Poly1305, and ChaCha20-Poly1305 (RFC 8439)
// alone; both of OpenSSL. Opening is crypto/vault's (seal.h, backup_opener.h), for other programs.
namespace voordeur::crypto::internal {

/// 32 bytes of plaintext and the tag.
using SealedKeyBytes = ByteArray<48>;

/// A key, sealed: the encapsulated key, and the ciphertext with its tag.
struct SealedKey {
    PublicKey32 enc{};
    SealedKeyBytes ciphertext{};
};

/// `info` is needed to open it. Errors: WeakKey (recipient of small order), Internal (OpenSSL has
/// no memory, or not these algorithms). Thread: any.
Result<SealedKey> sealKeyTo(const PublicKey32& recipient,
                            ByteView info,
                            std::span<const std::uint8_t, 32> key,
                            RandomSource& random);

/// `out` is 16 bytes longer than `text`. No associated data. The caller never gives the same key
/// and nonce twice. Errors: Internal. Thread: any.
Status sealBytes(std::span<const std::uint8_t, 32> key,
                 const ByteArray<12>& nonce,
                 ByteView text,
                 std::span<std::uint8_t> out);

}  // namespace voordeur::crypto::internal
