#pragma once

#include "crypto/base/result.h"
#include "crypto/shared/directory.h"

#include <optional>

namespace voordeur::crypto {

/// What a new device shows with its invitation (docs/protocol.md, Enrolment).
///
/// Grammar: fixed16 invitation · fixed16 person · fixed32 signKey · fixed32 sealKey · fixed32
/// tlsKey (SHA-256 of the SubjectPublicKeyInfo) · option fixed32 teamKey (X25519, by the first
/// device of a team) · fixed32 mac · fixed64 signature. `mac` is HMAC-SHA256 under
/// HKDF(s, "device") over everything before it: the inviter's client checks it before it signs the
/// directory entry, so that the server cannot slip in a device of its own. The signature (type
/// "enrolment", by signKey, over everything before it) proves possession.
struct Enrolment {
    InvitationId invitation;
    PersonId person;
    PublicKey32 signKey{};
    PublicKey32 sealKey{};
    Hash32 tlsKey{};
    std::optional<PublicKey32> teamKey;
    Hash32 mac{};
    Signature64 signature{};

    /// What the MAC is over.
    [[nodiscard]] Bytes maced() const;
    /// What the signature is over.
    [[nodiscard]] Bytes signedBytes() const;
    [[nodiscard]] Bytes encode() const;
    /// Errors: Malformed.
    static Result<Enrolment> decode(ByteView bytes);
    [[nodiscard]] DeviceId device() const { return deviceIdOf(signKey, sealKey, tlsKey); }
};

inline constexpr std::string_view kEnrolmentSignature = "enrolment";

}  // namespace voordeur::crypto
