#pragma once

#include "crypto/shared/log_head.h"
#include "crypto/shared/signature.h"
#include "server/storage/store.h"

#include <string>

namespace voordeur::server::ops {

/// What a founded store says of itself.
struct StoreFacts {
    crypto::InstanceId instance{};
    crypto::LogHead head;
    crypto::UnixMillis lastTime = 0;  // of the last entry
    std::string checkpoint;           // of `head`
};

/// Reads the tree and compares it with the newest checkpoint.
/// Errors: NotFounded (an empty store), CheckpointBroken (not by this key, or of another tree),
/// StorageFailed.
crypto::Result<StoreFacts> readStoreFacts(storage::Store& store, const crypto::PublicKey32& logKey);

}  // namespace voordeur::server::ops
