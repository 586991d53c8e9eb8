#pragma once

#include "server/storage/sqlcipher/wrapper.h"

#include <string>

namespace voordeur::test::crash {

/// Looks for rows of a store that belong to nothing: what half a transaction would leave behind.
/// Empty when there are none; otherwise the name of the first rule that does not hold, for whoever
/// reads the test's output.
std::string whichRowsBelongToNothing(server::storage::sqlcipher::Connection& connection);

}  // namespace voordeur::test::crash
