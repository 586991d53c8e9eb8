#include "crypto/rules/judge.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace voordeur::crypto {

bool Judge::identify() {
    const Directory::KnownDevice* known = directory().device(statement().device);
    m_device = known == nullptr ? nullptr : &known->device;
    m_team = directory().team(statement().team);
    m_agency = m_team == nullptr ? nullptr : directory().agency(m_team->agency);
    return m_device != nullptr && m_agency != nullptr;
}

Reason Judge::refuse(Rule rule, Reason reason) {
    m_rule = rule;
    return reason;
}

Result<HouseholdState*> Judge::household(const HouseholdId& id) {
    auto at = m_households.find(id);
    if (at == m_households.end()) {
        VD_ASSIGN(auto state, ask(m_world.household(id)));
        at = m_households.emplace(id, std::move(state)).first;
    }
    return at->second ? &*at->second : nullptr;
}

Result<InvolvementState*> Judge::involvement(const InvolvementId& id) {
    auto at = m_involvements.find(id);
    if (at == m_involvements.end()) {
        VD_ASSIGN(auto state, ask(m_world.involvement(id)));
        at = m_involvements.emplace(id, std::move(state)).first;
    }
    return at->second ? &*at->second : nullptr;
}

Result<std::vector<IndexedToken>> Judge::lookUp(const IndexEntry& entry) {
    return ask(m_world.lookUp(entry.kind, entry.epoch, entry.token, now()));
}

HouseholdState& Judge::add(HouseholdState state) {
    const HouseholdId id = state.id;
    return *m_households.insert_or_assign(id, std::move(state)).first->second;
}

InvolvementState& Judge::add(InvolvementState state) {
    const InvolvementId id = state.id;
    return *m_involvements.insert_or_assign(id, std::move(state)).first->second;
}

void Judge::change(const HouseholdState& state) {
    m_changedHouseholds.insert(state.id);
    m_concerned.insert(state.id);
}

Result<HouseholdState*> Judge::knownHousehold(const HouseholdId& id) {
    VD_ASSIGN(HouseholdState* const state, household(id));
    const bool known = state != nullptr && mayKnow(*state, statement().team, directory(), now());
    VD_REQUIRE(known, refuse(Rule::Existence, Reason::NotFound));
    return state;
}

bool Judge::hasRole(std::initializer_list<Role> roles) const {
    return std::ranges::find(roles, statement().role) != roles.end();
}

Reason Judge::deniedIn(const HouseholdState& state) const {
    const auto isOwn = [&](const AttachedInvolvement& involvement) {
        return involvement.team == statement().team &&
               (involvement.state == AttachState::Attached ||
                involvement.state == AttachState::Ended);
    };
    const auto runs = [&](const AttachedInvolvement& involvement) {
        return isOwn(involvement) && involvement.running(now());
    };
    const bool helped = std::ranges::any_of(state.involvements, isOwn);
    const bool helps = std::ranges::any_of(state.involvements, runs);
    return helped && !helps ? Reason::InvolvementNotActive : Reason::Denied;
}

bool Judge::signedByDevice(std::string_view type,
                           Bytes bytes,
                           const Signature64& signature,
                           Reason broken) {
    return check({.key = device().signKey,
                  .type = type,
                  .instance = directory().instance(),
                  .bytes = std::move(bytes),
                  .signature = signature,
                  .broken = broken});
}

Verdict Judge::done() {
    Verdict verdict;
    verdict.rule = m_rule;
    verdict.answer = std::move(answer);
    verdict.concerned.assign(m_concerned.begin(), m_concerned.end());
    verdict.changes = std::move(changes);
    for (const HouseholdId& id : m_changedHouseholds) {
        verdict.changes.households.push_back(std::move(*m_households.at(id)));
    }
    for (const InvolvementId& id : m_changedInvolvements) {
        verdict.changes.involvements.push_back(std::move(*m_involvements.at(id)));
    }
    return verdict;
}

}  // namespace voordeur::crypto
