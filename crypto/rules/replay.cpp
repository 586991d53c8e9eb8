#include "crypto/rules/replay.h"

#include "crypto/rules/check_pool.h"
#include "crypto/rules/decide.h"
#include "crypto/rules/history_tree.h"
#include "crypto/rules/payload.h"
#include "crypto/rules/replay_chains.h"
#include "crypto/rules/replay_doubt.h"
#include "crypto/rules/replay_requests.h"
#include "crypto/rules/replay_restored.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

namespace voordeur::crypto {
namespace {

/// A server's clock may be set right; more than this it never has to go back.
constexpr std::uint64_t kBackwardMillisMax = 3600ULL * 1000;

/// Sends the signatures of one entry to the pool.
class PooledChecks final : public SignatureChecks {
public:
    PooledChecks(CheckPool& pool, std::uint64_t sequence, ReplayCounts& counts)
        : m_pool(pool), m_sequence(sequence), m_counts(counts) {}
    bool check(SignatureClaim claim) override {
        m_pool.add(m_sequence, claim);
        ++m_counts.signatures;
        return true;
    }

private:
    CheckPool& m_pool;
    std::uint64_t m_sequence;
    ReplayCounts& m_counts;
};

bool lacksPayload(const Call& call) {
    return call.payload.empty() &&
           call.statement.payloadHash != payloadHash(call.statement.method, {});
}

bool lacksAttachments(const Call& call) {
    const auto payload = parsePayload(call.statement.method, call.payload);
    if (!payload.ok()) return false;
    const std::vector<Hash32> names = attachmentsNamedBy(payload.value());
    return call.attachments.size() < names.size() ||
           std::ranges::any_of(call.attachments, &Bytes::empty);
}

/// Was something left out, rather than changed?
bool lacksBytes(const Call& call) {
    return lacksPayload(call) || lacksAttachments(call);
}

/// Is something there that the statement did not sign for? What was done passes the same check
/// among its rules; a refusal may have been decided before it came to that.
bool carriesOther(const Call& call) {
    const Method method = call.statement.method;
    if (!call.payload.empty() && call.statement.payloadHash != payloadHash(method, call.payload)) {
        return true;
    }
    const auto payload = parsePayload(method, call.payload);
    const auto names = payload.ok() ? attachmentsNamedBy(payload.value()) : std::vector<Hash32>{};
    if (call.attachments.size() > names.size()) return true;
    for (std::size_t i = 0; i < call.attachments.size(); ++i) {
        const Bytes& bytes = call.attachments[i];
        if (!bytes.empty() && attachmentHash(bytes) != names[i]) return true;
    }
    return false;
}

/// A refusal without the objects that were refused. Nobody needs to keep those: they did nothing.
bool isBareRefusal(const Entry& entry, const Call& call) {
    return !entry.done() && call.attachments.empty() && lacksAttachments(call);
}

std::uint16_t outcomeOf(const Verdict& verdict) {
    return verdict.refused ? static_cast<std::uint16_t>(*verdict.refused) : std::uint16_t{0};
}

}  // namespace

class Replay::State {
public:
    State(std::optional<InstanceId> pinned, unsigned threads) : m_pinned(pinned), m_pool(threads) {}

    void add(const LogLine& line, std::optional<ByteView> detail);
    void finish();

    std::vector<std::string> checkpoints;
    std::vector<LogHead> witnessed;
    std::vector<LogHead> lost;
    std::vector<ReplayProblem> problems;
    ReplayCounts counts;
    InstanceId instance{};
    MemoryWorld world;

    [[nodiscard]] LogHead head() const {
        const std::uint64_t size = m_tree.size();
        return {size, size == 0 ? Hash32{} : m_tree.rootAt(size)};
    }

private:
    /// One entry on its way through.
    struct Line {
        const LogLine& line;
        const Entry& entry;
        const Statement& statement;
        const Hash32& leaf;
        [[nodiscard]] Call call() const {
            return {statement, line.payload, line.attachments, {entry.sequence, entry.time}};
        }
    };

