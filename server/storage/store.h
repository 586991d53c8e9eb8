#pragma once

#include "crypto/rules/world.h"
#include "crypto/shared/checkpoint.h"
#include "crypto/shared/entry.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// The seam to whatever keeps the server's data. One conformance suite (tests/server/storage) runs
// unchanged on every store. Storage keeps and finds; it decides nothing, and it knows no log order
// beyond "the next sequence": the writer of server/log hands out sequences.
namespace voordeur::server::storage {

/// Objects of one answer: years of notes of one household. A request is far smaller
/// (limits::kMessageBytesMax), so a file grows slowly to this.
inline constexpr std::size_t kObjectsBytesMax = std::size_t{16} * 1024 * 1024;

using crypto::Bytes;
using crypto::ByteView;
using crypto::Hash32;
using crypto::Result;
using crypto::Status;

/// Everything that one entry adds to the store.
struct StoredEntry {
    /// The size of the log so far.
    std::uint64_t sequence = 0;
    Bytes entry;
    Hash32 leaf{};
    Bytes payload;
    /// Kept for a replay of the request; empty for reads, whose answer is made again.
    Bytes answer;
    bool answerKept = false;
    /// Salt and sealed detail; empty: none.
    Bytes detail;
    Bytes heads;
    /// In the order in which the payload names them.
    std::vector<Bytes> attachments;
    /// False: nobody will ask for the attachments by name (`Reading::objects`), only with their
    /// line: the tokens of a question. They then cost next to nothing.
    bool attachmentsNamed = true;
    // The asker, for the replay rule; unset for entries of the server itself.
    std::optional<crypto::DeviceId> device;
    crypto::RequestId requestId;
    Hash32 requestDigest{};
    crypto::UnixMillis time = 0;
    /// Chains this entry joins. Both lists strictly rising; the second is part of the first.
    bool directoryChain = false;
    std::vector<crypto::HouseholdId> householdChains;
    std::vector<crypto::HouseholdId> stateChains;
};

/// One line as it is read back. Attachments that were erased are empty.
struct StoredLine {
    std::uint64_t sequence = 0;
    Bytes entry;
    Bytes payload;
    Bytes answer;
    Bytes detail;
    Bytes heads;
    std::vector<Bytes> attachments;
};

/// What is remembered of a request id.
struct RememberedRequest {
    std::uint64_t sequence = 0;
    Hash32 digest{};
    Bytes answer;
    bool answerKept = false;
};

/// A device that showed its invitation and waits.
struct PendingEnrolment {
    crypto::InvitationId invitation;
    Bytes enrolment;
    Bytes tlsKey;
};

/// A look at what is committed. Every call sees at least what was committed when it began, and
/// nothing that is not; two calls may see different times. Keep it short: it holds one of a few
/// connections, and the file cannot be put in order beneath a long list.
///
/// Errors: StorageFailed. Thread: one at a time for each object.
class Reading {
public:
    Reading() = default;
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;
    Reading(Reading&&) = delete;
    Reading& operator=(Reading&&) = delete;
    virtual ~Reading() = default;

