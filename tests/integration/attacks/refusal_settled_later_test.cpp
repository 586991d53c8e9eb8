// A refusal of the lead that nobody confirmed, and the note that belongs to it.
#include "client/core/gateway_acts.h"
#include "client/core/households.h"
#include "client/core/kept_work.h"
#include "tests/integration/attacks/notes.h"
#include "tests/integration/hostile_server/hostile_transport.h"

#include <gtest/gtest.h>

namespace voordeur::test {

using namespace client::core;  // NOLINT(google-build-using-namespace): a test that is all core
using crypto::Method;
using crypto::Reason;

namespace {

constexpr const char* kWhy = "Ik neem de regie niet over: geen ruimte.";

/// A colleague refused the lead, and nobody heard of it.
class RefusalSettledLaterTest : public testing::Test {
protected:
    RefusalSettledLaterTest() : transports(server), town(server, transports) {
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
        EXPECT_EQ(notesIn(town.coach(), household, kWhy), 0U);
        colleague.restart();
    }
    void expectTheNoteOnce() {
        EXPECT_TRUE(settleKept(colleague.session()).ok());
        EXPECT_EQ(notesIn(town.coach(), household, kWhy), 1U);
        EXPECT_TRUE(need(unsettledActs(colleague.session()), "what is not settled").empty());
    }

    TestServer server;
    HostileTransports transports;
    Town town;
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
