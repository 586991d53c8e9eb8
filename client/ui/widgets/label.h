#pragma once

#include "client/ui/icons.h"
#include "client/ui/theme.h"

#include <QLabel>

namespace voordeur::client::ui {

/// Text of one rank and tint that follows changes of theme and size of text.
///
/// Always plain text: what people typed can never become markup. Wraps; no line is longer than
/// reads well. Thread: GUI.
class Label : public QLabel {
    Q_OBJECT

public:
    explicit Label(const QString& text,
                   TextRank rank = TextRank::Body,
                   Tint tint = Tint::Text,
                   QWidget* parent = nullptr);

    void setTint(Tint tint);
    /// For labels beside others on one line: no wrapping, no limit to the width.
    void setSingleLine();
    /// Gives way to its neighbours: at most so many lines, and ends in dots where that does not do.
    void setElided(int linesMax = 1);
    /// Lets the text be marked and copied with pointer and keyboard, for phone numbers and codes.
    void setCopyable();

    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] int heightForWidth(int width) const override;

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void refresh();
    [[nodiscard]] int readableWidth() const;
    /// The text wrapped to this width.
    [[nodiscard]] QSize wrapped(int width) const;

    TextRank m_rank;
    Tint m_tint;
    bool m_singleLine = false;
    bool m_elided = false;
    int m_linesMax = 1;
    bool m_coloured = false;
};

}  // namespace voordeur::client::ui
