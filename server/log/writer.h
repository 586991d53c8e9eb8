#pragma once

#include "crypto/base/clock.h"
#include "crypto/base/mutex.h"
#include "crypto/rules/decide.h"
#include "crypto/rules/deliver.h"
#include "crypto/shared/checkpoint.h"
#include "crypto/shared/directory_state.h"
#include "crypto/shared/merkle_tree.h"
#include "crypto/shared/statement.h"
#include "server/storage/store.h"

#include <array>
#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

// The one writer of the log: hands out sequences, groups what waits into one transaction, commits
// it durably, grows the tree, signs the head, and only then lets answers go.
namespace voordeur::server::log {

using crypto::Bytes;
using crypto::Hash32;
using crypto::Reason;
using crypto::Result;
using crypto::Status;

/// A signed request whose signature was verified against `device`'s key in the directory.
struct Submission {
    crypto::Statement statement;
    Bytes encodedStatement;
    crypto::Signature64 signature{};
    Bytes payload;
    std::vector<Bytes> attachments;
    Bytes detail;
    /// Evaluate only: its answer needs the server's key, which the rules do not have. Made before,
    /// delivered after.
    Bytes preparedAnswer;
};

/// What became of a submission, durable by the time anybody sees it.
struct Written {
    std::uint64_t sequence = 0;
    /// Empty: done.
    std::optional<Reason> refused;
    Bytes entry;
    Bytes answer;
    Bytes heads;
    crypto::LogHead head;    // a log that includes the entry
    std::string checkpoint;  // its signed text
    /// What may go out with the answer (crypto/rules/deliver.h).
    crypto::Delivery delivery;
    /// True when this request had been answered before: nothing new was written.
    bool replayed = false;
};

/// Called once, on the writer's thread: hand on, do not work. An Error means that nothing was
/// written and nothing may be answered but that reason.
using Completion = std::function<void(Result<Written>)>;

/// How the writer behaves; the defaults are for two cores.
struct WriterLimits {
    /// Submissions that may wait: at 15 k/s a quarter of a second.
    std::size_t queueMax = 4096;
    /// Submissions in one transaction: bounds the wait of the last one.
    std::size_t batchMax = 256;
    /// How often gathered refusals of strangers are written.
    std::chrono::milliseconds authFailInterval{10'000};
};

/// Thread: `submit`, `noteAuthFail`, `directory`, `head` and the proofs from any thread; everything
/// else happens on the writer's own. Ownership: borrows store and clock.
class Writer {
public:
    struct Parts {
        storage::Store& store;
        const crypto::Clock& clock;
        const crypto::SigningKey& logKey;
        /// Ends the process: called when the store can no longer be trusted. Not when its file was
        /// taken away: then everything is refused, so that the file can be rescued from the
        /// process.
        std::function<void(Reason)> onFatal;
        /// For the operator: the disk is full and nothing is answered any more (true), or there is
        /// room again (false). On the writer's thread.
        std::function<void(bool)> onFull = {};
    };
    /// Reads where the log stands, checks its newest checkpoint against the tree, and starts the
    /// thread. Errors: those of the store; CheckpointBroken (the store does not fit its own head).
    static Result<std::unique_ptr<Writer>> start(const Parts& parts,
                                                 const WriterLimits& limits = {});
    /// Writes Stop, finishes what waits with Unavailable, and ends the thread.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;
    Writer(Writer&&) = delete;
    Writer& operator=(Writer&&) = delete;

    /// Errors: Busy (queue full), Unavailable (stopping). `done` is not called then.
    Status submit(Submission submission, Completion done);
    /// Runs `change` in the next transaction, without an entry: for what is not an act of a person
    /// (an enrolment that waits). Errors: as submit.
    Status submitUnlogged(std::function<Status(storage::Transaction&)> change,
                          std::function<void(Status)> done);
    /// Counts a refusal of somebody who is nobody; written gathered, one entry per reason.
    void noteAuthFail(Reason reason);

    /// The directory as of the last commit; a value that never changes.
    [[nodiscard]] std::shared_ptr<const crypto::Directory> directory() const;
    /// Newest head and its signed text; size 0 and empty before founding.
    struct SignedHead {
        crypto::LogHead head;
        std::string checkpoint;
    };
    [[nodiscard]] SignedHead head() const;
    [[nodiscard]] const crypto::MerkleTree& tree() const { return *m_tree; }
    /// Count of the directory chain as of the last commit.
    [[nodiscard]] std::uint64_t directoryCount() const;

private:
    struct Waiting {
        Submission submission;
        Completion done;
        // Set instead of `done` for a change without an entry.
        std::function<Status(storage::Transaction&)> change;
        std::function<void(Status)> changed;
    };
    class StoreLeaves;

    Writer(const Parts& parts, const WriterLimits& limits);
    Status load();
    void run();
    std::vector<Waiting> take() VD_EXCLUDES(m_mutex);
    /// What a group came to: one result for each that waited, in order.
    struct Group;
    void process(std::vector<Waiting> waiting, std::optional<crypto::EntryType> serverEntry);
    Status writeGroup(Group& group);
    void publish(const Group& group) VD_EXCLUDES(m_mutex);
    void forgetOld();
    /// Counts of refusals by reason.
    using AuthFails = std::vector<std::pair<Reason, std::uint32_t>>;
    AuthFails takeAuthFails() VD_EXCLUDES(m_mutex);
    /// Those of a transaction that failed; they go with a later one.
    void giveBack(const AuthFails& counts) VD_EXCLUDES(m_mutex);
    void endUnlessFileGone();
    void tellIfFull(const Status& status, bool wrote);

    // Constant after construction, or doing their own locking.
    const Parts m_parts;
    const WriterLimits m_limits;
    std::unique_ptr<StoreLeaves> m_leaves;
    std::unique_ptr<crypto::MerkleTree> m_tree;

    // The writer's thread alone.
    crypto::Directory m_working;
    crypto::ChainHead m_directoryChain;
    crypto::UnixMillis m_lastTime = 0;
    crypto::UnixMillis m_lastAuthFails = 0;
    bool m_full = false;  // said to the operator
    crypto::UnixMillis m_lastForgotten = 0;

    mutable crypto::Mutex m_mutex;
    crypto::Condition m_wake;
    std::vector<Waiting> m_queue VD_GUARDED_BY(m_mutex);
    bool m_stopping VD_GUARDED_BY(m_mutex) = false;
    std::array<std::uint32_t, 256> m_authFails VD_GUARDED_BY(m_mutex){};  // by reason
    std::shared_ptr<const crypto::Directory> m_published VD_GUARDED_BY(m_mutex);
    SignedHead m_head VD_GUARDED_BY(m_mutex);
    std::uint64_t m_directoryCount VD_GUARDED_BY(m_mutex) = 0;

    std::thread m_thread;
};

/// SHA-256 over everything that a request says, for the replay rule.
Hash32 requestDigest(const Submission& submission);

}  // namespace voordeur::server::log
