#pragma once

#include "client/core/views.h"
#include "client/ui/models/rows_model.h"

#include <QSortFilterProxyModel>

namespace voordeur::client::ui {

/// The families of the person at this device. Column 0 carries one sentence for screen readers.
class CaseloadModel : public RowsModel<core::HouseholdRow> {
    Q_OBJECT

public:
    enum Column { kName = 0, kAddress, kLead, kAttention, kColumnCount };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section,
                                      Qt::Orientation orientation,
                                      int role) const override;
};

enum class CaseloadShown { All, Mine, Attention };

/// The families that fit what is searched and what is to be shown.
class CaseloadFilter : public QSortFilterProxyModel {
    Q_OBJECT

public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

    void setShown(CaseloadShown shown);

protected:
    [[nodiscard]] bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    CaseloadShown m_shown = CaseloadShown::All;
};

/// "Fatima Bakker", "u", "nog geen regisseur".
QString leadWord(const core::HouseholdRow& row);
QList<Badge> attentionOf(const core::HouseholdRow& row);

}  // namespace voordeur::client::ui
