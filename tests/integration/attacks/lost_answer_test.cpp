// A server, or somebody on the way, swallows an answer; the device sends the same again later.
#include "client/core/households.h"
#include "client/core/involvement.h"
#include "tests/integration/hostile_server/hostile_log.h"
#include "tests/integration/hostile_server/hostile_transport.h"
#include "tests/integration/town/direct_transport.h"
#include "tests/integration/town/need.h"

#include <gtest/gtest.h>

namespace voordeur::test {

using client::core::RawAnswer;
using client::core::SignedRequest;
using crypto::Method;
using crypto::Reason;

namespace {

class LostAnswerTest : public testing::Test {
protected:
    LostAnswerTest() : transports(server), town(server, transports) {}

    /// The coach writes a note; it is done, and nobody tells the coach.
    void loseTheAnswerOfAWrite() {
        household = town.newHousehold();
        auto& coach = town.coach();
        loseAnswers(server, coach, [](Method method) { return method == Method::Commit; });
        const auto written = client::core::writeRecords(
            coach.session(), household.id, kTownPurpose, {noteOf(coach, "Gesprek op school.")});
        EXPECT_EQ(written.reason(), Reason::Unavailable);
        lieTo(coach) = {};
    }

    TestServer server;
    HostileTransports transports;
    Town town;
    Household household;
};

// The directory had grown since: the device called the server a liar, and never opened again.
TEST_F(LostAnswerTest, AnOlderEntryIsBelievedWhenItsAnswerComesLate) {
    loseTheAnswerOfAWrite();
    auto& coach = town.coach().session();
    town.addAgency("Thuiszorg Voorbeeld", 7);
    // Not by reading the household, where the device would see that it was done.
    need(client::core::listInvolvements(coach, kTownPurpose), "a later entry of its own");
    const auto resumed = coach.resumePending();
    EXPECT_TRUE(resumed.ok()) << nameOf(resumed.reason());
    EXPECT_TRUE(need(town.coach().store().pending(), "what waits").empty());
}

// The proof led from the older head of that request: a second history was taken in its place.
TEST_F(LostAnswerTest, LateAnswerDoesNotBringInASecondHistory) {
    loseTheAnswerOfAWrite();
    auto& member = town.coach();
    need(client::core::listInvolvements(member.session(), kTownPurpose), "a newer head");
    const auto known = member.session().head();
    lieTo(member).answer = [&](Method, const SignedRequest& request, RawAnswer& answer) {
        const auto statement = need(crypto::Statement::decode(request.statement), "a statement");
        const auto entry = need(crypto::Entry::decode(answer.entry), "an entry");
        auto leaves = leavesOf(server, entry.sequence + 1);
        while (leaves.size() < known.size + 5)
            leaves.push_back(crypto::leafHash(crypto::viewOf("never happened")));
        const ForgedTree tree(server, std::move(leaves));
        answer.checkpoint = tree.checkpoint();
        answer.inclusion = tree.inclusion(entry.sequence);
        answer.consistency = tree.consistency(statement.head.size);
    };
    EXPECT_FALSE(member.session().resumePending().ok());
    EXPECT_EQ(member.session().head().root, known.root);
    lieTo(member) = {};
}

}  // namespace
}  // namespace voordeur::test
