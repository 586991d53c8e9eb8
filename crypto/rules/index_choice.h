#pragma once

#include "crypto/rules/world.h"

#include <map>
#include <set>
#include <utility>
#include <vector>

namespace voordeur::crypto {

/// Chooses among the index entries under one token, so that nobody can push out what others
/// registered. There is a group for each agency and kind of target; of several entries with one
/// target the first counts. Chosen are the first of every group, then the second of every group,
/// and so on up to kLookUpMax; groups in order of kind (households before involvements), then of
/// agency.
///
/// Memory: kLookUpMax entries a group. Thread: one at a time.
class IndexChoice {
public:
    /// The entries that count now (docs/protocol.md §8.4), in the order of their hashes.
    void add(IndexedToken token);
    /// In the order in which they were chosen. Leaves nothing behind.
    [[nodiscard]] std::vector<IndexedToken> take();

private:
    struct Group {
        std::set<ByteArray<16>> targets;
        std::vector<IndexedToken> tokens;
    };
    std::map<std::pair<TargetKind, AgencyId>, Group> m_groups;
};

}  // namespace voordeur::crypto
