#pragma once

#include "crypto/base/secret_bytes.h"
#include "server/storage/store.h"

#include <functional>
#include <memory>
#include <string>

namespace voordeur::server::storage {

/// When upkeep is due. The defaults are measured; tests make them small.
struct SqlcipherUpkeep {
    /// Pages of the WAL that are moved into the file at once: 16 MiB. Often enough that a start
    /// after a crash has little to read, and seldom enough that what is written again and again is
    /// moved once.
    std::uint32_t checkpointPages = 4000;
    /// Pages from which on readers are made to wait a moment, so that the WAL can start over.
    std::uint32_t walPagesMax = 16'000;
    /// How far the ends of chains in the file may be behind (chain_tails.h).
    std::uint64_t tailsBehindMax = 16'384;
};

/// How the store is opened.
struct SqlcipherOptions {
    /// Called when the disk failed to confirm what was written: must end the process. When empty: a
    /// line for the operator on stderr and exit code 70. If it returns (tests), the store answers
    /// nothing but StorageFailed from then on.
    std::function<void(crypto::Reason)> onFatal;
    /// Only to look: beside a server that runs, or where nothing may change. `begin` is refused,
    /// and the chains of households end where they did when it was opened.
    bool readOnly = false;
    SqlcipherUpkeep upkeep;
    /// Readers at once; each keeps up to 2 MiB of pages.
    std::size_t readersMax = 8;
    /// Name of a SQLite VFS that a test registered. The system's files are not looked at then:
    /// permissions, lock, and whether they are still there.
    std::string vfs;
};

/// Makes a new, empty store. `key`: 32 random bytes. The directory must exist, and belong to us
/// alone (0700); the file is made 0600.
///
/// Errors: FileExists · ConfigInvalid (directory missing, or open to others) · VersionUnsupported
/// (the SQLCipher linked is too old) · StorageFull · StorageFailed. A file left over by a failure
/// has no schema and is refused by `openSqlcipherStore`.
crypto::Status createSqlcipherStore(const std::string& path,
                                    const crypto::SecretBytes& key,
                                    const SqlcipherOptions& options = {});

/// Opens a store, brings its schema up to date, and recovers what a crash left in the WAL.
///
/// Errors: FileUnreadable (no such file) · ConfigInvalid (file or directory are not ours, or open
/// to others) · Busy (another server has it open) · SchemaNewer · VersionUnsupported · StorageFull
/// · StorageFailed (also a wrong key, which cannot be told from a damaged file). Ownership: keeps a
/// copy of the key, for readers that are opened later.
Result<std::unique_ptr<Store>> openSqlcipherStore(const std::string& path,
                                                  const crypto::SecretBytes& key,
                                                  const SqlcipherOptions& options = {});
Result<std::unique_ptr<Store>> openSqlcipherStore(const std::string& path,
                                                  const crypto::SecretBytes& key,
                                                  std::function<void(crypto::Reason)> onFatal);

}  // namespace voordeur::server::storage
