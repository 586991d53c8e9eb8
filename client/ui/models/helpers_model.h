#pragma once

#include "client/core/views.h"
#include "client/ui/models/rows_model.h"

namespace voordeur::client::ui {

/// Who helps this family: *that*, never why. The list beside the picture, and its control.
class HelpersModel : public RowsModel<core::HelperView> {
    Q_OBJECT

public:
    enum Column { kWho = 0, kColumnCount };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section,
                                      Qt::Orientation orientation,
                                      int role) const override;
};

}  // namespace voordeur::client::ui
