#pragma once

#include "client/core/views.h"
#include "client/ui/models/rows_model.h"

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

/// "Fatima Bakker", "u", "nog geen regisseur".
QString leadWord(const core::HouseholdRow& row);
QList<Badge> attentionOf(const core::HouseholdRow& row);

}  // namespace voordeur::client::ui
