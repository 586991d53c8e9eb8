#include "crypto/internal/hmac.h"

#include <sodium.h>

namespace voordeur::crypto::internal {

void hmacSha256(ByteView key,
                std::initializer_list<ByteView> parts,
                std::span<std::uint8_t, 32> out) {
    // libsodium declares the key never null, as an empty view's is.
    constexpr std::uint8_t kNothing = 0;
    crypto_auth_hmacsha256_state state;
    crypto_auth_hmacsha256_init(&state, key.empty() ? &kNothing : key.data(), key.size());
    for (const ByteView part : parts) {
        crypto_auth_hmacsha256_update(&state, part.data(), part.size());
    }
    crypto_auth_hmacsha256_final(&state, out.data());
    // The inner and outer states are as good as the key.
    sodium_memzero(&state, sizeof state);
}

}  // namespace voordeur::crypto::internal
