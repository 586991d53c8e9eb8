#pragma once

#include "crypto/base/mutex.h"
#include "crypto/shared/ids.h"

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace voordeur::server::storage::sqlcipher {

/// A household and the sequence of the last entry of its chain.
using Tail = std::pair<crypto::HouseholdId, std::uint64_t>;

/// Where the chain of each household ends: all of them, in memory (some 60 bytes each: 30 MiB for
/// half a million households). The file follows some way behind, a slice of households in the order
/// of their ids with a commit, so that many of them share a page. At a start it is read, and made
/// up to date from the entries that came after `savedFrom`.
///
/// Thread: `find` by any; everything else by the writer's alone.
class ChainTails {
public:
    /// `behindMax`: how far the file may fall behind before a sweep begins: entries, and
    /// households.
    explicit ChainTails(std::uint64_t behindMax) : m_behindMax(behindMax) {}

    [[nodiscard]] std::optional<std::uint64_t> find(const crypto::HouseholdId& household) const
        VD_EXCLUDES(m_mutex);

    // -- At a start

    /// A tail as the file has it.
    void load(const Tail& tail) VD_EXCLUDES(m_mutex);
    /// A tail newer than the file has it.
    void loadNewer(const Tail& tail) VD_EXCLUDES(m_mutex);
    void loadSavedFrom(std::uint64_t size) { m_savedFrom = size; }

    // -- With a commit

    /// What goes into the file with a transaction.
    struct Slice {
        std::vector<Tail> tails;
        /// Entries before this one are all accounted for in the file once the slice is.
        std::uint64_t savedFrom = 0;
        bool sweeping = false;
        std::uint64_t sweepFrom = 0;
        crypto::HouseholdId next;  // where the sweep goes on
    };
    /// `sizeBefore`: of the log before this transaction, which moved the tails in `moved`.
    [[nodiscard]] Slice slice(std::uint64_t sizeBefore,
                              const std::map<crypto::HouseholdId, std::uint64_t>& moved) const
        VD_EXCLUDES(m_mutex);
    /// The transaction is durable.
    void committed(const Slice& slice, const std::map<crypto::HouseholdId, std::uint64_t>& moved)
        VD_EXCLUDES(m_mutex);
    [[nodiscard]] std::uint64_t savedFrom() const { return m_savedFrom; }

private:
    const std::uint64_t m_behindMax;
    mutable crypto::Mutex m_mutex;
    std::map<crypto::HouseholdId, std::uint64_t> m_tails VD_GUARDED_BY(m_mutex);

    // The writer's thread alone.
    std::set<crypto::HouseholdId> m_behind;  // households whose tail in the file is older
    std::uint64_t m_savedFrom = 0;
    bool m_sweeping = false;
    std::uint64_t m_sweepFrom = 0;  // size of the log when the sweep began
    crypto::HouseholdId m_next;
};

}  // namespace voordeur::server::storage::sqlcipher
