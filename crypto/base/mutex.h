#pragma once

#include <condition_variable>
#include <mutex>

// Thread-safety annotations of clang; nothing under other compilers.
#if defined(__clang__)
#define VD_TSA(x) __attribute__((x))
#else
#define VD_TSA(x)
#endif
#define VD_CAPABILITY(x) VD_TSA(capability(x))
#define VD_SCOPED_CAPABILITY VD_TSA(scoped_lockable)
#define VD_GUARDED_BY(x) VD_TSA(guarded_by(x))
#define VD_REQUIRES(...) VD_TSA(requires_capability(__VA_ARGS__))
#define VD_EXCLUDES(...) VD_TSA(locks_excluded(__VA_ARGS__))
#define VD_ACQUIRE(...) VD_TSA(acquire_capability(__VA_ARGS__))
#define VD_RELEASE(...) VD_TSA(release_capability(__VA_ARGS__))

namespace voordeur::crypto {

/// std::mutex that carries clang's annotations, which libstdc++'s own does not.
class VD_CAPABILITY("mutex") Mutex {
public:
    void lock() VD_ACQUIRE() { m_mutex.lock(); }
    void unlock() VD_RELEASE() { m_mutex.unlock(); }

private:
    std::mutex m_mutex;
};

/// Holds a Mutex for a scope.
class VD_SCOPED_CAPABILITY MutexLock {
public:
    explicit MutexLock(Mutex& mutex) VD_ACQUIRE(mutex) : m_mutex(mutex) { m_mutex.lock(); }
    ~MutexLock() VD_RELEASE() { m_mutex.unlock(); }
    MutexLock(const MutexLock&) = delete;
    MutexLock& operator=(const MutexLock&) = delete;
    MutexLock(MutexLock&&) = delete;
    MutexLock& operator=(MutexLock&&) = delete;

private:
    Mutex& m_mutex;
};

/// Condition variable for `Mutex`.
using Condition = std::condition_variable_any;

}  // namespace voordeur::crypto
