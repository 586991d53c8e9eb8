// Lies in the entry that an answer comes with, and in what that entry commits to.
#include "tests/integration/hostile_server/cases.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace voordeur::test {

using client::core::RawAnswer;
using client::core::SignedRequest;
using crypto::Bytes;
using crypto::Entry;
using crypto::Method;
using crypto::Reason;

namespace {

MakeLie shows(std::function<void(RawAnswer&)> alter) {
    return anywhere(
        onAnswer(Method::OpenHousehold,
                 [alter = std::move(alter)](const SignedRequest&, RawAnswer& a) { alter(a); }));
}

MakeLie entryIs(std::function<void(Entry&)> alter) {
    return shows([alter = std::move(alter)](RawAnswer& answer) {
        auto entry = need(Entry::decode(answer.entry), "an entry");
        alter(entry);
        answer.entry = entry.encode();
    });
}

/// Written into the log, and well proven.
MakeLie logs(AlterEntry alter) {
    return [alter = std::move(alter)](TestServer& server) {
        return loggedFalsely(server, Method::OpenHousehold, alter);
    };
}

void anotherRole(Entry& entry) {
    auto statement = need(crypto::Statement::decode(entry.statement), "a statement");
    statement.role = crypto::Role::Manager;
    entry.statement = statement.encode();
}

/// A length of nearly 4 GiB in the place of the statement's.
void hugeStatement(RawAnswer& answer) {
    constexpr std::size_t kLengthAt = 1 + 8 + 8 + 1 + 2 + 2;
    std::fill_n(answer.entry.begin() + kLengthAt, 4, std::uint8_t{0xff});
}
void hugeHeads(RawAnswer& answer) {
    std::fill_n(answer.heads.begin(), 4, std::uint8_t{0xff});
}

constexpr crypto::UnixMillis kYear = 365ULL * 24 * 3600 * 1000;

using Heads = std::vector<crypto::HouseholdHeads>;

}  // namespace

std::vector<Case> entryCases() {
    const auto work = coachOpens;
    const auto notMine = Reason::EntryNotMine;
    const auto mismatch = Reason::AnswerMismatch;
    const auto broken = Reason::EntryBroken;
    // A table, kept by hand.
    // clang-format off
    return {
        {"AlteredRule", "changes by which rule it was allowed", "5.6 (4)", work,
         Reason::InclusionBroken, entryIs([](Entry& e) { ++e.rule; })},
        {"AlteredOutcome", "says it was refused, and answers all the same", "5.6 (1)", work,
         mismatch,
         entryIs([](Entry& e) { e.outcome = static_cast<std::uint16_t>(Reason::Denied); })},
        {"AlteredRole", "changes in which role it was asked", "5.6 (1)", work, notMine,
         entryIs(anotherRole)},
        {"AlteredSignature", "puts another signature below the statement", "5.6 (1)", work,
         notMine, entryIs([](Entry& e) { e.signature[0] ^= 1U; })},
        {"AlteredType", "says that something else was done", "5.6 (1)", work, notMine,
         entryIs([](Entry& e) { e.type = crypto::EntryType::Write; })},
        {"EntryOfAnUnknownVersion", "sends an entry of a format that nobody knows", "2", work,
         broken, shows([](RawAnswer& a) { a.entry[0] = 2; })},
        {"EntryCutShort", "sends the beginning of an entry", "2", work, broken,
         shows([](RawAnswer& a) { a.entry.pop_back(); })},
        {"EntryWithMoreBehindIt", "sends a byte more than the entry has", "2", work, broken,
         shows([](RawAnswer& a) { a.entry.push_back(0); })},
        {"LengthOfFourGigabytes", "announces a statement of 4 GiB", "2", work, broken,
         shows(hugeStatement)},
        {"AlteredAnswer", "sends another answer than it logged", "5.6 (2)", work, mismatch,
         shows([](RawAnswer& a) { a.answer.back() ^= 1U; })},
        {"AnswerLeftOut", "sends no answer where it logged one", "5.6 (2)", work, mismatch,
         shows([](RawAnswer& a) { a.answer.clear(); })},
        {"AlteredHeads", "sends other heads than it logged", "5.6 (2)", work,
         Reason::HouseholdChainWrong, shows([](RawAnswer& a) { a.heads.back() ^= 1U; })},
        {"HeadsLeftOut", "sends no heads where it logged some", "5.6 (2)", work,
         Reason::HouseholdChainWrong, shows([](RawAnswer& a) { a.heads.clear(); })},
        {"FourBillionHeads", "announces 4 billion households", "2", work, Reason::Malformed,
         shows(hugeHeads)},
    };
    // clang-format on
}

std::vector<Case> loggedCases() {
    const auto work = coachOpens;
    // A table, kept by hand.
    // clang-format off
    return {
        {"AnotherDirectoryHead", "logs another directory than it shows", "5.6 (6)", work,
         Reason::DirectoryChainWrong, logs([](Entry& e, Heads&) { e.directory.head[0] ^= 1U; })},
        {"DirectoryRunsAhead", "logs a directory line that it does not show", "5.6 (6)", work,
         Reason::DirectoryChainWrong, logs([](Entry& e, Heads&) { ++e.directory.count; })},
        {"DirectoryFallsBack", "logs an older directory than before", "5.6 (6)", work,
         Reason::DirectoryChainWrong, [](TestServer& server) {
             const auto lines = directoryLinesOf(server).size() - 1;
             return loggedFalsely(server, Method::OpenHousehold, [lines](Entry& e, Heads&) {
                 e.directory.count = lines;
             });
         }},
        {"HouseholdForgotten", "logs fewer entries of a household than it showed", "5.4",
         coachOpensTwice, Reason::HouseholdChainWrong, [](TestServer& server) {
             const auto calls = std::make_shared<int>(0);
             return loggedFalsely(server, Method::OpenHousehold, [calls](Entry&, Heads& heads) {
                 if (++*calls > 1) heads.front().all.count = 1;
             });
         }},
        {"AnotherHouseholdChain", "logs another chain of a household than it shows", "5.4", work,
         Reason::HouseholdChainWrong,
         logs([](Entry&, Heads& heads) { heads.front().state.head[0] ^= 1U; })},
        {"TimeOfNextYear", "logs a call as of next year", "12", officerChecksAfterAsking,
         Reason::ClockSkew, [](TestServer& server) {
             return loggedFalsely(server, Method::Check, [](Entry& e, Heads&) { e.time += kYear; });
         },
         After::StaysNamed},
        {"TimeOfLastYear", "logs a call as of last year", "12", officerChecksAfterAsking,
         Reason::EntryBroken, [](TestServer& server) {
             return loggedFalsely(server, Method::Check, [](Entry& e, Heads&) { e.time -= kYear; });
         },
         After::StaysNamed},
    };
    // clang-format on
}

}  // namespace voordeur::test
