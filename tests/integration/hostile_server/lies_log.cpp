// Lies about the log itself: proofs and entries that do not belong together.
#include "client/core/log_check.h"
#include "crypto/shared/proof.h"
#include "tests/integration/hostile_server/cases.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace voordeur::test {

using client::core::RawAnswer;
using client::core::SignedRequest;
using crypto::Method;
using crypto::Reason;
using crypto::Status;

namespace {

MakeLie shows(std::function<void(TestServer&, const SignedRequest&, RawAnswer&)> alter) {
    return [alter = std::move(alter)](TestServer& server) {
        return onAnswer(Method::OpenHousehold,
                        [&server, alter](const SignedRequest& request, RawAnswer& answer) {
                            alter(server, request, answer);
                        });
    };
}

/// The entry before this answer's own: somebody else's.
std::uint64_t otherSequence(const RawAnswer& answer) {
    return need(crypto::Entry::decode(answer.entry), "an entry").sequence - 1;
}

/// True proofs for the log as it is now.
void prove(TestServer& server,
           const SignedRequest& request,
           RawAnswer& answer,
           std::uint64_t sequence) {
    const ForgedTree tree(server, leavesOf(server, server.writer().head().head.size));
    const auto statement = need(crypto::Statement::decode(request.statement), "a statement");
    answer.checkpoint = tree.checkpoint();
    answer.consistency = tree.consistency(statement.head.size);
    answer.inclusion = tree.inclusion(sequence);
}

void somebodyElsesProof(TestServer& server, const SignedRequest& request, RawAnswer& answer) {
    prove(server, request, answer, otherSequence(answer));
}

void somebodyElsesEntry(TestServer& server, const SignedRequest& request, RawAnswer& answer) {
    const auto other = otherSequence(answer);
    prove(server, request, answer, other);
    auto reader = need(server.store().reader(), "a reader");
    const auto line = need(reader->line(other), "a line");
    answer.entry = line->entry;
    answer.heads = line->heads;
}

/// From the second answer on, the first one again.
Lie earlierAnswer(TestServer& /*server*/) {
    const auto first = std::make_shared<std::optional<RawAnswer>>();
    return onAnswer(Method::OpenHousehold, [first](const SignedRequest&, RawAnswer& answer) {
        if (*first) answer = **first;
        *first = answer;
    });
}

void withoutEntry(TestServer&, const SignedRequest&, RawAnswer& answer) {
    answer.entry.clear();
    answer.inclusion.clear();
    answer.consistency.clear();
    answer.checkpoint.clear();
}
void withoutInclusion(TestServer&, const SignedRequest&, RawAnswer& answer) {
    answer.inclusion.clear();
}
void withoutConsistency(TestServer&, const SignedRequest&, RawAnswer& answer) {
    answer.consistency.clear();
}

template <class Proof>
void alter(crypto::Bytes& bytes, const std::function<void(Proof&)>& change) {
    auto proof = need(Proof::decode(bytes), "a proof");
    change(proof);
    bytes = proof.encode();
}

void longInclusion(TestServer&, const SignedRequest&, RawAnswer& answer) {
    alter<crypto::InclusionProof>(answer.inclusion, [](auto& it) { it.hashes.resize(64); });
}
void inclusionOfAnotherSize(TestServer&, const SignedRequest&, RawAnswer& answer) {
    alter<crypto::InclusionProof>(answer.inclusion, [](auto& it) { ++it.size; });
}
void longConsistency(TestServer&, const SignedRequest&, RawAnswer& answer) {
    alter<crypto::ConsistencyProof>(answer.consistency, [](auto& it) { it.hashes.resize(64); });
}
void consistencyFromZero(TestServer&, const SignedRequest&, RawAnswer& answer) {
    alter<crypto::ConsistencyProof>(answer.consistency, [](auto& it) {
        it.oldSize = 0;
        it.hashes.clear();
    });
}

/// Each time the answer is another one by now, it says.
Lie changedAgain(TestServer& /*server*/) {
    Lie lie;
    lie.instead = [](Method method,
                     const SignedRequest&) -> std::optional<crypto::Result<RawAnswer>> {
        if (method != Method::OpenHousehold) return std::nullopt;
        return crypto::Result<RawAnswer>(Reason::AnswerChanged);
    };
    return lie;
}

/// Two devices hear each other's answers.
Status swappedAnswers(Scene& scene) {
    auto& coach = scene.town.coach();
    auto& colleague = scene.town.colleague();
    const auto household = scene.town.newHousehold();
    need(opens(colleague, household.id), "the colleague's look");
    if (scene.lying()) {
        const auto other = std::make_shared<RawAnswer>();
        const auto swap = onAnswer(
            Method::OpenHousehold,
            [other](const SignedRequest&, RawAnswer& answer) { std::swap(answer, *other); });
        scene.door.lieTo(colleague.secrets().device) = swap;
        scene.lieTo(coach) = swap;
        EXPECT_FALSE(opens(coach, household.id).ok());  // nothing to swap with yet
        const Status heard = opens(colleague, household.id);
        EXPECT_EQ(heard.ok() ? Reason::Internal : heard.reason(), Reason::EntryNotMine);
    }
    return opens(coach, household.id);
}

Status forkThenMerge(Scene& scene) {
    auto& coach = scene.town.coach();
    auto& colleague = scene.town.colleague();
    auto& officer = scene.town.officer();
    const bool lie = scene.lying();
    const auto household = scene.town.newHousehold();
    if (lie) {
        scene.lieTo(coach) =
            onAnswer(Method::OpenHousehold, [&scene](const SignedRequest& request, RawAnswer& out) {
                fork(scene.server, request, out, [](crypto::Entry& entry) { ++entry.time; });
            });
    }
    // Each device alone sees nothing.
    need(opens(coach, household.id), "the coach on the one side");
    need(opens(colleague, household.id), "the colleague on the other");
    // Whoever compares the two outside the server does.
    const auto report = need(
        client::core::checkLog(officer.session(), {coach.session().head()}, {}, nullptr), "log");
    EXPECT_EQ(report.whole, !lie);
    EXPECT_EQ(lie,
              std::ranges::any_of(report.problems, [](const client::core::LogProblem& problem) {
                  return problem.reason == Reason::LogFork;
              }));
    // And the coach does, as soon as the server shows both the same again.
    scene.honest();
    return opens(coach, household.id);
}

}  // namespace

