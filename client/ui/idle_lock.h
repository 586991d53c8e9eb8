#pragma once

#include <QObject>
#include <QTimer>

#include <cstdint>
#include <functional>

namespace voordeur::client::ui {

/// Locks after a time without keyboard, pointer or touch, and warns before.
///
/// Watches the whole application through an event filter. Counts with a clock that goes on while
/// the computer sleeps, so that waking up late locks at once. Thread: GUI.
class IdleLock : public QObject {
    Q_OBJECT

public:
    static constexpr int kWarningSeconds = 30;

    /// Milliseconds of any clock that does not step back while running; tests give their own.
    using Millis = std::function<std::int64_t()>;

    explicit IdleLock(Millis now = {}, QObject* parent = nullptr);

    /// Starts counting from now.
    void start(int minutes);
    void stop();
    /// Somebody is there.
    void touch();
    [[nodiscard]] bool running() const { return m_timer.isActive(); }
    [[nodiscard]] int secondsLeft() const;
    /// What the timer does every second; public so that tests need not wait.
    void tick();

Q_SIGNALS:
    /// Every second while running.
    void ticked(int secondsLeft);
    void warned();
    /// Somebody came back after a warning.
    void calmed();
    void expired();

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    Millis m_now;
    QTimer m_timer;
    std::int64_t m_limitMillis = 0;
    std::int64_t m_lastTouch = 0;
    bool m_warned = false;
};

}  // namespace voordeur::client::ui
