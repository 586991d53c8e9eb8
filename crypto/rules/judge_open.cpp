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

/// Of its encoding (docs/protocol.md §4.8).
std::size_t bytesOf(const OpenedHousehold& opened) {
    std::size_t bytes = 20;
    for (const OpenedCompartment& compartment : opened.compartments) {
        bytes += 52 + 56 * compartment.rows.size();
    }
    return bytes;
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

/// Where a page of the caseload begins, and what room it has left.
struct ListPage {
    HouseholdId after;
    std::uint32_t most = limits::kHouseholdsPerEntryMax;
    std::size_t bytes = 0;
};

/// The one item of the list, if there is one, says after which household and how many.
Result<ListPage> pageOf(Judge& j, const OpenPayload& payload) {
    ListPage page;
    if (payload.known.empty()) return page;
    VD_REQUIRE(payload.known.size() == 1, j.refuse(Rule::Form, Reason::Malformed));
    const KnownState& from = payload.known.front();
    VD_REQUIRE(from.stateCount >= 1 && from.stateCount <= page.most,
               j.refuse(Rule::Form, Reason::Malformed));
    page.after = from.household;
    page.most = static_cast<std::uint32_t>(from.stateCount);
    return page;
}

/// Adds the household to the page, if the team may see it in its caseload.
Status list(Judge& j, const HouseholdId& id, ListPage& page, OpenAnswer& answer) {
    VD_ASSIGN(const HouseholdState* const state, j.household(id));
    if (state == nullptr) return success();
    VD_ASSIGN(OpenedHousehold opened, openForList(j, *state));
    // Without a part to open, a household is only listed for who is asked to lead it.
    const bool asked = state->offer && state->offer->body.toTeam == j.team().id;
    if (opened.compartments.empty() && !asked) return success();
    j.concern(id);
    --page.most;
    page.bytes += bytesOf(opened);
    answer.households.push_back(std::move(opened));
    return success();
}

}  // namespace

Status judgeListHouseholds(Judge& j, const OpenPayload& payload) {
    VD_REQUIRE(mayRead(j), j.refuse(Rule::RoleTable, Reason::Denied));
    VD_REQUIRE(payload.scope == OpenPayload::kCoreOnly, j.refuse(Rule::Form, Reason::UnknownValue));
    VD_ASSIGN(ListPage page, pageOf(j, payload));
    OpenAnswer answer;
    bool more = true;
    while (more && page.most > 0 && page.bytes < kListPageBytes) {
        VD_ASSIGN(const std::vector<HouseholdId> ids,
                  j.ask(j.world().householdsOf(j.team().id, page.after, page.most)));
        more = ids.size() == page.most;
        for (const HouseholdId& id : ids) {
            if (page.bytes >= kListPageBytes) break;
            page.after = id;
            VD_RETURN_IF_ERROR(list(j, id, page, answer));
        }
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
