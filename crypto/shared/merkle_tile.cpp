#include "crypto/shared/merkle_tile.h"

#include "crypto/base/check.h"
#include "crypto/shared/merkle.h"

namespace voordeur::crypto {
namespace {

/// Where a level starts: 0, 256, 384, 448, …, 510.
constexpr std::size_t levelStart(std::size_t level) {
    return 2 * kTileLeaves - (2 * kTileLeaves >> level);
}
static_assert(levelStart(0) == 0 && levelStart(1) == 256 && levelStart(kTileLevels) == 510);

}  // namespace

void MerkleTile::append(const Hash32& leafHash) {
    place(0, leafHash);
    for (std::size_t level = 0; level < kTileLevels; ++level) {
        const std::size_t count = m_leafCount >> level;
        if ((count << level) != m_leafCount || (count & 1) != 0) return;
        const Hash32* pair = &m_nodes[levelStart(level) + count - 2];
        place(level + 1, nodeHash(pair[0], pair[1]));
    }
}

void MerkleTile::place(std::size_t level, const Hash32& hash) {
    if (level == 0) {
        VD_CHECK(!full());
        ++m_leafCount;
    }
    const std::size_t count = m_leafCount >> level;
    VD_CHECK(level <= kTileLevels && count != 0 && (count << level) == m_leafCount);
    m_nodes[levelStart(level) + count - 1] = hash;
}

const Hash32& MerkleTile::node(std::size_t level, std::size_t index) const {
    VD_CHECK(level <= kTileLevels && ((index + 1) << level) <= m_leafCount);
    return m_nodes[levelStart(level) + index];
}

std::shared_ptr<const MerkleTile> MerkleTileCache::find(std::uint64_t index) {
    const MutexLock lock(m_mutex);
    const auto found = m_index.find(index);
    if (found == m_index.end()) return nullptr;
    m_items.splice(m_items.begin(), m_items, found->second);
    return found->second->tile;
}

void MerkleTileCache::insert(std::uint64_t index, std::shared_ptr<const MerkleTile> tile) {
    const MutexLock lock(m_mutex);
    if (m_capacity == 0 || m_index.contains(index)) return;
    if (m_items.size() == m_capacity) {
        m_index.erase(m_items.back().index);
        m_items.pop_back();
    }
    m_items.push_front({index, std::move(tile)});
    m_index.emplace(index, m_items.begin());
}

}  // namespace voordeur::crypto
