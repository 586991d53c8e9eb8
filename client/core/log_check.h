#pragma once

#include "client/core/session.h"
#include "client/core/views.h"
#include "crypto/rules/replay.h"

#include <functional>
#include <ostream>
#include <vector>

namespace voordeur::client::core {

/// How a full check is watched and stopped.
struct LogCheckWatch {
    std::function<void(LogProgress)> progress;  // may be empty
    std::function<bool()> cancelled;            // may be empty
};

/// Tells the person at this device what unlocking it let go.
Identity withRestored(Identity identity, const std::optional<RestoredLog>& restored);

/// Reads the whole log page by page and recomputes everything from entry 0; each page read is an
/// entry itself. With `bundle`, writes the offline proof bundle on the way.
///
/// `witnessed`: heads kept outside the server, besides this device's own.
/// Errors: Cancelled, those of Session::readLog, StorageFailed (the bundle). What is wrong with the
/// log itself is not an error but in the report.
Result<LogReport> checkLog(Session& session,
                           const std::vector<crypto::LogHead>& witnessed,
                           const LogCheckWatch& watch,
                           std::ostream* bundle);

/// The same, with the offline proof bundle in a new file. Half a proof is none: it is not left
/// behind. Errors: FileExists, and those of checkLog.
Result<LogReport> exportBundle(Session& session,
                               const std::string& path,
                               const std::vector<crypto::LogHead>& witnessed,
                               const LogCheckWatch& watch);

}  // namespace voordeur::client::core
