#pragma once

#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"
#include "crypto/shared/ids.h"
#include "crypto/shared/signature.h"
#include "crypto/vault/compartment.h"
#include "crypto/vault/seal.h"

#include <optional>
#include <string>
#include <vector>

namespace voordeur::client::core {

/// One epoch of a team's key pair, as this device holds it.
struct TeamSecret {
    crypto::TeamId team;
    std::uint32_t epoch = 1;
    crypto::SealKeyPair key;
};

/// What the keystore file holds: who this device is, whom it trusts, and its keys. There is no key
/// of a person: a second laptop is a second device.
///
/// Ownership: move-only; lock = destroy.
struct DeviceSecrets {
    crypto::InstanceId instance{};
    std::string municipality;
    std::string address;         // host:port
    std::string serverCaPem;     // pinned
    std::string certificatePem;  // of this device; empty until admitted
    crypto::SecretBytes tlsKeyPem;
    crypto::SigningKey signing;
    crypto::SealKeyPair sealing;
    crypto::DeviceId device;
    crypto::PersonId person;
    crypto::TeamId team;                          // the team this device acts in by default
    std::vector<crypto::NetworkKey> networkKeys;  // rising epochs
    std::vector<TeamSecret> teamKeys;

    [[nodiscard]] const crypto::NetworkKey& network() const { return networkKeys.back(); }
    [[nodiscard]] const crypto::NetworkKey* network(std::uint32_t epoch) const;
    [[nodiscard]] const TeamSecret* teamKey(const crypto::TeamId& team, std::uint32_t epoch) const;
    /// Byte grammar of docs/protocol.md, Keystore. Errors of decode: KeystoreBroken.
    [[nodiscard]] crypto::SecretBytes encode() const;
    static crypto::Result<DeviceSecrets> decode(const crypto::SecretBytes& bytes);
};

}  // namespace voordeur::client::core
