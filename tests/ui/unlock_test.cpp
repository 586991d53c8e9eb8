#include "client/ui/pages/unlock_page.h"
#include "client/ui/widgets/passphrase_edit.h"
#include "tests/ui/window_fixture.h"

#include <QApplication>
#include <QClipboard>
#include <QProgressBar>

namespace voordeur::tests::ui {
namespace {

using client::ui::PassphraseEdit;
using crypto::Reason;

class UnlockTest : public WindowFixture {
protected:
    PassphraseEdit* edit() { return driver->find<PassphraseEdit>(); }
    void tryPhrase(const char* phrase) {
        edit()->setFocus();
        QTest::keyClicks(edit(), QLatin1String(phrase));
        QTest::keyClick(edit(), Qt::Key_Return);
        driver->settle();
    }
};

TEST_F(UnlockTest, OpensWithTheRightPassphrase) {
    tryPhrase(FakeGateway::kPassphrase);
    ASSERT_NE(window->shell(), nullptr);
    EXPECT_EQ(window->windowTitle(), QStringLiteral("Mijn gezinnen – Voordeur"));
}

TEST_F(UnlockTest, SaysWhenThePassphraseIsWrong) {
    tryPhrase("niet goed");
    EXPECT_EQ(window->shell(), nullptr);
    EXPECT_TRUE(shows(QStringLiteral(
        "Deze wachtzin klopt niet. Controleer hoofdletters en probeer het opnieuw.")));
    EXPECT_TRUE(edit()->text().isEmpty());
    EXPECT_TRUE(edit()->hasFocus());
}

TEST_F(UnlockTest, ShowsTheWaitAfterSeveralWrongOnes) {
    for (int i = 0; i < 3; ++i)
        tryPhrase("niet goed");
    EXPECT_TRUE(shows(QStringLiteral("opnieuw proberen")));
    QAbstractButton* open = nullptr;
    for (auto* each : window->findChildren<QAbstractButton*>()) {
        if (each->text() == QLatin1String("Open Voordeur")) open = each;
    }
    ASSERT_NE(open, nullptr);
    EXPECT_FALSE(open->isEnabled());
    driver->waitUntil([open] { return open->isEnabled(); }, 8000);
    EXPECT_TRUE(open->isEnabled());
    tryPhrase(FakeGateway::kPassphrase);
    EXPECT_NE(window->shell(), nullptr);
}

TEST_F(UnlockTest, ShowsThatItIsWorking) {
    gateway.setUnlockDelay(std::chrono::milliseconds(300));
    QTest::keyClicks(edit(), QStringLiteral("iets"));
    QTest::keyClick(edit(), Qt::Key_Return);
    EXPECT_NE(driver->find<QProgressBar>(), nullptr);
    EXPECT_TRUE(edit()->isReadOnly());
    driver->settle();
    EXPECT_EQ(driver->find<QProgressBar>(), nullptr);
}

TEST_F(UnlockTest, AnEmptyPassphraseIsAskedForNotSent) {
    QTest::keyClick(edit(), Qt::Key_Return);
    EXPECT_EQ(gateway.pending(), 0U);
    EXPECT_TRUE(shows(QStringLiteral("Vul uw wachtzin in.")));
}

TEST_F(UnlockTest, PastingIsAllowed) {
    QApplication::clipboard()->setText(QLatin1String(FakeGateway::kPassphrase));
    edit()->setFocus();
    QTest::keyClick(edit(), Qt::Key_V, Qt::ControlModifier);
    QTest::keyClick(edit(), Qt::Key_Return);
    driver->settle();
    EXPECT_NE(window->shell(), nullptr);
}

TEST_F(UnlockTest, ShowingThePassphraseKeepsItAPassword) {
    QTest::keyClicks(edit(), QStringLiteral("geheim"));
    const QImage before = edit()->grab().toImage();
    edit()->setShown(true);
    EXPECT_NE(edit()->grab().toImage(), before);
    EXPECT_EQ(edit()->echoMode(), QLineEdit::Password);
    edit()->selectAll();
    QApplication::clipboard()->clear();
    edit()->copy();
    EXPECT_FALSE(QApplication::clipboard()->text().contains(QStringLiteral("geheim")));
}

TEST_F(UnlockTest, ADeviceThatIsNotAdmittedWaits) {
    gateway.setReady(false);
    driver->unlock();
    ASSERT_NE(window->shell(), nullptr);
    EXPECT_TRUE(shows(QStringLiteral("Deze laptop wacht op toelating.")));
    EXPECT_FALSE(window->shell()->go({client::ui::PageId::Caseload, {}, 0}));
}

TEST_F(UnlockTest, OtherRefusalsAreExplained) {
    gateway.setUnlockFailure(Reason::KeystoreBroken);
    tryPhrase(FakeGateway::kPassphrase);
    EXPECT_TRUE(shows(QStringLiteral("Het sleutelbestand van deze laptop is beschadigd.")));
    EXPECT_TRUE(shows(QStringLiteral("VD-126")));
}

}  // namespace
}  // namespace voordeur::tests::ui
