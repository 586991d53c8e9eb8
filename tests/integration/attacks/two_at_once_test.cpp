// The window and the command line at one device, at the same moment.
#include "client/core/gateway_acts.h"
#include "client/core/households.h"
#include "client/core/kept_work.h"
#include "tests/integration/hostile_server/hostile_transport.h"
#include "tests/integration/town/direct_transport.h"
#include "tests/integration/town/need.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace voordeur::test {

using namespace client::core;  // NOLINT(google-build-using-namespace): a test that is all core
using crypto::Method;
using crypto::Reason;

namespace {

class TwoAtOnceTest : public testing::Test {
protected:
    TwoAtOnceTest() : transports(server), town(server, transports) {}

    [[nodiscard]] bool isNoteIn(Member& member, const Household& household, const char* text) {
        const auto file = need(openFile(member.session(), household.id, kTownPurpose), "opening");
        return std::ranges::any_of(file.records, [&](const FileRecord& record) {
            const auto* note = std::get_if<sealed::Note>(&record.record);
            return note != nullptr && note->text == text;
        });
    }

    TestServer server;
    HostileTransports transports;
    Town town;
};

/// Another process of the same device, with the same store.
class OtherProcess {
public:
    OtherProcess(TestServer& server, Member& member)
        : m_store(member.storeAgain()), m_transport(connectDirectly(server, member.identity())) {
        m_session =
            need(Session::open(need(DeviceSecrets::decode(member.secrets().encode()), "secrets"),
                               {*m_store, *m_transport, server.clock(), server.random()}),
                 "another session");
    }
    Session& session() { return *m_session; }

private:
    std::unique_ptr<LocalStore> m_store;
    std::unique_ptr<Transport> m_transport;
    std::unique_ptr<Session> m_session;
};

// It was held against what the other process had read further, and the server was accused.
TEST_F(TwoAtOnceTest, AnAnswerThatTheOtherProcessOvertookAccusesNobody) {
    const auto household = town.newHousehold();
    auto& coach = town.coach();
    need(openFile(coach.session(), household.id, kTownPurpose), "opening");
    OtherProcess other(server, coach);
    int overtaken = 0;
    lieTo(coach).answer = [&](Method method, const SignedRequest&, RawAnswer&) {
        if (method != Method::OpenHousehold || overtaken++ > 0) return;
        need(addNote(other.session(), household.id, kTownPurpose, {"Gebeld.", true}), "a note");
        need(openFile(other.session(), household.id, kTownPurpose), "opening elsewhere");
    };
    const auto file = openFile(coach.session(), household.id, kTownPurpose);
    EXPECT_TRUE(file.ok()) << nameOf(file.reason());
    lieTo(coach) = {};
    EXPECT_EQ(overtaken, 2);
    EXPECT_TRUE(isNoteIn(coach, household, "Gebeld."));
}

// A server that says less than it has shown is accused all the same, whoever it was shown to.
TEST_F(TwoAtOnceTest, WhatTheOtherProcessSawIsHeldAgainstTheServer) {
    const auto household = town.newHousehold();
    auto& coach = town.coach();
    RawAnswer old;
    lieTo(coach).answer = [&](Method, const SignedRequest&, RawAnswer& answer) { old = answer; };
    need(openFile(coach.session(), household.id, kTownPurpose), "opening");
    OtherProcess other(server, coach);
    need(addNote(other.session(), household.id, kTownPurpose, {"Gebeld.", true}), "a note");
    need(openFile(other.session(), household.id, kTownPurpose), "opening elsewhere");
    lieTo(coach).answer = [&](Method, const SignedRequest&, RawAnswer& answer) {
        answer.chain = old.chain;
        answer.heads = old.heads;
    };
    EXPECT_TRUE(isServerFault(openFile(coach.session(), household.id, kTownPurpose).reason()));
    lieTo(coach) = {};
}

constexpr const char* kWhy = "Ik neem de regie niet over: geen ruimte.";

/// A colleague refused the lead, and nobody heard of it.
class RefusalSettledLaterTest : public TwoAtOnceTest {
protected:
    RefusalSettledLaterTest() {
        household = town.newHousehold();
        const auto offer = need(offerLead(town.coach().session(),
                                          household.id,
                                          kTownPurpose,
                                          {colleague.secrets().person, colleague.team()}),
                                "an offer");
        need(openFile(colleague.session(), household.id, kTownPurpose), "opening");
        loseAnswers(server, colleague, [](Method method) { return method == Method::RefuseLead; });
        EXPECT_EQ(refuseWithReason(colleague.session(), household.id, offer, {"Geen ruimte.", kWhy})
                      .reason(),
                  Reason::Unavailable);
        lieTo(colleague) = {};
        EXPECT_FALSE(isNoteIn(town.coach(), household, kWhy));
        colleague.restart();
    }
    void expectTheNoteOnce() {
        EXPECT_TRUE(settleKept(colleague.session()).ok());
        const auto file =
            need(openFile(town.coach().session(), household.id, kTownPurpose), "opening");
        EXPECT_EQ(std::ranges::count_if(file.records,
                                        [](const FileRecord& record) {
                                            const auto* note =
                                                std::get_if<sealed::Note>(&record.record);
                                            return note != nullptr && note->text == kWhy;
                                        }),
                  1);
        EXPECT_TRUE(need(unsettledActs(colleague.session()), "what is not settled").empty());
    }

    Member& colleague = town.colleague();
    Household household;
};

// What the person wanted in the file with it was gone.
TEST_F(RefusalSettledLaterTest, ItsNoteIsInTheFile) {
    expectTheNoteOnce();
}

// The refusal was settled on a bad line, and its note was let go.
TEST_F(RefusalSettledLaterTest, ItsNoteWaitsOnWhereItCannotBeWritten) {
    for (const Reason reason : {Reason::Unavailable, Reason::Denied}) {
        lieTo(colleague).instead = [reason](Method method, const SignedRequest&) {
            using Answer = std::optional<crypto::Result<RawAnswer>>;
            return method == Method::OpenHousehold ? Answer(reason) : Answer();
        };
        EXPECT_EQ(settleKept(colleague.session()).ok(), reason == Reason::Denied);
        lieTo(colleague) = {};
        ASSERT_EQ(need(unsettledActs(colleague.session()), "what is not settled").size(), 1U);
    }
    expectTheNoteOnce();
}

// The line of the refusal was seen in the chain, and the note was let go with it.
TEST_F(RefusalSettledLaterTest, ItsNoteOutlivesThatItsLineIsSeen) {
    lieTo(colleague).instead = [](Method method, const SignedRequest&) {
        using Answer = std::optional<crypto::Result<RawAnswer>>;
        return method == Method::RefuseLead ? Answer(Reason::CertificateWrong) : Answer();
    };
    static_cast<void>(settleKept(colleague.session()).ok());
    lieTo(colleague) = {};
    need(openFile(colleague.session(), household.id, kTownPurpose), "opening");
    expectTheNoteOnce();
}

}  // namespace
}  // namespace voordeur::test
