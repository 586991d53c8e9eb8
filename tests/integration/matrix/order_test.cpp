// Calls that were right when they were signed, and come later, again, or in another order; and
// objects of one household that are carried into another.
#include "client/core/households.h"
#include "crypto/shared/answers.h"
#include "crypto/shared/hash.h"
#include "tests/integration/matrix/asks.h"
#include "tests/integration/town/need.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <utility>

namespace voordeur::test {

using client::core::CommitBuilder;
using client::core::SignedRequest;
using crypto::Method;

namespace {

class OrderTest : public testing::Test {
protected:
    static void SetUpTestSuite() { s_people = std::make_unique<People>(); }
    static void TearDownTestSuite() { s_people.reset(); }
    OrderTest() : m_people(*s_people) { m_people.renew(); }

    Member& coach() { return m_people.town->coach(); }
    crypto::HouseholdId household() { return m_people.subject.household.id; }

    /// What a row of the matrix asks, signed and not sent yet.
    SignedRequest signedRow(const char* row, Member& member) {
        return signedBy(member, rows().at(row).make(m_people, member));
    }
    std::string send(Member& member, Method method, const SignedRequest& request) {
        return told(sendAs(member.transport(), method, request));
    }
    std::string opens(Member& member) {
        return told(
            rows().at("OpenHousehold").call(m_people, {"", "", &member, &member.transport()}));
    }
    SignedRequest note(const char* text) {
        CommitBuilder builder(coach().session());
        const auto file =
            need(client::core::openFile(coach().session(), household(), kTownPurpose), "the file");
        auto commit = need(builder.forWrites(file, {noteOf(coach(), text)}, 1), "a commit");
        return signedCommit(coach(), household(), std::move(commit));
    }
    SignedRequest signedCommit(Member& member,
                               const crypto::HouseholdId& in,
                               client::core::BuiltCommit commit) {
        Ask ask = askFor(Method::Commit, m_people.server);
        ask.payload = commit.payload.encode();
        ask.attachments = std::move(commit.attachments);
        ask.households = {in};
        return signedBy(member, ask);
    }

