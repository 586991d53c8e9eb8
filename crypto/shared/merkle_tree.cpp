#include "crypto/shared/merkle_tree.h"

#include "crypto/base/check.h"

#include <algorithm>
#include <bit>

namespace voordeur::crypto {

/// A complete node: the root of leaves index · 2^level … (index + 1) · 2^level - 1.
struct MerkleTree::NodeId {
    std::size_t level;
    std::uint64_t index;
};

/// Leaves begin … end - 1, where `begin` is a multiple of the largest power of two that fits.
struct MerkleTree::Range {
    std::uint64_t begin;
    std::uint64_t end;
};

/// The complete nodes that make up some ranges, and what is known of them.
struct MerkleTree::Gathered {
    struct Missing {
        std::size_t at;  // in ids and hashes
        std::uint64_t tile;
        Hash32 tileRoot;
    };
    std::vector<NodeId> ids;
    std::vector<Hash32> hashes;
    std::vector<std::size_t> ends;  // per range: where its nodes end
    std::vector<Missing> missing;   // below the root of an older tile
};

// ---- Batch

std::uint64_t MerkleTree::Batch::append(const Hash32& leafHash) {
    VD_CHECK(m_size - m_baseSize < kLeavesMax && m_size < kTreeSizeMax);
    const std::uint64_t index = m_size;
    Hash32 node = leafHash;
    std::size_t level = 0;
    m_nodes.push_back({level, node});
    for (; ((m_size >> level) & 1) != 0;) {
        node = nodeHash(m_peaks[level], node);
        ++level;
        m_nodes.push_back({level, node});
        if (level == kTileLevels) m_completed.push_back({index >> kTileLevels, node});
    }
    m_peaks[level] = node;
    ++m_size;
    return index;
}

Hash32 MerkleTree::Batch::root() const {
    if (m_size == 0) return emptyRoot();
    auto level = static_cast<std::size_t>(std::countr_zero(m_size));
    Hash32 root = m_peaks[level];
    for (++level; (m_size >> level) != 0; ++level) {
        if (((m_size >> level) & 1) != 0) root = nodeHash(m_peaks[level], root);
    }
    return root;
}

// ---- The tree as the writer sees it

MerkleTree::MerkleTree(LeafSource& source, std::size_t cachedTiles)
    : m_source(source), m_cache(cachedTiles), m_tail(std::make_shared<MerkleTile>()) {}

Result<std::unique_ptr<MerkleTree>> MerkleTree::create(const Parts& parts,
                                                       LeafSource& source,
                                                       std::size_t cachedTiles) {
    VD_REQUIRE(parts.size <= kTreeSizeMax, Reason::StorageFailed);
    VD_REQUIRE(parts.tileRoots.size() == parts.size / kTileLeaves, Reason::StorageFailed);
    VD_REQUIRE(parts.tailLeaves.size() == parts.size % kTileLeaves, Reason::StorageFailed);
    std::unique_ptr<MerkleTree> tree(new MerkleTree(source, cachedTiles));
    const MutexLock lock(tree->m_mutex);
    for (const Hash32& tileRoot : parts.tileRoots) {
        Hash32 node = tileRoot;
        tree->pushUpper(kTileLevels, node);
        for (std::size_t up = 0; tree->m_upper[up].size() % 2 == 0; ++up) {
            const std::deque<Hash32>& nodes = tree->m_upper[up];
            node = nodeHash(nodes[nodes.size() - 2], nodes.back());
            tree->pushUpper(kTileLevels + up + 1, node);
        }
    }
    for (const Hash32& leaf : parts.tailLeaves)
        tree->m_tail->append(leaf);
    tree->m_size = parts.size;
    return tree;
}

std::uint64_t MerkleTree::size() const {
    const MutexLock lock(m_mutex);
    return m_size;
}

Hash32 MerkleTree::root() const {
    return begin().root();
}

MerkleTree::Batch MerkleTree::begin() const {
    Batch batch;
    const MutexLock lock(m_mutex);
    batch.m_baseSize = m_size;
    batch.m_size = m_size;
    for (std::size_t level = 0; (m_size >> level) != 0; ++level) {
        const std::uint64_t count = m_size >> level;
        if ((count & 1) != 0) batch.m_peaks[level] = nodeAt({level, count - 1});
    }
    return batch;
}

void MerkleTree::commit(Batch&& batch) noexcept {
    std::vector<std::shared_ptr<const MerkleTile>> full;
    {
        const MutexLock lock(m_mutex);
        VD_CHECK(batch.m_baseSize == m_size);
        for (const Batch::Node& node : batch.m_nodes) {
            if (node.level >= kTileLevels) pushUpper(node.level, node.hash);
            if (node.level > kTileLevels) continue;
            m_tail->place(node.level, node.hash);
            if (node.level < kTileLevels) continue;
            full.push_back(std::move(m_tail));
            m_tail = std::make_shared<MerkleTile>();
        }
        m_size = batch.m_size;
    }
    // The newest proofs are the likeliest to be asked for: spare them the way to the store.
    for (std::size_t i = 0; i < full.size(); ++i) {
        m_cache.insert(batch.m_completed[i].index, std::move(full[i]));
    }
}

void MerkleTree::pushUpper(std::size_t level, const Hash32& node) {
    const std::size_t up = level - kTileLevels;
    if (up == m_upper.size()) m_upper.emplace_back();
    m_upper[up].push_back(node);
}

const Hash32& MerkleTree::nodeAt(const NodeId& id) const {
    if (id.level >= kTileLevels) return m_upper[id.level - kTileLevels][id.index];
    const std::uint64_t inTile = id.index % (kTileLeaves >> id.level);
    return m_tail->node(id.level, inTile);
}

// ---- The tree as readers see it

Result<ProofHashes> MerkleTree::inclusionProof(std::uint64_t index, std::uint64_t treeSize) const {
    VD_REQUIRE(index < treeSize && treeSize <= size(), Reason::InvalidArgument);
    std::vector<Range> ranges;
    for (std::size_t level = 0; ((treeSize - 1) >> level) != 0; ++level) {
        const std::uint64_t sibling = (index >> level) ^ 1;
        const std::uint64_t begin = sibling << level;
        // No right sibling: the node rises to the next level as it is.
        if (begin >= treeSize) continue;
        ranges.push_back({begin, std::min(begin + (std::uint64_t{1} << level), treeSize)});
    }
    return hashesOf(ranges);
}

Result<ProofHashes> MerkleTree::consistencyProof(std::uint64_t oldSize,
                                                 std::uint64_t newSize) const {
    VD_REQUIRE(oldSize <= newSize && newSize <= size(), Reason::InvalidArgument);
    std::vector<Range> ranges;
    if (oldSize == 0 || oldSize == newSize) return ProofHashes{};
    // SUBPROOF of the RFC from the top down: each step keeps the half where the old tree ends.
    Range within{0, newSize};
    while (within.end != oldSize) {
        const std::uint64_t middle = within.begin + std::bit_floor(within.end - within.begin - 1);
        if (oldSize <= middle) {
            ranges.push_back({middle, within.end});
            within.end = middle;
        } else {
            ranges.push_back({within.begin, middle});
            within.begin = middle;
        }
    }
    // What is left ends where the old tree ends; starting at 0 it is the old tree, whose root is
    // known to whoever asks.
    if (within.begin != 0) ranges.push_back(within);
    std::reverse(ranges.begin(), ranges.end());
    return hashesOf(ranges);
}

Result<Hash32> MerkleTree::rootAt(std::uint64_t treeSize) const {
    VD_REQUIRE(treeSize <= size(), Reason::InvalidArgument);
    if (treeSize == 0) return emptyRoot();
    VD_ASSIGN(const ProofHashes hashes, hashesOf({{0, treeSize}}));
    return hashes.front();
}

Result<ProofHashes> MerkleTree::hashesOf(const std::vector<Range>& ranges) const {
    Gathered gathered = gather(ranges);
    VD_RETURN_IF_ERROR(fillFromTiles(gathered));
    ProofHashes out;
    out.reserve(ranges.size());
    std::size_t start = 0;
    for (const std::size_t end : gathered.ends) {
        Hash32 hash = gathered.hashes[end - 1];
        for (std::size_t i = end - 1; i-- > start;)
            hash = nodeHash(gathered.hashes[i], hash);
        out.push_back(hash);
        start = end;
    }
    return out;
}

MerkleTree::Gathered MerkleTree::gather(const std::vector<Range>& ranges) const {
    Gathered out;
    for (const Range& range : ranges) {
        for (std::uint64_t at = range.begin; at < range.end;) {
            const std::uint64_t step = std::bit_floor(range.end - at);
            const auto level = static_cast<std::size_t>(std::countr_zero(step));
            out.ids.push_back({level, at >> level});
            at += step;
        }
        out.ends.push_back(out.ids.size());
    }
    out.hashes.resize(out.ids.size());
    const MutexLock lock(m_mutex);
    const std::uint64_t tailTile = m_size >> kTileLevels;
    for (std::size_t i = 0; i < out.ids.size(); ++i) {
        const NodeId& id = out.ids[i];
        const bool upper = id.level >= kTileLevels;
        const std::uint64_t tile = upper ? 0 : id.index >> (kTileLevels - id.level);
        if (upper || tile == tailTile) {
            out.hashes[i] = nodeAt(id);
        } else {
            out.missing.push_back({i, tile, m_upper.front()[tile]});
        }
    }
    return out;
}

Status MerkleTree::fillFromTiles(Gathered& gathered) const {
    std::shared_ptr<const MerkleTile> current;
    std::uint64_t currentIndex = 0;
    for (const Gathered::Missing& missing : gathered.missing) {
        if (!current || currentIndex != missing.tile) {
            VD_ASSIGN(current, tile(missing.tile, missing.tileRoot));
            currentIndex = missing.tile;
        }
        const NodeId& id = gathered.ids[missing.at];
        const std::uint64_t inTile = id.index % (kTileLeaves >> id.level);
        gathered.hashes[missing.at] = current->node(id.level, inTile);
    }
    return success();
}

Result<std::shared_ptr<const MerkleTile>> MerkleTree::tile(std::uint64_t index,
                                                           const Hash32& root) const {
    if (auto cached = m_cache.find(index)) return cached;
    VD_ASSIGN(const std::vector<Hash32> leaves, m_source.leaves(index << kTileLevels, kTileLeaves));
    VD_REQUIRE(leaves.size() == kTileLeaves, Reason::StorageFailed);
    auto tile = std::make_shared<MerkleTile>();
    for (const Hash32& leaf : leaves)
        tile->append(leaf);
    VD_REQUIRE(tile->node(kTileLevels, 0) == root, Reason::StorageFailed);
    m_cache.insert(index, tile);
    return std::shared_ptr<const MerkleTile>(std::move(tile));
}

}  // namespace voordeur::crypto
