#include "client/core/household_copy.h"

#include "crypto/shared/signature.h"

namespace voordeur::client::core {

using crypto::Entry;
using crypto::Hash32;
using crypto::Reason;
using crypto::Statement;
using crypto::success;

namespace {
constexpr std::size_t kLeadsKept = 200;
}  // namespace

Result<Statement> checkSigner(const crypto::Directory& directory, const Entry& entry) {
    auto parsed = Statement::decode(entry.statement);
    VD_REQUIRE(parsed.ok(), Reason::HouseholdChainWrong);
    const auto* device = directory.device(parsed.value().device);
    VD_REQUIRE(device != nullptr, Reason::SignatureBroken);
    VD_REQUIRE(crypto::verify(device->device.signKey,
                              crypto::kStatementSignature,
                              directory.instance(),
                              entry.statement,
                              entry.signature),
               Reason::SignatureBroken);
    // A refusal of a revoked device stands in the chain too; it confers nothing. What was done
    // before the revocation came into the log stands, also when its revoker had not seen it: the
    // rules of that moment allowed it, and others have built on it (docs/adr/0015).
    const bool gone = device->revokedAt && entry.sequence >= *device->revokedAt;
    VD_REQUIRE(!entry.done() || (entry.sequence > device->since && !gone), Reason::DeviceRevoked);
    return std::move(parsed).value();
}

HouseholdCopy::HouseholdCopy(const crypto::HouseholdId& id,
                             std::optional<KnownHousehold> known,
                             const crypto::Directory& directory)
    : m_id(id), m_directory(directory), m_chain(crypto::emptyStateChain(id)) {
    if (!known) return;
    m_state = std::move(known->state);
    m_chain = known->stateChain;
    m_leads = std::move(known->leads);
    for (const auto& part : m_state->compartments)
        m_newest[part.id] = part.epoch.epoch;
}

void HouseholdCopy::noteEpochs(const Statement& statement, crypto::UnixMillis time) {
    for (const auto& part : m_state->compartments) {
        auto& newest = m_newest[part.id];
        if (part.epoch.epoch == newest) continue;
        newest = part.epoch.epoch;
        m_epochs.push_back({part.id, newest, statement.device, time});
    }
}

Status HouseholdCopy::add(const ChainLine& line) {
    auto decoded = Entry::decode(line.entry);
    VD_REQUIRE(decoded.ok() && decoded.value().done(), Reason::HouseholdChainWrong);
    const Entry& entry = decoded.value();
    VD_ASSIGN(const Statement statement, checkSigner(m_directory, entry));
    const Hash32 answer =
        line.answer.empty() ? Hash32{} : crypto::answerHash(statement.method, line.answer);
    const bool fits =
        crypto::changesHousehold(statement.method) &&
        entry.type == crypto::entryTypeOf(statement.method) &&
        crypto::payloadHash(statement.method, line.payload) == statement.payloadHash &&
        answer == entry.answerHash;
    VD_REQUIRE(fits, Reason::HouseholdChainWrong);
    VD_RETURN_IF_ERROR(crypto::follow(
        m_state, m_id, statement, line.payload, line.answer, {entry.sequence, entry.time}));
    m_chain = crypto::extended(m_chain, crypto::leafOf(line.entry));
    noteEpochs(statement, entry.time);
    const bool changed = m_state->lead && (m_leads.empty() || m_leads.back() != *m_state->lead);
    if (changed) m_leads.push_back(*m_state->lead);
    // A household that changed hands this often has other problems than its oldest history.
    if (m_leads.size() > kLeadsKept) m_leads.erase(m_leads.begin());
    return success();
}

KnownHousehold HouseholdCopy::known(std::uint64_t allCount) const {
    VD_CHECK(m_state.has_value());
    return {*m_state, m_chain, m_leads, allCount, m_epochs};
}

}  // namespace voordeur::client::core
