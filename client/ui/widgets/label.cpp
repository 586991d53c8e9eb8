#include "client/ui/widgets/label.h"

#include <QApplication>
#include <QEvent>
#include <QPainter>

#include <algorithm>

namespace voordeur::client::ui {

Label::Label(const QString& text, TextRank rank, Tint tint, QWidget* parent)
    : QLabel(text, parent), m_rank(rank), m_tint(tint) {
    setTextFormat(Qt::PlainText);
    setWordWrap(true);
    // Not Minimum: a wrapping label's hint guesses a narrow column, and pages would be too long.
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    refresh();
}

void Label::setTint(Tint tint) {
    m_tint = tint;
    refresh();
}

void Label::setSingleLine() {
    m_singleLine = true;
    setWordWrap(false);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    refresh();
}

void Label::setElided(int linesMax) {
    setSingleLine();
    m_elided = true;
    m_linesMax = linesMax;
    setWordWrap(linesMax > 1);  // QLabel asks no height for a width otherwise
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    policy.setHeightForWidth(linesMax > 1);
    setSizePolicy(policy);
}

QSize Label::wrapped(int width) const {
    constexpr int kHigh = 10'000;
    return fontMetrics().boundingRect(QRect(0, 0, width, kHigh), Qt::TextWordWrap, text()).size();
}

void Label::setCopyable() {
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    // Selectable by keyboard makes it a stop of Tab; with a name of its own it is a useful one.
    setAccessibleName(text());
}

QSize Label::minimumSizeHint() const {
    QSize hint = QLabel::minimumSizeHint();
    // A wrapping label would otherwise ask for the width of its longest line.
    if (!m_singleLine) hint.setWidth(std::min(hint.width(), fontMetrics().averageCharWidth() * 12));
    return hint;
}

bool Label::event(QEvent* event) {
    const bool handled = QLabel::event(event);
    // Qt tells only windows of a new palette; their children hear of it as a change of their own.
    if (event->type() == QEvent::ApplicationFontChange || event->type() == QEvent::PaletteChange) {
        refresh();
    }
    return handled;
}

void Label::paintEvent(QPaintEvent* event) {
    if (!m_elided) return QLabel::paintEvent(event);
    QPainter painter(this);
    const QRect inside = contentsRect();
    const QSize whole = wrapped(inside.width());
    if (m_linesMax > 1 && whole.width() <= inside.width() && whole.height() <= inside.height()) {
        painter.drawText(inside, static_cast<int>(alignment()) | Qt::TextWordWrap, text());
        return;
    }
    const QString shown = fontMetrics().elidedText(text(), Qt::ElideRight, inside.width());
    painter.drawText(inside, static_cast<int>(alignment()) | Qt::TextSingleLine, shown);
}

void Label::refresh() {
    const QFont wanted = ranked(QApplication::font(), m_rank);
    if (font() != wanted) setFont(wanted);
    // Only this one colour is the label's own: all others keep following the window.
    const QColor colour = colourOf(m_tint, QApplication::palette());
    if (m_coloured && palette().color(QPalette::WindowText) == colour) return;
    m_coloured = true;
    QPalette own;
    own.setColor(QPalette::WindowText, colour);
    setPalette(own);
}

int Label::readableWidth() const {
    return fontMetrics().averageCharWidth() * size::kReadableCharacters;
}

int Label::heightForWidth(int width) const {
    if (m_elided && m_linesMax > 1) {
        const QMargins margins = contentsMargins();
        const int inside = std::max(1, width - margins.left() - margins.right());
        const QSize whole = wrapped(inside);
        // A half line of grace: heights are rounded. What does not fit is shown in one, with dots.
        const int most = fontMetrics().lineSpacing() * (2 * m_linesMax + 1) / 2;
        const bool fits = whole.width() <= inside && whole.height() <= most;
        const int height = fits ? whole.height() : fontMetrics().height();
        return height + margins.top() + margins.bottom();
    }
    if (m_singleLine) return QLabel::heightForWidth(width);
    const QMargins margins = contentsMargins();
    return QLabel::heightForWidth(std::min(width, readableWidth()) + margins.left() +
                                  margins.right());
}

void Label::resizeEvent(QResizeEvent* event) {
    QLabel::resizeEvent(event);
    if (m_singleLine) return;
    // A margin instead of a maximum width: layouts spread what a maximum leaves over anywhere.
    const int spare = std::max(0, width() - readableWidth());
    const bool centred = (alignment() & Qt::AlignHCenter) != 0;
    const int left = centred ? spare / 2 : 0;
    setContentsMargins(left, contentsMargins().top(), spare - left, contentsMargins().bottom());
}

}  // namespace voordeur::client::ui
