#include "client/core/households.h"
#include "client/net/grpc_transport.h"
#include "crypto/base/limits.h"
#include "crypto/shared/payloads.h"
#include "tests/integration/town/need.h"
#include "tests/integration/town/town.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace voordeur::test {

using namespace client::core;  // NOLINT(google-build-using-namespace): a test that is all core
using crypto::Method;
using crypto::Reason;

namespace {

class RegressionsTest : public testing::Test {
protected:
    RegressionsTest() {
        server.listen();
        town = std::make_unique<Town>(server, transports);
    }
    /// The same device on an empty memory: everything has to come from the server.
    std::unique_ptr<Member> anew(Member& member) {
        return std::make_unique<Member>(
            server, transports, need(DeviceSecrets::decode(member.secrets().encode()), "secrets"));
    }

    TestServer server;
    client::net::GrpcTransportFactory transports;
    std::unique_ptr<Town> town;
};

// A revocation that waited for its second signature locked every household the device had still
// written in.
TEST_F(RegressionsTest, WhatALeaverWroteBeforeTheRevocationDoesNotLockTheHousehold) {
    const Household household = town->newHousehold();
    Member& leaver = town->colleague();
    auto& founder = town->founder().session();
    crypto::DirectoryPayload payload;
    payload.changes = {crypto::Revocation{
        crypto::Revocation::What::Device, leaver.secrets().device.bytes, founder.head().size}};
    auto request = beginCosigned(founder, Method::Revoke, payload.encode());
    need(cosign(town->officer().session(), request), "second person");
    need(writeRecords(
             leaver.session(), household.id, kTownPurpose, {noteOf(leaver, "Mijn laatste dag.")}),
         "a note in between");
    need(submitCosigned(founder, request), "revoking");
    const auto fresh = anew(town->coach());
    const auto opened = openFile(fresh->session(), household.id, kTownPurpose);
    ASSERT_TRUE(opened.ok()) << nameOf(opened.reason());
    EXPECT_EQ(openFile(leaver.session(), household.id, kTownPurpose).reason(),
              Reason::DeviceRevoked);
}

// A chain longer than a page was taken for a server that leaves lines out.
TEST_F(RegressionsTest, ChainLongerThanAPageIsReadOnANewDevice) {
    const Household household = town->newHousehold();
    auto& coach = town->coach().session();
    const auto& colleague = town->colleague();
    const LeadCandidate to{colleague.secrets().person, colleague.team()};
    for (std::size_t i = 0; i < crypto::limits::kEntriesPerPageMax / 2 + 5; ++i) {
        const auto offer = need(offerLead(coach, household.id, kTownPurpose, to), "offer");
        need(withdrawLead(coach, household.id, kTownPurpose, offer), "withdrawal");
    }
    const auto fresh = anew(town->coach());
    const auto opened = openFile(fresh->session(), household.id, kTownPurpose);
    ASSERT_TRUE(opened.ok()) << nameOf(opened.reason());
    EXPECT_EQ(opened.value().state.lead->person, town->coach().secrets().person);
    const auto again = anew(town->coach());
    const auto listed = listFiles(again->session(), kTownPurpose);
    ASSERT_TRUE(listed.ok()) << nameOf(listed.reason());
    EXPECT_EQ(listed.value().size(), 1U);
}

// A device that knew more than a thousand households named them all, and was refused.
TEST_F(RegressionsTest, CaseloadComesPageByPageHoweverManyHouseholdsTheDeviceKnows) {
    std::vector<crypto::HouseholdId> all;
    for (int i = 0; i < 5; ++i)
        all.push_back(town->newHousehold().id);
    std::ranges::sort(all);
    auto& coach = town->coach();
    for (int i = 0; i < 1100; ++i) {
        KnownHousehold other;
        other.state.id = crypto::HouseholdId::generate(server.random());
        other.stateChain.count = 3;
        need(coach.store().putHousehold(other, {}), "one that it knows");
    }
    for (const std::uint32_t most : {2U, 1000U}) {
        const auto listed = listFiles(coach.session(), kTownPurpose, most);
        ASSERT_TRUE(listed.ok()) << nameOf(listed.reason());
        std::vector<crypto::HouseholdId> found;
        for (const auto& file : listed.value())
            found.push_back(file.state.id);
        EXPECT_EQ(found, all);
    }
}

// A household with more than 3 MiB of records was opened in the log and never on a screen.
TEST_F(RegressionsTest, LargeHouseholdCanBeOpened) {
    const Household household = town->newHousehold();
    auto& coach = town->coach();
    const std::string text(50'000, 'a');
    for (int i = 0; i < 60; ++i) {
        need(writeRecords(coach.session(), household.id, kTownPurpose, {noteOf(coach, text)}),
             "a long note");
    }
    const auto opened = openFile(coach.session(), household.id, kTownPurpose);
    ASSERT_TRUE(opened.ok()) << nameOf(opened.reason());
    EXPECT_GE(opened.value().records.size(), 60U);
}

// A family without a citizen number and without a note made an own part in which nothing stood, and
// nobody could ever open that household again: ManifestOld.
TEST_F(RegressionsTest, HouseholdOfWhichOnePartIsStillEmptyCanBeOpenedAndWrittenIn) {
    auto& coach = town->coach();
    NewHousehold household;
    household.id = crypto::HouseholdId::generate(server.random());
    household.core.name = "Familie Voorbeeld";
    household.members.push_back({crypto::RecordId::generate(server.random()),
                                 {"Voorbeeld", "", "Anna", "1988-04-05", ""},
                                 "",
                                 ""});
    household.from = server.clock().now();
    need(intake(coach.session(), kTownPurpose, household), "intake");
    const auto opened = openFile(coach.session(), household.id, kTownPurpose);
    ASSERT_TRUE(opened.ok()) << nameOf(opened.reason());
    const auto before = opened.value().records.size();
    RecordWrite note = noteOf(coach, "Eerste gesprek gehad.");
    note.compartment =
        crypto::compartmentOf(coach.session().directory().team(coach.team())->agency);
    need(writeRecords(coach.session(), household.id, kTownPurpose, {note}), "first note");
    const auto again = openFile(coach.session(), household.id, kTownPurpose);
    ASSERT_TRUE(again.ok()) << nameOf(again.reason());
    EXPECT_EQ(again.value().records.size(), before + 1);
}

// An admission without a sealed network key took the server down: it looked for an attachment.
TEST_F(RegressionsTest, AdmissionWithoutAKeyDoesNotEndTheServer) {
    const auto invitation = town->invite(town->coach().team(), "P. Horst", crypto::Role::Coach);
    auto& founder = town->founder().session();
    auto& random = founder.random();
    const auto signing = crypto::SigningKey::generate(random);
    crypto::Device device;

    device.person = invitation.person;
    device.signKey = signing.publicKey();
    device.sealKey = founder.secrets().sealing.publicKey();
    device.tlsKey = random.array<32>();
    device.id = crypto::deviceIdOf(device.signKey, device.sealKey, device.tlsKey);
    crypto::DirectoryPayload payload;
    payload.changes = {device, crypto::Admission{invitation.id, device.id, crypto::Hash32{}}};
    CallDraft draft;
    draft.method = Method::Admit;
    draft.payload = payload.encode();
    const auto admitted = founder.call(draft);
    EXPECT_TRUE(admitted.ok()) << nameOf(admitted.reason());
    // The server is still there.
    EXPECT_TRUE(town->coach().session().sync().ok());
}

}  // namespace
}  // namespace voordeur::test
