#include "crypto/shared/merkle.h"

#include "crypto/base/limits.h"
#include "crypto/shared/hash.h"

#include <array>
#include <bit>

namespace voordeur::crypto {
namespace {

constexpr ByteArray<1> kLeafPrefix{0x00};
constexpr std::uint8_t kNodePrefix = 0x01;

}  // namespace

Hash32 leafHash(ByteView leaf) {
    return sha256({kLeafPrefix, leaf});
}

Hash32 nodeHash(const Hash32& left, const Hash32& right) {
    // One contiguous part: the hash then takes its two blocks without buffering in between.
    ByteArray<65> input{};
    input[0] = kNodePrefix;
    std::copy(left.begin(), left.end(), input.begin() + 1);
    std::copy(right.begin(), right.end(), input.begin() + 33);
    return sha256({input});
}

Hash32 emptyRoot() {
    return sha256({});
}

Hash32 merkleRoot(std::span<const Hash32> leafHashes) {
    if (leafHashes.empty()) return emptyRoot();
    // peaks[l] is the root of the last complete subtree of 2^l leaves while bit l of count is set.
    std::array<Hash32, 64> peaks{};
    std::uint64_t count = 0;
    for (const Hash32& leaf : leafHashes) {
        Hash32 node = leaf;
        std::size_t level = 0;
        for (; ((count >> level) & 1) != 0; ++level)
            node = nodeHash(peaks[level], node);
        peaks[level] = node;
        ++count;
    }
    auto level = static_cast<std::size_t>(std::countr_zero(count));
    Hash32 root = peaks[level];
    for (++level; (count >> level) != 0; ++level) {
        if (((count >> level) & 1) != 0) root = nodeHash(peaks[level], root);
    }
    return root;
}

Status verifyInclusion(const InclusionClaim& claim, std::span<const Hash32> proof) {
    VD_REQUIRE(claim.size <= kTreeSizeMax && claim.index < claim.size, Reason::InclusionBroken);
    VD_REQUIRE(proof.size() <= limits::kProofHashesMax, Reason::InclusionBroken);
    // fn: the leaf's ancestor; sn: the last node, both at the level reached (names as in the RFC).
    std::uint64_t fn = claim.index;
    std::uint64_t sn = claim.size - 1;
    Hash32 root = claim.leafHash;
    for (const Hash32& hash : proof) {
        VD_REQUIRE(sn != 0, Reason::InclusionBroken);
        if ((fn & 1) != 0 || fn == sn) {
            root = nodeHash(hash, root);
            // A last node without a right sibling rises unchanged until it is a right child.
            while ((fn & 1) == 0 && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            root = nodeHash(root, hash);
        }
        fn >>= 1;
        sn >>= 1;
    }
    VD_REQUIRE(sn == 0 && root == claim.root, Reason::InclusionBroken);
    return success();
}

Status verifyConsistency(const ConsistencyClaim& claim, std::span<const Hash32> proof) {
    const auto broken = Reason::ConsistencyBroken;
    VD_REQUIRE(claim.oldSize != 0 && claim.oldSize <= claim.newSize, broken);
    VD_REQUIRE(claim.newSize <= kTreeSizeMax && proof.size() <= limits::kProofHashesMax, broken);
    if (claim.oldSize == claim.newSize) {
        VD_REQUIRE(proof.empty() && claim.oldRoot == claim.newRoot, broken);
        return success();
    }
    VD_REQUIRE(!proof.empty(), broken);
    std::uint64_t fn = claim.oldSize - 1;
    std::uint64_t sn = claim.newSize - 1;
    for (; (fn & 1) != 0; fn >>= 1)
        sn >>= 1;
    // An old tree that is one complete subtree needs no hash of its own: its root is known.
    const bool complete = std::has_single_bit(claim.oldSize);
    const Hash32& start = complete ? claim.oldRoot : proof.front();
    Hash32 fr = start;
    Hash32 sr = start;
    for (const Hash32& hash : proof.subspan(complete ? 0 : 1)) {
        VD_REQUIRE(sn != 0, broken);
        if ((fn & 1) != 0 || fn == sn) {
            fr = nodeHash(hash, fr);
            sr = nodeHash(hash, sr);
            while ((fn & 1) == 0 && fn != 0) {
                fn >>= 1;
                sn >>= 1;
            }
        } else {
            sr = nodeHash(sr, hash);
        }
        fn >>= 1;
        sn >>= 1;
    }
    VD_REQUIRE(sn == 0 && fr == claim.oldRoot && sr == claim.newRoot, broken);
    return success();
}

Status acceptFirstHead(std::uint64_t newSize, std::span<const Hash32> proof) {
    VD_REQUIRE(newSize != 0 && newSize <= kTreeSizeMax && proof.empty(), Reason::ConsistencyBroken);
    return success();
}

}  // namespace voordeur::crypto
