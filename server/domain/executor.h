#pragma once

#include "crypto/base/mutex.h"

#include <deque>
#include <functional>
#include <thread>
#include <vector>

namespace voordeur::server::domain {

/// Worker threads with two queues: new work, bounded, and the second halves of work that was
/// accepted, which go first and are bounded by the first.
///
/// Thread: any. Ownership: the destructor finishes everything that was accepted.
class Executor {
public:
    Executor(std::size_t threads, std::size_t newWorkMax);
    ~Executor();
    Executor(const Executor&) = delete;
    Executor& operator=(const Executor&) = delete;
    Executor(Executor&&) = delete;
    Executor& operator=(Executor&&) = delete;

    /// False: full, the caller answers Busy.
    [[nodiscard]] bool tryPost(std::function<void()> work);
    /// Never refused: part of work that was accepted before.
    void goOn(std::function<void()> work);

private:
    void run();

    const std::size_t m_newWorkMax;
    crypto::Mutex m_mutex;
    crypto::Condition m_wake;
    std::deque<std::function<void()>> m_new VD_GUARDED_BY(m_mutex);
    std::deque<std::function<void()>> m_going VD_GUARDED_BY(m_mutex);
    bool m_stopping VD_GUARDED_BY(m_mutex) = false;
    std::vector<std::thread> m_threads;
};

}  // namespace voordeur::server::domain
