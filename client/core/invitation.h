#pragma once

#include "crypto/base/clock.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"
#include "crypto/shared/ids.h"
#include "crypto/shared/statement.h"
#include "crypto/vault/compartment.h"

#include <string>

namespace voordeur::client::core {

using crypto::Bytes;
using crypto::ByteView;

/// What an administrator hands to a new colleague, as text, file or QR code. Whoever holds it can
/// show one device for that person, once, before it expires; an administrator still has to admit
/// that device.
///
/// Grammar: u8 1 · text municipality · text address · text serverCaPem · fixed32 instance ·
/// u64 headSize · fixed32 headRoot · fixed16 invitation · fixed16 person · text personName ·
/// fixed16 team · u64 expires · fixed32 secret · text certificatePem · bytes tlsKey (PKCS#8).
/// As text: armored with the label "INVITATION".
struct Invitation {
    std::string municipality;
    std::string address;
    std::string serverCaPem;
    crypto::InstanceId instance{};
    crypto::LogHead head;
    crypto::InvitationId id;
    crypto::PersonId person;
    std::string personName;
    crypto::TeamId team;
    crypto::UnixMillis expires = 0;
    crypto::SecretBytes secret;  // s
    std::string certificatePem;
    crypto::SecretBytes tlsKey;

    [[nodiscard]] std::string encode() const;
    /// Errors: InvitationBroken.
    static crypto::Result<Invitation> decode(std::string_view text);
};

/// What is derived from the secret s of an invitation: the token the server compares, the key of
/// the MAC over the device's keys, and the pre-shared key under which the network key comes.
struct InvitationKeys {
    Bytes token;
    crypto::SecretBytes device;
    crypto::NetworkKey network;  // epoch 0: only for this one delivery
};
/// Errors: WeakKey (s is not 32 bytes).
crypto::Result<InvitationKeys> deriveKeys(const crypto::SecretBytes& secret);

}  // namespace voordeur::client::core
