#pragma once

#include <atomic>
#include <cstdint>
#include <thread>
#include <vector>

namespace voordeur::test {

/// The line between devices and a server, where somebody counts bytes: carries connections on this
/// machine to a port of it, and reads nothing of what it carries.
///
/// Thread: any for what it counted.
class CountedLine {
public:
    explicit CountedLine(int serverPort);
    ~CountedLine();
    CountedLine(const CountedLine&) = delete;
    CountedLine& operator=(const CountedLine&) = delete;
    CountedLine(CountedLine&&) = delete;
    CountedLine& operator=(CountedLine&&) = delete;

    [[nodiscard]] int port() const { return m_port; }
    /// Bytes from the server so far, on all connections, as they were on the wire.
    [[nodiscard]] std::uint64_t answered() const { return m_answered; }
    /// The same, once nothing has come for a while.
    [[nodiscard]] std::uint64_t settled() const;

private:
    void accept();
    void carry(int near, int far);

    const int m_serverPort;
    int m_listener = -1;
    int m_port = 0;
    std::atomic<bool> m_ends{false};
    std::atomic<std::uint64_t> m_answered{0};
    // Only the accepting thread adds to it, and it has ended before they are joined.
    std::vector<std::thread> m_carriers;
    std::thread m_accepting;
};

}  // namespace voordeur::test
