#pragma once

#include "client/core/session.h"

#include <string>
#include <vector>

// What only privacy officers can open of a log line: whom a question was about, and why a lead was
// refused (docs/protocol.md §7.2).
namespace voordeur::client::core {

/// The sealed detail of one line, opened and held against what the line says publicly.
struct OfficerDetail {
    struct Identifier {
        std::string kind;   // "bsn", "address", "name-birth"
        std::string value;  // in normal form
    };
    /// As they were asked after or registered.
    std::vector<Identifier> identifiers;
    /// Why somebody said no to a lead.
    std::string reason;
    /// The blinded elements of the line are those that these identifiers and blinds give; for a
    /// Check, Register or Intake, the tokens that the line used are those that the evaluations
    /// which it cites give for these identifiers. False: whoever signed sealed something else than
    /// they sent.
    bool matches = true;
};

/// Reads the Evaluate lines that the line cites; each reading is an entry.
///
/// Errors: NotFound (the line has no detail), Denied (this device has no officers' key for it),
/// SealBroken, Malformed (also identifiers that are no text), DetailMissing (bytes that the line
/// does not commit to), those of Session::readLog.
Result<OfficerDetail> openOfficerDetail(Session& session, const RawLogLine& line);

}  // namespace voordeur::client::core
