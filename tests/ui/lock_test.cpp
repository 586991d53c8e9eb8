#include "client/ui/pages/household_page.h"
#include "tests/ui/window_fixture.h"

#include <QApplication>
#include <QPlainTextEdit>

namespace voordeur::tests::ui {
namespace {

using client::ui::HouseholdPage;
using client::ui::PageId;

class LockTest : public WindowFixture {
protected:
    void expectNoCaseText() {
        const QString all = texts().join(QLatin1Char('\n'));
        for (const std::string& text : caseTexts(gateway.town())) {
            EXPECT_FALSE(all.contains(QString::fromStdString(text))) << text;
        }
    }
    QPlainTextEdit* editor() {
        qobject_cast<HouseholdPage*>(page())->showTab(HouseholdPage::kNotes);
        return driver->find<QPlainTextEdit>();
    }
};

TEST_F(LockTest, RemovesEveryWordAboutPeople) {
    driver->go(PageId::Caseload);
    driver->fillCheck(QStringLiteral("9742EF"), QStringLiteral("12"), 1);
    driver->openHousehold(0);
    for (int tab = 0; tab < HouseholdPage::kTabCount; ++tab) {
        qobject_cast<HouseholdPage*>(page())->showTab(tab);
        driver->settle();
    }
    ASSERT_TRUE(shows(QStringLiteral("Jansen – de Wit")));
    window->lockNow();
    driver->settle();
    expectNoCaseText();
    EXPECT_EQ(window->windowTitle(), QStringLiteral("Voordeur"));
    EXPECT_EQ(gateway.locks(), 1U);
}

TEST_F(LockTest, ClosesDialogsToo) {
    driver->show(QStringLiteral("hand-over"));
    ASSERT_NE(QApplication::activeModalWidget(), nullptr);
    window->lockNow();
    driver->settle();
    EXPECT_EQ(QApplication::activeModalWidget(), nullptr);
    expectNoCaseText();
}

TEST_F(LockTest, AnAnswerUnderWayDoesNotComeBackAfterIt) {
    driver->go(PageId::Check);
    gateway.setDelay(std::chrono::milliseconds(100));
    window->shell()->go({PageId::Caseload, {}, 0});
    window->lockNow();
    QTest::qWait(200);
    expectNoCaseText();
}

TEST_F(LockTest, ComesByItselfWithAWarningBefore) {
    driver->go(PageId::Caseload);
    now += 270'000;
    window->idleLock().tick();
    EXPECT_TRUE(shows(QStringLiteral("Voordeur gaat over 30 seconden op slot.")));
    driver->click(QStringLiteral("Blijf werken"));
    EXPECT_EQ(window->idleLock().secondsLeft(), 300);
    now += 301'000;
    window->idleLock().tick();
    EXPECT_EQ(window->shell(), nullptr);
}

TEST_F(LockTest, CtrlLLocks) {
    driver->go(PageId::Caseload);
    QTest::keyClick(window->focusWidget(), Qt::Key_L, Qt::ControlModifier);
    EXPECT_EQ(window->shell(), nullptr);
}

TEST_F(LockTest, AnUnsavedNoteWaitsBehindIt) {
    driver->openHousehold(0);
    QTest::keyClicks(editor(), QStringLiteral("Half verhaal"));
    window->lockNow();
    EXPECT_FALSE(shows(QStringLiteral("Half verhaal")));
    EXPECT_TRUE(shows(QStringLiteral("Uw concept wacht op u")));
    driver->unlock();
    ASSERT_NE(window->shell(), nullptr);
    EXPECT_EQ(window->shell()->place().page, PageId::Household);
    EXPECT_EQ(editor()->toPlainText(), QStringLiteral("Half verhaal"));
}

TEST_F(LockTest, AnotherPersonDoesNotGetIt) {
    driver->openHousehold(0);
    QTest::keyClicks(editor(), QStringLiteral("Half verhaal"));
    window->lockNow();
    gateway.become("Noor de Vries");
    driver->unlock();
    driver->openHousehold(0);
    EXPECT_EQ(editor()->toPlainText(), QString());
}

}  // namespace
}  // namespace voordeur::tests::ui
