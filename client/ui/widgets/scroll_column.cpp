#include "client/ui/widgets/scroll_column.h"

#include "client/ui/theme.h"

#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPointer>
#include <QScrollBar>
#include <QTimer>
#include <QVBoxLayout>

namespace voordeur::client::ui {

ScrollColumn::ScrollColumn(int widthMax, QWidget* parent)
    : QScrollArea(parent), m_inner(new QWidget), m_widthMax(widthMax) {
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    auto* outer = new QWidget;
    auto* row = new QHBoxLayout(outer);
    row->setContentsMargins(space::kHuge, space::kTight, space::kHuge, space::kHuge);
    row->addWidget(m_inner, 1);
    if (widthMax > 0) row->addStretch(0);
    m_column = new QVBoxLayout(m_inner);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(space::kLarge);
    setWidget(outer);
    limitWidth();
    m_following = connect(
        qApp, &QApplication::focusChanged, this, [this](QWidget*, QWidget* now) { reveal(now); });
}

// Who ends with the focus inside gives it away as a plain widget: nothing of this is left by then.
ScrollColumn::~ScrollColumn() {
    disconnect(m_following);
}

// Qt scrolls to what Tab reaches, but not to what a page gives the focus: an answer, a message.
void ScrollColumn::reveal(QWidget* focus) {
    if (focus == nullptr || !m_inner->isAncestorOf(focus)) return;
    if (QGuiApplication::mouseButtons() != Qt::NoButton) return;
    // It may have appeared just now, and has no place before the layout was done.
    QTimer::singleShot(0, this, [this, widget = QPointer<QWidget>(focus)] {
        if (widget.isNull()) return;
        if (widget->height() + 2 * space::kHuge <= viewport()->height()) {
            return ensureWidgetVisible(widget, 0, space::kHuge);
        }
        // Too high for the screen, as an answer in large text: it begins at the top.
        const int top = widget->mapTo(this->widget(), QPoint(0, 0)).y();
        verticalScrollBar()->setValue(top - space::kSmall);
    });
}

QWidget* ScrollColumn::setReadable(const QString& name) {
    // The content rather than the scroll area, so that the focus ring is not cut off; keys it does
    // not use travel up to the scroll area.
    m_inner->setFocusPolicy(Qt::StrongFocus);
    m_inner->setAccessibleName(name);
    return m_inner;
}

bool ScrollColumn::event(QEvent* event) {
    if (event->type() == QEvent::FontChange) limitWidth();
    return QScrollArea::event(event);
}

void ScrollColumn::limitWidth() {
    if (m_widthMax > 0) m_inner->setMaximumWidth(fontMetrics().averageCharWidth() * m_widthMax);
}

}  // namespace voordeur::client::ui
