// What a device was told to do, and what it made for itself, is never lost on the way.
#include "client/core/core_gateway.h"
#include "client/core/households.h"
#include "client/core/kept_act.h"
#include "client/core/kept_work.h"
#include "client/core/profile.h"
#include "tests/integration/attacks/notes.h"
#include "tests/integration/hostile_server/hostile_transport.h"
#include "tests/integration/town/direct_transport.h"
#include "tests/integration/town/need.h"
#include "tests/integration/town/town.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <future>
#include <iterator>

namespace voordeur::test {

using namespace client::core;  // NOLINT(google-build-using-namespace): a test that is all core
using crypto::Method;
using crypto::Reason;
using crypto::SecretBytes;

namespace {

constexpr std::chrono::seconds kPatience{30};

SecretBytes secret(std::string_view text) {
    return SecretBytes::copyOf(crypto::viewOf(text));
}

class StoppedClock final : public crypto::Clock {
public:
    explicit StoppedClock(crypto::UnixMillis now) : m_now(now) {}
    [[nodiscard]] crypto::UnixMillis now() const override { return m_now; }

private:
    const crypto::UnixMillis m_now;
};

class KeptRequestsTest : public testing::Test {
protected:
    KeptRequestsTest() : transports(server), town(server, transports) {}

    std::size_t pendingOf(Member& member) {
        return need(member.store().pending(), "what waits").size();
    }
    crypto::Status write(Member& member, const Household& household, const std::string& text) {
        VD_RETURN_IF_ERROR(
            writeRecords(member.session(), household.id, kTownPurpose, {noteOf(member, text)}));
        return crypto::success();
    }

    /// The server does what it is asked, and nobody hears of it.
    void loseAnswers(Member& member) {
        test::loseAnswers(server, member, crypto::changesHousehold);
    }
    /// As if written a quarter of an hour ago, when there was no connection.
    crypto::Status writeEarlier(Member& member,
                                const Household& household,
                                const std::string& text) {
        const StoppedClock earlier(server.clock().now() - 15ULL * 60 * 1000);
        // Reading is refused at that time too: the file was opened before the connection went.
        const auto file = need(openFile(member.session(), household.id, kTownPurpose), "opening");
        const auto note = noteOf(member, text);
        auto built = need(CommitBuilder(member.session()).forWrites(file, {note}, 1), "a commit");
        lieTo(member).instead = [](Method, const SignedRequest&) {
            return std::optional(crypto::Result<RawAnswer>(Reason::Unavailable));
        };
        const auto session =
            need(Session::open(need(DeviceSecrets::decode(member.secrets().encode()), "secrets"),
                               {member.store(), member.transport(), earlier, server.random()}),
                 "a session of that time");
        CallDraft draft;
        draft.method = Method::Commit;
        draft.purpose = kTownPurpose;
        draft.households = {household.id};
        draft.payload = built.payload.encode();
        draft.attachments = std::move(built.attachments);
        const std::vector<RecordWrite> writes{note};
        draft.same = need(samenessOf(household.id, writes), "the wish");
        draft.kept = need((KeptAct{"Familie Voorbeeld", text, writes}.encode()), "what is kept");
        const auto sent = session->call(std::move(draft));
        lieTo(member) = {};
        return sent.ok() ? crypto::success() : crypto::Status(sent.reason());
    }
    static crypto::Status settle(Member& member) { return settleKept(member.session()); }
    static std::vector<UnsettledAct> unsettledOf(Member& member) {
        return need(unsettledActs(member.session()), "what is not settled");
    }
    /// The answer to a Commit, instead of the server's.
    static void refuse(Member& member, Reason reason) {
        lieTo(member).instead = [reason](Method method, const SignedRequest&) {
            using Answer = std::optional<crypto::Result<RawAnswer>>;
            return method == Method::Commit ? Answer(reason) : Answer();
        };
    }

