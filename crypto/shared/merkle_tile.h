#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/mutex.h"
#include "crypto/base/result.h"

#include <array>
#include <cstdint>
#include <list>
#include <memory>
#include <unordered_map>
#include <vector>

// Parts of MerkleTree (merkle_tree.h); nobody else needs this header.
namespace voordeur::crypto {

/// Levels below the top of a tile: a tile is a subtree of 2^8 leaves.
inline constexpr std::size_t kTileLevels = 8;
inline constexpr std::size_t kTileLeaves = std::size_t{1} << kTileLevels;

/// Where the leaf hashes of older tiles come from: the store.
class LeafSource {
public:
    LeafSource() = default;
    LeafSource(const LeafSource&) = delete;
    LeafSource& operator=(const LeafSource&) = delete;
    LeafSource(LeafSource&&) = delete;
    LeafSource& operator=(LeafSource&&) = delete;
    virtual ~LeafSource() = default;
    /// Exactly the hashes of leaves `first` … `first + count - 1`, all committed before.
    /// Errors: the store's own, handed on unchanged. Thread: any; called without locks held.
    virtual Result<std::vector<Hash32>> leaves(std::uint64_t first, std::size_t count) = 0;
};

/// A subtree of at most 256 leaves with all its complete nodes. 16 KiB. Thread: one at a time.
class MerkleTile {
public:
    /// Adds a leaf and hashes every node it completes. At most `kTileLeaves` times.
    void append(const Hash32& leafHash);
    /// The same for hashes that are known already: a leaf (level 0), then the nodes it completes,
    /// upwards.
    void place(std::size_t level, const Hash32& hash);

    [[nodiscard]] std::size_t leafCount() const { return m_leafCount; }
    [[nodiscard]] bool full() const { return m_leafCount == kTileLeaves; }
    /// Node `index` (within the tile) of `level`; must be complete.
    [[nodiscard]] const Hash32& node(std::size_t level, std::size_t index) const;

private:
    std::array<Hash32, 2 * kTileLeaves - 1> m_nodes{};  // level 0 first, then 1, …, the top last
    std::size_t m_leafCount = 0;
};

/// The most recently used complete tiles, at most `capacity` of 16 KiB each.
/// Thread: any.
class MerkleTileCache {
public:
    explicit MerkleTileCache(std::size_t capacity) : m_capacity(capacity) {}

    /// nullptr when the tile is not here.
    std::shared_ptr<const MerkleTile> find(std::uint64_t index) VD_EXCLUDES(m_mutex);
    void insert(std::uint64_t index, std::shared_ptr<const MerkleTile> tile) VD_EXCLUDES(m_mutex);

private:
    struct Item {
        std::uint64_t index;
        std::shared_ptr<const MerkleTile> tile;
    };

    const std::size_t m_capacity;
    Mutex m_mutex;
    std::list<Item> m_items VD_GUARDED_BY(m_mutex);  // most recently used first
    std::unordered_map<std::uint64_t, std::list<Item>::iterator> m_index VD_GUARDED_BY(m_mutex);
};

}  // namespace voordeur::crypto
