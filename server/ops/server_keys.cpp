#include "server/ops/server_keys.h"

#include "crypto/base/files.h"
#include "crypto/internal/x509.h"
#include "crypto/shared/hash.h"

#include <algorithm>
#include <utility>

namespace voordeur::server::ops {

using crypto::AuthorityKind;
using crypto::Reason;
using crypto::SecretBytes;
using crypto::success;
using crypto::UnixMillis;
using crypto::Validity;

using crypto::Bytes;
using crypto::ByteView;
using crypto::Result;
using crypto::Status;

namespace {

constexpr UnixMillis kDayMillis = 24ULL * 3600 * 1000;
// Clocks of laptops lag: certificates are good from a day before they are made.
constexpr UnixMillis kBackdateMillis = kDayMillis;
constexpr UnixMillis kAuthorityMillis = 10 * 365 * kDayMillis;
constexpr UnixMillis kServerMillis = 825 * kDayMillis;
constexpr UnixMillis kDeviceMillis = 730 * kDayMillis;
constexpr UnixMillis kFoundingMillis = 7 * kDayMillis;

Validity validFor(const crypto::Clock& clock, UnixMillis lifetime) {
    const UnixMillis now = clock.now();
    return {now - kBackdateMillis, now + lifetime};
}

/// One authority or server key pair on its way to disk.
struct Issued {
    SecretBytes key;
    Bytes certificate;
};

class KeyMaker {
public:
    KeyMaker(std::string directory, const crypto::Clock& clock, crypto::RandomSource& random)
        : m_directory(std::move(directory)), m_clock(clock), m_random(random) {}

