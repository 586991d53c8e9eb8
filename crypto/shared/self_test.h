#pragma once

#include "crypto/base/result.h"

namespace voordeur::crypto {

/// Known answers of SHA-256, SHA-512, HKDF, Ed25519 and ristretto255, published by others. Every
/// program runs this before anything else and refuses to start when it fails: a library that was
/// swapped, broken or miscompiled must not sign or hash anything. Takes under a millisecond.
///
/// Errors: Internal. Thread: any.
Status selfTest();

}  // namespace voordeur::crypto
