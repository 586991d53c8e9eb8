#pragma once

#include "crypto/shared/entry.h"

#include <map>

namespace voordeur::crypto {

/// The directory's chain and those of every household, as the entries so far make them. The server
/// keeps the same in its store; the test of both is that an entry's heads agree. Internal to
/// crypto/rules. Thread: one at a time.
class ReplayChains {
public:
    [[nodiscard]] const ChainHead& directory() const { return m_directory; }
    /// For going on after a chain that was wrong.
    void resetDirectory(const ChainHead& head) { m_directory = head; }
    [[nodiscard]] std::vector<HouseholdHeads> headsOf(
        const std::vector<HouseholdId>& households) const;
    /// Takes an entry in: into the directory's chain, and the chains of the households it concerns.
    void extend(const Hash32& leaf,
                const Statement& statement,
                bool done,
                const std::vector<HouseholdId>& households);

private:
    ChainHead m_directory = emptyDirectoryChain();
    std::map<HouseholdId, HouseholdHeads> m_households;
};

}  // namespace voordeur::crypto
