#include "client/core/registers/register_format.h"

#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace voordeur::client::core::registers {
namespace {

constexpr std::array kKinds = {RegisterKind::FamilyCoaches,
                               RegisterKind::DebtHelp,
                               RegisterKind::YouthCare,
                               RegisterKind::Housing};

CsvRow headerOf(std::vector<std::string> fields) {
    return CsvRow{.line = 1, .lineLast = 1, .fields = std::move(fields), .quoteMisplaced = false};
}

std::vector<std::string> allHeaders(RegisterKind kind) {
    std::vector<std::string> headers;
    for (const ColumnRule& rule : columnsOf(kind))
        headers.emplace_back(rule.header);
    return headers;
}

FileProblem problemOf(RegisterKind kind, std::vector<std::string> fields) {
    auto mapped = mapColumns(kind, headerOf(std::move(fields)));
    EXPECT_TRUE(std::holds_alternative<FileProblem>(mapped));
    return std::holds_alternative<FileProblem>(mapped) ? std::get<FileProblem>(mapped)
                                                       : FileProblem{};
}

TEST(RegisterFormatTest, NamesOfKindsReadBack) {
    for (const RegisterKind kind : kKinds)
        EXPECT_EQ(registerKindFromName(nameOf(kind)), kind);
    EXPECT_EQ(registerKindFromName("onderwijs"), std::nullopt);
    EXPECT_EQ(registerKindFromName(""), std::nullopt);
}

TEST(RegisterFormatTest, ColumnsAreFoundInAnyOrderWithForeignOnesBetween) {
    const auto mapped = mapColumns(RegisterKind::YouthCare,
                                   headerOf({" START ",
                                             "extra",
                                             "Zaak",
                                             "naam",
                                             "extra",
                                             "geboortedatum",
                                             "BSN\t",
                                             "leefgebied",
                                             "contactpersoon"}));
    ASSERT_TRUE(std::holds_alternative<ColumnMap>(mapped));
    const auto& map = std::get<ColumnMap>(mapped);
    EXPECT_EQ(map.placeOf(Column::Start), 0U);
    EXPECT_EQ(map.placeOf(Column::CaseNumber), 2U);
    EXPECT_EQ(map.placeOf(Column::Bsn), 6U);
    EXPECT_EQ(map.placeOf(Column::End), std::nullopt) << "may be missing";
    EXPECT_EQ(map.placeOf(Column::Postcode), std::nullopt) << "youth care has none";
    EXPECT_EQ(map.headerOf(Column::CaseNumber), "zaak");
    EXPECT_EQ(map.headerOf(Column::Postcode), "");
}

TEST(RegisterFormatTest, EveryRequiredColumnIsMissedByName) {
    for (const RegisterKind kind : kKinds) {
        for (const ColumnRule& rule : columnsOf(kind)) {
            std::vector<std::string> headers = allHeaders(kind);
            std::erase(headers, rule.header);
            const auto mapped = mapColumns(kind, headerOf(headers));
            ASSERT_EQ(std::holds_alternative<FileProblem>(mapped), rule.required) << rule.header;
            if (!rule.required) continue;
            EXPECT_EQ(std::get<FileProblem>(mapped),
                      (FileProblem{FileFault::ColumnMissing, 1, {std::string(rule.header)}}));
        }
    }
}

TEST(RegisterFormatTest, AllMissingColumnsAreNamedAtOnce) {
    EXPECT_EQ(problemOf(RegisterKind::YouthCare, {"zaak", "naam", "bsn", "start"}),
              (FileProblem{
                  FileFault::ColumnMissing, 1, {"geboortedatum", "leefgebied", "contactpersoon"}}));
}

TEST(RegisterFormatTest, EveryKnownColumnMayStandOnce) {
    for (const RegisterKind kind : kKinds) {
        for (const ColumnRule& rule : columnsOf(kind)) {
            std::vector<std::string> headers = allHeaders(kind);
            headers.push_back(" " + std::string(rule.header));
            EXPECT_EQ(problemOf(kind, headers),
                      (FileProblem{FileFault::ColumnTwice, 1, {std::string(rule.header)}}));
        }
    }
}

TEST(RegisterFormatTest, HousingWithCitizenNumbersIsRefusedWhole) {
    for (const std::string header :
         {"bsn", "BSN", " Burgerservicenummer ", "sofinummer", "Sofi-nummer"}) {
        std::vector<std::string> headers = allHeaders(RegisterKind::Housing);
        headers.push_back(header);
        const FileProblem problem = problemOf(RegisterKind::Housing, headers);
        EXPECT_EQ(problem.fault, FileFault::ColumnForbidden) << header;
        EXPECT_EQ(problem.columns.size(), 1U);
        EXPECT_EQ(reasonOf(problem.fault), crypto::Reason::KindForbidden);
    }
    // Even when other columns are wrong: this is said first.
    EXPECT_EQ(problemOf(RegisterKind::Housing, {"bsn"}).fault, FileFault::ColumnForbidden);
}

TEST(RegisterFormatTest, HousingHasNoColumnForCitizenNumbers) {
    for (const ColumnRule& rule : columnsOf(RegisterKind::Housing)) {
        EXPECT_NE(rule.column, Column::Bsn);
    }
}

TEST(RegisterFormatTest, NoColumnOfAKindHasTwoHeadersOrMeanings) {
    for (const RegisterKind kind : kKinds) {
        std::set<std::string_view> headers;
        std::set<Column> columns;
        for (const ColumnRule& rule : columnsOf(kind)) {
            EXPECT_TRUE(headers.insert(rule.header).second) << rule.header;
            EXPECT_TRUE(columns.insert(rule.column).second) << rule.header;
        }
    }
}

TEST(RegisterFormatTest, ProblemsOfTheFileComeThrough) {
    const auto opened = openRegister(RegisterKind::YouthCare, crypto::viewOf("zaak;naam\n\"x"));
    ASSERT_TRUE(std::holds_alternative<FileProblem>(opened));
    EXPECT_EQ(std::get<FileProblem>(opened).fault, FileFault::QuoteOpen);
}

}  // namespace
}  // namespace voordeur::client::core::registers
