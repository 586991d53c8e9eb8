// voordeur_growth: the same questions to a small and to a large server, one line of JSON each size.
//
//   voordeur_growth --at 1000:2000 --at 10000:100000 --at 100000:1000000
#include "tests/bench/growth/measures.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <stdlib.h>

#include <chrono>
#include <filesystem>
#include <iostream>
#include <thread>

namespace voordeur::test::bench {
namespace {

struct Options {
    std::vector<std::string> at;
    std::string program;  // voordeurd
    std::size_t calls = 1000;
    std::uint64_t fullCheckMax = 20'000'000;
    unsigned quietMinutes = 0;
};

struct Size {
    std::size_t persons = 0;
    std::uint64_t entries = 0;
};

Size sizeFrom(const std::string& text) {
    const auto colon = text.find(':');
    if (colon == std::string::npos) throw std::invalid_argument("persons:entries, not " + text);
    return {std::stoul(text.substr(0, colon)), std::stoull(text.substr(colon + 1))};
}

double each(std::uintmax_t before, std::uintmax_t after, std::uint64_t count) {
    return count == 0 ? 0 : static_cast<double>(after - before) / static_cast<double>(count);
}

/// What is measured on a busy machine is worth nothing, and filling in takes long enough for
/// somebody to begin something.
void waitUntilQuiet(unsigned minutes) {
    constexpr double kQuiet = 0.5;
    double load = 0;
    for (unsigned waited = 0; waited < minutes * 6; ++waited) {
        if (::getloadavg(&load, 1) != 1 || load <= kQuiet) return;
        std::this_thread::sleep_for(std::chrono::seconds(10));
    }
    if (minutes > 0) std::cerr << "the machine did not become quiet\n";
}

/// Stops the writer in between, so that the WAL is in the file.
std::uintmax_t settledBytes(TestServer& server) {
    server.between([](auto&) {});
    return storeBytes(server);
}

nlohmann::json measureAt(Town& town, Filling& filling, const Size& size, const Options& options) {
    auto& server = town.server();
    nlohmann::json out;
    const auto households = filling.householdCount();
    const auto empty = settledBytes(server);
    std::cerr << "filling in " << size.persons << " persons\n";
    filling.persons(size.persons);
    const auto withPersons = settledBytes(server);
    const auto entries = server.writer().head().head.size;
    std::cerr << "filling in " << size.entries << " entries\n";
    filling.entries(size.entries);
    const auto full = settledBytes(server);
    const auto more = server.writer().head().head.size - entries;
    waitUntilQuiet(options.quietMinutes);
    std::cerr << "measuring\n";
    out["calls"] = measureCalls(town, filling, options.calls);
    out["start"] = measureStart(server, options.program);
    out["persons"] = filling.personCount();
    out["households"] = filling.householdCount();
    out["entries"] = server.writer().head().head.size;
    out["store_bytes"] = full;
    out["bytes_per_household"] = each(empty, withPersons, filling.householdCount() - households);
    out["bytes_per_reading"] = each(withPersons, full, more);
    return out;
}

int run(const Options& options) {
    TestServer server;
    const auto transports = directTransports(server);
    Town town(server, *transports);
    Filling filling(town);
    for (const auto& at : options.at) {
        auto result = measureAt(town, filling, sizeFrom(at), options);
        if (server.writer().head().head.size <= options.fullCheckMax) {
            std::cerr << "recomputing the whole log\n";
            result["full_check"] = measureFullCheck(server);
        }
        std::cout << result.dump() << "\n" << std::flush;
    }
    return 0;
}

}  // namespace
}  // namespace voordeur::test::bench

int main(int argc, char** argv) {
    voordeur::test::bench::Options options;
    CLI::App app{"The same questions to a small and to a large server."};
    app.add_option("--at", options.at, "persons:entries; repeat for more sizes, rising")
        ->required();
    app.add_option("--calls", options.calls, "calls of each kind");
    app.add_option("--full-check-max", options.fullCheckMax, "longest log to recompute");
    app.add_option("--when-quiet",
                   options.quietMinutes,
                   "wait so many minutes at most until the machine has nothing else to do");
    CLI11_PARSE(app, argc, argv);
    ::setenv("TMPDIR", "/var/tmp", 0);
    options.program = std::filesystem::path(argv[0]).parent_path() / "voordeurd";
    try {
        return voordeur::test::bench::run(options);
    } catch (const std::exception& failure) {
        std::cerr << "✗ " << failure.what() << "\n";
        return 1;
    }
}
