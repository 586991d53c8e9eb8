#include "tests/crypto/rules/busy_log.h"
#include "tests/crypto/rules/expect_outcome.h"

#include <map>
#include <set>

namespace voordeur::test {
namespace {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test that is all crypto

/// One entry of a state chain, parsed.
struct ChainEntry {
    Statement statement;
    Bytes payload;
    Bytes answer;
    LogPosition at;
};

std::vector<ChainEntry> stateChainOf(const LogBuilder& builder, const HouseholdId& household) {
    std::vector<ChainEntry> chain;
    for (std::size_t i = 0; i < builder.lines().size(); ++i) {
        const LogLine& line = builder.lines()[i];
        const auto entry = Entry::decode(line.entry);
        EXPECT_TRUE(entry.ok());
        const auto statement = entry.value().parsedStatement();
        if (!statement.ok() || !entry.value().done()) continue;
        if (!changesHousehold(statement.value().method)) continue;
        if (std::ranges::find(builder.concerned()[i], household) == builder.concerned()[i].end()) {
            continue;
        }
        chain.push_back({statement.value(), line.payload, line.answer, {i, entry.value().time}});
    }
    return chain;
}

Status followOne(std::optional<HouseholdState>& state,
                 const HouseholdId& household,
                 const ChainEntry& entry) {
    return follow(state, household, entry.statement, entry.payload, entry.answer, entry.at);
}

TEST(FollowTest, ChainTellsTheStateThatWasDecided) {
    BusyLog log;
    const auto chain = stateChainOf(log.builder, log.household);
    ASSERT_GT(chain.size(), 10U);
    std::set<Method> methods;
    std::optional<HouseholdState> state;
    for (const ChainEntry& entry : chain) {
        ASSERT_TRUE(followOne(state, log.household, entry).ok()) << nameOf(entry.statement.method);
        methods.insert(entry.statement.method);
    }
    EXPECT_EQ(*state, log.builder.household(log.household));
    EXPECT_TRUE(methods.contains(Method::AcceptLead));
    EXPECT_TRUE(methods.contains(Method::ChangeInvolvement));
}

TEST(FollowTest, EveryHouseholdOfMatchesFollows) {
    LogBuilder builder;
    const Cast cast(builder);
    std::vector<HouseholdId> households;
    households.push_back(intake(builder, cast.coach, {kChildBsn}).id);
    households.push_back(intake(builder, cast.southCoach, {kChildBsn, kFrontDoor}).id);
    const auto youth = registerHelp(builder, cast.youth, {kChildBsn});
    const auto housing = registerHelp(builder, cast.housing, {kFrontDoor});
    const auto debt = registerHelp(builder, cast.debt, {kChildBsn, kFrontDoor});
    ASSERT_DONE(answerMatch(
        builder, cast.debt, debt.id, {TargetKind::Involvement, housing.id.bytes}, true));
    ASSERT_DONE(answerMatch(
        builder, cast.southCoach, youth.id, {TargetKind::Household, households[1].bytes}, false));
    households.push_back(intake(builder, cast.colleague, {kChildBsn, kFrontDoor}).id);
    ASSERT_DONE(changeInvolvement(builder, cast.debt, debt.id, builder.now()));
    for (const HouseholdId& household : households) {
        std::optional<HouseholdState> state;
        for (const ChainEntry& entry : stateChainOf(builder, household)) {
            ASSERT_TRUE(followOne(state, household, entry).ok()) << nameOf(entry.statement.method);
        }
        EXPECT_EQ(*state, builder.household(household));
    }
}

TEST(FollowTest, LeftOutEntryIsRefusedOrLeavesAnotherState) {
    BusyLog log;
    const auto chain = stateChainOf(log.builder, log.household);
    std::vector<std::optional<HouseholdState>> truth;
    std::optional<HouseholdState> state;
    for (const ChainEntry& entry : chain) {
        ASSERT_TRUE(followOne(state, log.household, entry).ok());
        truth.push_back(state);
    }
    for (std::size_t left = 0; left < chain.size(); ++left) {
        state = left == 0 ? std::nullopt : truth[left - 1];
        // A later entry may make up for it: the state after that is the same again, and only the
        // chain's hash tells.
        EXPECT_NE(state, truth[left]) << nameOf(chain[left].statement.method);
        for (std::size_t i = left + 1; i < chain.size(); ++i) {
            const auto before = state;
            const Status followed = followOne(state, log.household, chain[i]);
            if (followed.ok()) continue;
            EXPECT_EQ(followed.reason(), Reason::HouseholdChainWrong);
            EXPECT_EQ(state, before);
            break;
        }
    }
}

TEST(FollowTest, NothingFollowsBeforeTheIntake) {
    BusyLog log;
    const auto chain = stateChainOf(log.builder, log.household);
    for (std::size_t i = 1; i < chain.size(); ++i) {
        std::optional<HouseholdState> state;
        EXPECT_FALSE(followOne(state, log.household, chain[i]).ok());
        EXPECT_FALSE(state);
    }
    std::optional<HouseholdState> state;
    ASSERT_TRUE(followOne(state, log.household, chain[0]).ok());
    EXPECT_FALSE(followOne(state, log.household, chain[0]).ok());
}

TEST(FollowTest, AnotherHouseholdsEntryDoesNotFollow) {
    BusyLog log;
    const auto chain = stateChainOf(log.builder, log.household);
    std::optional<HouseholdState> state;
    const HouseholdId other = log.builder.newId<HouseholdId>();
    EXPECT_FALSE(followOne(state, other, chain[0]).ok());
    ASSERT_TRUE(followOne(state, log.household, chain[0]).ok());
    EXPECT_FALSE(followOne(state, other, chain[1]).ok());
}

TEST(FollowTest, OnlyTheAskedPersonTakesTheLead) {
    BusyLog log;
    std::optional<HouseholdState> state;
    for (ChainEntry entry : stateChainOf(log.builder, log.household)) {
        if (entry.statement.method == Method::AcceptLead) {
            entry.statement.person = log.cast.coach.person;
            EXPECT_EQ(followOne(state, log.household, entry).reason(), Reason::HouseholdChainWrong);
            return;
        }
        ASSERT_TRUE(followOne(state, log.household, entry).ok());
    }
    FAIL() << "no acceptance in the log";
}

TEST(FollowTest, ReadingChangesNothing) {
    BusyLog log;
    const LogLine& line = log.builder.lines()[log.opening];
    const auto statement = Entry::decode(line.entry).value().parsedStatement().value();
    std::optional<HouseholdState> state = log.builder.household(log.household);
    EXPECT_EQ(follow(state, log.household, statement, line.payload, line.answer, {}).reason(),
              Reason::Malformed);
}

// -- the encodings
// -------------------------------------------------------------------------------------

std::vector<HouseholdState> statesOnTheWay(BusyLog& log) {
    std::vector<HouseholdState> states;
    std::optional<HouseholdState> state;
    for (const ChainEntry& entry : stateChainOf(log.builder, log.household)) {
        EXPECT_TRUE(followOne(state, log.household, entry).ok());
        states.push_back(*state);
    }
    return states;
}

TEST(HouseholdStateTest, ReadsWhatItWrote) {
    BusyLog log;
    for (const HouseholdState& state : statesOnTheWay(log)) {
        const auto read = HouseholdState::decode(state.encode());
        ASSERT_TRUE(read.ok());
        EXPECT_EQ(read.value(), state);
    }
}

TEST(HouseholdStateTest, RefusesShortenedAndLengthenedBytes) {
    BusyLog log;
    Bytes bytes = log.builder.household(log.household).encode();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_FALSE(HouseholdState::decode(ByteView(bytes).first(size)).ok()) << size;
    }
    bytes.push_back(0);
    EXPECT_FALSE(HouseholdState::decode(bytes).ok());
    bytes.pop_back();
    bytes[0] = 2;
    EXPECT_EQ(HouseholdState::decode(bytes).reason(), Reason::UnknownVersion);
}

TEST(HouseholdStateTest, RefusesDisorder) {
    BusyLog log;
    HouseholdState state = log.builder.household(log.household);
    ASSERT_GE(state.involvements.size(), 2U);
    std::swap(state.involvements[0], state.involvements[1]);
    EXPECT_EQ(HouseholdState::decode(state.encode()).reason(), Reason::Malformed);
}

TEST(HouseholdStateTest, FindsWhatIsThere) {
    BusyLog log;
    const HouseholdState& state = log.builder.household(log.household);
    for (const CompartmentState& compartment : state.compartments) {
        EXPECT_EQ(state.compartment(compartment.id), &compartment);
        for (const GrantRef& grant : compartment.grants) {
            EXPECT_EQ(state.grant(compartment.id, grant.header.team), &grant);
        }
        EXPECT_EQ(state.grant(compartment.id, log.builder.newId<TeamId>()), nullptr);
    }
    EXPECT_EQ(state.compartment(log.builder.newId<CompartmentId>()), nullptr);
    EXPECT_EQ(state.involvement(log.builder.newId<InvolvementId>()), nullptr);
}

TEST(InvolvementStateTest, ReadsWhatItWrote) {
    LogBuilder builder;
    const Cast cast(builder);
    ASSERT_DONE(intake(builder, cast.coach, {kChildBsn}).outcome);
    ASSERT_DONE(registerHelp(builder, cast.youth, {kChildBsn}).outcome);
    const auto help = registerHelp(builder, cast.debt, {kChildBsn, kFrontDoor});
    const InvolvementState& state = *builder.world().find(help.id);
    EXPECT_EQ(state.meetings.size(), 2U);
    Bytes bytes = state.encode();
    EXPECT_EQ(InvolvementState::decode(bytes).value(), state);
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_FALSE(InvolvementState::decode(ByteView(bytes).first(size)).ok()) << size;
    }
    bytes.push_back(0);
    EXPECT_FALSE(InvolvementState::decode(bytes).ok());
}

