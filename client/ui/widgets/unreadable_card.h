#pragma once

#include "client/core/views.h"
#include "client/ui/widgets/card.h"

namespace voordeur::client::ui {

class Label;
class NoteList;
class UnreadableModel;

/// Says what of a family's file could not be read, from whom it is and what can be done about it.
/// Hidden while everything could be read. Thread: GUI.
class UnreadableCard : public Card {
    Q_OBJECT

public:
    explicit UnreadableCard(QWidget* parent = nullptr);
    void present(const core::HouseholdView& view);
    /// Forgets the names too.
    void clear();

private:
    UnreadableModel* m_model;
    NoteList* m_list;
    Label* m_heading;
};

}  // namespace voordeur::client::ui
