// The table of ./dev bench: what the product does per second and call, against the bare limits of
// this machine in the same run. Rounds are interleaved; each line is its median round.
#include "tests/bench/pieces.h"
#include "tests/bench/whole.h"

#include <fmt/format.h>

#include <cstring>
#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <string>
#include <thread>

namespace voordeur::test::bench {
namespace {

constexpr std::size_t kInFlight = 64;

struct Options {
    int rounds = 5;
    std::size_t scale = 4;  // --quick: 1
};

using Measures = std::vector<std::pair<std::string, std::function<Sample()>>>;

Measures measuresOf(Scene& scene, const Options& options) {
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t many = 20 * options.scale;  // calls of each of 64 callers
    const std::size_t few = 100 * options.scale;  // calls of a single caller
    return {
        {"sign", [=] { return bareSign(cores); }},
        {"verify", [=] { return bareVerify(cores); }},
        {"evaluate", [=] { return bareEvaluate(cores); }},
        {"token", [=] { return bareToken(cores); }},
        {"leaf", [] { return bareLeaf(1); }},
        {"sync", [] { return bareSync(); }},
        {"group", [] { return bareGroupCommit(); }},
        {"noop1", [&scene, few] { return noOp(scene, 1, 5 * few); }},
        {"noop", [&scene, many] { return noOp(scene, kInFlight, 10 * many); }},
        {"served1", [&scene, few] { return openingServed(scene, 1, few); }},
        {"served", [&scene, many] { return openingServed(scene, kInFlight, many); }},
        {"open1", [&scene, few] { return openingWhole(scene, 1, few); }},
        {"open", [&scene, many] { return openingWhole(scene, kInFlight, many); }},
        {"check1", [&scene, few] { return check(scene, 1, few); }},
        {"check", [&scene, many] { return check(scene, kInFlight, many / 4); }},
        {"lead1", [&scene, few] { return leadChange(scene, 1, few / 4); }},
        {"lead", [&scene, many] { return leadChange(scene, kInFlight, many / 8); }},
        {"import", [&scene, few] { return importRow(scene, few / 4); }},
        {"full", [&scene] { return fullCheck(scene); }},
    };
}

using Results = std::map<std::string, Sample>;

Results run(Scene& scene, const Options& options) {
    std::map<std::string, std::vector<Sample>> rounds;
    for (int round = 1; round <= options.rounds; ++round) {
        std::cerr << "round " << round << " of " << options.rounds << "\n";
        for (const auto& [name, act] : measuresOf(scene, options))
            rounds[name].push_back(act());
    }
    Results results;
    for (auto& [name, samples] : rounds)
        results[name] = medianOf(samples);
    return results;
}

void line(const std::string& what, const Sample& sample, const std::string& ratio = "") {
    std::cout << fmt::format("| {:<44} | {:>9} | {:>9.0f} | {:>9.0f} | {:<44} |\n",
                             what,
                             grouped(sample.perSecond),
                             sample.medianMicros,
                             sample.p99Micros,
                             ratio);
}

double rates(const Sample& of, const Sample& against) {
    return of.perSecond / against.perSecond;
}

void printTable(const Results& r) {
    const auto at = [&](const char* name) { return r.at(name); };
    std::cout << fmt::format("| {:<44} | {:>9} | {:>9} | {:>9} | {:<44} |\n",
                             "what",
                             "per s",
                             "median µs",
                             "p99 µs",
                             "ratio in this run (bar)");
    std::cout << "|" << std::string(46, '-') << "|" << std::string(11, '-') << "|"
              << std::string(11, '-') << "|" << std::string(11, '-') << "|" << std::string(46, '-')
              << "|\n";
    line("bare: Ed25519 signature, all cores", at("sign"));
    line("bare: Ed25519 verification, all cores", at("verify"));
    line("bare: VOPRF evaluate and prove, all cores", at("evaluate"));
    line("bare: VOPRF both sides, all cores", at("token"));
    line("bare: Merkle leaf of 600 bytes, one core", at("leaf"));
    line("bare: 4 KiB written and synced", at("sync"));
    line("bare: SQLCipher rows in groups of 64", at("group"));
    line("no-op call, 1 caller", at("noop1"));
    line("no-op call, 64 in flight", at("noop"));
    line("opening, served, 1 caller",
         at("served1"),
         fmt::format("{:.1f} × the no-op's median (≤ 6)",
                     at("served1").medianMicros / at("noop1").medianMicros));
    line("opening, served, 64 in flight",
         at("served"),
         fmt::format("{:.2f} of the no-op (≥ 0.25)", rates(at("served"), at("noop"))));
    line("opening, whole, 1 caller",
         at("open1"),
         fmt::format("{:.1f} × the no-op's median",
                     at("open1").medianMicros / at("noop1").medianMicros));
    line("opening, whole, 64 in flight",
         at("open"),
         fmt::format("{:.2f} of the no-op", rates(at("open"), at("noop"))));
    line("check, whole, 1 caller", at("check1"));
    line("check, whole, 64 in flight",
         at("check"),
         fmt::format("{:.2f} of both sides' bare VOPRF", rates(at("check"), at("token"))));
    line("lead offered and withdrawn, 1 caller", at("lead1"));
    line("lead offered and withdrawn, 64 in flight",
         at("lead"),
         fmt::format("{:.3f} of the no-op", rates(at("lead"), at("noop"))));
    line("import: household by row, 1 caller",
         at("import"),
         fmt::format("{:.2f} of a synced write", rates(at("import"), at("sync"))));
    line("full check of the log: entries",
         at("full"),
         fmt::format("{:.2f} of bare verification (≥ 0.9)", rates(at("full"), at("verify"))));
}

/// Where a single caller's opening spends its time, by difference.
void printParts(const Results& r) {
    const double noop = r.at("noop1").medianMicros;
    const double served = r.at("served1").medianMicros;
    const double whole = r.at("open1").medianMicros;
    std::cout << fmt::format(
        "\nWhere one opening's {:.0f} µs go: network, TLS and gRPC {:.0f} · server: verify, "
        "decide, "
        "log, sync, prove {:.0f} · client: sign, verify, replay, keep, decrypt {:.0f}\n",
        whole,
        noop,
        served - noop,
        whole - served);
}

int runAll(const Options& options) {
    std::cerr << "setting the scene: " << kInFlight << " callers over mutual TLS\n";
    Scene scene(kInFlight);
    const Results results = run(scene, options);
    printTable(results);
    printParts(results);
    return 0;
}

}  // namespace
}  // namespace voordeur::test::bench

int main(int argc, char** argv) {
    voordeur::test::bench::Options options;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--quick") == 0) {
            options.scale = 1;
        } else if (std::strcmp(argv[i], "--rounds") == 0 && i + 1 < argc) {
            options.rounds = std::max(1, std::atoi(argv[++i]));
        } else {
            std::cerr << "voordeur_bench [--rounds N] [--quick]\n";
            return 2;
        }
    }
    // A disk, not memory: what is synced here has to be synced.
    ::setenv("TMPDIR", "/var/tmp", 0);
    try {
        return voordeur::test::bench::runAll(options);
    } catch (const std::exception& failure) {
        std::cerr << "✗ " << failure.what() << "\n";
        return 1;
    }
}
