#pragma once

#include "client/core/registers/csv.h"
#include "client/core/registers/register_format.h"
#include "client/core/registers/register_problem.h"
#include "client/core/registers/register_types.h"
#include "crypto/shared/date.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace voordeur::client::core::registers {

/// A note: half a page is 2 KiB, long minutes are 20.
inline constexpr std::size_t kNoteBytesMax = std::size_t{32} * 1024;

/// Turns the fields of one row into values and collects what is wrong with them.
///
/// Every getter reads on after a problem, so that one pass lists all that must be mended in a row.
/// Thread: one at a time. Ownership: borrows the map, the row and the rules.
class RowReader {
public:
    RowReader(const ColumnMap& columns, const CsvRow& row, const ReadingRules& rules);

    /// A field without outer blanks; empty when blank, or when the file has no such column.
    [[nodiscard]] std::string_view raw(Column column) const;

    /// One line of text, at most limits::kTextBytesMax bytes; line breaks and tabs inside become
    /// single spaces. Refuses the row on other control or direction signs (Malformed) or length
    /// (TextTooLong); a blank field is an empty text.
    std::string text(Column column);
    /// The same, refusing the row when blank (MissingValue).
    std::string requiredText(Column column);
    /// Text with its line breaks, at most kNoteBytesMax bytes.
    std::string note(Column column);

    /// Absent when blank. Refuses the row on DateInvalid.
    std::optional<crypto::Date> date(Column column);
    /// `Column::BirthDate`, which may not lie in the future (DateInvalid).
    std::optional<crypto::Date> birthDate();
    /// `Column::Start`, at most kStartAheadDaysMax days ahead (DateInvalid).
    std::optional<crypto::Date> start();

    /// Absent when all its fields are blank; else refuses the row on PostcodeInvalid,
    /// HouseNumberInvalid or HouseAdditionInvalid, each at its own column.
    std::optional<PostalAddress> address();

    /// Name, birth date and citizen number. Refuses the row on a blank surname, DateInvalid,
    /// BsnInvalid. A name that cannot identify is left to the caller: `nameUnreadable`.
    Person person();
    /// `person` found signs in the name that are no letters we know.
    [[nodiscard]] bool nameUnreadable() const { return m_nameUnreadable; }

    /// About the whole row.
    void refuseRow(Finding finding, crypto::Reason reason);
    void refuse(Column column, Finding finding, crypto::Reason reason);
    void skip(Column column, Finding finding, crypto::Reason reason);
    void notice(Column column, Finding finding, crypto::Reason reason);

    [[nodiscard]] bool refused() const { return m_refused; }
    [[nodiscard]] std::size_t line() const { return m_row.line; }
    /// What was found, each with `caseNumber`; to be called once, at the end.
    std::vector<RowProblem> takeProblems(const std::string& caseNumber);

private:
    std::string cleaned(Column column, std::size_t bytesMax, bool keepsLines);
    void add(std::string_view header, Finding finding, crypto::Reason reason, Severity severity);

    const ColumnMap& m_columns;
    const CsvRow& m_row;
    const ReadingRules& m_rules;
    std::vector<RowProblem> m_problems;
    bool m_refused = false;
    bool m_nameUnreadable = false;
};

/// The problem that makes a row's fields unusable (WrongFieldCount, QuoteMisplaced), if any.
std::optional<RowProblem> brokenRow(const CsvRow& row, std::size_t fieldsExpected);

/// The label of `rules.lifeDomains` that `name` means; nullopt when there is none.
std::optional<std::string> lifeDomainOf(const ReadingRules& rules, std::string_view name);

/// A–Z to a–z, the rest untouched: for comparing, never for showing.
std::string inLowerAscii(std::string_view text);

}  // namespace voordeur::client::core::registers
