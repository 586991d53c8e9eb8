// The first 25 lies of a hostile server, some in several forms, and further ones. Each is a step of
// real work that succeeds on an honest server, and ends in one named refusal when the server lies.
#include "tests/integration/hostile_server/lies.h"

#include <gtest/gtest.h>

#include <ostream>

namespace voordeur::test {

using crypto::Reason;
using crypto::Status;

namespace {

/// What is left when the server stops lying.
enum class After : std::uint8_t {
    /// An honest answer works again.
    Works,
    /// The lie stands in the log: the same step is refused for good, the same work on something
    /// else goes on.
    StaysRefused,
    /// The lie stands in the log: every check of the log names it for good.
    StaysNamed,
    /// Nothing more is sent until a person has looked and started the program again.
    Stopped,
    /// The server signed two histories: this device never believes it again.
    Condemned,
};

struct Row {
    const char* name;
    Status (*step)(Scene&, bool lie);
    Reason reason;
    After after = After::Works;
    /// The lie is in a record: that somebody wrote it is true, and the copy of the chain follows.
    bool chainMoves = false;
};

std::ostream& operator<<(std::ostream& out, const Row& row) {
    return out << row.name;
}

// A table, kept by hand.
// clang-format off
const Row kRows[] = {
    {"SwappedKeysAtEnrolment", swappedKeys, Reason::EnrolmentMacWrong},
    {"GhostDevice", ghostDevice, Reason::SignatureBroken},
    {"GhostDeviceByAWorker", ghostDeviceByAWorker, Reason::RuleBroken},
    {"WithheldRevoke", withheldRevoke, Reason::DirectoryChainWrong},
    {"ResealedKnownKey", resealedKnownKey, Reason::GrantBroken},
    {"ResealedByWhoLeft", resealedByWhoLeft, Reason::DeviceRevoked, After::StaysRefused},
    {"UnsignedGrant", unsignedGrant, Reason::GrantBroken, After::StaysRefused},
    {"GrantOfAnotherHousehold", grantOfAnotherHousehold, Reason::GrantBroken, After::StaysRefused},
    {"GrantOfAnotherEpoch", grantOfAnotherEpoch, Reason::GrantBroken, After::StaysRefused},
    {"GrantOfAnotherTeam", grantOfAnotherTeam, Reason::GrantBroken, After::StaysRefused},
    {"SecondEpochRecordForOneEpoch", secondEpochRecord, Reason::HouseholdChainWrong,
     After::StaysRefused},
    {"OlderManifest", olderManifest, Reason::ManifestOld},
    {"VanishedRecord", vanishedRecord, Reason::RecordMissing},
    {"VanishedRow", vanishedRow, Reason::ManifestOld},
    {"RecordMovedBetweenIds", movedRecord, Reason::RecordMissing, After::StaysRefused,
     true},
    {"WriteAcceptedUnderAnOldEpoch", writeUnderOldEpoch, Reason::HouseholdChainWrong,
     After::StaysRefused},
    {"LoweredKdfParameters", loweredKdf, Reason::KdfTooWeak},
    {"UnknownSuite", unknownSuite, Reason::UnknownSuite, After::StaysRefused, true},
    {"ZeroX25519Share", zeroShare, Reason::SealBroken, After::StaysRefused},
    {"NonCanonicalElement", nonCanonicalElement, Reason::ElementInvalid},
    {"IdentityElement", identityElement, Reason::ElementInvalid},
    {"VoprfUnderAnotherKey", anotherOprfKey, Reason::ProofBroken},
    {"BadVoprfProof", badProof, Reason::ProofBroken},
    {"SmallerHead", smallerHead, Reason::LogShrunk, After::Stopped},
    {"SmallerHeadAtSync", smallerHeadAtSync, Reason::LogShrunk, After::Stopped},
    {"SameSizeOtherRoot", sameSizeOtherRoot, Reason::LogFork, After::Stopped},
    {"AnotherOrigin", anotherOrigin, Reason::LogOriginWrong},
    {"AnotherLogKey", anotherLogKey, Reason::CheckpointBroken},
    {"SomebodyElsesInclusionProof", somebodyElsesProof, Reason::InclusionBroken},
    {"EntryWhoseStatementIsNotMine", somebodyElsesEntry, Reason::EntryNotMine},
    {"CiphertextWithoutEntry", contentWithoutEntry, Reason::EntryBroken},
    {"CiphertextWithoutProof", contentWithoutProof, Reason::InclusionBroken},
    {"ForkOfTwoDevicesThenMerge", forkThenMerge, Reason::ConsistencyBroken, After::Condemned},
    {"FalseUnknown", falseUnknown, Reason::AnswerFalse, After::StaysNamed},
    // Further ones.
    {"CrossedHouseholdChains", crossedChains, Reason::HouseholdChainWrong},
    {"CutHouseholdChain", cutChain, Reason::HouseholdChainWrong},
    {"OmittedLookUp", omittedLookUp, Reason::HouseholdChainWrong},
    {"WhoLookedWithoutLines", emptyChain, Reason::HouseholdChainWrong},
    {"AlteredRule", alteredEntry, Reason::InclusionBroken},
    {"AlteredOutcome", refusedEntry, Reason::AnswerMismatch},
    {"SixtyFourProofHashes", tooLongProof, Reason::InclusionBroken},
    {"UnsignedIndexEntry", unsignedIndexEntry, Reason::IndexEntryBroken},
    {"TokenOfAnotherHousehold", tokenOfAnotherHousehold, Reason::IndexEntryBroken},
    {"WithheldIndexEntry", withheldIndexEntry, Reason::IndexEntryBroken},
    {"EndlessList", endlessList, Reason::AnswerMismatch},
    {"MissingDetail", missingDetail, Reason::DetailMissing},
};
// clang-format on

std::string told(const Status& status) {
    return status.ok() ? "Ok" : std::string(crypto::nameOf(status.reason()));
}

std::string told(Reason reason) {
    return std::string(crypto::nameOf(reason));
}

/// Is this a head of the log as it really is?
bool isHonest(TestServer& server, const crypto::LogHead& head) {
    if (head.size == 0) return true;
    const ForgedTree tree(server, leavesOf(server, head.size));
    return tree.head() == head;
}

class HostileServerTest : public testing::TestWithParam<Row> {
protected:
    /// What the device's store believes is what it believed before the lie; what came to it besides
    /// is true.
    void expectUnmoved(const Row& row) {
        const Memory now = memoryOf(m_scene.victim());
        const Memory& before = m_scene.before();
        EXPECT_EQ(now.pending, before.pending);
        const auto real = directoryLinesOf(m_scene.server);
        ASSERT_GE(now.directory.size(), before.directory.size());
        ASSERT_LE(now.directory.size(), real.size());
        for (std::size_t i = 0; i < now.directory.size(); ++i)
            EXPECT_EQ(now.directory[i].entry, real[i].entry);
        for (const auto& [id, known] : before.households) {
            const auto& kept = now.households.at(id);
            EXPECT_EQ(kept.stateChain, stateChainOf(m_scene.server, id, kept.stateChain.count));
            if (kept.stateChain != known.stateChain) {
                EXPECT_TRUE(row.chainMoves);
                continue;
            }
            EXPECT_EQ(kept.state, known.state);
            EXPECT_GE(kept.allCount, known.allCount);
        }
        EXPECT_GE(now.head.size, before.head.size);
        EXPECT_EQ(isHonest(m_scene.server, now.head), row.after != After::Condemned);
    }

