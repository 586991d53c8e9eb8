#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/limits.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"

// From what a person knows to a key: Argon2id (RFC 9106, version 1.3, one lane).
namespace voordeur::crypto {

/// What one guess costs. The floors and ceilings of crypto/base/limits.h hold wherever these are
/// used, read or written.
struct KdfParameters {
    std::uint64_t memoryBytes = limits::kKdfMemoryBytesMin;  // whole KiB
    std::uint32_t passes = limits::kKdfPassesMin;
    friend bool operator==(const KdfParameters&, const KdfParameters&) = default;
};

using KdfSalt = ByteArray<16>;

/// The most bytes of a passphrase; a longer one is a pasted file.
inline constexpr std::size_t kPassphraseBytesMax = 1024;

/// Errors: KdfTooWeak (below a floor), InvalidArgument (above a ceiling, or not whole KiB).
Status checkKdfParameters(const KdfParameters& parameters);

/// 32 bytes from `input`. Takes `memoryBytes` of memory and, at the floors, about 0.7 s of one
/// core: call it off the window's thread; it cannot be interrupted.
///
/// Errors: as above, InvalidArgument (more than kPassphraseBytesMax), Busy (no memory now).
/// Thread: any.
Result<SecretBytes> stretch(const SecretBytes& input,
                            const KdfSalt& salt,
                            const KdfParameters& parameters);

}  // namespace voordeur::crypto
