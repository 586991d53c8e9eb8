#include "client/core/registers/coach_row.h"

#include "crypto/shared/utf8.h"

#include <algorithm>
#include <utility>

namespace voordeur::client::core::registers {

using crypto::Reason;

namespace {

/// A CBS district code: WK, four digits of the municipality, two digits or capitals.
bool isDistrict(std::string_view code) {
    const auto isDigit = [](char c) { return c >= '0' && c <= '9'; };
    const auto isCapital = [](char c) { return c >= 'A' && c <= 'Z'; };
    if (code.size() != 8 || code.substr(0, 2) != "WK") return false;
    const std::string_view town = code.substr(2, 4);
    const std::string_view district = code.substr(6);
    return std::all_of(town.begin(), town.end(), isDigit) &&
           std::all_of(district.begin(), district.end(), [&](char c) {
               return isDigit(c) || isCapital(c);
           });
}

std::string readDistrict(RowReader& reader) {
    const std::string_view code = reader.raw(Column::District);
    if (code.empty()) return {};
    if (isDistrict(code)) return std::string(code);
    reader.notice(Column::District, Finding::DistrictLeftOut, Reason::InvalidArgument);
    return {};
}

/// Labels between commas or semicolons; unknown ones are left out with one notice for the row.
std::vector<std::string> readLifeDomains(RowReader& reader, const ReadingRules& rules) {
    std::vector<std::string> domains;
    bool leftOut = false;
    std::string_view rest = reader.raw(Column::LifeDomain);
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find_first_of(",;"), rest.size());
        const std::string_view name = crypto::withoutOuterBlanks(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        if (name.empty()) continue;
        auto domain = lifeDomainOf(rules, name);
        if (!domain) {
            leftOut = true;
        } else if (std::find(domains.begin(), domains.end(), *domain) == domains.end()) {
            domains.push_back(std::move(*domain));
        }
    }
    if (leftOut) {
        reader.notice(Column::LifeDomain, Finding::DomainLeftOut, Reason::LifeDomainUnknown);
    }
    return domains;
}

}  // namespace

CoachRow readCoachRow(RowReader& reader, const ReadingRules& rules) {
    CoachRow row;
    row.line = reader.line();
    row.dossierNumber = reader.requiredText(Column::CaseNumber);
    row.member.line = reader.line();
    row.member.person = reader.person();
    row.member.role = reader.text(Column::Role);
    row.member.phone = reader.text(Column::Phone);
    row.address = reader.address();
    row.start = reader.start();
    row.district = readDistrict(reader);
    row.leadName = reader.text(Column::Lead);
    row.note = reader.note(Column::Note);
    row.lifeDomains = readLifeDomains(reader, rules);
    if (reader.nameUnreadable()) {
        reader.notice(Column::Surname, Finding::NameUnreadable, Reason::NameInvalid);
    }
    row.refused = reader.refused();
    row.problems = reader.takeProblems(row.dossierNumber);
    return row;
}

}  // namespace voordeur::client::core::registers
