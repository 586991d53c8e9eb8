#pragma once

#include "crypto/base/result.h"

namespace voordeur::crypto {

/// Known answers of HPKE (RFC 9180 A.2), XChaCha20-Poly1305 and X25519, and that an altered seal is
/// refused. Programs that hold keys run this after `selfTest` and refuse to start when it fails.
/// Takes under a millisecond; Argon2id is tested by the first unlock.
///
/// Errors: Internal. Thread: any.
Status vaultSelfTest();

}  // namespace voordeur::crypto
