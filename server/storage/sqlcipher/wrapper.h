#pragma once

#include "crypto/sqlcipher/connection.h"

// The wrapper of SQLCipher that both sides use, under the names of this folder.
namespace voordeur::server::storage::sqlcipher {

using crypto::Bytes;
using crypto::ByteView;
using crypto::Result;
using crypto::Status;
using crypto::sqlcipher::Connection;
using crypto::sqlcipher::ConnectionOptions;
using crypto::sqlcipher::Faults;
using crypto::sqlcipher::Query;
using crypto::sqlcipher::rangeBound;
using crypto::sqlcipher::Statement;

}  // namespace voordeur::server::storage::sqlcipher
