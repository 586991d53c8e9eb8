#include "client/ui/widgets/label.h"
#include "client/ui/widgets/nav_bar.h"
#include "client/ui/widgets/passphrase_edit.h"
#include "tests/ui/window_fixture.h"

#include <QApplication>
#include <QComboBox>
#include <QPlainTextEdit>

namespace voordeur::tests::ui {
namespace {

using client::ui::navigationFor;
using client::ui::Options;
using client::ui::PageId;
using core::Role;

std::vector<PageId> pagesFor(Role role) {
    std::vector<PageId> out;
    for (const auto& entry : navigationFor(role, true)) {
        if (!entry.bottom) out.push_back(entry.page);
    }
    return out;
}

TEST(NavigationTest, FollowsTheRole) {
    using Pages = std::vector<PageId>;
    EXPECT_EQ(pagesFor(Role::Coach), (Pages{PageId::Caseload, PageId::Check}));
    EXPECT_EQ(pagesFor(Role::Worker), (Pages{PageId::Check, PageId::Caseload}));
    EXPECT_EQ(pagesFor(Role::PrivacyOfficer), Pages{PageId::Log});
    EXPECT_EQ(pagesFor(Role::AgencyAdmin), Pages{});
}

class MainWindowTest : public WindowFixture {};

TEST_F(MainWindowTest, StartsAtTheHomeScreenOfTheRole) {
    driver->unlock();
    EXPECT_EQ(window->shell()->place().page, PageId::Caseload);
    window->lockNow();
    gateway.become("Jamila Groot");
    driver->unlock();
    EXPECT_EQ(window->shell()->place().page, PageId::Check);
    window->lockNow();
    gateway.become("Willem Smit");
    driver->unlock();
    EXPECT_EQ(window->shell()->place().page, PageId::Log);
    EXPECT_FALSE(window->shell()->go({PageId::Check, {}, 0}));
}

TEST_F(MainWindowTest, TellsWhatARestoredServerLostAndWhatIsUnsettled) {
    driver->unlock();
    EXPECT_FALSE(shows(QStringLiteral("hersteld uit een kopie")));
    EXPECT_FALSE(shows(QStringLiteral("nog geen antwoord")));
    window->lockNow();
    core::RestorationView restored;
    restored.lostEntries = 1204;
    restored.lastTime = 1'795'257'900'000;
    restored.restoredTime = restored.lastTime + 3'600'000;
    gateway.setFound(restored, 2, 1);
    driver->unlock();
    EXPECT_TRUE(
        shows(QStringLiteral("De server is hersteld uit een kopie. Verloren regels: 1.204, "
                             "geschreven tussen ")));
    EXPECT_TRUE(shows(QStringLiteral("Ook 2 niet bevestigde handelingen gingen verloren.")));
    EXPECT_TRUE(shows(QStringLiteral("1 handeling kreeg nog geen antwoord.")));
}

TEST_F(MainWindowTest, ListsWhatWasNotConfirmedUntilThePersonKnows) {
    core::UnsettledAct refused;
    refused.id.bytes[0] = 1;
    refused.action = "write";
    refused.state = core::PendingState::Refused;
    refused.reason = crypto::Reason::Denied;
    refused.at = 1'795'257'900'000;
    refused.householdName = "Jansen";
    refused.text = "Gesprek op school.";
    core::UnsettledAct waiting;
    waiting.action = "lead.accept";
    gateway.setUnsettled({refused, waiting});
    driver->unlock();
    EXPECT_TRUE(shows(QStringLiteral("1 handeling is niet gedaan, of dat is niet zeker.")));
    button("lookAtUnsettled")->click();
    driver->settle();
    EXPECT_TRUE(shows(QStringLiteral("Jansen: u schreef in het dossier")));
    EXPECT_TRUE(shows(QStringLiteral("Dit is niet gedaan. Doe het opnieuw")));
    EXPECT_TRUE(shows(QStringLiteral("U heeft geen toegang")));
    EXPECT_TRUE(shows(QStringLiteral("Gesprek op school.")));
    EXPECT_TRUE(shows(QStringLiteral("U nam de regie over")));
    EXPECT_TRUE(shows(QStringLiteral("Er kwam nog geen antwoord.")));
    button("dismissUnsettled")->click();
    driver->settle();
    EXPECT_FALSE(shows(QStringLiteral("Gesprek op school.")));
    EXPECT_FALSE(shows(QStringLiteral("1 handeling is niet gedaan, of dat is niet zeker.")));
    EXPECT_TRUE(shows(QStringLiteral("1 handeling kreeg nog geen antwoord.")));
    // Locked with the list open, nothing of it stays.
    button("lookAtUnsettled")->click();
    driver->settle();
    window->lockNow();
    EXPECT_FALSE(shows(QStringLiteral("Er kwam nog geen antwoord.")));
}

TEST_F(MainWindowTest, NumbersChooseAndAltLeftGoesBack) {
    driver->unlock();
    QTest::keyClick(window->focusWidget(), Qt::Key_2, Qt::ControlModifier);
    EXPECT_EQ(window->shell()->place().page, PageId::Check);
    QTest::keyClick(window->focusWidget(), Qt::Key_Left, Qt::AltModifier);
    EXPECT_EQ(window->shell()->place().page, PageId::Caseload);
}

TEST_F(MainWindowTest, F6GoesRoundTheParts) {
    driver->unlock();
    QList<const QWidget*> seen;
    for (int i = 0; i < 4; ++i) {
        QTest::keyClick(window->focusWidget(), Qt::Key_F6);
        seen << window->focusWidget();
    }
    QTest::keyClick(window->focusWidget(), Qt::Key_F6);
    EXPECT_EQ(window->focusWidget(), seen.first());
    EXPECT_EQ(QSet<const QWidget*>(seen.begin(), seen.end()).size(), 4);
}

TEST_F(MainWindowTest, F1ShowsHelpWithTheKeys) {
    driver->unlock();
    QTest::keyClick(window->focusWidget(), Qt::Key_F1);
    EXPECT_EQ(window->shell()->place().page, PageId::Help);
    EXPECT_TRUE(shows(QStringLiteral("Ctrl+L")));
    EXPECT_TRUE(shows(QStringLiteral("Hij kan niet lezen")));
}

TEST_F(MainWindowTest, LanguageChangesAtOnceAndKeepsWhatWasTyped) {
    driver->openHousehold(0);
    QTest::keyClick(window->focusWidget(), Qt::Key_N, Qt::ControlModifier);
    QTest::keyClicks(driver->find<QPlainTextEdit>(), QStringLiteral("Half"));
    settings.setLanguage(QStringLiteral("en"));
    driver->settle();
    EXPECT_TRUE(shows(QStringLiteral("My families")));
    EXPECT_FALSE(shows(QStringLiteral("Mijn gezinnen")));
    QTest::keyClick(window->focusWidget(), Qt::Key_N, Qt::ControlModifier);
    EXPECT_EQ(driver->find<QPlainTextEdit>()->toPlainText(), QStringLiteral("Half"));
}

TEST_F(MainWindowTest, ThemeAndTextSizeChangeAtOnce) {
    driver->go(PageId::Settings);
    settings.setTheme(client::ui::ThemeChoice::Dark);
    driver->settle();
    EXPECT_LT(window->palette().color(QPalette::Window).lightness(), 64);
    for (const auto* label : window->findChildren<client::ui::Label*>()) {
        const QPalette colours = label->palette();
        EXPECT_GT(colours.color(QPalette::WindowText).lightness(), 100)
            << label->text().toStdString() << " keeps the ink of the light theme";
    }
    const double before = window->font().pointSizeF();
    settings.setTextPercent(200);
    driver->settle();
    EXPECT_DOUBLE_EQ(window->font().pointSizeF(), 2 * before);
    EXPECT_EQ(window->shell()->place().page, PageId::Settings);
}

TEST_F(MainWindowTest, ALinkOpensTheCheckNowOrAfterUnlocking) {
    window->openLink(QStringLiteral("voordeur://navragen"));
    driver->unlock();
    EXPECT_EQ(window->shell()->place().page, PageId::Check);
    driver->go(PageId::Caseload);
    window->openLink(QStringLiteral("voordeur://navragen"));
    EXPECT_EQ(window->shell()->place().page, PageId::Check);
}

TEST_F(MainWindowTest, ClosingWithAnUnsavedNoteAsksFirst) {
    driver->openHousehold(0);
    QTest::keyClick(window->focusWidget(), Qt::Key_N, Qt::ControlModifier);
    QTest::keyClicks(driver->find<QPlainTextEdit>(), QStringLiteral("Half"));
    window->close();
    EXPECT_TRUE(window->isVisible());
    EXPECT_TRUE(shows(QStringLiteral("1 notitie is nog niet bewaard.")));
    driver->click(QStringLiteral("Sluit en gooi weg"));
    EXPECT_FALSE(window->isVisible());
}

TEST_F(MainWindowTest, TheDemonstrationIsLoudAndSwitchesPeople) {
    Options options;
    options.demo = {
        {QStringLiteral("Coach"), QLatin1String(FakeGateway::kPassphrase), {}},
        {QStringLiteral("Privacy"), QString(), [this] { gateway.become("Willem Smit"); }}};
    makeWindow(options);
    EXPECT_TRUE(shows(QStringLiteral("DEMO – verzonnen gegevens")));
    EXPECT_TRUE(shows(QLatin1String(FakeGateway::kPassphrase)));
    driver->click(QStringLiteral("Vul de wachtzin in"));
    EXPECT_EQ(driver->find<client::ui::PassphraseEdit>()->text(),
              QLatin1String(FakeGateway::kPassphrase));
    driver->click(QStringLiteral("Open Voordeur"));
    ASSERT_TRUE(driver->waitUntil([this] { return window->shell() != nullptr; }));
    EXPECT_EQ(button("fillPassphrase"), nullptr) << "behind the door there is nothing to fill in";
    EXPECT_TRUE(shows(QStringLiteral("DEMO – verzonnen gegevens")));
    auto* choice = window->findChild<QComboBox*>(QStringLiteral("demoPerson"));
    ASSERT_NE(choice, nullptr);
    choice->setCurrentIndex(1);
    Q_EMIT choice->activated(1);
    EXPECT_EQ(window->shell(), nullptr);
    driver->unlock();
    EXPECT_EQ(window->shell()->place().page, PageId::Log);
}

TEST_F(MainWindowTest, WithoutADemonstrationThereIsNoBar) {
    EXPECT_FALSE(shows(QStringLiteral("DEMO")));
}

}  // namespace
}  // namespace voordeur::tests::ui
