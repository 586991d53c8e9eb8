#pragma once

#include "client/core/gateway.h"

#include <QObject>

#include <memory>

namespace voordeur::client::ui {

/// Tells the window whenever the connection's state or certificates change. One per gateway: all
/// widgets listen to this one. Thread: GUI. Ownership: ends its subscription when destroyed.
class ConnectionWatch : public QObject {
    Q_OBJECT

public:
    explicit ConnectionWatch(core::Gateway& gateway, QObject* parent = nullptr);

Q_SIGNALS:
    void changed();

private:
    std::unique_ptr<core::Subscription> m_subscription;
};

}  // namespace voordeur::client::ui
