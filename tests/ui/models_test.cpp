#include "client/ui/language.h"
#include "client/ui/models/caseload_model.h"
#include "client/ui/models/helpers_model.h"
#include "client/ui/models/history_model.h"
#include "client/ui/models/looks_model.h"
#include "client/ui/models/members_model.h"
#include "client/ui/models/notes_model.h"
#include "client/ui/models/people_model.h"
#include "client/ui/models/problems_model.h"
#include "tests/ui/fake_town.h"

#include <QAbstractItemModelTester>
#include <QRegularExpression>
#include <QSignalSpy>

#include <gtest/gtest.h>

namespace voordeur::tests::ui {
namespace {

using client::ui::CaseloadModel;
using client::ui::HelpersModel;

class ModelsTest : public testing::Test {
protected:
    void SetUp() override { language.use(QStringLiteral("nl")); }

    // Filling, emptying and filling again under Qt's own tester, which aborts on a broken rule.
    template <class Model, class Rows>
    void exercise(const Rows& rows) {
        Model model;
        const QAbstractItemModelTester tester(
            &model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
        model.setRows(rows);
        ASSERT_EQ(model.rowCount(), static_cast<int>(rows.size()));
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 0; column < model.columnCount(); ++column) {
                // Also an empty cell has a name for who hears it.
                const QModelIndex each = model.index(row, column);
                EXPECT_FALSE(each.data(Qt::AccessibleTextRole).toString().isEmpty());
                const QVariant header = model.headerData(column, Qt::Horizontal, Qt::DisplayRole);
                EXPECT_FALSE(header.toString().isEmpty());
            }
        }
        model.clear();
        EXPECT_EQ(model.rowCount(), 0);
        EXPECT_FALSE(model.data(model.index(0, 0), Qt::DisplayRole).isValid());
        model.setRows(rows);
        EXPECT_EQ(resets.count(), 3);
    }

    client::ui::Language language;
    Town town = makeTown();
};

TEST_F(ModelsTest, CaseloadKeepsTheRules) {
    std::vector<core::HouseholdRow> rows;
    for (const auto& household : town.households)
        rows.push_back(rowOf(household));
    exercise<CaseloadModel>(rows);
}

TEST_F(ModelsTest, HouseholdListsKeepTheRules) {
    const core::HouseholdView& view = town.households.front();
    exercise<HelpersModel>(view.helpers);
    exercise<client::ui::MembersModel>(view.members);
    exercise<client::ui::NotesModel>(view.notes);
    exercise<client::ui::HistoryModel>(view.leadHistory);
    exercise<client::ui::LooksModel>(town.looks.at(view.id).rows);
}

TEST_F(ModelsTest, OtherListsKeepTheRules) {
    exercise<client::ui::PeopleModel>(town.people);
    exercise<client::ui::ProblemsModel>(
        std::vector<core::LogProblem>{{9'311, crypto::Reason::EntryBroken}});
}

TEST_F(ModelsTest, CaseloadRowReadsAsOneShortSentence) {
    CaseloadModel model;
    model.setRows({rowOf(town.households.front())});
    EXPECT_EQ(model.index(0, 0).data(Qt::AccessibleTextRole).toString(),
              QStringLiteral("Gezin Jansen – de Wit, Lindestraat 12, Voorbeeldstad, "
                             "u heeft de regie, 1 te bevestigen"));
}

TEST_F(ModelsTest, CaseloadSaysWhatAsksAttention) {
    core::HouseholdRow row;
    row.offeredToMe = true;
    row.openMatches = 2;
    row.sealed = true;
    const auto badges = client::ui::attentionOf(row);
    ASSERT_EQ(badges.size(), 4);  // and: no lead yet
    EXPECT_EQ(badges.at(1).text, QStringLiteral("regie voor u gevraagd"));
    EXPECT_EQ(badges.at(2).text, QStringLiteral("2 te bevestigen"));
}

TEST_F(ModelsTest, CitizenNumbersAreNeverInAModel) {
    client::ui::MembersModel model;
    model.setRows(town.households.front().members);
    for (int column = 0; column < model.columnCount(); ++column) {
        const QString text = model.index(0, column).data().toString();
        EXPECT_FALSE(text.contains(QRegularExpression(QStringLiteral("\\b\\d{9}\\b"))));
    }
}

TEST_F(ModelsTest, ProblemLinesCountFromOne) {
    client::ui::ProblemsModel model;
    model.setRows({{9'311, crypto::Reason::EntryBroken}});
    EXPECT_EQ(model.index(0, 0).data().toString(), QStringLiteral("Regel 9.312"));
}

}  // namespace
}  // namespace voordeur::tests::ui
