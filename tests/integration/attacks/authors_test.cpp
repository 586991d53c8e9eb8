// A record or a grant counts only by the device of the line that brought it (docs/protocol.md
// §5.4): a member and the server together could bring in what another device once signed, or signs
// although the rules forbid that device to write.
#include "client/core/households.h"
#include "tests/integration/hostile_server/hostile_log.h"
#include "tests/integration/hostile_server/hostile_transport.h"
#include "tests/integration/town/need.h"

#include <gtest/gtest.h>

namespace voordeur::test {

using namespace client::core;  // NOLINT(google-build-using-namespace): a test that is all core
using crypto::Method;
using crypto::Reason;

namespace {

class AuthorsTest : public testing::Test {
protected:
    AuthorsTest() : transports(server), town(server, transports) {
        household = town.sharedWith(town.youth());
    }

    std::string opened(Member& member) {
        const auto file = openFile(member.session(), household.id, kTownPurpose);
        return file.ok() ? "opened" : std::string(nameOf(file.reason()));
    }
    std::uint16_t basis() {
        return town.coach().session().directory().policy().purpose(kTownPurpose)->basis;
    }
    CallDraft draftAbout(Method method) const {
        CallDraft draft;
        draft.method = method;
        draft.purpose = kTownPurpose;
        draft.households = {household.id};
        return draft;
    }
    /// A note in the shared core, sealed and signed by `author`.
    CallDraft noteBy(Member& author) {
        const auto file = need(openFile(author.session(), household.id, kTownPurpose), "opening");
        CommitBuilder builder(author.session());
        auto built =
            need(builder.forWrites(file, {noteOf(author, "Van wie?")}, basis()), "a commit");
        auto draft = draftAbout(Method::Commit);
        draft.payload = built.payload.encode();
        draft.attachments = std::move(built.attachments);
        return draft;
    }
    /// A grant of the shared core to debt help, made and signed by `granter`.
    CallDraft grantBy(Member& granter) {
        const auto file = need(openFile(granter.session(), household.id, kTownPurpose), "opening");
        const auto keys = need(
            CompartmentKeys::open(granter.session(), file.state, crypto::kSharedCore, file.objects),
            "keys");
        const auto& epoch = file.state.compartment(crypto::kSharedCore)->epoch;
        auto grant = need(CommitBuilder(granter.session())
                              .grant(epoch, *keys.current(), town.debt().team(), basis()),
                          "a grant");
        auto draft = draftAbout(Method::GrantAccess);
        crypto::GrantPayload payload;
        payload.household = household.id;
        payload.grants.push_back(grant.ref);
        draft.payload = payload.encode();
        draft.attachments.push_back(grant.body);
        return draft;
    }
    /// `carrier` states it; an honest server refuses, this one writes it down all the same.
    void collude(Member& carrier, const CallDraft& draft) {
        EXPECT_EQ(carrier.session().call(draft).reason(), Reason::PayloadMismatch);
        lieTo(carrier).instead = [this](Method method, const SignedRequest& request) {
            using Answer = std::optional<crypto::Result<RawAnswer>>;
            return method == Method::OpenHousehold ? Answer() : Answer(logAnyway(server, request));
        };
        need(carrier.session().call(draft), "a call that the hostile server takes");
        lieTo(carrier) = {};
    }

    TestServer server;
    HostileTransports transports;
    Town town;
    Household household;
};

TEST_F(AuthorsTest, RecordOfAnotherDeviceThanItsLineIsRefused) {
    need(town.coach().session().call(noteBy(town.coach())), "an honest note");
    EXPECT_EQ(opened(town.colleague()), "opened");
    collude(town.coach(), noteBy(town.youth()));
    EXPECT_EQ(opened(town.colleague()), "SignatureBroken");
    // It stands in the log for good, and stays refused by a device that opens the file first now.
    EXPECT_EQ(opened(town.youth()), "SignatureBroken");
}

TEST_F(AuthorsTest, GrantOfAnotherDeviceThanItsLineIsRefused) {
    town.help(town.debt(), household.bsn);
    collude(town.coach(), grantBy(town.youth()));
    EXPECT_EQ(opened(town.debt()), "GrantBroken");
    EXPECT_EQ(opened(town.colleague()), "GrantBroken");
}

TEST_F(AuthorsTest, GrantOfItsLineOpens) {
    town.help(town.debt(), household.bsn);
    need(town.coach().session().call(grantBy(town.coach())), "granting");
    EXPECT_EQ(opened(town.debt()), "opened");
}

}  // namespace
}  // namespace voordeur::test
