#pragma once

#include "client/core/membership.h"
#include "client/core/session.h"
#include "crypto/shared/restore_sheet.h"

#include <optional>
#include <vector>

// The ceremony after a backup was put back: founders say in the log what is lost, so that devices
// that saw more go on (docs/operations.md, Restore). The session was opened and not synchronised:
// until the word of the founders stands in the log, that is refused.
namespace voordeur::client::core {

/// What founders sign, and what they should know before.
struct RestorePlan {
    crypto::Restoration restoration;
    /// Directory changes that this device had seen and that are gone, oldest first: to be done
    /// again by hand, revocations at once.
    std::vector<crypto::DirectoryChange> lostChanges;
    /// The directory as the restored log has it; names for `lostChanges` stand in the session's.
    crypto::Directory directory;
};

/// Compares sheet, server and this device. `lost`: a higher head that somebody else had kept
/// (`log verify` prints it); default: this device's own.
///
/// Errors: WrongInstance (the sheet) · CheckpointBroken, LogOriginWrong (the sheet is not of this
/// log) · Denied (not at a founder's device) · NothingLost (this device saw no more than there is,
/// and no `lost` was given)
/// · AlreadyExists (founders have said so already: just synchronise) · LogFork (`lost` and the own
/// head differ at one size) · DirectoryChainWrong (the server changed what is left) · LogShrunk,
/// LogFork, ConsistencyBroken (the server does not go on from the sheet's head).
Result<RestorePlan> planRestoration(Session& session,
                                    const crypto::RestoreSheet& sheet,
                                    const std::optional<crypto::LogHead>& lost);

/// The request as its asker begins it; goes to other founders where the policy wants more than one.
CosignRequest beginRestoration(const Session& session, const RestorePlan& plan);

/// Another founder signs. Errors: those of planRestoration; Malformed (no such request);
/// PayloadMismatch (another sheet); LogShrunk (this device saw more than the request names: begin
/// anew with `lost` set to this device's head).
Status signRestoration(Session& session, const crypto::RestoreSheet& sheet, CosignRequest& request);

/// Its asker sends it, and goes on with the restored log. Errors: as signRestoration; NotAddressee;
/// SecondPersonNeeded; those of a logged call.
Status finishRestoration(Session& session,
                         const crypto::RestoreSheet& sheet,
                         const CosignRequest& request);

/// What a request asks for. Errors: Malformed.
Result<crypto::Restoration> restorationIn(const CosignRequest& request);

}  // namespace voordeur::client::core