    TestServer server;
    HostileTransports transports;
    Town town;
};

// It was thrown away, although the server may well have done it.
TEST_F(KeptRequestsTest, AnswerThatDoesNotHoldKeepsTheWriteWaiting) {
    const auto household = town.newHousehold();
    auto& coach = town.coach();
    lieTo(coach).answer = [](Method method, const SignedRequest&, RawAnswer& answer) {
        if (method == Method::Commit) answer.entry.back() ^= 1U;
    };
    EXPECT_TRUE(isServerFault(write(coach, household, "Gesprek op school.").reason()));
    EXPECT_EQ(pendingOf(coach), 1U);
    // Still lying: it waits on, and nothing else does.
    coach.restart();
    EXPECT_FALSE(coach.session().resumePending().ok());
    EXPECT_EQ(pendingOf(coach), 1U);
    lieTo(coach) = {};
    const auto settled = coach.session().resumePending();
    EXPECT_TRUE(settled.ok()) << nameOf(settled.reason());
    EXPECT_EQ(pendingOf(coach), 0U);
    EXPECT_EQ(notesIn(coach, household, "Gesprek op school."), 1U);
}

// Locked in the middle of a write: the request id was forgotten with the call.
TEST_F(KeptRequestsTest, WriteThatWasCancelledWaits) {
    const auto household = town.newHousehold();
    auto& coach = town.coach();
    lieTo(coach).instead = [](Method method, const SignedRequest&) {
        using Answer = std::optional<crypto::Result<RawAnswer>>;
        return method == Method::Commit ? Answer(Reason::Cancelled) : Answer();
    };
    EXPECT_EQ(write(coach, household, "Gesprek op school.").reason(), Reason::Cancelled);
    EXPECT_EQ(pendingOf(coach), 1U);
    lieTo(coach) = {};
    EXPECT_TRUE(coach.session().resumePending().ok());
    EXPECT_EQ(notesIn(coach, household, "Gesprek op school."), 1U);
}

TEST_F(KeptRequestsTest, OneBadAnswerDoesNotHoldTheOthersUp) {
    const auto first = town.newHousehold();
    const auto second = town.newHousehold();
    auto& coach = town.coach();
    lieTo(coach).answer = [](Method method, const SignedRequest&, RawAnswer& answer) {
        if (method == Method::Commit) answer.entry.back() ^= 1U;
    };
    EXPECT_FALSE(write(coach, first, "Eerste.").ok());
    EXPECT_FALSE(write(coach, second, "Tweede.").ok());
    bool lied = false;
    lieTo(coach).answer = [&lied](Method method, const SignedRequest&, RawAnswer& answer) {
        if (method == Method::Commit && !std::exchange(lied, true)) answer.entry.back() ^= 1U;
    };
    EXPECT_TRUE(isServerFault(coach.session().resumePending().reason()));
    EXPECT_EQ(pendingOf(coach), 1U);
    lieTo(coach) = {};
    EXPECT_TRUE(coach.session().resumePending().ok());
    EXPECT_EQ(notesIn(coach, first, "Eerste."), 1U);
    EXPECT_EQ(notesIn(coach, second, "Tweede."), 1U);
}

// It came back as a second note: the kept one went out at the next opening as well.
TEST_F(KeptRequestsTest, SameNoteAgainIsOneNote) {
    const auto household = town.newHousehold();
    auto& coach = town.coach();
    loseAnswers(coach);
    EXPECT_EQ(write(coach, household, "Gesprek op school.").reason(), Reason::Unavailable);
    // The person tries again by hand, in vain; then once more.
    EXPECT_EQ(write(coach, household, "Gesprek op school.").reason(), Reason::Unavailable);
    EXPECT_EQ(pendingOf(coach), 1U);
    lieTo(coach) = {};
    EXPECT_TRUE(write(coach, household, "Gesprek op school.").ok());
    EXPECT_EQ(pendingOf(coach), 0U);
    EXPECT_EQ(notesIn(coach, household, "Gesprek op school."), 1U);
    // Settled is settled: the same words later are another note.
    EXPECT_TRUE(write(coach, household, "Gesprek op school.").ok());
    EXPECT_EQ(notesIn(coach, household, "Gesprek op school."), 2U);
    // The command line settles what waits before it does what it was called for.
    loseAnswers(coach);
    EXPECT_EQ(write(coach, household, "Gebeld.").reason(), Reason::Unavailable);
    lieTo(coach) = {};
    EXPECT_TRUE(settle(coach).ok());
    EXPECT_TRUE(write(coach, household, "Gebeld.").ok());
    EXPECT_EQ(notesIn(coach, household, "Gebeld."), 1U);
}

// Told that it was kept; more than ten minutes later the server refused its old clock, and it was
// gone without a word.
TEST_F(KeptRequestsTest, NoteThatIsTooOldByThenIsWrittenAllTheSame) {
    const auto household = town.newHousehold();
    auto& coach = town.coach();
    EXPECT_EQ(writeEarlier(coach, household, "Gesprek op school.").reason(), Reason::Unavailable);
    EXPECT_TRUE(settle(coach).ok());
    EXPECT_EQ(notesIn(coach, household, "Gesprek op school."), 1U);
    EXPECT_EQ(pendingOf(coach), 0U);
}

// The door refuses before anybody looks whether it was done: that settles nothing.
TEST_F(KeptRequestsTest, RefusalAtTheDoorSettlesNothing) {
    const auto household = town.newHousehold();
    auto& coach = town.coach();
    loseAnswers(coach);
    EXPECT_FALSE(write(coach, household, "Gesprek op school.").ok());
    refuse(coach, Reason::CertificateWrong);
    EXPECT_EQ(settle(coach).reason(), Reason::CertificateWrong);
    const auto told = unsettledOf(coach);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().state, PendingState::Undecided);
    EXPECT_EQ(told.front().reason, Reason::CertificateWrong);
    EXPECT_EQ(told.front().action, "write");
    EXPECT_EQ(told.front().household, household.id);
    EXPECT_EQ(told.front().text, "Gesprek op school.");
    EXPECT_FALSE(told.front().householdName.empty());
    // By hand it stays the same request, and says why it does not go on.
    EXPECT_EQ(write(coach, household, "Gesprek op school.").reason(), Reason::CertificateWrong);
    EXPECT_EQ(unsettledOf(coach).size(), 1U);
    lieTo(coach) = {};
    EXPECT_TRUE(settle(coach).ok());
    EXPECT_TRUE(unsettledOf(coach).empty());
    EXPECT_EQ(notesIn(coach, household, "Gesprek op school."), 1U);
}

// Some attempt got no answer, the next one was refused at the door: the first may have been done.
TEST_F(KeptRequestsTest, RefusalAfterNoAnswerSettlesNothing) {
    const auto household = town.newHousehold();
    auto& coach = town.coach();
    lieTo(coach).instead = [first = true](Method method, const SignedRequest&) mutable {
        using Answer = std::optional<crypto::Result<RawAnswer>>;
        if (method != Method::Commit) return Answer();
        return Answer(std::exchange(first, false) ? Reason::Unavailable : Reason::Unauthenticated);
    };
    EXPECT_EQ(write(coach, household, "Eerst niets.").reason(), Reason::Unauthenticated);
    ASSERT_EQ(unsettledOf(coach).size(), 1U);
    EXPECT_EQ(unsettledOf(coach).front().state, PendingState::Undecided);
    // Without such an attempt the refusal is the whole story, and the person has it.
    refuse(coach, Reason::Unauthenticated);
    EXPECT_EQ(write(coach, household, "Meteen niet.").reason(), Reason::Unauthenticated);
    EXPECT_EQ(unsettledOf(coach).size(), 1U);
}

TEST_F(KeptRequestsTest, WhatIsRefusedLaterIsToldUntilThePersonKnows) {
    const auto household = town.newHousehold();
    auto& coach = town.coach();
    refuse(coach, Reason::Unavailable);
    EXPECT_FALSE(write(coach, household, "Gesprek op school.").ok());
    refuse(coach, Reason::Denied);
    coach.restart();
    EXPECT_TRUE(settle(coach).ok()) << "nothing waits any more";
    EXPECT_EQ(pendingOf(coach), 0U);
    const auto told = unsettledOf(coach);
    ASSERT_EQ(told.size(), 1U);
    EXPECT_EQ(told.front().state, PendingState::Refused);
    EXPECT_EQ(told.front().reason, Reason::Denied);
    EXPECT_EQ(told.front().text, "Gesprek op school.");
    lieTo(coach) = {};
    coach.restart();
    EXPECT_TRUE(settle(coach).ok());
    ASSERT_EQ(unsettledOf(coach).size(), 1U) << "it is not sent again by itself";
    EXPECT_EQ(notesIn(coach, household, "Gesprek op school."), 0U);
    EXPECT_EQ(dismissUnsettled(coach.session(), crypto::RequestId{}).reason(), Reason::NotFound);
    EXPECT_TRUE(dismissUnsettled(coach.session(), told.front().id).ok());
    EXPECT_TRUE(unsettledOf(coach).empty());
}

// Of another day it may be another note in the same words: only the person knows.
TEST_F(KeptRequestsTest, ARefusedActStaysOnTheListWhenTheSameIsDoneLater) {
    const auto household = town.newHousehold();
    auto& coach = town.coach();
    refuse(coach, Reason::Unavailable);
    EXPECT_FALSE(write(coach, household, "Gesprek op school.").ok());
    refuse(coach, Reason::Denied);
    EXPECT_TRUE(settle(coach).ok());
    lieTo(coach) = {};
    EXPECT_TRUE(write(coach, household, "Gesprek op school.").ok());
    ASSERT_EQ(unsettledOf(coach).size(), 1U);
    EXPECT_EQ(unsettledOf(coach).front().state, PendingState::Refused);
    EXPECT_EQ(notesIn(coach, household, "Gesprek op school."), 1U);
}

// A colleague wrote in the meantime: refused as out of date, and gone.
TEST_F(KeptRequestsTest, NoteThatLostTheRaceMeanwhileIsWrittenAllTheSame) {
    const auto household = town.newHousehold();
    auto& coach = town.coach();
    refuse(coach, Reason::Unavailable);
    EXPECT_FALSE(write(coach, household, "Gesprek op school.").ok());
    lieTo(coach) = {};
    ASSERT_TRUE(write(town.colleague(), household, "Tussendoor.").ok());
    coach.restart();
    EXPECT_TRUE(settle(coach).ok());
    EXPECT_TRUE(unsettledOf(coach).empty());
    EXPECT_EQ(notesIn(coach, household, "Gesprek op school."), 1U);
    EXPECT_EQ(notesIn(coach, household, "Tussendoor."), 1U);
}

// It did it, and says later that it did not: the household's chain has the device's own line.
TEST_F(KeptRequestsTest, ServerThatDeniesWhatItDidIsSeenThrough) {
    const auto household = town.newHousehold();
    auto& coach = town.coach();
    loseAnswers(coach);
    EXPECT_FALSE(write(coach, household, "Gesprek op school.").ok());
    for (const Reason lie : {Reason::ClockSkew, Reason::Denied}) {
        refuse(coach, lie);
        coach.restart();
        static_cast<void>(settle(coach).ok());
    }
    lieTo(coach) = {};
    EXPECT_EQ(notesIn(coach, household, "Gesprek op school."), 1U);
    EXPECT_TRUE(unsettledOf(coach).empty());
}

TEST_F(KeptRequestsTest, AnswerToAnOfferThatCameLateIsGivenAnew) {
    const auto household = town.newHousehold();
    auto& coach = town.coach();
    auto& colleague = town.colleague();
    const auto offer = need(offerLead(coach.session(),
                                      household.id,
                                      kTownPurpose,
                                      {colleague.secrets().person, colleague.team()}),
                            "an offer");
    need(openFile(colleague.session(), household.id, kTownPurpose), "the colleague at work");
    lieTo(colleague).instead = [](Method, const SignedRequest&) {
        return std::optional(crypto::Result<RawAnswer>(Reason::Unavailable));
    };
    const StoppedClock earlier(server.clock().now() - 15ULL * 60 * 1000);
    const auto session =
        need(Session::open(need(DeviceSecrets::decode(colleague.secrets().encode()), "secrets"),
                           {colleague.store(), colleague.transport(), earlier, server.random()}),
             "a session of that time");
    EXPECT_FALSE(acceptLead(*session, household.id, kTownPurpose, offer).ok());
    lieTo(colleague) = {};
    EXPECT_TRUE(settle(colleague).ok());
    EXPECT_TRUE(unsettledOf(colleague).empty());
    const auto file = need(openFile(colleague.session(), household.id, kTownPurpose), "opening");
    ASSERT_TRUE(file.state.lead.has_value());
    EXPECT_EQ(file.state.lead->person, colleague.secrets().person);
}

// Typed in again it got another number, and the file was there twice.
TEST_F(KeptRequestsTest, HouseholdTypedInAgainIsTheSameHousehold) {
    auto& coach = town.coach();
    NewHousehold household;
    household.core.name = "Voorbeeld";
    household.from = server.clock().now();
    household.tokens = need(
        makeTokens(coach.session(), kTownPurpose, {{crypto::IdentifierKind::Bsn, town.nextBsn()}}),
        "tokens");
    household.id = crypto::HouseholdId::generate(server.random());
    const auto first = household.id;
    loseAnswers(coach);
    EXPECT_FALSE(intake(coach.session(), kTownPurpose, household).ok());
    lieTo(coach) = {};
    household.id = crypto::HouseholdId::generate(server.random());
    const auto receipt = need(intake(coach.session(), kTownPurpose, household), "typed in again");
    EXPECT_EQ(receipt.household, first);
    EXPECT_EQ(need(listFiles(coach.session(), kTownPurpose), "the caseload").size(), 1U);
}

// The server knew the device before its keys were on the disk: a crash in between lost them.
TEST_F(KeptRequestsTest, NewDeviceIsKeptBeforeTheServerHearsOfIt) {
    const TempFolder folder;
    const auto invitation = town.invite(town.coach().team(), "P. ter Horst", crypto::Role::Coach);
    Profile profile(folder.path() + "/apparaat", server.clock(), server.random());
    const auto passphrase = secret("een lange eerste wachtzin");
    crypto::DeviceId device;
    {
        const auto made = need(makeDevice(town.machine(), invitation), "new keys");
        device = made.secrets.device;
        EXPECT_TRUE(need(town.founder().transport().enrolments(), "who waits").empty());
        const auto kept = profile.keepPending(invitation, made, passphrase);
        ASSERT_TRUE(kept.ok()) << nameOf(kept.reason());
    }
    // The program ended here. Without the passphrase the file gives nothing away.
    std::ifstream file(folder.path() + "/apparaat/aanmelding", std::ios::binary);
    const std::string bytes(std::istreambuf_iterator<char>(file), {});
    EXPECT_EQ(bytes.substr(0, 4), "VDKS");
    EXPECT_EQ(bytes.find("INVITATION"), std::string::npos);
    EXPECT_EQ(profile.pending(secret("niet de goede zin")).reason(), Reason::PassphraseWrong);
    const auto pending = need(profile.pending(passphrase), "the enrolment kept");
    EXPECT_EQ(pending.device.secrets.device, device);
    // Twice: an answer may have been lost.
    for (int i = 0; i < 2; ++i) {
        const auto announced = announceDevice(town.machine(), pending.invitation, pending.device);
        EXPECT_TRUE(announced.ok()) << nameOf(announced.reason());
    }
    need(admit(town.founder().session(), invitation.id), "admitting");
    const auto secrets =
        need(finishEnrolment(town.machine(), pending.invitation, pending.device), "finishing");
    EXPECT_EQ(secrets.device, device);
}

/// A window's core on the officer's device.
class GatewayAtWorkTest : public KeptRequestsTest {
protected:
    void open() {
        const auto& own = town.officer().secrets();
        Profile profile(folder.path() + "/apparaat", server.clock(), server.random());
        need(profile.create(own, secret("een lange eerste wachtzin")), "a keystore");
        gateway = makeCoreGateway(
            {folder.path() + "/apparaat", transports, server.clock(), server.random()});
        std::promise<crypto::Result<Identity>> opened;
        gateway->unlock(secret("een lange eerste wachtzin"),
                        [&](auto reply) { opened.set_value(std::move(reply)); });
        need(opened.get_future().get(), "unlocking");
    }

