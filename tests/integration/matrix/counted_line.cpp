#include "tests/integration/matrix/counted_line.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <stdexcept>

namespace voordeur::test {
namespace {

constexpr int kPollMillis = 20;
constexpr std::chrono::milliseconds kQuiet{3};

sockaddr_in loopback(int port) {
    sockaddr_in out{};
    out.sin_family = AF_INET;
    out.sin_port = htons(static_cast<std::uint16_t>(port));
    out.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return out;
}

int dial(int port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    const auto to = loopback(port);
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) {
        ::close(fd);
        return -1;
    }
    return fd;
}

/// Bytes that went over; 0 when the connection has ended.
std::size_t pass(int from, int to) {
    std::array<char, 65536> buffer{};
    const ssize_t got = ::recv(from, buffer.data(), buffer.size(), 0);
    if (got <= 0) return 0;
    const auto size = static_cast<std::size_t>(got);
    std::size_t sent = 0;
    while (sent < size) {
        const ssize_t n = ::send(to, buffer.data() + sent, size - sent, MSG_NOSIGNAL);
        if (n <= 0) return 0;
        sent += static_cast<std::size_t>(n);
    }
    return size;
}

}  // namespace

CountedLine::CountedLine(int serverPort) : m_serverPort(serverPort) {
    m_listener = ::socket(AF_INET, SOCK_STREAM, 0);
    auto here = loopback(0);
    socklen_t length = sizeof here;
    const bool listens =
        ::bind(m_listener, reinterpret_cast<const sockaddr*>(&here), sizeof here) == 0 &&
        ::listen(m_listener, SOMAXCONN) == 0 &&
        ::getsockname(m_listener, reinterpret_cast<sockaddr*>(&here), &length) == 0;
    if (!listens) throw std::runtime_error("no port for the line");
    m_port = ntohs(here.sin_port);
    m_accepting = std::thread([this] { accept(); });
}

CountedLine::~CountedLine() {
    m_ends = true;
    m_accepting.join();
    for (auto& carrier : m_carriers)
        carrier.join();
    ::close(m_listener);
}

std::uint64_t CountedLine::settled() const {
    std::uint64_t before = 0;
    std::uint64_t now = m_answered;
    do {
        before = now;
        std::this_thread::sleep_for(kQuiet);
        now = m_answered;
    } while (now != before);
    return now;
}

void CountedLine::accept() {
    while (!m_ends) {
        pollfd waits{m_listener, POLLIN, 0};
        if (::poll(&waits, 1, kPollMillis) <= 0) continue;
        const int near = ::accept(m_listener, nullptr, nullptr);
        const int far = dial(m_serverPort);
        if (near < 0 || far < 0) continue;
        const int on = 1;
        ::setsockopt(near, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        ::setsockopt(far, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        m_carriers.emplace_back([this, near, far] { carry(near, far); });
    }
}

void CountedLine::carry(int near, int far) {
    while (!m_ends) {
        std::array<pollfd, 2> both{{{near, POLLIN, 0}, {far, POLLIN, 0}}};
        if (::poll(both.data(), both.size(), kPollMillis) < 0) break;
        if (both[0].revents != 0 && pass(near, far) == 0) break;
        if (both[1].revents == 0) continue;
        const std::size_t answered = pass(far, near);
        if (answered == 0) break;
        m_answered += answered;
    }
    ::close(near);
    ::close(far);
}

}  // namespace voordeur::test
