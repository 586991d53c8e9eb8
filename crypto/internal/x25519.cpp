#include "crypto/internal/x25519.h"

#include <sodium.h>

namespace voordeur::crypto::internal {

PublicKey32 x25519Public(std::span<const std::uint8_t, 32> secret) {
    PublicKey32 key{};
    VD_CHECK(crypto_scalarmult_curve25519_base(key.data(), secret.data()) == 0);
    return key;
}

Status x25519Shared(std::span<const std::uint8_t, 32> secret,
                    const PublicKey32& other,
                    std::span<std::uint8_t, 32> shared) {
    const int status = crypto_scalarmult_curve25519(shared.data(), secret.data(), other.data());
    // Checked here again: RFC 9180 §7.1.4 asks for it, whatever the library's version does.
    const bool zero = sodium_is_zero(shared.data(), shared.size()) == 1;
    VD_REQUIRE(status == 0 && !zero, Reason::WeakKey);
    return success();
}

}  // namespace voordeur::crypto::internal
