#include "crypto/rules/asking.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

// Asking whether somebody helps already.
namespace voordeur::crypto {
namespace {

/// Who leads, as far as an answer tells.
std::optional<LeadFact> leadOf(const HouseholdState& state) {
    if (!state.lead) return std::nullopt;
    return LeadFact{state.lead->person, state.lead->team, state.lead->since, state.lead->sequence};
}

void nameHousehold(Hit& hit, const HouseholdState& state) {
    hit.household = state.id;
    hit.lead = leadOf(state);
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
            nameHousehold(hit, *state);
            return std::optional<Hit>{hit};
        }
        case TargetKind::Involvement: {
            VD_ASSIGN(const InvolvementState* const involvement,
                      j.involvement(InvolvementId{token.entry.target.id}));
            if (involvement == nullptr || !involvement->running(j.now())) {
                return std::optional<Hit>{};
            }
            VD_ASSIGN(const HouseholdState* const state, attachedHousehold(j, *involvement));
            if (state != nullptr) nameHousehold(hit, *state);
            return std::optional<Hit>{hit};
        }
    }
    return std::optional<Hit>{};
}

/// The hits of one query: first one for each household and agency, then the others. Each part keeps
/// the order in which the index entries were chosen.
Result<std::vector<Hit>> hitsOfQuery(Judge& j, std::uint32_t query, const IndexEntry& wanted) {
    std::set<std::tuple<TargetKind, AgencyId, std::optional<HouseholdId>>> seen;
    std::vector<Hit> hits;
    std::vector<Hit> others;
    VD_ASSIGN(const auto found, j.lookUp(wanted));
    for (const IndexedToken& one : found) {
        VD_ASSIGN(const auto hit, hitOf(j, query, one));
        if (!hit) continue;
        const bool isNew = seen.emplace(hit->target, one.entry.agency, hit->household).second;
        (isNew ? hits : others).push_back(*hit);
    }
    hits.insert(hits.end(), others.begin(), others.end());
    return hits;
}

/// The first of every query, then the second of every query, and so on: no query can take all the
/// room. In the order of the answer.
std::vector<Hit> chosenOf(const std::vector<std::vector<Hit>>& queries) {
    std::vector<Hit> chosen;
    for (std::size_t place = 0; place < kLookUpMax; ++place) {
        for (const std::vector<Hit>& hits : queries) {
            if (place < hits.size() && chosen.size() < kHitsMax) chosen.push_back(hits[place]);
        }
    }
    std::ranges::sort(
        chosen, {}, [](const Hit& hit) { return std::tuple(hit.query, hit.entryHash); });
    return chosen;
}

Result<std::vector<Hit>> lookUpAll(Judge& j, const CheckPayload& payload) {
    std::vector<std::vector<Hit>> queries;
    for (std::size_t i = 0; i < payload.queries.size(); ++i) {
        const TokenQuery& query = payload.queries[i];
        IndexEntry wanted;
        wanted.kind = query.kind;
        wanted.epoch = query.epoch;
        const auto token = toArray<32>(j.call().attachments[i]);
        VD_REQUIRE(token.has_value(), j.refuse(Rule::Form, Reason::Malformed));
        wanted.token = *token;
        VD_ASSIGN(auto hits, hitsOfQuery(j, static_cast<std::uint32_t>(i), wanted));
        queries.push_back(std::move(hits));
    }
    std::vector<Hit> chosen = chosenOf(queries);
    for (const Hit& hit : chosen) {
        if (hit.household) j.concern(*hit.household);
    }
    return chosen;
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
    VD_ASSIGN(answer.hits, lookUpAll(j, payload));
    j.by(allowedBy);
    j.answer = answer.encode();
    return success();
}

}  // namespace voordeur::crypto
