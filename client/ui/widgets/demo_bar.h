#pragma once

#include "client/ui/options.h"

#include <QFrame>

class QComboBox;

namespace voordeur::client::ui {

class Label;

/// The loud, permanent bar of a demonstration, with a switch between its people. Thread: GUI.
class DemoBar : public QFrame {
    Q_OBJECT

public:
    /// `current`: index of the person one is now.
    DemoBar(const std::vector<DemoRole>& roles, int current, QWidget* parent = nullptr);

Q_SIGNALS:
    /// Index in the list given.
    void chosen(int role);

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    std::vector<DemoRole> m_roles;
    Label* m_hint;
};

}  // namespace voordeur::client::ui
