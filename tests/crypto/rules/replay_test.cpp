#include "crypto/rules/replay.h"

#include "crypto/rules/history_tree.h"
#include "crypto/shared/checkpoint.h"
#include "tests/crypto/rules/busy_log.h"
#include "tests/crypto/rules/expect_outcome.h"

// The check of a whole log, and that every way of tampering with one has its name.
namespace voordeur::test {
namespace {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test that is all crypto

/// A log as a checker gets it, to be tampered with.
struct Bundle {
    std::vector<LogLine> lines;
    std::vector<Bytes> details;
    std::vector<std::string> checkpoints;
    std::vector<LogHead> witnessed;
    std::optional<InstanceId> pinned;
    bool withDetails = true;

    explicit Bundle(const BusyLog& log)
        : lines(log.builder.lines()),
          details(log.builder.details()),
          checkpoints{log.builder.checkpointAt(5), log.builder.checkpoint()},
          witnessed{log.builder.headAt(20), log.builder.head()},
          pinned(log.builder.instance()) {}

    void drop(std::size_t at) {
        lines.erase(lines.begin() + static_cast<std::ptrdiff_t>(at));
        details.erase(details.begin() + static_cast<std::ptrdiff_t>(at));
    }
    /// Changes an entry as a server could that keeps the statement.
    void alter(std::size_t at, const std::function<void(Entry&)>& change) {
        Entry entry = Entry::decode(lines.at(at).entry).value();
        change(entry);
        lines[at].entry = entry.encode();
    }
    /// As if the dropped line had never been.
    void renumber() {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            alter(i, [&](Entry& entry) { entry.sequence = i; });
        }
    }
};

std::vector<ReplayProblem> problemsOf(const Bundle& bundle, unsigned threads = 2) {
    Replay replay(bundle.pinned, threads);
    for (std::size_t i = 0; i < bundle.lines.size(); ++i) {
        if (bundle.withDetails) {
            replay.addWithDetail(bundle.lines[i], bundle.details[i]);
        } else {
            replay.add(bundle.lines[i]);
        }
    }
    for (const std::string& text : bundle.checkpoints) {
        replay.addCheckpoint(text);
    }
    for (const LogHead& head : bundle.witnessed) {
        replay.addWitnessedHead(head);
    }
    replay.finish();
    return replay.problems();
}

std::string wordsFor(const std::vector<ReplayProblem>& problems) {
    std::string words;
    for (const ReplayProblem& problem : problems) {
        words +=
            std::to_string(problem.sequence) + " " + std::string(nameOf(problem.reason)) + "\n";
    }
    return words;
}

class ReplayTest : public testing::Test {
protected:
    void SetUp() override {
        // The same log for all: building it is most of the time.
        static const auto* const kLog = new BusyLog;
        log = kLog;
    }
    void expectProblem(const Bundle& bundle, const ReplayProblem& problem) {
        const auto problems = problemsOf(bundle);
        EXPECT_NE(std::ranges::find(problems, problem), problems.end())
            << "wanted " << problem.sequence << " " << nameOf(problem.reason) << ", found\n"
            << wordsFor(problems);
    }
    /// One fault, one line in the report (apart from the heads, which cannot be right then).
    void expectOnly(const Bundle& bundle, const ReplayProblem& problem) {
        Bundle without = bundle;
        without.checkpoints.clear();
        without.witnessed.clear();
        EXPECT_EQ(wordsFor(problemsOf(without)), wordsFor({problem}));
    }

