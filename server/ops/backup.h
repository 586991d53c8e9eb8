#pragma once

#include "crypto/shared/backup_format.h"
#include "server/ops/config.h"
#include "server/ops/server_keys.h"

#include <optional>
#include <string>

// Backups of a server at work (docs/operations.md, Copies). They are sealed to an offline key; what
// can open them is voordeur-restore, and no part of the server.
namespace voordeur::server::ops {

/// The public half of the offline key, in the folder of the keys.
inline constexpr const char* kBackupKeyFile = "backup.pub";
/// When the last backup was made, beside the store.
inline constexpr const char* kLastBackupFile = "last-backup";
/// How old the last backup may become before `doctor` says so.
inline constexpr crypto::UnixMillis kBackupAgeMillisMax = 48ULL * 3600 * 1000;

struct BackupParts {
    const Config& config;
    const ServerKeys& keys;
    const crypto::Clock& clock;
    crypto::RandomSource& random;
    std::string version;  // of this program
};

struct MadeBackup {
    std::string path;
    crypto::BackupManifest manifest;
};

/// Copies the store as of one committed state, checks the copy (every page, and the log against its
/// checkpoint), and writes it sealed, with keys and configuration, to `target`: a new file, or a
/// folder in which the file gets the time as its name. Also beside a running server. Needs room for
/// one more copy beside the store while it works.
///
/// Errors: KeyMissing (no backup.pub yet) · Malformed (what stands there is none) · Busy (another
/// backup is being made) · NotFounded · FileExists · StorageFull · StorageFailed · CheckpointBroken
/// · FileUnreadable (a key file, the store). Nothing is left behind then.
crypto::Result<MadeBackup> createBackup(const BackupParts& parts, const std::string& target);

struct LastBackup {
    crypto::UnixMillis made = 0;
    crypto::LogHead head;
};
/// nullopt: never, or not known.
std::optional<LastBackup> lastBackup(const Config& config);
/// Is there a key to seal backups to?
bool hasBackupKey(const Config& config);

}  // namespace voordeur::server::ops
