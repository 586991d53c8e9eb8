#include "client/core/registers/register_types.h"

#include <algorithm>

namespace voordeur::client::core::registers {

using crypto::IdentifierKind;

std::vector<Identifier> identifiersOf(const Person& person) {
    std::vector<Identifier> identifiers;
    if (person.bsn) identifiers.push_back({IdentifierKind::Bsn, *person.bsn});
    if (person.nameBirth) identifiers.push_back({IdentifierKind::NameBirth, *person.nameBirth});
    return identifiers;
}

ReadingRules defaultReadingRules(const crypto::Date& today) {
    return ReadingRules{.today = today,
                        .lifeDomains = {"werk",
                                        "inkomen en geld",
                                        "wonen",
                                        "opvoeden en opgroeien",
                                        "onderwijs",
                                        "veiligheid",
                                        "gezondheid",
                                        "sociaal netwerk",
                                        "meedoen"},
                        .housingDomain = "wonen"};
}

ReadingReport reportOn(const CsvTable& table) {
    ReadingReport report;
    report.encoding = table.encoding;
    report.separator = table.separator;
    report.counts.rows = table.rows.size();
    return report;
}

void finishReport(ReadingReport& report) {
    std::stable_sort(report.problems.begin(),
                     report.problems.end(),
                     [](const RowProblem& a, const RowProblem& b) { return a.line < b.line; });
}

}  // namespace voordeur::client::core::registers
