// Somebody who was let in, and turns against the others with a program of their own.
#include "client/core/households.h"
#include "client/core/log_check.h"
#include "client/core/officer_details.h"
#include "client/core/tokens.h"
#include "client/net/grpc_transport.h"
#include "crypto/rules/decide.h"
#include "crypto/shared/enrolment.h"
#include "crypto/shared/payloads.h"
#include "tests/integration/town/need.h"
#include "tests/integration/town/town.h"

#include <gtest/gtest.h>

#include <functional>
#include <future>
#include <memory>

namespace voordeur::test {

using namespace client::core;  // NOLINT(google-build-using-namespace): a test that is all core
using crypto::Bytes;
using crypto::Method;
using crypto::Reason;
using crypto::Statement;

namespace {

/// Any bytes a hostile program signs; `alter` changes the statement before that.
SignedRequest signedAs(Member& member,
                       const CallDraft& draft,
                       const std::function<void(Statement&)>& alter = {}) {
    const auto& session = member.session();
    const auto& secrets = member.secrets();
    Statement statement;
    statement.device = secrets.device;
    statement.person = secrets.person;
    statement.team = secrets.team;
    statement.role = *session.directory().role(secrets.person, secrets.team);
    statement.method = draft.method;
    statement.purpose = draft.purpose;
    if (draft.purpose != 0) {
        statement.basis = session.directory().policy().purpose(draft.purpose)->basis;
    }
    statement.requestId = crypto::RequestId::generate(session.random());
    statement.time = session.clock().now();
    statement.head = session.head();
    statement.payloadHash = crypto::payloadHash(draft.method, draft.payload);
    statement.households = draft.households;
    if (alter) alter(statement);
    SignedRequest request;
    request.payload = draft.payload;
    request.attachments = draft.attachments;
    request.statement = statement.encode();
    request.signature =
        secrets.signing.sign(crypto::kStatementSignature, secrets.instance, request.statement);
    return request;
}

class HostileMemberTest : public testing::Test {
protected:
    HostileMemberTest() {
        server.listen();
        town = std::make_unique<Town>(server, transports);
    }

