#pragma once

#include <QStyledItemDelegate>

namespace voordeur::client::ui {

class RowList;

/// Paints the rows of a RowList: one line per row of 44 px or more, a second line for
/// kSubtitleRole when the list is compact, badges after the text. Thread: GUI.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    explicit RowDelegate(RowList* list);

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;

private:
    RowList* m_list;
};

/// The ground of a row: chosen, under the pointer or plain, with a line below unless it is the
/// last.
void paintRowGround(QPainter& painter,
                    const QStyleOptionViewItem& option,
                    const QModelIndex& index);

}  // namespace voordeur::client::ui