    const BusyLog* log = nullptr;
};

TEST_F(ReplayTest, WholeLogHasNoProblem) {
    for (const unsigned threads : {0U, 1U, 2U, 4U}) {
        EXPECT_EQ(wordsFor(problemsOf(Bundle(*log), threads)), "");
    }
    Bundle without(*log);
    without.withDetails = false;
    without.pinned.reset();
    EXPECT_EQ(wordsFor(problemsOf(without)), "");
}

TEST_F(ReplayTest, CountsWhatItSaw) {
    Replay replay({});
    for (const LogLine& line : log->builder.lines()) {
        replay.add(line);
    }
    replay.finish();
    EXPECT_EQ(replay.counts().entries, log->builder.lines().size());
    EXPECT_EQ(replay.counts().statements, log->builder.lines().size() - 3);
    EXPECT_EQ(replay.counts().refusals, 3U);
    EXPECT_EQ(replay.counts().households, 1U);
    // Those of the statements, but the founding's own, and those of what was attached.
    EXPECT_GT(replay.counts().signatures, replay.counts().statements - 1);
    EXPECT_GT(replay.counts().evaluations, 0U);
    EXPECT_EQ(replay.head(), log->builder.head());
    EXPECT_EQ(replay.instance(), log->builder.instance());
    EXPECT_EQ(*replay.world().find(log->household), log->builder.household(log->household));
}

TEST_F(ReplayTest, EmptyLogIsNotFounded) {
    Replay replay({});
    replay.addCheckpoint(log->builder.checkpoint());
    replay.addWitnessedHead(log->builder.head());
    replay.finish();
    EXPECT_EQ(wordsFor(replay.problems()), "0 NotFounded\n0 LogShrunk\n");
    EXPECT_EQ(replay.head(), LogHead{});
}

// -- the five that must show
// ---------------------------------------------------------------------------

TEST_F(ReplayTest, FlippedBitInAnyEntryShows) {
    for (std::size_t at = 0; at < log->builder.lines().size(); ++at) {
        Bundle bundle(*log);
        Bytes& entry = bundle.lines[at].entry;
        entry[(at * 37) % entry.size()] ^= 1U;
        bundle.witnessed.clear();
        EXPECT_NE(wordsFor(problemsOf(bundle)), "") << at;
    }
}

TEST_F(ReplayTest, FlippedBitInAStatementIsABrokenSignature) {
    Bundle bundle(*log);
    bundle.alter(log->opening, [](Entry& entry) { entry.statement[70] ^= 1U; });
    expectProblem(bundle, {log->opening, Reason::SignatureBroken});
}

TEST_F(ReplayTest, DroppedEntryIsAGap) {
    for (const std::uint64_t at : {log->opening, log->revocation, log->write, log->look}) {
        Bundle bundle(*log);
        bundle.drop(at);
        expectProblem(bundle, {at, Reason::LogGap});
        expectProblem(bundle, {bundle.lines.size(), Reason::LogShrunk});
    }
}

TEST_F(ReplayTest, DroppedLastEntryShrinksTheLog) {
    Bundle bundle(*log);
    bundle.drop(bundle.lines.size() - 1);
    expectProblem(bundle, {bundle.lines.size(), Reason::LogShrunk});
}

TEST_F(ReplayTest, ReplacedHeadIsAFork) {
    Bundle bundle(*log);
    bundle.witnessed[0].root[3] ^= 1U;
    const auto problems = problemsOf(bundle);
    EXPECT_EQ(wordsFor(problems), "20 LogFork\n");
}

TEST_F(ReplayTest, RemovedPayloadIsMissing) {
    for (const std::uint64_t at : {log->look, log->write, log->opening, log->grant, log->intake}) {
        Bundle bundle(*log);
        bundle.lines[at].payload.clear();
        expectOnly(bundle, {at, Reason::PayloadMissing});
    }
}

TEST_F(ReplayTest, RemovedDetailIsMissing) {
    for (const std::uint64_t at : {log->look, log->evaluation, log->intake}) {
        Bundle bundle(*log);
        bundle.details[at].clear();
        expectOnly(bundle, {at, Reason::DetailMissing});
    }
    Bundle bundle(*log);
    bundle.details[log->look][0] ^= 1U;
    expectOnly(bundle, {log->look, Reason::DetailMissing});
}

TEST_F(ReplayTest, WithheldRevokeBreaksTheDirectoryChain) {
    Bundle bundle(*log);
    bundle.drop(log->revocation);
    bundle.renumber();
    bundle.witnessed.clear();
    bundle.checkpoints.clear();
    expectProblem(bundle, {log->revocation, Reason::DirectoryChainWrong});
}

// -- and the others
// ------------------------------------------------------------------------------------

TEST_F(ReplayTest, WithheldLookBreaksTheHouseholdsChain) {
    for (const std::uint64_t at : {log->opening, log->refusedOpening, log->list}) {
        Bundle bundle(*log);
        bundle.drop(at);
        bundle.renumber();
        bundle.witnessed.clear();
        bundle.checkpoints.clear();
        const auto problems = problemsOf(bundle);
        EXPECT_NE(std::ranges::find(problems, Reason::HouseholdChainWrong, &ReplayProblem::reason),
                  problems.end())
            << wordsFor(problems);
        // And the next statement that named a head of the true log.
        EXPECT_NE(std::ranges::find(problems, Reason::LogFork, &ReplayProblem::reason),
                  problems.end());
    }
}

TEST_F(ReplayTest, AlteredOutcomeOrRuleIsABrokenRule) {
    Bundle rule(*log);
    rule.alter(log->opening,
               [](Entry& entry) { entry.rule = static_cast<std::uint16_t>(Rule::GrantedTeam); });
    expectProblem(rule, {log->opening, Reason::RuleBroken});
    Bundle refused(*log);
    refused.alter(log->opening,
                  [](Entry& entry) { entry.outcome = static_cast<std::uint16_t>(Reason::Denied); });
    expectProblem(refused, {log->opening, Reason::RuleBroken});
    Bundle allowed(*log);
    allowed.alter(log->refusedOpening, [](Entry& entry) { entry.outcome = 0; });
    expectProblem(allowed, {log->refusedOpening, Reason::RuleBroken});
}

TEST_F(ReplayTest, ReplayedStatementIsASecondEntry) {
    Bundle bundle(*log);
    LogLine again = bundle.lines[log->opening];
    Entry entry = Entry::decode(again.entry).value();
    entry.sequence = bundle.lines.size();
    again.entry = entry.encode();
    bundle.lines.push_back(again);
    bundle.details.emplace_back();
    expectProblem(bundle, {entry.sequence, Reason::StatementReplayed});
}

TEST_F(ReplayTest, FalseAnswerIsNamed) {
    // The server says that nobody helps, and commits to it.
    Bundle bundle(*log);
    bundle.lines[log->look].answer = CheckAnswer{}.encode();
    bundle.alter(log->look, [&](Entry& entry) {
        entry.answerHash = answerHash(Method::Check, bundle.lines[log->look].answer);
    });
    expectProblem(bundle, {log->look, Reason::AnswerFalse});
}

TEST_F(ReplayTest, OtherAnswerThanCommittedIsAMismatch) {
    Bundle bundle(*log);
    bundle.lines[log->look].answer = CheckAnswer{}.encode();
    expectOnly(bundle, {log->look, Reason::AnswerMismatch});
    Bundle gone(*log);
    gone.lines[log->evaluation].answer.clear();
    expectOnly(gone, {log->evaluation, Reason::PayloadMissing});
}

TEST_F(ReplayTest, AnswersThatFollowFromTheLogNeedNotBeKept) {
    Bundle bundle(*log);
    for (LogLine& line : bundle.lines) {
        const Entry entry = Entry::decode(line.entry).value();
        if (entry.type != EntryType::Evaluate) line.answer.clear();
    }
    EXPECT_EQ(wordsFor(problemsOf(bundle)), "");
    // And are checked all the same.
    bundle.alter(log->list, [](Entry& entry) { entry.answerHash[0] ^= 1U; });
    expectProblem(bundle, {log->list, Reason::AnswerFalse});
}

TEST_F(ReplayTest, ObjectsOfARefusalNeedNotBeKept) {
    LogBuilder builder;
    const Cast cast(builder);
    const HouseholdId household = intake(builder, cast.coach, {kChildBsn}).id;
    const auto late =
        draftCommit(builder, cast.colleague, household, {.records = {builder.newId<RecordId>()}});
    ASSERT_DONE(writeRecord(builder, cast.coach, household));
    const Outcome refused = builder.send(cast.colleague, Method::Commit, late);
    EXPECT_REFUSED(refused, Reason::EtagMismatch);
    ASSERT_DONE(open(builder, cast.coach, household));
    const auto replayed = [&](bool keepObjects, std::uint16_t outcome) {
        Replay replay({});
        for (std::size_t i = 0; i < builder.lines().size(); ++i) {
            LogLine line = builder.lines()[i];
            if (i == refused.sequence) {
                Entry entry = Entry::decode(line.entry).value();
                entry.outcome = outcome;
                line.entry = entry.encode();
                if (!keepObjects) line.attachments.clear();
            }
            replay.add(line);
        }
        replay.finish();
        return wordsFor(replay.problems());
    };
    const auto mismatch = static_cast<std::uint16_t>(Reason::EtagMismatch);
    EXPECT_EQ(replayed(true, mismatch), "");
    EXPECT_EQ(replayed(false, mismatch), "");
    // Turned into a done one, they are missed.
    EXPECT_NE(replayed(false, 0), "");
}

TEST_F(ReplayTest, EvaluationUnderAnotherKeyIsABrokenProof) {
    Bundle bundle(*log);
    LogLine& line = bundle.lines[log->evaluation];
    auto answer = EvaluateAnswer::decode(line.answer).value();
    answer.proof[40] ^= 1U;
    line.answer = answer.encode();
    bundle.alter(log->evaluation, [&](Entry& entry) {
        entry.answerHash = answerHash(Method::Evaluate, line.answer);
    });
    expectProblem(bundle, {log->evaluation, Reason::ProofBroken});
}

TEST_F(ReplayTest, MissingAttachmentIsMissing) {
    Bundle bundle(*log);
    bundle.lines[log->write].attachments.clear();
    expectOnly(bundle, {log->write, Reason::PayloadMissing});
    Bundle grants(*log);
    grants.lines[log->grant].attachments[0].clear();
    expectOnly(grants, {log->grant, Reason::PayloadMissing});
}

TEST_F(ReplayTest, AlteredAttachmentIsAMismatch) {
    Bundle bundle(*log);
    bundle.lines[log->grant].attachments[0][0] ^= 1U;
    expectOnly(bundle, {log->grant, Reason::PayloadMismatch});
}

/// Calls `change` on every part of every line that a hash in an entry stands for.
void forEachPart(const BusyLog& log,
                 const std::function<void(std::size_t at, Bytes&, Bundle&)>& change) {
    for (std::size_t at = 0; at < log.builder.lines().size(); ++at) {
        const LogLine& line = log.builder.lines()[at];
        const std::size_t parts = 3 + line.attachments.size();
        for (std::size_t part = 0; part < parts; ++part) {
            Bundle bundle(log);
            LogLine& own = bundle.lines[at];
            Bytes& bytes = part == 0   ? own.payload
                           : part == 1 ? own.answer
                           : part == 2 ? bundle.details[at]
                                       : own.attachments[part - 3];
            if (!bytes.empty()) change(at, bytes, bundle);
        }
    }
}

TEST_F(ReplayTest, FlippedBitInWhatALineCarriesIsNamedAtThatLine) {
    forEachPart(*log, [](std::size_t at, Bytes& bytes, Bundle& bundle) {
        for (const std::size_t byte : {std::size_t{0}, bytes.size() / 2, bytes.size() - 1}) {
            bytes[byte] ^= 1U;
            const auto problems = problemsOf(bundle, 0);
            EXPECT_NE(std::ranges::find(problems, at, &ReplayProblem::sequence), problems.end())
                << "line " << at << " byte " << byte << " of " << bytes.size() << ", found\n"
                << wordsFor(problems);
            bytes[byte] ^= 1U;
        }
    });
}

TEST_F(ReplayTest, OtherInstanceIsNamed) {
    Bundle bundle(*log);
    (*bundle.pinned)[0] ^= 1U;
    EXPECT_EQ(wordsFor(problemsOf(bundle)), "0 WrongInstance\n");
}

TEST_F(ReplayTest, LogWithoutItsFoundingIsNotFounded) {
    Bundle bundle(*log);
    bundle.lines[0].payload.clear();
    expectProblem(bundle, {0, Reason::PayloadMissing});
    bundle.drop(0);
    expectProblem(bundle, {0, Reason::LogGap});
}

TEST_F(ReplayTest, ClockBackwardsIsABrokenEntry) {
    Bundle bundle(*log);
    bundle.alter(log->list, [](Entry& entry) { entry.time -= 3'700'000; });
    expectProblem(bundle, {log->list, Reason::EntryBroken});
    Bundle ahead(*log);
    ahead.alter(log->list, [](Entry& entry) { entry.time += 360'000'000; });
    const auto leaps = problemsOf(ahead);
    EXPECT_EQ(std::ranges::count(leaps, Reason::EntryBroken, &ReplayProblem::reason), 1)
        << wordsFor(leaps);
}

TEST_F(ReplayTest, EntryInNobodysNameIsUnauthenticated) {
    Bundle bundle(*log);
    bundle.alter(log->opening, [](Entry& entry) { entry.statement[3] ^= 1U; });
    expectProblem(bundle, {log->opening, Reason::Unauthenticated});
}

TEST_F(ReplayTest, ActOfARevokedDeviceIsNamed) {
    // The refused opening by a revoked colleague, turned into a done one.
    Bundle bundle(*log);
    bundle.alter(log->revocation + 1, [](Entry& entry) { entry.outcome = 0; });
    expectProblem(bundle, {log->revocation + 1, Reason::DeviceRevoked});
}

TEST_F(ReplayTest, UnreadableEntryIsBroken) {
    Bundle bundle(*log);
    bundle.lines[log->list].entry.pop_back();
    expectOnly(bundle, {log->list, Reason::EntryBroken});
}

TEST_F(ReplayTest, ServersOwnEntryBringsNothing) {
    Bundle bundle(*log);
    bundle.lines.back().payload = {1};
    expectOnly(bundle, {bundle.lines.size() - 1, Reason::EntryBroken});
}

// -- heads
// -----------------------------------------------------------------------------------------------

TEST_F(ReplayTest, CheckpointMustBeTheLogsOwn) {
    SeededRandom random(9);
    const SigningKey other = SigningKey::generate(random);
    const std::string origin = logOrigin(log->builder.instance());
    const LogHead head = log->builder.head();
    const std::uint64_t size = head.size;
    const auto words = [&](const std::string& text) {
        Bundle bundle(*log);
        bundle.checkpoints = {text};
        return wordsFor(problemsOf(bundle));
    };
    const std::string at = std::to_string(size);
    EXPECT_EQ(words(signCheckpoint({size, head.root}, origin, origin, other)),
              at + " CheckpointBroken\n");
    const std::string elsewhere = logOrigin(InstanceId{});
    EXPECT_EQ(words(signCheckpoint({size, head.root}, elsewhere, elsewhere, log->builder.logKey())),
              at + " LogOriginWrong\n");
    EXPECT_EQ(words(signCheckpoint({size + 1, head.root}, origin, origin, log->builder.logKey())),
              at + " LogShrunk\n");
    EXPECT_EQ(words(signCheckpoint({size, Hash32{1}}, origin, origin, log->builder.logKey())),
              at + " InclusionBroken\n");
    EXPECT_EQ(words(signCheckpoint({3, head.root}, origin, origin, log->builder.logKey())),
              "3 ConsistencyBroken\n");
}

TEST_F(ReplayTest, FaultOfOneEntryIsNotCrowdedOutByManyCheckpoints) {
    Bundle bundle(*log);
    // As an export has them: one for every entry, and then some.
    bundle.checkpoints.clear();
    for (std::uint64_t i = 0; i < 4 * Replay::kProblemsMax; ++i) {
        bundle.checkpoints.push_back(log->builder.checkpointAt(1 + i % log->builder.head().size));
    }
    EXPECT_EQ(wordsFor(problemsOf(bundle)), "");
    bundle.lines[log->grant].attachments[0][0] ^= 1U;
    expectProblem(bundle, {log->grant, Reason::PayloadMismatch});
    bundle.alter(log->opening, [](Entry& entry) { entry.statement[70] ^= 1U; });
    expectProblem(bundle, {log->opening, Reason::SignatureBroken});
    expectProblem(bundle, {log->opening + 1, Reason::ConsistencyBroken});
}

TEST_F(ReplayTest, FaultOfTheWholeIsNotCrowdedOut) {
    Bundle bundle(*log);
    // Many broken signatures, more than are kept.
    while (bundle.lines.size() < 400) {
        bundle.lines.push_back(bundle.lines.back());
        bundle.details.emplace_back();
    }
    bundle.witnessed[0].root[0] ^= 1U;
    const auto problems = problemsOf(bundle);
    EXPECT_LE(problems.size(), Replay::kProblemsMax);
    EXPECT_NE(std::ranges::find(problems, ReplayProblem{20, Reason::LogFork}), problems.end());
}

TEST(HistoryTreeTest, RootsAreThoseOfTheStandard) {
    SeededRandom random(4);
    HistoryTree tree;
    std::vector<Hash32> leaves;
    for (int i = 0; i < 130; ++i) {
        leaves.push_back(random.array<32>());
        tree.append(leaves.back());
    }
    for (std::size_t size = 0; size <= leaves.size(); ++size) {
        EXPECT_EQ(tree.rootAt(size), merkleRoot(std::span(leaves).first(size))) << size;
    }
}

}  // namespace
}  // namespace voordeur::test
