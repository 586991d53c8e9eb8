#include "client/core/registers/coach_register.h"

#include "client/core/registers/coach_row.h"
#include "client/core/registers/household_grouping.h"
#include "client/core/registers/register_format.h"

#include <algorithm>
#include <utility>

namespace voordeur::client::core::registers {

std::vector<Identifier> identifiersOf(const CoachHousehold& household) {
    std::vector<Identifier> identifiers;
    const auto add = [&](Identifier identifier) {
        if (std::find(identifiers.begin(), identifiers.end(), identifier) == identifiers.end()) {
            identifiers.push_back(std::move(identifier));
        }
    };
    for (const HouseholdMember& member : household.members) {
        for (Identifier& identifier : identifiersOf(member.person))
            add(std::move(identifier));
    }
    if (household.address) add({crypto::IdentifierKind::Address, household.address->form()});
    return identifiers;
}

CoachRegister readCoachRegister(crypto::ByteView file, const ReadingRules& rules) {
    CoachRegister result;
    auto opened = openRegister(RegisterKind::FamilyCoaches, file);
    if (auto* problem = std::get_if<FileProblem>(&opened)) {
        result.report.fileProblem = std::move(*problem);
        return result;
    }
    const OpenRegister& source = std::get<OpenRegister>(opened);
    result.report = reportOn(source.table);
    std::vector<CoachRow> rows;
    for (const CsvRow& row : source.table.rows) {
        if (auto broken = brokenRow(row, source.table.header.fields.size())) {
            ++result.report.counts.refused;
            result.report.problems.push_back(std::move(*broken));
            continue;
        }
        RowReader reader(source.columns, row, rules);
        rows.push_back(readCoachRow(reader, rules));
        CoachRow& read = rows.back();
        if (read.refused) ++result.report.counts.refused;
        for (RowProblem& problem : read.problems) {
            result.report.problems.push_back(std::move(problem));
        }
    }
    result.households = groupHouseholds(rows, rules, result.report);
    finishReport(result.report);
    return result;
}

}  // namespace voordeur::client::core::registers