    /// Lines first..first+count−1 that exist, with attachments; at most limits::kEntriesPerPageMax.
    /// Ends early rather than go beyond limits::kMessageBytesMax, but not before the first.
    virtual Result<std::vector<StoredLine>> lines(std::uint64_t first, std::uint32_t count) = 0;
    /// The same without attachments.
    virtual Result<std::optional<StoredLine>> line(std::uint64_t sequence) = 0;
    /// Leaf hashes first..first+count−1 that exist; at most 65,536.
    virtual Result<std::vector<Hash32>> leaves(std::uint64_t first, std::uint64_t count) = 0;
    /// Sequences of a chain from its position `from`, rising, at most `most` and at most
    /// limits::kEntriesPerPageMax.
    virtual Result<std::vector<std::uint64_t>> directoryChain(std::uint64_t from,
                                                              std::uint32_t most) = 0;
    virtual Result<std::vector<std::uint64_t>> householdChain(const crypto::HouseholdId& household,
                                                              std::uint64_t from,
                                                              std::uint32_t most) = 0;
    virtual Result<std::vector<std::uint64_t>> stateChain(const crypto::HouseholdId& household,
                                                          std::uint64_t from,
                                                          std::uint32_t most) = 0;
    /// Those with sizeFrom ≤ size ≤ sizeTo, rising; at most limits::kEntriesPerPageMax.
    virtual Result<std::vector<std::string>> checkpoints(std::uint64_t sizeFrom,
                                                         std::uint64_t sizeTo) = 0;
    virtual Result<std::optional<std::string>> newestCheckpoint() = 0;
    /// Attached objects by name; nullopt where there is none (any more). Same order as asked.
    /// Errors: also LimitReached (together above kObjectsBytesMax: no answer could carry them).
    virtual Result<std::vector<std::optional<Bytes>>> objects(const std::vector<Hash32>& names) = 0;
    /// The newest limits::kEntriesPerPageMax, oldest first.
    virtual Result<std::vector<Bytes>> keysFor(const crypto::DeviceId& device) = 0;
    /// Rising by invitation; at most limits::kEntriesPerPageMax.
    virtual Result<std::vector<PendingEnrolment>> enrolments() = 0;
    virtual Result<std::optional<PendingEnrolment>> enrolment(const crypto::InvitationId& id) = 0;
    /// See Transaction::putNote.
    virtual Result<std::optional<Bytes>> note(std::string_view name) = 0;
};

/// The one writing transaction. Also the world that decisions look at, with everything that this
/// transaction has already changed. Rolls back when destroyed uncommitted.
///
/// `directory()` of the world is the one the writer gave to `Store::begin`. After the first failed
/// write nothing more is written, and `commit` fails with it.
///
/// Errors: StorageFailed, StorageFull. Thread: one at a time. Ownership: must not outlive the
/// store.
class Transaction : public crypto::World {
public:
    /// The chains of a household as of now in this transaction.
    virtual Result<crypto::HouseholdHeads> heads(const crypto::HouseholdId& household) = 0;
    virtual Result<std::optional<RememberedRequest>> request(const crypto::DeviceId& device,
                                                             const crypto::RequestId& id) = 0;
    /// Adds the entry with all it joins and names, and advances those chains. Errors: also Internal
    /// (its chains are not as StoredEntry says); StorageFailed also for a sequence that is not
    /// next.
    virtual Status add(const StoredEntry& entry) = 0;
    virtual Status apply(const crypto::Changes& changes, std::uint64_t sequence) = 0;
    /// The same text again is no harm; another for the same size is refused with StorageFailed.
    virtual Status addCheckpoint(std::uint64_t size, const std::string& text) = 0;
    /// Root of a completed tile of 256 leaves (level 8 of the tree); in the transaction that adds
    /// the last of these leaves.
    virtual Status addTile(std::uint64_t index, const Hash32& root) = 0;
    /// A key sealed to a device, delivered by FetchKeys. It replaces what came to the device from
    /// the same source (at most 64 bytes), if that is not empty: so one sender cannot push out the
    /// keys of others.
    virtual Status addKey(const crypto::DeviceId& device, ByteView sealed, ByteView source) = 0;
    virtual Result<std::optional<PendingEnrolment>> enrolment(const crypto::InvitationId& id) = 0;
    virtual Status putEnrolment(const PendingEnrolment& enrolment) = 0;
    virtual Status removeEnrolment(const crypto::InvitationId& id) = 0;
    /// A small fact about the store as a whole (that it was restored from a backup, say). Names
    /// that start with "store." are the store's own.
    virtual Status putNote(std::string_view name, ByteView value) = 0;
    /// Forgets quota windows that were over before `before`; at most 1000 rows. Requests are
    /// remembered as long as their entries are there: their answers have to be kept anyway.
    virtual Status forget(crypto::UnixMillis before) = 0;
    /// Durable when it returns. Errors: StorageFull and StorageFailed leave nothing behind (but a
    /// crash right after a StorageFailed may show the transaction whole); an fsync error ends the
    /// process instead of returning.
    virtual Status commit() = 0;
};

/// What the writer needs to go on after a start, read without replaying the log.
struct StartState {
    std::uint64_t size = 0;
    std::vector<Hash32> tiles;       // level 8
    std::vector<Hash32> lastLeaves;  // of the unfinished tile
    std::optional<std::string> checkpoint;
    std::vector<StoredLine> directory;  // the directory chain, in order
};

/// A store. Thread: `begin` is called by one thread (the writer's); `reader` by any.
class Store {
public:
    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    Store(Store&&) = delete;
    Store& operator=(Store&&) = delete;
    virtual ~Store() = default;

    /// Errors: StorageFailed (also tiles, leaves and size that do not fit together).
    virtual Result<StartState> start() = 0;
    /// `directory` outlives the transaction. One at a time. Errors: Busy, StorageFailed,
    /// StorageFull (upkeep that is overdue found no room; what is there can still be read).
    virtual Result<std::unique_ptr<Transaction>> begin(const crypto::Directory& directory) = 0;
    /// Bounded pool. Errors: Busy (exhausted), StorageFailed. Ownership: must not outlive the
    /// store.
    virtual Result<std::unique_ptr<Reading>> reader() = 0;
    /// Upkeep that nobody should have to wait for; does nothing most of the time. For the writer's
    /// thread, after the answers of a commit went out. When it is never called, `begin` does it.
    /// Errors: StorageFailed, StorageFull; nothing that was committed is lost by them.
    virtual Status tidy() = 0;
    /// True once the store's file was removed or replaced under it. Everything fails from then on,
    /// but the process should stay: what it has open can still be rescued, and is gone with it.
    [[nodiscard]] virtual bool fileGone() const { return false; }
};

}  // namespace voordeur::server::storage