    inline static std::unique_ptr<People> s_people;
    People& m_people;
};

TEST_F(OrderTest, AnOlderWriteThatComesLaterChangesNothing) {
    // Somebody left before: the first write makes a new key.
    EXPECT_EQ(send(coach(), Method::Commit, note("Nieuwe sleutel.")), "Ok");
    const auto older = note("Eerste versie.");
    const auto newer = note("Tweede versie.");
    EXPECT_EQ(send(coach(), Method::Commit, newer), "Ok");
    EXPECT_EQ(send(coach(), Method::Commit, older), "EtagMismatch");
    EXPECT_EQ(send(coach(), Method::Commit, newer), "Ok");
}

TEST_F(OrderTest, AccessThatWasEndedDoesNotComeBackWithTheOldRequest) {
    auto& debt = m_people.town->debt();
    const auto granting = signedRow("GrantAccess", coach());
    EXPECT_EQ(send(coach(), Method::GrantAccess, granting), "Ok");
    EXPECT_EQ(opens(debt), "Ok");
    need(client::core::endAccess(coach().session(), household(), kTownPurpose, debt.team()),
         "ending access");
    EXPECT_EQ(send(coach(), Method::GrantAccess, granting), "Ok");  // what was said, not done again
    EXPECT_EQ(opens(debt), "Denied");
}

TEST_F(OrderTest, AGrantThatWasHeldBackUntilTheKeyChangedIsTooLate) {
    const auto granting = signedRow("GrantAccess", coach());
    need(client::core::endAccess(
             coach().session(), household(), kTownPurpose, m_people.town->youth().team()),
         "ending somebody's access");
    EXPECT_EQ(send(coach(), Method::Commit, note("Nieuwe sleutel.")), "Ok");
    EXPECT_EQ(send(coach(), Method::GrantAccess, granting), "EpochStale");
    EXPECT_EQ(opens(m_people.town->debt()), "Denied");
}

TEST_F(OrderTest, AnOfferThatWasWithdrawnIsNotAcceptedLater) {
    m_people.offer();
    auto& south = *m_people.south;
    const auto accepting = signedRow("AcceptLead", south);
    EXPECT_EQ(send(coach(), Method::WithdrawLead, signedRow("WithdrawLead", coach())), "Ok");
    EXPECT_EQ(send(south, Method::AcceptLead, accepting), "OfferClosed");
    m_people.offer();
    EXPECT_EQ(send(south, Method::AcceptLead, accepting), "OfferClosed");
}

TEST_F(OrderTest, AnOfferThatWasRefusedIsNotMadeAgainByItsOldBytes) {
    const auto offering = signedRow("OfferLead", coach());
    EXPECT_EQ(send(coach(), Method::OfferLead, offering), "Ok");
    need(client::core::withdrawLead(
             coach().session(),
             household(),
             kTownPurpose,
             need(crypto::OfferPayload::decode(offering.payload), "an offer").offer.offer),
         "withdrawing it");
    EXPECT_EQ(send(coach(), Method::OfferLead, offering), "Ok");
    EXPECT_EQ(opens(*m_people.south), "NotFound");
}

TEST_F(OrderTest, WhoHandedOverDoesNothingWithWhatWasSignedBefore) {
    m_people.offer();
    const auto granting = signedRow("GrantAccess", coach());
    const auto ending = signedRow("EndAccess", coach());
    const auto looking = signedRow("WhoLooked", coach());
    EXPECT_EQ(send(*m_people.south, Method::AcceptLead, signedRow("AcceptLead", *m_people.south)),
              "Ok");
    EXPECT_EQ(send(coach(), Method::GrantAccess, granting), "NotFound");
    EXPECT_EQ(send(coach(), Method::EndAccess, ending), "NotFound");
    EXPECT_EQ(send(coach(), Method::WhoLooked, looking), "NotFound");
}

TEST_F(OrderTest, AMembershipThatWasEndedDoesNotComeBackWithTheOldRequest) {
    auto& founder = m_people.town->founder();
    auto& colleague = m_people.town->colleague();
    const auto team = m_people.south->team();
    const auto membership = [&](bool active) {
        crypto::DirectoryPayload payload;
        payload.changes = {
            crypto::Membership{colleague.secrets().person, team, crypto::Role::Coach, active}};
        Ask ask = askFor(Method::ChangeDirectory, m_people.server);
        ask.payload = payload.encode();
        return signedBy(founder, ask);
    };
    const auto lists = [&] {
        Ask ask = rows().at("ListHouseholds").make(m_people, colleague);
        const auto request =
            signedBy(colleague, ask, [&](crypto::Statement& said) { said.team = team; });
        return send(colleague, ask.method, request);
    };
    const auto letting = membership(true);
    EXPECT_EQ(lists(), "Denied");
    EXPECT_EQ(send(founder, Method::ChangeDirectory, letting), "Ok");
    EXPECT_EQ(lists(), "Ok");
    EXPECT_EQ(send(founder, Method::ChangeDirectory, membership(false)), "Ok");
    EXPECT_EQ(send(founder, Method::ChangeDirectory, letting), "Ok");  // what was said
    EXPECT_EQ(lists(), "Denied");
}

TEST_F(OrderTest, AnObjectOfAnotherHouseholdIsNotHadByItsHash) {
    auto& south = *m_people.south;
    const auto& own = m_people.other.id;
    const auto theirs =
        need(client::core::openFile(coach().session(), household(), kTownPurpose), "a file");
    const auto& foreign = theirs.rows.at(crypto::kSharedCore).back();
    const auto& bytes = theirs.objects.at(foreign.envelopeHash);
    const auto file =
        need(client::core::openFile(south.session(), own, kTownPurpose), "the own file");
    CommitBuilder builder(south.session());
    const auto honest = need(builder.forWrites(file, {noteOf(south, "Afspraak.")}, 1), "a commit");
    auto forged = honest;
    auto& manifest = forged.payload.manifests.front();
    manifest.delta.back().envelopeHash = foreign.envelopeHash;
    auto all = file.rows.at(crypto::kSharedCore);
    all.push_back(manifest.delta.back());
    std::ranges::sort(all, {}, &crypto::ManifestRow::record);
    manifest.root = crypto::manifestRoot(all);
    // Named, and not brought along: the server does not fill it in.
    EXPECT_EQ(send(south, Method::Commit, signedCommit(south, own, forged)), "PayloadMismatch");
    forged.attachments.pop_back();
    EXPECT_EQ(send(south, Method::Commit, signedCommit(south, own, forged)), "PayloadMismatch");
    // Brought along by somebody who got hold of it: it says where it belongs.
    forged.attachments.push_back(bytes);
    EXPECT_EQ(send(south, Method::Commit, signedCommit(south, own, forged)), "PayloadMismatch");
    EXPECT_EQ(send(south, Method::Commit, signedCommit(south, own, honest)), "Ok");
}

}  // namespace
}  // namespace voordeur::test
