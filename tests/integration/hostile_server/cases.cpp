#include "tests/integration/hostile_server/cases.h"

#include "client/cli/reason_words.h"

namespace voordeur::test {

namespace {

std::string_view wordsFor(After after) {
    switch (after) {
        case After::Works:
            return "works again";
        case After::StaysRefused:
            return "this stays refused, other work goes on";
        case After::StaysNamed:
            return "every check of the log names it";
        case After::Stopped:
            return "stops until the program is opened again";
        case After::Condemned:
            return "stops for good";
    }
    return {};
}

/// What the command line says: to an officer, that a line is wrong is the server's fault, whatever
/// is wrong with it (client/cli/log_commands.cpp).
std::string_view sentenceFor(const Case& one) {
    const bool inTheLog = one.work == officerChecks || one.after == After::StaysNamed;
    const bool worded = !inTheLog || client::core::isServerFault(one.reason);
    return client::cli::sentenceFor(worded ? one.reason : crypto::Reason::RuleBroken);
}

}  // namespace

const std::vector<Case>& allCases() {
    static const std::vector<Case> cases = [] {
        std::vector<Case> out;
        for (const auto& part : {checkpointCases,
                                 logCases,
                                 entryCases,
                                 loggedCases,
                                 chainCases,
                                 whoLookedCases,
                                 directoryCases,
                                 enrolmentCases,
                                 keyCases,
                                 epochCases,
                                 recordCases,
                                 involvementCases,
                                 pageCases,
                                 wireCases}) {
            for (auto& one : part())
                out.push_back(std::move(one));
        }
        return out;
    }();
    return cases;
}

std::string caseTable() {
    std::string out =
        "| lie | the server | § | reason | what the person reads | afterwards |\n"
        "|---|---|---|---|---|---|\n";
    for (const auto& one : allCases()) {
        out += "| " + std::string(one.name) + " | " + one.what + " | " + one.rule + " | " +
               std::string(crypto::nameOf(one.reason)) + " | " + std::string(sentenceFor(one)) +
               " | " + std::string(wordsFor(one.after)) + " |\n";
    }
    return out;
}

}  // namespace voordeur::test
