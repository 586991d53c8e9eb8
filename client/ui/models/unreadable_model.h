#pragma once

#include "client/core/views.h"
#include "client/ui/models/rows_model.h"

#include <QString>

namespace voordeur::client::ui {

/// One thing of a file that this laptop cannot read, or one key that somebody made wrongly.
struct UnreadableRow {
    QString heading;  // whose it is
    QString body;     // what is wrong and what to do
    bool shared = false;
};

/// What of a household could not be read: records first, then keys. Thread: GUI.
class UnreadableModel : public RowsModel<UnreadableRow> {
    Q_OBJECT

public:
    using RowsModel::RowsModel;

    void present(const core::HouseholdView& view);
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
};

}  // namespace voordeur::client::ui
