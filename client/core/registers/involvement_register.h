#pragma once

#include "client/core/registers/register_format.h"
#include "client/core/registers/register_types.h"
#include "crypto/base/bytes.h"
#include "crypto/shared/date.h"

#include <optional>
#include <string>
#include <vector>

namespace voordeur::client::core::registers {

/// One involvement to register: *that* the agency helps, from when, and whom to call. Why is not
/// read: a corporation's trajectory and arrears stay in its own system.
struct InvolvementRow {
    std::size_t line = 0;
    /// The agency's own number: for its own report, never registered.
    std::string caseNumber;
    Person person;
    std::optional<PostalAddress> address;
    std::string lifeDomain;
    crypto::Date start;
    std::optional<crypto::Date> end;
    std::string contactPerson;
    std::string phone;
    /// At least one, surest first; never a citizen number for housing.
    std::vector<Identifier> identifiers;
    /// Numbers of rows that said the same.
    std::vector<std::string> repeatedIn;
};

struct InvolvementRegister {
    RegisterKind kind = RegisterKind::DebtHelp;
    ReadingReport report;
    /// In order of the file.
    std::vector<InvolvementRow> rows;
};

/// Reads the register of debt help, youth care or housing (`kind` is not FamilyCoaches).
///
/// A row is
/// - skipped when a housing row has no trajectory (OnlyArrears) or when its end lies before today
///   (Ended), whatever else is wrong with it;
/// - refused on a field that must be there and is not, on a wrong citizen number, address, date or
///   life domain, on an end before the start (DateOrderWrong), on a birth in the future, on a start
///   more than kStartAheadDaysMax days ahead, and when nothing identifies;
/// - used without its name when the name has signs that are no letters (a '?' where an export lost
///   one) and a citizen number or an address is left; refused with NameInvalid when not;
/// - taken once when an earlier row has the same person (citizen number; without it name and birth
///   date), address, life domain and start. The later end counts, no end counts as latest.
///
/// Thread: any. Ownership: keeps nothing of `file`.
InvolvementRegister readInvolvements(RegisterKind kind,
                                     crypto::ByteView file,
                                     const ReadingRules& rules);

}  // namespace voordeur::client::core::registers
