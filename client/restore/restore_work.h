#pragma once

#include "crypto/base/clock.h"
#include "crypto/base/random.h"
#include "crypto/shared/backup_format.h"
#include "crypto/shared/backup_server.h"
#include "crypto/shared/restore_sheet.h"
#include "crypto/vault/keystore.h"
#include "crypto/vault/seal.h"

#include <optional>
#include <string>

// The offline half of backups (docs/operations.md, Copies): who can do this has the key that no
// server has.
namespace voordeur::client::restore {

using crypto::Result;
using crypto::Status;

/// A new key: its secret half under a passphrase, in the form of a keystore (docs/protocol.md
/// §11.1) with a recovery code, and its public half for the server.
struct MadeKey {
    crypto::PublicKey32 key{};
    crypto::SecretBytes recoveryCode;
};
/// Writes both files; neither may exist. `kdf`: never below the floors.
/// Errors: FileExists, StorageFull, StorageFailed, PassphraseWeak, those of Keystore::create.
Result<MadeKey> makeKey(const std::string& privateFile,
                        const std::string& publicFile,
                        const crypto::SecretBytes& passphrase,
                        const crypto::KdfParameters& kdf,
                        crypto::RandomSource& random);
/// Errors: FileUnreadable; those of Keystore::open; WeakKey (a keystore of something else).
Result<crypto::SealKeyPair> openKey(const std::string& privateFile,
                                    const crypto::SecretBytes& passphrase);

/// What a backup says of itself. Unsigned: believe it after `unpack`.
/// Errors: FileUnreadable, BackupBroken, UnknownVersion.
Result<crypto::BackupManifest> look(const std::string& backup);

struct Unpacked {
    crypto::BackupManifest manifest;
    /// For the founders; restored now.
    crypto::RestoreSheet sheet;
};
/// Checks every byte, and puts the content into `folder`, which must be new or empty: whoever finds
/// the folder under its name finds all of it. `folder` empty: only checks. `expected`: whose backup
/// it has to be; without it a backup can only be compared with what it says of itself.
///
/// Errors: FileUnreadable · FileExists (something stands in the folder, or beside it under the name
/// with ".part", whoever made that) · BackupBroken · BackupKeyWrong · WrongInstance (a backup of
/// another server) · UnknownVersion · StorageFull · StorageFailed. Nothing is left behind then.
Result<Unpacked> unpack(const std::string& backup,
                        const crypto::SealKeyPair& key,
                        const std::string& folder,
                        const std::optional<crypto::BackupServer>& expected,
                        const crypto::Clock& clock);

}  // namespace voordeur::client::restore
