#pragma once

#include "client/ui/pages/page.h"
#include "client/ui/widgets/banner.h"

class QStackedWidget;
class QTabBar;

namespace voordeur::client::ui {

class HelpersTab;
class HistoryTab;
class HouseholdHeader;
class LooksTab;
class MembersTab;
class NotesTab;
class StateStack;
class UnreadableCard;

/// One family: who leads, who helps, notes, people, history and who looked. Thread: GUI.
///
/// After every change the whole view is read again and replaces what is shown; what was typed and
/// not saved stays. That the change was made is said also when the view cannot be read.
class HouseholdPage : public Page {
    Q_OBJECT

public:
    enum Tab { kHelpers = 0, kNotes, kMembers, kHistory, kLooks, kTabCount };

    HouseholdPage(Services services, const Place& place, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void enter() override;
    void refresh() override;
    void keepDrafts() override;
    void forget() override;
    [[nodiscard]] QWidget* firstFocus() override;
    bool startNew() override;
    bool save() override;
    bool turnTab(int step) override;
    void showTab(int tab);

private:
    void build();
    void connectParts();
    void load();
    void present(const core::HouseholdView& view);
    /// What was done, to say once the page was read again.
    struct Told {
        BannerKind kind;
        QString text;
    };
    void opened(const core::Result<core::HouseholdView>& result);
    [[nodiscard]] core::Reply<core::Done> replyFor(const QString& done);
    void setBusy(bool busy);
    void loadAndTell(Told told);
    void openHandOver();
    void openRefusal();
    void withdraw();
    void answerMatch(core::InvolvementId involvement, bool same);
    void grant(core::InvolvementId involvement, const QString& agency);

    core::HouseholdId m_id;
    std::uint16_t m_purpose;
    Desk m_loadDesk;
    Desk m_actDesk;
    core::HouseholdView m_view;
    std::optional<Told> m_told;
    bool m_loaded = false;
    StateStack* m_state = nullptr;
    Banner* m_banner = nullptr;
    HouseholdHeader* m_header = nullptr;
    UnreadableCard* m_unreadable = nullptr;
    QTabBar* m_tabs = nullptr;
    QStackedWidget* m_stack = nullptr;
    HelpersTab* m_helpers = nullptr;
    NotesTab* m_notes = nullptr;
    MembersTab* m_members = nullptr;
    HistoryTab* m_history = nullptr;
    LooksTab* m_looks = nullptr;
};

}  // namespace voordeur::client::ui
