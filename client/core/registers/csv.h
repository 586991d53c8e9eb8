#pragma once

#include "client/core/registers/register_problem.h"
#include "client/core/registers/text_decoding.h"
#include "crypto/base/bytes.h"

#include <cstddef>
#include <string>
#include <variant>
#include <vector>

// Comma-separated files as agencies export them: RFC 4180, with ';' and tab as separators too, any
// line ending, and one broken row not spoiling the others.
namespace voordeur::client::core::registers {

/// The longest honest row is a note of a page or two; more is a quote that was never closed.
inline constexpr std::size_t kRowBytesMax = std::size_t{64} * 1024;
inline constexpr std::size_t kFieldsPerRowMax = 256;
/// Rows and cells bound the memory of a file made to hurt: 4 million cells are 128 MiB.
inline constexpr std::size_t kRowsMax = 200'000;
inline constexpr std::size_t kCellsMax = 4'000'000;

struct CsvRow {
    /// First and last line of the row in the file, counted from 1; they differ when quoted fields
    /// hold line breaks, or when a stray quote swallowed the rows between them.
    std::size_t line = 0;
    std::size_t lineLast = 0;
    /// As written, without the outer quotes; line breaks inside quotes are a single LF.
    std::vector<std::string> fields;
    /// A closing quote is followed by other text: the row cannot be trusted.
    bool quoteMisplaced = false;
};

struct CsvTable {
    TextEncoding encoding = TextEncoding::Utf8;
    char separator = ';';
    CsvRow header;
    /// Without rows in which every field is blank.
    std::vector<CsvRow> rows;
};

/// Reads a whole file.
///
/// The separator is the one of ; , tab that stands most often in the header outside quotes (the
/// earlier in this list when equal), or what a first line `sep=X` says. A quote opens a quoted
/// field only as a field's first character; elsewhere it is a character like others.
///
/// Problems: those of `decodeText`, Empty, QuoteOpen, RowTooLong, TooManyFields, TooManyRows.
/// Thread: any. Ownership: keeps nothing of `file`.
std::variant<CsvTable, FileProblem> readCsv(crypto::ByteView file);

}  // namespace voordeur::client::core::registers
