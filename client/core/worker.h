#pragma once

#include "crypto/base/mutex.h"

#include <deque>
#include <functional>
#include <thread>

namespace voordeur::client::core {

/// One thread that does jobs in order. Thread: any. Ownership: the destructor lets the running job
/// end and tells the others that they are dropped.
class Worker {
public:
    Worker();
    ~Worker();
    Worker(const Worker&) = delete;
    Worker& operator=(const Worker&) = delete;
    Worker(Worker&&) = delete;
    Worker& operator=(Worker&&) = delete;

    /// `work` runs on the thread, or `dropped` is called there instead: exactly one of them. More
    /// than 256 waiting jobs mean that nobody waits for answers any more: dropped at once.
    void post(std::function<void()> work, std::function<void()> dropped);
    /// Drops everything that waits; the running job goes on.
    void dropWaiting();

private:
    struct Job {
        std::function<void()> work;
        std::function<void()> dropped;
    };
    void run();

    crypto::Mutex m_mutex;
    crypto::Condition m_wake;
    std::deque<Job> m_jobs VD_GUARDED_BY(m_mutex);
    bool m_stopping VD_GUARDED_BY(m_mutex) = false;
    std::thread m_thread;
};

}  // namespace voordeur::client::core
