#pragma once

#include "client/core/registers/register_problem.h"
#include "crypto/base/reason.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What an import says about what it did. Codes only: the sentences are made in client/cli, with
// exhaustive switches over these lists.
namespace voordeur::client::core {

/// What was found while planning or sending, beyond what the reading found.
enum class ImportFinding : std::uint8_t {
    LeadMissing,         ///< refused: the register names no lead for this household
    LeadUnknown,         ///< refused: nobody of the directory who may lead is meant
    LeadSeveral,         ///< refused: more than one may be meant
    LeadCannotReceive,   ///< refused: the lead's team has no key yet
    NothingAllowed,      ///< refused: the agency may use none of the row's identifiers
    TooManyRecords,      ///< refused: more records than one intake may have
    TooManyIdentifiers,  ///< refused: more tokens than one call may have
    RefusedByServer,     ///< refused: `reason` says why
    OtherUnderNumber,    ///< notice: an involvement with other facts runs under the same number
    StillRunning,        ///< notice: over according to the register, still running in Voordeur
    Lapsed,              ///< notice: goes on according to the register, over in Voordeur
};
std::string_view nameOf(ImportFinding finding);
/// Only notices leave the row in.
bool isRefusal(ImportFinding finding);

/// One thing found about one row (or household, at its first row).
struct ImportProblem {
    /// Counted from 1, as an editor shows it.
    std::size_t line = 0;
    /// Header of the column it is about; empty when it is about the row.
    std::string column;
    crypto::Reason reason = crypto::Reason::InvalidArgument;
    ImportFinding finding = ImportFinding::RefusedByServer;
    std::string caseNumber;
    /// For notices: the involvement in Voordeur that it is about, in hexadecimal.
    std::string involvement;
    friend bool operator==(const ImportProblem&, const ImportProblem&) = default;
};

/// What became of one household or involvement of the register.
enum class ActResult : std::uint8_t { Done, AlreadyThere, Refused, NotDone };
std::string_view nameOf(ActResult result);

struct ActOutcome {
    std::size_t line = 0;
    std::string caseNumber;
    ActResult result = ActResult::NotDone;
    /// The household or involvement, in hexadecimal; empty where none was made.
    std::string id;
    friend bool operator==(const ActOutcome&, const ActOutcome&) = default;
};

struct ImportCounts {
    /// What went in now. `persons` are the members of `households`.
    std::size_t households = 0;
    std::size_t persons = 0;
    std::size_t involvements = 0;
    /// Households or involvements that met the other side, by the surest of their meetings:
    /// attached (citizen number), or proposed for a person to decide (misschien).
    std::size_t attachedCertain = 0;
    std::size_t proposed = 0;
    /// Rows that the reading left out: skipped, refused, or said before.
    std::size_t rows = 0;
    std::size_t skipped = 0;
    std::size_t rowsRefused = 0;
    std::size_t repeated = 0;
    /// Households or involvements that were refused as a whole, or were there already, or that were
    /// not reached because the import stopped.
    std::size_t refused = 0;
    std::size_t alreadyThere = 0;
    std::size_t notDone = 0;
    friend bool operator==(const ImportCounts&, const ImportCounts&) = default;
};

/// Identifiers by kind (index: kind − 1).
using KindNumbers = std::array<std::size_t, 3>;

struct ImportOutcome {
    ImportCounts counts;
    /// In order of lines.
    std::vector<ImportProblem> problems;
    std::vector<ActOutcome> acts;
    /// Why it ended before the last row; what went in stays in.
    std::optional<crypto::Reason> stopped;
    /// Identifiers of what is not done yet.
    KindNumbers identifiersLeft{};
};

/// How large a bulk quota the rest needs: every identifier is counted when it is evaluated and
/// again when it is registered.
inline constexpr std::size_t kChargesPerIdentifier = 2;

}  // namespace voordeur::client::core
