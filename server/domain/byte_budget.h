#pragma once

#include <atomic>
#include <cstddef>
#include <optional>
#include <utility>

namespace voordeur::server::domain {

/// Bytes of requests that wait or are worked on, of all callers together. A queue that is bounded
/// by number alone may hold thousands of the largest. Thread: any. Ownership: outlives its shares.
class ByteBudget {
public:
    /// Given back when it goes.
    class Share {
    public:
        Share(const Share&) = delete;
        Share& operator=(const Share&) = delete;
        Share(Share&& other) noexcept
            : m_budget(std::exchange(other.m_budget, nullptr)), m_bytes(other.m_bytes) {}
        Share& operator=(Share&&) = delete;
        ~Share() {
            if (m_budget != nullptr) m_budget->m_used.fetch_sub(m_bytes);
        }

    private:
        friend class ByteBudget;
        Share(ByteBudget& budget, std::size_t bytes) : m_budget(&budget), m_bytes(bytes) {}

        ByteBudget* m_budget;
        std::size_t m_bytes;
    };

    explicit ByteBudget(std::size_t most) : m_most(most) {}

    /// nullopt: there is no room for so many now.
    std::optional<Share> take(std::size_t bytes) {
        std::size_t used = m_used.load();
        do {
            if (bytes > m_most || used > m_most - bytes) return std::nullopt;
        } while (!m_used.compare_exchange_weak(used, used + bytes));
        return Share(*this, bytes);
    }
    [[nodiscard]] std::size_t used() const { return m_used.load(); }

private:
    const std::size_t m_most;
    std::atomic<std::size_t> m_used{0};
};

}  // namespace voordeur::server::domain
