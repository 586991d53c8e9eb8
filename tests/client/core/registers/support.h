#pragma once

#include "client/core/registers/coach_register.h"
#include "client/core/registers/involvement_register.h"

#include <string>
#include <string_view>
#include <vector>

namespace voordeur::client::core::registers::testing {

/// The day of import in all tests with crafted input.
inline constexpr crypto::Date kToday{2026, 6, 15};

inline constexpr std::string_view kCoachHeader =
    "dossiernummer;achternaam;voorvoegsel;roepnaam;geboortedatum;bsn;postcode;huisnummer;"
    "toevoeging;straat;woonplaats;wijkcode;rol;telefoon;leefgebieden;regisseur;start;opmerking\n";
inline constexpr std::string_view kDebtHeader =
    "klantnummer;naam;voorletters;geboortedatum;bsn;postcode;huisnummer;toevoeging;leefgebied;"
    "start;einde;contactpersoon;telefoon\n";
inline constexpr std::string_view kYouthHeader =
    "zaak,naam,roepnaam,geboortedatum,bsn,leefgebied,start,einde,contactpersoon,telefoon\n";
inline constexpr std::string_view kHousingHeader =
    "contract;huurder;geboortedatum;postcode;huisnr;toev;straat;achterstand;traject;start;contact;"
    "telefoon\n";

/// Header and rows as one file, each row ended by a line feed.
inline std::string fileOf(std::string_view header, const std::vector<std::string>& rows) {
    std::string file(header);
    for (const std::string& row : rows)
        file += row + "\n";
    return file;
}

inline CoachRegister readCoaches(const std::vector<std::string>& rows) {
    const std::string file = fileOf(kCoachHeader, rows);
    return readCoachRegister(crypto::viewOf(file), defaultReadingRules(kToday));
}

inline InvolvementRegister readRows(RegisterKind kind,
                                    std::string_view header,
                                    const std::vector<std::string>& rows) {
    const std::string file = fileOf(header, rows);
    return readInvolvements(kind, crypto::viewOf(file), defaultReadingRules(kToday));
}

inline InvolvementRegister readDebt(const std::vector<std::string>& rows) {
    return readRows(RegisterKind::DebtHelp, kDebtHeader, rows);
}

inline InvolvementRegister readHousing(const std::vector<std::string>& rows) {
    return readRows(RegisterKind::Housing, kHousingHeader, rows);
}

/// "line column reason severity finding", one text a problem, for comparing whole reports.
inline std::string shortOf(const RowProblem& problem) {
    return std::to_string(problem.line) + " " + problem.column + " " +
           std::string(crypto::nameOf(problem.reason)) + " " +
           std::string(nameOf(problem.severity)) + " " + std::string(nameOf(problem.finding));
}

inline std::vector<std::string> shortsOf(const ReadingReport& report) {
    std::vector<std::string> texts;
    for (const RowProblem& problem : report.problems)
        texts.push_back(shortOf(problem));
    return texts;
}

}  // namespace voordeur::client::core::registers::testing
