// The new device's side of an invitation.
#include "client/core/directory_copy.h"
#include "client/core/given_certificate.h"
#include "client/core/membership.h"
#include "crypto/internal/x509.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/hash.h"
#include "crypto/shared/hkdf.h"
#include "crypto/vault/sealed_blob.h"

#include <utility>

namespace voordeur::client::core {

using crypto::Reason;
using crypto::SecretBytes;
using crypto::success;

namespace {

constexpr std::size_t kNetworkKeysMax = 1000;

Result<std::unique_ptr<Transport>> invitedTransport(const Machine& machine,
                                                    const Invitation& invitation) {
    VD_ASSIGN(SecretBytes pem, crypto::tlsKeyPem(invitation.tlsKey));
    return machine.transports.connect(
        {invitation.address, invitation.serverCaPem, invitation.certificatePem, std::move(pem)});
}

/// The network keys, sealed by the inviter under a key that only the invitation's secret gives.
Status takeNetworkKeys(DeviceSecrets& secrets,
                       const std::vector<Bytes>& sealed,
                       const crypto::NetworkKey& psk) {
    for (const auto& bytes : sealed) {
        const auto blob = crypto::SealedBlob::decode(bytes);
        if (!blob.ok()) continue;
        if (blob.value().header.kind != crypto::SealKind::NetworkKey) continue;
        const auto plain = crypto::openBlob(blob.value(), secrets.sealing, psk);
        if (!plain.ok()) continue;
        crypto::Reader r(plain.value().reveal(crypto::openKeyAccess()));
        const std::size_t count = r.count(kNetworkKeysMax, 36);
        std::vector<crypto::NetworkKey> keys;
        for (std::size_t i = 0; i < count; ++i) {
            const std::uint32_t epoch = r.u32();
            keys.push_back({epoch, SecretBytes::copyOf(r.fixed<32>())});
        }
        if (!r.finish().ok() || keys.empty()) continue;
        secrets.networkKeys = std::move(keys);
        return success();
    }
    return Reason::KeyMissing;
}

}  // namespace

Result<PendingDevice> makeDevice(const Machine& machine, const Invitation& invitation) {
    VD_REQUIRE(machine.clock.now() < invitation.expires, Reason::InvitationExpired);
    auto& random = machine.random;
    VD_ASSIGN(const SecretBytes tlsKey, crypto::generateTlsKey());
    VD_ASSIGN(SecretBytes tlsPem, crypto::tlsKeyPem(tlsKey));
    PendingDevice out{{invitation.instance,
                       invitation.municipality,
                       invitation.address,
                       invitation.serverCaPem,
                       {},
                       std::move(tlsPem),
                       crypto::SigningKey::generate(random),
                       crypto::SealKeyPair::generate(random),
                       {},
                       invitation.person,
                       invitation.team,
                       {},
                       {}},
                      crypto::SealKeyPair::generate(random),
                      {}};
    VD_ASSIGN(out.tlsKey, crypto::spkiOf(tlsKey));
    out.secrets.device = crypto::deviceIdOf(out.secrets.signing.publicKey(),
                                            out.secrets.sealing.publicKey(),
                                            crypto::sha256({out.tlsKey}));
    return out;
}

Status announceDevice(const Machine& machine,
                      const Invitation& invitation,
                      const PendingDevice& device) {
    VD_REQUIRE(machine.clock.now() < invitation.expires, Reason::InvitationExpired);
    VD_ASSIGN(const auto derived, deriveKeys(invitation.secret));
    crypto::Enrolment enrolment;
    enrolment.invitation = invitation.id;
    enrolment.person = invitation.person;
    enrolment.signKey = device.secrets.signing.publicKey();
    enrolment.sealKey = device.secrets.sealing.publicKey();
    enrolment.tlsKey = crypto::sha256({device.tlsKey});
    enrolment.teamKey = device.teamKey.publicKey();
    enrolment.mac = crypto::hmacSha256(derived.device, enrolment.maced());
    enrolment.signature = device.secrets.signing.sign(
        crypto::kEnrolmentSignature, invitation.instance, enrolment.signedBytes());
    VD_ASSIGN(const auto transport, invitedTransport(machine, invitation));
    return transport->enrol(invitation.id, derived.token, enrolment.encode(), device.tlsKey);
}

Result<PendingDevice> beginEnrolment(const Machine& machine, const Invitation& invitation) {
    VD_ASSIGN(auto device, makeDevice(machine, invitation));
    VD_RETURN_IF_ERROR(announceDevice(machine, invitation, device));
    return device;
}

Result<DeviceSecrets> finishEnrolment(const Machine& machine,
                                      const Invitation& invitation,
                                      const PendingDevice& pending) {
    VD_ASSIGN(DeviceSecrets secrets, DeviceSecrets::decode(pending.secrets.encode()));
    VD_ASSIGN(const auto invited, invitedTransport(machine, invitation));
    VD_ASSIGN(const auto status, invited->enrolmentStatus(invitation.id));
    VD_REQUIRE(status.admitted, Reason::WaitingForAdmission);
    VD_ASSIGN(secrets.certificatePem,
              givenCertificate(status.certificate,
                               {crypto::ClientKind::Device, secrets.device.bytes},
                               pending.tlsKey));

    // From here on as the device itself: its directory must be the one the invitation pinned.
    const auto transport = machine.transports.connect(
        {secrets.address, secrets.serverCaPem, secrets.certificatePem, secrets.tlsKeyPem.clone()});
    DirectoryCopy directory(secrets.instance);
    for (bool more = true; more;) {
        VD_ASSIGN(const auto page, transport->syncDirectory(directory.count()));
        VD_RETURN_IF_ERROR(directory.add(page.lines));
        more = !page.lines.empty() && directory.count() < page.totalCount;
    }
    const auto& known = directory.directory();
    VD_REQUIRE(known.founded() && known.active(secrets.device), Reason::DeviceNotAdmitted);
    VD_ASSIGN(const auto derived, deriveKeys(invitation.secret));
    VD_ASSIGN(const auto keys, transport->fetchKeys());
    VD_RETURN_IF_ERROR(takeNetworkKeys(secrets, keys, derived.network));
    const auto* certified = known.teamKey(secrets.team, 1);
    if (certified != nullptr && certified->key.key == pending.teamKey.publicKey()) {
        VD_ASSIGN(auto first, crypto::SealKeyPair::fromSecret(pending.teamKey.secret().clone()));
        secrets.teamKeys.push_back({secrets.team, 1, std::move(first)});
    }
    return secrets;
}

}  // namespace voordeur::client::core
