#pragma once

#include "client/core/registers/coach_register.h"
#include "client/core/registers/coach_row.h"

#include <vector>

namespace voordeur::client::core::registers {

/// Makes households of rows with one dossier number, by the rules of `readCoachRegister`.
///
/// Adds problems and the counts imported, refused and repeated to `report`; `rows` of which
/// `refused` is set must have been counted there already. Work grows with the number of rows, not
/// with its square.
std::vector<CoachHousehold> groupHouseholds(const std::vector<CoachRow>& rows,
                                            const ReadingRules& rules,
                                            ReadingReport& report);

/// Merges households that stand in the register under two numbers; part of the same rules.
std::vector<CoachHousehold> mergeHouseholds(std::vector<CoachHousehold> households,
                                            ReadingReport& report);

}  // namespace voordeur::client::core::registers
