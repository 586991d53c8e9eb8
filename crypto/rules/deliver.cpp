#include "crypto/rules/deliver.h"

#include "crypto/shared/answers.h"

#include <algorithm>

namespace voordeur::crypto {

namespace {

void addIfNamed(std::vector<Hash32>& names, const Hash32& name) {
    if (name != Hash32{}) names.push_back(name);
}

void addKeys(std::vector<Hash32>& names, const CompartmentState& part, const TeamId& team) {
    for (const auto& grant : part.grants) {
        if (grant.header.team == team) names.push_back(grant.bodyHash);
    }
    addIfNamed(names, part.epoch.wrappedHash);
    for (const auto& earlier : part.earlier)
        addIfNamed(names, earlier.wrappedHash);
}

Status addOpened(World& world,
                 const Statement& statement,
                 const OpenedHousehold& opened,
                 std::vector<Hash32>& names) {
    VD_ASSIGN(const auto state, world.household(opened.household));
    VD_REQUIRE(state.has_value(), Reason::Malformed);
    const bool coreOnly = statement.method == Method::ListHouseholds;
    for (const auto& part : opened.compartments) {
        const CompartmentState* known = state->compartment(part.compartment);
        VD_REQUIRE(known != nullptr, Reason::Malformed);
        addKeys(names, *known, statement.team);
        for (const auto& row : part.rows) {
            addIfNamed(names, row.envelopeHash);
            // The record with the household's name sorts first; a list needs no more.
            if (coreOnly) break;
        }
    }
    return success();
}

Result<std::vector<Hash32>> objectsOf(World& world,
                                      const Statement& statement,
                                      const Verdict& verdict) {
    std::vector<Hash32> names;
    if (statement.method == Method::OpenHousehold || statement.method == Method::ListHouseholds) {
        VD_ASSIGN(const auto answer, OpenAnswer::decode(verdict.answer));
        for (const auto& household : answer.households) {
            VD_RETURN_IF_ERROR(addOpened(world, statement, household, names));
        }
    }
    if (statement.method == Method::ListInvolvements) {
        VD_ASSIGN(const auto answer, ListInvolvementsAnswer::decode(verdict.answer));
        for (const auto& involvement : answer.involvements) {
            addIfNamed(names, involvement.sealedHash);
        }
    }
    if (statement.method == Method::Check) {
        VD_ASSIGN(const auto answer, CheckAnswer::decode(verdict.answer));
        const bool showAgencies = world.directory().policy().showAgencies;
        for (const auto& hit : answer.hits) {
            // An index entry names its agency: another agency's own involvement stays unnamed.
            const bool mayShow = showAgencies || hit.target == TargetKind::Household;
            if (mayShow) addIfNamed(names, hit.entryHash);
        }
    }
    return names;
}

/// Whoever is listed with the household (keeper, granted, or asked to lead) may replay its states.
bool mayFollow(const HouseholdState& state, const TeamId& team) {
    const auto teams = listedTeamsOf(state);
    return team == state.keeper || std::ranges::find(teams, team) != teams.end();
}

/// Reads bring the chains that make them believable; after a change the next read does.
bool bringsChains(Method method) {
    return method == Method::ListHouseholds || method == Method::OpenHousehold ||
           method == Method::WhoLooked;
}

}  // namespace

Result<Delivery> deliverable(World& world, const Statement& statement, const Verdict& verdict) {
    Delivery out;
    if (verdict.refused) return out;
    VD_ASSIGN(out.objects, objectsOf(world, statement, verdict));
    if (bringsChains(statement.method)) {
        for (const auto& id : verdict.concerned) {
            VD_ASSIGN(const auto state, world.household(id));
            const bool whole = statement.method == Method::WhoLooked;
            const bool may = state && mayFollow(*state, statement.team);
            if (whole || may) out.chains.push_back(id);
        }
    }
    return out;
}

}  // namespace voordeur::crypto
