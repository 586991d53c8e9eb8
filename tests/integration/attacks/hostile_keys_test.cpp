// Somebody who may write makes a new key for a household, and hands on something else. The server
// sees sealed bytes alone: what is in them only the others can find out.
#include "client/core/households.h"
#include "client/core/view_builder.h"
#include "tests/integration/hostile_server/hostile_transport.h"
#include "tests/integration/town/need.h"
#include "tests/integration/town/town.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace voordeur::test {

using namespace client::core;  // NOLINT(google-build-using-namespace): a test that is all core
using crypto::Bytes;
using crypto::CompartmentKey;
using crypto::Reason;

namespace {

class HostileKeysTest : public testing::Test {
protected:
    HostileKeysTest() : transports(server), town(server, transports) {
        household = town.sharedWith(town.youth());
        open(town.coach());
        open(town.colleague());
        open(town.youth());
    }

    HouseholdFile open(Member& member) {
        return need(openFile(member.session(), household.id, kTownPurpose), "opening");
    }
    void write(Member& member, const std::string& text) {
        need(writeRecords(member.session(), household.id, kTownPurpose, {noteOf(member, text)}),
             "writing " + text);
    }
    static bool has(const HouseholdFile& file, const std::string& text) {
        return std::ranges::any_of(file.records, [&](const FileRecord& record) {
            const auto* note = std::get_if<sealed::Note>(&record.record);
            return note != nullptr && note->text == text;
        });
    }
    static std::uint32_t epochOf(const HouseholdFile& file) {
        return file.state.compartment(crypto::kSharedCore)->epoch.epoch;
    }

    /// A new epoch by youth care. `spoil`: bodies of grants to that team open nothing. `handsOn`:
    /// the previous key, or bytes that are none.
    void rotate(const std::optional<crypto::TeamId>& spoil, bool handsOn) {
        auto& youth = town.youth();
        auto& session = youth.session();
        const auto file = open(youth);
        auto keys = need(
            CompartmentKeys::open(session, file.state, crypto::kSharedCore, file.objects), "keys");
        const auto key = CompartmentKey::generate(session.random());
        crypto::CommitPayload payload;
        payload.household = household.id;
        crypto::EpochRecord epoch;
        epoch.household = household.id;
        epoch.compartment = crypto::kSharedCore;
        epoch.epoch = epochOf(file) + 1;
        epoch.commitment = key.commitment(household.id, crypto::kSharedCore, epoch.epoch);
        epoch.recipients = crypto::recipientsOf(
            file.state, crypto::kSharedCore, session.directory(), session.clock().now());
        Bytes wrapped(72, 0x5a);
        if (handsOn) {
            std::vector<crypto::EarlierKey> earlier;
            earlier.push_back({epoch.epoch - 1, keys.current()->clone()});
            wrapped = key.wrapEarlier(earlier, epoch, session.random());
        }
        epoch.wrappedHash = crypto::attachmentHash(wrapped);
        payload.epochs = {epoch};
        CallDraft draft;
        draft.attachments.push_back(wrapped);
        for (const auto& team : epoch.recipients) {
            auto grant = need(CommitBuilder(session).grant(epoch, key, team, 1), "a grant");
            if (spoil == team) grant = spoiled(youth, grant);
            payload.grants.push_back(grant.ref);
            draft.attachments.push_back(grant.body);
        }
        draft.method = crypto::Method::Commit;
        draft.purpose = kTownPurpose;
        draft.households = {household.id};
        draft.payload = payload.encode();
        need(session.call(std::move(draft)), "the server takes the new epoch");
    }

    static CommitBuilder::BuiltGrant spoiled(Member& member, CommitBuilder::BuiltGrant grant) {
        auto body = need(crypto::GrantBody::decode(grant.body), "a grant's body");
        body.ct[0] ^= 1U;
        body.signature = member.secrets().signing.sign(
            crypto::kGrantSignature, member.secrets().instance, body.signedBytes(grant.ref.header));
        grant.body = body.encode();
        grant.ref.bodyHash = crypto::attachmentHash(grant.body);
        return grant;
    }

    /// Exactly one fault, by youth care's worker, told in names.
    void expectCulprit(Member& reader, const HouseholdFile& file, KeyFaultKind kind) {
        const auto told = keyFaultsOf(reader.session().directory(), file);
        ASSERT_EQ(told.size(), 1U);
        EXPECT_EQ(told.front().kind, kind);
        EXPECT_EQ(told.front().madeBy, "K. Ramdin");
        EXPECT_EQ(told.front().agencyName, "Jeugdhulp Voorbeeld");
        EXPECT_TRUE(told.front().at.has_value());
        EXPECT_TRUE(told.front().shared);
    }

