#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"

#include <cstdint>
#include <span>
#include <vector>

// Merkle tree hashing and proof verification of RFC 9162 §2.1 (the same bytes as RFC 6962) with
// SHA-256. Pure functions without state; the tree that the server keeps is in merkle_tree.h.
// Sizes and roots of a claim come from verified checkpoints: a root does not contain its size, so
// a proof alone also holds for some other sizes.
// Thread: any, for everything in this file.
namespace voordeur::crypto {

/// Hashes of a proof, from the leaves upwards; at most `limits::kProofHashesMax`.
using ProofHashes = std::vector<Hash32>;

/// No tree is larger: the longest proof, one of consistency, then has `limits::kProofHashesMax`.
inline constexpr std::uint64_t kTreeSizeMax = std::uint64_t{1} << 62;

/// SHA-256(00 ‖ leaf).
Hash32 leafHash(ByteView leaf);
/// SHA-256(01 ‖ left ‖ right).
Hash32 nodeHash(const Hash32& left, const Hash32& right);
/// Root of the tree without leaves: SHA-256 of nothing.
Hash32 emptyRoot();
/// Root over leaf hashes (RFC 9162 §2.1.1, MTH); `emptyRoot()` for none. Linear in their number.
Hash32 merkleRoot(std::span<const Hash32> leafHashes);

/// A leaf, its place, and the tree it is claimed to be in.
struct InclusionClaim {
    Hash32 leafHash{};
    std::uint64_t index = 0;
    std::uint64_t size = 0;
    Hash32 root{};
};

/// Two heads of one log, of which the newer is claimed to extend the older.
struct ConsistencyClaim {
    std::uint64_t oldSize = 0;
    Hash32 oldRoot{};
    std::uint64_t newSize = 0;
    Hash32 newRoot{};
};

/// RFC 9162 §2.1.3.2: the leaf with this hash is at `index` in the tree of `size` leaves.
/// Errors: InclusionBroken, also for an index outside the tree, a size of 0 or above
/// `kTreeSizeMax`, and a proof that is shorter or longer than the tree demands.
Status verifyInclusion(const InclusionClaim& claim, std::span<const Hash32> proof);

/// RFC 9162 §2.1.4.2: the newer tree starts with all leaves of the older, in the same order.
/// Equal sizes need equal roots and an empty proof.
/// Errors: ConsistencyBroken, also for `oldSize` 0: from nothing, anything follows, so there is
/// nothing to verify. Whoever has seen no head yet says so by calling `acceptFirstHead`.
Status verifyConsistency(const ConsistencyClaim& claim, std::span<const Hash32> proof);

/// For a client that has not seen any head of this log: accepts the first one, unverified against
/// any history. Never call it when a head is known, however old: that would hide a fork.
/// Errors: ConsistencyBroken when a proof is there after all, the tree is empty, or `newSize` is
/// above `kTreeSizeMax`.
Status acceptFirstHead(std::uint64_t newSize, std::span<const Hash32> proof);

}  // namespace voordeur::crypto
