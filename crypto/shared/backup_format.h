#pragma once

#include "crypto/base/clock.h"
#include "crypto/shared/ids.h"
#include "crypto/shared/log_head.h"
#include "crypto/shared/signature.h"

#include <string>
#include <string_view>
#include <vector>

// The bytes of a backup (docs/operations.md, Copies). No secret is touched here.
//
//   file     header · chunks · fixed64 signature (type "backup", by the log's key, over the
//            SHA-256 of all before it). Nothing follows.
//   header   fixed4 "VDBK" · u8 1 · bytes manifest (≤ 128 KiB) · fixed32 enc · fixed48 sealed key:
//            HPKE mode base to `recipient`, info = "voordeur/v1/backup" ‖ 00 ‖ SHA-256(manifest)
//   chunk    ChaCha20-Poly1305 of 1 MiB of the content (the last: the rest, at least one byte)
//            under the sealed key; nonce = u32 (1: the last chunk, otherwise 0) ‖ u64 number from 0
//   content  the manifest's files, one after the other
//
// Size and order of everything follow from the manifest, so that what is cut off, put in or put
// elsewhere does not open.
namespace voordeur::crypto {

inline constexpr std::size_t kBackupChunkBytes = std::size_t{1024} * 1024;
inline constexpr std::size_t kBackupTagBytes = 16;
inline constexpr std::size_t kBackupSignatureBytes = 64;
inline constexpr std::size_t kBackupManifestBytesMax = std::size_t{128} * 1024;
inline constexpr std::size_t kBackupHeaderBytesMax = kBackupManifestBytesMax + 128;
inline constexpr std::string_view kBackupSignature = "backup";

/// One file of a backup. The name is relative, at most one folder deep, of [a-z0-9._-].
struct BackupFile {
    std::string name;
    std::uint64_t size = 0;
    friend bool operator==(const BackupFile&, const BackupFile&) = default;
};

/// What a backup says of itself to everybody. Grammar: fixed32 instance · u64 made · LogHead head ·
/// u64 lastTime · u32 schema · text version · text checkpoint · fixed32 recipient · list (text
/// name · u64 size), 1..32, names strictly rising.
struct BackupManifest {
    InstanceId instance{};
    UnixMillis made = 0;
    LogHead head;             ///< of the log in it
    UnixMillis lastTime = 0;  ///< of its last entry
    std::uint32_t schema = 0;
    std::string version;     ///< of the program
    std::string checkpoint;  ///< of `head`, signed by the log's key
    PublicKey32 recipient{};
    std::vector<BackupFile> files;

    [[nodiscard]] Bytes encode() const;
    /// Errors: BackupBroken.
    static Result<BackupManifest> decode(ByteView bytes);
    /// Of all files together; at least 1.
    [[nodiscard]] std::uint64_t contentBytes() const;
    [[nodiscard]] std::uint64_t chunkCount() const;
    /// Plain bytes in this chunk.
    [[nodiscard]] std::size_t chunkBytes(std::uint64_t number) const;
    friend bool operator==(const BackupManifest&, const BackupManifest&) = default;
};

/// The front of a backup.
struct BackupHeader {
    Bytes manifestBytes;
    PublicKey32 enc{};
    ByteArray<48> sealedKey{};

    [[nodiscard]] Bytes encode() const;
    /// Reads it from the first bytes of a file; `size` becomes how many it took.
    /// Errors: BackupBroken; UnknownVersion.
    static Result<BackupHeader> decode(ByteView front, std::size_t& size);
};

/// What the key of a backup with this manifest is sealed with.
Bytes backupInfo(ByteView manifestBytes);
ByteArray<12> backupNonce(std::uint64_t number, bool last);

/// The key that backups are sealed to, as the server keeps it: armored with "BACKUP KEY".
std::string backupKeyText(const PublicKey32& key);
/// Errors: Malformed.
Result<PublicKey32> backupKeyFrom(std::string_view text);

}  // namespace voordeur::crypto
