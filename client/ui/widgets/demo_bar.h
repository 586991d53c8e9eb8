#pragma once

#include "client/ui/options.h"

#include <QFrame>

class QPushButton;

namespace voordeur::client::ui {

class Label;

/// The loud, permanent bar of a demonstration, with a switch between its people. Thread: GUI.
class DemoBar : public QFrame {
    Q_OBJECT

public:
    /// `current`: index of the person one is now.
    DemoBar(const std::vector<DemoRole>& roles, int current, QWidget* parent = nullptr);

    /// At the door the passphrase is of use; behind it only the switch is.
    void setAtDoor(bool atDoor);

Q_SIGNALS:
    /// Index in the list given.
    void chosen(int role);
    void fillWanted(const QString& passphrase);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void present();

    std::vector<DemoRole> m_roles;
    int m_current;
    bool m_atDoor = true;
    Label* m_hint;
    QPushButton* m_fill;
};

}  // namespace voordeur::client::ui
