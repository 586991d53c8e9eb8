// What every member may know, and how one becomes a member.
#include "crypto/shared/enrolment.h"
#include "crypto/shared/hash.h"
#include "crypto/shared/proof.h"
#include "server/domain/service.h"

#include <utility>

namespace voordeur::server::domain {

using crypto::Error;
using crypto::success;

namespace {

/// A SubjectPublicKeyInfo of P-256 has 91 bytes.
constexpr std::size_t kTlsKeyBytesMax = 1024;

/// Not used and not revoked. Errors: InvitationUsed, InvitationUnknown.
Status checkOpen(const crypto::Directory& directory, const crypto::InvitationId& invitation) {
    VD_REQUIRE(!directory.invitationUsed(invitation), Reason::InvitationUsed);
    VD_REQUIRE(directory.invitationOpen(invitation), Reason::InvitationUnknown);
    return success();
}

/// In the writer's turn, when it is settled what became of the invitation: an enrolment that was
/// admitted stays as it is. The same bytes again are no harm; their first answer was lost.
Status keepEnrolment(storage::Transaction& transaction, const storage::PendingEnrolment& pending) {
    const Status open = checkOpen(transaction.directory(), pending.invitation);
    if (!open.ok() && open.reason() == Reason::InvitationUsed) {
        VD_ASSIGN(const auto kept, transaction.enrolment(pending.invitation));
        const bool again = kept && kept->enrolment == pending.enrolment;
        return again ? success() : open;
    }
    VD_RETURN_IF_ERROR(open);
    return transaction.putEnrolment(pending);
}

}  // namespace

void Service::found(IncomingCall call,
                    Bytes tlsKey,
                    const Peer& peer,
                    Reply<std::pair<OutgoingAnswer, Bytes>> done) {
    auto finish = [this, tlsKey = std::move(tlsKey), done = std::move(done)](
                      Result<log::Written> written, const Accepted& accepted) {
        if (!written.ok()) return done(written.error());
        auto proof = answer(written.value(), accepted);
        if (!proof.ok()) return done(proof.error());
        const auto* device =
            m_parts.writer.directory()->device(accepted.submission.statement.device);
        if (device == nullptr || crypto::sha256({tlsKey}) != device->device.tlsKey) {
            return done(Reason::CertificateWrong);
        }
        auto certificate = m_parts.issuer.forDevice(device->device.id, tlsKey);
        if (!certificate.ok()) return done(certificate.error());
        done(std::make_pair(std::move(proof).value(), std::move(certificate).value()));
    };
    write(Method::Found, std::move(call), peer, std::move(finish));
}

Result<Service::DirectoryPage> Service::syncDirectory(const Peer& peer, std::uint64_t known) {
    VD_RETURN_IF_ERROR(member(peer));
    DirectoryPage out;
    out.totalCount = m_parts.writer.directoryCount();
    VD_ASSIGN(auto reader, m_parts.store.reader());
    VD_ASSIGN(const auto sequences,
              reader->directoryChain(known, crypto::limits::kEntriesPerPageMax));
    std::size_t total = 0;
    for (const std::uint64_t sequence : sequences) {
        VD_ASSIGN(auto line, reader->line(sequence));
        VD_REQUIRE(line.has_value(), Reason::StorageFailed);
        total += line->entry.size() + line->payload.size();
        if (total > crypto::limits::kMessageBytesMax && !out.lines.empty()) break;
        out.lines.push_back({std::move(line->entry), std::move(line->payload), {}});
    }
    return out;
}

Result<Service::CheckpointAnswer> Service::checkpoint(const Peer& peer, std::uint64_t knownSize) {
    VD_RETURN_IF_ERROR(member(peer));
    const auto head = m_parts.writer.head();
    CheckpointAnswer out{head.checkpoint, {}};
    if (knownSize > 0 && knownSize <= head.head.size) {
        crypto::ConsistencyProof proof{knownSize, head.head.size, {}};
        VD_ASSIGN(proof.hashes, m_parts.writer.tree().consistencyProof(knownSize, head.head.size));
        out.consistency = proof.encode();
    }
    return out;
}

Result<std::vector<Bytes>> Service::keysFor(const Peer& peer) {
    VD_RETURN_IF_ERROR(member(peer));
    VD_ASSIGN(auto reader, m_parts.store.reader());
    return reader->keysFor(crypto::DeviceId{peer.id});
}

Result<std::vector<storage::PendingEnrolment>> Service::enrolments(const Peer& peer) {
    VD_RETURN_IF_ERROR(member(peer));
    const auto directory = m_parts.writer.directory();
    const auto* device = directory->device(crypto::DeviceId{peer.id});
    VD_REQUIRE(device != nullptr, Reason::Unauthenticated);
    const auto* asker = directory->person(device->device.person);
    VD_REQUIRE(asker != nullptr, Reason::Unauthenticated);
    VD_ASSIGN(auto reader, m_parts.store.reader());
    VD_ASSIGN(auto waiting, reader->enrolments());
    std::vector<storage::PendingEnrolment> out;
    for (auto& one : waiting) {
        const auto* invitation = directory->invitation(one.invitation);
        if (invitation == nullptr || !directory->invitationOpen(one.invitation)) continue;
        if (out.size() == crypto::limits::kEntriesPerPageMax) break;
        const auto* person = directory->person(invitation->person);
        const bool own = person != nullptr && person->agency == asker->agency;
        if (own || directory->isFounderKey(device->device.signKey)) out.push_back(std::move(one));
    }
    return out;
}

Result<Bytes> Service::invitationCertificate(const Peer& peer,
                                             const crypto::InvitationId& invitation,
                                             ByteView spki) {
    VD_RETURN_IF_ERROR(member(peer));
    const auto directory = m_parts.writer.directory();
    const auto* known = directory->invitation(invitation);
    VD_REQUIRE(known != nullptr, Reason::InvitationUnknown);
    VD_RETURN_IF_ERROR(checkOpen(*directory, invitation));
    VD_REQUIRE(m_parts.clock.now() < known->expires, Reason::InvitationExpired);
    VD_REQUIRE(crypto::sha256({spki}) == known->tlsKey, Reason::CertificateWrong);
    return m_parts.issuer.forInvitation(invitation, spki, known->expires);
}

void Service::enrol(EnrolCall call, const Peer& peer, std::function<void(Status)> done) {
    const auto check = [&]() -> Status {
        const bool own = peer.kind == Peer::Kind::Invitation && peer.id == call.invitation.bytes;
        VD_REQUIRE(own, Reason::CertificateWrong);
        const auto directory = m_parts.writer.directory();
        const auto* known = directory->invitation(call.invitation);
        VD_REQUIRE(known != nullptr, Reason::InvitationUnknown);
        VD_REQUIRE(known->tlsKey == peer.tlsKey, Reason::CertificateWrong);
        VD_REQUIRE(call.tlsKey.size() <= kTlsKeyBytesMax, Reason::MessageTooLarge);
        VD_REQUIRE(m_parts.clock.now() < known->expires, Reason::InvitationExpired);
        VD_REQUIRE(crypto::equalConstantTime(crypto::sha256({call.token}), known->tokenHash),
                   Reason::InvitationUnknown);
        VD_ASSIGN(const auto enrolment, crypto::Enrolment::decode(call.enrolment));
        VD_REQUIRE(enrolment.invitation == call.invitation && enrolment.person == known->person,
                   Reason::PayloadMismatch);
        VD_REQUIRE(crypto::sha256({call.tlsKey}) == enrolment.tlsKey, Reason::PayloadMismatch);
        VD_REQUIRE(crypto::verify(enrolment.signKey,
                                  crypto::kEnrolmentSignature,
                                  directory->instance(),
                                  enrolment.signedBytes(),
                                  enrolment.signature),
                   Reason::SignatureBroken);
        return success();
    };
    if (const Status status = check(); !status.ok()) {
        m_parts.writer.noteAuthFail(status.reason());
        done(status);
        return;
    }
    storage::PendingEnrolment pending{
        call.invitation, std::move(call.enrolment), std::move(call.tlsKey)};
    const Status sent = m_parts.writer.submitUnlogged(
        [pending](storage::Transaction& transaction) {
            return keepEnrolment(transaction, pending);
        },
        [this, done](Status status) {
            const bool refused = !status.ok() && (status.reason() == Reason::InvitationUsed ||
                                                  status.reason() == Reason::InvitationUnknown);
            if (refused) m_parts.writer.noteAuthFail(status.reason());
            done(status);
        });
    if (!sent.ok()) done(sent);
}

Result<Service::EnrolmentStatus> Service::enrolmentStatus(const Peer& peer,
                                                          const crypto::InvitationId& invitation) {
    const bool own = peer.kind == Peer::Kind::Invitation && peer.id == invitation.bytes;
    VD_REQUIRE(own, Reason::CertificateWrong);
    const auto directory = m_parts.writer.directory();
    const auto* known = directory->invitation(invitation);
    VD_REQUIRE(known != nullptr && known->tlsKey == peer.tlsKey, Reason::InvitationUnknown);
    VD_ASSIGN(auto reader, m_parts.store.reader());
    VD_ASSIGN(const auto pending, reader->enrolment(invitation));
    VD_REQUIRE(pending.has_value(), Reason::InvitationUnknown);
    VD_ASSIGN(const auto enrolment, crypto::Enrolment::decode(pending->enrolment));
    EnrolmentStatus out;
    if (directory->device(enrolment.device()) == nullptr) {
        VD_RETURN_IF_ERROR(checkOpen(*directory, invitation));
        return out;
    }
    out.admitted = true;
    VD_ASSIGN(out.certificate, m_parts.issuer.forDevice(enrolment.device(), pending->tlsKey));
    return out;
}

}  // namespace voordeur::server::domain
