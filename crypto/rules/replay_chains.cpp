#include "crypto/rules/replay_chains.h"

namespace voordeur::crypto {
namespace {

HouseholdHeads emptyHeads(const HouseholdId& household) {
    return {household, emptyHouseholdChain(household), emptyStateChain(household)};
}

}  // namespace

std::vector<HouseholdHeads> ReplayChains::headsOf(
    const std::vector<HouseholdId>& households) const {
    std::vector<HouseholdHeads> heads;
    heads.reserve(households.size());
    for (const HouseholdId& household : households) {
        const auto at = m_households.find(household);
        heads.push_back(at == m_households.end() ? emptyHeads(household) : at->second);
    }
    return heads;
}

void ReplayChains::extend(const Hash32& leaf,
                          const Statement& statement,
                          bool done,
                          const std::vector<HouseholdId>& households) {
    if (done && changesDirectory(statement.method)) m_directory = extended(m_directory, leaf);
    for (const HouseholdId& household : households) {
        auto at = m_households.find(household);
        if (at == m_households.end()) {
            at = m_households.emplace(household, emptyHeads(household)).first;
        }
        HouseholdHeads& heads = at->second;
        heads.all = extended(heads.all, leaf);
        if (done && changesHousehold(statement.method)) heads.state = extended(heads.state, leaf);
    }
}

}  // namespace voordeur::crypto
