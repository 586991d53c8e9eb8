#pragma once

#include "crypto/base/random.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"
#include "crypto/vault/keystore_format.h"

// The part of the keystore after Argon2id, for crypto/vault/keystore.cpp and its tests, which could
// not afford a second for every flipped byte.
//
//   kek         HKDF-Extract("voordeur/v1/keystore/kek", stretched ‖ device secret)
//   commitment  HKDF-Expand(kek, "voordeur/v1/keystore/commit")
//   wrapped     XChaCha20-Poly1305 under HKDF-Expand(kek, "voordeur/v1/keystore/wrap")
//   payload     XChaCha20-Poly1305 under HKDF-Expand(file key, "voordeur/v1/keystore/payload")
namespace voordeur::crypto {

/// The key that wraps: from the stretched passphrase (32 bytes) and the device secret (may be
/// empty).
SecretBytes keystoreKek(const SecretBytes& stretched, const SecretBytes& deviceSecret);

/// Fills `commitment` and `wrapped` of a slot whose other fields are set. `fileKey` has 32 bytes.
void wrapFileKey(const KeystoreFile& file,
                 KeystoreSlot& slot,
                 const SecretBytes& kek,
                 const SecretBytes& fileKey,
                 RandomSource& random);
/// Checks the commitment, then unwraps. Errors: PassphraseWrong (another kek), KeystoreBroken.
Result<SecretBytes> unwrapFileKey(const KeystoreFile& file,
                                  const KeystoreSlot& slot,
                                  const SecretBytes& kek);

/// Seals the payload, bound to all slots as they are now. Errors: MessageTooLarge.
Status sealPayload(KeystoreFile& file,
                   const SecretBytes& fileKey,
                   const SecretBytes& payload,
                   RandomSource& random);
/// Errors: KeystoreBroken.
Result<SecretBytes> openPayload(const KeystoreFile& file, const SecretBytes& fileKey);

}  // namespace voordeur::crypto
