#pragma once

#include "crypto/base/clock.h"
#include "crypto/base/random.h"
#include "crypto/shared/ids.h"

namespace voordeur::crypto {

/// A new request id: six bytes of `now` (Unix milliseconds, the first byte the highest), then ten
/// random ones. Requests of one moment lie together in the server's index that way, however long
/// the log is; ids of pure chance would each touch another page of it. The time is no secret: the
/// statement that carries the id says its own. Thread: any that may use `random`.
RequestId newRequestId(UnixMillis now, RandomSource& random);

}  // namespace voordeur::crypto
