#pragma once

#include "client/core/views.h"

#include <QWidget>

namespace voordeur::client::ui {

class Card;
class GlyphLabel;
class Label;
class ProblemsModel;
class RowList;

/// What a check of the log says, and how far it goes. "Nothing was removed" stands here only when
/// the check was compared with a head kept outside the server. Thread: GUI.
class LogResult : public QWidget {
    Q_OBJECT

public:
    explicit LogResult(QWidget* parent = nullptr);
    void present(const core::LogReport& report);
    void clear();

private:
    Card* m_card;
    GlyphLabel* m_glyph;
    Label* m_headline;
    Label* m_caveat;
    Label* m_restored;
    Label* m_facts;
    Label* m_root;
    Label* m_problemsTitle;
    ProblemsModel* m_model;
    RowList* m_problems;
};

/// The sentences of a report; apart from the widget so that tests can read them.
struct LogWords {
    QString headline;
    QString caveat;
};
LogWords wordsOf(const core::LogReport& report);

}  // namespace voordeur::client::ui
