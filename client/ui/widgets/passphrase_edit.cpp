#include "client/ui/widgets/passphrase_edit.h"

#include <QMouseEvent>
#include <QPainter>
#include <QStyleOptionFrame>

#include <algorithm>

namespace voordeur::client::ui {

PassphraseEdit::PassphraseEdit(QWidget* parent) : QLineEdit(parent) {
    setEchoMode(QLineEdit::Password);
    setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhNoAutoUppercase |
                        Qt::ImhSensitiveData);
    setContextMenuPolicy(Qt::NoContextMenu);
    // Long enough for any sentence, short enough to never be a burden.
    setMaxLength(512);
}

void PassphraseEdit::setShown(bool shown) {
    m_shown = shown;
    update();
}

QRect PassphraseEdit::textRect() const {
    QStyleOptionFrame option;
    initStyleOption(&option);
    return style()->subElementRect(QStyle::SE_LineEditContents, &option, this);
}

int PassphraseEdit::scrolled() const {
    const int cursor = fontMetrics().horizontalAdvance(text().left(cursorPosition()));
    return std::max(0, cursor - textRect().width() + 4);
}

int PassphraseEdit::positionAt(int x) const {
    const int target = x - textRect().left() + scrolled();
    const QString typed = text();
    int best = 0;
    for (int i = 1; i <= typed.size(); ++i) {
        const int before = fontMetrics().horizontalAdvance(typed.left(i - 1));
        const int after = fontMetrics().horizontalAdvance(typed.left(i));
        if (target >= (before + after) / 2) best = i;
    }
    return best;
}

void PassphraseEdit::paintEvent(QPaintEvent* event) {
    if (!m_shown || text().isEmpty()) return QLineEdit::paintEvent(event);
    QStyleOptionFrame option;
    initStyleOption(&option);
    QPainter painter(this);
    style()->drawPrimitive(QStyle::PE_PanelLineEdit, &option, &painter, this);
    const QRect area = textRect();
    painter.setClipRect(area);
    const int left = area.left() - scrolled();
    const QFontMetrics metrics = fontMetrics();
    if (hasSelectedText()) {
        const int from = metrics.horizontalAdvance(text().left(selectionStart()));
        const int to = metrics.horizontalAdvance(text().left(selectionEnd()));
        painter.fillRect(QRect(left + from, area.top() + 4, to - from, area.height() - 8),
                         palette().highlight());
    }
    painter.setPen(
        palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, QPalette::Text));
    painter.drawText(QRect(left, area.top(), metrics.horizontalAdvance(text()) + 4, area.height()),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine,
                     text());
    if (!hasFocus()) return;
    const int cursor = left + metrics.horizontalAdvance(text().left(cursorPosition()));
    painter.fillRect(QRect(cursor, area.center().y() - metrics.height() / 2, 1, metrics.height()),
                     palette().color(QPalette::Text));
}

void PassphraseEdit::mousePressEvent(QMouseEvent* event) {
    if (!m_shown) return QLineEdit::mousePressEvent(event);
    // Bullets and letters differ in width: the base class would put the cursor elsewhere.
    setCursorPosition(positionAt(event->position().toPoint().x()));
    update();
}

void PassphraseEdit::mouseMoveEvent(QMouseEvent* event) {
    if (!m_shown) QLineEdit::mouseMoveEvent(event);
}

void PassphraseEdit::mouseDoubleClickEvent(QMouseEvent* event) {
    if (!m_shown) return QLineEdit::mouseDoubleClickEvent(event);
    selectAll();
}

}  // namespace voordeur::client::ui
