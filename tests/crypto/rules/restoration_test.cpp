#include "crypto/rules/replay.h"
#include "tests/crypto/rules/expect_outcome.h"

// Who may say that the log was put back from a copy, and what a check of the log makes of it.
namespace voordeur::test {
namespace {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test that is all crypto

constexpr std::uint64_t kLost = 5;

Hash32 someRoot(std::uint8_t first) {
    Hash32 root{};
    root.fill(first);
    return root;
}

UnixMillis lastTimeOf(const LogBuilder& builder) {
    return Entry::decode(builder.lines().back().entry).value().time;
}

/// The log goes on from where it is now, and five lines behind that are gone.
Restoration restorationOf(const LogBuilder& builder) {
    const LogHead head = builder.head();
    return {head, {head.size + kLost, someRoot(7)}, lastTimeOf(builder), builder.now()};
}

struct Checked {
    std::vector<ReplayProblem> problems;
    std::vector<LogHead> lost;
};

Checked check(const LogBuilder& builder, const std::vector<LogHead>& kept) {
    Replay replay(builder.instance());
    for (std::size_t i = 0; i < builder.lines().size(); ++i)
        replay.addWithDetail(builder.lines()[i], builder.details()[i]);
    for (const LogHead& head : kept)
        replay.addWitnessedHead(head);
    replay.finish();
    return {replay.problems(), replay.lostHeads()};
}

class RestorationRulesTest : public testing::Test {
protected:
    RestorationRulesTest() : m_cast(m_builder) {}
    Outcome say(const Actor& actor, const std::vector<DirectoryChange>& changes) {
        return m_builder.change(actor, Method::ChangeDirectory, changes);
    }
    LogBuilder m_builder;
    Cast m_cast;
};

TEST_F(RestorationRulesTest, FoundersSayItAndItStays) {
    const Restoration restoration = restorationOf(m_builder);
    const Outcome said = say(m_builder.founder(), {restoration});
    ASSERT_DONE(said);
    EXPECT_EQ(said.rule, Rule::FounderThreshold);
    const auto& all = m_builder.directory().restorations();
    ASSERT_EQ(all.size(), 1U);
    EXPECT_EQ(all.begin()->second.restoration, restoration);
    EXPECT_EQ(all.begin()->second.since, said.sequence);
}

TEST_F(RestorationRulesTest, NobodyElseMay) {
    EXPECT_REFUSED(say(m_cast.youthAdmin, {restorationOf(m_builder)}), Reason::Denied);
    EXPECT_REFUSED(say(m_builder.officer(), {restorationOf(m_builder)}), Reason::Denied);
}

TEST_F(RestorationRulesTest, ItIsTheHeadOfTheirStatement) {
    Restoration other = restorationOf(m_builder);
    other.restored = m_builder.headAt(other.restored.size - 1);
    EXPECT_REFUSED(say(m_builder.founder(), {other}), Reason::InvalidArgument);
    other = restorationOf(m_builder);
    other.restored.root[0] ^= 1;
    EXPECT_REFUSED(say(m_builder.founder(), {other}), Reason::InvalidArgument);
}

TEST_F(RestorationRulesTest, NothingElseIsSignedWithIt) {
    const Agency agency{m_builder.newId<AgencyId>(), "Nieuw", 7, {1}, 1, ""};
    EXPECT_REFUSED(say(m_builder.founder(), {restorationOf(m_builder), agency}), Reason::Malformed);
    const Restoration again = restorationOf(m_builder);
    EXPECT_REFUSED(say(m_builder.founder(), {again, again}), Reason::Malformed);
    EXPECT_REFUSED(m_builder.change(m_builder.founder(), Method::Revoke, {again}),
                   Reason::Malformed);
}

TEST(RestorationThresholdTest, TakesAsManyFoundersAsThePolicySays) {
    LogBuilder builder({.founders = 3, .threshold = 2, .foundOnly = true});
    const auto say = [&](const std::vector<const Actor*>& cosigners) {
        return builder.change(
            builder.founder(0), Method::ChangeDirectory, {restorationOf(builder)}, cosigners);
    };
    EXPECT_REFUSED(say({}), Reason::SecondPersonNeeded);
    EXPECT_DONE(say({&builder.founder(2)}));
}

TEST(RestorationReplayTest, LogWithARestorationIsRight) {
    LogBuilder builder;
    const Restoration restoration = restorationOf(builder);
    ASSERT_DONE(builder.change(builder.founder(), Method::ChangeDirectory, {restoration}));
    const Checked checked = check(builder, {restoration.restored, restoration.lost});
    EXPECT_TRUE(checked.problems.empty());
    EXPECT_TRUE(checked.lost.empty());
}

TEST(RestorationReplayTest, HeadOfTheLostPartIsNoFaultAndNoProof) {
    LogBuilder builder;
    const Restoration restoration = restorationOf(builder);
    ASSERT_DONE(builder.change(builder.founder(), Method::ChangeDirectory, {restoration}));
    const LogHead within{restoration.restored.size + 2, someRoot(9)};
    const Checked checked = check(builder, {within});
    EXPECT_TRUE(checked.problems.empty());
    EXPECT_EQ(checked.lost, std::vector{within});
}

TEST(RestorationReplayTest, HeadBeyondWhatFoundersNamedIsAFault) {
    LogBuilder builder;
    const Restoration restoration = restorationOf(builder);
    ASSERT_DONE(builder.change(builder.founder(), Method::ChangeDirectory, {restoration}));
    const LogHead beyond{restoration.lost.size + 1, someRoot(9)};
    ASSERT_EQ(check(builder, {beyond}).problems.size(), 1U);
    EXPECT_EQ(check(builder, {beyond}).problems.front().reason, Reason::LogShrunk);
    const LogHead other{restoration.lost.size, someRoot(9)};
    EXPECT_EQ(check(builder, {other}).problems.front().reason, Reason::LogShrunk);
    LogHead before = restoration.restored;
    before.root[0] ^= 1;
    EXPECT_EQ(check(builder, {before}).problems.front().reason, Reason::LogFork);
}

TEST(RestorationReplayTest, FalseTimeOfTheLastEntryIsNamed) {
    LogBuilder builder;
    Restoration restoration = restorationOf(builder);
    restoration.lastTime -= 1000;
    const Outcome said = builder.change(builder.founder(), Method::ChangeDirectory, {restoration});
    ASSERT_DONE(said);
    const Checked checked = check(builder, {});
    ASSERT_EQ(checked.problems.size(), 1U);
    EXPECT_EQ(checked.problems.front(), (ReplayProblem{said.sequence, Reason::RuleBroken}));
}

}  // namespace
}  // namespace voordeur::test
