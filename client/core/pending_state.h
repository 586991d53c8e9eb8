#pragma once

#include <cstdint>

namespace voordeur::client::core {

/// What became of a request that was kept. Numbers stand in the store: never reused.
enum class PendingState : std::uint8_t {
    Waiting = 0,    // no believable answer yet; goes out again at every unlocking
    Undecided = 1,  // refused without a look at whether it was done before; goes out again
    Refused = 2,    // not done; kept until the person has heard of it
    Lost = 3,       // signed on a part of the log that is gone; kept in the same way
};

}  // namespace voordeur::client::core
