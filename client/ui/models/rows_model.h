#pragma once

#include "client/ui/widgets/badge.h"

#include <QAbstractTableModel>

#include <utility>
#include <vector>

namespace voordeur::client::ui {

/// What the row delegate asks a model beyond the usual roles.
enum RowRole : int {
    kBadgesRole = Qt::UserRole + 1,  ///< QList<Badge>, painted after the text
    kCompactBadgesRole,              ///< QList<Badge>, where only column 0 is shown
    kStrongRole,                     ///< bool: the row's name
    kMutedRole,                      ///< bool: less important text
    kSubtitleRole,                   ///< QString: second line where columns do not fit
    kLongTextRole,                   ///< QString: body of a note, wrapped over many lines
};

/// A flat list of plain structs. Derived models word the cells; nothing is computed while painting
/// that is not in the struct. `clear` leaves no text behind. Thread: GUI.
template <class Row>
class RowsModel : public QAbstractTableModel {
public:
    using QAbstractTableModel::QAbstractTableModel;

    void setRows(std::vector<Row> rows) {
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    void clear() { setRows({}); }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] const Row& row(int number) const {
        return m_rows.at(static_cast<std::size_t>(number));
    }
    [[nodiscard]] bool has(const QModelIndex& index) const {
        return index.isValid() && index.model() == this && index.row() < rowCount();
    }
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }

private:
    std::vector<Row> m_rows;
};

}  // namespace voordeur::client::ui
