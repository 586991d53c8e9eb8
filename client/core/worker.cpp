#include "client/core/worker.h"

#include <utility>

namespace voordeur::client::core {

using crypto::MutexLock;

namespace {
constexpr std::size_t kWaitingMax = 256;
}  // namespace

Worker::Worker() : m_thread([this] { run(); }) {}

Worker::~Worker() {
    {
        const MutexLock lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void Worker::post(std::function<void()> work, std::function<void()> dropped) {
    {
        const MutexLock lock(m_mutex);
        const bool room = !m_stopping && m_jobs.size() < kWaitingMax;
        // Also a refusal is told on the thread, never on the caller's stack.
        m_jobs.push_back({room ? std::move(work) : dropped, dropped});
    }
    m_wake.notify_one();
}

void Worker::dropWaiting() {
    const MutexLock lock(m_mutex);
    for (auto& job : m_jobs)
        job.work = job.dropped;
}

void Worker::run() {
    for (;;) {
        Job job;
        bool stopping = false;
        m_mutex.lock();
        while (m_jobs.empty() && !m_stopping)
            m_wake.wait(m_mutex);
        if (m_jobs.empty()) {
            m_mutex.unlock();
            return;
        }
        job = std::move(m_jobs.front());
        m_jobs.pop_front();
        stopping = m_stopping;
        m_mutex.unlock();
        if (stopping) {
            job.dropped();
        } else {
            job.work();
        }
    }
}

}  // namespace voordeur::client::core
