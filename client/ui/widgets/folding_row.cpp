#include "client/ui/widgets/folding_row.h"

#include "client/ui/theme.h"

#include <algorithm>

namespace voordeur::client::ui {

FoldingRow::FoldingRow(int charactersMin, QWidget* parent)
    : QWidget(parent),
      m_charactersMin(charactersMin),
      m_row(new QBoxLayout(QBoxLayout::LeftToRight, this)) {
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space::kLarge);
}

QSize FoldingRow::minimumSizeHint() const {
    QSize hint = m_row->minimumSize();
    int widest = 0;
    for (int i = 0; i < m_row->count(); ++i) {
        if (!m_row->itemAt(i)->isEmpty()) {
            widest = std::max(widest, m_row->itemAt(i)->minimumSize().width());
        }
    }
    hint.setWidth(widest);
    return hint;
}

void FoldingRow::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const bool beside = width() >= fontMetrics().averageCharWidth() * m_charactersMin;
    const auto direction = beside ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
    if (m_row->direction() == direction) return;
    m_row->setDirection(direction);
    updateGeometry();
}

}  // namespace voordeur::client::ui
