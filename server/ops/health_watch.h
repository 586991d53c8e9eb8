#pragma once

#include "crypto/base/mutex.h"
#include "server/log/writer.h"

#include <chrono>
#include <functional>
#include <memory>
#include <thread>

// Whether this server can do its work, for whoever watches it (grpc.health.v1).
namespace voordeur::server::ops {

/// Without a log line nothing is answered, so the question is one: can the log be written? It is
/// answered by writing: a small note through the same writer and the same fsync
/// as every answer. Asking the file system how much room it has would answer another question.
///
/// Thread: one of its own between `begin` and `stop`; `noteFull` from any, at any time. Ownership:
/// borrows the writer from `begin` to `stop`; outlives it, because the writer calls `noteFull`.
class HealthWatch {
public:
    struct Limits {
        /// Between two notes while all is well, and while it is not.
        std::chrono::milliseconds calm{10'000};
        std::chrono::milliseconds worried{1'000};
        /// A disk that does not confirm for so long is one that nobody gets an answer from.
        std::chrono::milliseconds patience{5'000};
    };

    HealthWatch() : HealthWatch(Limits()) {}
    explicit HealthWatch(const Limits& limits) : m_limits(limits) {}
    ~HealthWatch() { stop(); }
    HealthWatch(const HealthWatch&) = delete;
    HealthWatch& operator=(const HealthWatch&) = delete;
    HealthWatch(HealthWatch&&) = delete;
    HealthWatch& operator=(HealthWatch&&) = delete;

    /// `say` is called when it changes, and only then: at the beginning the server serves. Never
    /// after `stop`. It may not call this object. Once.
    void begin(log::Writer& writer, std::function<void(bool serving)> say) VD_EXCLUDES(m_mutex);
    /// Ends the thread. A second time it does nothing.
    void stop() VD_EXCLUDES(m_mutex);
    /// The writer met a full disk: not serving, from this moment until a note was written.
    void noteFull() VD_EXCLUDES(m_mutex);

private:
    /// A note on its way; it may come back when nobody waits for it any more.
    struct Probe;

    void run();
    bool writes();
    void become(bool serving) VD_EXCLUDES(m_mutex);
    bool pause() VD_EXCLUDES(m_mutex);

    const Limits m_limits;
    log::Writer* m_writer = nullptr;  // of our thread
    std::shared_ptr<Probe> m_late;    // of our thread: a note that did not come back in time

    crypto::Mutex m_mutex;
    crypto::Condition m_wake;
    std::function<void(bool)> m_say VD_GUARDED_BY(m_mutex);
    bool m_serving VD_GUARDED_BY(m_mutex) = true;
    bool m_look VD_GUARDED_BY(m_mutex) = false;  // at once, not after the pause
    bool m_stopping VD_GUARDED_BY(m_mutex) = false;

    std::thread m_thread;
};

}  // namespace voordeur::server::ops
