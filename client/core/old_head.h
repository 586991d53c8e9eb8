#pragma once

#include "client/core/local_store.h"
#include "client/core/transport.h"

namespace voordeur::client::core {

/// Is the log that was put back the one this device saw before the copy was made? Asks the server
/// to prove that it goes on from the largest head kept here that is not above `restoredSize`.
/// Errors: those of a head that is wrong, and of Transport. Without such a head: success.
Status oldHeadStands(LocalStore& store,
                     Transport& transport,
                     const crypto::InstanceId& instance,
                     const crypto::PublicKey32& logKey,
                     std::uint64_t restoredSize);

}  // namespace voordeur::client::core
