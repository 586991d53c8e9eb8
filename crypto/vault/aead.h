#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/limits.h"
#include "crypto/base/random.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"

// Sealing under a key that both sides have: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03).
//
// Nobody chooses a nonce: it is drawn here, from 2^192, so a key may seal as often as it likes
// (after 2^80 seals two nonces are equal with a chance of 2^-33). This AEAD does not commit to its
// key: where a seal could be opened by several keys, a commitment is checked first.
namespace voordeur::crypto {

inline constexpr std::size_t kBoxKeyBytes = 32;
/// The most that one box holds: what one message can carry.
inline constexpr std::size_t kBoxPlaintextBytesMax = limits::kMessageBytesMax;

/// The nonce, and the ciphertext with its tag of 16 bytes.
struct Box {
    ByteArray<24> nonce{};
    Bytes ciphertext;
    friend bool operator==(const Box&, const Box&) = default;
};

/// Errors: WeakKey (not 32 bytes), MessageTooLarge. Thread: any. Ownership: keeps nothing.
Result<Box> sealBox(const SecretBytes& key,
                    ByteView associated,
                    ByteView plaintext,
                    RandomSource& random);
/// Errors: SealBroken, nothing finer. Thread: any.
Result<SecretBytes> openBox(const SecretBytes& key, ByteView associated, const Box& box);
/// The same for a nonce and ciphertext that are fields of something larger.
Result<SecretBytes> openBox(const SecretBytes& key,
                            ByteView associated,
                            const ByteArray<24>& nonce,
                            ByteView ciphertext);

}  // namespace voordeur::crypto
