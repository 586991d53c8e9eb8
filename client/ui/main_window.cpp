#include "client/ui/main_window.h"

#include "client/ui/dialogs/dialog.h"
#include "client/ui/pages/unlock_page.h"
#include "client/ui/shell.h"
#include "client/ui/shortcuts.h"
#include "client/ui/widgets/demo_bar.h"

#include <QApplication>
#include <QCloseEvent>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace voordeur::client::ui {
namespace {

constexpr QSize kSmallest(1024, 640);
constexpr QSize kUsual(1280, 800);
constexpr int kNumberedMax = 9;

}  // namespace

MainWindow::MainWindow(core::Gateway& gateway,
                       Settings& settings,
                       const Options& options,
                       IdleLock::Millis clock)
    : m_gateway(gateway),
      m_settings(settings),
      m_options(options),
      m_watch(gateway),
      m_idle(std::move(clock)),
      m_column(new QVBoxLayout(this)),
      m_stack(new QStackedWidget) {
    m_language.use(m_settings.language());
    setMinimumSize(kSmallest);
    resize(kUsual);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    m_column->addWidget(m_stack, 1);
    makeShortcuts();
    connect(&m_idle, &IdleLock::expired, this, &MainWindow::lockNow);
    connect(&m_screen, &ScreenWatch::away, this, &MainWindow::lockNow);
    connect(&m_idle, &IdleLock::warned, this, [this] {
        if (m_shell != nullptr) m_shell->warnOfLock();
    });
    connect(&m_idle, &IdleLock::calmed, this, [this] {
        if (m_shell != nullptr) m_shell->calm();
    });
    connect(&m_idle, &IdleLock::ticked, this, [this](int seconds) {
        if (m_shell != nullptr) m_shell->setSecondsLeft(seconds);
    });
    connect(&m_settings, &Settings::lockMinutesChanged, this, [this] {
        if (m_shell != nullptr) m_idle.start(m_settings.lockMinutes());
    });
    // Widgets are worded and measured when they are made. Queued, because the widget that changed
    // the setting is among those replaced.
    connect(
        &m_settings, &Settings::languageChanged, this, &MainWindow::rebuild, Qt::QueuedConnection);
    connect(
        &m_settings, &Settings::textSizeChanged, this, &MainWindow::rebuild, Qt::QueuedConnection);
    m_linkWaiting = !options.link.isEmpty();
    makeDoor();
    presentTitle();
}

MainWindow::~MainWindow() {
    closeShell();
}

void MainWindow::makeDoor() {
    delete m_demo;
    m_demo = nullptr;
    if (!m_options.demo.empty()) {
        auto* bar = new DemoBar(m_options.demo, m_role);
        connect(bar, &DemoBar::chosen, this, &MainWindow::switchRole);
        connect(bar, &DemoBar::fillWanted, this, [this](const QString& passphrase) {
            if (m_shell == nullptr) m_door->fill(passphrase);
        });
        m_column->insertWidget(0, bar);
        m_demo = bar;
    }
    delete m_door;
    m_door = new UnlockPage(m_gateway);
    connect(m_door, &UnlockPage::unlocked, this, &MainWindow::unlocked);
    m_stack->addWidget(m_door);
    // Now that it is part of the window: the cursor waits in the passphrase.
    m_door->arrive(false, 0);
}

void MainWindow::makeShortcuts() {
    for (const Shortcut& shortcut : shortcuts()) {
        auto* key = new QShortcut(shortcut.keys, this);
        const int id = static_cast<int>(shortcut.id);
        connect(key, &QShortcut::activated, this, [this, id] { run(id); });
        if (shortcut.id != ShortcutId::Save) continue;
        // The Enter of the number pad is another key to Qt, not to people.
        auto* pad = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Enter), this);
        connect(pad, &QShortcut::activated, this, [this, id] { run(id); });
    }
    for (int number = 0; number < kNumberedMax; ++number) {
        const auto digit = static_cast<Qt::Key>(Qt::Key_1 + number);
        auto* key = new QShortcut(QKeySequence(Qt::CTRL | digit), this);
        connect(key, &QShortcut::activated, this, [this, number] {
            if (m_shell != nullptr) m_shell->goNumber(number);
        });
    }
}

