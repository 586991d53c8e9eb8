#pragma once

#include "crypto/base/random.h"
#include "crypto/base/wiped_array.h"
#include "crypto/shared/backup_format.h"
#include "crypto/shared/hash.h"

#include <memory>
#include <string>

namespace voordeur::server::ops {

/// Writes one backup: content in, sealed chunks out, with 2 MiB of memory. Until `finish` the file
/// has another name, which no program takes for a backup; without `finish` it is removed.
///
/// Errors: FileExists, StorageFull, StorageFailed, WeakKey (recipient), Internal.
/// Thread: one at a time.
class BackupFileWriter {
public:
    /// The file's name must not exist yet.
    static crypto::Result<std::unique_ptr<BackupFileWriter>> create(
        const std::string& path,
        const crypto::BackupManifest& manifest,
        crypto::RandomSource& random);
    BackupFileWriter(const BackupFileWriter&) = delete;
    BackupFileWriter& operator=(const BackupFileWriter&) = delete;
    BackupFileWriter(BackupFileWriter&&) = delete;
    BackupFileWriter& operator=(BackupFileWriter&&) = delete;
    ~BackupFileWriter();

    /// In the order and with the sizes of the manifest. More than that is our own bug.
    crypto::Status add(crypto::ByteView content);
    /// Signs, makes it durable and gives it its name. Errors: also StorageFailed when less came
    /// than the manifest says.
    crypto::Status finish(const crypto::SigningKey& logKey);

private:
    BackupFileWriter(std::string path, crypto::BackupManifest manifest)
        : m_path(std::move(path)), m_manifest(std::move(manifest)) {}
    crypto::Status begin(crypto::RandomSource& random);
    crypto::Status sealChunk();
    crypto::Status write(crypto::ByteView bytes);
    [[nodiscard]] std::string draft() const { return m_path + ".part"; }

    const std::string m_path;
    const crypto::BackupManifest m_manifest;
    crypto::WipedArray<32> m_key;
    crypto::Bytes m_plain;
    crypto::Sha256 m_written;
    std::uint64_t m_next = 0;
    int m_file = -1;
};

/// Checks a backup as far as that goes without its key: every byte is as the server with this log
/// key wrote it. Errors: FileUnreadable, BackupBroken, UnknownVersion, WrongInstance (another
/// server made it).
crypto::Result<crypto::BackupManifest> checkBackupFile(const std::string& path,
                                                       const crypto::PublicKey32& logKey);

}  // namespace voordeur::server::ops
