#include "crypto/base/limits.h"
#include "crypto/rules/sealing.h"
#include "crypto/rules/transitions.h"

#include <algorithm>
#include <set>

// Opening a household's file to another team, and ending that.
namespace voordeur::crypto {
namespace {

bool helped(const HouseholdState& state, const TeamId& team) {
    return std::ranges::any_of(state.involvements, [&](const AttachedInvolvement& involvement) {
        return involvement.team == team && involvement.state == AttachState::Ended;
    });
}

/// Whoever answers for the file: the lead, or while there is none the manager of its team.
Status mayGrantCore(Judge& j, const HouseholdState& state) {
    if (isLead(state, j.statement())) {
        j.by(Rule::LeadPerson);
    } else if (!state.lead && isKeeperManager(state, j.statement())) {
        j.by(Rule::KeeperManager);
    } else {
        return j.refuse(Rule::LeadPerson, j.deniedIn(state));
    }
    return success();
}

Status judgeCoreRecipient(Judge& j, const HouseholdState& state, const TeamId& team) {
    if (helpsNow(state, team, j.now())) return success();
    return j.refuse(Rule::GrantedTeam,
                    helped(state, team) ? Reason::InvolvementNotActive : Reason::RecipientsWrong);
}

/// An agency's own part stays within the agency.
Status mayGrantOwn(Judge& j, const HouseholdState& state, const GrantHeader& grant) {
    VD_REQUIRE(grant.compartment == compartmentOf(j.agency().id),
               j.refuse(Rule::Existence, Reason::NotFound));
    const GrantRef* own = state.grant(grant.compartment, j.team().id);
    const bool may = j.hasRole({Role::Coach, Role::Worker, Role::Manager}) && own != nullptr &&
                     (own->header.rights & rights::kWrite) != 0 &&
                     mayOpen(state, grant.compartment, j.team().id, j.directory(), j.now());
    VD_REQUIRE(may, j.refuse(Rule::OwnCompartment, Reason::Denied));
    const Team* team = j.directory().team(grant.team);
    VD_REQUIRE(team != nullptr && team->agency == j.agency().id,
               j.refuse(Rule::OwnCompartment, Reason::RecipientsWrong));
    j.by(Rule::OwnCompartment);
    return success();
}

bool runs(const GrantRef& grant, UnixMillis now) {
    return grant.header.notAfter == 0 || now < grant.header.notAfter;
}

Status judgeOne(Judge& j, const HouseholdState& state, const GrantRef& grant, ByteView body) {
    const GrantHeader& header = grant.header;
    if (header.compartment == kSharedCore) {
        VD_RETURN_IF_ERROR(mayGrantCore(j, state));
    } else {
        VD_RETURN_IF_ERROR(mayGrantOwn(j, state, header));
    }
    const Rule allowedBy = j.rule();
    const CompartmentState* in = state.compartment(header.compartment);
    VD_REQUIRE(in != nullptr, j.refuse(Rule::Existence, Reason::NotFound));
    if (header.compartment == kSharedCore) {
        VD_RETURN_IF_ERROR(judgeCoreRecipient(j, state, header.team));
    }
    const GrantRef* known = state.grant(header.compartment, header.team);
    VD_REQUIRE(known == nullptr || !runs(*known, j.now()),
               j.refuse(Rule::Existence, Reason::AlreadyExists));
    VD_REQUIRE(known != nullptr || in->grants.size() < limits::kGrantsPerHouseholdMax,
               j.refuse(Rule::Limits, Reason::LimitReached));
    VD_RETURN_IF_ERROR(judgeGrant(j, grant, body, {in->epoch.epoch, in->epoch.commitment}));
    j.by(allowedBy);
    return success();
}

bool mayEnd(Judge& j, const HouseholdState& state, const EndAccessPayload& payload) {
    if (isLead(state, j.statement())) {
        j.by(Rule::LeadPerson);
    } else if (isKeeperManager(state, j.statement())) {
        j.by(Rule::KeeperManager);
    } else if (j.hasRole({Role::Manager}) && payload.team == j.team().id) {
        j.by(Rule::GrantedTeam);
    } else {
        return false;
    }
    return true;
}

}  // namespace

Status judgeGrantAccess(Judge& j, const GrantPayload& payload) {
    VD_ASSIGN(HouseholdState* const state, j.knownHousehold(payload.household));
    AttachmentCursor attachments(j);
    std::set<std::pair<CompartmentId, TeamId>> named;
    for (const GrantRef& grant : payload.grants) {
        VD_REQUIRE(named.insert({grant.header.compartment, grant.header.team}).second,
                   j.refuse(Rule::Form, Reason::Malformed));
        VD_RETURN_IF_ERROR(judgeOne(j, *state, grant, attachments.next()));
    }
    const Rule allowedBy = j.rule();
    j.by(Rule::Limits);
    const Status granted = transitions::grantAccess(*state, payload);
    VD_REQUIRE(granted.ok(), Reason::LimitReached);
    j.by(allowedBy);
    j.change(*state);
    return success();
}

Status judgeEndAccess(Judge& j, const EndAccessPayload& payload) {
    VD_ASSIGN(HouseholdState* const state, j.knownHousehold(payload.household));
    VD_REQUIRE(mayEnd(j, *state, payload), j.refuse(Rule::LeadPerson, j.deniedIn(*state)));
    const Rule allowedBy = j.rule();
    VD_REQUIRE(payload.team != state->keeper, j.refuse(Rule::KeeperTeam, Reason::Denied));
    const Status ended = transitions::endAccess(*state, payload, {j.statement(), j.call().at});
    VD_REQUIRE(ended.ok(), j.refuse(Rule::Existence, Reason::GrantMissing));
    j.by(allowedBy);
    j.change(*state);
    return success();
}

}  // namespace voordeur::crypto
