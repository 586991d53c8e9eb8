#include "client/ui/shortcuts.h"
#include "tests/ui/window_fixture.h"

#include <QApplication>
#include <QSet>
#include <QShortcut>

namespace voordeur::tests::ui {
namespace {

// More stops than any screen has; a cycle that does not close within it is a trap.
constexpr int kStopsMax = 120;

class KeyboardTest : public WindowFixture, public testing::WithParamInterface<const char*> {
protected:
    QWidget* top() const {
        QWidget* dialog = QApplication::activeModalWidget();
        return dialog == nullptr ? window.get() : dialog;
    }
    static bool isStop(const QWidget* widget) {
        return widget->isVisible() && widget->isEnabled() &&
               (widget->focusPolicy() & Qt::TabFocus) != 0 && widget->focusProxy() == nullptr;
    }
};

TEST_P(KeyboardTest, TabReachesEverythingAndReturns) {
    ASSERT_TRUE(driver->show(QLatin1String(GetParam())));
    driver->settle();
    QWidget* where = top();
    where->activateWindow();
    ASSERT_NE(where->focusWidget(), nullptr);
    // From the first stop, however the page was entered.
    QTest::keyClick(where->focusWidget(), Qt::Key_Tab);
    const QWidget* start = where->focusWidget();
    QSet<const QWidget*> seen;
    int steps = 0;
    do {
        seen.insert(where->focusWidget());
        QTest::keyClick(where->focusWidget(), Qt::Key_Tab);
        ASSERT_LT(++steps, kStopsMax) << "Tab does not come back";
    } while (where->focusWidget() != start);
    EXPECT_GT(seen.size(), 1);
    for (const QWidget* each : where->findChildren<QWidget*>()) {
        if (!isStop(each) || each->window() != where) continue;
        // Of radio buttons in one group only the chosen one is a stop; arrows do the rest.
        const auto* choice = qobject_cast<const QAbstractButton*>(each);
        if (choice != nullptr && choice->group() != nullptr) continue;
        if (choice != nullptr && choice->autoExclusive() && !choice->isChecked()) continue;
        EXPECT_TRUE(seen.contains(each))
            << each->metaObject()->className() << " " << each->accessibleName().toStdString();
    }
    // And backwards, one step.
    QTest::keyClick(where->focusWidget(), Qt::Key_Backtab);
    EXPECT_NE(where->focusWidget(), start);
}

INSTANTIATE_TEST_SUITE_P(Every,
                         KeyboardTest,
                         testing::Values("unlock",
                                         "locked",
                                         "waiting",
                                         "check",
                                         "check-more",
                                         "check-yes",
                                         "check-involve",
                                         "caseload",
                                         "caseload-empty",
                                         "caseload-failed",
                                         "household",
                                         "household-offer",
                                         "household-unreadable",
                                         "notes",
                                         "members",
                                         "history",
                                         "looks",
                                         "hand-over",
                                         "refuse",
                                         "log",
                                         "log-broken",
                                         "connection",
                                         "settings",
                                         "help"),
                         [](const auto& one) {
                             std::string name = one.param;
                             std::replace(name.begin(), name.end(), '-', '_');
                             return name;
                         });

TEST(ShortcutsTest, AreUniqueAndNeverASingleLetter) {
    QSet<QString> keys;
    for (const auto& shortcut : client::ui::shortcuts()) {
        EXPECT_FALSE(shortcut.words.isEmpty());
        const QString text = shortcut.keys.toString(QKeySequence::PortableText);
        EXPECT_FALSE(keys.contains(text)) << text.toStdString();
        keys << text;
        EXPECT_GT(text.size(), 1) << text.toStdString();
    }
}

class WindowShortcutsTest : public WindowFixture {};

TEST_F(WindowShortcutsTest, NoTwoActOnTheSameKey) {
    driver->unlock();
    QSet<QString> keys;
    for (const auto* each : window->findChildren<QShortcut*>()) {
        const QString text = each->key().toString(QKeySequence::PortableText);
        EXPECT_FALSE(keys.contains(text)) << text.toStdString();
        keys << text;
    }
    EXPECT_GT(keys.size(), 15);
}

}  // namespace
}  // namespace voordeur::tests::ui