    TestServer server;
    client::net::GrpcTransportFactory transports;
    std::unique_ptr<Town> town;
};

// Eight calls of 3 MiB, and the colleague's device could never fetch its keys, nor work, again.
TEST_F(HostileMemberTest, FloodOfSealedKeysDoesNotLockAColleagueOut) {
    auto& coach = town->coach();
    for (std::uint8_t round = 0; round < 9; ++round) {
        CallDraft draft;
        draft.method = Method::ShareTeamKey;
        crypto::ShareTeamKeyPayload payload;
        payload.team = coach.team();
        payload.epoch = 1;
        for (std::uint8_t i = 0; i < 5; ++i) {
            draft.attachments.emplace_back(500'000, static_cast<std::uint8_t>(round * 5 + i));
            payload.shares.push_back({town->colleague().secrets().device,
                                      crypto::attachmentHash(draft.attachments.back())});
        }
        draft.payload = payload.encode();
        const auto sent = coach.transport().call(draft.method, signedAs(coach, draft));
        EXPECT_EQ(sent.ok() ? std::string("Ok") : std::string(nameOf(sent.reason())),
                  "MessageTooLarge");
    }
    const auto synced = town->colleague().session().sync();
    EXPECT_TRUE(synced.ok()) << nameOf(synced.reason());
}

// A head that never was made every later check of the log say that the server had forked, and end
// its own looking for forks.
TEST_F(HostileMemberTest, InventedHeadDoesNotBlameTheServer) {
    auto& youth = town->youth();
    CallDraft draft;
    draft.method = Method::ListInvolvements;
    draft.purpose = kTownPurpose;
    draft.payload = crypto::ListInvolvementsPayload{{}, 10}.encode();
    const auto other =
        signedAs(youth, draft, [](Statement& statement) { statement.head.root[0] ^= 1U; });
    EXPECT_FALSE(youth.transport().call(draft.method, other).ok());
    const auto beyond =
        signedAs(youth, draft, [](Statement& statement) { statement.head.size += 1'000'000; });
    EXPECT_FALSE(youth.transport().call(draft.method, beyond).ok());
    EXPECT_TRUE(youth.transport().call(draft.method, signedAs(youth, draft)).ok());
    const auto report = need(checkLog(town->officer().session(), {}, {}, nullptr), "checking");
    EXPECT_TRUE(report.whole) << nameOf(report.problems.front().reason);
}

TEST_F(HostileMemberTest, RevokedInvitationIsWorthNothing) {
    auto& founder = town->founder();
    const auto invitation = town->invite(town->coach().team(), "P. Horst", crypto::Role::Coach);
    const auto kept = town->invite(town->coach().team(), "R. Kade", crypto::Role::Coach);
    const auto waits = need(beginEnrolment(town->machine(), invitation), "enrolling in time");
    need(revoke(founder.session(), crypto::Revocation::What::Invitation, invitation.id.bytes),
         "revoking");
    EXPECT_EQ(beginEnrolment(town->machine(), invitation).reason(), Reason::InvitationUnknown);
    const auto late = finishEnrolment(
        town->machine(), invitation, need(beginEnrolment(town->machine(), kept), "the other"));
    EXPECT_EQ(late.reason(), Reason::InvitationUnknown);
    for (const auto& one : need(founder.transport().enrolments(), "who waits"))
        EXPECT_NE(one.invitation, invitation.id);
}

// Of the thousand enrolments with the lowest ids, admitted ones included, the list was made: in a
// large municipality new devices could not be admitted.
TEST_F(HostileMemberTest, ThousandEnrolmentsDoNotHideTheOneThatWaits) {
    for (std::uint16_t i = 0; i < 1001; ++i) {
        server::storage::PendingEnrolment old;
        old.invitation.bytes[2] = static_cast<std::uint8_t>(i >> 8U);
        old.invitation.bytes[3] = static_cast<std::uint8_t>(i);
        old.enrolment = {1};
        old.tlsKey = {1};
        std::promise<crypto::Status> done;
        need(server.writer().submitUnlogged(
                 [old](server::storage::Transaction& t) { return t.putEnrolment(old); },
                 [&done](crypto::Status status) { done.set_value(status); }),
             "an older enrolment");
        need(done.get_future().get(), "kept");
    }
    const auto invitation = town->invite(town->coach().team(), "P. Horst", crypto::Role::Coach);
    const auto pending = need(beginEnrolment(town->machine(), invitation), "enrolling");
    const auto admitted = admit(town->founder().session(), invitation.id);
    EXPECT_TRUE(admitted.ok()) << nameOf(admitted.reason());
}

// One record that cannot be read, and the whole team saw no caseload any more, nor that household.
TEST_F(HostileMemberTest, UnreadableRecordLeavesTheRestReadable) {
    const Household household = town->sharedWith(town->youth());
    auto& youth = town->youth();
    // Text that is not UTF-8; a program of ours refuses to write it.
    EXPECT_EQ(writeRecords(youth.session(), household.id, kTownPurpose, {noteOf(youth, "\xff\xfe")})
                  .reason(),
              Reason::TextNotUtf8);
    const auto before = need(openFile(youth.session(), household.id, kTownPurpose), "again");
    const auto* core = before.record(crypto::kSharedCore, sealed::kCoreRecord);
    ASSERT_NE(core, nullptr);
    auto built = need(
        CommitBuilder(youth.session())
            .forWrites(before,
                       {{crypto::kSharedCore, sealed::kCoreRecord, *before.core(), core->version}},
                       1),
        "a commit");
    auto keys = need(
        CompartmentKeys::open(youth.session(), before.state, crypto::kSharedCore, before.objects),
        "keys");
    auto frame = need(crypto::Envelope::decode(built.attachments.back()), "an envelope");
    const auto broken = need(keys.current()->sealRecord(frame,
                                                        1,
                                                        Bytes{1, 0, 0, 0, 1, 0xff},
                                                        youth.secrets().signing,
                                                        youth.secrets().instance,
                                                        youth.session().random()),
                             "a broken record");
    built.attachments.back() = broken.encode();
    auto& manifest = built.payload.manifests.front();
    manifest.delta.front().envelopeHash = crypto::attachmentHash(built.attachments.back());
    auto rows = before.rows.at(crypto::kSharedCore);
    rows.front() = manifest.delta.front();
    manifest.root = crypto::manifestRoot(rows);
    CallDraft draft;
    draft.method = Method::Commit;
    draft.purpose = kTownPurpose;
    draft.households = {household.id};
    draft.payload = built.payload.encode();
    draft.attachments = built.attachments;
    need(youth.session().call(draft), "the broken core record");

    auto& coach = town->coach().session();
    const auto listed = listFiles(coach, kTownPurpose);
    ASSERT_TRUE(listed.ok()) << nameOf(listed.reason());
    EXPECT_EQ(listed.value().size(), 1U);
    EXPECT_EQ(listed.value().front().core(), nullptr);
    const auto opened = openFile(coach, household.id, kTownPurpose);
    ASSERT_TRUE(opened.ok()) << nameOf(opened.reason());
    ASSERT_EQ(opened.value().unreadable.size(), 1U);
    EXPECT_EQ(opened.value().unreadable.front().author, youth.secrets().device);
    EXPECT_EQ(opened.value().records.size(), 3U);
}

// The second person gave back another request than was asked, and the asker signed it unseen.
TEST_F(HostileMemberTest, SecondPersonCannotChangeWhatWasAsked) {
    auto& founder = town->founder().session();
    auto& officer = town->officer().session();
    auto person = *founder.directory().person(town->youth().secrets().person);
    person.phone = "010-0000077";
    crypto::DirectoryPayload payload;
    payload.changes = {person};
    auto request = beginCosigned(founder, Method::ChangeDirectory, payload.encode());
    auto altered = request;
    person.phone = "010-0000666";
    payload.changes = {person};
    altered.payload = payload.encode();
    need(cosign(officer, altered), "signing something else");
    EXPECT_EQ(submitCosigned(founder, altered).reason(), Reason::PayloadMismatch);
    need(cosign(officer, request), "signing what was asked");
    const auto sent = submitCosigned(founder, request);
    EXPECT_TRUE(sent.ok()) << nameOf(sent.reason());
}

// Asks after one number, and seals another one for the officers: the line said that it matched.
TEST_F(HostileMemberTest, DetailThatNamesAnotherPersonIsNotCalledTrue) {
    auto& youth = town->youth();
    const Identifier asked{crypto::IdentifierKind::Bsn, town->nextBsn()};
    const auto tokens = need(makeTokens(youth.session(), kTownPurpose, {asked}), "a token");
    const auto check = [&](const Bytes& detail) {
        crypto::CheckPayload payload;
        payload.queries.push_back({asked.kind,
                                   tokens.front().epoch,
                                   tokens.front().citation,
                                   crypto::attachmentHash(tokens.front().token)});
        CallDraft draft;
        draft.method = Method::Check;
        draft.purpose = kTownPurpose;
        draft.payload = payload.encode();
        draft.attachments = {crypto::toBytes(tokens.front().token)};
        draft.detail = detail;
        const auto answer = need(youth.session().call(std::move(draft)), "asking");
        auto& officer = town->officer().session();
        const auto page = need(officer.readLog(answer.entry.sequence, 1), "the line");
        return openOfficerDetail(officer, page.lines.front());
    };
    EXPECT_TRUE(need(check(detailOf(tokens)), "the honest detail").matches);
    auto lying = tokens;
    lying.front().identifier.form = town->nextBsn();
    EXPECT_FALSE(need(check(detailOf(lying)), "another number").matches);
    // Bytes that would break, or steer, the officer's screen.
    lying.front().identifier.form = "\x1b[2J\xff";
    EXPECT_EQ(check(detailOf(lying)).reason(), Reason::Malformed);
}

}  // namespace
}  // namespace voordeur::test
