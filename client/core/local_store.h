#pragma once

#include "client/core/pending_state.h"
#include "client/core/transport.h"
#include "crypto/base/secret_bytes.h"
#include "crypto/rules/household_state.h"
#include "crypto/shared/entry.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace voordeur::client::core {

/// Who made the key of one epoch, and when, by the household's chain.
struct EpochMade {
    crypto::CompartmentId compartment;
    std::uint32_t epoch = 1;
    crypto::DeviceId device;
    crypto::UnixMillis time = 0;
};

/// A grant to the own team that this device verified and opened once. Sealed to the team: without
/// the keystore it opens nothing.
struct KeptGrant {
    crypto::GrantHeader header;
    Bytes body;
};

/// Which device's line brought the version of a record that counts now, by the household's chain.
struct RecordMade {
    crypto::CompartmentId compartment;
    crypto::RecordId record;
    std::uint64_t version = 1;
    crypto::DeviceId device;
};

/// What this device knows of one household's chains: the state that replaying gives, and how far.
struct KnownHousehold {
    crypto::HouseholdState state;
    crypto::ChainHead stateChain;
    /// Everybody who led, oldest first; the last is the lead now, if there is one.
    std::vector<crypto::Lead> leads;
    /// Count of the chain of all entries when last seen; it may never shrink.
    std::uint64_t allCount = 0;
    /// Epochs that were followed since what was kept; asked for one by one with `epochMade`.
    std::vector<EpochMade> epochs;
    /// Records that were followed since; asked for one by one with `recordMade`.
    std::vector<RecordMade> records;
};

/// The chain of all entries of a household as an own entry last told it, that entry included.
struct HouseholdSight {
    crypto::ChainHead all;
    std::uint64_t sequence = 0;  // of that entry
};

/// How a household's chains once were, by an own entry: whoever replays them comes by this.
struct HouseholdAnchor {
    crypto::ChainHead stateChain;
    std::uint64_t allCount = 0;
};

/// A request that was sent or is about to be; kept before the first send so that a resend after a
/// crash carries the same id, and afterwards until the person knows what became of it.
struct PendingRequest {
    crypto::RequestId id;
    crypto::Method method = crypto::Method::Check;
    SignedRequest request;
    /// Names what the person wanted: the same wish again is this request again.
    crypto::Hash32 wish{};
    /// What the person would have to type again otherwise (kept_work.h).
    Bytes kept;
    PendingState state = PendingState::Waiting;
    std::optional<crypto::Reason> reason;  // of Undecided and Refused
};

/// What this device lets go when founders said that the log was put back from a copy.
struct LostPart {
    crypto::Restoration restoration;
    crypto::LogHead head;          // to hold from now on
    std::uint64_t linesLeft = 0;   // of the directory
    std::vector<ChainLine> lines;  // what stands behind those, up to the founders' word
};

/// This device's memory, encrypted (SQLCipher, keyed from the keystore): what was verified, so that
/// nothing older is ever believed again, and what must not be lost.
///
/// Errors: StorageFailed, StorageFull, SchemaNewer. Thread: one at a time; several processes may
/// have it open (each call is its own transaction).
class LocalStore {
public:
    LocalStore() = default;
    LocalStore(const LocalStore&) = delete;
    LocalStore& operator=(const LocalStore&) = delete;
    LocalStore(LocalStore&&) = delete;
    LocalStore& operator=(LocalStore&&) = delete;
    virtual ~LocalStore() = default;

    /// Another number than before once somebody else who has it open wrote into it.
    virtual Result<std::uint64_t> othersVersion() = 0;

    virtual Result<crypto::LogHead> head() = 0;
    /// Keeps `head` if it is larger than the one kept.
    virtual Status raiseHead(const crypto::LogHead& head) = 0;

    /// The largest head of at most this size that was kept once; what is long ago stands far apart.
    virtual Result<std::optional<crypto::LogHead>> headBefore(std::uint64_t size) = 0;

    /// Takes back the head, the directory and all households, which are replayed anew and have to
    /// come by their anchors of what is left. The one way in which anything here becomes older.
    /// Grants of keys made before the loss stay.
    virtual Status letGo(const LostPart& lost) = 0;

    virtual Result<std::vector<ChainLine>> directoryLines() = 0;
    virtual Status addDirectoryLines(std::uint64_t position,
                                     const std::vector<ChainLine>& lines) = 0;

    virtual Result<std::optional<KnownHousehold>> household(const crypto::HouseholdId& id) = 0;
    virtual Result<std::vector<std::pair<crypto::HouseholdId, std::uint64_t>>> knownCounts() = 0;
    virtual Status putHousehold(const KnownHousehold& household, const HouseholdSight& sight) = 0;
    virtual Result<std::optional<HouseholdSight>> lastSight(const crypto::HouseholdId& id) = 0;
    /// Keeps `sight` if its chain is longer than that of the one kept.
    virtual Status raiseSight(const crypto::HouseholdId& id, const HouseholdSight& sight) = 0;
    /// Rising. What was seen lately stands close together, what is long ago far apart.
    virtual Result<std::vector<HouseholdAnchor>> anchors(const crypto::HouseholdId& id) = 0;

    virtual Result<std::optional<EpochMade>> epochMade(const crypto::HouseholdId& household,
                                                       const crypto::CompartmentId& compartment,
                                                       std::uint32_t epoch) = 0;
    virtual Result<std::optional<RecordMade>> recordMade(const crypto::HouseholdId& household,
                                                         const crypto::CompartmentId& compartment,
                                                         const crypto::RecordId& record) = 0;
    /// The first grant of an epoch that opened stays: whoever makes a bad key later does not take
    /// the older ones away.
    virtual Status keepGrant(const KeptGrant& grant) = 0;
    virtual Result<std::optional<KeptGrant>> keptGrant(const crypto::HouseholdId& household,
                                                       const crypto::CompartmentId& compartment,
                                                       std::uint32_t epoch) = 0;

    virtual Status putPending(const PendingRequest& request) = 0;
    /// What is to be sent again: Waiting and Undecided, oldest first.
    virtual Result<std::vector<PendingRequest>> pending() = 0;
    /// All that is kept, oldest first.
    virtual Result<std::vector<PendingRequest>> unsettled() = 0;
    /// Which of them are not Waiting, and are settled once their line is seen. Not a RefuseLead: a
    /// note may belong to it (kept_work.h).
    virtual Result<std::vector<crypto::RequestId>> refusedOnce() = 0;
    /// Of `pending`, the one with this wish.
    virtual Result<std::optional<PendingRequest>> pendingWish(const crypto::Hash32& wish) = 0;
    virtual Status markPending(const crypto::RequestId& id,
                               PendingState state,
                               std::optional<crypto::Reason> reason) = 0;
    virtual Status removePending(const crypto::RequestId& id) = 0;

    /// Small values by name: secrets of open invitations, drafts, settings of this device.
    virtual Result<std::optional<Bytes>> value(const std::string& name) = 0;
    virtual Status putValue(const std::string& name, ByteView value) = 0;
    virtual Status removeValue(const std::string& name) = 0;
};

/// Opens or makes the store. `key`: 32 bytes.
Result<std::unique_ptr<LocalStore>> openLocalStore(const std::string& path,
                                                   const crypto::SecretBytes& key);

}  // namespace voordeur::client::core
