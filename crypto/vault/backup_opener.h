#pragma once

#include "crypto/base/secret_bytes.h"
#include "crypto/shared/backup_format.h"
#include "crypto/shared/hash.h"
#include "crypto/vault/seal.h"

#include <istream>

namespace voordeur::crypto {

/// Opens a backup, chunk by chunk and with bounded memory, with the key it was sealed to. Not for
/// the server: backups are opened where that key is, by voordeur-restore.
///
/// Nothing of a chunk is returned before it was verified; that all of it is there, in order, is
/// known after `finish`. Thread: one at a time. Ownership: borrows the stream.
class BackupOpener {
public:
    /// Errors: BackupBroken (not a backup, damaged), UnknownVersion, BackupKeyWrong (it was sealed
    /// to another key), WeakKey.
    static Result<BackupOpener> open(std::istream& in, const SealKeyPair& key);

    [[nodiscard]] const BackupManifest& manifest() const { return m_manifest; }
    [[nodiscard]] bool done() const { return m_next == m_manifest.chunkCount(); }
    /// The next piece of the content. Errors: BackupBroken.
    Result<SecretBytes> next();
    /// After the last chunk: the signature by the log's key, which stands in the backup itself
    /// (`logKey`), and that nothing follows. Errors: BackupBroken.
    Status finish(const PublicKey32& logKey);

private:
    BackupOpener(std::istream& in, BackupManifest manifest, SecretBytes key)
        : m_in(&in), m_manifest(std::move(manifest)), m_key(std::move(key)) {}

    std::istream* m_in;
    BackupManifest m_manifest;
    SecretBytes m_key;
    Sha256 m_seen;
    std::uint64_t m_next = 0;
};

}  // namespace voordeur::crypto
