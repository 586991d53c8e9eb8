// voordeur_load: puts a voordeurd under the load of many devices and says how it held up.
//
//   voordeur_load --mix open:50,check:25,write:10,list:10,lead:5 --in-flight 64 --seconds 10
//   voordeur_load --mix open:1 --rate 2000 --seconds 30 --json
//   voordeur_load --serve          reads one wish a line (JSON) and answers each with one line
#include "tests/bench/load/engine.h"
#include "tests/bench/load/whole.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <sched.h>
#include <sys/resource.h>

#include <filesystem>
#include <iostream>
#include <sstream>

namespace voordeur::test::bench {
namespace {

using nlohmann::json;

struct Options {
    std::string mix = "open:50,check:25,write:10,list:10,lead:5";
    std::size_t inFlight = 64;
    double rate = 0;
    double seconds = 10;
    std::size_t coaches = 64;
    std::size_t askers = 16;
    std::string serverCores;
    std::string loadCores;
    std::string folder;
    bool asJson = false;
    bool serve = false;
};

std::map<std::string, unsigned> mixFrom(const std::string& text) {
    std::map<std::string, unsigned> mix;
    std::istringstream parts(text);
    std::string part;
    while (std::getline(parts, part, ',')) {
        const auto colon = part.find(':');
        const std::string weight = colon == std::string::npos ? "1" : part.substr(colon + 1);
        mix[part.substr(0, colon)] = static_cast<unsigned>(std::stoul(weight));
    }
    return mix;
}

json latencyOf(const Histogram& histogram) {
    const auto micros = [&](double part) {
        return static_cast<double>(histogram.quantile(part)) / 1000;
    };
    return {{"count", histogram.count()},
            {"mean_us", histogram.mean() / 1000},
            {"p50_us", micros(0.5)},
            {"p90_us", micros(0.9)},
            {"p99_us", micros(0.99)},
            {"p999_us", micros(0.999)},
            {"max_us", static_cast<double>(histogram.max()) / 1000}};
}

json jsonOf(const LoadWish& wish, const LoadResult& result) {
    json kinds = json::object();
    std::uint64_t failed = 0;
    for (const auto& [name, kind] : result.kinds) {
        kinds[name] = latencyOf(kind.latency);
        kinds[name]["failed"] = kind.failed;
        if (kind.failed > 0) kinds[name]["first_failure"] = kind.firstFailure;
        failed += kind.failed;
    }
    const double done = static_cast<double>(std::max<std::uint64_t>(1, result.done()));
    return {{"in_flight", wish.inFlight},
            {"rate", wish.rate},
            {"seconds", result.seconds},
            {"per_second", result.perSecond()},
            {"failed", failed},
            {"proofs", result.proofs},
            {"server_cpu_us_each", result.serverCpuSeconds * 1e6 / done},
            {"server_mb", result.serverMegabytes},
            {"all", latencyOf(result.all())},
            {"kinds", kinds}};
}

void printTable(const json& result) {
    const auto row = [](const std::string& name, const json& of, const std::string& note) {
        std::cout << fmt::format(
            "{:<8} {:>9} {:>10.0f} {:>10.0f} {:>10.0f} {:>10.0f} {:>10.0f}  {}\n",
            name,
            of["count"].get<std::uint64_t>(),
            of["p50_us"].get<double>(),
            of["p90_us"].get<double>(),
            of["p99_us"].get<double>(),
            of["p999_us"].get<double>(),
            of["max_us"].get<double>(),
            note);
    };
    std::cout << fmt::format("{:<8} {:>9} {:>10} {:>10} {:>10} {:>10} {:>10}\n",
                             "what",
                             "done",
                             "p50 µs",
                             "p90 µs",
                             "p99 µs",
                             "p99.9 µs",
                             "max µs");
    for (const auto& [name, kind] : result["kinds"].items()) {
        const auto failed = kind["failed"].get<std::uint64_t>();
        row(name,
            kind,
            failed == 0
                ? ""
                : fmt::format("{} failed: {}", failed, kind["first_failure"].get<std::string>()));
    }
    row("all", result["all"], "");
    std::cout << fmt::format(
        "{:.0f} operations a second for {:.1f} s, {} in flight; {} proofs verified; the server "
        "used "
        "{:.0f} µs of processor each and {:.0f} MB\n",
        result["per_second"].get<double>(),
        result["seconds"].get<double>(),
        result["in_flight"].get<std::size_t>(),
        result["proofs"].get<std::uint64_t>(),
        result["server_cpu_us_each"].get<double>(),
        result["server_mb"].get<double>());
}

/// How many operations take about that long.
std::size_t operationsFor(LoadEngine& engine, LoadWish wish, double seconds) {
    if (wish.rate > 0) return static_cast<std::size_t>(wish.rate * seconds) + 1;
    wish.operations = 10 * wish.inFlight;
    return static_cast<std::size_t>(engine.run(wish).perSecond() * seconds) + wish.inFlight;
}

/// {"mix": "open:1", "in_flight": 64, "operations": 10000} or {"whole": "open", "calls": 100}
json serveOne(LoadEngine& engine, Scene& scene, const json& wanted) {
    if (wanted.contains("whole")) {
        const auto sample = wholeOf(scene, wanted["whole"].get<std::string>(), wanted["calls"]);
        return {{"per_second", sample.perSecond},
                {"p50_us", sample.medianMicros},
                {"p99_us", sample.p99Micros}};
    }
    LoadWish wish;
    wish.mix = mixFrom(wanted["mix"].get<std::string>());
    wish.inFlight = wanted.value("in_flight", wish.inFlight);
    wish.operations = wanted.value("operations", wish.operations);
    wish.rate = wanted.value("rate", 0.0);
    return jsonOf(wish, engine.run(wish));
}

void serve(LoadEngine& engine, Scene& scene) {
    std::cout << json{{"ready", true}}.dump() << "\n" << std::flush;
    std::string line;
    while (std::getline(std::cin, line))
        std::cout << serveOne(engine, scene, json::parse(line)).dump() << "\n" << std::flush;
}

void holdTo(const std::string& cores) {
    if (cores.empty()) return;
    cpu_set_t set;
    CPU_ZERO(&set);
    std::istringstream parts(cores);
    std::string part;
    while (std::getline(parts, part, ','))
        CPU_SET(std::stoul(part), &set);
    ::sched_setaffinity(0, sizeof set, &set);
}

int run(const Options& options, const std::string& self) {
    // Each device has a database and a connection.
    rlimit files{};
    ::getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &files);
    std::cerr << "setting the scene: " << options.coaches << " coaches, " << options.askers
              << " agencies that ask\n";
    const TempFolder folder;
    Scene scene({options.coaches, options.askers, std::max(options.inFlight, options.coaches)});
    const auto program = std::filesystem::path(self).parent_path() / "voordeurd";
    scene.moveTo({program.string(), folder.path(), options.serverCores});
    holdTo(options.loadCores);
    LoadEngine engine(scene);
    if (options.serve) {
        serve(engine, scene);
        return 0;
    }
    LoadWish wish;
    wish.mix = mixFrom(options.mix);
    wish.inFlight = options.inFlight;
    wish.rate = options.rate;
    wish.operations = operationsFor(engine, wish, options.seconds);
    const json result = jsonOf(wish, engine.run(wish));
    if (options.asJson) {
        std::cout << result.dump(1) << "\n";
    } else {
        printTable(result);
    }
    return result["failed"].get<std::uint64_t>() == 0 ? 0 : 1;
}

}  // namespace
}  // namespace voordeur::test::bench

