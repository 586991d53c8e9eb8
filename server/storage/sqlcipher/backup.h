#pragma once

#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"

#include <string>

namespace voordeur::server::storage {

/// Copies a store as it is at this moment into a new file, also while a server works on it: the
/// copy is one committed state, and everything that was acknowledged before the call is in it. Same
/// key. The file is made 0600 in a directory that must be ours alone, and is durable when this
/// returns.
///
/// While it runs, the server's WAL cannot start over, and grows.
/// Errors: FileUnreadable, ConfigInvalid, SchemaNewer (as openSqlcipherStore) · FileExists ·
/// StorageFull · StorageFailed. After an error the new file, where it was made, is removed.
crypto::Status backupSqlcipherStore(const std::string& path,
                                    const crypto::SecretBytes& key,
                                    const std::string& target);

/// Reads every page of a store and compares all that SQLite can compare. Slow: it is for backups
/// and for `doctor`. Errors: those of openSqlcipherStore; StorageFailed (damaged).
crypto::Status checkSqlcipherStore(const std::string& path, const crypto::SecretBytes& key);

}  // namespace voordeur::server::storage
