// Somebody who was let in sends so much of something that what others need is pushed out.
#include "client/core/households.h"
#include "client/net/grpc_transport.h"
#include "crypto/base/limits.h"
#include "crypto/internal/x509.h"
#include "crypto/shared/payloads.h"
#include "tests/integration/town/need.h"
#include "tests/integration/town/town.h"

#include <gtest/gtest.h>

#include <chrono>
#include <future>
#include <memory>
#include <thread>

namespace voordeur::test {

using namespace client::core;  // NOLINT(google-build-using-namespace): a test that is all core
using crypto::Bytes;
using crypto::Method;
using crypto::Reason;

namespace {

constexpr crypto::UnixMillis kDay = 24ULL * 3600 * 1000;

class CrowdingTest : public testing::Test {
protected:
    CrowdingTest() {
        server.listen();
        town = std::make_unique<Town>(server, transports);
    }

    TestServer server;
    client::net::GrpcTransportFactory transports;
    std::unique_ptr<Town> town;
};

// The first 64 of the index were looked at, those that had ended among them.
TEST_F(CrowdingTest, EndedHelpDoesNotHideWhoLeads) {
    const Household household = town->newHousehold();
    std::vector<std::unique_ptr<Member>> helpers;
    for (int i = 0; i < 6; ++i) {
        helpers.push_back(town->addMember(
            town->youth().team(), "Helper " + std::to_string(i), crypto::Role::Worker));
        // As many as the quota of an hour allows.
        for (int n = 0; n < 25; ++n) {
            const auto id = town->help(*helpers.back(), household.bsn);
            need(changeInvolvement(
                     helpers.back()->session(), kTownPurpose, id, server.clock().now() - 1),
                 "ending it");
        }
    }
    CheckQuestion question;
    question.purpose = kTownPurpose;
    question.bsn = household.bsn;
    const auto answer = need(checkInvolvement(town->debt().session(), question), "asking");
    EXPECT_EQ(answer.verdict, CheckVerdict::Yes);
    ASSERT_TRUE(answer.lead.has_value());
    EXPECT_EQ(answer.lead->id, town->coach().secrets().person);
}

// The same while it runs: who leads is still said, and that there is more than the answer holds.
TEST_F(CrowdingTest, RunningHelpHidesNeitherWhoLeadsNorThatThereIsMore) {
    const Household household = town->newHousehold();
    CheckQuestion question;
    question.purpose = kTownPurpose;
    question.bsn = household.bsn;
    EXPECT_FALSE(need(checkInvolvement(town->debt().session(), question), "asking").mayBeMore);
    std::vector<std::unique_ptr<Member>> helpers;
    for (int i = 0; i < 3; ++i) {
        helpers.push_back(town->addMember(
            town->youth().team(), "Helper " + std::to_string(i), crypto::Role::Worker));
        for (int n = 0; n < 25; ++n)
            town->help(*helpers.back(), household.bsn);
    }
    const auto answer = need(checkInvolvement(town->debt().session(), question), "asking again");
    EXPECT_TRUE(answer.mayBeMore);
    ASSERT_TRUE(answer.lead.has_value());
    EXPECT_EQ(answer.lead->id, town->coach().secrets().person);
}

// The new device waited for a network key behind a thousand keys from a hostile colleague.
TEST_F(CrowdingTest, ThousandSharedKeysDoNotPushOutTheNetworkKey) {
    auto& coach = town->coach();
    const auto invitation = town->invite(coach.team(), "P. Horst", crypto::Role::Coach);
    auto pending = need(beginEnrolment(town->machine(), invitation), "enrolling");
    need(admit(town->founder().session(), invitation.id), "admitting");
    need(coach.session().sync(), "learning of the new device");
    for (std::size_t sent = 0; sent <= crypto::limits::kEntriesPerPageMax; sent += 64) {
        CallDraft draft;
        draft.method = Method::ShareTeamKey;
        crypto::ShareTeamKeyPayload payload;
        payload.team = coach.team();
        payload.epoch = 1;
        for (std::size_t i = 0; i < 64; ++i) {
            draft.attachments.push_back(crypto::toBytes(server.random().array<32>()));
            payload.shares.push_back(
                {pending.secrets.device, crypto::attachmentHash(draft.attachments.back())});
        }
        draft.payload = payload.encode();
        need(coach.session().call(std::move(draft)), "sharing");
    }
    const auto finished = finishEnrolment(town->machine(), invitation, std::move(pending));
    EXPECT_TRUE(finished.ok()) << nameOf(finished.reason());
}

/// Keeps the writer busy until it is told to go on; what is sent meanwhile waits in its order.
class HeldWriter {
public:
    explicit HeldWriter(TestServer& server) {
        need(server.writer().submitUnlogged(
                 [waits = m_release.get_future().share()](server::storage::Transaction&) {
                     waits.wait();
                     return crypto::success();
                 },
                 [this](crypto::Status status) { m_held.set_value(status); }),
             "holding the writer");
    }
    void goOn() {
        m_release.set_value();
        need(m_held.get_future().get(), "going on");
    }

private:
    std::promise<void> m_release;
    std::promise<crypto::Status> m_held;
};

/// Long enough for a call to get into the queue.
constexpr std::chrono::milliseconds kToTheQueue{400};

template <class Answer>
std::string nameOfResult(const Answer& answer) {
    return answer.ok() ? "Ok" : std::string(nameOf(answer.reason()));
}

// Two devices show one invitation; the second came while the first was being admitted, took its
// place, and the first never got its certificate.
TEST_F(CrowdingTest, EnrolmentQueuedBehindAnAdmissionChangesNothing) {
    const auto invitation = town->invite(town->coach().team(), "P. Horst", crypto::Role::Coach);
    auto first = need(beginEnrolment(town->machine(), invitation), "enrolling");
    HeldWriter held(server);
    auto admitted = std::async(std::launch::async,
                               [&] { return admit(town->founder().session(), invitation.id); });
    std::this_thread::sleep_for(kToTheQueue);
    auto second =
        std::async(std::launch::async, [&] { return beginEnrolment(town->machine(), invitation); });
    std::this_thread::sleep_for(kToTheQueue);
    held.goOn();
    need(admitted.get(), "admitting");
    EXPECT_EQ(nameOfResult(second.get()), "InvitationUsed");
    const auto finished = finishEnrolment(town->machine(), invitation, std::move(first));
    EXPECT_TRUE(finished.ok()) << nameOf(finished.reason());
}

// The other order: the device that was looked at has enrolled anew before it is admitted.
TEST_F(CrowdingTest, AdmissionOfADeviceThatNoLongerWaitsIsAskedAnew) {
    const auto invitation = town->invite(town->coach().team(), "P. Horst", crypto::Role::Coach);
    need(beginEnrolment(town->machine(), invitation), "enrolling");
    HeldWriter held(server);
    auto second =
        std::async(std::launch::async, [&] { return beginEnrolment(town->machine(), invitation); });
    std::this_thread::sleep_for(kToTheQueue);
    auto admitted = std::async(std::launch::async,
                               [&] { return admit(town->founder().session(), invitation.id); });
    std::this_thread::sleep_for(kToTheQueue);
    held.goOn();
    auto waits = need(second.get(), "enrolling anew");
    EXPECT_EQ(nameOfResult(admitted.get()), "AnswerChanged");
    need(admit(town->founder().session(), invitation.id), "admitting who waits");
    const auto finished = finishEnrolment(town->machine(), invitation, std::move(waits));
    EXPECT_TRUE(finished.ok()) << nameOf(finished.reason());
}

// An answer that was lost: the same bytes again are no other device.
TEST_F(CrowdingTest, TheSameEnrolmentAgainIsNoHarm) {
    const auto invitation = town->invite(town->coach().team(), "P. Horst", crypto::Role::Coach);
    auto pending = need(beginEnrolment(town->machine(), invitation), "enrolling");
    const auto kept =
        need(need(server.store().reader(), "a reader")->enrolment(invitation.id), "what was kept");
    need(admit(town->founder().session(), invitation.id), "admitting");
    const auto keys = need(deriveKeys(invitation.secret), "keys of the invitation");
    const auto again =
        town->transports().connect({invitation.address,
                                    invitation.serverCaPem,
                                    invitation.certificatePem,
                                    need(crypto::tlsKeyPem(invitation.tlsKey), "a key")});
    const auto sent = again->enrol(invitation.id, keys.token, kept->enrolment, kept->tlsKey);
    EXPECT_TRUE(sent.ok()) << nameOf(sent.reason());
    const auto finished = finishEnrolment(town->machine(), invitation, std::move(pending));
    EXPECT_TRUE(finished.ok()) << nameOf(finished.reason());
}

// A team with large details could not be shown what it had registered.
TEST_F(CrowdingTest, LargeDetailsAreListedPageByPage) {
    auto& youth = town->youth();
    const std::string bsn = town->nextBsn();
    const Identifier identifier{crypto::IdentifierKind::Bsn, bsn};
    const auto tokenOf = [&](Member& member) {
        return need(makeTokens(member.session(), kTownPurpose, {identifier}), "a token");
    };
    const auto registerWith =
        [&](Member& member, const std::vector<MadeToken>& made, std::size_t detailBytes) {
            crypto::RegisterPayload payload;
            payload.involvement = crypto::InvolvementId::generate(server.random());
            payload.agency = member.session().directory().team(member.team())->agency;
            payload.team = member.team();
            payload.from = server.clock().now();
            payload.until = payload.from + kDay;
            CallDraft draft;
            draft.method = Method::Register;
            draft.purpose = kTownPurpose;
            draft.attachments.emplace_back(detailBytes, std::uint8_t{7});
            crypto::append(draft.attachments.back(), payload.involvement.bytes);
            payload.sealedHash = crypto::attachmentHash(draft.attachments.back());
            auto index = signIndex(member.session(),
                                   made,
                                   {crypto::TargetKind::Involvement, payload.involvement.bytes},
                                   payload.from,
                                   payload.until);
            payload.index = std::move(index.refs);
            draft.attachments.push_back(std::move(index.attachments.front()));
            draft.payload = payload.encode();
            draft.detail = detailOf(made);
            return member.session().call(std::move(draft));
        };
    constexpr std::size_t kSealedMax = std::size_t{64} * 1024;
    EXPECT_EQ(nameOfResult(registerWith(youth, tokenOf(youth), kSealedMax)), "MessageTooLarge");
    std::vector<std::unique_ptr<Member>> helpers;
    std::size_t registered = 0;
    for (int i = 0; i < 6; ++i) {
        helpers.push_back(
            town->addMember(youth.team(), "Helper " + std::to_string(i), crypto::Role::Worker));
        const auto made = tokenOf(*helpers.back());
        for (int n = 0; n < 48; ++n) {
            need(registerWith(*helpers.back(), made, kSealedMax - 16), "registering");
            ++registered;
        }
    }
    const auto listed = listInvolvements(youth.session(), kTownPurpose);
    ASSERT_TRUE(listed.ok()) << nameOf(listed.reason());
    EXPECT_EQ(listed.value().size(), registered);
}

}  // namespace
}  // namespace voordeur::test
