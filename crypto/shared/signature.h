#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/random.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"

#include <string_view>

namespace voordeur::crypto {

/// SHA-256 of the founding root policy; in every signature, so that nothing signed for one
/// municipality means anything in another.
using InstanceId = Hash32;

/// What is signed: "voordeur/v1/" ‖ type ‖ 00 ‖ instance32 ‖ len64 ‖ bytes.
Bytes signatureInput(std::string_view type, const InstanceId& instance, ByteView bytes);

/// An Ed25519 key (RFC 8032) that signs. The seed is the 32-byte secret. Thread: any (const).
class SigningKey {
public:
    static SigningKey generate(RandomSource& random);
    /// Errors: WeakKey (not 32 bytes).
    static Result<SigningKey> fromSeed(const SecretBytes& seed);

    [[nodiscard]] const PublicKey32& publicKey() const { return m_publicKey; }
    [[nodiscard]] Signature64 sign(std::string_view type,
                                   const InstanceId& instance,
                                   ByteView bytes) const;
    /// Signs the bytes as they are; only for formats with their own domain separation (C2SP notes).
    [[nodiscard]] Signature64 signRaw(ByteView bytes) const;
    [[nodiscard]] SecretBytes seed() const;

private:
    SigningKey() = default;
    SecretBytes m_secret;  // libsodium's 64 bytes: seed ‖ public key
    PublicKey32 m_publicKey{};
};

/// libsodium's verifier, the only one used (small-order and non-canonical keys refused).
bool verify(const PublicKey32& key,
            std::string_view type,
            const InstanceId& instance,
            ByteView bytes,
            const Signature64& signature);
bool verifyRaw(const PublicKey32& key, ByteView bytes, const Signature64& signature);

}  // namespace voordeur::crypto
