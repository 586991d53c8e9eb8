#pragma once

#include "server/log/writer.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace voordeur::server::log {

/// The entries of one transaction: decides each call against everything before it, makes its entry,
/// and adds both to the store and to the tree's batch. Knows nothing of threads or queues.
///
/// Thread: one at a time. Ownership: borrows everything; `directory` and `directoryChain` are the
/// writer's working copies and are changed as the batch goes (the writer restores them when the
/// transaction fails).
class Batch {
public:
    struct Parts {
        storage::Store& store;  // for lines of requests that were answered before
        storage::Transaction& transaction;
        crypto::Directory& directory;
        crypto::ChainHead& directoryChain;
        crypto::MerkleTree::Batch& tree;
        /// Of the last entry that a call got: what this machine alone believes is no time of the
        /// log.
        crypto::UnixMillis agreed = 0;
        /// This machine's, not before `agreed`.
        crypto::UnixMillis now = 0;
    };
    explicit Batch(const Parts& parts) : m_parts(parts), m_firstSequence(parts.tree.size()) {}

    /// One call, at `now`. Errors: RequestIdReused, AnswerChanged (a read that would say something
    /// else by now; an admission of a device that no longer waits), ClockSkew: nothing written, the
    /// rest of the batch is fine; StorageFull, StorageFailed and any other (the whole batch is
    /// lost).
    Result<Written> write(const Submission& submission);
    /// An entry of the server's own, at `agreed`, before any call's: Start, Stop, or `repeated`
    /// refusals of one reason.
    Status writeOwn(crypto::EntryType type, std::optional<Reason> outcome, std::uint32_t repeated);
    /// Signs the head and stores it with the tiles that were completed.
    Result<Writer::SignedHead> seal(const crypto::SigningKey& logKey);

    [[nodiscard]] bool empty() const { return m_parts.tree.size() == m_firstSequence; }
    /// The time that the log has after this.
    [[nodiscard]] crypto::UnixMillis agreed() const {
        return m_written.empty() ? m_parts.agreed : m_parts.now;
    }
    [[nodiscard]] bool directoryChanged() const { return m_directoryChanged; }

private:
    Result<std::optional<Written>> answeredBefore(const Submission& submission);
    Result<Written> answeredAgain(const Submission& submission,
                                  const storage::RememberedRequest& before);
    Status checkWaiting(const Submission& submission);
    Result<crypto::Verdict> judge(const Submission& submission);
    Result<Written> record(const Submission& submission, crypto::Verdict verdict);
    Status add(storage::StoredEntry& stored, const crypto::Entry& entry);
    Status followDirectory(const Submission& submission, std::uint64_t sequence);
    Status deliverKeys(const Submission& submission);

    const Parts m_parts;
    const std::uint64_t m_firstSequence;
    bool m_directoryChanged = false;
    std::map<std::uint64_t, Written> m_written;  // for a request repeated within the batch
};

/// Reads and lists answer with what is there now: their answer is made again, not kept.
bool answerIsKept(crypto::Method method);

}  // namespace voordeur::server::log
