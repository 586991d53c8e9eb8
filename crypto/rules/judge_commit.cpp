#include "crypto/rules/sealing.h"

#include <algorithm>
#include <set>

// Writing in a household's file.
namespace voordeur::crypto {
namespace {

bool writes(const GrantRef* grant) {
    return grant != nullptr && (grant->header.rights & rights::kWrite) != 0;
}

Status mayWriteCore(Judge& j, const HouseholdState& state) {
    const bool isKeeper = j.team().id == state.keeper && j.hasRole({Role::Coach, Role::Manager});
    const bool isGranted = mayOpen(state, kSharedCore, j.team().id, j.directory(), j.now()) &&
                           writes(state.grant(kSharedCore, j.team().id)) &&
                           helpsNow(state, j.team().id, j.now());
    if (isLead(state, j.statement())) {
        j.by(Rule::LeadPerson);
    } else if (isKeeper) {
        j.by(Rule::KeeperTeam);
    } else if (isGranted) {
        j.by(Rule::GrantedTeam);
    } else {
        return j.refuse(Rule::GrantedTeam, j.deniedIn(state));
    }
    return success();
}

Status mayWriteOwn(Judge& j, const HouseholdState& state, const CompartmentId& compartment) {
    // That another agency keeps a part of its own is nobody else's to know.
    VD_REQUIRE(compartment == compartmentOf(j.agency().id),
               j.refuse(Rule::Existence, Reason::NotFound));
    if (state.compartment(compartment) != nullptr) {
        const bool may = mayOpen(state, compartment, j.team().id, j.directory(), j.now()) &&
                         writes(state.grant(compartment, j.team().id));
        VD_REQUIRE(may, j.refuse(Rule::OwnCompartment, Reason::Denied));
    } else {
        VD_REQUIRE(j.team().id == state.keeper || helpsNow(state, j.team().id, j.now()),
                   j.refuse(Rule::OwnCompartment, j.deniedIn(state)));
    }
    j.by(Rule::OwnCompartment);
    return success();
}

Status mayWrite(Judge& j, const HouseholdState& state, const CommitPayload& payload) {
    std::set<CompartmentId> touched;
    for (const EpochRecord& epoch : payload.epochs) {
        touched.insert(epoch.compartment);
    }
    for (const Manifest& manifest : payload.manifests) {
        touched.insert(manifest.compartment);
    }
    VD_REQUIRE(!touched.empty(), j.refuse(Rule::Form, Reason::Malformed));
    // From the last to the first, so that the rule for the shared core is the one that is named.
    for (auto at = touched.rbegin(); at != touched.rend(); ++at) {
        VD_RETURN_IF_ERROR(*at == kSharedCore ? mayWriteCore(j, state)
                                              : mayWriteOwn(j, state, *at));
    }
    return success();
}

}  // namespace

Status judgeCommit(Judge& j, const CommitPayload& payload) {
    VD_ASSIGN(HouseholdState* const state, j.knownHousehold(payload.household));
    VD_REQUIRE(j.hasRole({Role::Coach, Role::Worker, Role::Manager}),
               j.refuse(Rule::RoleTable, Reason::Denied));
    VD_RETURN_IF_ERROR(mayWrite(j, *state, payload));
    const Rule allowedBy = j.rule();
    AttachmentCursor attachments(j);
    VD_RETURN_IF_ERROR(judgeSealed(j, *state, payload, attachments));
    j.by(allowedBy);
    j.change(*state);
    return success();
}

}  // namespace voordeur::crypto
