#pragma once

#include "client/core/views.h"
#include "client/ui/models/rows_model.h"

namespace voordeur::client::ui {

/// What the check of the log found, by line.
class ProblemsModel : public RowsModel<core::LogProblem> {
    Q_OBJECT

public:
    enum Column { kLine = 0, kReason, kCode, kColumnCount };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section,
                                      Qt::Orientation orientation,
                                      int role) const override;
};

}  // namespace voordeur::client::ui
