// Programs that lie about themselves: each alters one thing of a call that would otherwise be done.
#include "tests/integration/matrix/asks.h"
#include "tests/integration/town/need.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <utility>

namespace voordeur::test {

using client::core::SignedRequest;
using crypto::Method;
using crypto::Statement;
using crypto::Status;

namespace {

constexpr crypto::UnixMillis kElevenMinutes = 11ULL * 60 * 1000;

class StatementsTest : public testing::Test {
protected:
    static void SetUpTestSuite() { s_people = std::make_unique<People>(); }
    static void TearDownTestSuite() { s_people.reset(); }
    StatementsTest() : m_people(*s_people) {}

    Member& youth() { return m_people.town->youth(); }

    /// Youth care opens the file it may open.
    Ask opening() {
        crypto::OpenPayload payload;
        payload.known.push_back({m_people.subject.household.id, 0});
        Ask ask = askFor(Method::OpenHousehold, m_people.server);
        ask.payload = payload.encode();
        ask.households = {m_people.subject.household.id};
        return ask;
    }
    std::string sent(const SignedRequest& request, Method method = Method::OpenHousehold) {
        return told(youth().transport().call(method, request));
    }
    /// With a statement that says something else, signed all the same.
    std::string saying(const std::function<void(Statement&)>& alter) {
        return sent(signedBy(youth(), opening(), alter));
    }
    /// With something changed after signing.
    std::string changed(const std::function<void(SignedRequest&)>& alter) {
        auto request = signedBy(youth(), opening());
        alter(request);
        return sent(request);
    }