    Status write(const char* name, ByteView content) const {
        return crypto::writeNewFile(m_directory + "/" + name, content);
    }
    Status writeSecret(const char* name, const SecretBytes& secret) const {
        return write(name, secret.reveal(crypto::openKeyAccess()));
    }
    Result<Issued> authority(AuthorityKind kind, const char* pemName, const char* keyName) {
        Issued out;
        VD_ASSIGN(out.key, crypto::generateTlsKey());
        VD_ASSIGN(
            out.certificate,
            crypto::issueAuthority(kind, out.key, validFor(m_clock, kAuthorityMillis), m_random));
        VD_ASSIGN(const std::string pem, crypto::certificatePem(out.certificate));
        VD_RETURN_IF_ERROR(write(pemName, crypto::viewOf(pem)));
        VD_RETURN_IF_ERROR(writeSecret(keyName, out.key));
        return out;
    }
    Status server(const Issued& ca, const std::vector<std::string>& names) {
        VD_ASSIGN(const SecretBytes key, crypto::generateTlsKey());
        VD_ASSIGN(const Bytes spki, crypto::spkiOf(key));
        VD_ASSIGN(
            const Bytes certificate,
            crypto::issueServerCertificate(
                {ca.certificate, ca.key}, spki, names, validFor(m_clock, kServerMillis), m_random));
        VD_ASSIGN(const std::string pem, crypto::certificatePem(certificate));
        VD_ASSIGN(const SecretBytes keyPem, crypto::tlsKeyPem(key));
        VD_RETURN_IF_ERROR(write(key_files::kServerCertificate, crypto::viewOf(pem)));
        return writeSecret(key_files::kServerKey, keyPem);
    }
    Status founding(const Issued& ca, crypto::FoundingSheet& sheet) {
        VD_ASSIGN(const SecretBytes key, crypto::generateTlsKey());
        VD_ASSIGN(const Bytes spki, crypto::spkiOf(key));
        const auto validity = validFor(m_clock, kFoundingMillis);
        // An invitation of zero bytes: good for the founding call, and only until there is one.
        const crypto::ClientName name{crypto::ClientKind::Invitation, {}};
        VD_ASSIGN(const Bytes certificate,
                  crypto::issueClientCertificate(
                      {ca.certificate, ca.key}, spki, name, validity, m_random));
        VD_ASSIGN(sheet.certificatePem, crypto::certificatePem(certificate));
        VD_ASSIGN(const SecretBytes keyPem, crypto::tlsKeyPem(key));
        sheet.keyPem = std::string(crypto::textOf(keyPem.reveal(crypto::openKeyAccess())));
        sheet.expires = validity.notAfter;
        return success();
    }
    Status involvementKeys(crypto::FoundingSheet& sheet) {
        SecretBytes all(96);
        for (std::size_t i = 0; i < 3; ++i) {
            const auto key = crypto::OprfKey::generate(m_random);
            sheet.oprfKeys[i] = key.publicKey();
            const SecretBytes scalar = key.scalar();
            const auto from = scalar.reveal(crypto::openKeyAccess());
            const auto to = all.revealForWriting(crypto::openKeyAccess()).subspan(i * 32, 32);
            std::copy(from.begin(), from.end(), to.begin());
        }
        return writeSecret(key_files::kOprf, all);
    }
    Status storeKey() {
        SecretBytes key(32);
        m_random.fill(key.revealForWriting(crypto::openKeyAccess()));
        return writeSecret(key_files::kStore, key);
    }

private:
    std::string m_directory;
    const crypto::Clock& m_clock;
    crypto::RandomSource& m_random;
};

Result<std::array<crypto::OprfKey, 3>> splitOprf(const SecretBytes& all) {
    VD_REQUIRE(all.size() == 96, Reason::WeakKey);
    const auto at = [&](std::size_t i) {
        return crypto::OprfKey::fromScalar(
            SecretBytes::copyOf(all.reveal(crypto::openKeyAccess()).subspan(i * 32, 32)));
    };
    VD_ASSIGN(auto bsn, at(0));
    VD_ASSIGN(auto address, at(1));
    VD_ASSIGN(auto nameBirth, at(2));
    return std::array{std::move(bsn), std::move(address), std::move(nameBirth)};
}

}  // namespace

Result<crypto::FoundingSheet> makeKeys(const std::string& directory,
                                       const std::string& address,
                                       const std::vector<std::string>& names,
                                       const crypto::Clock& clock,
                                       crypto::RandomSource& random) {
    VD_RETURN_IF_ERROR(crypto::makePrivateDirectory(directory));
    KeyMaker maker(directory, clock, random);
    crypto::FoundingSheet sheet;
    sheet.address = address;
    // The first file decides: where keys are already, nothing more is touched.
    VD_RETURN_IF_ERROR(maker.storeKey());
    const auto logKey = crypto::SigningKey::generate(random);
    sheet.logKey = logKey.publicKey();
    VD_RETURN_IF_ERROR(maker.writeSecret(key_files::kLog, logKey.seed()));
    VD_RETURN_IF_ERROR(maker.involvementKeys(sheet));
    VD_ASSIGN(
        const auto serverCa,
        maker.authority(AuthorityKind::Server, key_files::kServerCa, key_files::kServerCaKey));
    VD_RETURN_IF_ERROR(maker.server(serverCa, names));
    VD_ASSIGN(
        const auto deviceCa,
        maker.authority(AuthorityKind::Devices, key_files::kDeviceCa, key_files::kDeviceCaKey));
    VD_RETURN_IF_ERROR(maker.founding(deviceCa, sheet));
    VD_ASSIGN(sheet.serverCaPem, crypto::certificatePem(serverCa.certificate));
    sheet.serverCa = crypto::sha256({serverCa.certificate});
    sheet.deviceCa = crypto::sha256({deviceCa.certificate});
    return sheet;
}

Result<ServerKeys> loadKeys(const std::string& directory) {
    const auto path = [&](const char* name) { return directory + "/" + name; };
    VD_ASSIGN(auto store, crypto::readSecretFile(path(key_files::kStore)));
    VD_REQUIRE(store.size() == 32, Reason::WeakKey);
    VD_ASSIGN(const auto seed, crypto::readSecretFile(path(key_files::kLog)));
    VD_ASSIGN(auto log, crypto::SigningKey::fromSeed(seed));
    VD_ASSIGN(const auto oprfBytes, crypto::readSecretFile(path(key_files::kOprf)));
    VD_ASSIGN(auto oprf, splitOprf(oprfBytes));
    VD_ASSIGN(const Bytes caPem, crypto::readFile(path(key_files::kDeviceCa)));
    VD_ASSIGN(Bytes ca, crypto::certificateDer(caPem));
    VD_ASSIGN(auto caKey, crypto::readSecretFile(path(key_files::kDeviceCaKey)));
    return ServerKeys{
        std::move(store), std::move(log), std::move(oprf), std::move(ca), std::move(caKey)};
}

Result<Bytes> DeviceCertificateIssuer::forDevice(const crypto::DeviceId& device, ByteView spki) {
    return crypto::issueClientCertificate({m_keys.deviceCa, m_keys.deviceCaKey},
                                          spki,
                                          {crypto::ClientKind::Device, device.bytes},
                                          validFor(m_clock, kDeviceMillis),
                                          m_random);
}

Result<Bytes> DeviceCertificateIssuer::forInvitation(const crypto::InvitationId& invitation,
                                                     ByteView spki,
                                                     UnixMillis expires) {
    const Validity validity{m_clock.now() - kBackdateMillis, expires};
    return crypto::issueClientCertificate({m_keys.deviceCa, m_keys.deviceCaKey},
                                          spki,
                                          {crypto::ClientKind::Invitation, invitation.bytes},
                                          validity,
                                          m_random);
}

}  // namespace voordeur::server::ops
