#include "client/core/import/import_plan.h"
#include "tests/client/core/import/support.h"

#include <gtest/gtest.h>

namespace voordeur::client::core {
namespace {

using crypto::IdentifierKind;
using crypto::Reason;
using testing::Importer;
using testing::kBakker;
using testing::kOtherTeam;
using testing::RegisterKind;

registers::HouseholdMember member(const char* surname, const char* bsn, const char* nameBirth) {
    registers::HouseholdMember out;
    out.line = 2;
    out.person.surname = surname;
    out.person.givenName = "Sem";
    out.person.birthDate = crypto::Date{1989, 2, 9};
    if (bsn[0] != '\0') out.person.bsn = bsn;
    if (nameBirth[0] != '\0') out.person.nameBirth = nameBirth;
    out.role = "ouder";
    out.phone = "06-00050796";
    return out;
}

registers::CoachHousehold household(const char* number = "VB-1") {
    registers::CoachHousehold out;
    out.dossierNumber = number;
    out.address = registers::PostalAddress{"Beukenlaan", "Voorbeeldstad", "9742EF", "17", "A"};
    out.members = {member("Berg", "999979577", "berg|1989-02-09")};
    out.lifeDomains = {"veiligheid", "werk"};
    out.leadName = "F. Bakker";
    out.start = {2024, 9, 26};
    out.note = "Ruzie met buren";
    out.lines = {2};
    return out;
}

registers::CoachRegister registerOf(std::vector<registers::CoachHousehold> households) {
    registers::CoachRegister out;
    out.households = std::move(households);
    return out;
}

struct Planned {
    ImportPlan plan;
    [[nodiscard]] const NewHousehold& first() const {
        return std::get<NewHousehold>(plan.acts.at(0).what);
    }
};

Planned planOf(std::vector<registers::CoachHousehold> households,
               const Importer& importer = Importer(RegisterKind::FamilyCoaches),
               const LeadNames& leads = testing::leads(),
               const std::set<crypto::HouseholdId>& known = {}) {
    return {planHouseholds(registerOf(std::move(households)), importer.terms(), leads, known)};
}

void expectRefused(const ImportPlan& plan, ImportFinding finding, Reason reason) {
    EXPECT_TRUE(plan.acts.empty());
    ASSERT_EQ(plan.problems.size(), 1U);
    EXPECT_EQ(plan.problems[0].finding, finding);
    EXPECT_EQ(plan.problems[0].reason, reason);
    EXPECT_EQ(plan.problems[0].line, 2U);
    EXPECT_EQ(plan.problems[0].caseNumber, "VB-1");
    ASSERT_EQ(plan.settled.size(), 1U);
    EXPECT_EQ(plan.settled[0].result, ActResult::Refused);
}

TEST(PlanHouseholdsTest, PutsSharedAndPrivateApart) {
    const auto planned = planOf({household()});
    const auto& made = planned.first();
    EXPECT_EQ(made.core.name, "Berg");
    EXPECT_EQ(made.core.street, "Beukenlaan");
    EXPECT_EQ(made.core.houseNumber, "17");
    EXPECT_EQ(made.core.addition, "A");
    EXPECT_EQ(made.core.postcode, "9742EF");
    EXPECT_EQ(made.core.city, "Voorbeeldstad");
    EXPECT_EQ(made.core.lifeDomains, (std::vector<std::uint16_t>{1, 6}));
    ASSERT_EQ(made.members.size(), 1U);
    EXPECT_EQ(made.members[0].member.surname, "Berg");
    EXPECT_EQ(made.members[0].member.birthDate, "1989-02-09");
    EXPECT_EQ(made.members[0].bsn, "999979577");
    EXPECT_EQ(made.members[0].phone, "06-00050796");
    EXPECT_EQ(made.note, "Ruzie met buren");
    EXPECT_EQ(made.from, startOf({2024, 9, 26}));
    EXPECT_EQ(made.until, 0U);
}

TEST(PlanHouseholdsTest, AsksTheLeadThatTheRegisterNames) {
    const auto planned = planOf({household()});
    ASSERT_TRUE(planned.first().lead.has_value());
    EXPECT_EQ(planned.first().lead->person, kBakker);
    EXPECT_EQ(planned.first().lead->team, kOtherTeam);
    EXPECT_EQ(planned.plan.acts[0].identifiers.size(), 3U);
    EXPECT_EQ(planned.plan.acts[0].persons, 1U);
}

TEST(PlanHouseholdsTest, TheImportingCoachTakesTheOwnFamilies) {
    auto own = household();
    own.leadName = "S. Hermans";
    EXPECT_FALSE(planOf({own}).first().lead.has_value());
    // A manager cannot lead by opening the file: he is asked like anybody else.
    Importer manager(RegisterKind::FamilyCoaches);
    manager.role = crypto::Role::Manager;
    const auto asked = planOf({own}, manager);
    ASSERT_TRUE(asked.first().lead.has_value());
    EXPECT_EQ(asked.first().lead->person, testing::kSelf);
}

TEST(PlanHouseholdsTest, RefusesAHouseholdWhoseLeadIsNotClear) {
    auto one = household();
    one.leadName = "X. Onbekend";
    expectRefused(planOf({one}).plan, ImportFinding::LeadUnknown, Reason::NotFound);
    EXPECT_EQ(planOf({one}).plan.problems[0].column, "regisseur");
    one.leadName = "";
    expectRefused(planOf({one}).plan, ImportFinding::LeadMissing, Reason::InvalidArgument);
    auto twins = testing::people();
    twins[0].name = "Femke Bakker";
    one.leadName = "F. Bakker";
    expectRefused(
        planOf({one}, Importer(RegisterKind::FamilyCoaches), LeadNames(twins, testing::kOwnTeam))
            .plan,
        ImportFinding::LeadSeveral,
        Reason::InvalidArgument);
    auto closed = testing::people();
    closed[1].canReceive = false;
    expectRefused(
        planOf({one}, Importer(RegisterKind::FamilyCoaches), LeadNames(closed, testing::kOwnTeam))
            .plan,
        ImportFinding::LeadCannotReceive,
        Reason::TeamKeyMissing);
}

TEST(PlanHouseholdsTest, LeavesAloneWhatIsThere) {
    const Importer importer(RegisterKind::FamilyCoaches);
    const auto id = importer.ids.household("VB-1");
    const auto planned = planOf({household()}, importer, testing::leads(), {id});
    EXPECT_TRUE(planned.plan.acts.empty());
    EXPECT_TRUE(planned.plan.problems.empty());
    ASSERT_EQ(planned.plan.settled.size(), 1U);
    EXPECT_EQ(planned.plan.settled[0].result, ActResult::AlreadyThere);
    EXPECT_EQ(planned.plan.settled[0].id, id.hex());
}

TEST(PlanHouseholdsTest, KnowsAHouseholdUnderTheNumberItWasMergedWith) {
    const Importer importer(RegisterKind::FamilyCoaches);
    auto merged = household();
    merged.mergedDossierNumbers = {"VB-9"};
    const auto planned =
        planOf({merged}, importer, testing::leads(), {importer.ids.household("VB-9")});
    EXPECT_TRUE(planned.plan.acts.empty());
}

TEST(PlanHouseholdsTest, UsesOnlyWhatTheAgencyMayUse) {
    const Importer addressOnly(RegisterKind::FamilyCoaches, 2);
    const auto planned = planOf({household()}, addressOnly);
    ASSERT_EQ(planned.plan.acts.size(), 1U);
    ASSERT_EQ(planned.plan.acts[0].identifiers.size(), 1U);
    EXPECT_EQ(planned.plan.acts[0].identifiers[0].kind, IdentifierKind::Address);
    const Importer nothing(RegisterKind::FamilyCoaches, 0);
    expectRefused(
        planOf({household()}, nothing).plan, ImportFinding::NothingAllowed, Reason::KindForbidden);
}

TEST(PlanHouseholdsTest, RefusesMoreRecordsThanOneIntakeTakes) {
    auto large = household();
    large.members.clear();
    for (int i = 0; i < 50; ++i)
        large.members.push_back(member("Berg", "", ""));
    // 1 for the core, 2 a member for the telephone, 1 for the note: 102.
    expectRefused(planOf({large}).plan, ImportFinding::TooManyRecords, Reason::LimitReached);
    for (auto& one : large.members)
        one.phone = "";
    EXPECT_EQ(planOf({large}).plan.acts.size(), 1U);
}

TEST(PlanHouseholdsTest, OneRefusalLeavesTheOthers) {
    auto unclear = household("VB-1");
    unclear.leadName = "";
    const auto planned = planOf({unclear, household("VB-2")});
    ASSERT_EQ(planned.plan.acts.size(), 1U);
    EXPECT_EQ(planned.plan.acts[0].caseNumber, "VB-2");
}

}  // namespace
}  // namespace voordeur::client::core
