#include "crypto/vault/seal.h"

#include "crypto/base/wiped_array.h"
#include "crypto/internal/aead.h"
#include "crypto/internal/x25519.h"
#include "crypto/vault/hpke.h"

#include <utility>

namespace voordeur::crypto {
namespace {

constexpr std::size_t kKeyBytes = 32;
using KeySpan = std::span<const std::uint8_t, kKeyBytes>;

KeySpan keySpan(const SecretBytes& secret, const KeyAccess& access) {
    return KeySpan(secret.reveal(access));
}

bool isUsable(const SealPsk* psk) {
    // RFC 9180 §9.5 asks for 32 bytes of entropy in the psk.
    return psk == nullptr || (psk->key.size() >= kKeyBytes && !psk->id.empty());
}

/// The AEAD key and nonce of the first (and only) message.
struct SealKeys {
    SealKeys(const HpkeSecret& shared, ByteView info, const SealPsk* psk) {
        const ByteView pskBytes = psk == nullptr ? ByteView() : psk->key.reveal(openKeyAccess());
        const ByteView pskId = psk == nullptr ? ByteView() : ByteView(psk->id);
        const HpkeSchedule schedule(shared, info, pskBytes, pskId);
        schedule.expand("key", key.span());
        schedule.expand("base_nonce", nonce);
    }
    HpkeSecret key;
    ByteArray<12> nonce{};
};

}  // namespace

SealKeyPair SealKeyPair::generate(RandomSource& random) {
    WipedArray<kKeyBytes> inputKey;
    random.fill(inputKey.span());
    HpkeSecret secret;
    SealKeyPair pair;
    pair.m_publicKey = hpkeDeriveKeyPair(inputKey.view(), secret);
    pair.m_secret = SecretBytes::copyOf(secret.view());
    return pair;
}

Result<SealKeyPair> SealKeyPair::fromSecret(SecretBytes secret) {
    VD_REQUIRE(secret.size() == kKeyBytes, Reason::WeakKey);
    SealKeyPair pair;
    pair.m_publicKey = internal::x25519Public(keySpan(secret, openKeyAccess()));
    pair.m_secret = std::move(secret);
    return pair;
}

Result<SealKeyPair> SealKeyPair::derive(const SecretBytes& inputKey) {
    VD_REQUIRE(inputKey.size() >= kKeyBytes, Reason::WeakKey);
    HpkeSecret secret;
    SealKeyPair pair;
    pair.m_publicKey = hpkeDeriveKeyPair(inputKey.reveal(openKeyAccess()), secret);
    pair.m_secret = SecretBytes::copyOf(secret.view());
    return pair;
}

SealKeyPair SealKeyPair::clone() const {
    SealKeyPair pair;
    pair.m_secret = m_secret.clone();
    pair.m_publicKey = m_publicKey;
    return pair;
}

Result<Sealed> seal(const PublicKey32& recipient,
                    ByteView info,
                    const SealPsk* psk,
                    ByteView plaintext,
                    RandomSource& random) {
    VD_REQUIRE(isUsable(psk), Reason::InvalidArgument);
    VD_REQUIRE(plaintext.size() <= kSealPlaintextBytesMax, Reason::MessageTooLarge);
    WipedArray<kKeyBytes> inputKey;
    random.fill(inputKey.span());
    HpkeSecret ephemeral;
    HpkeSecret shared;
    Sealed sealed;
    sealed.enc = hpkeDeriveKeyPair(inputKey.view(), ephemeral);
    VD_RETURN_IF_ERROR(
        hpkeSharedSecret({ephemeral.span(), recipient, sealed.enc, recipient}, shared));
    SealKeys keys(shared, info, psk);
    sealed.ciphertext.resize(plaintext.size() + internal::kAeadTagBytes);
    internal::chachaSeal({keys.key.span(), {}, plaintext}, keys.nonce, sealed.ciphertext);
    return sealed;
}

Result<SecretBytes> unseal(const SealKeyPair& own,
                           ByteView info,
                           const SealPsk* psk,
                           const Sealed& sealed) {
    VD_REQUIRE(isUsable(psk), Reason::SealBroken);
    const std::size_t size = sealed.ciphertext.size();
    VD_REQUIRE(
        size >= internal::kAeadTagBytes && size <= kSealPlaintextBytesMax + internal::kAeadTagBytes,
        Reason::SealBroken);
    const KeyAccess access = openKeyAccess();
    HpkeSecret shared;
    const HpkeExchange exchange{
        keySpan(own.secret(), access), sealed.enc, sealed.enc, own.publicKey()};
    VD_REQUIRE(hpkeSharedSecret(exchange, shared).ok(), Reason::SealBroken);
    SealKeys keys(shared, info, psk);
    SecretBytes plaintext(size - internal::kAeadTagBytes);
    VD_RETURN_IF_ERROR(internal::chachaOpen(
        {keys.key.span(), {}, sealed.ciphertext}, keys.nonce, plaintext.revealForWriting(access)));
    return plaintext;
}

}  // namespace voordeur::crypto
