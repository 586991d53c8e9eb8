#include "client/cli/import_text.h"

#include <gtest/gtest.h>

namespace voordeur::client::cli {
namespace {

using crypto::IdentifierKind;
using crypto::QuotaScope;
using crypto::QuotaWindow;
using crypto::Reason;

crypto::RootPolicy policy() {
    crypto::RootPolicy out;
    out.quotas = {{QuotaScope::Person, QuotaWindow::Hour, IdentifierKind::Bsn, 60},
                  {QuotaScope::Person, QuotaWindow::Day, IdentifierKind::Bsn, 200},
                  {QuotaScope::Agency, QuotaWindow::Day, IdentifierKind::Bsn, 1000}};
    out.bulkMax = 20'000;
    return out;
}

core::ImportPlan planOf(core::registers::RegisterKind kind) {
    core::ImportPlan plan;
    plan.kind = kind;
    core::registers::RowProblem wrong;
    wrong.line = 23;
    wrong.column = "geboortedatum";
    wrong.reason = Reason::DateInvalid;
    wrong.caseNumber = "SHX3";
    plan.reading.problems = {wrong};
    return plan;
}

Shown shownOf(const core::ImportPlan& plan,
              const core::ImportOutcome& outcome,
              bool dryRun = false) {
    return showImport({"schuldhulp.csv", dryRun, plan, outcome, policy(), "Kredietbank"});
}

TEST(QuotaNeededTest, CountsEveryIdentifierTwiceAndWhatWasAskedEarlier) {
    EXPECT_EQ(quotaNeeded(policy(), IdentifierKind::Bsn, 0), 0U);
    EXPECT_EQ(quotaNeeded(policy(), IdentifierKind::Bsn, 30), 0U);
    EXPECT_EQ(quotaNeeded(policy(), IdentifierKind::Bsn, 31), 62U + 1000U);
    EXPECT_EQ(quotaNeeded(policy(), IdentifierKind::Bsn, 926), 1852U + 1000U);
    EXPECT_EQ(quotaNeeded(policy(), IdentifierKind::Bsn, 100'000), 20'000U);
    EXPECT_EQ(quotaNeeded(policy(), IdentifierKind::Address, 5000), 0U);  // no rule for it
}

TEST(ShowImportTest, NamesFileLineColumnAndWhatToDo) {
    const auto plan = planOf(core::registers::RegisterKind::DebtHelp);
    core::ImportOutcome outcome;
    outcome.problems = {{7, {}, Reason::NotFound, core::ImportFinding::LeadUnknown, "SH1", {}}};
    outcome.counts.involvements = 186;
    outcome.counts.attachedCertain = 12;
    outcome.counts.proposed = 3;
    outcome.counts.rowsRefused = 1;
    const auto shown = shownOf(plan, outcome);
    EXPECT_NE(shown.text.find("schuldhulp.csv:23 geboortedatum (SHX3) geweigerd: Deze datum"),
              std::string::npos)
        << shown.text;
    EXPECT_LT(shown.text.find("schuldhulp.csv:7"), shown.text.find("schuldhulp.csv:23"));
    EXPECT_NE(shown.text.find("12 zeker, 3 misschien"), std::string::npos);
    EXPECT_EQ(shown.json["ok"], true);
    EXPECT_EQ(shown.json["register"], "schuldhulp");
    EXPECT_EQ(shown.json["counts"]["involvements"], 186);
    EXPECT_EQ(shown.json["counts"]["attachedCertain"], 12);
    ASSERT_EQ(shown.json["problems"].size(), 2U);
    EXPECT_EQ(shown.json["problems"][1]["line"], 23);
    EXPECT_EQ(shown.json["problems"][1]["column"], "geboortedatum");
    EXPECT_EQ(shown.json["problems"][1]["severity"], "refused");
    EXPECT_EQ(shown.json["problems"][1]["reason"], "DateInvalid");
}

TEST(ShowImportTest, AnEmptyQuotaSaysHowToOpenRoom) {
    const auto plan = planOf(core::registers::RegisterKind::DebtHelp);
    core::ImportOutcome outcome;
    outcome.stopped = Reason::QuotaExceeded;
    outcome.counts.notDone = 100;
    outcome.identifiersLeft = {100, 0, 0};
    const auto shown = shownOf(plan, outcome);
    EXPECT_NE(shown.text.find("quota open --agency \"Kredietbank\" --kind bsn --max 1200"),
              std::string::npos)
        << shown.text;
    EXPECT_EQ(shown.json["ok"], false);
    EXPECT_EQ(shown.json["stopped"], "QuotaExceeded");
    EXPECT_EQ(shown.json["quotaNeeded"]["bsn"], 1200);
    EXPECT_EQ(shown.json["counts"]["notDone"], 100);
}

TEST(ShowImportTest, ADryRunSaysThatNothingWasSent) {
    const auto plan = planOf(core::registers::RegisterKind::FamilyCoaches);
    core::ImportOutcome outcome;
    outcome.counts.notDone = 317;
    const auto shown = shownOf(plan, outcome, true);
    EXPECT_NE(shown.text.find("niets verstuurd"), std::string::npos);
    EXPECT_NE(shown.text.find("317"), std::string::npos);
    EXPECT_EQ(shown.json["dryRun"], true);
}

TEST(ShowImportTest, AFileThatCannotBeReadIsNotUsed) {
    auto plan = planOf(core::registers::RegisterKind::Housing);
    plan.reading.fileProblem =
        core::registers::FileProblem{core::registers::FileFault::ColumnForbidden, 1, {"bsn"}};
    const auto shown = shownOf(plan, {});
    EXPECT_EQ(shown.json["ok"], false);
    EXPECT_EQ(shown.json["fileProblem"]["fault"], "ColumnForbidden");
    EXPECT_NE(shown.text.find("corporatie"), std::string::npos);
    EXPECT_NE(shown.text.find("niets van dit bestand"), std::string::npos);
}

TEST(ShowImportTest, ClientsAreNotNamed) {
    auto plan = planOf(core::registers::RegisterKind::FamilyCoaches);
    core::PlannedAct act;
    act.line = 2;
    act.caseNumber = "VB-1";
    core::NewHousehold household;
    household.core.name = "KANARIE-NAAM";
    household.note = "KANARIE-NOTITIE";
    act.what = household;
    act.identifiers = {{IdentifierKind::Bsn, "999979577"}};
    plan.acts = {act};
    core::ImportOutcome outcome;
    outcome.acts = {{2, "VB-1", core::ActResult::Done, "00"}};
    const auto shown = shownOf(plan, outcome);
    const std::string all = shown.text + shown.json.dump();
    EXPECT_EQ(all.find("KANARIE"), std::string::npos);
    EXPECT_EQ(all.find("999979577"), std::string::npos);
    EXPECT_NE(all.find("VB-1"), std::string::npos);
}

}  // namespace
}  // namespace voordeur::client::cli
