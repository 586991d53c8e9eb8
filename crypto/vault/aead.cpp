#include "crypto/vault/aead.h"

#include "crypto/internal/aead.h"

namespace voordeur::crypto {
namespace {

static_assert(kBoxKeyBytes == internal::kAeadKeyBytes);
using KeySpan = std::span<const std::uint8_t, kBoxKeyBytes>;

}  // namespace

Result<Box> sealBox(const SecretBytes& key,
                    ByteView associated,
                    ByteView plaintext,
                    RandomSource& random) {
    VD_REQUIRE(key.size() == kBoxKeyBytes, Reason::WeakKey);
    VD_REQUIRE(plaintext.size() <= kBoxPlaintextBytesMax, Reason::MessageTooLarge);
    Box box;
    random.fill(box.nonce);
    box.ciphertext.resize(plaintext.size() + internal::kAeadTagBytes);
    internal::xchachaSeal(
        {KeySpan(key.reveal(openKeyAccess())), associated, plaintext}, box.nonce, box.ciphertext);
    return box;
}

Result<SecretBytes> openBox(const SecretBytes& key, ByteView associated, const Box& box) {
    return openBox(key, associated, box.nonce, box.ciphertext);
}

Result<SecretBytes> openBox(const SecretBytes& key,
                            ByteView associated,
                            const ByteArray<24>& nonce,
                            ByteView ciphertext) {
    const bool fits = key.size() == kBoxKeyBytes && ciphertext.size() >= internal::kAeadTagBytes &&
                      ciphertext.size() <= kBoxPlaintextBytesMax + internal::kAeadTagBytes;
    VD_REQUIRE(fits, Reason::SealBroken);
    const KeyAccess access = openKeyAccess();
    SecretBytes plaintext(ciphertext.size() - internal::kAeadTagBytes);
    VD_RETURN_IF_ERROR(internal::xchachaOpen({KeySpan(key.reveal(access)), associated, ciphertext},
                                             nonce,
                                             plaintext.revealForWriting(access)));
    return plaintext;
}

}  // namespace voordeur::crypto
