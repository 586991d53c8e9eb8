#pragma once

#include "client/core/directory_copy.h"
#include "client/core/local_store.h"
#include "client/core/transport.h"
#include "crypto/shared/directory_state.h"

#include <optional>

// A log that was put back from a copy (docs/protocol.md, Restoration). What a device saw of the
// part that is lost it lets go only when founders say so in the log.
namespace voordeur::client::core {

/// What this device let go, for the person at it.
struct RestoredLog {
    crypto::Restoration restoration;
    /// Of the founders' word.
    std::uint64_t sequence = 0;
    /// The head that this device had kept.
    crypto::LogHead kept;
    /// Own acts that rested on the lost part and were not confirmed: to be done again by hand.
    std::size_t dropped = 0;
};

/// Is this how a log looks that was put back from a copy? Or like a server that lies.
bool looksRestored(crypto::Reason reason);

/// The whole directory as the server shows it now, judged from the founding on.
/// Errors: those of Transport and of DirectoryCopy::add.
Result<DirectoryCopy> fetchDirectory(Transport& transport, const crypto::InstanceId& instance);

/// How many lines of `known` stand in what is left of the log. Those must be in `now` just so, and
/// what follows there must be newer. Errors: DirectoryChainWrong.
Result<std::uint64_t> linesLeft(const DirectoryCopy& known,
                                const DirectoryCopy& now,
                                std::uint64_t restoredSize);

/// The founders' word in `now` that lets go of `kept`: it names that head or a later one; enough of
/// those who signed it are founders in `known` as well, so that nobody comes back as a founder by
/// having the log put back to before he left; and its restoration is newer than all in `known`, so
/// that no word lets go twice, nor two words by turns.
std::optional<crypto::Directory::KnownRestoration> restorationOf(const DirectoryCopy& now,
                                                                 const DirectoryCopy& known,
                                                                 const crypto::LogHead& kept);

}  // namespace voordeur::client::core
