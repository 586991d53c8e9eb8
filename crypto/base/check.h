#pragma once

namespace voordeur::crypto {

/// Prints file and line (no data) and aborts. For our own bugs, never for input.
[[noreturn]] void checkFailed(const char* file, int line) noexcept;

}  // namespace voordeur::crypto

#define VD_CHECK(condition)                                                    \
    do {                                                                       \
        if (!(condition)) ::voordeur::crypto::checkFailed(__FILE__, __LINE__); \
    } while (false)
