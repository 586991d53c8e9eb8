#pragma once

#include <chrono>
#include <cstdint>

namespace voordeur::crypto {

/// Milliseconds since 1970-01-01T00:00:00Z, the only time on the wire and in the log.
using UnixMillis = std::uint64_t;

/// Where the time comes from; injected so that tests can step it.
class Clock {
public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    Clock(Clock&&) = delete;
    Clock& operator=(Clock&&) = delete;
    virtual ~Clock() = default;
    /// Thread: any.
    [[nodiscard]] virtual UnixMillis now() const = 0;
};

/// The machine's wall clock.
class SystemClock final : public Clock {
public:
    [[nodiscard]] UnixMillis now() const override {
        using std::chrono::duration_cast;
        using std::chrono::milliseconds;
        using std::chrono::system_clock;
        return static_cast<UnixMillis>(
            duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count());
    }
};

}  // namespace voordeur::crypto
