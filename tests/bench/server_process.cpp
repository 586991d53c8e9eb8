#include "tests/bench/server_process.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

extern char** environ;

namespace voordeur::test::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::minutes kStartMax{2};
constexpr std::chrono::milliseconds kPoll{5};

pid_t spawn(const std::vector<std::string>& command) {
    std::vector<char*> arguments;
    for (const auto& word : command)
        arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    // Its lines for the operator would stand in the middle of the results.
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t pid = 0;
    const int failed =
        ::posix_spawnp(&pid, arguments[0], &actions, nullptr, arguments.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failed != 0) throw std::runtime_error(command[0] + " does not start");
    return pid;
}

}  // namespace

ServerProcess::ServerProcess(const Options& options) {
    const std::string ready = options.folder + "/ready";
    std::filesystem::remove(ready);
    std::vector<std::string> command;
    if (!options.cores.empty()) command = {"taskset", "-c", options.cores};
    for (const auto& word : {options.program,
                             std::string("serve"),
                             std::string("--config"),
                             options.folder + "/voordeur.toml",
                             std::string("--ready-file"),
                             ready})
        command.push_back(word);
    const auto start = Clock::now();
    m_pid = spawn(command);
    while (Clock::now() - start < kStartMax) {
        std::ifstream file(ready);
        if (file >> m_port) {
            m_startSeconds = std::chrono::duration<double>(Clock::now() - start).count();
            return;
        }
        int status = 0;
        if (::waitpid(m_pid, &status, WNOHANG) == m_pid) {
            throw std::runtime_error("voordeurd ended instead of starting");
        }
        std::this_thread::sleep_for(kPoll);
    }
    ::kill(m_pid, SIGKILL);
    ::waitpid(m_pid, nullptr, 0);
    throw std::runtime_error("voordeurd did not start in time");
}

ServerProcess::~ServerProcess() {
    ::kill(m_pid, SIGTERM);
    ::waitpid(m_pid, nullptr, 0);
}

double ServerProcess::cpuSeconds() const {
    std::ifstream file("/proc/" + std::to_string(m_pid) + "/stat");
    std::string text((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());
    // The name stands in brackets and may hold anything; the 12th and 13th after it are times.
    std::istringstream rest(text.substr(text.rfind(')') + 1));
    std::string word;
    double ticks = 0;
    for (int i = 1; i <= 13 && rest >> word; ++i) {
        if (i >= 12) ticks += std::stod(word);
    }
    return ticks / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

double ServerProcess::megabytes() const {
    std::ifstream file("/proc/" + std::to_string(m_pid) + "/status");
    std::string line;
    while (std::getline(file, line)) {
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    }
    return 0;
}

double runToEnd(const std::vector<std::string>& command) {
    const auto start = Clock::now();
    const pid_t pid = spawn(command);
    int status = 0;
    if (::waitpid(pid, &status, 0) != pid || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        throw std::runtime_error(command[0] + " failed");
    }
    return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace voordeur::test::bench
