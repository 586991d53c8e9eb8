#pragma once

#include <QBoxLayout>
#include <QWidget>

namespace voordeur::client::ui {

/// Things beside each other that come below each other where the text leaves too little width.
/// Thread: GUI.
class FoldingRow : public QWidget {
    Q_OBJECT

public:
    /// `charactersMin`: least width in average characters at which things stand beside each other.
    explicit FoldingRow(int charactersMin, QWidget* parent = nullptr);

    [[nodiscard]] QBoxLayout* row() const { return m_row; }
    [[nodiscard]] bool folded() const { return m_row->direction() == QBoxLayout::TopToBottom; }
    /// Width of the widest thing alone, so that it may become narrow enough to fold.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    int m_charactersMin;
    QBoxLayout* m_row;
};

}  // namespace voordeur::client::ui
