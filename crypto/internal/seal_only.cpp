#include "crypto/internal/seal_only.h"

#include "crypto/base/wiped_array.h"
#include "crypto/internal/hkdf.h"

#include <openssl/evp.h>

#include <initializer_list>
#include <memory>
#include <string_view>

namespace voordeur::crypto::internal {
namespace {

template <auto kFree>
struct Free {
    template <class T>
    void operator()(T* object) const {
        kFree(object);
    }
};
using Pkey = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using PkeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Free<EVP_CIPHER_CTX_free>>;

using Secret = WipedArray<32>;

// I2OSP(kem_id, 2) = 0020, I2OSP(kdf_id, 2) = 0001, I2OSP(aead_id, 2) = 0003 (RFC 9180 §7).
constexpr ByteArray<5> kKemSuite = {'K', 'E', 'M', 0x00, 0x20};
constexpr ByteArray<10> kSuite = {'H', 'P', 'K', 'E', 0x00, 0x20, 0x00, 0x01, 0x00, 0x03};
constexpr std::string_view kVersion = "HPKE-v1";
constexpr std::size_t kTagBytes = 16;

void labeledExtract(ByteView suite,
                    ByteView salt,
                    std::string_view label,
                    ByteView inputKey,
                    std::span<std::uint8_t, 32> out) {
    hkdfExtract(salt, {viewOf(kVersion), suite, viewOf(label), inputKey}, out);
}

/// At most one block, which cannot fail.
void labeledExpand(ByteView suite,
                   ByteView key,
                   std::string_view label,
                   ByteView info,
                   std::span<std::uint8_t> out) {
    const ByteArray<2> size = {0, static_cast<std::uint8_t>(out.size())};
    const Status done = hkdfExpand(key, {size, viewOf(kVersion), suite, viewOf(label), info}, out);
    VD_CHECK(done.ok());
}

/// X25519 with a fresh key: the Diffie–Hellman result, and the fresh public key.
Status agree(const PublicKey32& recipient, RandomSource& random, Secret& shared, PublicKey32& own) {
    Secret fresh;
    random.fill(fresh.span());
    const Pkey secret(EVP_PKEY_new_raw_private_key(
        EVP_PKEY_X25519, nullptr, fresh.view().data(), fresh.view().size()));
    const Pkey other(
        EVP_PKEY_new_raw_public_key(EVP_PKEY_X25519, nullptr, recipient.data(), recipient.size()));
    VD_REQUIRE(secret && other, Reason::Internal);
    std::size_t size = own.size();
    VD_REQUIRE(EVP_PKEY_get_raw_public_key(secret.get(), own.data(), &size) == 1, Reason::Internal);
    const PkeyContext context(EVP_PKEY_CTX_new(secret.get(), nullptr));
    const bool ready = context && EVP_PKEY_derive_init(context.get()) == 1 &&
                       EVP_PKEY_derive_set_peer(context.get(), other.get()) == 1;
    VD_REQUIRE(ready, Reason::WeakKey);
    size = shared.span().size();
    // OpenSSL refuses a result of zeros: a recipient of small order.
    const bool agreed =
        EVP_PKEY_derive(context.get(), shared.span().data(), &size) == 1 && size == 32;
    return agreed ? success() : Status(Reason::WeakKey);
}

}  // namespace

Status sealBytes(std::span<const std::uint8_t, 32> key,
                 const ByteArray<12>& nonce,
                 ByteView text,
                 std::span<std::uint8_t> out) {
    VD_CHECK(out.size() == text.size() + kTagBytes);
    const Cipher cipher(EVP_CIPHER_CTX_new());
    VD_REQUIRE(cipher != nullptr, Reason::Internal);
    int size = 0;
    int rest = 0;
    const bool sealed =
        EVP_EncryptInit_ex(
            cipher.get(), EVP_chacha20_poly1305(), nullptr, key.data(), nonce.data()) == 1 &&
        EVP_EncryptUpdate(
            cipher.get(), out.data(), &size, text.data(), static_cast<int>(text.size())) == 1 &&
        EVP_EncryptFinal_ex(cipher.get(), out.data() + size, &rest) == 1 &&
        static_cast<std::size_t>(size + rest) == text.size() &&
        EVP_CIPHER_CTX_ctrl(cipher.get(),
                            EVP_CTRL_AEAD_GET_TAG,
                            static_cast<int>(kTagBytes),
                            out.data() + text.size()) == 1;
    return sealed ? success() : Status(Reason::Internal);
}

Result<SealedKey> sealKeyTo(const PublicKey32& recipient,
                            ByteView info,
                            std::span<const std::uint8_t, 32> key,
                            RandomSource& random) {
    SealedKey out;
    Secret agreed;
    VD_RETURN_IF_ERROR(agree(recipient, random, agreed, out.enc));
    Secret extracted;
    Secret shared;
    labeledExtract(kKemSuite, {}, "eae_prk", agreed.view(), extracted.span());
    ByteArray<64> both{};
    std::copy(out.enc.begin(), out.enc.end(), both.begin());
    std::copy(recipient.begin(), recipient.end(), both.begin() + 32);
    labeledExpand(kKemSuite, extracted.view(), "shared_secret", both, shared.span());
    ByteArray<65> context{};  // mode base (0) ‖ psk_id_hash ‖ info_hash
    const std::span<std::uint8_t, 65> parts(context);
    labeledExtract(kSuite, {}, "psk_id_hash", {}, parts.subspan<1, 32>());
    labeledExtract(kSuite, {}, "info_hash", info, parts.subspan<33, 32>());
    Secret secret;
    labeledExtract(kSuite, shared.view(), "secret", {}, secret.span());
    Secret sealing;
    ByteArray<12> nonce{};
    labeledExpand(kSuite, secret.view(), "key", context, sealing.span());
    labeledExpand(kSuite, secret.view(), "base_nonce", context, nonce);
    VD_RETURN_IF_ERROR(sealBytes(sealing.span(), nonce, key, out.ciphertext));
    return out;
}

}  // namespace voordeur::crypto::internal
