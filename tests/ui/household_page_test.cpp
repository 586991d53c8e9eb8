#include "client/ui/pages/household_page.h"

#include "client/ui/text/explain.h"
#include "client/ui/widgets/ecogram_view.h"
#include "client/ui/widgets/row_list.h"
#include "client/ui/widgets/unreadable_card.h"
#include "tests/ui/texts.h"
#include "tests/ui/window_fixture.h"

#include <QApplication>
#include <QPlainTextEdit>
#include <QRadioButton>

namespace voordeur::tests::ui {
namespace {

using client::ui::HouseholdPage;
using client::ui::PageId;
using client::ui::RowList;
using crypto::Reason;

class HouseholdPageTest : public WindowFixture {
protected:
    void press(const char* name) {
        ASSERT_NE(button(name), nullptr) << name;
        button(name)->click();
        driver->settle();
    }
    void tab(int which) {
        qobject_cast<HouseholdPage*>(page())->showTab(which);
        driver->settle();
    }
};

TEST_F(HouseholdPageTest, SaysWhoLeads) {
    driver->openHousehold(0);
    EXPECT_TRUE(shows(QStringLiteral("U heeft de regie")));
    driver->openHousehold(8);
    EXPECT_TRUE(shows(QStringLiteral("Dit gezin heeft nog geen regisseur.")));
}

TEST_F(HouseholdPageTest, NamesWhatCouldNotBeReadAndWhatToDo) {
    driver->openHousehold(0);
    EXPECT_FALSE(shows(QStringLiteral("niet gelezen worden")));
    driver->openHousehold(3);
    EXPECT_TRUE(shows(QStringLiteral("2 delen van dit dossier konden niet gelezen worden.")));
    EXPECT_TRUE(
        shows(QStringLiteral("Kiran Ramdin, Jeugdhulp Stek, gedeeld: Eén deel van dit "
                             "dossier. Het is zo bewaard dat niemand het kan lezen. Het is "
                             "3 keer bewaard. Vraag Kiran Ramdin om het opnieuw te "
                             "schrijven.")));
    EXPECT_TRUE(shows(QStringLiteral("Deze laptop heeft er geen sleutel van.")));
    EXPECT_TRUE(shows(QStringLiteral(
        "De sleutel die Daan Hendriks op 9 november 2026 voor uw team maakte, klopt niet.")));
    auto* list = page()->findChild<client::ui::UnreadableCard*>()->findChild<QListView*>();
    EXPECT_EQ(list->accessibleName(), QStringLiteral("Wat niet gelezen kon worden"));
    EXPECT_TRUE(list->currentIndex().isValid());
    window->lockNow();
    EXPECT_FALSE(shows(QStringLiteral("Kiran Ramdin")));
}

TEST_F(HouseholdPageTest, SaysThatAKeyIsWrongWhileEverythingCanStillBeRead) {
    core::HouseholdView view = gateway.town().households.at(0);
    view.keyFaults = {{core::KeyFaultKind::Older, "Daan Hendriks", "", std::nullopt, true}};
    client::ui::UnreadableCard card;
    card.present(view);
    EXPECT_FALSE(card.isHidden());
    const QString all = textsOf(card).join(QLatin1Char('\n'));
    EXPECT_TRUE(all.contains(QStringLiteral("Een sleutel van dit dossier klopt niet.")));
    EXPECT_TRUE(all.contains(
        QStringLiteral("De sleutel die Daan Hendriks maakte, opent de oudere delen niet.")));
    view.keyFaults.clear();
    card.present(view);
    EXPECT_TRUE(card.isHidden());
}

TEST_F(HouseholdPageTest, ThePictureSaysTheSameInOneSentence) {
    driver->openHousehold(0);
    const QString sentence = page()->findChild<client::ui::EcogramView*>()->sentence();
    EXPECT_TRUE(sentence.startsWith(
        QStringLiteral("Gezin Jansen – de Wit. Regie: Fatima Bakker van Gemeente Voorbeeldstad.")))
        << sentence.toStdString();
    EXPECT_TRUE(sentence.contains(QStringLiteral("Woonstad Voorbeeld")));
    EXPECT_FALSE(sentence.contains(QStringLiteral("GGZ De Brug")));  // ended
}

TEST_F(HouseholdPageTest, TakesTheLeadThatIsOffered) {
    driver->openHousehold(2);
    EXPECT_TRUE(shows(QStringLiteral("Noor de Vries vraagt u om de regie voor gezin Pietersen.")));
    press("accept");
    EXPECT_TRUE(shows(QStringLiteral("U heeft nu de regie voor dit gezin.")));
    EXPECT_EQ(button("accept"), nullptr);
}

TEST_F(HouseholdPageTest, RefusesTheLeadOnlyWithAReason) {
    driver->openHousehold(2);
    press("refuse");
    driver->click(QStringLiteral("Stuur dit antwoord"));
    EXPECT_TRUE(shows(QStringLiteral("U heeft nog niet gezegd waarom.")));
    QWidget* dialog = QApplication::activeModalWidget();
    ASSERT_NE(dialog, nullptr);
    QTest::keyClicks(dialog->findChild<QPlainTextEdit*>(), QStringLiteral("Ik ben op vakantie."));
    driver->click(QStringLiteral("Stuur dit antwoord"));
    driver->settle();
    EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
    EXPECT_TRUE(shows(QStringLiteral("Verstuurd. De regie is niet veranderd.")));
    ASSERT_EQ(gateway.notesWritten().size(), 1U);
    EXPECT_EQ(gateway.notesWritten().front().text,
              "Ik neem de regie niet over: Ik ben op vakantie.");
}

TEST_F(HouseholdPageTest, SaysWhenTheReasonOfARefusalIsNotInTheFile) {
    gateway.setNotesFail(true);
    driver->openHousehold(2);
    press("refuse");
    QWidget* dialog = QApplication::activeModalWidget();
    ASSERT_NE(dialog, nullptr);
    QTest::keyClicks(dialog->findChild<QPlainTextEdit*>(), QStringLiteral("Ik ben op vakantie."));
    driver->click(QStringLiteral("Stuur dit antwoord"));
    driver->settle();
    EXPECT_TRUE(shows(QStringLiteral("uw uitleg staat niet in het dossier")));
}

TEST_F(HouseholdPageTest, AsksSomebodyToLeadAndTakesItBack) {
    driver->openHousehold(0);
    press("handOver");
    QWidget* dialog = QApplication::activeModalWidget();
    ASSERT_NE(dialog, nullptr);
    EXPECT_TRUE(shows(QStringLiteral("U houdt de regie tot Noor de Vries ja zegt.")));
    driver->click(QStringLiteral("Vraag om de regie"));
    driver->settle();
    EXPECT_EQ(button("handOver"), nullptr);
    press("withdraw");
    EXPECT_NE(button("handOver"), nullptr);
}

TEST_F(HouseholdPageTest, ConfirmsAMatch) {
    driver->openHousehold(0);
    driver->click(QStringLiteral("Ja, hetzelfde gezin"));
    driver->settle();
    EXPECT_TRUE(shows(QStringLiteral("Bevestigd: hetzelfde gezin.")));
    EXPECT_FALSE(shows(QStringLiteral("Ja, hetzelfde gezin")));
}

TEST_F(HouseholdPageTest, PartsAMatchOnlyAfterAsking) {
    driver->openHousehold(0);
    driver->click(QStringLiteral("Nee, ten onrechte"));
    ASSERT_NE(QApplication::activeModalWidget(), nullptr);
    EXPECT_EQ(gateway.pending(), 0U);
    driver->click(QStringLiteral("Haal uit elkaar"));
    driver->settle();
    EXPECT_FALSE(shows(QStringLiteral("Leerplicht regio Noord")));
}

TEST_F(HouseholdPageTest, GivesAccessOnlyAfterAsking) {
    driver->openHousehold(0);
    auto* helpers = driver->find<RowList>();
    helpers->setCurrentIndex(helpers->model()->index(2, 0));
    driver->click(QStringLiteral("Geef toegang tot het gedeelde deel"));
    ASSERT_NE(QApplication::activeModalWidget(), nullptr);
    driver->click(QStringLiteral("Delen"));
    driver->settle();
    EXPECT_TRUE(shows(QStringLiteral("Woonstad Voorbeeld kan het gedeelde deel nu lezen.")));
}

TEST_F(HouseholdPageTest, SavesANoteForTheOwnTeam) {
    driver->openHousehold(0);
    QTest::keyClick(window->focusWidget(), Qt::Key_N, Qt::ControlModifier);
    auto* text = driver->find<QPlainTextEdit>();
    ASSERT_NE(text, nullptr);
    EXPECT_TRUE(text->hasFocus());
    QTest::keyClicks(text, QStringLiteral("Peter belde."));
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    driver->settle();
    ASSERT_EQ(gateway.notesWritten().size(), 1U);
    EXPECT_FALSE(gateway.notesWritten().front().shared);
    EXPECT_TRUE(text->toPlainText().isEmpty());
    EXPECT_TRUE(shows(QStringLiteral("Peter belde.")));
}

TEST_F(HouseholdPageTest, SharesANoteOnlyAfterAsking) {
    driver->openHousehold(0);
    tab(HouseholdPage::kNotes);
    auto* text = driver->find<QPlainTextEdit>();
    QTest::keyClicks(text, QStringLiteral("Voor iedereen."));
    page()->findChildren<QRadioButton*>().at(1)->click();
    driver->click(QStringLiteral("Bewaar notitie"));
    ASSERT_NE(QApplication::activeModalWidget(), nullptr);
    EXPECT_TRUE(gateway.notesWritten().empty());
    driver->click(QStringLiteral("Delen"));
    driver->settle();
    ASSERT_EQ(gateway.notesWritten().size(), 1U);
    EXPECT_TRUE(gateway.notesWritten().front().shared);
}

TEST_F(HouseholdPageTest, AFailedSaveLosesNothing) {
    driver->openHousehold(0);
    tab(HouseholdPage::kNotes);
    auto* text = driver->find<QPlainTextEdit>();
    QTest::keyClicks(text, QStringLiteral("Kostbaar."));
    gateway.setFailure(Reason::Unavailable);
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    driver->settle();
    EXPECT_EQ(text->toPlainText(), QStringLiteral("Kostbaar."));
    EXPECT_TRUE(shows(QStringLiteral("Nog niet bewaard. Uw tekst staat er nog.")));
    gateway.setFailure(std::nullopt);
    driver->go(PageId::Check);
    driver->openHousehold(0);
    tab(HouseholdPage::kNotes);
    EXPECT_EQ(driver->find<QPlainTextEdit>()->toPlainText(), QStringLiteral("Kostbaar."));
}

TEST_F(HouseholdPageTest, SaysThatItWasDoneAlsoWhenThePageCannotBeReadAgain) {
    driver->openHousehold(2);
    gateway.setOpeningFailure(Reason::Unavailable);
    press("accept");
    EXPECT_TRUE(shows(QStringLiteral(
        "U heeft nu de regie voor dit gezin. Deze pagina kon niet opnieuw worden gelezen")));
    EXPECT_TRUE(shows(QStringLiteral("Voordeur is even niet bereikbaar.")));
    gateway.setOpeningFailure(std::nullopt);
    QTest::keyClick(window->focusWidget(), Qt::Key_F5);
    driver->settle();
    EXPECT_TRUE(shows(QStringLiteral("U heeft de regie")));
    EXPECT_EQ(button("accept"), nullptr);
}

TEST_F(HouseholdPageTest, ANoteIsSavedAlsoWhenThePageCannotBeReadAgain) {
    driver->openHousehold(0);
    tab(HouseholdPage::kNotes);
    auto* text = driver->find<QPlainTextEdit>();
    QTest::keyClicks(text, QStringLiteral("Peter belde."));
    gateway.setOpeningFailure(Reason::Unavailable);
    QTest::keyClick(text, Qt::Key_Return, Qt::ControlModifier);
    driver->settle();
    ASSERT_EQ(gateway.notesWritten().size(), 1U);
    EXPECT_TRUE(text->toPlainText().isEmpty());
    EXPECT_TRUE(shows(QStringLiteral("Bewaard.")));
    EXPECT_FALSE(shows(QStringLiteral("Nog niet bewaard.")));
}

// An accusation of the server is not hidden behind what was done.
TEST_F(HouseholdPageTest, SaysWhatIsWrongWithTheServerBesideWhatWasDone) {
    driver->openHousehold(2);
    gateway.setOpeningFailure(Reason::HouseholdChainWrong);
    press("accept");
    EXPECT_TRUE(shows(QStringLiteral("U heeft nu de regie voor dit gezin.")));
    EXPECT_TRUE(shows(client::ui::explain(Reason::HouseholdChainWrong).headline));
    EXPECT_TRUE(shows(client::ui::explain(Reason::HouseholdChainWrong).whatYouCanDo));
}

// It came back as a draft, and was saved twice.
TEST_F(HouseholdPageTest, ANoteThatWasSavedAfterThePageWasLeftIsNoDraft) {
    for (const bool backBeforeTheAnswer : {false, true}) {
        driver->openHousehold(0);
        tab(HouseholdPage::kNotes);
        QTest::keyClicks(driver->find<QPlainTextEdit>(), QStringLiteral("Peter belde."));
        gateway.setDelay(std::chrono::milliseconds(300));
        QTest::keyClick(driver->find<QPlainTextEdit>(), Qt::Key_Return, Qt::ControlModifier);
        gateway.setDelay(std::chrono::milliseconds(2));
        window->shell()->go({PageId::Check, {}, 0});
        if (!backBeforeTheAnswer) driver->settle();
        driver->openHousehold(0);
        tab(HouseholdPage::kNotes);
        driver->settle();
        EXPECT_EQ(driver->find<QPlainTextEdit>()->toPlainText(), QString());
    }
    EXPECT_EQ(gateway.notesWritten().size(), 2U);
}

TEST_F(HouseholdPageTest, SaysHowFarWhoLookedIsComplete) {
    driver->openHousehold(0);
    tab(HouseholdPage::kLooks);
    EXPECT_TRUE(shows(QStringLiteral(
        "Dit zijn alle regels over dit gezin, tot en met regel 18.204 van het logboek.")));
    EXPECT_TRUE(shows(QStringLiteral("vroeg na of iemand helpt")));
}

TEST_F(HouseholdPageTest, OneFamilyNeverStandsBesideAnother) {
    driver->openHousehold(0);
    driver->openHousehold(1);
    EXPECT_TRUE(shows(QStringLiteral("El Amrani")));
    EXPECT_FALSE(shows(QStringLiteral("Anouk de Wit")));
}

}  // namespace
}  // namespace voordeur::tests::ui
