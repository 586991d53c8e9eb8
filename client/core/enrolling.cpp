// The new device's side of an invitation.
#include "client/core/directory_copy.h"
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

Result<PendingDevice> beginEnrolment(const Machine& machine, const Invitation& invitation) {
    VD_REQUIRE(machine.clock.now() < invitation.expires, Reason::InvitationExpired);
    VD_ASSIGN(const auto derived, deriveKeys(invitation.secret));
    auto& random = machine.random;
    VD_ASSIGN(const SecretBytes tlsKey, crypto::generateTlsKey());
    VD_ASSIGN(const Bytes spki, crypto::spkiOf(tlsKey));
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
                      crypto::SealKeyPair::generate(random)};
    crypto::Enrolment enrolment;
    enrolment.invitation = invitation.id;
    enrolment.person = invitation.person;
    enrolment.signKey = out.secrets.signing.publicKey();
    enrolment.sealKey = out.secrets.sealing.publicKey();
    enrolment.tlsKey = crypto::sha256({spki});
    enrolment.teamKey = out.teamKey.publicKey();
    enrolment.mac = crypto::hmacSha256(derived.device, enrolment.maced());
    enrolment.signature = out.secrets.signing.sign(
        crypto::kEnrolmentSignature, invitation.instance, enrolment.signedBytes());
    out.secrets.device = enrolment.device();
    VD_ASSIGN(const auto transport, invitedTransport(machine, invitation));
    VD_RETURN_IF_ERROR(transport->enrol(invitation.id, derived.token, enrolment.encode(), spki));
    return out;
}

Result<DeviceSecrets> finishEnrolment(const Machine& machine,
                                      const Invitation& invitation,
                                      PendingDevice pending) {
    DeviceSecrets& secrets = pending.secrets;
    VD_ASSIGN(const auto invited, invitedTransport(machine, invitation));
    VD_ASSIGN(const auto status, invited->enrolmentStatus(invitation.id));
    VD_REQUIRE(status.admitted, Reason::WaitingForAdmission);
    VD_ASSIGN(secrets.certificatePem, crypto::certificatePem(status.certificate));

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
        secrets.teamKeys.push_back({secrets.team, 1, std::move(pending.teamKey)});
    }
    return std::move(secrets);
}

}  // namespace voordeur::client::core
