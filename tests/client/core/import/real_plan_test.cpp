#include "client/core/import/import_plan.h"
#include "client/core/import/import_run.h"
#include "tests/client/core/import/support.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <set>
#include <string>

// The four exports of tests/data/registers, planned twice: what the first run made, the second
// leaves alone. Numbers of rows are those of expected.json.
namespace voordeur::client::core {
namespace {

using testing::Importer;
using testing::RegisterKind;

std::string bytesOf(RegisterKind kind) {
    const std::string path =
        "tests/data/registers/" + std::string(registers::nameOf(kind)) + ".csv";
    std::ifstream file(path, std::ios::binary);
    EXPECT_TRUE(file.good()) << path;
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// The day that expected.json was made for.
registers::ReadingRules rules() {
    return registers::defaultReadingRules({2026, 11, 21});
}

LeadNames coaches() {
    std::vector<LeadPerson> people;
    std::uint8_t id = 1;
    for (const char* name :
         {"Fatma Bakker", "Sanne Hermans", "Nadia de Vries", "Merve Öz", "Peter ter Horst"}) {
        people.push_back(
            {{testing::idOf<crypto::PersonId>(id++), testing::kOtherTeam}, name, "West", true});
    }
    return {people, testing::kOwnTeam};
}

TEST(RealPlanTest, AllFamiliesOfTheCoachesGoIn) {
    const Importer importer(RegisterKind::FamilyCoaches);
    const auto text = bytesOf(RegisterKind::FamilyCoaches);
    const auto read = registers::readCoachRegister(crypto::viewOf(text), rules());
    const auto plan = planHouseholds(read, importer.terms(), coaches(), {});
    EXPECT_EQ(plan.acts.size(), 317U);
    EXPECT_TRUE(plan.problems.empty());
    std::size_t persons = 0;
    std::set<crypto::HouseholdId> ids;
    for (const auto& act : plan.acts) {
        persons += act.persons;
        const auto& made = std::get<NewHousehold>(act.what);
        EXPECT_TRUE(made.lead.has_value());
        EXPECT_FALSE(made.core.name.empty());
        ids.insert(made.id);
    }
    EXPECT_EQ(persons, 926U);
    EXPECT_EQ(ids.size(), 317U);

    const auto again = planHouseholds(read, importer.terms(), coaches(), ids);
    EXPECT_TRUE(again.acts.empty());
    EXPECT_EQ(again.settled.size(), 317U);
}

struct Count {
    RegisterKind kind;
    std::size_t rows;
};
class RealInvolvementPlanTest : public ::testing::TestWithParam<Count> {};

TEST_P(RealInvolvementPlanTest, EveryRowGoesInOnce) {
    const auto kind = GetParam().kind;
    const Importer importer(kind);
    const auto text = bytesOf(kind);
    const auto read = registers::readInvolvements(kind, crypto::viewOf(text), rules());
    const auto plan = planInvolvements(read, importer.terms(), {});
    EXPECT_EQ(plan.acts.size(), GetParam().rows);
    std::vector<KnownInvolvement> known;
    std::set<crypto::InvolvementId> ids;
    for (const auto& act : plan.acts) {
        const auto& made = std::get<NewInvolvement>(act.what);
        EXPECT_NE(made.detail.lifeDomain, 0U);
        EXPECT_LE(act.identifiers.size(), crypto::RegisterPayload::kIndexMax);
        for (const auto& one : act.identifiers) {
            EXPECT_FALSE(kind == RegisterKind::Housing && one.kind == crypto::IdentifierKind::Bsn);
        }
        ids.insert(made.id);
        known.push_back({made.id, act.caseNumber, made.until});
    }
    EXPECT_EQ(ids.size(), GetParam().rows);
    const auto again = planInvolvements(read, importer.terms(), known);
    EXPECT_TRUE(again.acts.empty());
    EXPECT_TRUE(again.problems.empty());
    EXPECT_EQ(again.settled.size(), GetParam().rows);
}

INSTANTIATE_TEST_SUITE_P(All,
                         RealInvolvementPlanTest,
                         ::testing::Values(Count{RegisterKind::DebtHelp, 186},
                                           Count{RegisterKind::YouthCare, 136},
                                           Count{RegisterKind::Housing, 154}));

}  // namespace
}  // namespace voordeur::client::core
