#pragma once

#include "crypto/rules/memory_world.h"
#include "crypto/shared/checkpoint.h"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace voordeur::crypto {

/// One thing that a check of the log found wrong, at an entry or (at the size) about the whole.
struct ReplayProblem {
    std::uint64_t sequence = 0;
    Reason reason = Reason::EntryBroken;
    friend bool operator==(const ReplayProblem&, const ReplayProblem&) = default;
};

/// What was counted on the way.
struct ReplayCounts {
    std::uint64_t entries = 0;
    std::uint64_t statements = 0;
    std::uint64_t households = 0;
    std::uint64_t refusals = 0;
    /// Signatures and evaluated elements that were sent to be verified.
    std::uint64_t signatures = 0;
    std::uint64_t evaluations = 0;
};

/// Recomputes a whole log from entry 0: leaves, order, statements and their signatures, replays of
/// request ids, payload and answer hashes, directory, every decision by the rules as they stood at
/// that index, signatures and proofs of what was attached, directory and household chains, and the
/// tree; compares with checkpoints and with heads kept outside the server (protocol.md §5).
///
/// Feed lines in order, then `finish`. Problems do not stop the check where going on makes sense;
/// the first 100 are kept. What is named:
///   EntryBroken          not the grammar; a server's entry that brings more; an hour back in time
///   LogGap               a sequence number is missing or comes twice
///   Unauthenticated, DeviceRevoked, ClockSkew, Denied, SignatureBroken   a statement that was not
///                        that device's word there and then
///   StatementReplayed    a second entry with the same device and request id
///   LogFork              a head that a statement or a person saw is not of this log
///   LogShrunk            a head or checkpoint of a longer log
///   PayloadMissing, DetailMissing   bytes that an entry commits to are gone; no ERASE exists yet.
///                        Allowed to be away: answers that follow from the log (all but
///                        Evaluate's), and the attachments of what was refused
///   PayloadMismatch, AnswerMismatch   other bytes than the entry commits to
///   RuleBroken           another outcome, or by another rule, than the rules say; a restoration
///                        that says another time of the last entry that is left
///   AnswerFalse          another answer than follows from the log
///   ProofBroken, GrantBroken, IndexEntryBroken   attached objects that do not hold
///   DirectoryChainWrong, HouseholdChainWrong   an entry of that chain was left out or put in
///   CheckpointBroken, LogOriginWrong   a text that the log's key did not sign
///   ConsistencyBroken, InclusionBroken   a signed head of an earlier size, or of this very size,
///                        that these lines do not give
///   WrongInstance        entry 0 founds another instance than the one that was pinned
/// Once something could not be followed, what depends on it is not judged any more, so that one
/// fault does not hide among its consequences.
///
/// Thread: one at a time; signatures are verified on threads of its own. Source: RFC 6962,
/// C2SP tlog-checkpoint.
class Replay {
public:
    static constexpr unsigned kThreads = 2;
    static constexpr std::size_t kProblemsMax = 100;

    /// `instance`: the instance the checker pinned; nullopt takes entry 0's own (the report then
    /// names it, for comparison by eye). `threads`: beside the caller's; 0 is allowed.
    explicit Replay(std::optional<InstanceId> instance, unsigned threads = kThreads);
    ~Replay();
    Replay(const Replay&) = delete;
    Replay& operator=(const Replay&) = delete;
    Replay(Replay&&) = delete;
    Replay& operator=(Replay&&) = delete;

    /// A line whose sealed detail is kept elsewhere and not looked at.
    void add(const LogLine& line);
    /// A line with the sealed detail (salt ‖ sealed) that belongs to it; empty where it is gone.
    void addWithDetail(const LogLine& line, ByteView detail);
    /// A checkpoint text of the log that the lines must reproduce.
    void addCheckpoint(std::string_view text);
    /// A head that somebody kept outside the server.
    void addWitnessedHead(const LogHead& head);
    /// Ends the check. Nothing may be added afterwards.
    void finish();

    /// By sequence. Complete after `finish`.
    [[nodiscard]] const std::vector<ReplayProblem>& problems() const;
    [[nodiscard]] const ReplayCounts& counts() const;
    /// Witnessed heads that lie in a part of the log that was lost before a restoration, and are
    /// not the one that its founders named: they can be compared with nothing any more. Complete
    /// after `finish`. The restorations themselves: world().directory().restorations().
    [[nodiscard]] const std::vector<LogHead>& lostHeads() const;
    /// Size and root that the lines give. Size 0 has a zero root.
    [[nodiscard]] LogHead head() const;
    /// Zero until an entry 0 founded one.
    [[nodiscard]] const InstanceId& instance() const;
    [[nodiscard]] const MemoryWorld& world() const;

private:
    class State;
    std::unique_ptr<State> m_state;
};

}  // namespace voordeur::crypto
