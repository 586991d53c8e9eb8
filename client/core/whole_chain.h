#pragma once

#include "client/core/local_store.h"
#include "crypto/shared/directory.h"

#include <optional>
#include <vector>

namespace voordeur::client::core {

/// The chain of all entries of one household, replayed from its first one: who did what, and who
/// looked (docs/protocol.md §5.4). What this device saw of it before is part of it, so that a
/// server which writes a shorter one into its own log is caught by whoever saw the longer one.
///
/// Errors: HouseholdChainWrong (lines that do not belong together, or less than was seen), those of
/// `checkSigner`. Thread: any. Ownership: `directory` must outlive it.
class WholeChain {
public:
    /// `anchors` (rising) and `sight`: what was seen before the first page is asked for.
    WholeChain(const crypto::HouseholdId& id,
               std::vector<HouseholdAnchor> anchors,
               std::optional<HouseholdSight> sight,
               const crypto::Directory& directory);

    Status add(const ChainLine& line);
    [[nodiscard]] const crypto::ChainHead& chain() const { return m_all; }
    /// Is this everything, by the heads that the own entry commits to?
    [[nodiscard]] Status isAll(const crypto::HouseholdHeads& heads) const;
    [[nodiscard]] std::vector<crypto::Entry> takeEntries() { return std::move(m_entries); }

private:
    [[nodiscard]] bool comesBySight() const;

    const std::vector<HouseholdAnchor> m_anchors;
    const std::optional<HouseholdSight> m_sight;
    const crypto::Directory& m_directory;
    crypto::ChainHead m_all;
    crypto::ChainHead m_state;
    std::vector<crypto::Entry> m_entries;
};

}  // namespace voordeur::client::core
