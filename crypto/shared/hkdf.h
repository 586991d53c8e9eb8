#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"

// HKDF-SHA-256 (RFC 5869) and HMAC-SHA-256 (RFC 2104) on typed secrets. Thread: any.
namespace voordeur::crypto {

/// A pseudorandom key of 32 bytes. An empty salt means 32 zero bytes, as in the RFC.
SecretBytes hkdfExtract(ByteView salt, const SecretBytes& inputKey);
/// The same with a salt that is itself a key.
SecretBytes hkdfExtract(const SecretBytes& salt, const SecretBytes& inputKey);

/// `size` bytes of key. Errors: InvalidArgument (size 0 or above 255 × 32), WeakKey (the
/// pseudorandom key has fewer than 32 bytes).
Result<SecretBytes> hkdfExpand(const SecretBytes& pseudorandomKey, ByteView info, std::size_t size);

/// 32 bytes that are meant to be shown (a token, a commitment), so no secret any more.
/// Errors: WeakKey.
Result<Hash32> hkdfExpandPublic(const SecretBytes& pseudorandomKey, ByteView info);

/// HMAC-SHA-256 of the message.
Hash32 hmacSha256(const SecretBytes& key, ByteView message);
/// Compares in constant time; the only way to check a MAC.
bool hmacSha256Matches(const SecretBytes& key, ByteView message, const Hash32& mac);

}  // namespace voordeur::crypto
