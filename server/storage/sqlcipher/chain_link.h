#pragma once

#include "crypto/shared/entry.h"

#include <optional>
#include <vector>

// How the store keeps the chains of households without writing to a place of each household at
// every look into its file: each entry carries, for each household it concerns, where that
// household's chains stood before it. A chain is read backwards from its last entry (chain_tails.h)
// and turned around. So an entry is one row at the end of one table, however many households it
// concerns; a row for each household elsewhere would cost one more page to encrypt and write for
// each, which is more than all the rest of a read.
namespace voordeur::server::storage::sqlcipher {

/// The end of one chain.
struct ChainTip {
    crypto::ChainHead head;
    /// Sequence of the last entry of the chain; means nothing while the chain is empty.
    std::uint64_t last = 0;
    /// Sequence of an entry further back; see `anchorAfter`.
    std::uint64_t anchor = 0;
    friend bool operator==(const ChainTip&, const ChainTip&) = default;
};

/// Every so many entries of a chain there is one that can be jumped to from all that follow.
inline constexpr std::uint64_t kAnchorStride = 64;

/// For the entry at position `before.head.count`: the sequence of the entry at the position just
/// below the last multiple of the stride; 0 for the first 64, which jump nowhere.
std::uint64_t anchorAfter(const ChainTip& before);

/// The ends of both chains of a household.
struct HouseholdTips {
    ChainTip all;
    ChainTip state;
    friend bool operator==(const HouseholdTips&, const HouseholdTips&) = default;
};

/// Before the first entry of a household.
HouseholdTips emptyTips(const crypto::HouseholdId& household);

/// How one entry hangs in the chains of one household. It joins the chain of all entries.
struct ChainLink {
    crypto::HouseholdId household;
    HouseholdTips before;
    bool joinsState = false;
    [[nodiscard]] HouseholdTips after(std::uint64_t sequence, const crypto::Hash32& leaf) const;
    friend bool operator==(const ChainLink&, const ChainLink&) = default;
};

/// Of fixed size for each household, rising, so that one can be found without reading the others:
/// fixed16 household · all · state · flag joinsState; a tip is u64 count · fixed32 head · u64 last
/// · u64 anchor.
crypto::Bytes encodeLinks(const std::vector<ChainLink>& links);
/// nullopt when the bytes have no such form.
std::optional<std::vector<ChainLink>> decodeLinks(crypto::ByteView bytes);
/// The link of one household; nullopt when it is not among them.
std::optional<ChainLink> findLink(crypto::ByteView links, const crypto::HouseholdId& household);
/// What the entry says of the heads of the households it concerns. Empty for none.
crypto::Bytes headsOf(const std::vector<ChainLink>& links);

}  // namespace voordeur::server::storage::sqlcipher
