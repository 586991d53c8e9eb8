#pragma once

#include "client/core/transport.h"

#include <chrono>
#include <thread>

// Sending again while the network comes and goes.
namespace voordeur::client::core {

/// No answer came: it may or may not have been done, and the same bytes may be sent again.
inline bool undecided(crypto::Reason reason) {
    return reason == crypto::Reason::Unavailable || reason == crypto::Reason::DeadlineExceeded ||
           reason == crypto::Reason::Busy;
}

/// Asks up to four times, with some three seconds between them in all, and only twice where each
/// asking took its whole deadline; then a person decides. What `ask` sends must be the same each
/// time, so that the server does it once. Returns: the last answer. Thread: blocks the caller's.
template <class Ask>
auto askPatiently(Transport& transport, Ask ask) {
    std::chrono::milliseconds pause{200};
    for (int left = 4;;) {
        auto answer = ask();
        if (answer.ok() || !undecided(answer.reason())) return answer;
        left -= answer.reason() == crypto::Reason::DeadlineExceeded ? 2 : 1;
        if (left <= 0) return answer;
        if (answer.reason() == crypto::Reason::Unavailable) {
            transport.awaitConnection(pause);
        } else {
            std::this_thread::sleep_for(pause);
        }
        pause *= 3;
    }
}

}  // namespace voordeur::client::core
