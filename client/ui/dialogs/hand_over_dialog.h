#pragma once

#include "client/core/views.h"
#include "client/ui/dialogs/dialog.h"

class QLineEdit;
class QSortFilterProxyModel;

namespace voordeur::client::ui {

class Label;
class PeopleModel;
class RowList;

/// Asks somebody to take the lead. Nothing changes until that person says yes. Thread: GUI.
class HandOverDialog : public Dialog {
    Q_OBJECT

public:
    /// `state`: who leads until the answer comes.
    HandOverDialog(std::vector<core::PersonView> people, core::LeadState state, QWidget* parent);

Q_SIGNALS:
    void chosen(const core::PersonId& person);

private:
    void showSentence();
    [[nodiscard]] QString sentenceFor(const QString& name) const;
    [[nodiscard]] const core::PersonView* current() const;

    core::LeadState m_state;
    PeopleModel* m_model;
    QSortFilterProxyModel* m_filtered;
    QLineEdit* m_filter;
    RowList* m_list;
    Label* m_sentence;
};

}  // namespace voordeur::client::ui
