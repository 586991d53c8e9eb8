#include "client/ui/idle_lock.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>
#include <ctime>

namespace voordeur::client::ui {
namespace {

// CLOCK_BOOTTIME goes on during sleep, unlike steady_clock, and never steps.
std::int64_t sinceBoot() {
    timespec now{};
    if (clock_gettime(CLOCK_BOOTTIME, &now) != 0) return 0;
    return static_cast<std::int64_t>(now.tv_sec) * 1000 + now.tv_nsec / 1'000'000;
}

}  // namespace

IdleLock::IdleLock(Millis now, QObject* parent)
    : QObject(parent), m_now(now ? std::move(now) : Millis(&sinceBoot)) {
    m_timer.setInterval(1000);
    connect(&m_timer, &QTimer::timeout, this, &IdleLock::tick);
}

void IdleLock::start(int minutes) {
    m_limitMillis = static_cast<std::int64_t>(minutes) * 60 * 1000;
    m_lastTouch = m_now();
    m_warned = false;
    m_timer.start();
    QCoreApplication::instance()->installEventFilter(this);
    Q_EMIT ticked(secondsLeft());
}

void IdleLock::stop() {
    m_timer.stop();
    QCoreApplication::instance()->removeEventFilter(this);
}

void IdleLock::touch() {
    // After a long sleep the first key must not revive what should have been locked.
    if (secondsLeft() <= 0) return tick();
    m_lastTouch = m_now();
    if (!m_warned) return;
    m_warned = false;
    Q_EMIT calmed();
    Q_EMIT ticked(secondsLeft());
}

int IdleLock::secondsLeft() const {
    const std::int64_t left = m_limitMillis - (m_now() - m_lastTouch);
    return static_cast<int>(std::max<std::int64_t>(0, (left + 999) / 1000));
}

void IdleLock::tick() {
    if (!running()) return;
    const int left = secondsLeft();
    if (left <= 0) {
        stop();
        Q_EMIT expired();
        return;
    }
    Q_EMIT ticked(left);
    if (left <= kWarningSeconds && !m_warned) {
        m_warned = true;
        Q_EMIT warned();
    }
}

bool IdleLock::eventFilter(QObject* watched, QEvent* event) {
    const QEvent::Type type = event->type();
    if (type == QEvent::KeyPress || type == QEvent::MouseMove || type == QEvent::MouseButtonPress ||
        type == QEvent::Wheel || type == QEvent::TouchBegin) {
        if (event->spontaneous()) touch();
    }
    return QObject::eventFilter(watched, event);
}

}  // namespace voordeur::client::ui
