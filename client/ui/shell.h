#pragma once

#include "client/ui/pages/page.h"

#include <map>

class QPushButton;
class QStackedWidget;

namespace voordeur::client::ui {

class Banner;
class Label;
class NavBar;
class StatusStrip;

/// Everything inside the opened door: navigation, top bar, pages, status. Made at the unlock and
/// destroyed at the lock, so that nothing of it stays behind. Thread: GUI.
class Shell : public QWidget {
    Q_OBJECT

public:
    Shell(Services services, const core::Identity& identity, QWidget* parent = nullptr);

    /// The home screen of the role.
    [[nodiscard]] Place home() const;
    [[nodiscard]] const Place& place() const { return m_place; }
    /// False when the role has no such page; then nothing changes.
    bool go(const Place& place);
    void back();
    /// Position in the navigation, from 0.
    void goNumber(int number);
    /// Next (1) or previous (-1) part of the screen.
    void cyclePane(int step);
    [[nodiscard]] Page* page() const;
    [[nodiscard]] QString title() const;
    void setSecondsLeft(int seconds);
    void warnOfLock();
    void calm();
    /// Removes every word about people, before the shell itself goes.
    void forget();

protected:
    void resizeEvent(QResizeEvent* event) override;

Q_SIGNALS:
    void lockWanted();
    void stayWanted();
    void titleChanged();

private:
    [[nodiscard]] QWidget* makeTopBar();
    [[nodiscard]] bool allowed(PageId page) const;
    [[nodiscard]] Page* make(const Place& place);
    void show(const Place& place);
    void leaveHousehold();
    void presentTitle();
    void warnOfCertificate();
    /// What this unlocking found out: lines that were lost, and actions without an answer.
    void tellWhatHappened();
    void tellUnsettled();
    void showUnsettled();
    void forgetUnsettled(const crypto::RequestId& id);

    Services m_services;
    core::Identity m_identity;
    Place m_place;
    std::vector<Place> m_history;
    std::map<PageId, Page*> m_pages;
    NavBar* m_nav;
    QPushButton* m_back;
    Label* m_title;
    QPushButton* m_help;
    QPushButton* m_lock;
    Banner* m_warning;
    Banner* m_certificate;
    Banner* m_restored;
    Banner* m_unsettled;
    QStackedWidget* m_stack;
    StatusStrip* m_status;
};

}  // namespace voordeur::client::ui
