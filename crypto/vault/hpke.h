#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"
#include "crypto/base/wiped_array.h"

#include <span>
#include <string_view>

// The inside of HPKE (RFC 9180) with DHKEM(X25519, HKDF-SHA256), HKDF-SHA256 and
// ChaCha20-Poly1305, modes base and psk, in the RFC's own steps. For crypto/vault/seal.cpp and the
// published vectors; everybody else uses crypto/vault/seal.h.
namespace voordeur::crypto {

using HpkeSecret = WipedArray<32>;

/// DeriveKeyPair of RFC 9180 §7.1.3: fills `secret`, returns the public key.
PublicKey32 hpkeDeriveKeyPair(ByteView inputKey, HpkeSecret& secret);

/// What Encap and Decap of the KEM need: which secret meets which public key, and the two public
/// keys that the result is bound to.
struct HpkeExchange {
    std::span<const std::uint8_t, 32> own;
    const PublicKey32& other;
    const PublicKey32& encapsulated;
    const PublicKey32& recipient;
};
/// The KEM's shared secret. Errors: WeakKey (the Diffie–Hellman result is all zero).
Status hpkeSharedSecret(const HpkeExchange& exchange, HpkeSecret& shared);

/// KeySchedule of RFC 9180 §5.1; mode psk when `psk` is not empty, otherwise mode base.
/// Ownership: keeps no view. Thread: one at a time.
class HpkeSchedule {
public:
    HpkeSchedule(const HpkeSecret& shared, ByteView info, ByteView psk, ByteView pskId);
    /// LabeledExpand(secret, label, key_schedule_context, out.size()): "key", "base_nonce", "exp".
    /// `out` holds at most 32 bytes.
    void expand(std::string_view label, std::span<std::uint8_t> out) const;

    [[nodiscard]] ByteView secret() const { return m_secret.view(); }
    [[nodiscard]] ByteView context() const { return m_context; }

private:
    HpkeSecret m_secret;
    ByteArray<65> m_context{};  // mode ‖ psk_id_hash ‖ info_hash
};

}  // namespace voordeur::crypto
