#include "client/core/registers/coach_register.h"
#include "client/core/registers/involvement_register.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <iterator>
#include <set>
#include <sstream>
#include <string>

// The four exports of tests/data/registers against expected.json, which was derived without this
// project's code ("about" in that file).
namespace voordeur::client::core::registers {
namespace {

using nlohmann::json;

std::string bytesOf(const std::string& name) {
    std::ifstream file("tests/data/registers/" + name, std::ios::binary);
    EXPECT_TRUE(file.good()) << name;
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

const json& expected() {
    static const json kExpected = json::parse(bytesOf("expected.json"));
    return kExpected;
}

ReadingRules rules() {
    return defaultReadingRules(crypto::dateFrom(expected().at("today").get<std::string>()).value());
}

json asJson(const std::vector<Identifier>& identifiers) {
    json forms = json::array();
    for (const Identifier& identifier : identifiers)
        forms.push_back(identifier.form);
    return forms;
}

json asJson(const RowProblem& problem) {
    return json::array({problem.line,
                        problem.column,
                        std::string(crypto::nameOf(problem.reason)),
                        std::string(nameOf(problem.severity)),
                        std::string(nameOf(problem.finding)),
                        problem.caseNumber,
                        problem.otherCaseNumber,
                        problem.otherLine});
}

std::string nameOfEncoding(TextEncoding encoding) {
    switch (encoding) {
        case TextEncoding::Utf8:
            return "utf-8";
        case TextEncoding::Utf8WithMark:
            return "utf-8 with mark";
        case TextEncoding::Windows1252:
            return "windows-1252";
    }
    return {};
}

void expectReport(const ReadingReport& report, const json& wanted) {
    EXPECT_FALSE(report.fileProblem.has_value());
    EXPECT_EQ(nameOfEncoding(report.encoding), wanted.at("encoding").get<std::string>());
    EXPECT_EQ(std::string(1, report.separator), wanted.at("separator").get<std::string>());
    const json counts = {{"rows", report.counts.rows},
                         {"imported", report.counts.imported},
                         {"refused", report.counts.refused},
                         {"skipped", report.counts.skipped},
                         {"repeated", report.counts.repeated}};
    EXPECT_EQ(counts, wanted.at("counts"));
    const json& problems = wanted.at("problems");
    ASSERT_EQ(report.problems.size(), problems.size());
    for (std::size_t i = 0; i < problems.size(); ++i) {
        EXPECT_EQ(asJson(report.problems[i]), problems.at(i));
    }
}

class RealInvolvementsTest : public ::testing::TestWithParam<RegisterKind> {};

TEST_P(RealInvolvementsTest, EveryRowIsWhatTheIndependentReadingSays) {
    const std::string name(nameOf(GetParam()));
    const std::string file = bytesOf(name + ".csv");
    const InvolvementRegister read = readInvolvements(GetParam(), crypto::viewOf(file), rules());
    const json& wanted = expected().at(name);
    expectReport(read.report, wanted);
    const json& rows = wanted.at("involvements");
    ASSERT_EQ(read.rows.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const json row = {{"line", read.rows[i].line},
                          {"caseNumber", read.rows[i].caseNumber},
                          {"start", read.rows[i].start.iso()},
                          {"lifeDomain", read.rows[i].lifeDomain},
                          {"identifiers", asJson(read.rows[i].identifiers)}};
        EXPECT_EQ(row, rows.at(i));
    }
}

INSTANTIATE_TEST_SUITE_P(Registers,
                         RealInvolvementsTest,
                         ::testing::Values(RegisterKind::DebtHelp,
                                           RegisterKind::YouthCare,
                                           RegisterKind::Housing),
                         [](const auto& kind) { return std::string(nameOf(kind.param)); });

TEST(RealRegistersTest, CoachesGiveEveryHousehold) {
    const std::string file = bytesOf("gezinscoaches.csv");
    const CoachRegister read = readCoachRegister(crypto::viewOf(file), rules());
    const json& wanted = expected().at("gezinscoaches");
    expectReport(read.report, wanted);
    const json& households = wanted.at("households");
    ASSERT_EQ(read.households.size(), households.size());
    for (std::size_t i = 0; i < households.size(); ++i) {
        const CoachHousehold& household = read.households[i];
        const json one = {{"dossierNumber", household.dossierNumber},
                          {"start", household.start.iso()},
                          {"leadName", household.leadName},
                          {"lifeDomains", household.lifeDomains},
                          {"lines", household.lines},
                          {"identifiers", asJson(identifiersOf(household))}};
        EXPECT_EQ(one, households.at(i));
    }
}

TEST(RealRegistersTest, QuotedLineBreaksStayInTheNotes) {
    const std::string file = bytesOf("gezinscoaches.csv");
    const CoachRegister read = readCoachRegister(crypto::viewOf(file), rules());
    std::size_t broken = 0;
    std::size_t canaries = 0;
    for (const CoachHousehold& household : read.households) {
        if (household.note.ends_with("Afspraak bij huisarts gemist;\nnieuwe afspraak maken.")) {
            ++broken;
        }
        if (household.note.starts_with("KANARIE-")) ++canaries;
    }
    EXPECT_EQ(broken, 44U) << "grep -c '^nieuwe afspraak maken' gives the same";
    EXPECT_EQ(canaries, 5U) << "grep -c KANARIE gives the same";
}

TEST(RealRegistersTest, AgenciesMeetTheHouseholdsTheyShare) {
    // Counted from expected.json by whoever shares a form with a household, whatever the kind.
    const std::string coaches = bytesOf("gezinscoaches.csv");
    std::set<std::string> known;
    for (const auto& household : readCoachRegister(crypto::viewOf(coaches), rules()).households) {
        for (const Identifier& identifier : identifiersOf(household))
            known.insert(identifier.form);
    }
    std::set<std::string> wantedKnown;
    for (const json& household : expected().at("gezinscoaches").at("households")) {
        for (const json& form : household.at("identifiers"))
            wantedKnown.insert(form);
    }
    EXPECT_EQ(known, wantedKnown);
    for (const RegisterKind kind :
         {RegisterKind::DebtHelp, RegisterKind::YouthCare, RegisterKind::Housing}) {
        const std::string name(nameOf(kind));
        const std::string file = bytesOf(name + ".csv");
        std::size_t met = 0;
        for (const auto& row : readInvolvements(kind, crypto::viewOf(file), rules()).rows) {
            for (const Identifier& identifier : row.identifiers) {
                if (!known.contains(identifier.form)) continue;
                ++met;
                break;
            }
        }
        EXPECT_EQ(met, expected().at(name).at("meetHousehold").get<std::size_t>()) << name;
    }
}

}  // namespace
}  // namespace voordeur::client::core::registers
