#pragma once

#include "client/core/registers/coach_register.h"
#include "client/core/registers/row_reader.h"

#include <optional>
#include <string>
#include <vector>

namespace voordeur::client::core::registers {

/// One row of the coaches' register, read but not yet grouped.
struct CoachRow {
    std::size_t line = 0;
    /// Empty in a row whose number is missing or unreadable; such a row is refused.
    std::string dossierNumber;
    HouseholdMember member;
    /// What the row says about its household; absent or empty where blank or wrong.
    std::optional<PostalAddress> address;
    std::optional<crypto::Date> start;
    std::string district;
    std::string leadName;
    std::string note;
    std::vector<std::string> lifeDomains;
    bool refused = false;
    std::vector<RowProblem> problems;
};

/// Reads one row by the rules of `readCoachRegister`.
CoachRow readCoachRow(RowReader& reader, const ReadingRules& rules);

}  // namespace voordeur::client::core::registers