// -- the world in maps
// ---------------------------------------------------------------------------------

TEST(MemoryWorldTest, CaseloadFollowsTheGrants) {
    LogBuilder builder;
    const Cast cast(builder);
    const auto caseload = [&](const TeamId& team) {
        return builder.world().householdsOf(team, {}, 1000).value();
    };
    const HouseholdId household = intake(builder, cast.coach, {kChildBsn}).id;
    EXPECT_EQ(caseload(cast.northTeam), std::vector{household});
    ASSERT_DONE(registerHelp(builder, cast.youth, {kChildBsn}).outcome);
    EXPECT_TRUE(caseload(cast.youth.team).empty());
    ASSERT_DONE(grant(builder, cast.coach, household, cast.youth.team));
    EXPECT_EQ(caseload(cast.youth.team), std::vector{household});
    ASSERT_DONE(endAccess(builder, cast.coach, household, cast.youth.team));
    EXPECT_TRUE(caseload(cast.youth.team).empty());
    const auto offered = offerLead(builder, cast.coach, household, cast.southCoach);
    EXPECT_EQ(caseload(cast.southTeam), std::vector{household});
    ASSERT_DONE(answerOffer(builder, cast.southCoach, Method::RefuseLead, household, offered.id));
    EXPECT_TRUE(caseload(cast.southTeam).empty());
}

