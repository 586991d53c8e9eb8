#pragma once

#include "client/core/device_secrets.h"
#include "client/core/invitation.h"
#include "client/core/session.h"
#include "crypto/shared/enrolment.h"
#include "crypto/shared/founding_sheet.h"

#include <optional>
#include <string>
#include <vector>

// Becoming a member, and letting others become one (docs/protocol.md, Founding and Enrolment).
namespace voordeur::client::core {

/// Who founds: the first administrator, their agency and team.
struct FounderNames {
    std::string municipality;
    std::string agency;
    std::string team;
    std::string person;
    std::string phone;
    std::string mail;
};

/// What the parts of this file need of the machine they run on.
struct Machine {
    TransportFactory& transports;
    const crypto::Clock& clock;
    crypto::RandomSource& random;
};

/// Makes the founder's keys, the first network key and the root policy, and calls Found.
/// Errors: AlreadyFounded, InvitationExpired (the sheet), those of Transport.
Result<DeviceSecrets> foundInstance(const Machine& machine,
                                    const crypto::FoundingSheet& sheet,
                                    const FounderNames& names);

/// A person to invite; the person and the membership are made with the invitation when new.
struct InviteWish {
    std::optional<crypto::PersonId> person;  // absent: a new one
    std::string name;
    std::string phone;
    std::string mail;
    std::string hours;
    crypto::TeamId team;
    crypto::Role role = crypto::Role::Worker;
    crypto::UnixMillis expires = 0;
};

/// Makes an invitation; its secret stays in the local store until the device is admitted.
/// Errors: those of Session::call.
Result<Invitation> invite(Session& session, const InviteWish& wish);

/// A device on its way in: it has no certificate and no network key yet.
struct PendingDevice {
    DeviceSecrets secrets;
    crypto::SealKeyPair teamKey;  // proposed, in case this is the team's first device
    Bytes tlsKey;                 // SubjectPublicKeyInfo
};
/// The new device's keys; nobody knows of them yet. Keep them (`Profile::keepPending`) before
/// `announceDevice`: what the server was told of must not be lost.
/// Errors: InvitationExpired.
Result<PendingDevice> makeDevice(const Machine& machine, const Invitation& invitation);
/// Shows the device with the invitation; again, as often as needed, with the same words. Then call
/// `finishEnrolment` until it is admitted.
/// Errors: InvitationExpired, InvitationUsed, InvitationUnknown, those of Transport.
Status announceDevice(const Machine& machine,
                      const Invitation& invitation,
                      const PendingDevice& device);
/// Both, for somebody who keeps nothing.
Result<PendingDevice> beginEnrolment(const Machine& machine, const Invitation& invitation);

/// Errors: WaitingForAdmission; InvitationUsed (another device was admitted with it);
/// WrongInstance, KeyMissing (the network key did not come, or not from the inviter).
Result<DeviceSecrets> finishEnrolment(const Machine& machine,
                                      const Invitation& invitation,
                                      const PendingDevice& pending);

/// One device that waits for this administrator.
struct WaitingDevice {
    crypto::Enrolment enrolment;
    std::string personName;
    crypto::TeamId team;
    /// Checked with the invitation's secret: it really comes from whom was invited.
    bool genuine = false;
};
Result<std::vector<WaitingDevice>> waitingDevices(Session& session);

/// Admits a device and hands it the network key. Errors: EnrolmentMacWrong (not genuine: the server
/// or somebody between showed another device), InvitationUnknown, those of Session::call.
Status admit(Session& session,
             const crypto::InvitationId& invitation,
             const std::vector<crypto::Cosignature>& cosignatures = {});

/// Seals the keys of the own teams to devices of members that came after; each device once.
/// Returns how many devices got a key.
Result<std::size_t> shareTeamKeys(Session& session);

/// Directory changes by an administrator, at once.
Status changeDirectory(Session& session,
                       const std::vector<crypto::DirectoryChange>& changes,
                       const std::vector<crypto::Cosignature>& cosignatures = {});
Status revoke(Session& session, crypto::Revocation::What what, const crypto::ByteArray<16>& id);

/// A call that takes two persons, carried by hand (file or mail) to the second and back. The asker
/// and the request id are fixed in it: a signature is good for this one call only.
/// Grammar: u16 method · fixed16 asker · fixed16 requestId · bytes payload (with the cosignatures
/// so far). As text: armored with the label "COSIGN REQUEST".
struct CosignRequest {
    crypto::Method method = crypto::Method::OpenQuota;
    crypto::DeviceId asker;
    crypto::RequestId requestId;
    Bytes payload;
    [[nodiscard]] std::string encode() const;
    /// Errors: Malformed, MessageTooLarge.
    static Result<CosignRequest> decode(std::string_view text);
};
/// Begins such a call as its asker: OpenQuota, ChangeDirectory or Revoke.
CosignRequest beginCosigned(const Session& session, crypto::Method method, Bytes payload);
/// Adds the own signature as the second person. Errors: Malformed (not such a method).
Status cosign(const Session& session, CosignRequest& request);
/// Sends it as its asker. Errors: NotAddressee (another device asked), PayloadMismatch (it came
/// back with something else than this device asked for), SecondPersonNeeded and those of
/// Session::call.
Status submitCosigned(Session& session, const CosignRequest& request);

}  // namespace voordeur::client::core
