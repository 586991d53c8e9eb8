#include "server/storage/sqlcipher/chain_reader.h"

#include "server/storage/sql/queries.h"

#include <algorithm>

namespace voordeur::server::storage::sqlcipher {

using crypto::HouseholdId;
using crypto::Reason;

/// An entry's place in the chain, and its sequence in the log.
struct ChainReader::Position {
    std::uint64_t position = 0;
    std::uint64_t sequence = 0;
};

Result<ChainReader> ChainReader::prepare(Connection& connection) {
    VD_ASSIGN(Statement select, connection.prepare(sql::kSelectLeafAndLinks));
    return ChainReader(std::move(select));
}

Result<HouseholdTips> ChainReader::tips(const HouseholdId& household, std::uint64_t last) {
    Query query(m_select);
    query.number(last);
    VD_ASSIGN(const bool found, query.next());
    VD_REQUIRE(found, Reason::StorageFailed);
    const auto leaf = query.arrayAt<32>(0);
    const auto link = findLink(query.viewAt(1), household);
    VD_REQUIRE(leaf && link, Reason::StorageFailed);
    return link->after(last, *leaf);
}

Result<ChainTip> ChainReader::before(ChainKind kind,
                                     const HouseholdId& household,
                                     const Position& at) {
    Query query(m_select);
    query.number(at.sequence);
    VD_ASSIGN(const bool found, query.next());
    VD_REQUIRE(found, Reason::StorageFailed);
    const auto link = findLink(query.viewAt(1), household);
    VD_REQUIRE(link && (kind == ChainKind::All || link->joinsState), Reason::StorageFailed);
    const ChainTip& tip = kind == ChainKind::All ? link->before.all : link->before.state;
    VD_REQUIRE(tip.head.count == at.position, Reason::StorageFailed);
    return tip;
}

Result<std::vector<std::uint64_t>> ChainReader::sequences(ChainKind kind,
                                                          const Tail& tail,
                                                          std::uint64_t from,
                                                          std::uint64_t most) {
    std::vector<std::uint64_t> out;
    VD_ASSIGN(const HouseholdTips ends, tips(tail.first, tail.second));
    const ChainTip& end = kind == ChainKind::All ? ends.all : ends.state;
    if (from >= end.head.count || most == 0) return out;
    const std::uint64_t highest = from + std::min(most, end.head.count - from) - 1;
    Position at{end.head.count - 1, end.last};
    // The position falls with every turn, so this ends whatever the file says.
    while (true) {
        if (at.position <= highest) out.push_back(at.sequence);
        if (at.position == from) break;
        VD_ASSIGN(const ChainTip tip, before(kind, tail.first, at));
        const std::uint64_t anchored = at.position / kAnchorStride * kAnchorStride;
        if (anchored > 0 && anchored - 1 >= highest) {
            at = {anchored - 1, anchorAfter(tip)};
        } else {
            at = {at.position - 1, tip.last};
        }
    }
    std::ranges::reverse(out);
    return out;
}

}  // namespace voordeur::server::storage::sqlcipher
