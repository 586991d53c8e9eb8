#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"
#include "crypto/internal/ristretto.h"

#include <span>
#include <string_view>
#include <vector>

// What both sides of the VOPRF share: RFC 9497, mode VOPRF (0x01), suite ristretto255-SHA512.
// The server's side is oprf_server.h, the client's oprf_client.h. Names follow the RFC.
// Thread: any, for everything in this file.
namespace voordeur::crypto {

/// A group element as it travels: 32 bytes, canonical. Whoever receives one has to check it.
using OprfElement = ByteArray<32>;
/// The DLEQ proof of one batch: scalar c ‖ scalar s.
using OprfProof = ByteArray<64>;

/// Longest input: the RFC counts it in two bytes.
inline constexpr std::size_t kOprfInputBytesMax = 65'535;

/// What the server answers to a batch of blinded elements, in the same order.
struct OprfEvaluation {
    std::vector<OprfElement> elements;
    OprfProof proof{};
    friend bool operator==(const OprfEvaluation&, const OprfEvaluation&) = default;
};

}  // namespace voordeur::crypto
