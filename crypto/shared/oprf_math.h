#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"
#include "crypto/internal/ristretto.h"
#include "crypto/shared/oprf.h"

#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

// The computations of RFC 9497 that both sides do; only oprf_server.cpp and oprf_client.cpp need
// this header. Names follow the RFC. Thread: any, for everything in this file.
namespace voordeur::crypto::oprf {

/// "OPRFV1-" ‖ I2OSP(mode, 1) ‖ "-ristretto255-SHA512".
inline constexpr std::string_view kContext{"OPRFV1-\x01-ristretto255-SHA512", 28};

/// HashToGroup(input). Errors: ElementInvalid (the input maps to the identity; never seen),
/// MessageTooLarge.
Result<Element> hashToGroup(ByteView input);

/// HashToScalar over the parts, one after the other, with domain separation tag
/// `prefix` ‖ kContext; the RFC's own is "HashToScalar-".
Scalar hashToScalar(std::initializer_list<ByteView> parts,
                    std::string_view prefix = "HashToScalar-");

/// The weights d_i with which ComputeComposites adds up a batch. `blinded` and `evaluated` are of
/// one length.
std::vector<Scalar> compositeWeights(const OprfElement& publicKey,
                                     std::span<const OprfElement> blinded,
                                     std::span<const OprfElement> evaluated);

/// Σ weights[i] · elements[i], for at least one. Errors: ElementInvalid (the sum is the identity).
Result<Element> weightedSum(std::span<const Scalar> weights, std::span<const Element> elements);

/// What the challenge c of a DLEQ proof is the hash of.
struct Transcript {
    const OprfElement& publicKey;
    const Element& m;
    const Element& z;
    const Element& t2;
    const Element& t3;
};
Scalar challenge(const Transcript& transcript);

}  // namespace voordeur::crypto::oprf
