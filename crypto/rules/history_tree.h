#pragma once

#include "crypto/shared/merkle.h"

#include <cstdint>
#include <vector>

namespace voordeur::crypto {

/// A log's tree with all that it ever was: the root at any size. 64 bytes per leaf, in memory;
/// for checking a whole log. Internal to crypto/rules. Thread: one at a time. Source: RFC 6962.
class HistoryTree {
public:
    void append(const Hash32& leaf);
    [[nodiscard]] std::uint64_t size() const { return m_levels.empty() ? 0 : m_levels[0].size(); }
    /// `size` ≤ size(); anything else is our own bug.
    [[nodiscard]] Hash32 rootAt(std::uint64_t size) const;

private:
    std::vector<std::vector<Hash32>> m_levels;  // complete nodes, from the leaves upwards
};

}  // namespace voordeur::crypto
