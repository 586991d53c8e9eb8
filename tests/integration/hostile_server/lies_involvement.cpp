// Lies about the blind evaluation, and about who helps.
#include "crypto/shared/answers.h"
#include "tests/integration/hostile_server/cases.h"

#include <memory>
#include <utility>

namespace voordeur::test {

using client::core::RawAnswer;
using client::core::SignedRequest;
using crypto::Bytes;
using crypto::EvaluateAnswer;
using crypto::IndexEntry;
using crypto::Method;
using crypto::Reason;
using crypto::Status;

namespace {

/// Another answer of one method than the rules give, logged.
template <class Answer>
MakeLie says(Method method, std::function<void(Answer&)> alter) {
    return [method, alter = std::move(alter)](TestServer& server) {
        return saidFalsely(server, method, [alter](const SignedRequest&, Bytes& bytes) {
            auto answer = need(Answer::decode(bytes), "an answer");
            alter(answer);
            bytes = answer.encode();
        });
    };
}
MakeLie evaluates(std::function<void(EvaluateAnswer&)> alter) {
    return says<EvaluateAnswer>(Method::Evaluate, std::move(alter));
}
MakeLie checks(std::function<void(crypto::CheckAnswer&)> alter) {
    return says<crypto::CheckAnswer>(Method::Check, std::move(alter));
}

Lie anotherOprfKey(TestServer& server) {
    return saidFalsely(
        server, Method::Evaluate, [&server](const SignedRequest& request, Bytes& bytes) {
            const auto key = crypto::OprfKey::generate(server.random());
            const auto asked =
                need(crypto::EvaluatePayload::decode(request.payload), "an Evaluate payload");
            const auto made = need(key.evaluate(asked.blinded, server.random()), "made");
            EvaluateAnswer answer;
            answer.evaluated = made.elements;
            answer.proof = made.proof;
            bytes = answer.encode();
        });
}

/// A hit of the server's own making, logged, and the index entry that goes with it.
MakeLie hits(std::function<void(IndexEntry&)> alter) {
    return [alter = std::move(alter)](TestServer& server) {
        const auto shown = std::make_shared<Bytes>();
        Lie lie = saidFalsely(
            server, Method::Check, [&server, alter, shown](const SignedRequest&, Bytes& bytes) {
                auto said = need(crypto::CheckAnswer::decode(bytes), "a Check answer");
                auto reader = need(server.store().reader(), "a reader");
                const auto object =
                    need(reader->objects({said.hits.front().entryHash}), "an index entry");
                auto entry = need(IndexEntry::decode(*object.front()), "it");
                alter(entry);
                *shown = entry.encode();
                said.hits.front().entryHash = crypto::attachmentHash(*shown);
                bytes = said.encode();
            });
        lie.answer = {};
        auto instead = std::move(lie.instead);
        lie.instead = [shown, instead = std::move(instead)](Method method,
                                                            const SignedRequest& request) {
            auto answer = instead(method, request);
            if (answer && answer->ok()) answer->value().objects = {*shown};
            return answer;
        };
        return lie;
    };
}

Status officerChecksAfterListing(Scene& scene) {
    need(youthLists(scene), "listing");
    scene.honest();
    return officerChecksAfterAsking(scene);
}

/// Answers of this method, whatever they are, become an empty list.
template <class Answer>
MakeLie hides(Method method) {
    return says<Answer>(method, [](Answer& answer) { answer = {}; });
}

Status officerChecksAfterCaseload(Scene& scene) {
    need(coachLists(scene), "the caseload");
    scene.honest();
    return officerChecksAfterAsking(scene);
}

}  // namespace

std::vector<Case> involvementCases() {
    using enum After;
    const auto work = youthAsks;
    const auto officer = officerChecksAfterAsking;
    const auto proof = Reason::ProofBroken;
    const auto index = Reason::IndexEntryBroken;
    const auto falsely = Reason::AnswerFalse;
    // A table, kept by hand.
    // clang-format off
    return {
        {"NonCanonicalElement", "evaluates to no element of the group", "6.2", work, proof,
         evaluates([](EvaluateAnswer& answer) { answer.evaluated[0].fill(0xff); })},
        {"IdentityElement", "evaluates to the identity", "6.2", work, proof,
         evaluates([](EvaluateAnswer& answer) { answer.evaluated[0].fill(0); })},
        {"BadVoprfProof", "proves the evaluation wrongly", "6.2", work, proof,
         evaluates([](EvaluateAnswer& answer) { answer.proof[0] ^= 1U; })},
        {"VoprfUnderAnotherKey", "evaluates under another key, well proven", "6.2", work, proof,
         anotherOprfKey},
        {"MoreElementsThanAsked", "evaluates one more than was asked", "6.2", work, proof,
         evaluates(
             [](EvaluateAnswer& answer) { answer.evaluated.push_back(answer.evaluated.front()); })},
        {"UnsignedIndexEntry", "shows an involvement that nobody signed", "4.6", work, index,
         hits([](IndexEntry& entry) { entry.signature = {}; })},
        {"TokenOfAnotherHousehold", "says that a token leads to another household", "4.6", work,
         index, hits([](IndexEntry& entry) { entry.target.id[0] ^= 1U; })},
        {"HitOfAnotherToken", "answers with somebody else's involvement", "4.6", work, index,
         hits([](IndexEntry& entry) { entry.token[0] ^= 1U; })},
        {"HitOfAnotherKind", "answers with an involvement by another kind of number", "4.6", work,
         index, hits([](IndexEntry& entry) { entry.kind = crypto::IdentifierKind::Address; })},
        {"IndexEntryByNobody", "shows an involvement by a device that nobody admitted", "4.6",
         work, index, hits([](IndexEntry& entry) { entry.device.bytes[0] ^= 1U; })},
        {"WithheldIndexEntry", "answers yes and does not show who said so", "4.6", work, index,
         anywhere(
             onAnswer(Method::Check,
                      [](const SignedRequest&, RawAnswer& answer) { answer.objects.clear(); }))},
        {"HitOfNoQuestion", "answers a question that was not asked", "4.8", work,
         Reason::AnswerMismatch,
         checks([](crypto::CheckAnswer& answer) { answer.hits.front().query = 100; })},
        {"HitTwice", "gives the same hit twice", "2", work, Reason::Malformed,
         checks([](crypto::CheckAnswer& answer) { answer.hits.push_back(answer.hits.front()); })},
        {"LeadWhoIsNobody", "names a lead that nobody knows", "4.8", work, falsely, checks(
             [](crypto::CheckAnswer& answer) { answer.hits.front().lead->person.bytes[0] ^= 1U; })},
        {"EndlessList", "sends the same page of a list again and again", "4.7", youthLists,
         Reason::AnswerMismatch, says<crypto::ListInvolvementsAnswer>(
             Method::ListInvolvements,
             [](crypto::ListInvolvementsAnswer& answer) {
                 if (answer.involvements.empty()) answer.involvements.resize(1);
                 answer.more = true;
             })},
        {"FalseUnknown", "says that nobody helps where somebody does", "12", officer, falsely,
         hides<crypto::CheckAnswer>(Method::Check), StaysNamed},
        {"FalseLeadSince", "says that somebody leads since another day", "12", officer, falsely,
         checks([](crypto::CheckAnswer& answer) { ++answer.hits.front().lead->since; }),
         StaysNamed},
        {"InvolvementLeftOut", "leaves out whom a team helps", "12", officerChecksAfterListing,
         falsely, hides<crypto::ListInvolvementsAnswer>(Method::ListInvolvements), StaysNamed},
        {"CaseloadLeftOut", "leaves out whose file a team has", "12", officerChecksAfterCaseload,
         falsely, hides<crypto::OpenAnswer>(Method::ListHouseholds), StaysNamed},
    };
    // clang-format on
}

}  // namespace voordeur::test
