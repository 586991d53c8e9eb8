// Every lie: it is told over gRPC, refused by name, and leaves nothing behind.
#include "tests/integration/hostile_server/play.h"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <ostream>

namespace voordeur::test {

std::ostream& operator<<(std::ostream& out, const Case& one) {
    return out << one.name;
}

namespace {

class HostileServerTest : public testing::TestWithParam<Case> {};

TEST_P(HostileServerTest, IsRefusedByName) {
    EXPECT_EQ(told(play(GetParam())), told(GetParam().reason));
}

INSTANTIATE_TEST_SUITE_P(Lies,
                         HostileServerTest,
                         testing::ValuesIn(allCases()),
                         [](const auto& one) { return std::string(one.param.name); });

TEST(HostileServerDocumentTest, HasTheTableOfTheseCases) {
    std::ifstream file("docs/hostile-server.md", std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    EXPECT_NE(text.find("\n" + caseTable() + "\n"), std::string::npos)
        << "paste what voordeur_hostile_server --table prints";
}

TEST(WhoLookedTest, ShowsWhatSomebodyDidWhoseRevokerHadNotSeenIt) {
    Scene scene;
    auto& town = scene.town;
    const auto household = town.newHousehold();
    const auto leaver = town.addMember(town.coach().team(), "P. ter Horst", crypto::Role::Coach);
    ASSERT_TRUE(opens(*leaver, household.id).ok());
    const auto before =
        town.coach().session().wholeChain(household.id, kTownPurpose).value().size();
    // A revoker whose screen is old.
    crypto::DirectoryPayload payload;
    payload.changes = {
        crypto::Revocation{crypto::Revocation::What::Device, leaver->secrets().device.bytes, 1}};
    client::core::CallDraft draft;
    draft.method = crypto::Method::Revoke;
    draft.payload = payload.encode();
    ASSERT_TRUE(town.founder().session().call(draft).ok());
    const auto after = town.coach().session().wholeChain(household.id, kTownPurpose);
    ASSERT_TRUE(after.ok()) << crypto::nameOf(after.reason());
    EXPECT_EQ(after.value().size(), before + 1);
    EXPECT_TRUE(opens(town.coach(), household.id).ok());
}

}  // namespace
}  // namespace voordeur::test
