#include "client/ui/connection_watch.h"

#include "client/ui/bridge.h"

namespace voordeur::client::ui {
namespace {

constexpr int kTickMillis = 5'000;
constexpr int kQuietTicksMax = 6;

}  // namespace

ConnectionWatch::ConnectionWatch(core::Gateway& gateway, QObject* parent)
    : QObject(parent), m_gateway(gateway), m_desk(this) {
    m_timer.setInterval(kTickMillis);
    connect(&m_timer, &QTimer::timeout, this, &ConnectionWatch::tick);
    m_timer.start();
    const QPointer<ConnectionWatch> self(this);
    m_subscription = gateway.watchConnection([self] {
        toGui([self] {
            if (self) Q_EMIT self->changed();
        });
    });
}

void ConnectionWatch::tick() {
    const core::ConnectionState state = m_gateway.connection().state;
    if (state == core::ConnectionState::Unknown) return;  // nobody is in
    ++m_quiet;
    if (state == core::ConnectionState::Online && m_quiet < kQuietTicksMax) return;
    ask();
}

void ConnectionWatch::ask() {
    if (m_desk.waiting()) return;
    m_quiet = 0;
    // The gateway tells what changed; the answer itself has nothing more to say.
    m_gateway.probe(m_desk.newest<crypto::Done>([](const core::Result<crypto::Done>&) {}));
}

}  // namespace voordeur::client::ui
