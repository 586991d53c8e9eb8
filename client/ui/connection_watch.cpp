#include "client/ui/connection_watch.h"

#include "client/ui/bridge.h"

namespace voordeur::client::ui {

ConnectionWatch::ConnectionWatch(core::Gateway& gateway, QObject* parent) : QObject(parent) {
    const QPointer<ConnectionWatch> self(this);
    m_subscription = gateway.watchConnection([self] {
        toGui([self] {
            if (self) Q_EMIT self->changed();
        });
    });
}

}  // namespace voordeur::client::ui
