#include "tests/vectors/fields.h"

// Payloads and answers.
namespace voordeur::crypto::vectors {
namespace {

template <std::size_t N>
Json hexListOf(const std::vector<ByteArray<N>>& items) {
    return listOf(items, [](const ByteArray<N>& item) { return toHex(item); });
}

Json citationOf(const Citation& citation) {
    return {{"sequence", citation.sequence}, {"index", citation.index}};
}

Json queryOf(const TokenQuery& query) {
    return {{"kind", numberOf(query.kind)},
            {"epoch", query.epoch},
            {"citation", citationOf(query.citation)},
            {"tokenHash", hexOf(query.tokenHash)}};
}

Json indexRefOf(const IndexRef& ref) {
    return {{"kind", numberOf(ref.kind)},
            {"citation", citationOf(ref.citation)},
            {"entryHash", hexOf(ref.entryHash)}};
}

Json offerOf(const OfferBody& offer) {
    return {{"offer", hexOf(offer.offer)},
            {"toPerson", hexOf(offer.toPerson)},
            {"toTeam", hexOf(offer.toTeam)}};
}

Json grantsOf(const std::vector<GrantRef>& grants) {
    return listOf(grants, [](const GrantRef& grant) { return fieldsOf(grant); });
}

Json hitOf(const Hit& hit) {
    Json out = {{"query", hit.query},
                {"entryHash", hexOf(hit.entryHash)},
                {"targetKind", numberOf(hit.target)},
                {"household", nullptr},
                {"lead", nullptr},
                {"agency", nullptr}};
    if (hit.household) out["household"] = hexOf(*hit.household);
    if (hit.lead) {
        out["lead"] = {{"person", hexOf(hit.lead->person)},
                       {"team", hexOf(hit.lead->team)},
                       {"since", hit.lead->since},
                       {"sequence", hit.lead->sequence}};
    }
    if (hit.agency) out["agency"] = hexOf(*hit.agency);
    return out;
}

Json metOf(const Met& met) {
    return {{"target", targetOf(met.target)},
            {"involvement", hexOf(met.involvement)},
            {"agency", hexOf(met.agency)},
            {"team", hexOf(met.team)},
            {"until", met.until},
            {"certainty", numberOf(met.certainty)}};
}

Json compartmentOf(const OpenedCompartment& compartment) {
    return {{"compartment", hexOf(compartment.compartment)},
            {"etag", hexOf(compartment.etag)},
            {"rows", fieldsOf(compartment.rows)}};
}

Json householdOf(const OpenedHousehold& household) {
    return {{"household", hexOf(household.household)},
            {"compartments", listOf(household.compartments, compartmentOf)}};
}

Json listedOf(const ListedInvolvement& listed) {
    return {{"id", hexOf(listed.id)},
            {"from", listed.from},
            {"until", listed.until},
            {"sealedHash", hexOf(listed.sealedHash)},
            {"met", listOf(listed.met, metOf)}};
}

}  // namespace

Json targetOf(const Target& target) {
    return {{"targetKind", numberOf(target.kind)}, {"id", hexOf(target.id)}};
}

Json fieldsOf(const EvaluatePayload& payload) {
    return {{"kind", numberOf(payload.kind)}, {"blinded", hexListOf(payload.blinded)}};
}

Json fieldsOf(const CheckPayload& payload) {
    return {{"queries", listOf(payload.queries, queryOf)}};
}

Json fieldsOf(const RegisterPayload& payload) {
    return {{"involvement", hexOf(payload.involvement)},
            {"agency", hexOf(payload.agency)},
            {"team", hexOf(payload.team)},
            {"from", payload.from},
            {"until", payload.until},
            {"sealedHash", hexOf(payload.sealedHash)},
            {"index", listOf(payload.index, indexRefOf)}};
}

Json fieldsOf(const ChangeInvolvementPayload& payload) {
    return {{"involvement", hexOf(payload.involvement)}, {"until", payload.until}};
}

Json fieldsOf(const AnswerMatchPayload& payload) {
    return {{"involvement", hexOf(payload.involvement)},
            {"other", targetOf(payload.other)},
            {"same", payload.same}};
}

Json fieldsOf(const CommitPayload& payload) {
    return {
        {"household", hexOf(payload.household)},
        {"epochs", listOf(payload.epochs, [](const auto& item) { return fieldsOf(item); })},
        {"grants", grantsOf(payload.grants)},
        {"manifests", listOf(payload.manifests, [](const auto& item) { return fieldsOf(item); })}};
}

Json fieldsOf(const IntakePayload& payload) {
    Json out = {{"commit", fieldsOf(payload.commit)},
                {"index", listOf(payload.index, indexRefOf)},
                {"offer", nullptr}};
    if (payload.offer) out["offer"] = offerOf(*payload.offer);
    return out;
}

Json fieldsOf(const GrantPayload& payload) {
    return {{"household", hexOf(payload.household)}, {"grants", grantsOf(payload.grants)}};
}

Json fieldsOf(const EndAccessPayload& payload) {
    return {{"household", hexOf(payload.household)}, {"team", hexOf(payload.team)}};
}

Json fieldsOf(const OfferPayload& payload) {
    return {{"household", hexOf(payload.household)},
            {"offer", offerOf(payload.offer)},
            {"grants", grantsOf(payload.grants)}};
}

Json fieldsOf(const OfferAnswerPayload& payload) {
    return {{"household", hexOf(payload.household)}, {"offer", hexOf(payload.offer)}};
}

Json fieldsOf(const OpenPayload& payload) {
    return {{"known",
             listOf(payload.known,
                    [](const KnownState& state) {
                        return Json{{"household", hexOf(state.household)},
                                    {"stateCount", state.stateCount}};
                    })},
            {"scope", payload.scope}};
}

Json fieldsOf(const ListInvolvementsPayload& payload) {
    return {{"after", hexOf(payload.after)}, {"most", payload.most}};
}

Json fieldsOf(const ReadLogPayload& payload) {
    return {{"first", payload.first}, {"count", payload.count}};
}

Json fieldsOf(const QuotaPayload& payload) {
    return {{"agency", hexOf(payload.agency)},
            {"kind", numberOf(payload.kind)},
            {"day", payload.day},
            {"max", payload.max},
            {"cosignatures", cosignaturesOf(payload.cosignatures)}};
}

Json fieldsOf(const ShareTeamKeyPayload& payload) {
    return {
        {"team", hexOf(payload.team)},
        {"epoch", payload.epoch},
        {"shares", listOf(payload.shares, [](const ShareTeamKeyPayload::Share& share) {
             return Json{{"device", hexOf(share.device)}, {"sealedHash", hexOf(share.sealedHash)}};
         })}};
}

Json fieldsOf(const EvaluateAnswer& answer) {
    return {{"evaluated", hexListOf(answer.evaluated)}, {"proof", hexOf(answer.proof)}};
}

Json fieldsOf(const CheckAnswer& answer) {
    return {{"hits", listOf(answer.hits, hitOf)}};
}

Json fieldsOf(const MetAnswer& answer) {
    return {{"met", listOf(answer.met, metOf)}};
}

Json fieldsOf(const OpenAnswer& answer) {
    return {{"households", listOf(answer.households, householdOf)}};
}

Json fieldsOf(const ListInvolvementsAnswer& answer) {
    return {{"involvements", listOf(answer.involvements, listedOf)}, {"more", answer.more}};
}

}  // namespace voordeur::crypto::vectors
