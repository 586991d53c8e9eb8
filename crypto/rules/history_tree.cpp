#include "crypto/rules/history_tree.h"

#include "crypto/base/check.h"

#include <bit>

namespace voordeur::crypto {

void HistoryTree::append(const Hash32& leaf) {
    Hash32 node = leaf;
    for (std::size_t level = 0;; ++level) {
        if (level == m_levels.size()) m_levels.emplace_back();
        std::vector<Hash32>& nodes = m_levels[level];
        nodes.push_back(node);
        if (nodes.size() % 2 != 0) return;
        node = nodeHash(nodes[nodes.size() - 2], nodes.back());
    }
}

Hash32 HistoryTree::rootAt(std::uint64_t size) const {
    VD_CHECK(size <= this->size());
    if (size == 0) return emptyRoot();
    auto level = static_cast<std::size_t>(std::countr_zero(size));
    Hash32 root = m_levels[level][(size >> level) - 1];
    for (++level; (size >> level) != 0; ++level) {
        if (((size >> level) & 1) != 0) root = nodeHash(m_levels[level][(size >> level) - 1], root);
    }
    return root;
}

}  // namespace voordeur::crypto
