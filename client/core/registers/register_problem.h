#pragma once

#include "crypto/base/reason.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What can be wrong with a register or with one row of it. Codes only: the sentences are made in
// client/ui/text and client/cli, with exhaustive switches over these lists.
namespace voordeur::client::core::registers {

/// Why a whole file cannot be read. Nothing of it is used then.
enum class FileFault : std::uint8_t {
    TooLarge,         ///< over kFileBytesMax
    Empty,            ///< no row with anything in it
    NotText,          ///< holds a zero byte (UTF-16, a spreadsheet, a picture)
    EncodingBroken,   ///< neither UTF-8 nor Windows-1252, or UTF-8 with damaged places
    QuoteOpen,        ///< a quoted field that never ends; `line` is where it opens
    RowTooLong,       ///< over kRowBytesMax
    TooManyFields,    ///< over kFieldsPerRowMax in one row
    TooManyRows,      ///< over kRowsMax or kCellsMax
    ColumnMissing,    ///< `columns` names all that are missing
    ColumnTwice,      ///< `columns` names the header that is there twice
    ColumnForbidden,  ///< a citizen number in a housing corporation's file
};
std::string_view nameOf(FileFault fault);
/// The reason for `--json` and for exit codes.
crypto::Reason reasonOf(FileFault fault);

struct FileProblem {
    FileFault fault = FileFault::Empty;
    /// Where, counted from 1; 0 when it is about the whole file.
    std::size_t line = 0;
    /// Column headers it is about, as the format writes them.
    std::vector<std::string> columns;
    friend bool operator==(const FileProblem&, const FileProblem&) = default;
};

/// What became of the row.
enum class Severity : std::uint8_t {
    Refused,  ///< wrong: the row is not used until somebody mends it
    Skipped,  ///< right, but nothing to register
    Notice,   ///< used, with something to know
};
std::string_view nameOf(Severity severity);

/// What was found in a row. `RowProblem::reason` says more where a value is wrong.
enum class Finding : std::uint8_t {
    WrongFieldCount,    ///< refused: more or fewer fields than the header; it ends at `otherLine`
    QuoteMisplaced,     ///< refused: text behind a closing quote. A stray quote may have swallowed
                        ///< the rows up to `otherLine`: say both lines
    MissingValue,       ///< refused: a field that must say something is blank
    WrongValue,         ///< refused: `reason` says what is wrong
    NothingToIdentify,  ///< refused: no citizen number, address, or name with birth date
    NoAdult,            ///< refused: nobody of age is left in this household
    HouseholdTooLarge,  ///< refused: over kMembersMax persons under one number
    OnlyArrears,        ///< skipped: rent arrears without help are no involvement
    Ended,              ///< skipped: the end lies before today
    NameUnreadable,     ///< notice: the name cannot identify (a lost letter); the rest can
    Repeated,           ///< notice: the same as `otherCaseNumber` at `otherLine`; taken once
    HouseholdTwice,     ///< notice: merged with `otherCaseNumber` (same address, same BSN)
    HouseholdMaybeTwice,  ///< notice: kept apart from `otherCaseNumber` (same address, same name
                          ///< and birth date, no BSN in common)
    DiffersInHousehold,  ///< notice: another value than the household's at `otherLine`, which stays
    DomainLeftOut,       ///< notice: an unknown life domain among a household's is left out
    DistrictLeftOut,     ///< notice: not a district code; left out
    BornAfterStart,      ///< notice: help began before the birth date (unborn child, or a slip)
};
std::string_view nameOf(Finding finding);

/// One thing found in one row. A row is refused when any of its problems is; all are listed, so
/// that it can be mended in one go.
struct RowProblem {
    /// First line of the row, counted from 1 as an editor shows it.
    std::size_t line = 0;
    /// Header of the column it is about; empty when it is about the row.
    std::string column;
    crypto::Reason reason = crypto::Reason::Malformed;
    Severity severity = Severity::Refused;
    Finding finding = Finding::WrongValue;
    /// The agency's own number in this row; empty when it has none.
    std::string caseNumber;
    /// For findings that compare: the other row. For broken rows: the last line of the row itself.
    std::string otherCaseNumber;
    std::size_t otherLine = 0;
    friend bool operator==(const RowProblem&, const RowProblem&) = default;
};

/// Every row is counted once: rows = imported + refused + skipped + repeated.
struct RegisterCounts {
    std::size_t rows = 0;
    std::size_t imported = 0;
    std::size_t refused = 0;
    std::size_t skipped = 0;
    std::size_t repeated = 0;
    friend bool operator==(const RegisterCounts&, const RegisterCounts&) = default;
};

}  // namespace voordeur::client::core::registers
