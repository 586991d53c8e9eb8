#pragma once

#include <QFocusFrame>
#include <QObject>
#include <QPointer>

namespace voordeur::client::ui {

/// Draws the ring around whatever has the keyboard focus: 2 px with a gap of 2 px.
///
/// Shown when the focus came by keyboard or by the program, and always around text inputs; a click
/// on a button needs no ring. One for the whole application. Thread: GUI.
class FocusRing : public QObject {
    Q_OBJECT

public:
    explicit FocusRing(QObject* parent = nullptr);
    ~FocusRing() override;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void follow(QWidget* widget);

    QPointer<QFocusFrame> m_frame;
};

}  // namespace voordeur::client::ui
