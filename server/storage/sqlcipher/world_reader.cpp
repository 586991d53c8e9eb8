#include "server/storage/sqlcipher/world_reader.h"

#include "crypto/rules/index_choice.h"
#include "crypto/shared/codec.h"
#include "server/storage/sql/queries.h"

#include <algorithm>

namespace voordeur::server::storage::sqlcipher {
namespace {

using crypto::CompartmentId;
using crypto::HouseholdId;
using crypto::HouseholdState;
using crypto::ManifestRow;
using crypto::Reason;

/// Some 5 KiB each when decoded: 20 MiB.
constexpr std::size_t kStatesMax = 4096;
/// Rows of a caseload that are read at once: 6 MiB. A larger one is read part by part.
constexpr std::size_t kCaseloadRowsMax = 100'000;

std::uint64_t numberOf(auto value) {
    return static_cast<std::uint64_t>(value);
}

Result<HouseholdState> stateOf(const Query& query, int column) {
    auto state = HouseholdState::decode(query.viewAt(column));
    VD_REQUIRE(state.ok(), Reason::StorageFailed);
    return std::move(state).value();
}

Result<ManifestRow> rowOf(const Query& query, int firstColumn) {
    const auto record = query.arrayAt<16>(firstColumn);
    const auto hash = query.arrayAt<32>(firstColumn + 2);
    VD_REQUIRE(record && hash, Reason::StorageFailed);
    return ManifestRow{{*record}, query.numberAt(firstColumn + 1), *hash};
}

}  // namespace

WorldReader::WorldReader() : m_states(kStatesMax) {}

Result<std::unique_ptr<WorldReader>> WorldReader::prepare(Connection& connection) {
    std::unique_ptr<WorldReader> reader(new WorldReader);
    VD_RETURN_IF_ERROR(prepareAll(connection,
                                  {{reader->m_household, sql::kSelectHousehold},
                                   {reader->m_householdsOf, sql::kSelectHouseholdsOf},
                                   {reader->m_statesOf, sql::kSelectStatesOf},
                                   {reader->m_rowsOf, sql::kSelectRowsOf},
                                   {reader->m_rows, sql::kSelectRows},
                                   {reader->m_involvement, sql::kSelectInvolvement},
                                   {reader->m_involvementsOf, sql::kSelectInvolvementsOf},
                                   {reader->m_tokens, sql::kSelectTokens},
                                   {reader->m_evaluation, sql::kSelectEvaluation},
                                   {reader->m_quota, sql::kSelectQuota},
                                   {reader->m_bulkQuota, sql::kSelectBulkQuota}}));
    return reader;
}

void WorldReader::forgetAll() {
    m_states.clear();
    m_caseload.reset();
}

Result<std::optional<HouseholdState>> WorldReader::household(const HouseholdId& id) {
    if (const HouseholdState* known = m_states.find(id)) return std::optional(*known);
    if (caseloadWith(id) != nullptr && !m_caseload->statesAsked) {
        VD_RETURN_IF_ERROR(loadStates(*m_caseload));
        if (const HouseholdState* known = m_states.find(id)) return std::optional(*known);
    }
    Query query(m_household);
    query.bytes(id.bytes);
    VD_ASSIGN(const bool found, query.next());
    if (!found) return std::optional<HouseholdState>{};
    VD_ASSIGN(HouseholdState state, stateOf(query, 0));
    m_states.put(id, state);
    return std::optional(std::move(state));
}

Status WorldReader::loadStates(Caseload& caseload) {
    caseload.statesAsked = true;
    Query query(m_statesOf);
    query.bytes(caseload.team.bytes).bytes(caseload.after.bytes).number(caseload.households.size());
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) return crypto::success();
        const auto id = query.arrayAt<16>(0);
        VD_REQUIRE(id.has_value(), Reason::StorageFailed);
        VD_ASSIGN(HouseholdState state, stateOf(query, 1));
        m_states.put({*id}, std::move(state));
    }
}

Result<std::vector<HouseholdId>> WorldReader::householdsOf(const crypto::TeamId& team,
                                                           const HouseholdId& after,
                                                           std::uint32_t most) {
    Caseload caseload;
    caseload.team = team;
    caseload.after = after;
    Query query(m_householdsOf);
    query.bytes(team.bytes).bytes(after.bytes).number(most);
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) break;
        const auto id = query.arrayAt<16>(0);
        VD_REQUIRE(id.has_value(), Reason::StorageFailed);
        caseload.households.push_back({*id});
    }
    m_caseload = std::move(caseload);
    return m_caseload->households;
}

const std::vector<HouseholdId>* WorldReader::caseloadWith(const HouseholdId& id) const {
    if (!m_caseload || !std::ranges::binary_search(m_caseload->households, id)) return nullptr;
    return &m_caseload->households;
}

