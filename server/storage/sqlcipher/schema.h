#pragma once

#include "server/storage/sqlcipher/wrapper.h"

namespace voordeur::server::storage::sqlcipher {

/// Applies the migrations that the file does not have yet, each in one transaction with its number.
/// `fresh`: the file was made just now and is empty; otherwise it must be a store of ours.
///
/// Errors: SchemaNewer (made by a newer program; nothing is touched) · StorageFailed (not a store
/// of ours) · StorageFull · Busy. After an error the file is as after the last complete migration.
Status bringUpToDate(Connection& connection, bool fresh);

/// For connections that only read. Errors: SchemaNewer · StorageFailed (also an older schema).
Status checkSchema(Connection& connection);

}  // namespace voordeur::server::storage::sqlcipher
