#include "crypto/internal/ed25519.h"

#include "crypto/base/check.h"

#include <sodium.h>

namespace voordeur::crypto::internal {

static_assert(kEd25519SeedBytes == crypto_sign_ed25519_SEEDBYTES);
static_assert(kEd25519SecretBytes == crypto_sign_ed25519_SECRETKEYBYTES);
static_assert(std::tuple_size_v<PublicKey32> == crypto_sign_ed25519_PUBLICKEYBYTES);
static_assert(std::tuple_size_v<Signature64> == crypto_sign_ed25519_BYTES);

PublicKey32 ed25519FromSeed(std::span<const std::uint8_t, kEd25519SeedBytes> seed,
                            std::span<std::uint8_t, kEd25519SecretBytes> secret) {
    PublicKey32 key{};
    VD_CHECK(crypto_sign_ed25519_seed_keypair(key.data(), secret.data(), seed.data()) == 0);
    return key;
}

Signature64 ed25519Sign(std::span<const std::uint8_t, kEd25519SecretBytes> secret,
                        ByteView message) {
    Signature64 signature{};
    VD_CHECK(crypto_sign_ed25519_detached(
                 signature.data(), nullptr, message.data(), message.size(), secret.data()) == 0);
    return signature;
}

bool ed25519Verify(const PublicKey32& key, ByteView message, const Signature64& signature) {
    return crypto_sign_ed25519_verify_detached(
               signature.data(), message.data(), message.size(), key.data()) == 0;
}

}  // namespace voordeur::crypto::internal
