#include "crypto/rules/lead_rules.h"
#include "crypto/rules/sealing.h"
#include "crypto/rules/transitions.h"

#include <algorithm>

// The lead (domain.md §2): at most one; asked, then accepted, refused or withdrawn; the old lead
// stays until the new one accepts.
namespace voordeur::crypto {
namespace {

Status mayGive(Judge& j, const HouseholdState& state) {
    const bool isIntakeCoach =
        !state.lead && j.team().id == state.keeper && j.hasRole({Role::Coach, Role::Manager});
    if (isLead(state, j.statement())) {
        j.by(Rule::LeadPerson);
    } else if (isKeeperManager(state, j.statement())) {
        j.by(Rule::KeeperManager);
    } else if (isIntakeCoach) {
        j.by(Rule::KeeperTeam);
    } else {
        return j.refuse(Rule::OfferGiver, j.deniedIn(state));
    }
    return success();
}

/// The team that is asked must be able to open the shared core once it accepts.
Status judgeHeld(Judge& j, const HouseholdState& state, const OfferPayload& payload) {
    const CompartmentState* core = state.compartment(kSharedCore);
    VD_REQUIRE(core != nullptr, j.refuse(Rule::Existence, Reason::NotFound));
    const GrantRef* known = state.grant(kSharedCore, payload.offer.toTeam);
    const bool holds = known != nullptr && isFullGrant(known->header);
    VD_REQUIRE(payload.grants.size() == (holds ? 0U : 1U),
               j.refuse(Rule::Sealing,
                        payload.grants.empty() ? Reason::GrantMissing : Reason::RecipientsWrong));
    AttachmentCursor attachments(j);
    for (const GrantRef& grant : payload.grants) {
        const bool fits = grant.header.team == payload.offer.toTeam &&
                          grant.header.compartment == kSharedCore && isFullGrant(grant.header);
        VD_REQUIRE(fits, j.refuse(Rule::Sealing, Reason::RecipientsWrong));
        VD_RETURN_IF_ERROR(
            judgeGrant(j, grant, attachments.next(), {core->epoch.epoch, core->epoch.commitment}));
    }
    return success();
}

/// The household with that open offer. A stale screen of the person who was asked hears that the
/// offer is closed; to others who may not know of the household, it is not there.
Result<HouseholdState*> offered(Judge& j, const OfferAnswerPayload& payload) {
    VD_ASSIGN(HouseholdState* const state, j.household(payload.household));
    VD_REQUIRE(state != nullptr, j.refuse(Rule::Existence, Reason::NotFound));
    const bool wasAsked = state->closedOffer && state->closedOffer->offer == payload.offer &&
                          state->closedOffer->toPerson == j.statement().person &&
                          state->closedOffer->toTeam == j.team().id;
    const bool knows = mayKnow(*state, j.team().id, j.directory(), j.now());
    VD_REQUIRE(knows || wasAsked, j.refuse(Rule::Existence, Reason::NotFound));
    VD_REQUIRE(state->offer && state->offer->body.offer == payload.offer,
               j.refuse(Rule::OneLead, Reason::OfferClosed));
    return state;
}

bool isAddressee(const Judge& j, const OfferBody& body) {
    return body.toPerson == j.statement().person && body.toTeam == j.team().id;
}

}  // namespace

Status judgeAddressee(Judge& j, const OfferBody& offer) {
    const Team* team = j.directory().team(offer.toTeam);
    const auto role = j.directory().role(offer.toPerson, offer.toTeam);
    VD_REQUIRE(team != nullptr && role.has_value(), j.refuse(Rule::Existence, Reason::NotFound));
    VD_REQUIRE(team->has(Team::kMayLead), j.refuse(Rule::OfferAddressee, Reason::TeamMayNotLead));
    VD_REQUIRE(*role == Role::Coach || *role == Role::Manager,
               j.refuse(Rule::OfferAddressee, Reason::NotFound));
    return success();
}

Status judgeOfferLead(Judge& j, const OfferPayload& payload) {
    VD_ASSIGN(HouseholdState* const state, j.knownHousehold(payload.household));
    VD_RETURN_IF_ERROR(mayGive(j, *state));
    const Rule allowedBy = j.rule();
    VD_REQUIRE(!state->offer, j.refuse(Rule::OneLead, Reason::OfferOpen));
    // An id that comes back would make an old screen answer a new question.
    const bool reused = state->closedOffer && state->closedOffer->offer == payload.offer.offer;
    VD_REQUIRE(!reused, j.refuse(Rule::OneLead, Reason::OfferClosed));
    const bool isAlready = state->lead && state->lead->person == payload.offer.toPerson &&
                           state->lead->team == payload.offer.toTeam;
    VD_REQUIRE(!isAlready, j.refuse(Rule::OneLead, Reason::AlreadyLead));
    VD_RETURN_IF_ERROR(judgeAddressee(j, payload.offer));
    VD_RETURN_IF_ERROR(judgeHeld(j, *state, payload));
    VD_RETURN_IF_ERROR(transitions::offerLead(*state, payload, {j.statement(), j.call().at}));
    j.by(allowedBy);
    j.change(*state);
    return success();
}

Status judgeAcceptLead(Judge& j, const OfferAnswerPayload& payload) {
    VD_ASSIGN(HouseholdState* const state, offered(j, payload));
    VD_REQUIRE(isAddressee(j, state->offer->body),
               j.refuse(Rule::OfferAddressee, Reason::NotAddressee));
    VD_RETURN_IF_ERROR(judgeAddressee(j, state->offer->body));
    const CompartmentState* core = state->compartment(kSharedCore);
    VD_REQUIRE(core != nullptr, j.refuse(Rule::Existence, Reason::NotFound));
    for (const GrantRef& grant : state->offer->held) {
        VD_REQUIRE(grant.header.epoch == core->epoch.epoch,
                   j.refuse(Rule::Freshness, Reason::EpochStale));
    }
    VD_RETURN_IF_ERROR(transitions::acceptLead(*state, payload, {j.statement(), j.call().at}));
    VD_REQUIRE(state->grant(kSharedCore, j.team().id) != nullptr,
               j.refuse(Rule::Sealing, Reason::GrantMissing));
    j.by(Rule::OfferAddressee);
    j.change(*state);
    return success();
}

Status judgeRefuseLead(Judge& j, const OfferAnswerPayload& payload) {
    VD_ASSIGN(HouseholdState* const state, offered(j, payload));
    const bool isTheirManager =
        j.hasRole({Role::Manager}) && state->offer->body.toTeam == j.team().id;
    VD_REQUIRE(isAddressee(j, state->offer->body) || isTheirManager,
               j.refuse(Rule::OfferAddressee, Reason::NotAddressee));
    VD_RETURN_IF_ERROR(transitions::closeOffer(*state, payload));
    j.by(Rule::OfferAddressee);
    j.change(*state);
    return success();
}

Status judgeWithdrawLead(Judge& j, const OfferAnswerPayload& payload) {
    VD_ASSIGN(HouseholdState* const state, offered(j, payload));
    const bool isGiver =
        state->offer->fromPerson == j.statement().person && state->offer->fromTeam == j.team().id;
    if (isGiver) {
        j.by(Rule::OfferGiver);
    } else if (isLead(*state, j.statement())) {
        j.by(Rule::LeadPerson);
    } else if (isKeeperManager(*state, j.statement())) {
        j.by(Rule::KeeperManager);
    } else {
        return j.refuse(Rule::OfferGiver, j.deniedIn(*state));
    }
    VD_RETURN_IF_ERROR(transitions::closeOffer(*state, payload));
    j.change(*state);
    return success();
}

}  // namespace voordeur::crypto
