#include "client/core/registers/involvement_register.h"

#include "client/core/registers/row_reader.h"
#include "crypto/base/check.h"

#include <unordered_map>
#include <utility>

namespace voordeur::client::core::registers {

using crypto::Date;
using crypto::IdentifierKind;
using crypto::Reason;

namespace {

/// What became of one row, before it is compared with the others.
struct ReadRow {
    InvolvementRow row;
    Severity outcome = Severity::Notice;
    std::vector<RowProblem> problems;
};

/// Start and end. False when the help is over, so that the rest of the row does not matter.
bool readPeriod(RowReader& reader, const ReadingRules& rules, InvolvementRow& row) {
    const std::optional<Date> start = reader.start();
    row.end = reader.date(Column::End);
    if (start && row.end && *row.end < *start) {
        reader.refuse(Column::End, Finding::WrongValue, Reason::DateOrderWrong);
    } else if (start && row.end && *row.end < rules.today) {
        reader.skip(Column::End, Finding::Ended, Reason::InvolvementNotActive);
        return false;
    }
    if (start) {
        row.start = *start;
    } else if (reader.raw(Column::Start).empty()) {
        reader.refuse(Column::Start, Finding::MissingValue, Reason::InvalidArgument);
    }
    return true;
}

void readLifeDomain(RegisterKind kind,
                    RowReader& reader,
                    const ReadingRules& rules,
                    InvolvementRow& row) {
    const bool housing = kind == RegisterKind::Housing;
    const Column column = housing ? Column::Trajectory : Column::LifeDomain;
    const std::string_view written = housing ? rules.housingDomain : reader.raw(column);
    if (written.empty()) {
        reader.refuse(column, Finding::MissingValue, Reason::InvalidArgument);
    } else if (auto domain = lifeDomainOf(rules, written)) {
        row.lifeDomain = std::move(*domain);
    } else {
        reader.refuse(column, Finding::WrongValue, Reason::LifeDomainUnknown);
    }
}

/// Who it is about, and what they can be found by.
void readWho(RowReader& reader, InvolvementRow& row) {
    row.person = reader.person();
    row.address = reader.address();
    row.identifiers = identifiersOf(row.person);
    if (row.address) row.identifiers.push_back({IdentifierKind::Address, row.address->form()});
    if (reader.nameUnreadable()) {
        if (row.identifiers.empty()) {
            reader.refuse(Column::Surname, Finding::WrongValue, Reason::NameInvalid);
        } else {
            reader.notice(Column::Surname, Finding::NameUnreadable, Reason::NameInvalid);
        }
    }
    if (row.identifiers.empty() && !reader.refused()) {
        reader.refuseRow(Finding::NothingToIdentify, Reason::InvalidArgument);
    }
}

ReadRow readRow(RegisterKind kind, RowReader& reader, const ReadingRules& rules) {
    ReadRow read;
    read.row.line = reader.line();
    read.row.caseNumber = reader.text(Column::CaseNumber);
    const auto finished = [&](Severity outcome) {
        read.outcome = reader.refused() ? Severity::Refused : outcome;
        read.problems = reader.takeProblems(read.row.caseNumber);
        return std::move(read);
    };
    if (kind == RegisterKind::Housing && reader.raw(Column::Trajectory).empty()) {
        reader.skip(Column::Trajectory, Finding::OnlyArrears, Reason::InvolvementNotActive);
        return finished(Severity::Skipped);
    }
    if (!readPeriod(reader, rules, read.row)) return finished(Severity::Skipped);
    if (reader.raw(Column::CaseNumber).empty()) {
        reader.refuse(Column::CaseNumber, Finding::MissingValue, Reason::InvalidArgument);
    }
    readLifeDomain(kind, reader, rules, read.row);
    readWho(reader, read.row);
    read.row.contactPerson = reader.text(Column::ContactPerson);
    read.row.phone = reader.text(Column::Phone);
    const std::optional<Date>& birth = read.row.person.birthDate;
    if (!reader.refused() && birth && read.row.start < *birth) {
        reader.notice(Column::BirthDate, Finding::BornAfterStart, Reason::DateOrderWrong);
    }
    return finished(Severity::Notice);
}

/// Equal for rows that say the same; never equal for two persons with different citizen numbers.
std::string sameness(const InvolvementRow& row) {
    const Person& person = row.person;
    std::string who;
    if (person.bsn) {
        who = "bsn:" + *person.bsn;
    } else if (person.nameBirth) {
        who = "name-birth:" + *person.nameBirth;
    } else {
        // A name with a lost letter, or no birth date: only the same writing counts as the same.
        who = "written:" + inLowerAscii(person.surname) + '\n' + inLowerAscii(person.givenName) +
              '\n' + (person.birthDate ? person.birthDate->iso() : std::string());
    }
    const std::string where = row.address ? row.address->form() : std::string();
    return who + '\n' + where + '\n' + row.lifeDomain + '\n' + row.start.iso();
}

/// The rows taken so far and where each is.
class Collector {
public:
    explicit Collector(InvolvementRegister& to) : m_to(to) {}

    void take(ReadRow read) {
        RegisterCounts& counts = m_to.report.counts;
        append(std::move(read.problems));
        switch (read.outcome) {
            case Severity::Refused:
                ++counts.refused;
                return;
            case Severity::Skipped:
                ++counts.skipped;
                return;
            case Severity::Notice:
                break;
        }
        const auto [known, isNew] = m_known.try_emplace(sameness(read.row), m_to.rows.size());
        if (isNew) {
            ++counts.imported;
            m_to.rows.push_back(std::move(read.row));
        } else {
            ++counts.repeated;
            merge(m_to.rows[known->second], read.row);
        }
    }

    void append(std::vector<RowProblem> problems) {
        for (RowProblem& problem : problems)
            m_to.report.problems.push_back(std::move(problem));
    }

private:
    void merge(InvolvementRow& first, const InvolvementRow& again) {
        if (!again.end || (first.end && *first.end < *again.end)) first.end = again.end;
        first.repeatedIn.push_back(again.caseNumber);
        m_to.report.problems.push_back(RowProblem{.line = again.line,
                                                  .column = {},
                                                  .reason = Reason::AlreadyExists,
                                                  .severity = Severity::Notice,
                                                  .finding = Finding::Repeated,
                                                  .caseNumber = again.caseNumber,
                                                  .otherCaseNumber = first.caseNumber,
                                                  .otherLine = first.line});
    }

    InvolvementRegister& m_to;
    std::unordered_map<std::string, std::size_t> m_known;
};

}  // namespace

InvolvementRegister readInvolvements(RegisterKind kind,
                                     crypto::ByteView file,
                                     const ReadingRules& rules) {
    VD_CHECK(kind != RegisterKind::FamilyCoaches);
    InvolvementRegister result;
    result.kind = kind;
    auto opened = openRegister(kind, file);
    if (auto* problem = std::get_if<FileProblem>(&opened)) {
        result.report.fileProblem = std::move(*problem);
        return result;
    }
    const OpenRegister& source = std::get<OpenRegister>(opened);
    result.report = reportOn(source.table);
    Collector collector(result);
    for (const CsvRow& row : source.table.rows) {
        if (auto broken = brokenRow(row, source.table.header.fields.size())) {
            ++result.report.counts.refused;
            collector.append({std::move(*broken)});
            continue;
        }
        RowReader reader(source.columns, row, rules);
        collector.take(readRow(kind, reader, rules));
    }
    finishReport(result.report);
    return result;
}

}  // namespace voordeur::client::core::registers
