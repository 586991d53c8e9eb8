#pragma once

#include <QLineEdit>

namespace voordeur::client::ui {

/// A password field whose text can be made visible for the person in front of the screen.
///
/// The echo mode stays Password also then, so that accessibility interfaces, the clipboard and
/// drag and drop never get the text; the characters are only painted. Pasting in is allowed.
/// Thread: GUI.
class PassphraseEdit : public QLineEdit {
    Q_OBJECT

public:
    explicit PassphraseEdit(QWidget* parent = nullptr);
    void setShown(bool shown);
    [[nodiscard]] bool shown() const { return m_shown; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] QRect textRect() const;
    [[nodiscard]] int scrolled() const;
    [[nodiscard]] int positionAt(int x) const;

    bool m_shown = false;
};

}  // namespace voordeur::client::ui
