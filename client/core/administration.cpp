// An administrator's side: inviting, admitting, revoking.
#include "client/core/given_certificate.h"
#include "client/core/membership.h"
#include "crypto/internal/x509.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/hash.h"
#include "crypto/shared/hkdf.h"
#include "crypto/vault/sealed_blob.h"

#include <algorithm>
#include <utility>

namespace voordeur::client::core {

using crypto::Method;
using crypto::Reason;
using crypto::SecretBytes;
using crypto::success;

namespace {

std::string secretName(const crypto::InvitationId& id) {
    return "invitation/" + id.hex();
}

Result<VerifiedAnswer> directoryCall(Session& session,
                                     Method method,
                                     const crypto::DirectoryPayload& payload,
                                     std::vector<Bytes> attachments) {
    CallDraft draft;
    draft.method = method;
    draft.payload = payload.encode();
    draft.attachments = std::move(attachments);
    VD_ASSIGN(auto answer, session.call(std::move(draft)));
    // Ours is in the chain now; have it before the next thing is built on it.
    VD_RETURN_IF_ERROR(session.sync());
    return answer;
}

Bytes networkKeysOf(const DeviceSecrets& secrets) {
    crypto::Writer w;
    w.u32(static_cast<std::uint32_t>(secrets.networkKeys.size()));
    for (const auto& key : secrets.networkKeys) {
        w.u32(key.epoch).fixed(key.key.reveal(crypto::openKeyAccess()));
    }
    return w.take();
}

Result<Bytes> sealNetworkKeys(Session& session,
                              const crypto::Device& device,
                              const crypto::NetworkKey& psk) {
    const auto& secrets = session.secrets();
    crypto::SealHeader header;
    header.kind = crypto::SealKind::NetworkKey;
    header.recipient = device.id.bytes;
    header.subjectEpoch = secrets.network().epoch;
    Bytes plain = networkKeysOf(secrets);
    auto sealedKeys = crypto::sealBlob(header, device.sealKey, psk, plain, session.random());
    crypto::wipe(plain);
    return sealedKeys;
}

Result<SecretBytes> invitationSecret(Session& session, const crypto::InvitationId& id) {
    VD_ASSIGN(const auto kept, session.store().value(secretName(id)));
    VD_REQUIRE(kept.has_value(), Reason::InvitationUnknown);
    return SecretBytes::copyOf(*kept);
}

Result<crypto::Enrolment> waitingEnrolment(Session& session, const crypto::InvitationId& id) {
    VD_ASSIGN(const auto waiting, session.transport().enrolments());
    for (const auto& one : waiting) {
        if (one.invitation == id) return crypto::Enrolment::decode(one.enrolment);
    }
    return Reason::InvitationUnknown;
}

bool isGenuine(const crypto::Enrolment& enrolment, const SecretBytes& secret) {
    const auto keys = deriveKeys(secret);
    return keys.ok() &&
           crypto::hmacSha256Matches(keys.value().device, enrolment.maced(), enrolment.mac);
}

}  // namespace

Result<Invitation> invite(Session& session, const InviteWish& wish) {
    auto& random = session.random();
    const auto& directory = session.directory();
    const auto* team = directory.team(wish.team);
    VD_REQUIRE(team != nullptr, Reason::NotFound);
    Invitation out;
    out.id = crypto::InvitationId::generate(random);
    out.person = wish.person.value_or(crypto::PersonId::generate(random));
    out.secret = SecretBytes(32);
    random.fill(out.secret.revealForWriting(crypto::openKeyAccess()));
    VD_ASSIGN(out.tlsKey, crypto::generateTlsKey());
    VD_ASSIGN(const Bytes spki, crypto::spkiOf(out.tlsKey));
    VD_ASSIGN(const auto derived, deriveKeys(out.secret));

    crypto::DirectoryPayload payload;
    if (directory.person(out.person) == nullptr) {
        payload.changes.push_back(
            crypto::Person{out.person, team->agency, wish.name, wish.phone, wish.mail, wish.hours});
    }
    if (directory.role(out.person, wish.team) != wish.role) {
        payload.changes.push_back(crypto::Membership{out.person, wish.team, wish.role, true});
    }
    payload.changes.push_back(crypto::Invitation{out.id,
                                                 out.person,
                                                 wish.team,
                                                 wish.expires,
                                                 crypto::sha256({derived.token}),
                                                 crypto::sha256({spki})});
    // Kept before it is sent: without the secret nobody could admit the device later.
    VD_RETURN_IF_ERROR(
        session.store().putValue(secretName(out.id), out.secret.reveal(crypto::openKeyAccess())));
    VD_RETURN_IF_ERROR(directoryCall(session, Method::Invite, payload, {}));
    VD_ASSIGN(const Bytes certificate, session.transport().invitationCertificate(out.id, spki));
    auto given =
        givenCertificate(certificate, {crypto::ClientKind::Invitation, out.id.bytes}, spki);
    // Not this device's certificate: what is wrong is the answer.
    VD_REQUIRE(given.ok(), Reason::AnswerMismatch);
    out.certificatePem = std::move(given).value();
    const auto& secrets = session.secrets();
    out.municipality = secrets.municipality;
    out.address = secrets.address;
    out.serverCaPem = secrets.serverCaPem;
    out.instance = secrets.instance;
    out.head = session.head();
    out.personName = wish.name;
    out.team = wish.team;
    out.expires = wish.expires;
    return out;
}

Result<std::vector<WaitingDevice>> waitingDevices(Session& session) {
    VD_RETURN_IF_ERROR(session.sync());
    VD_ASSIGN(const auto waiting, session.transport().enrolments());
    std::vector<WaitingDevice> out;
    for (const auto& one : waiting) {
        auto enrolment = crypto::Enrolment::decode(one.enrolment);
        const auto* invitation = session.directory().invitation(one.invitation);
        if (!enrolment.ok() || invitation == nullptr) continue;
        WaitingDevice device;
        device.enrolment = std::move(enrolment).value();
        device.team = invitation->team;
        if (const auto* person = session.directory().person(invitation->person)) {
            device.personName = person->name;
        }
        const auto secret = invitationSecret(session, one.invitation);
        device.genuine = secret.ok() && isGenuine(device.enrolment, secret.value());
        out.push_back(std::move(device));
    }
    return out;
}

Status admit(Session& session,
             const crypto::InvitationId& invitation,
             const std::vector<crypto::Cosignature>& cosignatures) {
    VD_RETURN_IF_ERROR(session.sync());
    const auto* known = session.directory().invitation(invitation);
    VD_REQUIRE(known != nullptr, Reason::InvitationUnknown);
    VD_ASSIGN(const auto enrolment, waitingEnrolment(session, invitation));
    VD_ASSIGN(const SecretBytes secret, invitationSecret(session, invitation));
    const bool genuine = enrolment.invitation == invitation && enrolment.person == known->person &&
                         isGenuine(enrolment, secret);
    VD_REQUIRE(genuine, Reason::EnrolmentMacWrong);
    VD_ASSIGN(const auto derived, deriveKeys(secret));

    const crypto::Device device{enrolment.device(),
                                enrolment.person,
                                enrolment.signKey,
                                enrolment.sealKey,
                                enrolment.tlsKey};
    VD_ASSIGN(Bytes networkKeys, sealNetworkKeys(session, device, derived.network));
    crypto::DirectoryPayload payload;
    payload.changes = {
        device, crypto::Admission{invitation, device.id, crypto::attachmentHash(networkKeys)}};
    const bool firstDevice = session.directory().teamKey(known->team) == nullptr;
    if (firstDevice && enrolment.teamKey) {
        payload.changes.push_back(crypto::TeamKey{known->team, 1, *enrolment.teamKey, device.id});
    }
    payload.cosignatures = cosignatures;
    std::vector<Bytes> attachments;
    attachments.push_back(std::move(networkKeys));
    VD_RETURN_IF_ERROR(directoryCall(session, Method::Admit, payload, std::move(attachments)));
    return session.store().removeValue(secretName(invitation));
}

Result<std::size_t> shareTeamKeys(Session& session) {
    VD_RETURN_IF_ERROR(session.sync());
    const auto& directory = session.directory();
    const auto& secrets = session.secrets();
    std::size_t shared = 0;
    for (const auto& own : secrets.teamKeys) {
        const auto* current = directory.teamKey(own.team);
        if (current == nullptr || current->key.epoch != own.epoch) continue;
        crypto::ShareTeamKeyPayload payload;
        payload.team = own.team;
        payload.epoch = own.epoch;
        std::vector<Bytes> sealedKeys;
        std::vector<std::string> done;
        for (const auto& person : directory.membersOf(own.team)) {
            for (const auto& id : directory.devicesOf(person)) {
                const std::string name =
                    "shared/" + own.team.hex() + "/" + std::to_string(own.epoch) + "/" + id.hex();
                VD_ASSIGN(const auto before, session.store().value(name));
                const auto* device = directory.device(id);
                const bool skip = before || id == secrets.device || device == nullptr ||
                                  !directory.active(id) || id == current->key.madeBy;
                if (skip) continue;
                crypto::SealHeader header;
                header.kind = crypto::SealKind::TeamKey;
                header.recipient = id.bytes;
                header.networkEpoch = secrets.network().epoch;
                header.subject = own.team.bytes;
                header.subjectEpoch = own.epoch;
                VD_ASSIGN(Bytes sealedKey,
                          crypto::sealBlob(header,
                                           device->device.sealKey,
                                           secrets.network(),
                                           own.key.secret().reveal(crypto::openKeyAccess()),
                                           session.random()));
                payload.shares.push_back({id, crypto::attachmentHash(sealedKey)});
                sealedKeys.push_back(std::move(sealedKey));
                done.push_back(name);
            }
        }
        if (payload.shares.empty()) continue;
        CallDraft draft;
        draft.method = Method::ShareTeamKey;
        draft.payload = payload.encode();
        draft.attachments = std::move(sealedKeys);
        draft.team = own.team;
        VD_RETURN_IF_ERROR(session.call(std::move(draft)));
        for (const auto& name : done) {
            VD_RETURN_IF_ERROR(session.store().putValue(name, crypto::viewOf("1")));
        }
        shared += done.size();
    }
    return shared;
}

Status changeDirectory(Session& session,
                       const std::vector<crypto::DirectoryChange>& changes,
                       const std::vector<crypto::Cosignature>& cosignatures) {
    crypto::DirectoryPayload payload;
    payload.changes = changes;
    payload.cosignatures = cosignatures;
    VD_RETURN_IF_ERROR(directoryCall(session, Method::ChangeDirectory, payload, {}));
    return success();
}

Status revoke(Session& session, crypto::Revocation::What what, const crypto::ByteArray<16>& id) {
    // What the device did after the head that is named here confers nothing, for ever: an old head
    // would undo the honest work of days.
    VD_RETURN_IF_ERROR(session.sync());
    crypto::DirectoryPayload payload;
    payload.changes = {crypto::Revocation{what, id, session.head().size}};
    VD_RETURN_IF_ERROR(directoryCall(session, Method::Revoke, payload, {}));
    return success();
}

}  // namespace voordeur::client::core
