#pragma once

#include <QListView>
#include <QStyledItemDelegate>

namespace voordeur::client::ui {

/// Paints a note: who and when, with whom it is shared, and the whole text wrapped. Thread: GUI.
class NoteDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter* painter,
               const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option,
                                 const QModelIndex& index) const override;
};

/// Notes below each other, each as high as its text. Thread: GUI.
class NoteList : public QListView {
    Q_OBJECT

public:
    explicit NoteList(const QString& name, QWidget* parent = nullptr);
    void setModel(QAbstractItemModel* model) override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return {120, 88}; }

protected:
    void focusInEvent(QFocusEvent* event) override;

private:
    void ensureCurrent();
};

}  // namespace voordeur::client::ui
