#include "tests/integration/gateway/person_at_work.h"

#include "client/core/core_gateway.h"
#include "client/core/profile.h"
#include "client/ui/pages/page.h"
#include "client/ui/shell.h"
#include "client/ui/widgets/passphrase_edit.h"
#include "client/ui/widgets/row_list.h"
#include "tests/integration/town/need.h"
#include "tests/ui/texts.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QTest>

#include <stdexcept>

namespace voordeur::test {

using client::core::DeviceSecrets;
using client::ui::MainWindow;
using client::ui::RowList;

namespace {

// Long, because a machine that tests is busy; nothing waits this long when all is well.
constexpr int kWaitMillis = 15'000;

crypto::SecretBytes secretOf(const QString& text) {
    return crypto::SecretBytes::copyOf(crypto::viewOf(text.toStdString()));
}

}  // namespace

PersonAtWork::PersonAtWork(TestServer& server, Member& member)
    : m_line(server.port()), m_settings(QString::fromStdString(m_folder.path() + "/window.ini")) {
    DeviceSecrets secrets = need(DeviceSecrets::decode(member.secrets().encode()), "secrets");
    secrets.address = m_line.address();
    const std::string folder = m_folder.path() + "/profile";
    client::core::Profile profile(folder, server.clock(), server.random());
    need(profile.create(secrets, secretOf(QLatin1String(kPassphrase))), "a keystore");
    profile.close();
    m_gateway =
        client::core::makeCoreGateway({folder, m_transports, server.clock(), server.random()});
    m_settings.setLanguage(QStringLiteral("nl"));
    m_window = std::make_unique<MainWindow>(*m_gateway, m_settings, client::ui::Options{});
    m_window->show();
}

void PersonAtWork::waitFor(const std::function<bool()>& there, const QString& what) const {
    if (QTest::qWaitFor(there, kWaitMillis)) return;
    const QString seen = tests::ui::visibleTextsOf(*m_window).join(QLatin1Char('|'));
    throw std::runtime_error("never came: " + what.toStdString() + "\nin: " + seen.toStdString());
}

QWidget* PersonAtWork::top() const {
    QWidget* dialog = QApplication::activeModalWidget();
    const bool own = dialog != nullptr && dialog->window()->parentWidget() != nullptr &&
                     dialog->window()->parentWidget()->window() == m_window.get();
    return own ? dialog : m_window.get();
}

void PersonAtWork::fillPassphrase(const QString& passphrase) {
    const auto edits = m_window->findChildren<client::ui::PassphraseEdit*>();
    if (edits.isEmpty()) throw std::runtime_error("no door");
    waitFor([&] { return edits.first()->isVisible() && !edits.first()->isReadOnly(); },
            QStringLiteral("the passphrase"));
    edits.first()->setFocus();
    QTest::keyClicks(edits.first(), passphrase);
    QTest::keyClick(edits.first(), Qt::Key_Return);
}

void PersonAtWork::open() {
    fillPassphrase(QLatin1String(kPassphrase));
    waitFor([this] { return m_window->shell() != nullptr; }, QStringLiteral("the open door"));
}

bool PersonAtWork::sees(const QString& words) const {
    return tests::ui::visibleTextsOf(*top()).join(QLatin1Char('\n')).contains(words);
}

void PersonAtWork::see(const QString& words) {
    waitFor([&] { return sees(words); }, words);
}

void PersonAtWork::seeGone(const QString& words) {
    waitFor([&] { return !sees(words); }, QStringLiteral("the end of ") + words);
}

void PersonAtWork::type(const QString& words) {
    QWidget* focus = top()->focusWidget();
    if (focus == nullptr) throw std::runtime_error("nothing has the focus");
    QTest::keyClicks(focus, words);
}

void PersonAtWork::key(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    comeToFront();
    QWidget* focus = top()->focusWidget();
    QTest::keyClick(focus != nullptr ? focus : top(), key, modifiers);
}

// A shortcut belongs to the window that is in front.
void PersonAtWork::comeToFront() {
    QWidget* front = top();
    if (front->isActiveWindow()) return;
    front->raise();
    front->activateWindow();
    waitFor([front] { return front->isActiveWindow(); }, QStringLiteral("the window in front"));
}

QAbstractButton* PersonAtWork::findButton(const QString& which) const {
    for (auto* each : top()->findChildren<QAbstractButton*>()) {
        if (!each->isVisible() || !each->isEnabled()) continue;
        if (each->objectName() == which || each->text() == which) return each;
    }
    return nullptr;
}

void PersonAtWork::press(const QString& button) {
    waitFor([&] { return findButton(button) != nullptr; }, QStringLiteral("button ") + button);
    QAbstractButton* found = findButton(button);
    found->setFocus(Qt::TabFocusReason);
    QTest::keyClick(found, Qt::Key_Space);
}

QWidget* PersonAtWork::findInput(const QString& label) const {
    for (auto* each : top()->findChildren<QLabel*>()) {
        if (each->isVisible() && each->text() == label && each->buddy() != nullptr) {
            return each->buddy();
        }
    }
    return nullptr;
}

void PersonAtWork::goTo(const QString& label) {
    waitFor([&] { return findInput(label) != nullptr; }, QStringLiteral("input ") + label);
    findInput(label)->setFocus(Qt::TabFocusReason);
}

void PersonAtWork::goToPage(int number) {
    key(static_cast<Qt::Key>(Qt::Key_0 + number), Qt::ControlModifier);
}

void PersonAtWork::openHousehold(const QString& name) {
    see(name);
    auto* purpose = m_window->findChild<QComboBox*>(QStringLiteral("purpose"));
    purpose->setFocus();
    if (purpose->currentData().toInt() == 0) QTest::keyClick(purpose, Qt::Key_Down);
    goTo(QStringLiteral("Zoek in deze lijst"));
    QTest::keyClick(top()->focusWidget(), Qt::Key_A, Qt::ControlModifier);
    type(name);
    key(Qt::Key_Return);
    auto* list = m_window->shell()->page()->findChild<RowList*>();
    waitFor([&] { return list->model()->rowCount() == 1; }, QStringLiteral("one such household"));
    QTest::keyClick(list, Qt::Key_Return);
    waitFor([&] { return m_window->windowTitle().contains(name); }, QStringLiteral("the file"));
}

}  // namespace voordeur::test
