#pragma once

#include <sys/types.h>

#include <string>
#include <vector>

namespace voordeur::test::bench {

/// A voordeurd of its own, on a free port of this machine, held to some cores. It gets SIGTERM when
/// the object goes, and its end is waited for.
class ServerProcess {
public:
    struct Options {
        std::string program;  ///< voordeurd
        std::string folder;   ///< with voordeur.toml in it
        std::string cores;    ///< as taskset takes them ("0", "0,1"); empty: all
    };
    /// Comes back when the server listens. Throws when it does not within two minutes.
    explicit ServerProcess(const Options& options);
    ~ServerProcess();
    ServerProcess(const ServerProcess&) = delete;
    ServerProcess& operator=(const ServerProcess&) = delete;
    ServerProcess(ServerProcess&&) = delete;
    ServerProcess& operator=(ServerProcess&&) = delete;

    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] double startSeconds() const { return m_startSeconds; }
    /// Processor time used so far, of all its threads.
    [[nodiscard]] double cpuSeconds() const;
    /// Memory in use now.
    [[nodiscard]] double megabytes() const;

private:
    pid_t m_pid = 0;
    int m_port = 0;
    double m_startSeconds = 0;
};

/// Runs a program to its end: seconds. Throws when it fails.
double runToEnd(const std::vector<std::string>& command);

}  // namespace voordeur::test::bench