    void expectAfterwards(const Row& row) {
        auto& victim = m_scene.victim();
        const auto looks = [&] {
            const auto files = client::core::listFiles(victim.session(), kTownPurpose);
            return files.ok() ? Status(crypto::success()) : Status(files.error());
        };
        switch (row.after) {
            case After::Works:
                EXPECT_EQ(told(row.step(m_scene, false)), "Ok");
                break;
            case After::StaysRefused:
                EXPECT_EQ(told(m_scene.again()), told(row.reason));
                EXPECT_EQ(told(row.step(m_scene, false)), "Ok");
                break;
            case After::StaysNamed:
                EXPECT_EQ(told(m_scene.again()), told(row.reason));
                break;
            case After::Stopped:
                EXPECT_EQ(told(looks()), told(Reason::LogFork));
                EXPECT_EQ(told(victim.session().sync()), told(Reason::LogFork));
                EXPECT_EQ(told(victim.session().resumePending()), told(Reason::LogFork));
                victim.restart();
                EXPECT_EQ(told(row.step(m_scene, false)), "Ok");
                break;
            case After::Condemned:
                EXPECT_EQ(told(looks()), told(Reason::LogFork));
                victim.restart();
                EXPECT_EQ(told(looks()), told(Reason::ConsistencyBroken));
                break;
        }
    }

    Scene m_scene;
};

TEST_P(HostileServerTest, IsRefusedByName) {
    const Row& row = GetParam();
    ASSERT_EQ(told(row.step(m_scene, false)), "Ok") << "the honest server";
    m_scene.again = nullptr;
    ASSERT_EQ(told(row.step(m_scene, true)), told(row.reason)) << "the lying server";
    m_scene.honest();
    expectUnmoved(row);
    expectAfterwards(row);
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

INSTANTIATE_TEST_SUITE_P(Lies, HostileServerTest, testing::ValuesIn(kRows), [](const auto& row) {
    return std::string(row.param.name);
});

}  // namespace
}  // namespace voordeur::test
