// voordeur_pieces: the bare limits of this machine, one line of JSON for each line asked.
//
//   echo 'verify 2' | voordeur_pieces        {"per_second": …, "p50_us": …, "p99_us": …}
#include "tests/bench/pieces.h"

#include <nlohmann/json.hpp>

#include <exception>
#include <functional>
#include <iostream>
#include <map>
#include <sstream>
#include <string>

namespace voordeur::test::bench {
namespace {

using Piece = std::function<Sample(std::size_t callers)>;

const std::map<std::string, Piece>& pieces() {
    static const std::map<std::string, Piece> all{
        {"sign", bareSign},
        {"verify", bareVerify},
        {"evaluate", bareEvaluate},
        {"token", bareToken},
        {"proof", bareProof},
        {"seal", bareSeal},
        {"unseal", bareUnseal},
        {"leaf", bareLeaf},
        {"sync", [](std::size_t) { return bareSync(); }},
        {"group", [](std::size_t) { return bareGroupCommit(); }},
        {"point", barePointRead},
    };
    return all;
}

int serve() {
    std::string line;
    while (std::getline(std::cin, line)) {
        std::istringstream words(line);
        std::string name;
        std::size_t callers = 1;
        words >> name >> callers;
        const auto piece = pieces().find(name);
        if (piece == pieces().end() || callers == 0) {
            std::cerr << "✗ there is no piece called " << name << "\n";
            return 2;
        }
        const Sample sample = piece->second(callers);
        std::cout << nlohmann::json{{"per_second", sample.perSecond},
                                    {"p50_us", sample.medianMicros},
                                    {"p99_us", sample.p99Micros}}
                         .dump()
                  << "\n"
                  << std::flush;
    }
    return 0;
}

}  // namespace
}  // namespace voordeur::test::bench

int main() {
    // A disk, not memory: what is synced here has to be synced.
    ::setenv("TMPDIR", "/var/tmp", 0);
    try {
        return voordeur::test::bench::serve();
    } catch (const std::exception& failure) {
        std::cerr << "✗ " << failure.what() << "\n";
        return 1;
    }
}
