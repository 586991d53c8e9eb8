#include "client/core/registers/row_reader.h"

#include "crypto/base/limits.h"
#include "crypto/shared/identifiers.h"
#include "crypto/shared/utf8.h"

#include <utility>

namespace voordeur::client::core::registers {

using crypto::Date;
using crypto::Reason;
using crypto::Result;

namespace {

/// C0 and C1 controls, Unicode's line separators and the signs that turn the direction of text:
/// they can steer a terminal or make a name look like another.
bool isControl(char32_t point) {
    return point < 0x20 || (point >= 0x7F && point <= 0x9F) || point == 0x2028 || point == 0x2029 ||
           (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
}

bool isLineOrTab(char32_t point) {
    return point == '\n' || point == '\r' || point == '\t';
}

}  // namespace

RowReader::RowReader(const ColumnMap& columns, const CsvRow& row, const ReadingRules& rules)
    : m_columns(columns), m_row(row), m_rules(rules) {}

std::string_view RowReader::raw(Column column) const {
    const auto place = m_columns.placeOf(column);
    if (!place || *place >= m_row.fields.size()) return {};
    return crypto::withoutOuterBlanks(m_row.fields[*place]);
}

std::string RowReader::text(Column column) {
    return cleaned(column, crypto::limits::kTextBytesMax, /*keepsLines=*/false);
}

std::string RowReader::requiredText(Column column) {
    if (raw(column).empty()) refuse(column, Finding::MissingValue, Reason::InvalidArgument);
    return text(column);
}

std::string RowReader::note(Column column) {
    return cleaned(column, kNoteBytesMax, /*keepsLines=*/true);
}

std::string RowReader::cleaned(Column column, std::size_t bytesMax, bool keepsLines) {
    std::string_view rest = raw(column);
    if (rest.size() > bytesMax) {
        refuse(column, Finding::WrongValue, Reason::TextTooLong);
        return {};
    }
    std::string text;
    while (const auto point = crypto::takeCodePoint(rest)) {
        if (isLineOrTab(*point) && !keepsLines) {
            if (!text.ends_with(' ')) text.push_back(' ');
        } else if (isControl(*point) && !isLineOrTab(*point)) {
            refuse(column, Finding::WrongValue, Reason::Malformed);
            return {};
        } else {
            crypto::appendCodePoint(text, *point);
        }
    }
    return text;
}

std::optional<Date> RowReader::date(Column column) {
    const std::string_view written = raw(column);
    if (written.empty()) return std::nullopt;
    const Result<Date> date = crypto::dateFrom(written);
    if (date.ok()) return date.value();
    refuse(column, Finding::WrongValue, date.reason());
    return std::nullopt;
}

std::optional<Date> RowReader::birthDate() {
    const std::optional<Date> birth = date(Column::BirthDate);
    if (!birth || *birth <= m_rules.today) return birth;
    refuse(Column::BirthDate, Finding::WrongValue, Reason::DateInvalid);
    return std::nullopt;
}

std::optional<Date> RowReader::start() {
    const std::optional<Date> start = date(Column::Start);
    if (!start) return std::nullopt;
    if (crypto::dayNumber(*start) - crypto::dayNumber(m_rules.today) <= kStartAheadDaysMax) {
        return start;
    }
    refuse(Column::Start, Finding::WrongValue, Reason::DateInvalid);
    return std::nullopt;
}

std::optional<PostalAddress> RowReader::address() {
    const bool blank = raw(Column::Postcode).empty() && raw(Column::HouseNumber).empty() &&
                       raw(Column::HouseAddition).empty();
    if (blank) return std::nullopt;
    PostalAddress address{.street = text(Column::Street),
                          .town = text(Column::Town),
                          .postcode = {},
                          .houseNumber = {},
                          .houseAddition = {}};
    bool good = true;
    const auto take = [&](Column column, Result<std::string> form, std::string& to) {
        if (form.ok()) {
            to = std::move(form).value();
        } else {
            refuse(column, Finding::WrongValue, form.reason());
            good = false;
        }
    };
    take(Column::Postcode, crypto::postcodeForm(raw(Column::Postcode)), address.postcode);
    take(Column::HouseNumber,
         crypto::houseNumberForm(raw(Column::HouseNumber)),
         address.houseNumber);
    take(Column::HouseAddition,
         crypto::houseAdditionForm(raw(Column::HouseAddition)),
         address.houseAddition);
    if (!good) return std::nullopt;
    return address;
}

Person RowReader::person() {
    Person person;
    person.surname = requiredText(Column::Surname);
    person.prefix = text(Column::Prefix);
    person.givenName = text(Column::GivenName);
    person.birthDate = birthDate();
    if (!raw(Column::Bsn).empty()) {
        Result<std::string> bsn = crypto::bsnForm(raw(Column::Bsn));
        if (bsn.ok()) {
            person.bsn = std::move(bsn).value();
        } else {
            refuse(Column::Bsn, Finding::WrongValue, bsn.reason());
        }
    }
    if (person.surname.empty()) return person;
    const Result<std::string> name = crypto::surnameForm(person.surname);
    m_nameUnreadable = !name.ok();
    if (name.ok() && person.birthDate) {
        person.nameBirth = crypto::nameBirthForm(person.surname, *person.birthDate).value();
    }
    return person;
}

void RowReader::refuseRow(Finding finding, Reason reason) {
    m_refused = true;
    add({}, finding, reason, Severity::Refused);
}

void RowReader::refuse(Column column, Finding finding, Reason reason) {
    m_refused = true;
    add(m_columns.headerOf(column), finding, reason, Severity::Refused);
}

void RowReader::skip(Column column, Finding finding, Reason reason) {
    add(m_columns.headerOf(column), finding, reason, Severity::Skipped);
}

void RowReader::notice(Column column, Finding finding, Reason reason) {
    add(m_columns.headerOf(column), finding, reason, Severity::Notice);
}

void RowReader::add(std::string_view header, Finding finding, Reason reason, Severity severity) {
    m_problems.push_back(RowProblem{.line = m_row.line,
                                    .column = std::string(header),
                                    .reason = reason,
                                    .severity = severity,
                                    .finding = finding,
                                    .caseNumber = {},
                                    .otherCaseNumber = {},
                                    .otherLine = 0});
}

std::vector<RowProblem> RowReader::takeProblems(const std::string& caseNumber) {
    for (RowProblem& problem : m_problems)
        problem.caseNumber = caseNumber;
    return std::move(m_problems);
}

std::optional<RowProblem> brokenRow(const CsvRow& row, std::size_t fieldsExpected) {
    if (!row.quoteMisplaced && row.fields.size() == fieldsExpected) return std::nullopt;
    return RowProblem{
        .line = row.line,
        .column = {},
        .reason = Reason::Malformed,
        .severity = Severity::Refused,
        .finding = row.quoteMisplaced ? Finding::QuoteMisplaced : Finding::WrongFieldCount,
        .caseNumber = {},
        .otherCaseNumber = {},
        .otherLine = row.lineLast};
}

std::string inLowerAscii(std::string_view text) {
    std::string lower(text);
    for (char& c : lower) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return lower;
}

std::optional<std::string> lifeDomainOf(const ReadingRules& rules, std::string_view name) {
    const std::string wanted = inLowerAscii(crypto::withoutOuterBlanks(name));
    if (wanted.empty()) return std::nullopt;
    for (const std::string& label : rules.lifeDomains) {
        if (inLowerAscii(crypto::withoutOuterBlanks(label)) == wanted) return label;
    }
    return std::nullopt;
}

}  // namespace voordeur::client::core::registers
