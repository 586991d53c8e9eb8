#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"
#include "crypto/shared/merkle.h"

// Merkle proofs as bytes. The hashes run from the leaves upwards (RFC 9162 §2.1.3 and §2.1.4).
// A proof that can be read proves nothing yet: hand it to merkle.h with the heads it is about.
// Thread: any (values).
namespace voordeur::crypto {

/// Grammar: u64 index · u64 size · list fixed32 hashes (at most 63).
struct InclusionProof {
    std::uint64_t index = 0;
    std::uint64_t size = 0;
    ProofHashes hashes;

    [[nodiscard]] Bytes encode() const;
    /// Errors: Malformed, also when the leaf lies outside the tree or the tree is too large.
    static Result<InclusionProof> decode(ByteView bytes);
    friend bool operator==(const InclusionProof&, const InclusionProof&) = default;
};

/// Grammar: u64 oldSize · u64 newSize · list fixed32 hashes (at most 63).
struct ConsistencyProof {
    std::uint64_t oldSize = 0;
    std::uint64_t newSize = 0;
    ProofHashes hashes;

    [[nodiscard]] Bytes encode() const;
    /// Errors: Malformed, also when the new tree is smaller than the old one or too large.
    static Result<ConsistencyProof> decode(ByteView bytes);
    friend bool operator==(const ConsistencyProof&, const ConsistencyProof&) = default;
};

}  // namespace voordeur::crypto
