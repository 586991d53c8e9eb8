#pragma once

#include "client/core/registers/csv.h"
#include "client/core/registers/register_problem.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <variant>

namespace voordeur::client::core::registers {

/// Whose export it is; each has its own column headers.
enum class RegisterKind : std::uint8_t { FamilyCoaches, DebtHelp, YouthCare, Housing };
/// As on the command line and in file names: "gezinscoaches", "schuldhulp", "jeugdhulp",
/// "woningcorporatie".
std::string_view nameOf(RegisterKind kind);
std::optional<RegisterKind> registerKindFromName(std::string_view name);

/// What a column means, whatever its header is called in one agency's export.
enum class Column : std::uint8_t {
    CaseNumber,
    Surname,
    Prefix,
    GivenName,
    BirthDate,
    Bsn,
    Postcode,
    HouseNumber,
    HouseAddition,
    Street,
    Town,
    District,
    Role,
    Phone,
    LifeDomain,
    Lead,
    Start,
    End,
    Note,
    ContactPerson,
    Trajectory,
};
inline constexpr std::size_t kColumnCount = static_cast<std::size_t>(Column::Trajectory) + 1;

struct ColumnRule {
    Column column = Column::CaseNumber;
    /// Lower case; headers are compared without outer blanks and without regard to A–Z case.
    std::string_view header;
    /// The file is refused without it. The others may be missing; other columns are not read.
    bool required = false;
};
std::span<const ColumnRule> columnsOf(RegisterKind kind);

/// Where each column stands in one file.
class ColumnMap {
public:
    explicit ColumnMap(RegisterKind kind) : m_kind(kind) {}
    void place(Column column, std::size_t index) { m_places[slot(column)] = index; }
    [[nodiscard]] std::optional<std::size_t> placeOf(Column column) const {
        return m_places[slot(column)];
    }
    /// The header as the format writes it; empty when this kind has no such column.
    [[nodiscard]] std::string_view headerOf(Column column) const;

private:
    static std::size_t slot(Column column) { return static_cast<std::size_t>(column); }

    RegisterKind m_kind;
    std::array<std::optional<std::size_t>, kColumnCount> m_places{};
};

/// Finds the columns of `kind` in a header.
///
/// A housing corporation's file with a column of citizen numbers is refused whole: it may not have
/// them, and reading on would spread them. Amounts, reasons and other columns are never read.
/// Problems: ColumnForbidden, ColumnTwice, ColumnMissing.
std::variant<ColumnMap, FileProblem> mapColumns(RegisterKind kind, const CsvRow& header);

/// A file that could be read and whose columns are known.
struct OpenRegister {
    CsvTable table;
    ColumnMap columns;
};
/// `readCsv` and `mapColumns`, with the problems of both.
std::variant<OpenRegister, FileProblem> openRegister(RegisterKind kind, crypto::ByteView file);

}  // namespace voordeur::client::core::registers