    TempFolder folder;
    std::unique_ptr<Gateway> gateway;
};

// One worker did everything in order: who asked at the desk waited for the whole log.
TEST_F(GatewayAtWorkTest, CheckIsAnsweredWhileTheLogIsBeingRead) {
    const auto household = town.newHousehold();
    open();
    std::promise<void> answered;
    const auto isAnswered = answered.get_future().share();
    std::atomic<bool> inTime = false;
    std::promise<crypto::Result<LogReport>> report;
    const auto watch = gateway->verifyLog(
        // The check of the log stands still until the desk has its answer.
        [&, waits = true](LogProgress) mutable {
            if (std::exchange(waits, false)) {
                inTime = isAnswered.wait_for(kPatience) == std::future_status::ready;
            }
        },
        [&](auto reply) { report.set_value(std::move(reply)); });
    std::promise<crypto::Result<LookReport>> looked;
    gateway->whoLooked(household.id, [&](auto reply) { looked.set_value(std::move(reply)); });
    CheckQuestion question;
    question.purpose = kTownPurpose;
    question.bsn = household.bsn;
    std::promise<crypto::Result<CheckAnswer>> checked;
    gateway->check(question, [&](auto reply) {
        checked.set_value(std::move(reply));
        answered.set_value();
    });
    const auto rows = need(looked.get_future().get(), "who looked");
    EXPECT_FALSE(rows.rows.empty());
    EXPECT_EQ(checked.get_future().get().reason(), Reason::Denied) << "an officer helps nobody";
    const auto whole = need(report.get_future().get(), "the log check");
    EXPECT_TRUE(inTime) << "the check of the log went first";
    EXPECT_TRUE(whole.whole);
}

TEST_F(GatewayAtWorkTest, LockingEndsACheckOfTheLog) {
    open();
    std::promise<void> begun;
    std::promise<void> locked;
    const auto isLocked = locked.get_future().share();
    std::promise<crypto::Result<LogReport>> report;
    const auto watch = gateway->verifyLog(
        [&, first = true](LogProgress) mutable {
            if (!std::exchange(first, false)) return;
            begun.set_value();
            isLocked.wait_for(kPatience);
        },
        [&](auto reply) { report.set_value(std::move(reply)); });
    ASSERT_EQ(begun.get_future().wait_for(kPatience), std::future_status::ready);
    gateway->lock();
    locked.set_value();
    EXPECT_EQ(report.get_future().get().reason(), Reason::Cancelled);
}

// gRPC may run what waits on the stack of who cancels: that may ask the core something.
TEST_F(GatewayAtWorkTest, CancellingMayCallBack) {
    std::atomic<int> asked = 0;
    transports.onConnect = [this, &asked](Lie& lie) {
        lie.cancelled = [this, &asked] {
            static_cast<void>(gateway->connection());
            ++asked;
        };
    };
    open();
    auto done = std::async(std::launch::async, [this] { gateway->lock(); });
    ASSERT_EQ(done.wait_for(kPatience), std::future_status::ready) << "locked under its own lock";
    EXPECT_EQ(asked, 1);
    transports.onConnect = nullptr;
}

}  // namespace
}  // namespace voordeur::test
