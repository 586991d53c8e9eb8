#include "client/ui/widgets/row_list.h"

#include "client/ui/theme.h"
#include "client/ui/widgets/row_delegate.h"

#include <QHeaderView>

#include <algorithm>
#include <numeric>

namespace voordeur::client::ui {

RowList::RowList(const QString& name, QWidget* parent) : QTreeView(parent) {
    setAccessibleName(name);
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setUniformRowHeights(true);
    setAllColumnsShowFocus(true);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    setMouseTracking(true);
    setIndentation(0);
    setItemDelegate(new RowDelegate(this));
    header()->setSectionsMovable(false);
    header()->setSectionsClickable(false);
    header()->setHighlightSections(false);
    header()->setStretchLastSection(false);
    header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header()->setMinimumSectionSize(20);
    viewport()->setAttribute(Qt::WA_Hover);
    // The frame paints the ground, with round corners.
    viewport()->setAutoFillBackground(false);
    header()->viewport()->setAutoFillBackground(false);
    connect(this, &QTreeView::activated, this, [this](const QModelIndex& index) {
        if (!m_readOnly) Q_EMIT opened(index);
    });
    connect(this, &QTreeView::clicked, this, [this](const QModelIndex& index) {
        if (!m_readOnly) Q_EMIT opened(index);
    });
}

void RowList::setModel(QAbstractItemModel* model) {
    QTreeView::setModel(model);
    if (model == nullptr) return;
    const auto settle = [this] {
        ensureCurrent();
        if (m_fitRows > 0) updateGeometry();
    };
    connect(model, &QAbstractItemModel::modelReset, this, settle);
    connect(model, &QAbstractItemModel::rowsInserted, this, settle);
    connect(model, &QAbstractItemModel::rowsRemoved, this, settle);
    ensureCurrent();
    arrange();
}

void RowList::setColumns(std::vector<int> shares, int charactersMin) {
    m_shares = std::move(shares);
    m_charactersMin = charactersMin;
    arrange();
}

void RowList::setReadOnly() {
    m_readOnly = true;
}

void RowList::setFitRows(int rowsMax) {
    m_fitRows = rowsMax;
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

QSize RowList::sizeHint() const {
    QSize hint = QTreeView::sizeHint();
    if (m_fitRows == 0 || model() == nullptr) return hint;
    const int rows = std::clamp(model()->rowCount(), 1, m_fitRows);
    const int rowHeight = model()->rowCount() > 0 ? sizeHintForRow(0) : size::kRow;
    const int top = header()->isVisibleTo(this) ? header()->sizeHint().height() : 0;
    hint.setHeight(top + rows * rowHeight + 2 * frameWidth());
    return hint;
}

QSize RowList::minimumSizeHint() const {
    return m_fitRows > 0 ? QSize(120, sizeHint().height()) : QSize(120, 2 * size::kRow);
}

void RowList::focusInEvent(QFocusEvent* event) {
    // Views without a current row have crashed under screen readers (interface.md §1.2).
    ensureCurrent();
    QTreeView::focusInEvent(event);
}

void RowList::resizeEvent(QResizeEvent* event) {
    QTreeView::resizeEvent(event);
    arrange();
}

void RowList::currentChanged(const QModelIndex& current, const QModelIndex& previous) {
    QTreeView::currentChanged(current, previous);  // announces the row
    Q_EMIT currentRowChanged();
}

void RowList::ensureCurrent() {
    if (model() == nullptr || model()->rowCount() == 0 || currentIndex().isValid()) return;
    setCurrentIndex(model()->index(0, 0));
}

void RowList::arrange() {
    if (model() == nullptr || m_shares.empty()) return;
    const int width = viewport()->width();
    const bool compact = width < m_charactersMin * fontMetrics().averageCharWidth();
    if (compact != m_compact) {
        m_compact = compact;
        header()->setVisible(!compact);
        scheduleDelayedItemsLayout();
    }
    const int columns = std::min(static_cast<int>(m_shares.size()), model()->columnCount());
    const int all = std::accumulate(m_shares.begin(), m_shares.end(), 0);
    int left = width;
    for (int column = 0; column < columns; ++column) {
        setColumnHidden(column, compact && column > 0);
        const bool last = compact || column == columns - 1;
        const int share = width * m_shares.at(static_cast<std::size_t>(column)) / all;
        setColumnWidth(column, last ? left : share);
        left -= share;
        if (compact) break;
    }
    for (int column = 1; compact && column < columns; ++column)
        setColumnHidden(column, true);
}

}  // namespace voordeur::client::ui