    void report(std::uint64_t sequence, Reason reason);
    void checkOrder(const Entry& entry);
    void checkServerEntry(const LogLine& line, const Entry& entry);
    void checkStatement(const Line& at, std::optional<ByteView> detail);
    void checkSeenHead(const Line& at);
    void checkVerdict(const Line& at);
    Result<Verdict> judge(const Line& at);
    Result<Verdict> judgeFounding(const Line& at);
    void checkAgreed(const Line& at, const Verdict& verdict);
    void checkAnswer(const Line& at, const Verdict& verdict);
    void checkEvaluation(const Line& at);
    void apply(const Line& at, const Verdict& verdict);
    void leaveOut(const Line& at);
    [[nodiscard]] Verdict bareRefusal(const Line& at) const;
    [[nodiscard]] std::vector<HouseholdId> namedHouseholds(const Line& at) const;
    [[nodiscard]] std::optional<ReplayProblem> wrongWith(std::string_view checkpoint);
    [[nodiscard]] std::optional<ReplayProblem> wrongWith(const LogHead& seen);
    [[nodiscard]] std::vector<ReplayProblem> wrongHeads();

    std::optional<InstanceId> m_pinned;
    std::uint64_t m_expected = 0;
    UnixMillis m_latest = 0;
    HistoryTree m_tree;
    bool m_treeBroken = false;  // said once: no head seen after it can be right
    LogHead m_lastSeen;         // many statements name the same head
    ReplayChains m_chains;
    ReplayDoubt m_doubt;
    ReplayRestored m_restored;
    ReplayRequests m_requests;
    bool m_finished = false;
    CheckPool m_pool;  // last: ends before what its jobs came from
};

void Replay::State::report(std::uint64_t sequence, Reason reason) {
    if (problems.size() < kProblemsMax) problems.push_back({sequence, reason});
}

void Replay::State::add(const LogLine& line, std::optional<ByteView> detail) {
    VD_CHECK(!m_finished);
    const Hash32 leaf = leafOf(line.entry);
    ++counts.entries;
    const auto entry = Entry::decode(line.entry);
    if (!entry.ok()) {
        report(m_expected++, Reason::EntryBroken);
        m_doubt.doubtAll();
        m_tree.append(leaf);
        m_restored.note(m_latest);
        m_treeBroken = true;
        return;
    }
    m_restored.note(entry.value().time);
    checkOrder(entry.value());
    if (isServerType(entry.value().type)) {
        checkServerEntry(line, entry.value());
    } else if (const auto statement = entry.value().parsedStatement(); statement.ok()) {
        checkStatement({line, entry.value(), statement.value(), leaf}, detail);
    } else {
        report(entry.value().sequence, Reason::EntryBroken);
        m_doubt.doubtAll();
    }
    m_tree.append(leaf);
}

void Replay::State::checkOrder(const Entry& entry) {
    if (entry.sequence != m_expected) {
        report(m_expected, Reason::LogGap);
        m_doubt.doubtAll();
        m_treeBroken = true;
    }
    m_expected = entry.sequence + 1;
    if (entry.time + kBackwardMillisMax < m_latest) {
        report(entry.sequence, Reason::EntryBroken);
        m_latest = entry.time;  // one leap, one problem
    }
    m_latest = std::max(m_latest, entry.time);
    if (entry.directory != m_chains.directory()) {
        report(entry.sequence, Reason::DirectoryChainWrong);
        m_chains.resetDirectory(entry.directory);
        m_doubt.doubtDirectory();
    }
}

void Replay::State::checkServerEntry(const LogLine& line, const Entry& entry) {
    const bool alone = line.payload.empty() && line.answer.empty() && line.attachments.empty();
    if (!alone) report(entry.sequence, Reason::EntryBroken);
}

void Replay::State::checkStatement(const Line& at, std::optional<ByteView> detail) {
    const std::uint64_t sequence = at.entry.sequence;
    ++counts.statements;
    if (!at.entry.done()) ++counts.refusals;
    m_requests.add(at.statement.device, at.statement.requestId, sequence);
    if (detail && detailHash(*detail) != at.statement.detailHash) {
        report(sequence, Reason::DetailMissing);
    }
    checkSeenHead(at);
    checkVerdict(at);
}

void Replay::State::checkSeenHead(const Line& at) {
    const LogHead& seen = at.statement.head;
    if (m_treeBroken || seen.size == 0 || seen == m_lastSeen) return;
    if (seen.size > m_tree.size() || m_tree.rootAt(seen.size) != seen.root) {
        report(at.entry.sequence, Reason::LogFork);
        m_treeBroken = true;
        return;
    }
    m_lastSeen = seen;
}

Result<Verdict> Replay::State::judgeFounding(const Line& at) {
    const Call call = at.call();
    VD_RETURN_IF_ERROR(authenticateFounding(
        at.statement, at.entry.statement, at.entry.signature, call.payload, call.at));
    return decide(world, call);
}

Result<Verdict> Replay::State::judge(const Line& at) {
    const Call call = at.call();
    if (!world.directory().founded()) {
        VD_REQUIRE(at.statement.method == Method::Found, Reason::NotFounded);
        return judgeFounding(at);
    }
    const Directory::KnownDevice* device = world.directory().device(at.statement.device);
    VD_REQUIRE(device != nullptr, Reason::Unauthenticated);
    m_pool.add(at.entry.sequence,
               SignatureClaim{.key = device->device.signKey,
                              .type = kStatementSignature,
                              .instance = world.directory().instance(),
                              .bytes = at.entry.statement,
                              .signature = at.entry.signature});
    ++counts.signatures;
    const Status identity = checkIdentity(world.directory(), at.statement, call.at);
    if (!identity.ok()) return refusedIdentity(identity.reason());
    // What was done rests on signatures that hold: they can be looked at later. What was refused
    // may have been so because of one that does not.
    if (!at.entry.done()) {
        return isBareRefusal(at.entry, call) ? bareRefusal(at) : decide(world, call);
    }
    PooledChecks checks(m_pool, at.entry.sequence, counts);
    return decide(world, call, checks);
}

void Replay::State::checkVerdict(const Line& at) {
    if (!at.entry.done() && carriesOther(at.call())) {
        report(at.entry.sequence, Reason::PayloadMismatch);
        leaveOut(at);
        return;
    }
    const auto judged = judge(at);
    if (!judged.ok()) {
        // A payload that is gone also takes the founding with it.
        const Reason reason = lacksBytes(at.call()) ? Reason::PayloadMissing : judged.reason();
        if (m_doubt.knowsDirectory()) report(at.entry.sequence, reason);
        leaveOut(at);
        return;
    }
    const Verdict& verdict = judged.value();
    const bool agreed = outcomeOf(verdict) == at.entry.outcome &&
                        static_cast<std::uint16_t>(verdict.rule) == at.entry.rule;
    if (agreed) {
        checkAgreed(at, verdict);
        return;
    }
    const bool mismatch = verdict.rule == Rule::Form && verdict.refused == Reason::PayloadMismatch;
    if (mismatch) {
        report(at.entry.sequence,
               lacksBytes(at.call()) ? Reason::PayloadMissing : Reason::PayloadMismatch);
    } else if (m_doubt.knows(at.statement)) {
        report(at.entry.sequence,
               verdict.rule == Rule::Identity ? *verdict.refused : Reason::RuleBroken);
    }
    leaveOut(at);
}

/// Takes the entry's word for why, and checks the rest. A false refusal can hide nothing: the
/// household that was named has it in its chain all the same.
Verdict Replay::State::bareRefusal(const Line& at) const {
    Verdict verdict;
    verdict.refused = reasonFromNumber(at.entry.outcome);
    verdict.rule = ruleFromNumber(at.entry.rule).value_or(Rule::None);
    verdict.concerned = namedHouseholds(at);
    return verdict;
}

/// Those named that exist, or begin with this entry.
std::vector<HouseholdId> Replay::State::namedHouseholds(const Line& at) const {
    std::vector<HouseholdId> named;
    // As in `decide`: a refusal that names several is no proper question about any of them.
    if (!at.entry.done() && at.statement.households.size() != 1) return named;
    for (const HouseholdId& household : at.statement.households) {
        const bool opens = at.entry.done() && at.statement.method == Method::Intake;
        if (opens || world.find(household) != nullptr) named.push_back(household);
    }
    return named;
}

/// Goes on without what the entry did.
void Replay::State::leaveOut(const Line& at) {
    if (at.entry.done()) m_doubt.skipped(at.statement, at.entry);
    const std::vector<HouseholdId> named = namedHouseholds(at);
    if (named.size() != at.entry.householdCount) m_doubt.doubtHouseholds(named);
    m_chains.extend(at.leaf, at.statement, at.entry.done(), named);
}

void Replay::State::checkAgreed(const Line& at, const Verdict& verdict) {
    checkAnswer(at, verdict);
    if (m_doubt.knowsChains(verdict.concerned) && m_doubt.knows(at.statement)) {
        const bool same = verdict.concerned.size() == at.entry.householdCount &&
                          headsHash(m_chains.headsOf(verdict.concerned)) == at.entry.headsHash;
        if (!same) {
            report(at.entry.sequence, Reason::HouseholdChainWrong);
            m_doubt.doubtHouseholds(verdict.concerned);
        }
    }
    apply(at, verdict);
    m_chains.extend(at.leaf, at.statement, at.entry.done(), verdict.concerned);
}

void Replay::State::checkAnswer(const Line& at, const Verdict& verdict) {
    const std::uint64_t sequence = at.entry.sequence;
    const Method method = at.statement.method;
    const Bytes& given = at.line.answer;
    if (!given.empty() && answerHash(method, given) != at.entry.answerHash) {
        report(sequence, Reason::AnswerMismatch);
        return;
    }
    if (method == Method::Evaluate && at.entry.done()) {
        // The one answer that does not follow from the log: it needs the server's key.
        if (given.empty()) {
            report(sequence, Reason::PayloadMissing);
        } else {
            checkEvaluation(at);
        }
        return;
    }
    const bool same = given.empty() ? answerHash(method, verdict.answer) == at.entry.answerHash
                                    : given == verdict.answer;
    if (!same && m_doubt.knows(at.statement)) report(sequence, Reason::AnswerFalse);
}

void Replay::State::checkEvaluation(const Line& at) {
    const auto question = EvaluatePayload::decode(at.line.payload);
    auto answer = EvaluateAnswer::decode(at.line.answer);
    if (!question.ok() || !answer.ok()) {
        report(at.entry.sequence, Reason::ProofBroken);
        return;
    }
    const auto kind = static_cast<std::size_t>(question.value().kind);
    counts.evaluations += question.value().blinded.size();
    m_pool.add(at.entry.sequence,
               EvaluationClaim{world.directory().policy().oprfKeys[kind - 1],
                               question.value().blinded,
                               {std::move(answer.value().evaluated), answer.value().proof}});
}

void Replay::State::apply(const Line& at, const Verdict& verdict) {
    if (!at.entry.done()) return;
    const Status applied = world.apply(at.call(), verdict.changes);
    if (!applied.ok()) {
        report(at.entry.sequence, applied.reason());
        m_doubt.skipped(at.statement, at.entry);
    }
    if (!m_restored.agrees(world.directory(), at.entry.sequence)) {
        report(at.entry.sequence, Reason::RuleBroken);
    }
    if (at.statement.method != Method::Found || !world.directory().founded()) return;
    instance = world.directory().instance();
    if (m_pinned && *m_pinned != instance) report(at.entry.sequence, Reason::WrongInstance);
}

std::optional<ReplayProblem> Replay::State::wrongWith(std::string_view checkpoint) {
    const std::uint64_t size = m_tree.size();
    if (!world.directory().founded()) return ReplayProblem{size, Reason::NotFounded};
    const std::string origin = logOrigin(instance);
    const auto opened =
        openCheckpoint(checkpoint, origin, origin, world.directory().policy().logKey);
    if (!opened.ok()) return ReplayProblem{size, opened.reason()};
    const Checkpoint& head = opened.value();
    if (head.size > size) return ReplayProblem{size, Reason::LogShrunk};
    if (m_tree.rootAt(head.size) == head.root) return std::nullopt;
    return ReplayProblem{head.size,
                         head.size == size ? Reason::InclusionBroken : Reason::ConsistencyBroken};
}

std::optional<ReplayProblem> Replay::State::wrongWith(const LogHead& seen) {
    if (seen.size == 0) return std::nullopt;
    const bool longer = seen.size > m_tree.size();
    if (!longer && m_tree.rootAt(seen.size) == seen.root) return std::nullopt;
    const LostHead restored = lostHead(world.directory(), seen);
    if (restored == LostHead::Within) lost.push_back(seen);
    if (restored != LostHead::No) return std::nullopt;
    if (longer) return ReplayProblem{m_tree.size(), Reason::LogShrunk};
    return ReplayProblem{seen.size, Reason::LogFork};
}

/// Each way to be wrong once: after an altered entry every later checkpoint fails as the first did.
std::vector<ReplayProblem> Replay::State::wrongHeads() {
    std::vector<ReplayProblem> wrong;
    const auto add = [&](const std::optional<ReplayProblem>& problem) {
        if (!problem) return;
        if (std::ranges::find(wrong, problem->reason, &ReplayProblem::reason) != wrong.end())
            return;
        wrong.push_back(*problem);
    };
    for (const std::string& text : checkpoints) {
        add(wrongWith(text));
    }
    for (const LogHead& seen : witnessed) {
        add(wrongWith(seen));
    }
    return wrong;
}

void Replay::State::finish() {
    VD_CHECK(!m_finished);
    m_finished = true;
    for (const auto& found : {m_pool.finish(), m_requests.takeRepeated()})
        problems.insert(problems.end(), found.begin(), found.end());
    std::ranges::stable_sort(problems, {}, &ReplayProblem::sequence);
    // Room for the heads: a fault of the whole is never crowded out by faults of single entries.
    const std::vector<ReplayProblem> heads = wrongHeads();
    problems.resize(std::min(problems.size(), kProblemsMax - heads.size()));
    problems.insert(problems.end(), heads.begin(), heads.end());
    std::ranges::stable_sort(problems, {}, &ReplayProblem::sequence);
    counts.households = world.householdCount();
}

Replay::Replay(std::optional<InstanceId> instance, unsigned threads)
    : m_state(std::make_unique<State>(instance, threads)) {}
Replay::~Replay() = default;

void Replay::add(const LogLine& line) {
    m_state->add(line, std::nullopt);
}
void Replay::addWithDetail(const LogLine& line, ByteView detail) {
    m_state->add(line, detail);
}
void Replay::addCheckpoint(std::string_view text) {
    m_state->checkpoints.emplace_back(text);
}
void Replay::addWitnessedHead(const LogHead& head) {
    m_state->witnessed.push_back(head);
}
void Replay::finish() {
    m_state->finish();
}
const std::vector<ReplayProblem>& Replay::problems() const {
    return m_state->problems;
}
const std::vector<LogHead>& Replay::lostHeads() const {
    return m_state->lost;
}
const ReplayCounts& Replay::counts() const {
    return m_state->counts;
}
LogHead Replay::head() const {
    return m_state->head();
}
const InstanceId& Replay::instance() const {
    return m_state->instance;
}
const MemoryWorld& Replay::world() const {
    return m_state->world;
}

}  // namespace voordeur::crypto
