#pragma once

#include "client/ui/icons.h"
#include "client/ui/text/explain.h"

#include <QStackedWidget>

class QPushButton;

namespace voordeur::client::ui {

class Label;

/// One place that shows content, or that it is loading, empty or failed, each in words.
///
/// Loading appears only after a short moment, so that quick answers do not flicker. Thread: GUI.
class StateStack : public QStackedWidget {
    Q_OBJECT

public:
    explicit StateStack(QWidget* content, QWidget* parent = nullptr);

    void showContent();
    void showLoading(const QString& what);
    void showEmpty(Glyph glyph, const QString& headline, const QString& whatToDo);
    void showFailure(const Explanation& explanation);

Q_SIGNALS:
    void retried();

private:
    QWidget* makeMessage();

    QWidget* m_content;
    QWidget* m_message;
    class GlyphLabel* m_glyph;
    Label* m_headline;
    Label* m_text;
    Label* m_code;
    QPushButton* m_retry;
    std::uint64_t m_turn = 0;
};

}  // namespace voordeur::client::ui
