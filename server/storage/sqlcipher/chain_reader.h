#pragma once

#include "server/storage/sqlcipher/chain_link.h"
#include "server/storage/sqlcipher/chain_tails.h"
#include "server/storage/sqlcipher/wrapper.h"

#include <vector>

namespace voordeur::server::storage::sqlcipher {

enum class ChainKind : std::uint8_t { All, State };

/// Follows the links of entries backwards. Errors: StorageFailed (also links that do not fit
/// together). Thread: its connection's.
class ChainReader {
public:
    static Result<ChainReader> prepare(Connection& connection);

    /// Where the chains of a household stand after its last entry, which is `last`.
    Result<HouseholdTips> tips(const crypto::HouseholdId& household, std::uint64_t last);
    /// Sequences of a chain from position `from`, at most `most`, rising. Reads the links of those
    /// entries, and of some on the way to them: a 64th of those that come after, and 64 more.
    Result<std::vector<std::uint64_t>> sequences(ChainKind kind,
                                                 const Tail& tail,
                                                 std::uint64_t from,
                                                 std::uint64_t most);

private:
    struct Position;

    explicit ChainReader(Statement select) : m_select(std::move(select)) {}
    Result<ChainTip> before(ChainKind kind,
                            const crypto::HouseholdId& household,
                            const Position& at);

    Statement m_select;
};

}  // namespace voordeur::server::storage::sqlcipher
