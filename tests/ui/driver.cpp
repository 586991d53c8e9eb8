#include "tests/ui/driver.h"

#include "client/ui/pages/household_page.h"
#include "client/ui/pages/unlock_page.h"
#include "client/ui/shell.h"
#include "client/ui/widgets/passphrase_edit.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QTest>

#include <chrono>

namespace voordeur::tests::ui {

using client::ui::HouseholdPage;
using client::ui::PageId;
using client::ui::PassphraseEdit;
using std::chrono::milliseconds;

QStringList Driver::pages() {
    return {QStringLiteral("unlock"),
            QStringLiteral("unlock-wrong"),
            QStringLiteral("unlock-wait"),
            QStringLiteral("unlock-busy"),
            QStringLiteral("locked"),
            QStringLiteral("waiting"),
            QStringLiteral("check"),
            QStringLiteral("check-errors"),
            QStringLiteral("check-more"),
            QStringLiteral("check-yes"),
            QStringLiteral("check-maybe"),
            QStringLiteral("check-no"),
            QStringLiteral("check-failed"),
            QStringLiteral("check-involve"),
            QStringLiteral("caseload"),
            QStringLiteral("caseload-empty"),
            QStringLiteral("caseload-failed"),
            QStringLiteral("household"),
            QStringLiteral("household-offer"),
            QStringLiteral("household-none"),
            QStringLiteral("household-other"),
            QStringLiteral("household-unreadable"),
            QStringLiteral("notes"),
            QStringLiteral("members"),
            QStringLiteral("history"),
            QStringLiteral("looks"),
            QStringLiteral("hand-over"),
            QStringLiteral("refuse"),
            QStringLiteral("log"),
            QStringLiteral("log-ok"),
            QStringLiteral("log-alone"),
            QStringLiteral("log-broken"),
            QStringLiteral("log-running"),
            QStringLiteral("connection"),
            QStringLiteral("settings"),
            QStringLiteral("help"),
            QStringLiteral("lock-warning")};
}

bool Driver::waitUntil(const std::function<bool()>& done, int millis) {
    return QTest::qWaitFor(done, millis);
}

void Driver::settle() {
    // Two rounds: an answer may ask the next, or make widgets that lay themselves out later.
    for (const int pause : {40, 20}) {
        waitUntil([this] { return m_gateway.pending() == 0; });
        QTest::qWait(pause);
    }
}

void Driver::tryPassphrase(const QString& phrase) {
    auto* edit = find<PassphraseEdit>();
    if (edit == nullptr) return;
    edit->setFocus();
    QTest::keyClicks(edit, phrase);
    QTest::keyClick(edit, Qt::Key_Return);
}

void Driver::unlock() {
    if (m_window.shell() != nullptr) return;
    tryPassphrase(QLatin1String(FakeGateway::kPassphrase));
    waitUntil([this] { return m_window.shell() != nullptr; });
    settle();
}

void Driver::go(PageId page) {
    unlock();
    m_window.shell()->go({page, {}, 0});
    settle();
}

void Driver::openHousehold(int number) {
    unlock();
    const Town town = m_gateway.town();
    m_window.shell()->go(
        {PageId::Household, town.households.at(static_cast<std::size_t>(number)).id, 1});
    settle();
}

void Driver::click(const QString& words) {
    QWidget* top = QApplication::activeModalWidget();
    if (top == nullptr) top = &m_window;
    for (auto* each : top->findChildren<QAbstractButton*>()) {
        if (each->isVisible() && each->isEnabled() && each->text() == words) {
            QTest::mouseClick(each, Qt::LeftButton);
            return;
        }
    }
    qWarning("no button with these words is visible");
}

void Driver::fillCheck(const QString& postcode, const QString& number, int purpose) {
    go(PageId::Check);
    const auto edits = m_window.shell()->page()->findChildren<QLineEdit*>();
    for (QLineEdit* each : edits)
        each->clear();
    QTest::keyClicks(edits.at(0), postcode);
    QTest::keyClicks(edits.at(1), number);
    int at = 0;
    for (auto* choice : m_window.shell()->page()->findChildren<QRadioButton*>()) {
        if (at++ == purpose) choice->click();
    }
    QTest::keyClick(edits.at(1), Qt::Key_Return);
    settle();
}

bool Driver::showDoor(const QString& page) {
    if (page == QLatin1String("unlock")) return true;
    if (page == QLatin1String("unlock-wrong")) {
        tryPassphrase(QStringLiteral("niet goed"));
        settle();
        return true;
    }
    if (page == QLatin1String("unlock-wait")) {
        for (int i = 0; i < 3; ++i) {
            tryPassphrase(QStringLiteral("niet goed"));
            settle();
        }
        return true;
    }
    if (page == QLatin1String("unlock-busy")) {
        m_gateway.setUnlockDelay(milliseconds(20'000));
        tryPassphrase(QLatin1String(FakeGateway::kPassphrase));
        QTest::qWait(100);
        return true;
    }
    if (page == QLatin1String("locked")) {
        unlock();
        m_window.lockNow();
        settle();
        return true;
    }
    if (page == QLatin1String("waiting")) {
        m_gateway.setReady(false);
        unlock();
        return true;
    }
    return false;
}

bool Driver::showCheck(const QString& page) {
    if (page == QLatin1String("check")) {
        go(PageId::Check);
    } else if (page == QLatin1String("check-errors")) {
        fillCheck(QStringLiteral("3011"), QStringLiteral("x"), -1);
    } else if (page == QLatin1String("check-more")) {
        go(PageId::Check);
        for (auto* each : m_window.shell()->page()->findChildren<QAbstractButton*>()) {
            if (each->isCheckable() && !each->autoExclusive()) {
                if (qobject_cast<QRadioButton*>(each) == nullptr) each->click();
            }
        }
        settle();
    } else if (page == QLatin1String("check-yes")) {
        fillCheck(QStringLiteral("9742 EF"), QStringLiteral("12"), 1);
    } else if (page == QLatin1String("check-maybe")) {
        fillCheck(QStringLiteral("9741cd"), QStringLiteral("104"), 3);
    } else if (page == QLatin1String("check-no")) {
        fillCheck(QStringLiteral("3011 AB"), QStringLiteral("5"), 2);
    } else if (page == QLatin1String("check-failed")) {
        m_gateway.setFailure(crypto::Reason::Unavailable);
        fillCheck(QStringLiteral("9742 EF"), QStringLiteral("12"), 1);
    } else if (page == QLatin1String("check-involve")) {
        fillCheck(QStringLiteral("9742 EF"), QStringLiteral("12"), 1);
        if (auto* help = m_window.findChild<QAbstractButton*>(QStringLiteral("helpToo"))) {
            help->click();
        }
        settle();
    } else {
        return false;
    }
    return true;
}

bool Driver::showHousehold(const QString& page) {
    const auto tab = [this](int which) {
        openHousehold(0);
        qobject_cast<HouseholdPage*>(m_window.shell()->page())->showTab(which);
        settle();
    };
    const auto press = [this](const char* name) {
        if (auto* found = m_window.findChild<QAbstractButton*>(QLatin1String(name))) found->click();
        settle();
    };
    if (page == QLatin1String("household")) {
        openHousehold(0);
    } else if (page == QLatin1String("household-offer")) {
        openHousehold(2);
    } else if (page == QLatin1String("household-none")) {
        openHousehold(8);
    } else if (page == QLatin1String("household-unreadable")) {
        openHousehold(3);
    } else if (page == QLatin1String("household-other")) {
        openHousehold(6);
    } else if (page == QLatin1String("notes")) {
        tab(HouseholdPage::kNotes);
    } else if (page == QLatin1String("members")) {
        tab(HouseholdPage::kMembers);
    } else if (page == QLatin1String("history")) {
        tab(HouseholdPage::kHistory);
    } else if (page == QLatin1String("looks")) {
        tab(HouseholdPage::kLooks);
    } else if (page == QLatin1String("hand-over")) {
        openHousehold(0);
        press("handOver");
    } else if (page == QLatin1String("refuse")) {
        openHousehold(2);
        press("refuse");
    } else {
        return false;
    }
    return true;
}

bool Driver::showOther(const QString& page) {
    if (page.startsWith(QLatin1String("log"))) {
        m_gateway.become("Willem Smit");
        if (page == QLatin1String("log-alone")) m_gateway.setLogOutcome(LogOutcome::WholeAlone);
        if (page == QLatin1String("log-broken")) m_gateway.setLogOutcome(LogOutcome::Broken);
        const bool running = page == QLatin1String("log-running");
        if (running) m_gateway.setDelay(milliseconds(400));
        go(PageId::Log);
        if (page == QLatin1String("log")) return true;
        if (auto* start = m_window.findChild<QAbstractButton*>(QStringLiteral("checkLog"))) {
            start->click();
        }
        running ? QTest::qWait(2500) : settle();
        return true;
    }
    if (page.startsWith(QLatin1String("caseload"))) {
        m_gateway.setEmpty(page == QLatin1String("caseload-empty"));
        if (page == QLatin1String("caseload-failed")) {
            m_gateway.setFailure(crypto::Reason::Unavailable);
            m_gateway.setConnection(core::ConnectionState::Unreachable);
        }
        go(PageId::Caseload);
        return true;
    }
    if (page == QLatin1String("connection")) return go(PageId::Connection), true;
    if (page == QLatin1String("settings")) return go(PageId::Settings), true;
    if (page == QLatin1String("help")) return go(PageId::Help), true;
    if (page == QLatin1String("lock-warning")) {
        go(PageId::Caseload);
        m_window.shell()->warnOfLock();
        settle();
        return true;
    }
    return false;
}

bool Driver::show(const QString& page) {
    return showDoor(page) || showCheck(page) || showHousehold(page) || showOther(page);
}

}  // namespace voordeur::tests::ui
