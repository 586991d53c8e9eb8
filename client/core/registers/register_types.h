#pragma once

#include "client/core/registers/csv.h"
#include "client/core/registers/register_problem.h"
#include "crypto/shared/date.h"
#include "crypto/shared/identifier_kind.h"

#include <optional>
#include <string>
#include <vector>

// Plain values read from a register. They hold names and citizen numbers: never log or print them.
namespace voordeur::client::core::registers {

/// One way to find somebody, in normal form (crypto/shared/identifiers.h).
struct Identifier {
    crypto::IdentifierKind kind = crypto::IdentifierKind::Bsn;
    std::string form;
    friend bool operator==(const Identifier&, const Identifier&) = default;
};

struct PostalAddress {
    /// For people to read; empty where the register has none.
    std::string street;
    std::string town;
    /// Normal forms: "9742EF", "17", "A" (may be empty).
    std::string postcode;
    std::string houseNumber;
    std::string houseAddition;
    /// "9742EF|17|A".
    [[nodiscard]] std::string form() const {
        return postcode + "|" + houseNumber + "|" + houseAddition;
    }
    friend bool operator==(const PostalAddress&, const PostalAddress&) = default;
};

struct Person {
    /// As written, without outer blanks; the prefix may stand in its own field or in the name.
    std::string surname;
    std::string prefix;
    /// First name or initials; may be empty.
    std::string givenName;
    std::optional<crypto::Date> birthDate;
    /// Nine digits.
    std::optional<std::string> bsn;
    /// "berg|1989-02-09"; absent when the name has a lost letter or the date is not known.
    std::optional<std::string> nameBirth;
    friend bool operator==(const Person&, const Person&) = default;
};

/// What a person can be found by, surest first. Empty when there is nothing.
std::vector<Identifier> identifiersOf(const Person& person);

/// What the reading needs to know from outside.
struct ReadingRules {
    /// The day of the import, in the municipality's time zone.
    crypto::Date today;
    /// The labels of the instance's life domains (RootPolicy); compared without outer blanks and
    /// without regard to A–Z case. Results carry the label as it stands here.
    std::vector<std::string> lifeDomains;
    /// The domain of a housing corporation's help; its register has no such column.
    std::string housingDomain;
};

/// The defaults of domain.md §1: nine life domains, housing helps in "wonen".
ReadingRules defaultReadingRules(const crypto::Date& today);

/// Help may be agreed before it begins; further ahead is a slip of the pen.
inline constexpr std::int32_t kStartAheadDaysMax = 31;

/// What every reading reports, whatever the register.
struct ReadingReport {
    /// Set when the file could not be read; then there is nothing else.
    std::optional<FileProblem> fileProblem;
    TextEncoding encoding = TextEncoding::Utf8;
    char separator = ';';
    RegisterCounts counts;
    /// In order of lines.
    std::vector<RowProblem> problems;
};

/// Starts a report on a file that was opened.
ReadingReport reportOn(const CsvTable& table);
/// Puts the problems in order of lines, those of one row as they were found.
void finishReport(ReadingReport& report);

}  // namespace voordeur::client::core::registers
