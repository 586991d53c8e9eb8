#include "crypto/internal/aead.h"

#include "crypto/internal/memory.h"

#include <sodium.h>

namespace voordeur::crypto::internal {

static_assert(kAeadKeyBytes == crypto_aead_chacha20poly1305_ietf_KEYBYTES);
static_assert(kAeadKeyBytes == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
static_assert(kAeadTagBytes == crypto_aead_chacha20poly1305_ietf_ABYTES);
static_assert(kAeadTagBytes == crypto_aead_xchacha20poly1305_ietf_ABYTES);
static_assert(crypto_aead_chacha20poly1305_ietf_NPUBBYTES == 12);
static_assert(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES == 24);

void chachaSeal(const AeadInput& input, const ByteArray<12>& nonce, std::span<std::uint8_t> out) {
    VD_CHECK(out.size() == input.text.size() + kAeadTagBytes);
    readyLibrary();
    const int status = crypto_aead_chacha20poly1305_ietf_encrypt(out.data(),
                                                                 nullptr,
                                                                 input.text.data(),
                                                                 input.text.size(),
                                                                 input.associated.data(),
                                                                 input.associated.size(),
                                                                 nullptr,
                                                                 nonce.data(),
                                                                 input.key.data());
    VD_CHECK(status == 0);
}

Status chachaOpen(const AeadInput& input, const ByteArray<12>& nonce, std::span<std::uint8_t> out) {
    VD_CHECK(out.size() + kAeadTagBytes == input.text.size());
    readyLibrary();
    const int status = crypto_aead_chacha20poly1305_ietf_decrypt(out.data(),
                                                                 nullptr,
                                                                 nullptr,
                                                                 input.text.data(),
                                                                 input.text.size(),
                                                                 input.associated.data(),
                                                                 input.associated.size(),
                                                                 nonce.data(),
                                                                 input.key.data());
    VD_REQUIRE(status == 0, Reason::SealBroken);
    return success();
}

void xchachaSeal(const AeadInput& input, const ByteArray<24>& nonce, std::span<std::uint8_t> out) {
    VD_CHECK(out.size() == input.text.size() + kAeadTagBytes);
    readyLibrary();
    const int status = crypto_aead_xchacha20poly1305_ietf_encrypt(out.data(),
                                                                  nullptr,
                                                                  input.text.data(),
                                                                  input.text.size(),
                                                                  input.associated.data(),
                                                                  input.associated.size(),
                                                                  nullptr,
                                                                  nonce.data(),
                                                                  input.key.data());
    VD_CHECK(status == 0);
}

Status xchachaOpen(const AeadInput& input,
                   const ByteArray<24>& nonce,
                   std::span<std::uint8_t> out) {
    VD_CHECK(out.size() + kAeadTagBytes == input.text.size());
    readyLibrary();
    const int status = crypto_aead_xchacha20poly1305_ietf_decrypt(out.data(),
                                                                  nullptr,
                                                                  nullptr,
                                                                  input.text.data(),
                                                                  input.text.size(),
                                                                  input.associated.data(),
                                                                  input.associated.size(),
                                                                  nonce.data(),
                                                                  input.key.data());
    VD_REQUIRE(status == 0, Reason::SealBroken);
    return success();
}

}  // namespace voordeur::crypto::internal
