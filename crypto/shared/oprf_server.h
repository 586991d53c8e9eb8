#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/random.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"
#include "crypto/shared/oprf.h"

#include <span>

namespace voordeur::crypto {

class Scalar;
class Element;

/// The server's key for one kind of identifier: a scalar of ristretto255 and its public element.
///
/// Thread: any (const). Ownership: keeps the scalar in locked memory.
class OprfKey {
public:
    /// GenerateKeyPair of RFC 9497 §3.2.
    static OprfKey generate(RandomSource& random);
    /// DeriveKeyPair of RFC 9497 §3.2.1. Errors: WeakKey (the seed is not 32 bytes, or derives no
    /// key), MessageTooLarge (`info` above kOprfInputBytesMax).
    static Result<OprfKey> derive(const SecretBytes& seed, ByteView info);
    /// Reads a key that was kept. Errors: WeakKey (not 32 bytes, zero, or not below the order).
    static Result<OprfKey> fromScalar(const SecretBytes& scalar);

    [[nodiscard]] const OprfElement& publicKey() const { return m_publicKey; }
    /// For keeping: the scalar's 32 bytes, little-endian.
    [[nodiscard]] SecretBytes scalar() const { return m_scalar.clone(); }

    /// BlindEvaluate of RFC 9497 §3.3.2 for a batch, with one proof for all of it. Costs two
    /// multiplications per element and three per batch.
    ///
    /// Learns nothing about the inputs; whoever calls it counts the quota first.
    /// Errors: InvalidArgument (empty batch), LimitReached (above limits::kEvaluationsPerCallMax),
    /// ElementInvalid (an element is not canonical, not of the group, or the identity).
    [[nodiscard]] Result<OprfEvaluation> evaluate(std::span<const OprfElement> blinded,
                                                  RandomSource& random) const;

private:
    OprfKey(const Scalar& scalar, const Element& publicKey);
    static Result<OprfKey> make(const Scalar& scalar);
    [[nodiscard]] Scalar revealScalar() const;

    SecretBytes m_scalar;
    OprfElement m_publicKey;
};

}  // namespace voordeur::crypto
