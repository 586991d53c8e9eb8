#pragma once

#include "crypto/rules/decide.h"

#include <vector>

namespace voordeur::crypto {

/// What may leave the server beside an answer.
struct Delivery {
    /// Names of attached objects: envelopes, grant bodies, wrapped keys, index entries.
    std::vector<Hash32> objects;
    /// Households whose chain lines the asker may have: for WhoLooked all of them, otherwise those
    /// of state changes.
    std::vector<HouseholdId> chains;
};

/// The visibility rule applied to delivery: only what belongs to compartments that the answer
/// opens, for the team that asked. The world is as just after the entry.
///
/// Errors: failures of the world; Malformed if `verdict.answer` is not the method's (our own bug).
Result<Delivery> deliverable(World& world, const Statement& statement, const Verdict& verdict);

}  // namespace voordeur::crypto