void MainWindow::run(int shortcut) {
    if (m_shell == nullptr) return;
    Page* page = m_shell->page();
    switch (static_cast<ShortcutId>(shortcut)) {
        case ShortcutId::Help:
            m_shell->go({PageId::Help, {}, 0});
            break;
        case ShortcutId::Lock:
            lockNow();
            break;
        case ShortcutId::Back:
            m_shell->back();
            break;
        case ShortcutId::NextPane:
            m_shell->cyclePane(1);
            break;
        case ShortcutId::PreviousPane:
            m_shell->cyclePane(-1);
            break;
        case ShortcutId::Refresh:
            page->refresh();
            break;
        case ShortcutId::Find:
            page->find();
            break;
        case ShortcutId::NewNote:
            page->startNew();
            break;
        case ShortcutId::Save:
            page->save();
            break;
        case ShortcutId::NextTab:
            page->turnTab(1);
            break;
        case ShortcutId::PreviousTab:
            page->turnTab(-1);
            break;
    }
}

void MainWindow::unlocked(const core::Identity& identity) {
    const bool samePerson = m_lastPerson && *m_lastPerson == identity.self.id;
    if (!samePerson) {
        // Drafts belong to who typed them.
        m_drafts.clear();
        m_lastPlace.reset();
    }
    m_lastPerson = identity.self.id;
    m_identity = identity;
    openShell(m_lastPlace.value_or(Place{}));
    m_idle.start(m_settings.lockMinutes());
}

void MainWindow::openShell(const Place& place) {
    m_shell = new Shell({m_gateway, m_settings, m_drafts, m_watch}, *m_identity);
    connect(m_shell, &Shell::lockWanted, this, &MainWindow::lockNow, Qt::QueuedConnection);
    connect(m_shell, &Shell::stayWanted, this, [this] { m_idle.touch(); });
    connect(m_shell, &Shell::titleChanged, this, &MainWindow::presentTitle);
    m_stack->addWidget(m_shell);
    m_stack->setCurrentWidget(m_shell);
    if (m_demo != nullptr) m_demo->setAtDoor(false);
    const bool wantsCheck = std::exchange(m_linkWaiting, false);
    if (wantsCheck && m_shell->go({PageId::Check, {}, 0})) return;
    const bool returning = m_lastPlace.has_value();
    if (!returning || !m_shell->go(place)) m_shell->go(m_shell->home());
}

void MainWindow::closeShell() {
    if (m_shell == nullptr) return;
    m_lastPlace = m_shell->place();
    m_shell->forget();
    // Dialogs are children of the pages and go with them.
    delete std::exchange(m_shell, nullptr);
}

void MainWindow::lockNow() {
    if (m_shell == nullptr) return;
    m_idle.stop();
    closeShell();
    m_identity.reset();
    m_gateway.lock();
    m_stack->setCurrentWidget(m_door);
    if (m_demo != nullptr) m_demo->setAtDoor(true);
    m_door->arrive(true, m_drafts.count());
    presentTitle();
}

void MainWindow::rebuild() {
    m_language.use(m_settings.language());
    const bool open = m_shell != nullptr;
    closeShell();
    makeDoor();
    if (open) {
        openShell(m_lastPlace.value_or(Place{}));
        m_idle.start(m_settings.lockMinutes());
    } else {
        m_stack->setCurrentWidget(m_door);
    }
    presentTitle();
}

void MainWindow::switchRole(int role) {
    m_role = role;
    lockNow();
    m_drafts.clear();
    m_lastPlace.reset();
    m_lastPerson.reset();
    m_linkWaiting = false;
    const DemoRole& chosen = m_options.demo.at(static_cast<std::size_t>(role));
    if (chosen.choose) chosen.choose();
    m_door->arrive(false, 0);
}

void MainWindow::openLink(const QString& link) {
    if (isMinimized()) showNormal();
    raise();
    activateWindow();
    if (link.isEmpty()) return;
    if (m_shell == nullptr) {
        m_linkWaiting = true;
    } else if (!dialogOpen()) {
        m_shell->go({PageId::Check, {}, 0});
    }
}

bool MainWindow::dialogOpen() const {
    return QApplication::activeModalWidget() != nullptr;
}

void MainWindow::presentTitle() {
    const QString place = m_shell == nullptr ? QString() : m_shell->title();
    setWindowTitle(place.isEmpty() ? QStringLiteral("Voordeur")
                                   : QStringLiteral("%1 – Voordeur").arg(place));
}

void MainWindow::closeEvent(QCloseEvent* event) {
    // What stands in an editor counts as a draft too.
    if (m_shell != nullptr && m_shell->page() != nullptr) m_shell->page()->keepDrafts();
    if (m_closeAnyway || m_drafts.empty()) return event->accept();
    event->ignore();
    askFirst(this,
             tr("%n note(s) have not been saved. Closing throws them away.",
                nullptr,
                static_cast<int>(m_drafts.count())),
             tr("Close and throw away"),
             tr("Go back"),
             [this] {
                 m_closeAnyway = true;
                 close();
             });
}

}  // namespace voordeur::client::ui
