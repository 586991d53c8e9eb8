// The window and the command line at one device, at the same moment.
#include "client/core/gateway_acts.h"
#include "client/core/households.h"
#include "tests/integration/attacks/notes.h"
#include "tests/integration/hostile_server/hostile_transport.h"
#include "tests/integration/town/direct_transport.h"
#include "tests/integration/town/need.h"

#include <gtest/gtest.h>

namespace voordeur::test {

using namespace client::core;  // NOLINT(google-build-using-namespace): a test that is all core
using crypto::Method;
using crypto::Reason;

namespace {

class TwoAtOnceTest : public testing::Test {
protected:
    TwoAtOnceTest() : transports(server), town(server, transports) {}

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
    EXPECT_EQ(notesIn(coach, household, "Gebeld."), 1U);
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

}  // namespace
}  // namespace voordeur::test
