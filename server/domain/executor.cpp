#include "server/domain/executor.h"

#include <utility>

namespace voordeur::server::domain {

using crypto::MutexLock;

Executor::Executor(std::size_t threads, std::size_t newWorkMax) : m_newWorkMax(newWorkMax) {
    m_threads.reserve(threads);
    for (std::size_t i = 0; i < threads; ++i)
        m_threads.emplace_back([this] { run(); });
}

Executor::~Executor() {
    {
        const MutexLock lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    for (auto& thread : m_threads)
        thread.join();
}

bool Executor::tryPost(std::function<void()> work) {
    {
        const MutexLock lock(m_mutex);
        if (m_stopping || m_new.size() >= m_newWorkMax) return false;
        m_new.push_back(std::move(work));
    }
    m_wake.notify_one();
    return true;
}

void Executor::goOn(std::function<void()> work) {
    {
        const MutexLock lock(m_mutex);
        m_going.push_back(std::move(work));
    }
    m_wake.notify_one();
}

void Executor::run() {
    for (;;) {
        std::function<void()> work;
        m_mutex.lock();
        while (m_going.empty() && m_new.empty() && !m_stopping)
            m_wake.wait(m_mutex);
        auto& queue = m_going.empty() ? m_new : m_going;
        if (queue.empty()) {
            m_mutex.unlock();
            return;  // stopping, and nothing left
        }
        work = std::move(queue.front());
        queue.pop_front();
        m_mutex.unlock();
        work();
    }
}

}  // namespace voordeur::server::domain
