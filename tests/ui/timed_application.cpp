#include "tests/ui/timed_application.h"

#include <QEvent>

#include <sys/resource.h>

#include <chrono>
#include <ctime>

namespace voordeur::tests::ui {
namespace {

double processorMillis() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

long givenAway() {
    rusage usage{};
    getrusage(RUSAGE_THREAD, &usage);
    return usage.ru_nvcsw;
}

}  // namespace

void TimedApplication::startWatching(double limitMillis) {
    m_limitMillis = limitMillis;
    m_blocks.clear();
    m_watching = true;
}

std::vector<TimedApplication::Block> TimedApplication::stopWatching() {
    m_watching = false;
    return std::move(m_blocks);
}

bool TimedApplication::notify(QObject* receiver, QEvent* event) {
    // Only the outermost event is a turn of the loop. Events inside a nested loop of the test's own
    // waiting are outermost to the person.
    if (!m_watching || m_depth > 0) return QApplication::notify(receiver, event);
    const QEvent::Type type = event->type();
    const std::string name = receiver->metaObject()->className();
    const auto began = std::chrono::steady_clock::now();
    const double work = processorMillis();
    const long away = givenAway();
    ++m_depth;
    const bool handled = QApplication::notify(receiver, event);
    --m_depth;
    const double worked = processorMillis() - work;
    const std::chrono::duration<double, std::milli> lasted =
        std::chrono::steady_clock::now() - began;
    const bool waited = givenAway() > away && lasted.count() > m_limitMillis;
    if (worked > m_limitMillis || waited) {
        m_blocks.push_back({waited ? lasted.count() : worked,
                            name + " event " + std::to_string(static_cast<int>(type))});
    }
    return handled;
}

}  // namespace voordeur::tests::ui
