#include "server/storage/sqlcipher/world_writer.h"

#include "server/storage/sql/queries.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

namespace voordeur::server::storage::sqlcipher {
namespace {

using crypto::QuotaWindow;
using crypto::TeamId;

std::uint64_t numberOf(auto value) {
    return static_cast<std::uint64_t>(value);
}

std::vector<TeamId> without(const std::vector<TeamId>& teams, const std::vector<TeamId>& others) {
    std::vector<TeamId> out;
    std::ranges::set_difference(teams, others, std::back_inserter(out));
    return out;
}

/// The lengths that QuotaKey::windowNumber counts in (crypto/rules).
constexpr std::array<std::pair<QuotaWindow, crypto::UnixMillis>, 2> kWindows{{
    {QuotaWindow::Hour, 3'600'000},
    {QuotaWindow::Day, 86'400'000},
}};

}  // namespace

Result<std::unique_ptr<WorldWriter>> WorldWriter::prepare(Connection& connection,
                                                          WorldReader& reader) {
    std::unique_ptr<WorldWriter> writer(new WorldWriter(reader));
    VD_RETURN_IF_ERROR(prepareAll(connection,
                                  {{writer->m_household, sql::kPutHousehold},
                                   {writer->m_addTeam, sql::kInsertTeamHousehold},
                                   {writer->m_removeTeam, sql::kDeleteTeamHousehold},
                                   {writer->m_involvement, sql::kPutInvolvement},
                                   {writer->m_token, sql::kInsertToken},
                                   {writer->m_row, sql::kPutRow},
                                   {writer->m_quota, sql::kChargeQuota},
                                   {writer->m_deleteQuotas, sql::kDeleteQuotas},
                                   {writer->m_evaluation, sql::kInsertEvaluation},
                                   {writer->m_bulk, sql::kPutBulkQuota}}));
    return writer;
}

Status WorldWriter::apply(const crypto::Changes& changes, std::uint64_t sequence) {
    for (const auto& state : changes.households)
        VD_RETURN_IF_ERROR(put(state));
    for (const auto& state : changes.involvements)
        VD_RETURN_IF_ERROR(put(state));
    for (const auto& token : changes.tokens)
        VD_RETURN_IF_ERROR(put(token));
    for (const auto& rows : changes.rows)
        VD_RETURN_IF_ERROR(put(rows));
    for (const auto& one : changes.charges)
        VD_RETURN_IF_ERROR(charge(one));
    if (changes.evaluation) VD_RETURN_IF_ERROR(put(*changes.evaluation, sequence));
    if (changes.bulk) VD_RETURN_IF_ERROR(put(*changes.bulk));
    return crypto::success();
}

Status WorldWriter::put(const crypto::HouseholdState& state) {
    VD_ASSIGN(const auto before, m_reader.household(state.id));
    const Bytes encoded = state.encode();
    VD_RETURN_IF_ERROR(Query(m_household).bytes(state.id.bytes).bytes(encoded).run());
    const auto teams = crypto::listedTeamsOf(state);
    const auto teamsBefore = before ? crypto::listedTeamsOf(*before) : std::vector<TeamId>{};
    for (const TeamId& team : without(teams, teamsBefore)) {
        VD_RETURN_IF_ERROR(Query(m_addTeam).bytes(team.bytes).bytes(state.id.bytes).run());
    }
    for (const TeamId& team : without(teamsBefore, teams)) {
        VD_RETURN_IF_ERROR(Query(m_removeTeam).bytes(team.bytes).bytes(state.id.bytes).run());
    }
    m_reader.changed(state);
    return crypto::success();
}

Status WorldWriter::put(const crypto::InvolvementState& state) {
    const Bytes encoded = state.encode();
    return Query(m_involvement).bytes(state.id.bytes).bytes(state.team.bytes).bytes(encoded).run();
}

Status WorldWriter::put(const crypto::IndexedToken& token) {
    const Bytes encoded = token.entry.encode();
    return Query(m_token)
        .number(numberOf(token.entry.kind))
        .number(token.entry.epoch)
        .bytes(token.entry.token)
        .bytes(token.entryHash)
        .bytes(encoded)
        .run();
}

Status WorldWriter::put(const crypto::Changes::Rows& rows) {
    m_reader.rowsChanged();
    for (const auto& row : rows.rows) {
        VD_RETURN_IF_ERROR(Query(m_row)
                               .bytes(rows.household.bytes)
                               .bytes(rows.compartment.bytes)
                               .bytes(row.record.bytes)
                               .number(row.version)
                               .bytes(row.envelopeHash)
                               .run());
    }
    return crypto::success();
}

Status WorldWriter::charge(const crypto::Changes::Charge& charge) {
    return Query(m_quota)
        .number(numberOf(charge.key.window))
        .number(charge.key.windowNumber)
        .number(numberOf(charge.key.scope))
        .number(numberOf(charge.key.kind))
        .bytes(charge.key.who)
        .number(charge.count)
        .run();
}

Status WorldWriter::put(const crypto::EvaluationFact& fact, std::uint64_t sequence) {
    return Query(m_evaluation)
        .number(sequence)
        .bytes(fact.device.bytes)
        .number(numberOf(fact.kind))
        .number(fact.count)
        .number(fact.time)
        .run();
}

Status WorldWriter::put(const crypto::Changes::Bulk& bulk) {
    return Query(m_bulk)
        .bytes(bulk.agency.bytes)
        .number(numberOf(bulk.kind))
        .number(bulk.day)
        .number(bulk.max)
        .run();
}

Status WorldWriter::forgetQuotas(crypto::UnixMillis before, std::uint64_t most) {
    for (const auto& [window, length] : kWindows) {
        VD_RETURN_IF_ERROR(Query(m_deleteQuotas)
                               .number(numberOf(window))
                               .number(before / length)
                               .number(most)
                               .run());
    }
    return crypto::success();
}

}  // namespace voordeur::server::storage::sqlcipher
