#include "client/core/household_copy.h"

#include "crypto/shared/payloads.h"
#include "crypto/shared/signature.h"

#include <algorithm>
#include <utility>

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
    VD_REQUIRE(!entry.done() || (entry.sequence > device->since && !gone), Reason::RuleBroken);
    return std::move(parsed).value();
}

bool comesByAnchors(const std::vector<HouseholdAnchor>& anchors,
                    const crypto::ChainHead& stateChain) {
    const auto at = std::ranges::find(
        anchors, stateChain.count, [](const auto& anchor) { return anchor.stateChain.count; });
    return at == anchors.end() || at->stateChain == stateChain;
}

bool reachesAnchors(const std::vector<HouseholdAnchor>& anchors,
                    const crypto::ChainHead& stateChain,
                    std::uint64_t allCount) {
    return std::ranges::all_of(anchors, [&](const HouseholdAnchor& anchor) {
        return stateChain.count >= anchor.stateChain.count && allCount >= anchor.allCount;
    });
}

HouseholdCopy::HouseholdCopy(const crypto::HouseholdId& id,
                             std::optional<KnownHousehold> known,
                             std::vector<HouseholdAnchor> anchors,
                             const crypto::Directory& directory)
    : m_id(id),
      m_directory(directory),
      m_chain(crypto::emptyStateChain(id)),
      m_anchors(std::move(anchors)) {
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

/// The line's device is the author of all it brings: no grant and no record of somebody else comes
/// in under its name.
Status HouseholdCopy::noteAuthors(const Statement& statement, ByteView payload) {
    const auto authored = [&](const std::vector<crypto::GrantRef>& grants) {
        return std::ranges::all_of(grants, [&](const crypto::GrantRef& grant) {
            return grant.header.granter == statement.device;
        });
    };
    const auto brought = [&](const crypto::CommitPayload& commit) -> Status {
        VD_REQUIRE(authored(commit.grants), Reason::GrantBroken);
        for (const auto& manifest : commit.manifests) {
            for (const auto& row : manifest.delta) {
                m_records[{manifest.compartment, row.record}] = {
                    manifest.compartment, row.record, row.version, statement.device};
            }
        }
        return success();
    };
    if (statement.method == crypto::Method::Commit) {
        VD_ASSIGN(const auto commit, crypto::CommitPayload::decode(payload));
        return brought(commit);
    }
    if (statement.method == crypto::Method::Intake) {
        VD_ASSIGN(const auto intake, crypto::IntakePayload::decode(payload));
        return brought(intake.commit);
    }
    if (statement.method == crypto::Method::GrantAccess) {
        VD_ASSIGN(const auto grant, crypto::GrantPayload::decode(payload));
        VD_REQUIRE(authored(grant.grants), Reason::GrantBroken);
    }
    if (statement.method == crypto::Method::OfferLead) {
        VD_ASSIGN(const auto offer, crypto::OfferPayload::decode(payload));
        VD_REQUIRE(authored(offer.grants), Reason::GrantBroken);
    }
    return success();
}

bool HouseholdCopy::reaches(std::uint64_t allCount) const {
    return reachesAnchors(m_anchors, m_chain, allCount);
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
    VD_RETURN_IF_ERROR(noteAuthors(statement, line.payload));
    m_chain = crypto::extended(m_chain, crypto::leafOf(line.entry));
    VD_REQUIRE(comesByAnchors(m_anchors, m_chain), Reason::HouseholdChainWrong);
    noteEpochs(statement, entry.time);
    const bool changed = m_state->lead && (m_leads.empty() || m_leads.back() != *m_state->lead);
    if (changed) m_leads.push_back(*m_state->lead);
    // A household that changed hands this often has other problems than its oldest history.
    if (m_leads.size() > kLeadsKept) m_leads.erase(m_leads.begin());
    return success();
}

KnownHousehold HouseholdCopy::known(std::uint64_t allCount) const {
    VD_CHECK(m_state.has_value());
    KnownHousehold out{*m_state, m_chain, m_leads, allCount, m_epochs, {}};
    for (const auto& [place, made] : m_records)
        out.records.push_back(made);
    return out;
}

}  // namespace voordeur::client::core
