#include "client/core/import/import_plan.h"
#include "crypto/rules/decide.h"
#include "tests/client/core/import/support.h"

#include <gtest/gtest.h>

namespace voordeur::client::core {
namespace {

using crypto::IdentifierKind;
using crypto::Reason;
using testing::Importer;
using testing::kNow;
using testing::kToday;
using testing::RegisterKind;

constexpr std::uint64_t kDay = 24ULL * 3600 * 1000;

registers::InvolvementRow row(const char* number = "SH1") {
    registers::InvolvementRow out;
    out.line = 7;
    out.caseNumber = number;
    out.person.surname = "Mulder";
    out.person.givenName = "T.";
    out.person.birthDate = crypto::Date{1976, 8, 15};
    out.person.bsn = "999955597";
    out.address = registers::PostalAddress{"", "", "9742EF", "64", "A"};
    out.lifeDomain = "inkomen en geld";
    out.start = {2025, 8, 31};
    out.contactPerson = "mw. J. Groot";
    out.phone = "010-0000012";
    out.identifiers = {{IdentifierKind::Bsn, "999955597"},
                       {IdentifierKind::NameBirth, "mulder|1976-08-15"},
                       {IdentifierKind::Address, "9742EF|64|A"}};
    return out;
}

ImportPlan planOf(std::vector<registers::InvolvementRow> rows,
                  const Importer& importer = Importer(RegisterKind::DebtHelp),
                  std::vector<KnownInvolvement> known = {},
                  RegisterKind kind = RegisterKind::DebtHelp) {
    registers::InvolvementRegister source;
    source.kind = kind;
    source.rows = std::move(rows);
    return planInvolvements(std::move(source), importer.terms(), known);
}

const NewInvolvement& firstOf(const ImportPlan& plan) {
    return std::get<NewInvolvement>(plan.acts.at(0).what);
}

std::vector<IdentifierKind> kindsOf(const ImportPlan& plan) {
    std::vector<IdentifierKind> kinds;
    for (const auto& one : plan.acts.at(0).identifiers)
        kinds.push_back(one.kind);
    return kinds;
}

TEST(PlanInvolvementsTest, KeepsForTheOwnTeamWhatTheRowSays) {
    const auto plan = planOf({row()});
    const auto& made = firstOf(plan);
    EXPECT_EQ(made.id, testing::idsOf(RegisterKind::DebtHelp).involvement(row()));
    EXPECT_EQ(made.detail.caseNumber, "SH1");
    EXPECT_EQ(made.detail.name, "T. Mulder");
    EXPECT_EQ(made.detail.birthDate, "1976-08-15");
    EXPECT_EQ(made.detail.bsn, "999955597");
    EXPECT_EQ(made.detail.address, "64 A, 9742EF");
    EXPECT_EQ(made.detail.lifeDomain, 2U);
    EXPECT_EQ(made.detail.contact, "mw. J. Groot");
    EXPECT_EQ(made.detail.phone, "010-0000012");
    EXPECT_EQ(kindsOf(plan).size(), 3U);
}

TEST(PlanInvolvementsTest, RunsAYearWhereTheRowHasNoEnd) {
    const auto plan = planOf({row()});
    EXPECT_EQ(firstOf(plan).from, startOf({2025, 8, 31}));
    EXPECT_EQ(firstOf(plan).until, kNow + 365 * kDay);
}

TEST(PlanInvolvementsTest, TheLastDayCounts) {
    auto ending = row();
    ending.end = kToday;
    EXPECT_EQ(firstOf(planOf({ending})).until, startOf(kToday) + kDay);
}

TEST(PlanInvolvementsTest, HelpThatBeginsLaterRunsAYearFromThen) {
    auto later = row();
    later.start = {2026, 7, 1};
    EXPECT_EQ(firstOf(planOf({later})).until, startOf({2026, 7, 1}) + 365 * kDay);
}

TEST(PlanInvolvementsTest, StaysWithinWhatTheRulesAllow) {
    auto old = row();
    old.start = {2011, 1, 1};
    auto far = row();
    far.end = crypto::Date{2090, 1, 1};
    auto both = row();
    both.start = {2011, 1, 1};
    both.end = crypto::Date{2090, 1, 1};
    for (const auto& one : {old, far, both}) {
        const auto plan = planOf({one});
        const auto& made = firstOf(plan);
        EXPECT_LT(made.from, made.until);
        EXPECT_GT(made.until, kNow);
        EXPECT_LE(made.until - made.from, crypto::kInvolvementMillisMax);
        EXPECT_LT(made.until - kNow, crypto::kInvolvementMillisMax);
    }
}

TEST(PlanInvolvementsTest, HousingNeverUsesCitizenNumbers) {
    const Importer housing(RegisterKind::Housing, 7);  // as if somebody had set its kinds wrongly
    const auto plan = planOf({row()}, housing, {}, RegisterKind::Housing);
    EXPECT_EQ(kindsOf(plan), (std::vector{IdentifierKind::NameBirth, IdentifierKind::Address}));
}

TEST(PlanInvolvementsTest, RefusesARowWithNothingTheAgencyMayUse) {
    auto bsnOnly = row();
    bsnOnly.identifiers.resize(1);
    const auto plan = planOf({bsnOnly}, Importer(RegisterKind::DebtHelp, 6));
    EXPECT_TRUE(plan.acts.empty());
    ASSERT_EQ(plan.problems.size(), 1U);
    EXPECT_EQ(plan.problems[0].finding, ImportFinding::NothingAllowed);
    EXPECT_EQ(plan.problems[0].line, 7U);
}

TEST(PlanInvolvementsTest, LeavesAloneWhatIsThere) {
    const Importer importer(RegisterKind::DebtHelp);
    const KnownInvolvement known{importer.ids.involvement(row()), "SH1", kNow + kDay};
    const auto plan = planOf({row()}, importer, {known});
    EXPECT_TRUE(plan.acts.empty());
    EXPECT_TRUE(plan.problems.empty());
    ASSERT_EQ(plan.settled.size(), 1U);
    EXPECT_EQ(plan.settled[0].result, ActResult::AlreadyThere);
}

TEST(PlanInvolvementsTest, KnowsARowUnderTheNumberOfItsRepetition) {
    const Importer importer(RegisterKind::DebtHelp);
    const KnownInvolvement known{importer.ids.involvement(row(), "SH7"), "SH7", kNow + kDay};
    auto repeated = row();
    repeated.repeatedIn = {"SH7"};
    EXPECT_TRUE(planOf({repeated}, importer, {known}).acts.empty());
}

TEST(PlanInvolvementsTest, SaysWhatIsOverInVoordeurOnly) {
    const Importer importer(RegisterKind::DebtHelp);
    const KnownInvolvement known{importer.ids.involvement(row()), "SH1", kNow};
    const auto plan = planOf({row()}, importer, {known});
    ASSERT_EQ(plan.problems.size(), 1U);
    EXPECT_EQ(plan.problems[0].finding, ImportFinding::Lapsed);
    EXPECT_EQ(plan.problems[0].involvement, known.id.hex());
}

TEST(PlanInvolvementsTest, SaysWhatIsOverInTheRegisterOnly) {
    const Importer importer(RegisterKind::DebtHelp);
    const auto running = testing::idOf<crypto::InvolvementId>(9);
    registers::InvolvementRegister source;
    source.kind = RegisterKind::DebtHelp;
    registers::RowProblem ended;
    ended.line = 4;
    ended.finding = registers::Finding::Ended;
    ended.severity = registers::Severity::Skipped;
    ended.caseNumber = "SH5";
    source.report.problems = {ended};
    const std::vector<KnownInvolvement> known{{running, "SH5", kNow + kDay}};
    const auto plan = planInvolvements(source, importer.terms(), known);
    ASSERT_EQ(plan.problems.size(), 1U);
    EXPECT_EQ(plan.problems[0].finding, ImportFinding::StillRunning);
    EXPECT_EQ(plan.problems[0].involvement, running.hex());
    const std::vector<KnownInvolvement> over{{running, "SH5", kNow}};
    EXPECT_TRUE(planInvolvements(source, importer.terms(), over).problems.empty());
}

TEST(PlanInvolvementsTest, AMendedRowIsRegisteredAnewAndTheOldOneNamed) {
    const Importer importer(RegisterKind::DebtHelp);
    const KnownInvolvement known{importer.ids.involvement(row()), "SH1", kNow + kDay};
    auto mended = row();
    mended.identifiers.front().form = "999979577";
    const auto plan = planOf({mended}, importer, {known});
    ASSERT_EQ(plan.acts.size(), 1U);
    ASSERT_EQ(plan.problems.size(), 1U);
    EXPECT_EQ(plan.problems[0].finding, ImportFinding::OtherUnderNumber);
    EXPECT_FALSE(isRefusal(plan.problems[0].finding));
}

}  // namespace
}  // namespace voordeur::client::core
