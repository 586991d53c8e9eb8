#include "client/core/registers/csv.h"

#include "crypto/shared/utf8.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace voordeur::client::core::registers {

namespace {

constexpr std::array<char, 3> kSeparators = {';', ',', '\t'};

bool isBlankRow(const CsvRow& row) {
    return std::all_of(row.fields.begin(), row.fields.end(), [](const std::string& field) {
        return crypto::withoutOuterBlanks(field).empty();
    });
}

/// Walks decoded text row by row, counting lines. Thread: one at a time; borrows the text.
class Parser {
public:
    Parser(std::string_view text, char separator, std::size_t line)
        : m_text(text), m_separator(separator), m_line(line) {}

    [[nodiscard]] bool atEnd() const { return m_at == m_text.size(); }

    /// Reads one row, blank or not; a problem stops the file.
    std::optional<FileProblem> readRow(CsvRow& row) {
        m_rowStart = m_at;
        row.line = m_line;
        while (true) {
            if (row.fields.size() == kFieldsPerRowMax) {
                return FileProblem{FileFault::TooManyFields, row.line, {}};
            }
            if (auto problem = readField(row)) return problem;
            if (atEnd() || m_text[m_at] != m_separator) break;
            ++m_at;
        }
        row.lineLast = m_line;
        if (!atEnd()) takeLineEnd();
        return std::nullopt;
    }

private:
    [[nodiscard]] bool atLineEnd() const { return m_text[m_at] == '\n' || m_text[m_at] == '\r'; }
    [[nodiscard]] bool rowTooLong() const { return m_at - m_rowStart > kRowBytesMax; }

    /// CR LF, LF and a lone CR each end one line.
    void takeLineEnd() {
        const bool crlf = m_text.substr(m_at, 2) == "\r\n";
        m_at += crlf ? 2 : 1;
        ++m_line;
    }

    std::optional<FileProblem> readField(CsvRow& row) {
        std::string field;
        if (!atEnd() && m_text[m_at] == '"') {
            if (auto problem = readQuoted(field)) return problem;
            const bool ends = atEnd() || atLineEnd() || m_text[m_at] == m_separator;
            if (!ends) row.quoteMisplaced = true;
        }
        while (!atEnd() && !atLineEnd() && m_text[m_at] != m_separator) {
            if (rowTooLong()) return FileProblem{FileFault::RowTooLong, row.line, {}};
            field.push_back(m_text[m_at++]);
        }
        row.fields.push_back(std::move(field));
        return std::nullopt;
    }

    std::optional<FileProblem> readQuoted(std::string& field) {
        const std::size_t opened = m_line;
        ++m_at;
        while (!atEnd()) {
            // So long a quoted field is nearly always a quote that somebody forgot to close.
            if (rowTooLong()) break;
            if (m_text[m_at] == '"') {
                ++m_at;
                if (atEnd() || m_text[m_at] != '"') return std::nullopt;
            } else if (atLineEnd()) {
                takeLineEnd();
                field.push_back('\n');
                continue;
            }
            field.push_back(m_text[m_at++]);
        }
        return FileProblem{FileFault::QuoteOpen, opened, {}};
    }

    std::string_view m_text;
    char m_separator;
    std::size_t m_at = 0;
    std::size_t m_line;
    std::size_t m_rowStart = 0;
};

/// The first line that is not blank, which is the header's first.
std::string_view headerLineOf(std::string_view text) {
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
        const std::string_view line = text.substr(0, end);
        if (!crypto::withoutOuterBlanks(line).empty()) return line;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return {};
}

char separatorOf(std::string_view header) {
    std::array<std::size_t, kSeparators.size()> counts{};
    bool quoted = false;
    for (const char c : header.substr(0, kRowBytesMax)) {
        if (c == '"') quoted = !quoted;
        for (std::size_t i = 0; !quoted && i < kSeparators.size(); ++i) {
            if (c == kSeparators[i]) ++counts[i];
        }
    }
    const auto most = std::max_element(counts.begin(), counts.end());
    return kSeparators[static_cast<std::size_t>(most - counts.begin())];
}

/// Spreadsheets may put `sep=;` above the header. Takes that line off and returns its character.
std::optional<char> takeSeparatorLine(std::string_view& text) {
    if (text.size() < 5 || text.substr(0, 4) != "sep=") return std::nullopt;
    const char separator = text[4];
    if (std::find(kSeparators.begin(), kSeparators.end(), separator) == kSeparators.end()) {
        return std::nullopt;
    }
    const std::string_view rest = text.substr(5);
    if (rest.empty() || (rest.front() != '\n' && rest.front() != '\r')) return std::nullopt;
    text = rest.substr(rest.substr(0, 2) == "\r\n" ? 2 : 1);
    return separator;
}

}  // namespace

std::variant<CsvTable, FileProblem> readCsv(crypto::ByteView file) {
    auto decoded = decodeText(file);
    if (auto* problem = std::get_if<FileProblem>(&decoded)) return std::move(*problem);
    const DecodedText& source = std::get<DecodedText>(decoded);

    CsvTable table;
    table.encoding = source.encoding;
    std::string_view text = source.text;
    const std::optional<char> announced = takeSeparatorLine(text);
    table.separator = announced ? *announced : separatorOf(headerLineOf(text));

    Parser parser(text, table.separator, announced ? 2 : 1);
    bool headerRead = false;
    std::size_t cells = 0;
    while (!parser.atEnd()) {
        CsvRow row;
        if (auto problem = parser.readRow(row)) return std::move(*problem);
        if (isBlankRow(row)) continue;
        if (!headerRead) {
            table.header = std::move(row);
            headerRead = true;
            continue;
        }
        cells += row.fields.size();
        if (table.rows.size() == kRowsMax || cells > kCellsMax) {
            return FileProblem{FileFault::TooManyRows, row.line, {}};
        }
        table.rows.push_back(std::move(row));
    }
    if (!headerRead) return FileProblem{FileFault::Empty, 0, {}};
    return table;
}

}  // namespace voordeur::client::core::registers
