#pragma once

#include "client/core/views.h"
#include "client/ui/models/rows_model.h"

namespace voordeur::client::ui {

/// Notes, newest first. The whole text is in the row; the delegate wraps it.
class NotesModel : public RowsModel<core::NoteView> {
    Q_OBJECT

public:
    enum Column { kNote = 0, kColumnCount };

    using RowsModel::RowsModel;

    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section,
                                      Qt::Orientation orientation,
                                      int role) const override;
};

}  // namespace voordeur::client::ui
