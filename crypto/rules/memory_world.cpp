#include "crypto/rules/memory_world.h"

#include "crypto/rules/asking.h"
#include "crypto/rules/index_choice.h"

#include <algorithm>

namespace voordeur::crypto {
namespace {

template <class Map, class Key>
auto found(const Map& map, const Key& key) -> std::optional<typename Map::mapped_type> {
    const auto at = map.find(key);
    if (at == map.end()) return std::nullopt;
    return at->second;
}

}  // namespace

Result<std::optional<HouseholdState>> MemoryWorld::household(const HouseholdId& id) {
    return found(m_households, id);
}

Result<std::optional<InvolvementState>> MemoryWorld::involvement(const InvolvementId& id) {
    return found(m_involvements, id);
}

Result<std::vector<IndexedToken>> MemoryWorld::lookUp(IdentifierKind kind,
                                                      std::uint32_t epoch,
                                                      const ByteArray<32>& token,
                                                      UnixMillis now) {
    IndexChoice choice;
    const auto at = m_tokens.find(TokenKey{kind, epoch, token});
    if (at == m_tokens.end()) return choice.take();
    for (const IndexedToken& one : at->second) {
        if (counts(one.entry, now)) choice.add(one);
    }
    return choice.take();
}

bool MemoryWorld::counts(const IndexEntry& entry, UnixMillis now) const {
    switch (entry.target.kind) {
        case TargetKind::Household:
            return isCurrent(entry, now);
        case TargetKind::Involvement: {
            const InvolvementState* const state = find(InvolvementId{entry.target.id});
            return state != nullptr && state->running(now);
        }
    }
    return false;
}

Result<std::optional<EvaluationFact>> MemoryWorld::evaluation(std::uint64_t sequence) {
    return found(m_evaluations, sequence);
}

Result<std::vector<ManifestRow>> MemoryWorld::rows(const HouseholdId& household,
                                                   const CompartmentId& compartment) {
    std::vector<ManifestRow> rows;
    const auto at = m_rows.find({household, compartment});
    if (at == m_rows.end()) return rows;
    rows.reserve(at->second.size());
    for (const auto& [record, row] : at->second) {
        rows.push_back(row);
    }
    return rows;
}

Result<std::uint32_t> MemoryWorld::quotaUsed(const QuotaKey& key) {
    return found(m_quota, key).value_or(0);
}

Result<std::optional<std::uint32_t>> MemoryWorld::bulkQuota(const AgencyId& agency,
                                                            IdentifierKind kind,
                                                            std::uint32_t day) {
    return found(m_bulk, std::tuple{agency, kind, day});
}

Result<std::vector<HouseholdId>> MemoryWorld::householdsOf(const TeamId& team,
                                                           const HouseholdId& after,
                                                           std::uint32_t most) {
    std::vector<HouseholdId> households;
    const auto of = m_householdsOf.find(team);
    if (of == m_householdsOf.end()) return households;
    for (auto at = of->second.upper_bound(after);
         at != of->second.end() && households.size() < most;
         ++at) {
        households.push_back(*at);
    }
    return households;
}

Result<std::vector<InvolvementId>> MemoryWorld::involvementsOf(const TeamId& team,
                                                               const InvolvementId& after,
                                                               std::uint32_t most) {
    std::vector<InvolvementId> involvements;
    const auto of = m_involvementsOf.find(team);
    if (of == m_involvementsOf.end()) return involvements;
    for (auto at = of->second.upper_bound(after);
         at != of->second.end() && involvements.size() < most;
         ++at) {
        involvements.push_back(*at);
    }
    return involvements;
}

Status MemoryWorld::applyDirectory(const Call& call) {
    if (call.statement.method == Method::Found) {
        VD_ASSIGN(const FoundPayload payload, FoundPayload::decode(call.payload));
        return m_directory.found(payload, call.at.sequence);
    }
    VD_ASSIGN(const DirectoryPayload payload, DirectoryPayload::decode(call.payload));
    return m_directory.follow(payload, call.at.sequence);
}

void MemoryWorld::put(const HouseholdState& state) {
    if (const HouseholdState* before = find(state.id)) {
        for (const TeamId& team : listedTeamsOf(*before)) {
            m_householdsOf[team].erase(state.id);
        }
    }
    for (const TeamId& team : listedTeamsOf(state)) {
        m_householdsOf[team].insert(state.id);
    }
    m_households.insert_or_assign(state.id, state);
}

void MemoryWorld::put(const Changes::Rows& rows) {
    auto& all = m_rows[{rows.household, rows.compartment}];
    for (const ManifestRow& row : rows.rows) {
        all.insert_or_assign(row.record, row);
    }
}

void MemoryWorld::put(const IndexedToken& token) {
    auto& tokens = m_tokens[{token.entry.kind, token.entry.epoch, token.entry.token}];
    const auto at = std::ranges::lower_bound(tokens, token.entryHash, {}, &IndexedToken::entryHash);
    if (at != tokens.end() && at->entryHash == token.entryHash) return;
    tokens.insert(at, token);
}

Status MemoryWorld::apply(const Call& call, const Changes& changes) {
    if (changes.directory) VD_RETURN_IF_ERROR(applyDirectory(call));
    for (const HouseholdState& state : changes.households) {
        put(state);
    }
    for (const InvolvementState& state : changes.involvements) {
        m_involvements.insert_or_assign(state.id, state);
        m_involvementsOf[state.team].insert(state.id);
    }
    for (const IndexedToken& token : changes.tokens) {
        put(token);
    }
    for (const Changes::Rows& rows : changes.rows) {
        put(rows);
    }
    for (const Changes::Charge& charge : changes.charges) {
        m_quota[charge.key] += charge.count;
    }
    if (changes.evaluation) m_evaluations[call.at.sequence] = *changes.evaluation;
    if (changes.bulk) {
        const Changes::Bulk& bulk = *changes.bulk;
        m_bulk[{bulk.agency, bulk.kind, bulk.day}] = bulk.max;
    }
    return success();
}

const HouseholdState* MemoryWorld::find(const HouseholdId& id) const {
    const auto at = m_households.find(id);
    return at == m_households.end() ? nullptr : &at->second;
}

const InvolvementState* MemoryWorld::find(const InvolvementId& id) const {
    const auto at = m_involvements.find(id);
    return at == m_involvements.end() ? nullptr : &at->second;
}

}  // namespace voordeur::crypto
