#include "crypto/rules/household_state.h"

#include <algorithm>
#include <iterator>

// The one visibility rule (domain.md §2): every list, detail, search, export and count asks here.
namespace voordeur::crypto {
namespace {

/// An ended involvement that was only a maybe never told its agency anything.
bool helpsOrHelped(const HouseholdState& state, const TeamId& team) {
    return std::ranges::any_of(state.involvements, [&](const AttachedInvolvement& involvement) {
        const bool wasAttached =
            involvement.state == AttachState::Attached ||
            (involvement.state == AttachState::Ended && involvement.certainty != Certainty::Maybe);
        return involvement.team == team && wasAttached;
    });
}

bool isOf(const TeamId& team, const CompartmentId& compartment, const Directory& directory) {
    const Team* found = directory.team(team);
    return found != nullptr && compartmentOf(found->agency) == compartment;
}

bool opens(const GrantHeader& grant, UnixMillis now) {
    return (grant.rights & rights::kRead) != 0 && (grant.notAfter == 0 || now < grant.notAfter);
}

/// Was the grant sealed to a team key that somebody who left knows, while there is a newer one?
bool sealedToOldKey(const GrantHeader& grant, const Directory& directory) {
    const Directory::KnownTeamKey* used = directory.teamKey(grant.team, grant.teamKeyEpoch);
    const Directory::KnownTeamKey* newest = directory.teamKey(grant.team);
    if (used == nullptr || newest == nullptr) return false;
    const std::uint64_t departure = directory.lastDeparture(grant.team);
    return used->since <= departure && departure < newest->since;
}

void sortUnique(std::vector<TeamId>& teams) {
    std::ranges::sort(teams);
    // Not std::ranges::unique: clang 14 cannot read its subrange in libstdc++ 12.
    teams.erase(std::unique(teams.begin(), teams.end()), teams.end());
}

}  // namespace

bool helpsNow(const HouseholdState& state, const TeamId& team, UnixMillis now) {
    return std::ranges::any_of(state.involvements, [&](const AttachedInvolvement& involvement) {
        return involvement.team == team && involvement.running(now);
    });
}

bool mayOpen(const HouseholdState& state,
             const CompartmentId& compartment,
             const TeamId& team,
             const Directory& directory,
             UnixMillis now) {
    const GrantRef* grant = state.grant(compartment, team);
    if (grant == nullptr || !opens(grant->header, now)) return false;
    if (compartment == kSharedCore) return team == state.keeper || helpsNow(state, team, now);
    return isOf(team, compartment, directory);
}

bool mayKnow(const HouseholdState& state,
             const TeamId& team,
             const Directory& directory,
             UnixMillis now) {
    if (team == state.keeper) return true;
    if (state.offer && state.offer->body.toTeam == team) return true;
    if (helpsOrHelped(state, team)) return true;
    return std::ranges::any_of(state.compartments, [&](const CompartmentState& compartment) {
        return mayOpen(state, compartment.id, team, directory, now);
    });
}

std::vector<TeamId> recipientsOf(const HouseholdState& state,
                                 const CompartmentId& compartment,
                                 const Directory& directory,
                                 UnixMillis now) {
    std::vector<TeamId> teams;
    const CompartmentState* in = state.compartment(compartment);
    if (in == nullptr) return teams;
    if (compartment == kSharedCore) teams.push_back(state.keeper);
    for (const GrantRef& grant : in->grants) {
        const TeamId& team = grant.header.team;
        if (mayOpen(state, compartment, team, directory, now)) teams.push_back(team);
    }
    sortUnique(teams);
    return teams;
}

bool rotationDue(const HouseholdState& state,
                 const CompartmentId& compartment,
                 const Directory& directory,
                 UnixMillis now) {
    const CompartmentState* in = state.compartment(compartment);
    if (in == nullptr) return false;
    if (in->stale) return true;
    return std::ranges::any_of(in->grants, [&](const GrantRef& grant) {
        const TeamId& team = grant.header.team;
        return !mayOpen(state, compartment, team, directory, now) ||
               directory.lastDeparture(team) > in->epochSequence ||
               sealedToOldKey(grant.header, directory);
    });
}

std::vector<TeamId> listedTeamsOf(const HouseholdState& state) {
    std::vector<TeamId> teams;
    for (const CompartmentState& compartment : state.compartments) {
        std::ranges::transform(compartment.grants,
                               std::back_inserter(teams),
                               [](const GrantRef& grant) { return grant.header.team; });
    }
    if (state.offer) teams.push_back(state.offer->body.toTeam);
    sortUnique(teams);
    return teams;
}

bool isLead(const HouseholdState& state, const Statement& statement) {
    return state.lead && state.lead->person == statement.person &&
           state.lead->team == statement.team;
}

bool isKeeperManager(const HouseholdState& state, const Statement& statement) {
    return statement.role == Role::Manager && statement.team == state.keeper;
}

}  // namespace voordeur::crypto
