#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"

#include <cstdint>
#include <span>

namespace voordeur::crypto::internal {

/// Cost of one run. Memory is rounded down to whole KiB, as in the standard.
struct Argon2Cost {
    std::uint64_t memoryBytes = 0;
    std::uint32_t passes = 0;
};

/// Argon2id version 1.3 (RFC 9106) with one lane. Knows no floors: crypto/vault/kdf.h does.
///
/// Takes its memory and about a second of one core; call it off the window's thread.
/// Errors: InvalidArgument (cost outside what the library takes), Busy (no memory now). Thread:
/// any.
Status argon2id(ByteView passphrase,
                const ByteArray<16>& salt,
                const Argon2Cost& cost,
                std::span<std::uint8_t, 32> out);

}  // namespace voordeur::crypto::internal
