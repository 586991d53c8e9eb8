#include "client/core/registers/register_format.h"

#include "crypto/shared/utf8.h"

#include <algorithm>
#include <string>
#include <vector>

namespace voordeur::client::core::registers {

namespace {

constexpr std::array kFamilyCoaches = {
    ColumnRule{Column::CaseNumber, "dossiernummer", true},
    ColumnRule{Column::Surname, "achternaam", true},
    ColumnRule{Column::Prefix, "voorvoegsel", false},
    ColumnRule{Column::GivenName, "roepnaam", true},
    ColumnRule{Column::BirthDate, "geboortedatum", true},
    ColumnRule{Column::Bsn, "bsn", true},
    ColumnRule{Column::Postcode, "postcode", true},
    ColumnRule{Column::HouseNumber, "huisnummer", true},
    ColumnRule{Column::HouseAddition, "toevoeging", true},
    ColumnRule{Column::Street, "straat", false},
    ColumnRule{Column::Town, "woonplaats", false},
    ColumnRule{Column::District, "wijkcode", false},
    ColumnRule{Column::Role, "rol", true},
    ColumnRule{Column::Phone, "telefoon", false},
    ColumnRule{Column::LifeDomain, "leefgebieden", true},
    ColumnRule{Column::Lead, "regisseur", true},
    ColumnRule{Column::Start, "start", true},
    ColumnRule{Column::Note, "opmerking", false},
};

constexpr std::array kDebtHelp = {
    ColumnRule{Column::CaseNumber, "klantnummer", true},
    ColumnRule{Column::Surname, "naam", true},
    ColumnRule{Column::GivenName, "voorletters", false},
    ColumnRule{Column::BirthDate, "geboortedatum", true},
    ColumnRule{Column::Bsn, "bsn", true},
    ColumnRule{Column::Postcode, "postcode", true},
    ColumnRule{Column::HouseNumber, "huisnummer", true},
    ColumnRule{Column::HouseAddition, "toevoeging", true},
    ColumnRule{Column::LifeDomain, "leefgebied", true},
    ColumnRule{Column::Start, "start", true},
    ColumnRule{Column::End, "einde", false},
    ColumnRule{Column::ContactPerson, "contactpersoon", true},
    ColumnRule{Column::Phone, "telefoon", false},
};

constexpr std::array kYouthCare = {
    ColumnRule{Column::CaseNumber, "zaak", true},
    ColumnRule{Column::Surname, "naam", true},
    ColumnRule{Column::GivenName, "roepnaam", false},
    ColumnRule{Column::BirthDate, "geboortedatum", true},
    ColumnRule{Column::Bsn, "bsn", true},
    ColumnRule{Column::LifeDomain, "leefgebied", true},
    ColumnRule{Column::Start, "start", true},
    ColumnRule{Column::End, "einde", false},
    ColumnRule{Column::ContactPerson, "contactpersoon", true},
    ColumnRule{Column::Phone, "telefoon", false},
};

constexpr std::array kHousing = {
    ColumnRule{Column::CaseNumber, "contract", true},
    ColumnRule{Column::Surname, "huurder", true},
    ColumnRule{Column::BirthDate, "geboortedatum", true},
    ColumnRule{Column::Postcode, "postcode", true},
    ColumnRule{Column::HouseNumber, "huisnr", true},
    ColumnRule{Column::HouseAddition, "toev", true},
    ColumnRule{Column::Street, "straat", false},
    ColumnRule{Column::Trajectory, "traject", true},
    ColumnRule{Column::Start, "start", true},
    ColumnRule{Column::End, "einde", false},
    ColumnRule{Column::ContactPerson, "contact", true},
    ColumnRule{Column::Phone, "telefoon", false},
};

/// Headers under which a citizen number is known; the last two are its name until 2007.
constexpr std::array<std::string_view, 4> kBsnHeaders = {
    "bsn", "burgerservicenummer", "sofinummer", "sofi-nummer"};

std::string comparable(std::string_view header) {
    std::string text(crypto::withoutOuterBlanks(header));
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

std::optional<FileProblem> forbiddenColumn(RegisterKind kind,
                                           std::span<const std::string> headers,
                                           std::size_t line) {
    if (kind != RegisterKind::Housing) return std::nullopt;
    for (const std::string& header : headers) {
        if (std::find(kBsnHeaders.begin(), kBsnHeaders.end(), header) != kBsnHeaders.end()) {
            return FileProblem{FileFault::ColumnForbidden, line, {header}};
        }
    }
    return std::nullopt;
}

}  // namespace

std::string_view nameOf(RegisterKind kind) {
    switch (kind) {
        case RegisterKind::FamilyCoaches:
            return "gezinscoaches";
        case RegisterKind::DebtHelp:
            return "schuldhulp";
        case RegisterKind::YouthCare:
            return "jeugdhulp";
        case RegisterKind::Housing:
            return "woningcorporatie";
    }
    return {};
}

std::optional<RegisterKind> registerKindFromName(std::string_view name) {
    for (const RegisterKind kind : {RegisterKind::FamilyCoaches,
                                    RegisterKind::DebtHelp,
                                    RegisterKind::YouthCare,
                                    RegisterKind::Housing}) {
        if (nameOf(kind) == name) return kind;
    }
    return std::nullopt;
}

std::span<const ColumnRule> columnsOf(RegisterKind kind) {
    switch (kind) {
        case RegisterKind::FamilyCoaches:
            return kFamilyCoaches;
        case RegisterKind::DebtHelp:
            return kDebtHelp;
        case RegisterKind::YouthCare:
            return kYouthCare;
        case RegisterKind::Housing:
            return kHousing;
    }
    return {};
}

std::string_view ColumnMap::headerOf(Column column) const {
    for (const ColumnRule& rule : columnsOf(m_kind)) {
        if (rule.column == column) return rule.header;
    }
    return {};
}

std::variant<ColumnMap, FileProblem> mapColumns(RegisterKind kind, const CsvRow& header) {
    std::vector<std::string> headers;
    for (const std::string& field : header.fields)
        headers.push_back(comparable(field));
    if (auto problem = forbiddenColumn(kind, headers, header.line)) return std::move(*problem);

    ColumnMap map(kind);
    std::vector<std::string> missing;
    for (const ColumnRule& rule : columnsOf(kind)) {
        const auto first = std::find(headers.begin(), headers.end(), rule.header);
        if (first == headers.end()) {
            if (rule.required) missing.emplace_back(rule.header);
            continue;
        }
        if (std::find(first + 1, headers.end(), rule.header) != headers.end()) {
            return FileProblem{FileFault::ColumnTwice, header.line, {std::string(rule.header)}};
        }
        map.place(rule.column, static_cast<std::size_t>(first - headers.begin()));
    }
    if (!missing.empty()) return FileProblem{FileFault::ColumnMissing, header.line, missing};
    return map;
}

std::variant<OpenRegister, FileProblem> openRegister(RegisterKind kind, crypto::ByteView file) {
    auto table = readCsv(file);
    if (auto* problem = std::get_if<FileProblem>(&table)) return std::move(*problem);
    auto columns = mapColumns(kind, std::get<CsvTable>(table).header);
    if (auto* problem = std::get_if<FileProblem>(&columns)) return std::move(*problem);
    return OpenRegister{.table = std::get<CsvTable>(std::move(table)),
                        .columns = std::get<ColumnMap>(columns)};
}

}  // namespace voordeur::client::core::registers