    TestServer server;
    HostileTransports transports;
    Town town;
    Household household;
};

// SealBroken for every member of every team, for good: nobody could open the file any more.
TEST_F(HostileKeysTest, GarbageInPlaceOfTheOlderKeyHidesNothing) {
    rotate({}, false);
    for (Member* member : {&town.coach(), &town.colleague(), &town.youth()}) {
        const auto file = open(*member);
        EXPECT_NE(file.core(), nullptr);
        EXPECT_TRUE(has(file, "Eerste gesprek gehad."));
        EXPECT_TRUE(file.unreadable.empty());
        expectCulprit(*member, file, KeyFaultKind::Older);
    }
    const auto listed = need(listFiles(town.coach().session(), kTownPurpose), "the caseload");
    ASSERT_EQ(listed.size(), 1U);
    EXPECT_NE(listed.front().core(), nullptr);
}

TEST_F(HostileKeysTest, NextWriterMendsTheOlderKeyForEverybody) {
    rotate({}, false);
    // A device that was never here before has nothing to fall back on, and is told so.
    const auto late = town.addMember(town.coach().team(), "P. ter Horst", crypto::Role::Coach);
    const auto before = open(*late);
    EXPECT_EQ(before.core(), nullptr);
    EXPECT_FALSE(before.unreadable.empty());
    EXPECT_TRUE(std::ranges::all_of(
        before.unreadable, [](const auto& one) { return one.cause == UnreadableCause::Key; }));
    expectCulprit(*late, before, KeyFaultKind::Older);

    write(town.coach(), "Na de herstelde sleutel.");
    for (Member* member : {late.get(), &town.coach(), &town.youth()}) {
        const auto file = open(*member);
        EXPECT_EQ(epochOf(file), 3U);
        EXPECT_NE(file.core(), nullptr);
        EXPECT_TRUE(has(file, "Eerste gesprek gehad."));
        EXPECT_TRUE(has(file, "Na de herstelde sleutel."));
        EXPECT_TRUE(file.keyFaults.empty());
    }
    // Mended is mended: nobody makes one more key for it.
    write(*late, "Kennisgemaakt.");
    EXPECT_EQ(epochOf(open(town.coach())), 3U);
}

// GrantBroken or SealBroken ended the opening, and with it every write of that team.
TEST_F(HostileKeysTest, GrantThatOpensNothingLeavesThatTeamAtWork) {
    const auto team = town.coach().team();
    rotate(team, true);
    write(town.youth(), "Onder de nieuwe sleutel.");
    auto file = open(town.coach());
    EXPECT_TRUE(has(file, "Eerste gesprek gehad."));
    expectCulprit(town.coach(), file, KeyFaultKind::OwnTeam);
    ASSERT_EQ(file.unreadable.size(), 1U);
    EXPECT_EQ(file.unreadable.front().cause, UnreadableCause::Key);
    EXPECT_EQ(file.unreadable.front().author, town.youth().secrets().device);

    write(town.coach(), "Wij werken door.");
    file = open(town.coach());
    EXPECT_EQ(epochOf(file), 3U);
    EXPECT_TRUE(has(file, "Wij werken door."));
    EXPECT_EQ(file.unreadable.size(), 1U);
    // Youth care still has the key in between: its next write hands it to everybody.
    EXPECT_TRUE(has(open(town.youth()), "Wij werken door."));
    write(town.youth(), "Excuus.");
    file = open(town.coach());
    EXPECT_EQ(epochOf(file), 4U);
    EXPECT_TRUE(file.unreadable.empty());
    EXPECT_TRUE(file.keyFaults.empty());
    EXPECT_TRUE(has(file, "Onder de nieuwe sleutel."));
}

TEST_F(HostileKeysTest, AccessAndLeadAreGivenUnderAKeyThatOpens) {
    rotate(town.coach().team(), false);
    town.help(town.debt(), household.bsn);
    need(grantAccess(town.coach().session(), household.id, kTownPurpose, town.debt().team()),
         "giving debt help access");
    const auto seen = open(town.debt());
    EXPECT_NE(seen.core(), nullptr);
    EXPECT_TRUE(has(seen, "Eerste gesprek gehad."));
    EXPECT_TRUE(seen.unreadable.empty());
}

TEST_F(HostileKeysTest, TwiceInARowIsNoWorse) {
    rotate(town.coach().team(), false);
    rotate(town.coach().team(), false);
    write(town.coach(), "Opnieuw begonnen.");
    for (Member* member : {&town.coach(), &town.colleague(), &town.youth()}) {
        const auto file = open(*member);
        EXPECT_TRUE(has(file, "Eerste gesprek gehad."));
        EXPECT_TRUE(has(file, "Opnieuw begonnen."));
        EXPECT_TRUE(file.unreadable.empty());
    }
}

}  // namespace
}  // namespace voordeur::test
