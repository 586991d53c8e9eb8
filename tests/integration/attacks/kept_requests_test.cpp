// What a device was told to do, and what it made for itself, is never lost on the way.
#include "client/core/core_gateway.h"
#include "client/core/households.h"
#include "client/core/profile.h"
#include "tests/integration/hostile_server/hostile_transport.h"
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

class KeptRequestsTest : public testing::Test {
protected:
    KeptRequestsTest() : transports(server), town(server, transports) {}

    std::size_t pendingOf(Member& member) {
        return need(member.store().pending(), "what waits").size();
    }
    std::size_t notesIn(Member& member, const Household& household, const std::string& text) {
        const auto file = need(openFile(member.session(), household.id, kTownPurpose), "opening");
        return static_cast<std::size_t>(
            std::ranges::count_if(file.records, [&](const FileRecord& record) {
                const auto* note = std::get_if<sealed::Note>(&record.record);
                return note != nullptr && note->text == text;
            }));
    }
    crypto::Status write(Member& member, const Household& household, const std::string& text) {
        VD_RETURN_IF_ERROR(
            writeRecords(member.session(), household.id, kTownPurpose, {noteOf(member, text)}));
        return crypto::success();
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
