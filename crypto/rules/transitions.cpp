#include "crypto/rules/transitions.h"

#include "crypto/base/limits.h"

#include <algorithm>

namespace voordeur::crypto::transitions {
namespace {

constexpr Reason kWrong = Reason::HouseholdChainWrong;

CompartmentState* compartmentIn(HouseholdState& state, const CompartmentId& id) {
    const auto at = std::ranges::lower_bound(state.compartments, id, {}, &CompartmentState::id);
    return at != state.compartments.end() && at->id == id ? &*at : nullptr;
}

AttachedInvolvement* involvementIn(HouseholdState& state, const InvolvementId& id) {
    const auto at = std::ranges::lower_bound(state.involvements, id, {}, &AttachedInvolvement::id);
    return at != state.involvements.end() && at->id == id ? &*at : nullptr;
}

const TeamId& teamOf(const GrantRef& grant) {
    return grant.header.team;
}

/// Puts a grant in its place; replaces an earlier one of that team.
Status putGrant(std::vector<GrantRef>& grants, const GrantRef& grant) {
    const auto at = std::ranges::lower_bound(grants, teamOf(grant), {}, teamOf);
    if (at != grants.end() && teamOf(*at) == teamOf(grant)) {
        *at = grant;
        return success();
    }
    VD_REQUIRE(grants.size() < limits::kGrantsPerHouseholdMax, kWrong);
    grants.insert(at, grant);
    return success();
}

bool dropGrant(std::vector<GrantRef>& grants, const TeamId& team) {
    return std::erase_if(grants, [&](const GrantRef& grant) { return teamOf(grant) == team; }) > 0;
}

bool holdsFor(const HouseholdState& state, const GrantRef& grant) {
    return state.offer && state.offer->body.toTeam == grant.header.team &&
           grant.header.compartment == kSharedCore;
}

/// Grants under the epoch that has just begun: to its recipients, and to the team that is asked.
Status sealEpoch(HouseholdState& state, CompartmentState& in, const std::vector<GrantRef>& all) {
    if (in.id == kSharedCore && state.offer) state.offer->held.clear();
    for (const GrantRef& grant : all) {
        if (grant.header.compartment != in.id) continue;
        VD_REQUIRE(grant.header.epoch == in.epoch.epoch, kWrong);
        if (std::ranges::binary_search(in.epoch.recipients, grant.header.team)) {
            VD_RETURN_IF_ERROR(putGrant(in.grants, grant));
        } else {
            VD_REQUIRE(holdsFor(state, grant), kWrong);
            VD_RETURN_IF_ERROR(putGrant(state.offer->held, grant));
        }
    }
    VD_REQUIRE(in.grants.size() == in.epoch.recipients.size(), kWrong);
    return success();
}

Status startEpoch(HouseholdState& state,
                  const EpochRecord& epoch,
                  const CommitPayload& payload,
                  std::uint64_t sequence) {
    VD_REQUIRE(epoch.household == state.id, kWrong);
    CompartmentState* in = compartmentIn(state, epoch.compartment);
    if (in == nullptr) {
        VD_REQUIRE(epoch.epoch == 1 && state.compartments.size() < kCompartmentsPerHouseholdMax,
                   kWrong);
        const auto at = std::ranges::lower_bound(
            state.compartments, epoch.compartment, {}, &CompartmentState::id);
        CompartmentState fresh;
        fresh.id = epoch.compartment;
        in = &*state.compartments.insert(at, std::move(fresh));
    } else {
        VD_REQUIRE(epoch.epoch == in->epoch.epoch + 1 &&
                       in->earlier.size() < limits::kEpochsPerCompartmentMax,
                   kWrong);
        in->earlier.push_back(in->epoch);
    }
    in->epoch = epoch;
    in->epochSequence = sequence;
    in->grants.clear();
    in->stale = false;
    return sealEpoch(state, *in, payload.grants);
}

Status writeManifest(HouseholdState& state, const Manifest& manifest) {
    CompartmentState* in = compartmentIn(state, manifest.compartment);
    VD_REQUIRE(in != nullptr && manifest.household == state.id, kWrong);
    VD_REQUIRE(manifest.version == in->version + 1 && manifest.previous == in->etag, kWrong);
    VD_REQUIRE(manifest.epoch == in->epoch.epoch, kWrong);
    in->version = manifest.version;
    in->etag = manifest.etag();
    in->root = manifest.root;
    return success();
}

/// Of the involvements that are over, the one that ended first; end() when all run.
auto firstOver(auto& involvements, UnixMillis now) {
    auto found = involvements.end();
    for (auto at = involvements.begin(); at != involvements.end(); ++at) {
        if (at->over(now) && (found == involvements.end() || at->until < found->until)) found = at;
    }
    return found;
}

Status meetOne(HouseholdState& state, const Met& met, UnixMillis now) {
    const bool sure = met.certainty != Certainty::Maybe;
    if (AttachedInvolvement* known = involvementIn(state, met.involvement)) {
        VD_REQUIRE(sure && known->state == AttachState::Proposed, kWrong);
        known->certainty = met.certainty;
        known->state = AttachState::Attached;
        known->since = now;
        return success();
    }
    VD_REQUIRE(hasRoom(state, now), kWrong);
    if (state.involvements.size() >= limits::kInvolvementsPerHouseholdMax) {
        state.involvements.erase(firstOver(state.involvements, now));
    }
    AttachedInvolvement involvement;
    involvement.id = met.involvement;
    involvement.agency = met.agency;
    involvement.team = met.team;
    involvement.certainty = met.certainty;
    involvement.state = sure ? AttachState::Attached : AttachState::Proposed;
    involvement.until = met.until;
    involvement.since = now;
    const auto at =
        std::ranges::lower_bound(state.involvements, involvement.id, {}, &AttachedInvolvement::id);
    state.involvements.insert(at, involvement);
    return success();
}

bool isAbout(const Met& met, const HouseholdId& household) {
    return met.target.kind == TargetKind::Household && met.target.id == household.bytes;
}

}  // namespace

HouseholdState opened(const IntakePayload& payload, const Act& act) {
    HouseholdState state;
    state.id = payload.commit.household;
    state.openedAt = act.at.time;
    state.keeper = act.statement.team;
    if (payload.offer) {
        OpenOffer offer;
        offer.body = *payload.offer;
        offer.fromPerson = act.statement.person;
        offer.fromTeam = act.statement.team;
        offer.since = act.at.time;
        offer.sequence = act.at.sequence;
        state.offer = std::move(offer);
    } else {
        state.lead = Lead{act.statement.person, act.statement.team, act.at.time, act.at.sequence};
    }
    return state;
}

Status commit(HouseholdState& state, const CommitPayload& payload, const Act& act) {
    VD_REQUIRE(payload.household == state.id, kWrong);
    for (const EpochRecord& epoch : payload.epochs) {
        VD_RETURN_IF_ERROR(startEpoch(state, epoch, payload, act.at.sequence));
    }
    for (const GrantRef& grant : payload.grants) {
        const auto begun = [&](const EpochRecord& epoch) {
            return epoch.compartment == grant.header.compartment;
        };
        VD_REQUIRE(std::ranges::any_of(payload.epochs, begun), kWrong);
    }
    for (const Manifest& manifest : payload.manifests) {
        VD_RETURN_IF_ERROR(writeManifest(state, manifest));
    }
    return success();
}

Status grantAccess(HouseholdState& state, const GrantPayload& payload) {
    for (const GrantRef& grant : payload.grants) {
        CompartmentState* in = compartmentIn(state, grant.header.compartment);
        VD_REQUIRE(in != nullptr && grant.header.epoch == in->epoch.epoch, kWrong);
        VD_RETURN_IF_ERROR(putGrant(in->grants, grant));
    }
    return success();
}

Status endAccess(HouseholdState& state, const EndAccessPayload& payload, const Act& act) {
    VD_REQUIRE(payload.team != state.keeper, kWrong);
    bool ended = false;
    for (CompartmentState& in : state.compartments) {
        // Of an agency's own part, only another team of that agency can end a grant: whoever
        // answers for the file as a whole never takes an agency's own notes away from it.
        const bool ownPart = in.id != kSharedCore;
        if (ownPart && (payload.team == act.statement.team ||
                        state.grant(in.id, act.statement.team) == nullptr)) {
            continue;
        }
        if (dropGrant(in.grants, payload.team)) {
            in.stale = true;
            ended = true;
        }
    }
    VD_REQUIRE(ended, kWrong);
    return success();
}

Status offerLead(HouseholdState& state, const OfferPayload& payload, const Act& act) {
    VD_REQUIRE(!state.offer, kWrong);
    OpenOffer offer;
    offer.body = payload.offer;
    offer.fromPerson = act.statement.person;
    offer.fromTeam = act.statement.team;
    offer.since = act.at.time;
    offer.sequence = act.at.sequence;
    state.offer = std::move(offer);
    for (const GrantRef& grant : payload.grants) {
        const CompartmentState* in = state.compartment(grant.header.compartment);
        VD_REQUIRE(in != nullptr && grant.header.epoch == in->epoch.epoch, kWrong);
        VD_REQUIRE(holdsFor(state, grant), kWrong);
        VD_RETURN_IF_ERROR(putGrant(state.offer->held, grant));
    }
    return success();
}

Status acceptLead(HouseholdState& state, const OfferAnswerPayload& payload, const Act& act) {
    VD_REQUIRE(state.offer && state.offer->body.offer == payload.offer, kWrong);
    const OfferBody body = state.offer->body;
    VD_REQUIRE(body.toPerson == act.statement.person && body.toTeam == act.statement.team, kWrong);
    for (const GrantRef& grant : state.offer->held) {
        CompartmentState* in = compartmentIn(state, grant.header.compartment);
        VD_REQUIRE(in != nullptr && grant.header.epoch == in->epoch.epoch, kWrong);
        VD_RETURN_IF_ERROR(putGrant(in->grants, grant));
    }
    state.lead = Lead{body.toPerson, body.toTeam, act.at.time, act.at.sequence};
    state.keeper = body.toTeam;
    state.closedOffer = body;
    state.offer.reset();
    return success();
}

Status closeOffer(HouseholdState& state, const OfferAnswerPayload& payload) {
    VD_REQUIRE(state.offer && state.offer->body.offer == payload.offer, kWrong);
    state.closedOffer = state.offer->body;
    state.offer.reset();
    return success();
}

bool hasRoom(const HouseholdState& state, UnixMillis now) {
    return state.involvements.size() < limits::kInvolvementsPerHouseholdMax ||
           firstOver(state.involvements, now) != state.involvements.end();
}

Status meet(HouseholdState& state, std::span<const Met> met, UnixMillis now) {
    for (const Met& one : met) {
        if (isAbout(one, state.id)) VD_RETURN_IF_ERROR(meetOne(state, one, now));
    }
    return success();
}

Status part(HouseholdState& state, const InvolvementId& involvement) {
    AttachedInvolvement* known = involvementIn(state, involvement);
    VD_REQUIRE(known != nullptr, kWrong);
    VD_REQUIRE(known->state == AttachState::Proposed || known->state == AttachState::Attached,
               kWrong);
    known->state = AttachState::Parted;
    return success();
}

Status moveEnd(HouseholdState& state, const ChangeInvolvementPayload& payload, UnixMillis now) {
    AttachedInvolvement* known = involvementIn(state, payload.involvement);
    VD_REQUIRE(known != nullptr, kWrong);
    VD_REQUIRE(known->state == AttachState::Proposed || known->state == AttachState::Attached,
               kWrong);
    known->until = payload.until;
    if (payload.until <= now) known->state = AttachState::Ended;
    return success();
}

bool concerns(std::span<const Met> met, const HouseholdId& household) {
    return std::ranges::any_of(met, [&](const Met& one) { return isAbout(one, household); });
}

}  // namespace voordeur::crypto::transitions
