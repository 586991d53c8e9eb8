#include "client/ui/models/caseload_model.h"
#include "client/ui/pages/log_page.h"
#include "client/ui/widgets/answer_card.h"
#include "client/ui/widgets/log_result.h"
#include "client/ui/widgets/row_list.h"
#include "tests/ui/texts.h"
#include "tests/ui/window_fixture.h"

#include <QApplication>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QProgressBar>
#include <QRadioButton>

namespace voordeur::tests::ui {
namespace {

using client::ui::LogPage;
using client::ui::PageId;
using client::ui::RowList;
using crypto::Reason;

class CheckPageTest : public WindowFixture {};

TEST_F(CheckPageTest, AnswersYesWithTheLeadAndTheRecord) {
    driver->fillCheck(QStringLiteral("9742 EF"), QStringLiteral("12"), 1);
    EXPECT_TRUE(shows(QStringLiteral("Ja, dit gezin heeft al een contactpersoon.")));
    EXPECT_TRUE(shows(QStringLiteral("Regie: Fatima Bakker")));
    EXPECT_TRUE(shows(QStringLiteral("Wij leggen vast: Fatima Bakker, 21 nov 2026, 14:05")));
}

TEST_F(CheckPageTest, AnswersMaybeAndNo) {
    driver->fillCheck(QStringLiteral("9741CD"), QStringLiteral("104"), 1);
    EXPECT_TRUE(shows(QStringLiteral("Misschien. Op dit adres helpt al iemand. Vraag het na.")));
    driver->fillCheck(QStringLiteral("3011AB"), QStringLiteral("5"), 1);
    EXPECT_TRUE(shows(QStringLiteral("Nee, bij Voordeur staat niemand.")));
    EXPECT_TRUE(shows(QStringLiteral("Dat betekent niet dat er geen hulp is.")));
    EXPECT_FALSE(shows(QStringLiteral("Misschien. Op dit adres")));
}

TEST_F(CheckPageTest, SaysWhenThereMayBeMoreThanFitsInAnAnswer) {
    core::CheckAnswer answer;
    answer.verdict = core::CheckVerdict::Yes;
    client::ui::AnswerCard card;
    card.present(answer, QStringLiteral("Fatima Bakker"), true);
    const QString more = QStringLiteral("Hier staat meer geregistreerd dan in één antwoord past.");
    EXPECT_FALSE(card.accessibleName().contains(more));
    answer.mayBeMore = true;
    card.present(answer, QStringLiteral("Fatima Bakker"), true);
    EXPECT_TRUE(card.accessibleName().contains(more));
    EXPECT_TRUE(textsOf(card).join(QLatin1Char('\n')).contains(more));
}

TEST_F(CheckPageTest, AsksNothingWithoutAReason) {
    driver->fillCheck(QStringLiteral("9742EF"), QStringLiteral("12"), -1);
    EXPECT_TRUE(shows(QStringLiteral("Kies eerst waarom u dit navraagt.")));
    EXPECT_FALSE(shows(QStringLiteral("Ja, dit gezin")));
}

TEST_F(CheckPageTest, SaysWhatIsWrongAtTheField) {
    driver->fillCheck(QStringLiteral("3011"), QStringLiteral("x"), 0);
    EXPECT_TRUE(shows(QStringLiteral("bijvoorbeeld 3011 AB")));
    auto* first = page()->findChildren<QLineEdit*>().at(0);
    EXPECT_TRUE(first->hasFocus());
    EXPECT_TRUE(first->accessibleDescription().contains(QStringLiteral("postcode")));
}

TEST_F(CheckPageTest, AnOldAnswerDoesNotStayBesideANewQuestion) {
    driver->fillCheck(QStringLiteral("9742EF"), QStringLiteral("12"), 1);
    QTest::keyClicks(page()->findChildren<QLineEdit*>().at(1), QStringLiteral("3"));
    EXPECT_FALSE(shows(QStringLiteral("Ja, dit gezin")));
}

TEST_F(CheckPageTest, OnlyWhoMayUsesTheCitizenNumber) {
    driver->show(QStringLiteral("check-more"));
    const auto visibleFields = [this] {
        const auto all = page()->findChildren<QLineEdit*>();
        return std::count_if(all.begin(), all.end(), [](auto* each) { return each->isVisible(); });
    };
    EXPECT_EQ(visibleFields(), 6);
    window->lockNow();
    gateway.become("Jamila Groot");
    driver->show(QStringLiteral("check-more"));
    EXPECT_EQ(visibleFields(), 5);
}

TEST_F(CheckPageTest, EnterAsksFromThePurposeToo) {
    driver->go(PageId::Check);
    QTest::keyClicks(window->focusWidget(), QStringLiteral("9742EF"));
    QTest::keyClick(window->focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(window->focusWidget(), QStringLiteral("12"));
    auto* purpose = driver->find<QRadioButton>();
    purpose->setFocus();
    QTest::keyClick(purpose, Qt::Key_Space);
    QTest::keyClick(purpose, Qt::Key_Return);
    driver->settle();
    EXPECT_TRUE(shows(QStringLiteral("Ja, dit gezin heeft al een contactpersoon.")));
}

TEST_F(CheckPageTest, ExplainsAFailureAndKeepsTheQuestion) {
    driver->show(QStringLiteral("check-failed"));
    EXPECT_TRUE(shows(QStringLiteral("Voordeur is even niet bereikbaar.")));
    EXPECT_EQ(page()->findChildren<QLineEdit*>().at(0)->text(), QStringLiteral("9742 EF"));
}

TEST_F(CheckPageTest, LetsKnowThatWeHelp) {
    driver->show(QStringLiteral("check-involve"));
    QWidget* dialog = QApplication::activeModalWidget();
    ASSERT_NE(dialog, nullptr);
    driver->click(QStringLiteral("Laat weten"));
    EXPECT_TRUE(shows(QStringLiteral("Kies eerst waarmee u helpt.")));
    dialog->findChild<QComboBox*>()->setCurrentIndex(2);
    driver->click(QStringLiteral("Laat weten"));
    driver->settle();
    EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
    EXPECT_TRUE(shows(QStringLiteral("Bewaard. Bij Voordeur staat nu dat u helpt.")));
    EXPECT_TRUE(shows(QStringLiteral("Hier helpt ook 1 ander.")));
}

TEST_F(CheckPageTest, RefusesDatesInTheWrongOrder) {
    driver->show(QStringLiteral("check-involve"));
    QWidget* dialog = QApplication::activeModalWidget();
    ASSERT_NE(dialog, nullptr);
    dialog->findChild<QComboBox*>()->setCurrentIndex(1);
    const auto edits = dialog->findChildren<QLineEdit*>();
    QTest::keyClicks(edits.at(0), QStringLiteral("1-5-2026"));
    QTest::keyClicks(edits.at(1), QStringLiteral("1-4-2026"));
    driver->click(QStringLiteral("Laat weten"));
    driver->settle();
    EXPECT_NE(QApplication::activeModalWidget(), nullptr);
    EXPECT_TRUE(shows(QStringLiteral("Het einde ligt vóór het begin.")));
}

class CaseloadPageTest : public WindowFixture {
protected:
    RowList* list() { return page()->findChild<RowList*>(); }
};

TEST_F(CaseloadPageTest, ShowsTheFamiliesWithAChosenRow) {
    driver->go(PageId::Caseload);
    EXPECT_EQ(list()->model()->rowCount(), 10);
    EXPECT_TRUE(list()->currentIndex().isValid());
    EXPECT_TRUE(shows(QStringLiteral("10 gezinnen")));
}

TEST_F(CaseloadPageTest, OpensAFamilyOnlyWithAReason) {
    driver->go(PageId::Caseload);
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Return);
    driver->settle();
    EXPECT_TRUE(shows(QStringLiteral("Kies eerst waarom u dit dossier opent.")));
    page()->findChild<QComboBox*>(QStringLiteral("purpose"))->setCurrentIndex(1);
    list()->setFocus();
    QTest::keyClick(list(), Qt::Key_Return);
    driver->settle();
    EXPECT_EQ(window->windowTitle(), QStringLiteral("Gezin Jansen – de Wit – Voordeur"));
}

TEST_F(CaseloadPageTest, FiltersAndSaysHowMany) {
    driver->go(PageId::Caseload);
    QTest::keyClick(window->focusWidget(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(window->focusWidget(), QStringLiteral("molenweg"));
    EXPECT_EQ(list()->model()->rowCount(), 2);
    EXPECT_TRUE(shows(QStringLiteral("2 van 10 gezinnen")));
}

TEST_F(CaseloadPageTest, ShowsOnlyTheOwnFamiliesWhenAsked) {
    driver->go(PageId::Caseload);
    auto* choice = page()->findChild<QComboBox*>(QStringLiteral("shown"));
    ASSERT_NE(choice, nullptr);
    choice->setCurrentIndex(1);
    const auto* shown = list()->model();
    ASSERT_GT(shown->rowCount(), 0);
    ASSERT_LT(shown->rowCount(), 10);
    for (int row = 0; row < shown->rowCount(); ++row) {
        EXPECT_EQ(shown->index(row, client::ui::CaseloadModel::kLead).data().toString(),
                  QStringLiteral("U"));
    }
    choice->setCurrentIndex(0);
    EXPECT_EQ(shown->rowCount(), 10);
}

TEST_F(CaseloadPageTest, SaysWhatToDoWhenEmptyAndWhenItFails) {
    gateway.setEmpty(true);
    driver->go(PageId::Caseload);
    EXPECT_TRUE(shows(QStringLiteral("U heeft nog geen gezinnen.")));
    gateway.setEmpty(false);
    gateway.setFailure(Reason::Unavailable);
    QTest::keyClick(window->focusWidget(), Qt::Key_F5);
    driver->settle();
    EXPECT_TRUE(shows(QStringLiteral("Voordeur is even niet bereikbaar.")));
    gateway.setFailure(std::nullopt);
    driver->click(QStringLiteral("Probeer opnieuw"));
    driver->settle();
    EXPECT_TRUE(shows(QStringLiteral("Jansen – de Wit")));
}

class LogPageTest : public WindowFixture {
protected:
    void check(LogOutcome outcome) {
        gateway.setLogOutcome(outcome);
        gateway.become("Willem Smit");
        driver->go(PageId::Log);
        button("checkLog")->click();
        driver->settle();
    }
};

TEST_F(LogPageTest, SaysNothingWasRemovedOnlyWhenCompared) {
    check(LogOutcome::WholeCompared);
    EXPECT_TRUE(
        shows(QStringLiteral("Het logboek klopt. 18.204 regels gecontroleerd. "
                             "Niets is weggehaald of veranderd.")));
    EXPECT_TRUE(shows(QStringLiteral("Dit geldt tot en met regel 18.004.")));
}

TEST_F(LogPageTest, IsCarefulWithoutAComparison) {
    check(LogOutcome::WholeAlone);
    EXPECT_TRUE(shows(QStringLiteral("Niets is veranderd tussen regel 1 en 18.204.")));
    EXPECT_FALSE(shows(QStringLiteral("Niets is weggehaald")));
    EXPECT_FALSE(shows(QStringLiteral("Het logboek klopt.")));
}

TEST_F(LogPageTest, SaysFromWhichLineItIsBroken) {
    check(LogOutcome::Broken);
    EXPECT_TRUE(shows(QStringLiteral("Let op: het logboek klopt niet vanaf regel 9.312.")));
    EXPECT_TRUE(shows(
        QStringLiteral("Verander niets. Sla het bewijs op en laat het aan een auditor zien.")));
    EXPECT_TRUE(shows(QStringLiteral("Regel 12.041")));
}

TEST_F(LogPageTest, NeverHidesThatTheLogWasPutBackFromACopy) {
    core::LogReport report;
    report.whole = true;
    report.entries = 18'204;
    report.restorations.push_back({.sequence = 9'000,
                                   .restoredSize = 8'000,
                                   .lostEntries = 120,
                                   .lastTime = 1,
                                   .restoredTime = 2});
    report.lostHeads = {8'050};
    client::ui::LogResult result;
    result.present(report);
    const QString texts = textsOf(result).join(QLatin1Char('\n'));
    EXPECT_TRUE(texts.contains(QStringLiteral("Verloren: 120 regels na regel 8.000.")));
    EXPECT_TRUE(texts.contains(QStringLiteral("Een controlepunt van 8.050 regels ligt in het")));
}

TEST_F(LogPageTest, CanBeStopped) {
    gateway.setDelay(std::chrono::milliseconds(50));
    gateway.become("Willem Smit");
    driver->go(PageId::Log);
    button("checkLog")->click();
    QTest::qWait(120);
    EXPECT_NE(driver->find<QProgressBar>(), nullptr);
    button("stopCheck")->click();
    driver->settle();
    EXPECT_TRUE(shows(QStringLiteral("Gestopt. Over het logboek is nu niets te zeggen.")));
    EXPECT_FALSE(shows(QStringLiteral("Niets is weggehaald")));
}

TEST_F(LogPageTest, SavesTheProofAndNeverOverAnother) {
    gateway.become("Willem Smit");
    driver->go(PageId::Log);
    auto* log = qobject_cast<LogPage*>(page());
    log->exportTo(QStringLiteral("/map/bewijs.proof"));
    driver->settle();
    EXPECT_TRUE(shows(QStringLiteral("Opgeslagen in /map/bewijs.proof.")));
    log->exportTo(QStringLiteral("/map/bestaat.proof"));
    driver->settle();
    EXPECT_TRUE(shows(QStringLiteral("Er is al een bestand met deze naam.")));
}

class ConnectionPageTest : public WindowFixture {};

TEST_F(ConnectionPageTest, ShowsStateAndCertificates) {
    driver->go(PageId::Connection);
    EXPECT_TRUE(shows(QStringLiteral("voordeur.voorbeeldstad.example:8443")));
    EXPECT_TRUE(shows(QStringLiteral("Vingerafdruk (SHA-256): ")));
    EXPECT_TRUE(shows(QStringLiteral("Laptop F. Bakker")));
    gateway.setConnection(core::ConnectionState::Unreachable);
    driver->settle();
    EXPECT_TRUE(shows(QStringLiteral("Server antwoordt niet")));
}

}  // namespace
}  // namespace voordeur::tests::ui
