#pragma once

#include "server/storage/sqlcipher/wrapper.h"

#include <initializer_list>

namespace voordeur::server::storage::sqlcipher {

/// One statement to be prepared.
struct Preparation {
    Statement& into;
    std::string_view sql;
};

/// All at once when a connection opens, so that a schema that does not fit shows then and not in
/// the middle of a call. Errors: StorageFailed.
inline Status prepareAll(Connection& connection, std::initializer_list<Preparation> wanted) {
    for (const Preparation& one : wanted) {
        VD_ASSIGN(one.into, connection.prepare(one.sql));
    }
    return crypto::success();
}

}  // namespace voordeur::server::storage::sqlcipher
