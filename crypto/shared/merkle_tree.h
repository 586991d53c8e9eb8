#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/mutex.h"
#include "crypto/base/result.h"
#include "crypto/shared/merkle.h"
#include "crypto/shared/merkle_tile.h"

#include <array>
#include <cstdint>
#include <deque>
#include <memory>
#include <span>
#include <vector>

namespace voordeur::crypto {

/// The append-only tree of the server's log.
///
/// In memory: the root of every complete tile of 256 leaves and all nodes above (64 bytes per tile:
/// 10 MiB for forty million leaves), the last, partial tile (16 KiB), and a bounded cache of older
/// tiles (16 KiB each). Leaf hashes of older tiles come from a `LeafSource`; a tile read there is
/// checked against its root, so a damaged store shows as an error and never as a broken proof.
///
/// Appending is in two phases, for group commit: `begin`, append to the batch, write everything to
/// the store, then `commit` the batch or drop it. Until `commit` the tree is as it was.
///
/// Thread: one writer (`begin`, `commit`) beside any number of readers (all other functions). The
/// nodes are guarded by one mutex, held only to copy at most some 130 hashes; hashing and the
/// source's I/O happen outside. That suffices because a complete node never changes: what a reader
/// copied stays true for every size up to the one he asked for.
/// Ownership: borrows the source, which must outlive the tree.
class MerkleTree {
public:
    class Batch;

    /// What a tree is made of when the server starts; see `Batch` for how it gets stored.
    struct Parts {
        std::uint64_t size = 0;
        std::span<const Hash32> tileRoots;   ///< of all complete tiles: size / 256
        std::span<const Hash32> tailLeaves;  ///< leaf hashes after the last complete tile
    };
    static constexpr std::size_t kCachedTiles = 64;  ///< 1 MiB: what recent proofs touch

    /// Errors: StorageFailed (the parts do not fit the size).
    static Result<std::unique_ptr<MerkleTree>> create(const Parts& parts,
                                                      LeafSource& source,
                                                      std::size_t cachedTiles = kCachedTiles);

    [[nodiscard]] std::uint64_t size() const VD_EXCLUDES(m_mutex);
    /// Root of the tree as it is now.
    [[nodiscard]] Hash32 root() const VD_EXCLUDES(m_mutex);

    /// Starts an empty batch on top of the tree as it is now. Copies some 2 KiB, whatever the size.
    /// Only one batch can be committed: the others become stale and may only be dropped.
    [[nodiscard]] Batch begin() const VD_EXCLUDES(m_mutex);
    /// Makes the batch part of the tree; its leaves must already be in the store. A stale batch is
    /// our own bug. Running out of memory here ends the process: the store is ahead of the tree
    /// then, and a restart brings them together again.
    void commit(Batch&& batch) noexcept VD_EXCLUDES(m_mutex);

    /// RFC 9162 §2.1.3.1, for any `index` < `treeSize` ≤ `size()`.
    /// Errors: InvalidArgument (outside that), StorageFailed (the source gave other leaves than the
    /// tree was built on), and the source's own.
    [[nodiscard]] Result<ProofHashes> inclusionProof(std::uint64_t index,
                                                     std::uint64_t treeSize) const;
    /// RFC 9162 §2.1.4.1, for any `oldSize` ≤ `newSize` ≤ `size()`. Empty for equal sizes, and for
    /// `oldSize` 0, from which nothing can be proven (see `acceptFirstHead`). Errors: as above.
    [[nodiscard]] Result<ProofHashes> consistencyProof(std::uint64_t oldSize,
                                                       std::uint64_t newSize) const;
    /// Root of the tree as it was at `treeSize` ≤ `size()`. Errors: as above.
    [[nodiscard]] Result<Hash32> rootAt(std::uint64_t treeSize) const;

private:
    struct NodeId;
    struct Range;
    struct Gathered;

    explicit MerkleTree(LeafSource& source, std::size_t cachedTiles);

    Result<ProofHashes> hashesOf(const std::vector<Range>& ranges) const VD_EXCLUDES(m_mutex);
    Gathered gather(const std::vector<Range>& ranges) const VD_EXCLUDES(m_mutex);
    Status fillFromTiles(Gathered& gathered) const VD_EXCLUDES(m_mutex);
    Result<std::shared_ptr<const MerkleTile>> tile(std::uint64_t index, const Hash32& root) const
        VD_EXCLUDES(m_mutex);
    void pushUpper(std::size_t level, const Hash32& node) VD_REQUIRES(m_mutex);
    const Hash32& nodeAt(const NodeId& id) const VD_REQUIRES(m_mutex);

    LeafSource& m_source;             // does its own locking; outlives us
    mutable MerkleTileCache m_cache;  // does its own locking

    mutable Mutex m_mutex;
    std::uint64_t m_size VD_GUARDED_BY(m_mutex) = 0;
    // All complete nodes from the tiles' roots upwards: m_upper[0] is level 8. A deque grows
    // without moving what is there.
    std::vector<std::deque<Hash32>> m_upper VD_GUARDED_BY(m_mutex);
    std::shared_ptr<MerkleTile> m_tail VD_GUARDED_BY(m_mutex);
};

/// Leaves on their way into a tree. Self-contained: may be used while others read the tree.
/// Thread: one at a time.
class MerkleTree::Batch {
public:
    /// A tile that these leaves complete; its root is for the store, beside the leaves.
    struct CompletedTile {
        std::uint64_t index = 0;  ///< leaves 256 · index … 256 · index + 255
        Hash32 root{};
        friend bool operator==(const CompletedTile&, const CompletedTile&) = default;
    };
    /// More in one transaction is our own bug: it would hold up everybody else for too long.
    static constexpr std::uint64_t kLeavesMax = 65'536;

    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;
    Batch(Batch&&) = default;
    Batch& operator=(Batch&&) = default;
    ~Batch() = default;

    /// Takes the next leaf's hash (`leafHash` of merkle.h); returns the leaf's index.
    std::uint64_t append(const Hash32& leafHash);
    /// Size and root of the tree with these leaves in it.
    [[nodiscard]] std::uint64_t size() const { return m_size; }
    [[nodiscard]] Hash32 root() const;
    [[nodiscard]] const std::vector<CompletedTile>& completedTiles() const { return m_completed; }

private:
    friend class MerkleTree;
    struct Node {
        std::size_t level;
        Hash32 hash;
    };
    Batch() = default;

    std::uint64_t m_baseSize = 0;
    std::uint64_t m_size = 0;
    // m_peaks[l]: root of the last complete subtree of 2^l leaves, while bit l of m_size is set.
    std::array<Hash32, 64> m_peaks{};
    std::vector<Node> m_nodes;  // leaves and complete nodes, in the order they became complete
    std::vector<CompletedTile> m_completed;
};

}  // namespace voordeur::crypto
