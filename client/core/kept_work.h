#pragma once

#include "client/core/session.h"
#include "client/core/views.h"

#include <vector>

// What a person did and nobody confirmed (docs/protocol.md §5.5): sent again, done anew where that
// cannot make it happen twice, and otherwise told to the person until he dismisses it.
namespace voordeur::client::core {

/// Sends again what waits (Session::resumePending). What was refused only because it came late is
/// then done anew, where both cannot happen: notes and other records (each has its own id and
/// version), and answers to an offer (it is open once). Errors: the first reason why something
/// waits on.
Status settleKept(Session& session);

/// Everything that is not settled, oldest first. Errors: those of the store.
Result<std::vector<UnsettledAct>> unsettledActs(Session& session);

/// The person knows, and it is kept no longer. What waits is not sent again either: it may have
/// been done all the same. Errors: NotFound, those of the store.
Status dismissUnsettled(Session& session, const crypto::RequestId& id);

}  // namespace voordeur::client::core