std::vector<Case> logCases() {
    using enum After;
    const auto work = coachOpens;
    const auto inclusion = Reason::InclusionBroken;
    const auto consistency = Reason::ConsistencyBroken;
    // A table, kept by hand.
    // clang-format off
    return {
        {"SomebodyElsesInclusionProof", "proves another entry than this call's", "5.6 (4)", work,
         inclusion, shows(somebodyElsesProof)},
        {"InclusionOfAnotherSize", "proves the entry for another tree", "5.6 (4)", work,
         inclusion, shows(inclusionOfAnotherSize)},
        {"SixtyFourProofHashes", "sends a proof longer than any tree is high", "5.2", work,
         inclusion, shows(longInclusion)},
        {"CiphertextWithoutEntry", "sends content, and neither entry nor proof", "5.6 (1)", work,
         Reason::EntryBroken, shows(withoutEntry)},
        {"CiphertextWithoutProof", "sends content and an entry without a proof", "5.6 (4)", work,
         inclusion, shows(withoutInclusion)},
        {"EntryWhoseStatementIsNotMine", "shows somebody else's entry, well proven", "5.6 (1)",
         work, Reason::EntryNotMine, shows(somebodyElsesEntry)},
        {"AnswerOfAnEarlierCall", "gives an earlier answer to the same question again", "5.6 (1)",
         coachOpensTwice, Reason::EntryNotMine, earlierAnswer},
        {"AnswersOfTwoDevicesSwapped", "gives two people each other's answers", "5.6 (1)",
         swappedAnswers, Reason::EntryNotMine},
        {"ChangedAgainAndAgain", "says each time that the answer changed meanwhile", "5.5", work,
         Reason::AnswerChanged, changedAgain},
        {"ConsistencyLeftOut", "does not prove that its log goes on from the known head",
         "5.6 (5)", work, consistency, shows(withoutConsistency), Stopped},
        {"ConsistencyFromZero", "proves that its log goes on from nothing", "5.2", work,
         consistency, shows(consistencyFromZero), Stopped},
        {"SixtyFourConsistencyHashes", "sends a consistency proof longer than any can be", "5.2",
         work, consistency, shows(longConsistency), Stopped},
        {"ForkOfTwoDevicesThenMerge", "shows two people two logs, and then one again", "5.6 (5)",
         forkThenMerge, consistency,
         {}, Condemned},
    };
    // clang-format on
}

}  // namespace voordeur::test
