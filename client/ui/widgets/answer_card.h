#pragma once

#include "client/core/views.h"
#include "client/ui/widgets/card.h"

class QPushButton;

namespace voordeur::client::ui {

class ContactLines;
class GlyphLabel;
class Label;

/// The answer of one check: yes, maybe or no, who leads and what was recorded. Takes the focus
/// when it arrives, so that it is read out. Thread: GUI.
class AnswerCard : public Card {
    Q_OBJECT

public:
    explicit AnswerCard(QWidget* parent = nullptr);
    /// `asker`: the name that stands in the log. `byAddress`: what was asked, for the wording.
    void present(const core::CheckAnswer& answer, const QString& asker, bool byAddress);
    void clear();

Q_SIGNALS:
    void helpWanted();
    void newQuestionWanted();

private:
    void showLead(const core::CheckAnswer& answer);

    GlyphLabel* m_glyph;
    Label* m_headline;
    Label* m_more;
    QWidget* m_leadBlock;
    Label* m_lead;
    Label* m_leadTeam;
    Label* m_since;
    ContactLines* m_contact;
    Label* m_agencies;
    QPushButton* m_help;
    QPushButton* m_again;
    Label* m_record;
};

}  // namespace voordeur::client::ui
