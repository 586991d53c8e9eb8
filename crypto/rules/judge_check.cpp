#include "crypto/rules/asking.h"

#include <algorithm>

// Asking whether somebody helps already.
namespace voordeur::crypto {
namespace {

/// Who leads, as far as an answer tells.
std::optional<LeadFact> leadOf(const HouseholdState& state) {
    if (!state.lead) return std::nullopt;
    return LeadFact{state.lead->person, state.lead->team, state.lead->since, state.lead->sequence};
}

void nameHousehold(Judge& j, Hit& hit, const HouseholdState& state) {
    hit.household = state.id;
    hit.lead = leadOf(state);
    j.concern(state.id);
}

/// The household that an involvement is attached to: one with a lead before one without.
Result<const HouseholdState*> attachedHousehold(Judge& j, const InvolvementState& involvement) {
    const HouseholdState* found = nullptr;
    for (const Meeting& meeting : involvement.meetings) {
        if (meeting.other.kind != TargetKind::Household) continue;
        if (meeting.state != AttachState::Attached) continue;
        VD_ASSIGN(const HouseholdState* const state, j.household(HouseholdId{meeting.other.id}));
        if (state == nullptr) continue;
        if (found == nullptr || (!found->lead && state->lead)) found = state;
    }
    return found;
}

/// nullopt for what is over.
Result<std::optional<Hit>> hitOf(Judge& j, std::uint32_t query, const IndexedToken& token) {
    Hit hit;
    hit.query = query;
    hit.entryHash = token.entryHash;
    hit.target = token.entry.target.kind;
    if (j.policy().showAgencies) hit.agency = token.entry.agency;
    switch (token.entry.target.kind) {
        case TargetKind::Household: {
            if (!isCurrent(token.entry, j.now())) return std::optional<Hit>{};
            VD_ASSIGN(const HouseholdState* const state,
                      j.household(HouseholdId{token.entry.target.id}));
            if (state == nullptr) return std::optional<Hit>{};
            nameHousehold(j, hit, *state);
            return std::optional<Hit>{hit};
        }
        case TargetKind::Involvement: {
            VD_ASSIGN(const InvolvementState* const involvement,
                      j.involvement(InvolvementId{token.entry.target.id}));
            if (involvement == nullptr || !involvement->running(j.now())) {
                return std::optional<Hit>{};
            }
            VD_ASSIGN(const HouseholdState* const state, attachedHousehold(j, *involvement));
            if (state != nullptr) nameHousehold(j, hit, *state);
            return std::optional<Hit>{hit};
        }
    }
    return std::optional<Hit>{};
}

Status lookUpAll(Judge& j, const CheckPayload& payload, std::vector<Hit>& hits) {
    for (std::size_t i = 0; i < payload.queries.size(); ++i) {
        const TokenQuery& query = payload.queries[i];
        IndexEntry wanted;
        wanted.kind = query.kind;
        wanted.epoch = query.epoch;
        const auto token = toArray<32>(j.call().attachments[i]);
        VD_REQUIRE(token.has_value(), j.refuse(Rule::Form, Reason::Malformed));
        wanted.token = *token;
        VD_ASSIGN(const auto found, j.lookUp(wanted));
        for (const IndexedToken& one : found) {
            if (hits.size() == kHitsMax) return success();
            VD_ASSIGN(const auto hit, hitOf(j, static_cast<std::uint32_t>(i), one));
            if (hit) hits.push_back(*hit);
        }
    }
    return success();
}

}  // namespace

Status judgeEvaluate(Judge& j, const EvaluatePayload& payload) {
    VD_REQUIRE(isHelper(j), j.refuse(Rule::RoleTable, Reason::Denied));
    const auto count = static_cast<std::uint32_t>(payload.blinded.size());
    const KindCounts counts{{payload.kind, count}};
    VD_RETURN_IF_ERROR(judgeKinds(j, counts));
    j.by(Rule::AgencyKind);
    VD_RETURN_IF_ERROR(chargeQuotas(j, counts));
    j.changes.evaluation = EvaluationFact{j.statement().device, payload.kind, count, j.now()};
    return success();
}

Status judgeCheck(Judge& j, const CheckPayload& payload) {
    VD_REQUIRE(isHelper(j), j.refuse(Rule::RoleTable, Reason::Denied));
    KindCounts counts;
    for (const TokenQuery& query : payload.queries) {
        ++counts[query.kind];
    }
    VD_RETURN_IF_ERROR(judgeKinds(j, counts));
    for (const TokenQuery& query : payload.queries) {
        VD_RETURN_IF_ERROR(judgeCitation(j, query.citation, query.kind));
    }
    j.by(Rule::Evaluated);
    VD_RETURN_IF_ERROR(chargeQuotas(j, counts));
    const Rule allowedBy = j.rule();
    CheckAnswer answer;
    VD_RETURN_IF_ERROR(lookUpAll(j, payload, answer.hits));
    j.by(allowedBy);
    j.answer = answer.encode();
    return success();
}

}  // namespace voordeur::crypto
