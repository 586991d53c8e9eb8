#pragma once

#include "crypto/rules/memory_world.h"

#include <set>

namespace voordeur::crypto {

/// What a replay cannot be sure of any more, because an entry could not be followed. One fault is
/// one problem, not a hundred. Internal to crypto/rules.
class ReplayDoubt {
public:
    /// Nothing is known about what the entry did.
    void doubtAll();
    void doubtDirectory() { m_directory = true; }
    void doubtHouseholds(const std::vector<HouseholdId>& households);
    /// A done entry whose effects are unknown or wrong.
    void skipped(const Statement& statement, const Entry& entry);

    /// Is everything known that a judgement on this statement rests on?
    [[nodiscard]] bool knows(const Statement& statement) const;
    [[nodiscard]] bool knowsDirectory() const { return !m_directory; }
    /// Are the chains of these households known?
    [[nodiscard]] bool knowsChains(const std::vector<HouseholdId>& households) const;

private:
    bool m_directory = false;
    bool m_index = false;       // tokens, involvements, evaluations, quotas
    bool m_households = false;  // any of them
    std::set<HouseholdId> m_some;
};

}  // namespace voordeur::crypto
