#include "crypto/vault/kdf.h"

#include "crypto/internal/argon2.h"

namespace voordeur::crypto {

Status checkKdfParameters(const KdfParameters& parameters) {
    VD_REQUIRE(parameters.memoryBytes >= limits::kKdfMemoryBytesMin &&
                   parameters.passes >= limits::kKdfPassesMin,
               Reason::KdfTooWeak);
    VD_REQUIRE(parameters.memoryBytes <= limits::kKdfMemoryBytesMax &&
                   parameters.passes <= limits::kKdfPassesMax && parameters.memoryBytes % 1024 == 0,
               Reason::InvalidArgument);
    return success();
}

Result<SecretBytes> stretch(const SecretBytes& input,
                            const KdfSalt& salt,
                            const KdfParameters& parameters) {
    VD_RETURN_IF_ERROR(checkKdfParameters(parameters));
    VD_REQUIRE(input.size() <= kPassphraseBytesMax, Reason::InvalidArgument);
    const KeyAccess access = openKeyAccess();
    SecretBytes out(32);
    VD_RETURN_IF_ERROR(
        internal::argon2id(input.reveal(access),
                           salt,
                           {parameters.memoryBytes, parameters.passes},
                           std::span<std::uint8_t, 32>(out.revealForWriting(access))));
    return out;
}

}  // namespace voordeur::crypto
