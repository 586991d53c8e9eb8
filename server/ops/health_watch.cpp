#include "server/ops/health_watch.h"

#include <optional>
#include <utility>

namespace voordeur::server::ops {

using crypto::MutexLock;
using crypto::Reason;
using crypto::Status;

namespace {

constexpr const char* kProbeNote = "server.probe";
/// Some pages: a disk with room for one page alone is full for everybody else.
constexpr std::size_t kProbeBytes = 8192;

/// Never the same twice, also after a restart: SQLite writes nothing for a value that stays.
crypto::Bytes freshValue() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch().count();
    crypto::Bytes value;
    value.reserve(kProbeBytes);
    while (value.size() < kProbeBytes)
        value.push_back(static_cast<std::uint8_t>(now >> (8 * (value.size() % sizeof now))));
    return value;
}

}  // namespace

struct HealthWatch::Probe {
    /// nullopt: still on its way when the time was over.
    std::optional<Status> wait(std::chrono::milliseconds most) {
        const auto until = std::chrono::steady_clock::now() + most;
        const MutexLock lock(mutex);
        while (!done) {
            if (came.wait_until(mutex, until) == std::cv_status::timeout) break;
        }
        return done;
    }
    void set(const Status& status) {
        {
            const MutexLock lock(mutex);
            done = status;
        }
        came.notify_all();
    }

    crypto::Mutex mutex;
    crypto::Condition came;
    std::optional<Status> done VD_GUARDED_BY(mutex);
};

void HealthWatch::begin(log::Writer& writer, std::function<void(bool)> say) {
    m_writer = &writer;
    {
        const MutexLock lock(m_mutex);
        m_say = std::move(say);
        if (!m_serving) m_say(false);  // known since before there was somebody to say it to
    }
    m_thread = std::thread([this] { run(); });
}

void HealthWatch::stop() {
    {
        const MutexLock lock(m_mutex);
        m_stopping = true;
        m_say = nullptr;
    }
    m_wake.notify_all();
    if (m_thread.joinable()) m_thread.join();
}

void HealthWatch::noteFull() {
    become(false);
    {
        const MutexLock lock(m_mutex);
        m_look = true;
    }
    m_wake.notify_all();
}

void HealthWatch::run() {
    while (pause())
        become(writes());
}

/// False when it is time to end.
bool HealthWatch::pause() {
    const MutexLock lock(m_mutex);
    const auto until =
        std::chrono::steady_clock::now() + (m_serving ? m_limits.calm : m_limits.worried);
    while (!m_stopping) {
        // What made it look at once is over soon at the earliest: the shorter pause is kept.
        if (std::exchange(m_look, false)) {
            m_wake.wait_for(m_mutex, m_limits.worried);
            break;
        }
        if (m_wake.wait_until(m_mutex, until) == std::cv_status::timeout) break;
    }
    return !m_stopping;
}

bool HealthWatch::writes() {
    if (!m_late) {
        auto probe = std::make_shared<Probe>();
        const Status taken = m_writer->submitUnlogged(
            [](storage::Transaction& transaction) {
                return transaction.putNote(kProbeNote, freshValue());
            },
            [probe](const Status& status) { probe->set(status); });
        // Too much to do is not being unable to do it.
        if (!taken.ok()) return taken.reason() == Reason::Busy;
        m_late = std::move(probe);
    }
    const auto done = m_late->wait(m_limits.patience);
    if (!done) return false;
    m_late.reset();
    return done->ok();
}

void HealthWatch::become(bool serving) {
    // Said under the lock: after `stop` there may be nobody left to say it to.
    const MutexLock lock(m_mutex);
    if (m_serving == serving) return;
    m_serving = serving;
    if (m_say) m_say(serving);
}

}  // namespace voordeur::server::ops
