#pragma once

#include "client/core/gateway.h"
#include "client/ui/bridge.h"
#include "client/ui/connection_watch.h"
#include "client/ui/drafts.h"
#include "client/ui/settings.h"

#include <QWidget>

#include <optional>

namespace voordeur::client::ui {

/// What every page may use. Owned by the window, which outlives the pages.
struct Services {
    core::Gateway& gateway;
    Settings& settings;
    Drafts& drafts;
    ConnectionWatch& watch;
};

enum class PageId : std::uint8_t {
    Caseload,
    Check,
    Household,
    Log,
    Waiting,
    Connection,
    Settings,
    Help,
};

/// Where somebody is: enough to come back, and nothing about the content.
struct Place {
    PageId page = PageId::Help;
    std::optional<core::HouseholdId> household;
    std::uint16_t purpose = 0;
    friend bool operator==(const Place&, const Place&) = default;
};

/// One screen inside the frame. Made when somebody unlocks, destroyed at the lock. Thread: GUI.
class Page : public QWidget {
    Q_OBJECT

public:
    explicit Page(Services services, QWidget* parent = nullptr);

    /// The heading of the screen and the first words of the window's title.
    [[nodiscard]] virtual QString title() const = 0;
    /// The page has become visible: load what it shows.
    virtual void enter() {}
    /// Asks for everything again (F5).
    virtual void refresh() {}
    /// Puts what is typed and not saved into the drafts.
    virtual void keepDrafts() {}
    /// Removes every word about people from the page and its models.
    virtual void forget() = 0;
    /// Where the keyboard goes when the page appears.
    [[nodiscard]] virtual QWidget* firstFocus() { return nullptr; }
    /// Ctrl+F, Ctrl+N, Ctrl+Enter, Ctrl+Tab and Ctrl+Shift+Tab; false when the page has no use.
    virtual bool find() { return false; }
    virtual bool startNew() { return false; }
    virtual bool save() { return false; }
    virtual bool turnTab(int step) {
        Q_UNUSED(step)
        return false;
    }

Q_SIGNALS:
    void titleChanged();
    void placeWanted(const Place& place);

protected:
    [[nodiscard]] core::Gateway& gateway() const { return m_services.gateway; }
    [[nodiscard]] Settings& settings() const { return m_services.settings; }
    [[nodiscard]] Drafts& drafts() const { return m_services.drafts; }
    [[nodiscard]] ConnectionWatch& watch() const { return m_services.watch; }

private:
    Services m_services;
};

}  // namespace voordeur::client::ui
