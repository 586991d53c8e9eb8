#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace voordeur::client::ui {

/// A page's content in one column that scrolls when it does not fit. Takes no focus itself: Tab
/// inside it scrolls along. Thread: GUI.
class ScrollColumn : public QScrollArea {
    Q_OBJECT

public:
    /// `widthMax`: widest the column grows, in average characters; 0: as wide as the page.
    explicit ScrollColumn(int widthMax = 0, QWidget* parent = nullptr);
    ~ScrollColumn() override;
    [[nodiscard]] QVBoxLayout* column() const { return m_column; }
    /// Lets it be scrolled with the keyboard although nothing in it takes the focus; gives the
    /// widget that does.
    QWidget* setReadable(const QString& name);

protected:
    bool event(QEvent* event) override;

private:
    void limitWidth();
    void reveal(QWidget* focus);

    QWidget* m_inner;
    QVBoxLayout* m_column;
    int m_widthMax;
    QMetaObject::Connection m_following;
};

}  // namespace voordeur::client::ui