int main(int argc, char** argv) {
    voordeur::test::bench::Options options;
    CLI::App app{"Many devices at work on one voordeurd, over mutual TLS."};
    app.add_option("--mix", options.mix, "kinds and weights: noop, open, check, write, list, lead");
    app.add_option("--in-flight", options.inFlight, "operations under way at most");
    app.add_option("--rate", options.rate, "operations a second; 0: as fast as they end");
    app.add_option("--seconds", options.seconds, "how long, about");
    app.add_option("--coaches", options.coaches, "devices of coaches");
    app.add_option("--askers", options.askers, "agencies that ask, one device each");
    app.add_option("--server-cores", options.serverCores, "cores for the server, as 0 or 0,1");
    app.add_option("--load-cores", options.loadCores, "cores for the load");
    app.add_flag("--json", options.asJson, "JSON instead of a table");
    app.add_flag("--serve", options.serve, "wishes as lines on standard input");
    CLI11_PARSE(app, argc, argv);
    // A disk, not memory: what is synced here has to be synced.
    ::setenv("TMPDIR", "/var/tmp", 0);
    try {
        return voordeur::test::bench::run(options, argv[0]);
    } catch (const std::exception& failure) {
        std::cerr << "✗ " << failure.what() << "\n";
        return 1;
    }
}
