// Lies about the blind evaluation, and about who helps.
#include "client/core/log_check.h"
#include "crypto/shared/answers.h"
#include "tests/integration/hostile_server/lies.h"

#include <gtest/gtest.h>

namespace voordeur::test {

using client::core::SignedRequest;
using crypto::EvaluateAnswer;
using crypto::Method;
using crypto::Reason;
using crypto::Status;

namespace {

client::core::CheckQuestion questionAbout(const std::string& bsn) {
    client::core::CheckQuestion question;
    question.purpose = kTownPurpose;
    question.bsn = bsn;
    return question;
}

/// The server answers calls of one method falsely, and logs what it said.
void answersFalsely(Scene& scene,
                    Member& victim,
                    Method method,
                    std::function<void(const SignedRequest&, crypto::Bytes&)> alter) {
    scene.lying(victim).instead = [&scene, method, alter = std::move(alter)](
                                      Method called, const SignedRequest& request)
        -> std::optional<crypto::Result<client::core::RawAnswer>> {
        if (called != method) return std::nullopt;
        return logAnyway(
            scene.server, request, [&](crypto::Bytes& answer) { alter(request, answer); });
    };
}

/// The youth worker asks after somebody; the server evaluates otherwise than it should.
Status asks(Scene& scene, bool lie, std::function<void(EvaluateAnswer&)> alter) {
    auto& youth = scene.town.youth();
    const auto bsn = scene.town.nextBsn();
    if (lie) {
        answersFalsely(
            scene, youth, Method::Evaluate, [alter](const SignedRequest&, crypto::Bytes& bytes) {
                auto answer = need(EvaluateAnswer::decode(bytes), "an Evaluate answer");
                alter(answer);
                bytes = answer.encode();
            });
    }
    VD_RETURN_IF_ERROR(client::core::checkInvolvement(youth.session(), questionAbout(bsn)));
    return crypto::success();
}

}  // namespace

Status nonCanonicalElement(Scene& scene, bool lie) {
    return asks(scene, lie, [](EvaluateAnswer& answer) { answer.evaluated[0].fill(0xff); });
}

Status identityElement(Scene& scene, bool lie) {
    return asks(scene, lie, [](EvaluateAnswer& answer) { answer.evaluated[0].fill(0); });
}

Status badProof(Scene& scene, bool lie) {
    return asks(scene, lie, [](EvaluateAnswer& answer) { answer.proof[0] ^= 1U; });
}

Status anotherOprfKey(Scene& scene, bool lie) {
    auto& youth = scene.town.youth();
    if (lie) {
        answersFalsely(scene,
                       youth,
                       Method::Evaluate,
                       [&scene](const SignedRequest& request, crypto::Bytes& bytes) {
                           const auto key = crypto::OprfKey::generate(scene.server.random());
                           const auto asked = need(crypto::EvaluatePayload::decode(request.payload),
                                                   "an Evaluate payload");
                           const auto made =
                               need(key.evaluate(asked.blinded, scene.server.random()), "made");
                           EvaluateAnswer answer;
                           answer.evaluated = made.elements;
                           answer.proof = made.proof;
                           bytes = answer.encode();
                       });
    }
    VD_RETURN_IF_ERROR(
        client::core::checkInvolvement(youth.session(), questionAbout(scene.town.nextBsn())));
    return crypto::success();
}

Status falseUnknown(Scene& scene, bool lie) {
    auto& youth = scene.town.youth();
    auto& officer = scene.town.officer();
    const auto household = scene.town.newHousehold();
    const std::uint64_t from = scene.server.writer().head().head.size;
    if (lie) {
        answersFalsely(scene, youth, Method::Check, [](const SignedRequest&, crypto::Bytes& bytes) {
            bytes = crypto::CheckAnswer{}.encode();
        });
    }
    const auto answer = need(
        client::core::checkInvolvement(youth.session(), questionAbout(household.bsn)), "asking");
    // Whoever asked cannot know; the officer recomputes every answer.
    using client::core::CheckVerdict;
    EXPECT_EQ(answer.verdict, lie ? CheckVerdict::No : CheckVerdict::Yes);
    scene.again = [&officer]() -> Status {
        const auto report = need(client::core::checkLog(officer.session(), {}, {}, nullptr), "log");
        if (report.whole) return crypto::success();
        EXPECT_EQ(report.problems.size(), 1U);
        return report.problems.front().reason;
    };
    const auto report = need(client::core::checkLog(officer.session(), {}, {}, nullptr), "a check");
    if (report.whole) return crypto::success();
    EXPECT_GE(report.problems.front().sequence, from);
    return scene.again();
}

}  // namespace voordeur::test
