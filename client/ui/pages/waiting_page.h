#pragma once

#include "client/ui/pages/page.h"

namespace voordeur::client::ui {

/// Shown to who unlocked a device that is not admitted yet: what it waits for and how to go on.
/// Thread: GUI.
class WaitingPage : public Page {
    Q_OBJECT

public:
    /// `deviceIdHex`: to read out to the administrator.
    WaitingPage(Services services, const QString& deviceIdHex, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void forget() override {}
    [[nodiscard]] QWidget* firstFocus() override;

Q_SIGNALS:
    /// Lock and unlock again, which looks whether somebody admitted the device.
    void againWanted();

private:
    QWidget* m_again;
};

}  // namespace voordeur::client::ui
