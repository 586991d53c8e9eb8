#include "crypto/base/limits.h"
#include "crypto/rules/judge.h"

#include <algorithm>

// Reading households' files: the caseload, and one household.
namespace voordeur::crypto {
namespace {

/// Officers, admins and founders never open a file; a crisis team only by breaking the glass.
bool mayRead(const Judge& j) {
    return j.hasRole({Role::Coach, Role::Worker, Role::Manager});
}

Result<OpenedCompartment> openedOf(Judge& j,
                                   const HouseholdState& state,
                                   const CompartmentState& compartment) {
    OpenedCompartment opened{compartment.id, compartment.etag, {}};
    if (compartment.version > 0) {
        VD_ASSIGN(opened.rows, j.ask(j.world().rows(state.id, compartment.id)));
    }
    return opened;
}

/// What the team may open of it now.
Result<OpenedHousehold> openAll(Judge& j, const HouseholdState& state) {
    OpenedHousehold opened{state.id, {}};
    for (const CompartmentState& compartment : state.compartments) {
        if (!mayOpen(state, compartment.id, j.team().id, j.directory(), j.now())) continue;
        VD_ASSIGN(OpenedCompartment one, openedOf(j, state, compartment));
        opened.compartments.push_back(std::move(one));
    }
    return opened;
}

/// For the list: the shared core, or the own part where the shared core is closed by now.
Result<OpenedHousehold> openForList(Judge& j, const HouseholdState& state) {
    OpenedHousehold opened{state.id, {}};
    for (const CompartmentId& id : {kSharedCore, compartmentOf(j.agency().id)}) {
        const CompartmentState* compartment = state.compartment(id);
        if (compartment == nullptr || !opened.compartments.empty()) continue;
        if (!mayOpen(state, id, j.team().id, j.directory(), j.now())) continue;
        VD_ASSIGN(OpenedCompartment one, openedOf(j, state, *compartment));
        opened.compartments.push_back(std::move(one));
    }
    return opened;
}

Rule ruleFor(const Judge& j, const HouseholdState& state) {
    if (isLead(state, j.statement())) return Rule::LeadPerson;
    if (isKeeperManager(state, j.statement())) return Rule::KeeperManager;
    if (state.keeper == j.team().id) return Rule::KeeperTeam;
    const bool core = mayOpen(state, kSharedCore, j.team().id, j.directory(), j.now());
    return core ? Rule::GrantedTeam : Rule::OwnCompartment;
}

Status finish(Judge& j, const OpenAnswer& answer) {
    j.answer = answer.encode();
    VD_REQUIRE(j.answer.size() <= limits::kMessageBytesMax,
               j.refuse(Rule::Limits, Reason::MessageTooLarge));
    return success();
}

}  // namespace

Status judgeListHouseholds(Judge& j, const OpenPayload& payload) {
    VD_REQUIRE(mayRead(j), j.refuse(Rule::RoleTable, Reason::Denied));
    VD_REQUIRE(payload.scope == OpenPayload::kCoreOnly, j.refuse(Rule::Form, Reason::UnknownValue));
    VD_ASSIGN(const std::vector<HouseholdId> ids, j.ask(j.world().householdsOf(j.team().id)));
    OpenAnswer answer;
    for (const HouseholdId& id : ids) {
        VD_ASSIGN(const HouseholdState* const state, j.household(id));
        if (state == nullptr) continue;
        VD_ASSIGN(OpenedHousehold opened, openForList(j, *state));
        // Without a part to open, a household is only listed for who is asked to lead it.
        const bool asked = state->offer && state->offer->body.toTeam == j.team().id;
        if (opened.compartments.empty() && !asked) continue;
        j.concern(id);
        answer.households.push_back(std::move(opened));
    }
    j.by(Rule::TeamMember);
    return finish(j, answer);
}

Status judgeOpenHousehold(Judge& j, const OpenPayload& payload) {
    VD_REQUIRE(payload.known.size() == 1, j.refuse(Rule::Form, Reason::Malformed));
    VD_ASSIGN(const HouseholdState* const state, j.knownHousehold(payload.known.front().household));
    VD_REQUIRE(mayRead(j), j.refuse(Rule::RoleTable, Reason::Denied));
    OpenAnswer answer;
    VD_ASSIGN(OpenedHousehold opened, openAll(j, *state));
    VD_REQUIRE(!opened.compartments.empty(), j.refuse(Rule::GrantedTeam, j.deniedIn(*state)));
    answer.households.push_back(std::move(opened));
    j.concern(state->id);
    j.by(ruleFor(j, *state));
    return finish(j, answer);
}

}  // namespace voordeur::crypto
