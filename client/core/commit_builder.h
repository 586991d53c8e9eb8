#pragma once

#include "client/core/household_file.h"
#include "crypto/shared/payloads.h"

#include <optional>
#include <vector>

namespace voordeur::client::core {

/// One record to write; without a value it is taken away (its row stays as a tombstone).
struct RecordWrite {
    crypto::CompartmentId compartment;
    crypto::RecordId id;
    std::optional<sealed::Record> record;
    /// The version this write was made on; 0: a new record.
    std::uint64_t basedOn = 0;
};

/// A payload with the objects it names, in order.
struct BuiltCommit {
    crypto::CommitPayload payload;
    std::vector<Bytes> attachments;
};

/// Builds the epochs, grants, manifests and envelopes of a write.
///
/// Starts a compartment that does not exist yet, and starts a new epoch where somebody left
/// (`rotationDue`) and where this device can mend what somebody's key left closed to others.
/// Thread: one at a time. Ownership: borrows session.
class CommitBuilder {
public:
    explicit CommitBuilder(Session& session) : m_session(session) {}

    /// A new household: epoch 1 of the shared core and of the own agency's part, granted to the own
    /// team, and of the shared core to `alsoTo` (whose grant the server holds until it accepts).
    Result<BuiltCommit> forIntake(const crypto::HouseholdId& household,
                                  const std::vector<RecordWrite>& writes,
                                  std::uint16_t basis,
                                  const std::optional<crypto::TeamId>& alsoTo);

    /// Errors: EtagMismatch (a record has another version than `basedOn`: a person decides),
    /// KeyMissing, TeamKeyMissing, LimitReached, TextTooLong, MessageTooLarge.
    Result<BuiltCommit> forWrites(const HouseholdFile& file,
                                  const std::vector<RecordWrite>& writes,
                                  std::uint16_t basis);

    /// A new epoch alone, for a compartment whose current key does not open for the own team.
    Result<BuiltCommit> forMending(const HouseholdFile& file,
                                   const crypto::CompartmentId& compartment,
                                   std::uint16_t basis);

    /// A grant of a compartment's current key to another team. Errors: as above, GrantBroken.
    struct BuiltGrant {
        crypto::GrantRef ref;
        Bytes body;
    };
    Result<BuiltGrant> grant(const crypto::EpochRecord& epoch,
                             const crypto::CompartmentKey& key,
                             const crypto::TeamId& team,
                             std::uint16_t basis);

private:
    struct Part;
    Result<Part> newEpoch(const crypto::EpochRecord& record,
                          const std::vector<crypto::EarlierKey>& earlier,
                          std::uint16_t basis);
    Result<Part> partFor(const HouseholdFile& file,
                         const crypto::CompartmentId& compartment,
                         std::uint16_t basis);
    Status addRow(Part& part, const RecordWrite& write);

    Session& m_session;
};

}  // namespace voordeur::client::core
