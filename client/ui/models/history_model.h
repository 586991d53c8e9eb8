#pragma once

#include "client/core/views.h"
#include "client/ui/models/rows_model.h"

namespace voordeur::client::ui {

/// Who led, newest first.
class HistoryModel : public RowsModel<core::LeadPeriodView> {
    Q_OBJECT

public:
    enum Column { kName = 0, kAgency, kPeriod, kColumnCount };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section,
                                      Qt::Orientation orientation,
                                      int role) const override;
};

}  // namespace voordeur::client::ui
