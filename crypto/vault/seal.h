#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/limits.h"
#include "crypto/base/random.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"

// Sealing to a public key: HPKE (RFC 9180), single shot, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256,
// ChaCha20-Poly1305, modes base and psk, aad empty. Suite 1 of docs/protocol.md.
//
// A seal says nothing about who made it: anybody with the public key (and the psk) can. What is
// sealed is signed by its maker, and that signature is verified before anything is opened.
namespace voordeur::crypto {

/// The most that one seal holds: one attachment.
inline constexpr std::size_t kSealPlaintextBytesMax = limits::kAttachmentBytesMax;

/// A sealed thing: the encapsulated key, and the ciphertext with its tag of 16 bytes.
struct Sealed {
    PublicKey32 enc{};
    Bytes ciphertext;
    friend bool operator==(const Sealed&, const Sealed&) = default;
};

/// The pre-shared key of mode psk: at least 32 bytes, and a name of at least one byte for it.
struct SealPsk {
    SecretBytes key;
    Bytes id;
};

/// An X25519 key (RFC 7748) that things are sealed to. Thread: any (const).
class SealKeyPair {
public:
    static SealKeyPair generate(RandomSource& random);
    /// Takes a stored secret of 32 bytes. Errors: WeakKey (another length).
    static Result<SealKeyPair> fromSecret(SecretBytes secret);
    /// DeriveKeyPair of RFC 9180 §7.1.3. Errors: WeakKey (fewer than 32 bytes to derive from).
    static Result<SealKeyPair> derive(const SecretBytes& inputKey);

    [[nodiscard]] const PublicKey32& publicKey() const { return m_publicKey; }
    /// For the keystore and for handing a team key to a member.
    [[nodiscard]] const SecretBytes& secret() const { return m_secret; }
    [[nodiscard]] SealKeyPair clone() const;

private:
    SealKeyPair() = default;
    SecretBytes m_secret;
    PublicKey32 m_publicKey{};
};

/// Seals `plaintext` to `recipient`; mode base when `psk` is nullptr. `info` names what is sealed
/// and is needed to open it. Draws 32 bytes from `random` for the ephemeral key, which is derived
/// from them (RFC 9180 §7.1.3), so that published vectors can be replayed.
///
/// Errors: WeakKey (recipient of small order), InvalidArgument (psk shorter than 32 bytes or
/// without a name), MessageTooLarge. Thread: any. Ownership: keeps nothing.
Result<Sealed> seal(const PublicKey32& recipient,
                    ByteView info,
                    const SealPsk* psk,
                    ByteView plaintext,
                    RandomSource& random);

/// Errors: SealBroken, nothing finer: not ours, other info, other psk or mode, altered.
Result<SecretBytes> unseal(const SealKeyPair& own,
                           ByteView info,
                           const SealPsk* psk,
                           const Sealed& sealed);

}  // namespace voordeur::crypto
