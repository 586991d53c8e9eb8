#pragma once

#include "crypto/base/result.h"
#include "crypto/shared/ids.h"
#include "crypto/vault/compartment.h"

namespace voordeur::crypto {

/// The public header of everything sealed to one key except grants (which have their own).
/// Grammar: u8 kind · fixed16 recipient (a team, or a device) · u32 recipientEpoch (of the team's
/// key; 0 for a device) · u32 networkEpoch · fixed16 subject · u32 subjectEpoch.
/// The subject is: for a team key the team and its key's epoch; for the network key zero and that
/// key's epoch; for a detail the request id and 0; for an involvement its id and 0.
struct SealHeader {
    SealKind kind = SealKind::Detail;
    ByteArray<16> recipient{};
    std::uint32_t recipientEpoch = 0;
    std::uint32_t networkEpoch = 0;
    ByteArray<16> subject{};
    std::uint32_t subjectEpoch = 0;
    [[nodiscard]] Bytes encode() const;
    friend bool operator==(const SealHeader&, const SealHeader&) = default;
};

/// A sealed thing as it travels. Grammar: bytes header · fixed32 enc · bytes ciphertext.
struct SealedBlob {
    SealHeader header;
    Sealed sealed;
    [[nodiscard]] Bytes encode() const;
    /// Errors: Malformed, UnknownValue.
    static Result<SealedBlob> decode(ByteView bytes);
};

/// Seals under the header as info. `network.epoch` must be the header's.
/// Errors: those of `sealTo`; EpochWrong (another network epoch).
Result<Bytes> sealBlob(const SealHeader& header,
                       const PublicKey32& recipient,
                       const NetworkKey& network,
                       ByteView plaintext,
                       RandomSource& random);
/// Errors: SealBroken; EpochWrong.
Result<SecretBytes> openBlob(const SealedBlob& blob,
                             const SealKeyPair& own,
                             const NetworkKey& network);

}  // namespace voordeur::crypto
