#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"

#include <string>

// Small files of programs: keys, certificates, configuration, keystores. Thread: any.
namespace voordeur::crypto {

/// Writes a file that must not exist yet, readable by its owner alone, durable when it returns.
/// Errors: FileExists, StorageFull, StorageFailed.
Status writeNewFile(const std::string& path, ByteView content);
/// The same for a file that may exist: whoever looks finds the old content or the new, never half.
/// Errors: StorageFull, StorageFailed.
Status replaceFile(const std::string& path, ByteView content);
/// Errors: FileUnreadable (missing, unreadable, above 1 MiB).
Result<Bytes> readFile(const std::string& path);
/// The same for a secret; refuses a file that others than its owner can read.
/// Errors: FileUnreadable.
Result<SecretBytes> readSecretFile(const std::string& path);
/// Makes a directory for its owner alone; fine when it is there already and is so.
/// Errors: StorageFailed, FileUnreadable (there, but open to others).
Status makePrivateDirectory(const std::string& path);
/// True when only the owner may read it.
bool isPrivate(const std::string& path);

}  // namespace voordeur::crypto
