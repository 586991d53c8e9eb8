#pragma once

#include "client/core/registers/register_types.h"
#include "crypto/base/bytes.h"
#include "crypto/shared/date.h"

#include <optional>
#include <string>
#include <vector>

namespace voordeur::client::core::registers {

/// The largest household an import makes; with two identifiers each it fits in one call
/// (limits::kTokensPerCallMax).
inline constexpr std::size_t kMembersMax = 50;

struct HouseholdMember {
    std::size_t line = 0;
    Person person;
    /// As written: "ouder", "partner", "kind".
    std::string role;
    std::string phone;
};

/// One family the coaches work with, to become a case file (intake).
struct CoachHousehold {
    std::string dossierNumber;
    /// Further numbers under which the same household stood.
    std::vector<std::string> mergedDossierNumbers;
    /// Absent when the register has none (shelter, no fixed abode).
    std::optional<PostalAddress> address;
    /// CBS code, "WK9999AB"; empty when none.
    std::string district;
    std::vector<HouseholdMember> members;
    /// Labels of `ReadingRules::lifeDomains`, each once, in the order of the file.
    std::vector<std::string> lifeDomains;
    /// As written; to be found in the directory by a person.
    std::string leadName;
    crypto::Date start;
    std::string note;
    /// First lines of the rows it was made of, the refused ones not.
    std::vector<std::size_t> lines;
};

/// Everything the household can be found by, each once: its members' identifiers and its address.
std::vector<Identifier> identifiersOf(const CoachHousehold& household);

struct CoachRegister {
    /// Counts are of rows, that is of persons.
    ReadingReport report;
    /// In the order of their first rows.
    std::vector<CoachHousehold> households;
};

/// Reads the family coaches' register: one row a person, rows with one dossier number are one
/// household wherever they stand.
///
/// A row (a person) is refused on a blank or wrong field that must be right: dossier number,
/// surname, birth date (not in the future), citizen number, address, start (at most
/// kStartAheadDaysMax days ahead). A blank citizen number, birth date or address is fine. A name
/// with a sign that is no letter stays as written (NameUnreadable) and does not identify.
///
/// A household takes its address, district, start and lead from its first row that has a readable
/// one, its life domains and notes from all rows; refused rows count for these, because the first
/// row alone often carries them. Other values in later rows are notices (DiffersInHousehold).
/// A person who stands there twice is taken once (Repeated).
/// It is refused whole, row by row, when no row is left of somebody of age (NoAdult: everybody is
/// "kind" and under 18), when no row says a start, or when nothing identifies it.
///
/// Two numbers with the same address and a citizen number in common are the same household: merged
/// into the first, members and life domains together, the earlier start, both notes
/// (HouseholdTwice). With the same address and only the same name and birth date they stay apart
/// (HouseholdMaybeTwice), with the same address alone they stay apart without a word.
///
/// Thread: any. Ownership: keeps nothing of `file`.
CoachRegister readCoachRegister(crypto::ByteView file, const ReadingRules& rules);

}  // namespace voordeur::client::core::registers
