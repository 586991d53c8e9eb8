#pragma once

#include "client/ui/bridge.h"
#include "client/ui/drafts.h"

#include <QTimer>
#include <QWidget>

class QPlainTextEdit;
class QPushButton;
class QRadioButton;

namespace voordeur::client::ui {

class Banner;
class Label;
class NoteList;
class NotesModel;
class StateStack;

/// Notities: writing and reading. What is typed is kept in guarded memory after every pause and
/// stays there until it is saved; a failed save loses nothing. Thread: GUI.
class NotesTab : public QWidget {
    Q_OBJECT

public:
    NotesTab(core::Gateway& gateway,
             Drafts& drafts,
             core::HouseholdId household,
             QWidget* parent = nullptr);

    void present(const core::HouseholdView& view);
    void clear();
    void startNote();
    /// Ctrl+Enter. Asks first when the note would be shared.
    void saveNote();
    [[nodiscard]] QWidget* firstFocus() const;
    /// Puts what is typed now into the drafts.
    void keepDraft();

Q_SIGNALS:
    void saved();

private:
    [[nodiscard]] QWidget* makeEditor();
    void send(bool shared);
    void answered(const core::Result<core::Done>& result);
    void showSaved();
    void setBusy(bool busy);

    core::Gateway& m_gateway;
    Drafts& m_drafts;
    core::HouseholdId m_household;
    Desk m_desk;
    QTimer m_autosave;
    bool m_restored = false;
    QWidget* m_editor = nullptr;
    QPlainTextEdit* m_text = nullptr;
    QRadioButton* m_team = nullptr;
    QRadioButton* m_everyone = nullptr;
    QPushButton* m_save = nullptr;
    Label* m_status = nullptr;
    Banner* m_banner = nullptr;
    Label* m_readOnly = nullptr;
    NotesModel* m_model;
    NoteList* m_list;
    StateStack* m_state;
};

}  // namespace voordeur::client::ui
