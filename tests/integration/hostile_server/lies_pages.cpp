// Lies about the whole log, to the officer who checks it.
#include "crypto/shared/checkpoint.h"
#include "tests/integration/hostile_server/cases.h"

#include <algorithm>
#include <utility>

namespace voordeur::test {

using client::core::RawLogLine;
using client::core::RawLogPage;
using client::core::SignedRequest;
using crypto::Entry;
using crypto::Method;
using crypto::Reason;

namespace {

MakeLie page(std::function<void(RawLogPage&)> alter) {
    Lie lie;
    lie.page = [alter = std::move(alter)](RawLogPage& shown) {
        if (!shown.lines.empty()) alter(shown);
    };
    return anywhere(std::move(lie));
}

/// The page's line of a call that was done.
RawLogLine& lineOf(RawLogPage& shown, Method method) {
    const auto line = std::ranges::find_if(shown.lines, [method](const RawLogLine& one) {
        const auto entry = need(Entry::decode(one.entry), "a line");
        return entry.done() && entry.type == crypto::entryTypeOf(method) &&
               need(entry.parsedStatement(), "a statement").method == method;
    });
    if (line == shown.lines.end()) throw std::runtime_error("no such line");
    return *line;
}

MakeLie line(Method method, std::function<void(RawLogLine&)> alter) {
    return page(
        [method, alter = std::move(alter)](RawLogPage& shown) { alter(lineOf(shown, method)); });
}

MakeLie entryOf(Method method, std::function<void(Entry&)> alter) {
    return line(method, [alter = std::move(alter)](RawLogLine& one) {
        auto entry = need(Entry::decode(one.entry), "a line");
        alter(entry);
        one.entry = entry.encode();
    });
}

/// Every call of the method stands in the log twice.
Lie twice(TestServer& server) {
    return onAnswer(Method::Check,
                    [&server](const SignedRequest& request, client::core::RawAnswer&) {
                        need(logAnyway(server, request), "the same again");
                    });
}

Lie anotherLog(TestServer& server) {
    Lie lie;
    lie.page = [&server](RawLogPage& shown) {
        const std::string other = crypto::logOrigin(crypto::InstanceId{1});
        shown.checkpoints.push_back(
            crypto::signCheckpoint({1, crypto::Hash32{1}}, other, other, server.keys().log));
    };
    return lie;
}

Lie anotherRoot(TestServer& server) {
    Lie lie;
    lie.page = [&server](RawLogPage& shown) {
        shown.checkpoints.push_back(signedHead(server, {2, crypto::Hash32{1}}));
    };
    return lie;
}

MakeLie logs(AlterEntry alter) {
    return [alter = std::move(alter)](TestServer& server) {
        return loggedFalsely(server, Method::Check, alter);
    };
}

using Heads = std::vector<crypto::HouseholdHeads>;

}  // namespace

std::vector<Case> pageCases() {
    using enum After;
    const auto work = officerChecks;
    const auto afterwards = officerChecksAfterAsking;
    // A table, kept by hand.
    // clang-format off
    return {
        {"LogLineLeftOut", "leaves out a line of the log", "12", work, Reason::LogGap,
         page([](RawLogPage& shown) { shown.lines.erase(shown.lines.begin() + 3); })},
        {"LogLineTwice", "sends a line of the log twice", "12", work,
         Reason::StatementReplayed, page([](RawLogPage& shown) {
             const RawLogLine last = shown.lines.back();
             shown.lines.push_back(last);
         })},
        {"LogWithoutLines", "sends an empty page of the log", "12", work, Reason::LogGap,
         page([](RawLogPage& shown) { shown.lines.clear(); })},
        {"LogLineBroken", "sends a line that is no entry", "12", work, Reason::EntryBroken,
         line(Method::Commit, [](RawLogLine& one) { one.entry.pop_back(); })},
        {"OutcomeInTheLog", "shows what was done as refused", "12", work, Reason::RuleBroken,
         entryOf(Method::Commit,
                 [](Entry& entry) { entry.outcome = static_cast<std::uint16_t>(Reason::Denied); })},
        {"SignatureInTheLog", "shows a line whose signature does not hold", "12", work,
         Reason::SignatureBroken,
         entryOf(Method::Commit, [](Entry& entry) { entry.signature[0] ^= 1U; })},
        {"PayloadAltered", "shows another payload than was signed", "12", work,
         Reason::PayloadMismatch,
         line(Method::Commit, [](RawLogLine& one) { one.payload.back() ^= 1U; })},
        {"PayloadWithheld", "does not show what was asked", "12", work, Reason::PayloadMissing,
         line(Method::Commit, [](RawLogLine& one) { one.payload.clear(); })},
        {"AttachmentWithheld", "does not show what was sent along", "12", work,
         Reason::PayloadMissing,
         line(Method::Commit, [](RawLogLine& one) { one.attachments.clear(); })},
        {"AttachmentAltered", "shows another attachment than was sent", "12", work,
         Reason::PayloadMismatch,
         line(Method::Commit, [](RawLogLine& one) { one.attachments[0].back() ^= 1U; })},
        {"EvaluationWithheld", "does not show what it evaluated to", "12", work,
         Reason::PayloadMissing,
         line(Method::Evaluate, [](RawLogLine& one) { one.answer.clear(); })},
        {"EvaluationAltered", "shows another evaluation than it gave", "12", work,
         Reason::AnswerMismatch,
         line(Method::Evaluate, [](RawLogLine& one) { one.answer.back() ^= 1U; })},
        {"MissingDetail", "does not show who was asked after", "12", work, Reason::DetailMissing,
         line(Method::Evaluate, [](RawLogLine& one) { one.detail.clear(); })},
        {"DetailAltered", "shows another detail than was sent", "12", work, Reason::DetailMissing,
         line(Method::Evaluate, [](RawLogLine& one) { one.detail.back() ^= 1U; })},
        {"CheckpointOfAnotherLog", "shows a checkpoint of another log among its own", "12", work,
         Reason::LogOriginWrong, anotherLog},
        {"CheckpointOfAnotherTree", "shows a checkpoint that the lines do not give", "12", work,
         Reason::ConsistencyBroken, anotherRoot},
        {"StatementReplayed", "logs a call a second time", "5.5", afterwards,
         Reason::StatementReplayed, twice, StaysNamed},
        {"RuleThatDoesNotAllowIt", "logs another rule than allowed it", "12", afterwards,
         Reason::RuleBroken, logs([](Entry& entry, Heads&) { ++entry.rule; }), StaysNamed},
        {"HouseholdHeadsInTheLog", "logs other chains than there are", "12", afterwards,
         Reason::HouseholdChainWrong,
         logs([](Entry&, Heads& heads) { heads.front().state.head[0] ^= 1U; }), StaysNamed},
        {"DirectoryHeadInTheLog", "logs another directory than there is", "12", work,
         Reason::DirectoryChainWrong,
         entryOf(Method::Commit, [](Entry& entry) { entry.directory.head[0] ^= 1U; })},
    };
    // clang-format on
}

}  // namespace voordeur::test
