// voordeur_hostile_server: without words, the tests of all lies.
#include "client/cli/reason_words.h"
#include "tests/integration/hostile_server/play.h"
#include "tests/integration/hostile_server/serve.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <string_view>

namespace {

using namespace voordeur;

constexpr std::string_view kHelp =
    "voordeur_hostile_server            runs every case as a test (and takes GoogleTest's words)\n"
    "voordeur_hostile_server --list     one line a lie\n"
    "voordeur_hostile_server --table    the table of docs/hostile-server.md\n"
    "voordeur_hostile_server LIE        plays one case and says what the client says\n"
    "voordeur_hostile_server --serve FILE\n"
    "    serves on this machine, writes a founding sheet to FILE, and does as the lines of the\n"
    "    standard input say: the name of a lie, or 'honest'. Ends with the input.\n";

int listLies() {
    for (const auto& one : test::allCases())
        std::cout << one.name << ": " << one.what << "\n";
    return 0;
}

int playOne(std::string_view name) {
    const auto& cases = test::allCases();
    const auto one = std::ranges::find(cases, name, &test::Case::name);
    if (one == cases.end()) {
        std::cerr << "no such lie: " << name << " (see --list)\n";
        return 2;
    }
    std::cout << "the server   " << one->what << "\n";
    const auto heard = test::play(*one);
    test::endPlays();
    std::cout << "the client   " << test::told(heard) << "\n";
    if (!heard.ok()) {
        std::cout << "the person   " << client::cli::sentenceFor(heard.reason()) << "\n";
    }
    return testing::UnitTest::GetInstance()->ad_hoc_test_result().Failed() ? 1 : 0;
}

/// Before the environment of tests/support/grpc_end.cpp, which waits for it: the last one added is
/// the first to be taken down.
class EndOfPlays final : public testing::Environment {
public:
    void TearDown() override { test::endPlays(); }
};

}  // namespace

int main(int argc, char** argv) {
    testing::InitGoogleTest(&argc, argv);
    const std::string_view word = argc > 1 ? argv[1] : "";
    if (word.empty()) {
        testing::AddGlobalTestEnvironment(new EndOfPlays);  // GoogleTest's from here on
        return RUN_ALL_TESTS();
    }
    if (word == "--list") return listLies();
    if (word == "--table") {
        std::cout << voordeur::test::caseTable();
        return 0;
    }
    if (word == "--serve" && argc == 3) return voordeur::test::serveLies(argv[2]);
    if (!word.starts_with("-") && argc == 2) return playOne(word);
    std::cerr << kHelp;
    return 2;
}
