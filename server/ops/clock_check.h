#pragma once

#include "crypto/base/clock.h"
#include "server/storage/store.h"

#include <string>

// A clock that leapt ahead and came back: the log goes on from its last time, and every caller's
// own clock is then too far from it.
namespace voordeur::server::ops {

/// A minute: between a stop and a start no honest clock goes back that far.
inline constexpr crypto::UnixMillis kClockBehindMillis = 60'000;

/// How many milliseconds the time of the newest of `size` entries is ahead of the clock; 0 when it
/// is not. Errors: StorageFailed, and those of Entry::decode.
crypto::Result<crypto::UnixMillis> logAheadOfClock(storage::Store& store,
                                                   std::uint64_t size,
                                                   const crypto::Clock& clock);

/// For the operator: what is wrong, in minutes, and what to do.
std::string clockBehindText(crypto::UnixMillis ahead);
extern const char* const kClockBehindWhatToDo;

}  // namespace voordeur::server::ops