TEST(MemoryWorldTest, CaseloadIsGivenPageByPage) {
    LogBuilder builder;
    const Cast cast(builder);
    std::vector<HouseholdId> all;
    for (int i = 0; i < 5; ++i)
        all.push_back(intake(builder, cast.coach, {kChildBsn}).id);
    std::ranges::sort(all);
    std::vector<HouseholdId> found;
    HouseholdId after;
    for (int page = 0; page < 3; ++page) {
        const auto some = builder.world().householdsOf(cast.northTeam, after, 2).value();
        found.insert(found.end(), some.begin(), some.end());
        after = found.back();
    }
    EXPECT_EQ(found, all);
    EXPECT_TRUE(builder.world().householdsOf(cast.northTeam, after, 2).value().empty());
}

TEST(MemoryWorldTest, LookUpIsBounded) {
    LogBuilder builder;
    const Cast cast(builder);
    for (int i = 0; i < 70; ++i) {
        ASSERT_DONE(registerHelp(builder, cast.youth, {kFrontDoor}).outcome);
    }
    const auto lookUp = [&](std::uint32_t epoch, UnixMillis now) {
        return builder.world()
            .lookUp(IdentifierKind::Address, epoch, tokenOf(kFrontDoor), now)
            .value();
    };
    const auto found = lookUp(1, builder.now());
    EXPECT_EQ(found.size(), kLookUpMax);
    EXPECT_TRUE(std::ranges::is_sorted(found, {}, &IndexedToken::entryHash));
    EXPECT_TRUE(lookUp(2, builder.now()).empty());
    EXPECT_TRUE(lookUp(1, builder.now() + kInvolvementMillisMax).empty());
}

}  // namespace
}  // namespace voordeur::test
