#pragma once

#include "client/core/device_secrets.h"
#include "client/core/local_store.h"
#include "client/core/restored.h"
#include "client/core/transport.h"
#include "crypto/base/clock.h"
#include "crypto/base/random.h"
#include "crypto/rules/household_state.h"
#include "crypto/shared/directory_state.h"
#include "crypto/shared/statement.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace voordeur::client::core {

/// What is to be asked; the session makes, signs, sends and checks the rest.
struct CallDraft {
    crypto::Method method = crypto::Method::Check;
    Bytes payload;
    std::vector<Bytes> attachments;
    /// Plain text of the detail; sealed to the privacy officers by the session. Empty: none.
    Bytes detail;
    std::uint16_t purpose = 0;                    // the basis follows from the policy
    std::vector<crypto::HouseholdId> households;  // rising
    /// The team to act in; default: the device's own.
    std::optional<crypto::TeamId> team;
    /// Fixed beforehand where a second person signed for this one request; default: a fresh one.
    std::optional<crypto::RequestId> requestId;
    /// What makes this the same wish as another time, where the payload has something random:
    /// while nobody knows what became of a wish, the same one is the same request. Default: payload
    /// and detail.
    Bytes same;
    /// Kept on this device with the request until it is settled: what the person typed.
    Bytes kept;
};

/// An answer after every check of docs/protocol.md, "what a client verifies": the entry is my own
/// statement, in the log, in a tree that extends what I knew, under a directory and household
/// chains that equal what I replayed.
struct VerifiedAnswer {
    crypto::Entry entry;
    Bytes answer;
    /// The payload that the entry commits to: of an earlier request, where this was the same wish.
    Bytes payload;
    /// States of the households that were read, as of just before the entry.
    std::map<crypto::HouseholdId, crypto::HouseholdState> households;
    /// Objects that came along, under the hash they really have.
    std::map<crypto::Hash32, Bytes> objects;
};

/// What belongs to a kept request and is done once that was settled, before it is forgotten: by its
/// statement and by what was kept beside it (PendingRequest::kept).
using Afterwards = std::function<Status(const crypto::Statement&, ByteView)>;

/// What the server said does not hold; no reason of this device's own, and no refusal.
bool isServerFault(crypto::Reason reason);

/// One device at work. Owns the verified directory.
///
/// Errors of `call`: the server's refusals as they are; and, when the *server* is at fault, one
/// named reason each: EntryNotMine, InclusionBroken, ConsistencyBroken, CheckpointBroken,
/// LogOriginWrong, LogShrunk, LogFork, AnswerMismatch, DirectoryChainWrong, HouseholdChainWrong.
/// After LogFork nothing more is sent until a person has looked.
/// Thread: one at a time. Ownership: borrows store, transport, clock and random, which outlive it.
class Session {
public:
    struct Parts {
        LocalStore& store;
        Transport& transport;
        const crypto::Clock& clock;
        crypto::RandomSource& random;
    };
    /// Replays the directory kept on this device. Errors: those of the store; DirectoryChainWrong.
    static Result<std::unique_ptr<Session>> open(DeviceSecrets secrets, const Parts& parts);
    ~Session();
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;
    Session(Session&&) = delete;
    Session& operator=(Session&&) = delete;

    [[nodiscard]] const crypto::Directory& directory() const;
    [[nodiscard]] const DeviceSecrets& secrets() const;
    [[nodiscard]] const crypto::Clock& clock() const;
    [[nodiscard]] crypto::RandomSource& random() const;
    [[nodiscard]] LocalStore& store() const;
    [[nodiscard]] Transport& transport() const;
    /// The head this device has verified.
    [[nodiscard]] crypto::LogHead head() const;

    /// Fetches and checks directory lines until its chain is as long as the server says, then the
    /// newest head, which must extend the one known, then keys sealed to this device. The directory
    /// is believed only once an entry of our own confirms it. Errors: also LogFork and the other
    /// reasons of a head that is wrong.
    ///
    /// A log that is shorter than this device knows, or another, is gone on with only when enough
    /// founders said in it that it was put back from a copy; `restored` then says what that cost.
    Status sync();
    /// What this session let go; nullopt in all others.
    [[nodiscard]] const std::optional<RestoredLog>& restored() const;

    /// Changes are kept until they are settled (LocalStore::pending). A wish that waits is sent
    /// again as it was, and refused with the reason for which it waits on; it never happens twice.
    Result<VerifiedAnswer> call(CallDraft draft);
    /// Sends what waits of this wish as it was; nullopt: nothing waits, or it is certain that it
    /// was not done. For acts that begin with reading, which could show that it was done. Errors:
    /// as `call`, where it waits on.
    Result<std::optional<VerifiedAnswer>> settleWish(const CallDraft& wish);
    /// One page of the whole log; `page.lines` are unchecked material for crypto::Replay.
    struct LogPage {
        VerifiedAnswer own;
        std::vector<RawLogLine> lines;
        std::vector<std::string> checkpoints;
    };
    Result<LogPage> readLog(std::uint64_t first, std::uint32_t count);
    /// Every entry that concerns a household, as far as the log goes now: complete by the chain of
    /// all its entries (WhoLooked). Errors: as `call`; SignatureBroken.
    Result<std::vector<crypto::Entry>> wholeChain(const crypto::HouseholdId& household,
                                                  std::uint16_t purpose);
    /// Sends again what was under way when this device stopped, or was answered with something that
    /// does not hold. What ends as done is forgotten, what is refused is kept for the person to
    /// hear of (LocalStore::unsettled), the rest waits on. Where `afterwards` fails, it is kept
    /// with that reason. Errors: the first reason why something waits on.
    Status resumePending(const Afterwards& afterwards = {});
    /// After a fork: nothing more is sent. `stop` says so to a session whose device saw it
    /// elsewhere.
    [[nodiscard]] bool stopped() const;
    void stop();

    /// True when `sync` opened keys that the keystore file does not have yet: the caller writes the
    /// keystore and says so.
    [[nodiscard]] bool keysChanged() const;
    void keysWritten();

private:
    class Impl;
    explicit Session(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace voordeur::client::core
