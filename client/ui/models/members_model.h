#pragma once

#include "client/core/views.h"
#include "client/ui/models/rows_model.h"

namespace voordeur::client::ui {

/// The people of the family. The citizen number itself is never on a screen.
class MembersModel : public RowsModel<core::MemberView> {
    Q_OBJECT

public:
    enum Column { kName = 0, kRole, kBorn, kPhone, kColumnCount };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section,
                                      Qt::Orientation orientation,
                                      int role) const override;
};

}  // namespace voordeur::client::ui
