#include "tests/integration/matrix/document.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <iomanip>
#include <map>
#include <set>
#include <sstream>

namespace voordeur::test {
namespace {

struct Short {
    std::string word;
    std::string means;
};

/// Short words for the tables; a reason without one stands there in full.
const std::map<std::string, Short> kShort = {
    {"Ok", {"ok", "done"}},
    {"Same", {"=", "answered as the first time, from the same place in the log; no line more"}},
    {"Denied", {"de", "the right to it is not theirs"}},
    {"NotFound", {"nf", "may not know that there is such a thing"}},
    {"InvolvementNotActive", {"na", "their involvement has ended"}},
    {"DeviceRevoked", {"rv", "the device confers nothing any more"}},
    {"CertificateWrong", {"cw", "the connection is not that of the device that speaks"}},
    {"NotAddressee", {"ad", "asked of somebody else"}},
    {"KindForbidden", {"kf", "their agency may not ask by this kind of identifier"}},
    {"PayloadMismatch", {"pm", "not what was signed"}},
    {"MethodMismatch", {"mm", "not what was signed for"}},
    {"SignatureBroken", {"sb", "not signed by that device for this"}},
    {"ClockSkew", {"cs", "not now"}},
    {"RequestIdReused", {"rr", "that request was another one"}},
    {"InvalidArgument", {"ia", "the log never had that head"}},
    {"AlreadyExists", {"ae", "is there already"}},
    {"Malformed", {"mf", "no request at all"}},
};

constexpr const char* kIntroduction = R"(# The hostile client

Somebody who was let in, and calls the server with a program of their own. Everything here is
tried over mutual TLS against a real server with a real store; `tests/integration/matrix` does it
and fails when an answer is not the one below, when a call of the services has no line, or when
this page is out of date. The page is made by that test (`VOORDEUR_WRITE_DOCS=1
build/dev/bin/matrix --gtest_filter='MatrixTest*'`); `VOORDEUR_PRINT_TABLE=1` prints it instead.

## Everybody, every call

One household stands in the middle. Each line is a call of the services, made as well as the asker
can make it; each column is somebody who makes it.

)";

constexpr const char* kTricks = R"(
## Every logged call, every trick

The call is made by the first of the people above for whom it is done, with one lie in it. "Found"
and the calls that are not logged have no statement that could lie.

)";

constexpr const char* kCases = R"(
## Finding out by asking

There are no shielded households in the product, so nothing is said of them. What an answer tells is
policy: that nobody helps, that somebody does, that there is a file and who leads it. Within one of
these nothing is told: who helps, whether it is the own team, whether somebody helped before,
which team's file it is. The tests below compare sizes, in the answer and on the wire, and quotas.
Times are compared by a program, because no test may depend on them: `voordeur_timing` asks in every
state some thousand times in random order, and holds the medians to be within five in a hundred and
a guess from one answer to be right at most 55 times in 100 (Mann-Whitney; bootstrap).

The name of a file is sixteen random bytes. Who has one was told of it, so its being there is no
secret to them, and the time of a refusal is not held to that bound.

## Children, order, statements, numbers, the door

The other tests of the same program, by what they show.
)";

std::string shortOf(const std::string& told) {
    std::istringstream parts(told);
    std::string out;
    for (std::string part; std::getline(parts, part, '/');) {
        const auto found = kShort.find(part);
        out += (out.empty() ? "" : "/") + (found == kShort.end() ? part : found->second.word);
    }
    return out;
}

/// "AnOfferIsOnlyThere" → "An offer is only there".
std::string sentenceOf(const std::string& name) {
    std::string out;
    for (const char c : name) {
        const bool capital = std::isupper(static_cast<unsigned char>(c)) != 0;
        if (capital && !out.empty()) {
            out += ' ';
            out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        } else {
            out += c;
        }
    }
    return out;
}

std::string casesOfThisProgram() {
    std::map<std::string, std::set<std::string>> suites;
    const auto& all = *testing::UnitTest::GetInstance();
    for (int i = 0; i < all.total_test_suite_count(); ++i) {
        const auto& suite = *all.GetTestSuite(i);
        std::string name = suite.name();
        name = name.substr(name.find('/') == std::string::npos ? 0 : name.find('/') + 1);
        name = name.substr(0, name.rfind("Test"));
        if (name == "Matrix") continue;
        for (int j = 0; j < suite.total_test_count(); ++j) {
            const std::string test = suite.GetTestInfo(j)->name();
            suites[name].insert(sentenceOf(test.substr(0, test.find('/'))));
        }
    }
    std::ostringstream out;
    for (const auto& [suite, cases] : suites) {
        out << "\n" << sentenceOf(suite) << ":\n\n";
        for (const auto& one : cases)
            out << "- " << one << ".\n";
    }
    return out.str();
}

}  // namespace

std::string tableOf(const Outcomes& outcomes) {
    std::ostringstream out;
    const auto line = [&](const std::string& first, const std::vector<std::string>& cells) {
        std::ostringstream row;
        row << std::left << std::setw(27) << first;
        for (const auto& cell : cells)
            row << std::setw(4) << cell << (cell.size() < 4 ? "" : " ");
        std::string text = row.str();
        text.erase(text.find_last_not_of(' ') + 1);
        out << text << "\n";
    };
    out << "```text\n";
    std::vector<std::string> heads;
    for (const auto& column : outcomes.columns)
        heads.push_back(column.name);
    line("", heads);
    std::set<std::string> words;
    for (const auto& [call, told] : outcomes.lines) {
        std::vector<std::string> cells;
        for (const auto& one : told) {
            cells.push_back(shortOf(one));
            std::istringstream parts(one);
            for (std::string part; std::getline(parts, part, '/');)
                words.insert(part);
        }
        line(call, cells);
    }
    out << "```\n\n";
    for (const auto& column : outcomes.columns)
        out << "- `" << column.name << "`: " << column.explained << "\n";
    out << "\nThe answers:";
    const char* mark = " ";
    for (const auto& word : words) {
        const auto found = kShort.find(word);
        if (found == kShort.end()) continue;
        out << mark << "`" << found->second.word << "` " << word << ": " << found->second.means;
        mark = ";\n";
    }
    out << ".\n";
    return out.str();
}

std::string documentOf(const Outcomes& people, const Outcomes& tricks) {
    return kIntroduction + tableOf(people) + kTricks + tableOf(tricks) + kCases +
           casesOfThisProgram();
}

}  // namespace voordeur::test
