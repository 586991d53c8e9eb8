#pragma once

#include "client/ui/idle_lock.h"
#include "client/ui/language.h"
#include "client/ui/options.h"
#include "client/ui/pages/page.h"
#include "client/ui/screen_watch.h"

#include <QWidget>

#include <optional>

class QStackedWidget;
class QVBoxLayout;

namespace voordeur::client::ui {

class DemoBar;
class Shell;
class UnlockPage;

/// The one window: the closed door, and behind it the shell. Locks on demand, when nobody is
/// there, when the screen locks and when the computer sleeps.
///
/// The gateway outlives the window. Thread: GUI.
class MainWindow : public QWidget {
    Q_OBJECT

public:
    MainWindow(core::Gateway& gateway,
               Settings& settings,
               const Options& options,
               IdleLock::Millis clock = {});
    ~MainWindow() override;

    /// Opens Navragen, now or once unlocked; raises the window.
    void openLink(const QString& link);
    void lockNow();
    [[nodiscard]] Shell* shell() const { return m_shell; }
    [[nodiscard]] UnlockPage* door() const { return m_door; }
    [[nodiscard]] IdleLock& idleLock() { return m_idle; }

protected:
    void closeEvent(QCloseEvent* event) override;

private:
    void makeDoor();
    void makeShortcuts();
    void unlocked(const core::Identity& identity);
    void openShell(const Place& place);
    void closeShell();
    void rebuild();
    void switchRole(int role);
    void presentTitle();
    void run(int shortcut);
    [[nodiscard]] bool dialogOpen() const;

    core::Gateway& m_gateway;
    Settings& m_settings;
    Options m_options;
    Language m_language;
    Drafts m_drafts;
    ConnectionWatch m_watch;
    IdleLock m_idle;
    ScreenWatch m_screen;
    std::optional<core::Identity> m_identity;
    /// Where the same person goes on after the next unlock.
    std::optional<core::PersonId> m_lastPerson;
    std::optional<Place> m_lastPlace;
    int m_role = 0;
    bool m_linkWaiting = false;
    bool m_closeAnyway = false;
    QVBoxLayout* m_column;
    DemoBar* m_demo = nullptr;
    QStackedWidget* m_stack;
    UnlockPage* m_door = nullptr;
    Shell* m_shell = nullptr;
};

}  // namespace voordeur::client::ui
