#pragma once

#include "crypto/base/clock.h"
#include "crypto/base/random.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"
#include "crypto/shared/founding_sheet.h"
#include "crypto/shared/oprf_server.h"
#include "crypto/shared/signature.h"
#include "server/domain/service.h"

#include <array>
#include <string>
#include <vector>

namespace voordeur::server::ops {

/// Names of the files in the keys directory; each is readable by its owner alone.
namespace key_files {
inline constexpr const char* kStore = "store.key";
inline constexpr const char* kLog = "log.key";
inline constexpr const char* kOprf = "involvement.key";
inline constexpr const char* kServerCa = "server-ca.pem";
inline constexpr const char* kServerCaKey = "server-ca.key";
inline constexpr const char* kServerCertificate = "server.pem";
inline constexpr const char* kServerKey = "server.key";
inline constexpr const char* kDeviceCa = "device-ca.pem";
inline constexpr const char* kDeviceCaKey = "device-ca.key";
}  // namespace key_files

/// The server's keys as they are used while it runs. None of them opens a file.
struct ServerKeys {
    crypto::SecretBytes store;  // raw SQLCipher key, 32 bytes
    crypto::SigningKey log;
    std::array<crypto::OprfKey, 3> oprf;
    crypto::Bytes deviceCa;  // DER
    crypto::SecretBytes deviceCaKey;
};

/// Makes all keys and certificates in an empty directory and returns the founding sheet.
///
/// `address` is what clients dial; `names` go into the server's certificate.
/// Errors: FileExists (there are keys already: never overwritten), StorageFull, StorageFailed,
/// InvalidArgument (names).
crypto::Result<crypto::FoundingSheet> makeKeys(const std::string& directory,
                                               const std::string& address,
                                               const std::vector<std::string>& names,
                                               const crypto::Clock& clock,
                                               crypto::RandomSource& random);

/// Errors: FileUnreadable (missing, or readable by others), WeakKey, CertificateWrong.
crypto::Result<ServerKeys> loadKeys(const std::string& directory);

/// Issues device and invitation certificates with the device CA.
class DeviceCertificateIssuer final : public domain::CertificateIssuer {
public:
    DeviceCertificateIssuer(const ServerKeys& keys,
                            const crypto::Clock& clock,
                            crypto::RandomSource& random)
        : m_keys(keys), m_clock(clock), m_random(random) {}
    crypto::Result<crypto::Bytes> forDevice(const crypto::DeviceId& device,
                                            crypto::ByteView spki) override;
    crypto::Result<crypto::Bytes> forInvitation(const crypto::InvitationId& invitation,
                                                crypto::ByteView spki,
                                                crypto::UnixMillis expires) override;

private:
    const ServerKeys& m_keys;
    const crypto::Clock& m_clock;
    crypto::RandomSource& m_random;
};

}  // namespace voordeur::server::ops
