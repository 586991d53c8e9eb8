#pragma once

#include "crypto/base/random.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"
#include "crypto/shared/sealed_objects.h"
#include "crypto/vault/seal.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace voordeur::crypto {

/// The pre-shared key that every member of the instance holds: `epoch` counts from 1.
struct NetworkKey {
    std::uint32_t epoch = 1;
    SecretBytes key;  // 32 bytes

    static NetworkKey generate(RandomSource& random, std::uint32_t epoch);
    [[nodiscard]] NetworkKey clone() const { return {epoch, key.clone()}; }
};

/// What is sealed to a key; the name goes into HPKE's info, so that one kind can never be opened
/// as another. Names: "grant", "team-key", "detail", "network-key", "involvement".
enum class SealKind : std::uint8_t {
    Grant = 1,
    TeamKey = 2,
    Detail = 3,
    NetworkKey = 4,
    Involvement = 5,
};

/// Seals `plaintext` to an X25519 key: HPKE mode_psk with psk = Expand(K_net, "psk"), psk_id =
/// "voordeur/v1/knet/" ‖ u32 epoch, aad empty, info = "voordeur/v1/seal/" ‖ kind ‖ 00 ‖ len32 ‖
/// header. Source: RFC 9180. Errors: WeakKey, MessageTooLarge.
Result<Sealed> sealTo(SealKind kind,
                      ByteView header,
                      const PublicKey32& recipient,
                      const NetworkKey& network,
                      ByteView plaintext,
                      RandomSource& random);
/// Errors: SealBroken, nothing finer.
Result<SecretBytes> openSealed(SealKind kind,
                               ByteView header,
                               const Sealed& sealed,
                               const SealKeyPair& own,
                               const NetworkKey& network);

struct EarlierKey;

/// The key of one compartment in one epoch. Thread: any (const).
class CompartmentKey {
public:
    static CompartmentKey generate(RandomSource& random);
    /// Errors: WeakKey (not 32 bytes).
    static Result<CompartmentKey> fromSecret(SecretBytes secret);
    [[nodiscard]] CompartmentKey clone() const;

    /// Expand(Extract("voordeur/v1/ck", key), "commit" ‖ household ‖ compartment ‖ u32 epoch, 32):
    /// a sealed thing opens under one key only.
    [[nodiscard]] Hash32 commitment(const HouseholdId& household,
                                    const CompartmentId& compartment,
                                    std::uint32_t epoch) const;

    /// Seals this key to a team and signs the grant. `header.commitment` must be this key's.
    /// Errors: CommitmentWrong, WeakKey.
    [[nodiscard]] Result<GrantBody> grant(const GrantHeader& header,
                                          const PublicKey32& teamKey,
                                          const NetworkKey& network,
                                          const SigningKey& granter,
                                          const InstanceId& instance,
                                          RandomSource& random) const;
    /// Opens a grant whose signature was verified. Errors: SealBroken, CommitmentWrong.
    static Result<CompartmentKey> fromGrant(const GrantHeader& header,
                                            const GrantBody& body,
                                            const SealKeyPair& teamKey,
                                            const NetworkKey& network);

    /// Keys of earlier epochs, sealed under this one: fixed24 nonce ‖ ciphertext (XChaCha20-
    /// Poly1305, associated data "voordeur/v1/wrap" ‖ household ‖ compartment ‖ u32 epoch of this
    /// key). The plaintext is the previous epoch's key alone (32 bytes) or, where an epoch in
    /// between hands on nothing that opens, rows of u32 epoch ‖ fixed32 key, falling, the newest
    /// first. `keys` are in that order, all below `own.epoch`.
    [[nodiscard]] Bytes wrapEarlier(const std::vector<EarlierKey>& keys,
                                    const EpochRecord& own,
                                    RandomSource& random) const;
    /// The keys are what their maker says they are: compare their commitments before any use.
    /// Errors: SealBroken (also a plaintext of another form).
    [[nodiscard]] Result<std::vector<EarlierKey>> unwrapEarlier(ByteView wrapped,
                                                                const EpochRecord& own) const;

    /// Seals one record: fills `padClass`, `nonce`, `ciphertext`, `commitment` and `signature` of
    /// `frame`, whose other fields the caller has set. The plaintext is padded to a class of 256 B,
    /// 1, 4, 16, 64 or 256 KiB (+ frame). Errors: MessageTooLarge.
    [[nodiscard]] Result<Envelope> sealRecord(Envelope frame,
                                              std::uint8_t recordKind,
                                              ByteView body,
                                              const SigningKey& author,
                                              const InstanceId& instance,
                                              RandomSource& random) const;

    struct OpenedRecord {
        std::uint8_t kind = 0;
        SecretBytes body;
    };
    /// Opens an envelope whose author's signature was verified by the caller.
    /// Errors: CommitmentWrong, SealBroken.
    [[nodiscard]] Result<OpenedRecord> openRecord(const Envelope& envelope) const;

private:
    explicit CompartmentKey(SecretBytes secret) : m_secret(std::move(secret)) {}
    SecretBytes m_secret;
};

/// A key that a later epoch's key hands on.
struct EarlierKey {
    std::uint32_t epoch = 1;
    CompartmentKey key;
};

}  // namespace voordeur::crypto