    inline static std::unique_ptr<People> s_people;
    People& m_people;
};

TEST_F(StatementsTest, TheHonestCallIsDone) {
    EXPECT_EQ(saying({}), "Ok");
}

TEST_F(StatementsTest, NobodySpeaksForAnotherDevice) {
    const auto& coach = m_people.town->coach().secrets();
    EXPECT_EQ(saying([&](Statement& s) { s.device = coach.device; }), "CertificateWrong");
    // Not even with that device's own statement and signature.
    EXPECT_EQ(sent(signedBy(m_people.town->coach(), opening())), "CertificateWrong");
    EXPECT_EQ(saying([&](Statement& s) { s.person = coach.person; }), "Denied");
}

TEST_F(StatementsTest, NobodyGivesThemselvesARoleOrTeam) {
    for (const auto role : {crypto::Role::Coach,
                            crypto::Role::Manager,
                            crypto::Role::Crisis,
                            crypto::Role::PrivacyManager,
                            crypto::Role::PrivacyOfficer,
                            crypto::Role::AgencyAdmin,
                            crypto::Role::Founder}) {
        EXPECT_EQ(saying([&](Statement& s) { s.role = role; }), "Denied") << crypto::nameOf(role);
    }
    const auto team = m_people.town->coach().team();
    EXPECT_EQ(saying([&](Statement& s) { s.team = team; }), "Denied");
}

TEST_F(StatementsTest, WhatWasSignedIsWhatIsDone) {
    EXPECT_EQ(changed([](SignedRequest& r) { r.payload.back() ^= 1U; }), "PayloadMismatch");
    EXPECT_EQ(changed([](SignedRequest& r) { r.attachments.emplace_back(3, 1); }),
              "PayloadMismatch");
    EXPECT_EQ(changed([](SignedRequest& r) { r.detail = {1, 2, 3}; }), "PayloadMismatch");
    EXPECT_EQ(changed([](SignedRequest& r) { r.statement.back() ^= 1U; }), "SignatureBroken");
    EXPECT_EQ(changed([](SignedRequest& r) { r.signature[0] ^= 1U; }), "SignatureBroken");
    EXPECT_EQ(changed([](SignedRequest& r) { r.statement.pop_back(); }), "Malformed");
    EXPECT_EQ(changed([](SignedRequest& r) { r.statement.push_back(0); }), "Malformed");
    EXPECT_EQ(changed([](SignedRequest& r) { r.statement.clear(); }), "Malformed");
    EXPECT_EQ(sent(signedBy(youth(), opening()), Method::WhoLooked), "MethodMismatch");
}

TEST_F(StatementsTest, ASignatureIsForOneInstanceAndOneKind) {
    const auto& secrets = youth().secrets();
    EXPECT_EQ(changed([&](SignedRequest& r) {
                  r.signature = secrets.signing.sign(
                      crypto::kStatementSignature, crypto::InstanceId{1}, r.statement);
              }),
              "SignatureBroken");
    EXPECT_EQ(changed([&](SignedRequest& r) {
                  r.signature =
                      secrets.signing.sign(crypto::kRecordSignature, secrets.instance, r.statement);
              }),
              "SignatureBroken");
}

TEST_F(StatementsTest, ARequestIsDoneOnce) {
    const Ask ask = opening();
    const auto first = signedBy(youth(), ask);
    const auto answer = need(youth().transport().call(ask.method, first), "the first time");
    const auto again = need(youth().transport().call(ask.method, first), "the same again");
    EXPECT_EQ(again.entry, answer.entry);
    // The same request id with other bytes.
    EXPECT_EQ(sent(signedBy(youth(), ask, [](Statement& s) { ++s.time; })), "RequestIdReused");
}

TEST_F(StatementsTest, ARepeatedQuestionBringsTheSameAgain) {
    // Who did not get the answer sends the same bytes again, and must be able to check it as well.
    auto& coach = m_people.town->coach();
    crypto::OpenPayload whole;
    whole.known.push_back({m_people.subject.household.id, 0});
    Ask looks = askFor(Method::WhoLooked, m_people.server);
    looks.payload = whole.encode();
    looks.households = {m_people.subject.household.id};
    const client::core::Identifier who{crypto::IdentifierKind::Bsn, m_people.subject.household.bsn};
    const auto token =
        need(client::core::makeTokens(coach.session(), kTownPurpose, {who}), "a token").front();
    crypto::CheckPayload question;
    question.queries.push_back(
        {token.identifier.kind, token.epoch, token.citation, crypto::attachmentHash(token.token)});
    Ask checks = askFor(Method::Check, m_people.server);
    checks.payload = question.encode();
    checks.attachments.push_back(crypto::toBytes(token.token));
    checks.detail = true;
    for (const Ask& ask : {looks, checks}) {
        const auto request = signedBy(coach, ask);
        const auto first = need(coach.transport().call(ask.method, request), "the first time");
        const auto again = need(coach.transport().call(ask.method, request), "the same again");
        EXPECT_EQ(again.entry, first.entry);
        EXPECT_EQ(again.answer, first.answer);
        EXPECT_EQ(again.objects, first.objects);
        EXPECT_EQ(again.chain.size(), first.chain.size());
        EXPECT_TRUE(!first.chain.empty() || !first.objects.empty());
    }
}

TEST_F(StatementsTest, AnOldRequestGivesNothingToWhoLostTheRight) {
    const auto privacy = m_people.town->officer().team();
    const auto second =
        m_people.town->addMember(privacy, "V. Vertrokken", crypto::Role::PrivacyOfficer);
    Ask ask = askFor(Method::ReadLog, m_people.server);
    ask.payload = crypto::ReadLogPayload{0, 1000}.encode();
    const auto request = signedBy(*second, ask);
    const auto page = second->transport().readLog(request);
    ASSERT_TRUE(page.ok()) << crypto::nameOf(page.reason());
    EXPECT_FALSE(page.value().lines.empty());
    need(client::core::changeDirectory(
             m_people.town->founder().session(),
             {crypto::Membership{
                 second->secrets().person, privacy, crypto::Role::PrivacyOfficer, false}}),
         "letting somebody go");
    const auto again = second->transport().readLog(request);
    ASSERT_FALSE(again.ok());
    EXPECT_EQ(crypto::nameOf(again.reason()), "AnswerChanged");
}

TEST_F(StatementsTest, OnlyNowCounts) {
    EXPECT_EQ(saying([](Statement& s) { s.time += kElevenMinutes; }), "ClockSkew");
    EXPECT_EQ(saying([](Statement& s) { s.time -= kElevenMinutes; }), "ClockSkew");
    EXPECT_EQ(saying([](Statement& s) { s.time = 0; }), "ClockSkew");
}

TEST_F(StatementsTest, WhyIsPartOfTheQuestion) {
    EXPECT_EQ(saying([](Statement& s) { s.purpose = 0; }), "PurposeUnknown");
    EXPECT_EQ(saying([](Statement& s) { s.purpose = 999; }), "PurposeUnknown");
    EXPECT_EQ(saying([](Statement& s) { ++s.basis; }), "BasisMissing");
    // A purpose of the municipality that this agency has no ground for.
    EXPECT_EQ(saying([&](Statement& s) {
                  s.purpose = 13;
                  s.basis = youth().session().directory().policy().purpose(13)->basis;
              }),
              "Denied");
    EXPECT_EQ(saying([](Statement& s) { s.emergency = true; }), "Denied");
    EXPECT_EQ(saying([](Statement& s) { s.mode = crypto::Mode::OfflineCopy; }), "UnknownValue");
}

TEST_F(StatementsTest, AQuestionWithoutADetailIsNone) {
    Ask ask = askFor(Method::Evaluate, m_people.server);
    crypto::EvaluatePayload payload;
    payload.kind = crypto::IdentifierKind::Bsn;
    payload.blinded.push_back(m_people.server.keys().oprf[0].publicKey());
    ask.payload = payload.encode();
    EXPECT_EQ(sent(signedBy(youth(), ask), ask.method), "Malformed");
    // An element that is none of the group.
    payload.blinded.front().fill(0xff);
    ask = askFor(Method::Evaluate, m_people.server);
    ask.payload = payload.encode();
    ask.detail = true;
    EXPECT_EQ(sent(signedBy(youth(), ask), ask.method), "ElementInvalid");
}

TEST_F(StatementsTest, TooMuchIsRefusedBeforeItIsRead) {
    EXPECT_EQ(changed([](SignedRequest& r) {
                  r.statement.assign(crypto::limits::kStatementBytesMax + 1, 0);
              }),
              "MessageTooLarge");
    EXPECT_EQ(changed([](SignedRequest& r) {
                  r.attachments.assign(crypto::limits::kAttachmentsPerCallMax + 1, {});
              }),
              "MessageTooLarge");
    EXPECT_EQ(
        changed([](SignedRequest& r) { r.detail.assign(crypto::limits::kDetailBytesMax + 1, 0); }),
        "MessageTooLarge");
    EXPECT_EQ(changed([](SignedRequest& r) {
                  r.payload.assign(crypto::limits::kMessageBytesMax + 1, 0);
              }),
              "MessageTooLarge");
}

}  // namespace
}  // namespace voordeur::test
