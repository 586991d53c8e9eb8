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

/// The chain of all entries of a household, but for what this device did.
std::vector<client::core::ChainLine> linesWithout(Scene& scene,
                                                  const crypto::HouseholdId& household,
                                                  const crypto::DeviceId& device) {
    auto reader = need(scene.server.store().reader(), "a reader");
    std::vector<client::core::ChainLine> out;
    for (const auto sequence : need(reader->householdChain(household, 0, 1000), "a chain")) {
        auto line = need(reader->line(sequence), "a line");
        const auto entry = need(crypto::Entry::decode(line->entry), "an entry");
        if (need(entry.parsedStatement(), "a statement").device == device) continue;
        out.push_back({std::move(line->entry), {}, {}});
    }
    return out;
}

// The server committed to a chain without the line, in its own log: nobody held it against what
// this device had seen.
TEST(WhoLookedTest, IsHeldAgainstWhatThisDeviceSaw) {
    for (const bool filledUp : {false, true}) {
        Scene scene;
        auto& town = scene.town;
        auto& coach = town.coach();
        const auto household = town.newHousehold();
        ASSERT_TRUE(opens(town.colleague(), household.id).ok());
        ASSERT_TRUE(opens(coach, household.id).ok());
        auto& lie = scene.door.lieTo(coach.secrets().device);
        lie.instead = [&](crypto::Method method, const client::core::SignedRequest& request) {
            using Answer = std::optional<crypto::Result<client::core::RawAnswer>>;
            if (method != crypto::Method::WhoLooked) return Answer();
            auto lines = linesWithout(scene, household.id, town.colleague().secrets().device);
            if (filledUp) lines.push_back(lines.back());
            crypto::ChainHead all = crypto::emptyHouseholdChain(household.id);
            for (const auto& line : lines)
                all = crypto::extended(all, crypto::leafOf(line.entry));
            auto answer = logAnyway(
                scene.server, request, {}, [&](auto&, auto& heads) { heads.front().all = all; });
            answer.value().chain = std::move(lines);
            return Answer(std::move(answer));
        };
        const auto entries = coach.session().wholeChain(household.id, kTownPurpose);
        EXPECT_EQ(told(entries.ok() ? crypto::Reason::Internal : entries.reason()),
                  told(crypto::Reason::HouseholdChainWrong));
        lie = {};
        EXPECT_TRUE(coach.session().wholeChain(household.id, kTownPurpose).ok());
    }
}

}  // namespace
}  // namespace voordeur::test
