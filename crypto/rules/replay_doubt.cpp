#include "crypto/rules/replay_doubt.h"

#include <algorithm>

namespace voordeur::crypto {
namespace {

/// What a method reads or writes apart from the households it names.
enum class Touches : std::uint8_t { Directory, Index, AllHouseholds, Named, Nothing };

Touches touched(Method method) {
    switch (method) {
        case Method::Found:
        case Method::Invite:
        case Method::Admit:
        case Method::ChangeDirectory:
        case Method::Revoke:
            return Touches::Directory;
        case Method::OpenQuota:
        case Method::Evaluate:
        case Method::Check:
        case Method::Register:
        case Method::ChangeInvolvement:
        case Method::AnswerMatch:
        case Method::ListInvolvements:
        case Method::Intake:
            return Touches::Index;
        case Method::ListHouseholds:
            return Touches::AllHouseholds;
        case Method::OpenHousehold:
        case Method::Commit:
        case Method::GrantAccess:
        case Method::EndAccess:
        case Method::OfferLead:
        case Method::AcceptLead:
        case Method::RefuseLead:
        case Method::WithdrawLead:
        case Method::WhoLooked:
            return Touches::Named;
        case Method::ShareTeamKey:
        case Method::ReadLog:
        case Method::ExportLog:
            return Touches::Nothing;
    }
    return Touches::Directory;
}

}  // namespace

void ReplayDoubt::doubtAll() {
    m_directory = true;
    m_index = true;
    m_households = true;
}

void ReplayDoubt::doubtHouseholds(const std::vector<HouseholdId>& households) {
    m_some.insert(households.begin(), households.end());
}

void ReplayDoubt::skipped(const Statement& statement, const Entry& entry) {
    doubtHouseholds(statement.households);
    // Some households joined their chains without being named.
    if (entry.householdCount > statement.households.size()) m_households = true;
    switch (touched(statement.method)) {
        case Touches::Directory:
            m_directory = true;
            break;
        case Touches::Index:
            m_index = true;
            break;
        case Touches::AllHouseholds:
        case Touches::Named:
        case Touches::Nothing:
            break;
    }
}

bool ReplayDoubt::knows(const Statement& statement) const {
    if (m_directory) return false;
    switch (touched(statement.method)) {
        case Touches::Directory:
        case Touches::Nothing:
            return true;
        case Touches::Index:
            return !m_index && !m_households && m_some.empty();
        case Touches::AllHouseholds:
            return !m_households && m_some.empty();
        case Touches::Named:
            return knowsChains(statement.households);
    }
    return false;
}

bool ReplayDoubt::knowsChains(const std::vector<HouseholdId>& households) const {
    return !m_households && std::ranges::none_of(households, [&](const HouseholdId& id) {
        return m_some.contains(id);
    });
}

}  // namespace voordeur::crypto
