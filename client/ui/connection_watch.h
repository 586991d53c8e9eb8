#pragma once

#include "client/core/gateway.h"
#include "client/ui/bridge.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace voordeur::client::ui {

/// Tells the window whenever the connection's state or certificates change, and asks the server for
/// a sign of life: every five seconds while it does not answer, every half minute otherwise, never
/// behind the lock. One per gateway: all widgets listen to this one.
///
/// Thread: GUI. Ownership: ends its subscription when destroyed.
class ConnectionWatch : public QObject {
    Q_OBJECT

public:
    explicit ConnectionWatch(core::Gateway& gateway, QObject* parent = nullptr);

    /// Asks now; `changed` follows when the answer is another.
    void ask();

Q_SIGNALS:
    void changed();

private:
    void tick();

    core::Gateway& m_gateway;
    Desk m_desk;
    QTimer m_timer;
    int m_quiet = 0;  // ticks since the last question
    std::unique_ptr<core::Subscription> m_subscription;
};

}  // namespace voordeur::client::ui