Result<std::vector<ManifestRow>> WorldReader::rows(const HouseholdId& household,
                                                   const CompartmentId& compartment) {
    std::vector<ManifestRow> out;
    if (caseloadWith(household) != nullptr) {
        if (!m_caseload->rowsAsked) VD_RETURN_IF_ERROR(loadRows(*m_caseload));
        if (m_caseload->rows) {
            const auto at = m_caseload->rows->find({household, compartment});
            return at == m_caseload->rows->end() ? out : at->second;
        }
    }
    Query query(m_rows);
    query.bytes(household.bytes).bytes(compartment.bytes);
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) return out;
        VD_ASSIGN(const ManifestRow row, rowOf(query, 0));
        out.push_back(row);
    }
}

Status WorldReader::loadRows(Caseload& caseload) {
    caseload.rowsAsked = true;
    RowsOf rows;
    std::size_t count = 0;
    Query query(m_rowsOf);
    query.bytes(caseload.team.bytes).bytes(caseload.after.bytes);
    query.bytes(caseload.households.back().bytes).number(kCaseloadRowsMax + 1);
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) break;
        if (++count > kCaseloadRowsMax) return crypto::success();
        const auto household = query.arrayAt<16>(0);
        const auto compartment = query.arrayAt<16>(1);
        VD_REQUIRE(household && compartment, Reason::StorageFailed);
        VD_ASSIGN(const ManifestRow row, rowOf(query, 2));
        rows[{{*household}, {*compartment}}].push_back(row);
    }
    caseload.rows = std::move(rows);
    return crypto::success();
}

Result<std::optional<crypto::InvolvementState>> WorldReader::involvement(
    const crypto::InvolvementId& id) {
    Query query(m_involvement);
    query.bytes(id.bytes);
    VD_ASSIGN(const bool found, query.next());
    if (!found) return std::optional<crypto::InvolvementState>{};
    auto state = crypto::InvolvementState::decode(query.viewAt(0));
    VD_REQUIRE(state.ok(), Reason::StorageFailed);
    return std::optional(std::move(state).value());
}

Result<std::vector<crypto::InvolvementId>> WorldReader::involvementsOf(
    const crypto::TeamId& team, const crypto::InvolvementId& after, std::uint32_t most) {
    Query query(m_involvementsOf);
    query.bytes(team.bytes).bytes(after.bytes).number(most);
    std::vector<crypto::InvolvementId> out;
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) return out;
        const auto id = query.arrayAt<16>(0);
        VD_REQUIRE(id.has_value(), Reason::StorageFailed);
        out.push_back({*id});
    }
}

Result<std::vector<crypto::IndexedToken>> WorldReader::lookUp(crypto::IdentifierKind kind,
                                                              std::uint32_t epoch,
                                                              const crypto::ByteArray<32>& token,
                                                              crypto::UnixMillis now) {
    crypto::Writer packed;
    packed.u64(now);
    Query query(m_tokens);
    query.number(numberOf(kind)).number(epoch).bytes(token).bytes(packed.view());
    crypto::IndexChoice choice;
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) return choice.take();
        auto entry = crypto::IndexEntry::decode(query.viewAt(0));
        const auto hash = query.arrayAt<32>(1);
        VD_REQUIRE(entry.ok() && hash, Reason::StorageFailed);
        choice.add({std::move(entry).value(), *hash});
    }
}

Result<std::optional<crypto::EvaluationFact>> WorldReader::evaluation(std::uint64_t sequence) {
    Query query(m_evaluation);
    query.number(sequence);
    VD_ASSIGN(const bool found, query.next());
    if (!found) return std::optional<crypto::EvaluationFact>{};
    const auto device = query.arrayAt<16>(0);
    const auto kind =
        crypto::identifierKindFromNumber(static_cast<std::uint8_t>(query.numberAt(1)));
    VD_REQUIRE(device && kind, Reason::StorageFailed);
    return std::optional(crypto::EvaluationFact{
        {*device}, *kind, static_cast<std::uint32_t>(query.numberAt(2)), query.numberAt(3)});
}

Result<std::uint32_t> WorldReader::quotaUsed(const crypto::QuotaKey& key) {
    Query query(m_quota);
    query.number(numberOf(key.window)).number(key.windowNumber).number(numberOf(key.scope));
    query.number(numberOf(key.kind)).bytes(key.who);
    VD_ASSIGN(const bool found, query.next());
    return found ? static_cast<std::uint32_t>(query.numberAt(0)) : std::uint32_t{0};
}

Result<std::optional<std::uint32_t>> WorldReader::bulkQuota(const crypto::AgencyId& agency,
                                                            crypto::IdentifierKind kind,
                                                            std::uint32_t day) {
    Query query(m_bulkQuota);
    query.bytes(agency.bytes).number(numberOf(kind)).number(day);
    VD_ASSIGN(const bool found, query.next());
    if (!found) return std::optional<std::uint32_t>{};
    return std::optional(static_cast<std::uint32_t>(query.numberAt(0)));
}

}  // namespace voordeur::server::storage::sqlcipher
