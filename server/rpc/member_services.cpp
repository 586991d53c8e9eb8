#include "server/rpc/member_services.h"

#include <utility>

namespace voordeur::server::rpc {

using crypto::Reason;
using crypto::Status;

namespace {

// The oldest client that still understands this server.
constexpr const char* kClientVersionMin = "0.1.0";

// The longest of them names an invitation and brings the keys of a device: 1 KiB. Thousands may
// wait, and nothing else counts their bytes.
constexpr std::size_t kSmallRequestBytesMax = 16 * 1024;

/// Who makes one of the small calls. Errors: as Calls::peerOf · MessageTooLarge.
crypto::Result<domain::Peer> smallCallOf(Calls& calls,
                                         const grpc::CallbackServerContext& context,
                                         const Answering& call) {
    VD_REQUIRE(call.requestBytes() <= kSmallRequestBytesMax, Reason::MessageTooLarge);
    return calls.peerOf(context);
}

/// Runs `work` on a worker of the domain; it finishes the call with what it returns.
template <class Request, class Response, class Work>
grpc::ServerUnaryReactor* onWorker(Calls& calls,
                                   grpc::CallbackServerContext* context,
                                   const Request* request,
                                   const Response* response,
                                   Work work) {
    auto* call = calls.begin(context, *request);
    auto peer = smallCallOf(calls, *context, *call);
    if (!peer.ok()) {
        call->refuse(peer.reason());
        return call;
    }
    const bool queued = calls.service().executor().tryPost(
        [call, response, peer = peer.value(), work = std::move(work)] {
            const Status status = work(peer);
            if (!status.ok()) return call->refuse(status.reason());
            call->answer(*response);
        });
    if (!queued) call->refuse(Reason::Busy);
    return call;
}

crypto::Result<crypto::InvitationId> invitationOf(const std::string& bytes) {
    const auto id = crypto::InvitationId::fromBytes(crypto::viewOf(bytes));
    VD_REQUIRE(id.has_value(), Reason::Malformed);
    return *id;
}

}  // namespace

grpc::ServerUnaryReactor* MemberServiceImpl::SyncDirectory(grpc::CallbackServerContext* context,
                                                           const v1::SyncDirectoryRequest* request,
                                                           v1::SyncDirectoryResponse* response) {
    return onWorker(
        m_calls, context, request, response, [this, request, response](const auto& peer) -> Status {
            VD_ASSIGN(const auto page,
                      m_calls.service().syncDirectory(peer, request->known_count()));
            response->set_total_count(page.totalCount);
            for (const auto& line : page.lines) {
                auto* out = response->add_lines();
                out->set_entry(std::string(crypto::textOf(line.entry)));
                out->set_payload(std::string(crypto::textOf(line.payload)));
            }
            return crypto::success();
        });
}

grpc::ServerUnaryReactor* MemberServiceImpl::GetCheckpoint(grpc::CallbackServerContext* context,
                                                           const v1::GetCheckpointRequest* request,
                                                           v1::GetCheckpointResponse* response) {
    return onWorker(
        m_calls, context, request, response, [this, request, response](const auto& peer) -> Status {
            VD_ASSIGN(const auto answer, m_calls.service().checkpoint(peer, request->known_size()));
            response->set_checkpoint(answer.checkpoint);
            response->set_consistency(std::string(crypto::textOf(answer.consistency)));
            return crypto::success();
        });
}

grpc::ServerUnaryReactor* MemberServiceImpl::FetchKeys(grpc::CallbackServerContext* context,
                                                       const v1::FetchKeysRequest* request,
                                                       v1::FetchKeysResponse* response) {
    return onWorker(
        m_calls, context, request, response, [this, response](const auto& peer) -> Status {
            VD_ASSIGN(const auto keys, m_calls.service().keysFor(peer));
            for (const auto& key : keys)
                response->add_keys()->set_sealed(std::string(crypto::textOf(key)));
            return crypto::success();
        });
}

grpc::ServerUnaryReactor* MemberServiceImpl::ListEnrolments(
    grpc::CallbackServerContext* context,
    const v1::ListEnrolmentsRequest* request,
    v1::ListEnrolmentsResponse* response) {
    return onWorker(
        m_calls, context, request, response, [this, response](const auto& peer) -> Status {
            VD_ASSIGN(const auto waiting, m_calls.service().enrolments(peer));
            for (const auto& one : waiting) {
                auto* out = response->add_enrolments();
                out->set_invitation(std::string(crypto::textOf(one.invitation.bytes)));
                out->set_enrolment(std::string(crypto::textOf(one.enrolment)));
            }
            return crypto::success();
        });
}

grpc::ServerUnaryReactor* MemberServiceImpl::IssueInvitationCertificate(
    grpc::CallbackServerContext* context,
    const v1::IssueInvitationCertificateRequest* request,
    v1::IssueInvitationCertificateResponse* response) {
    return onWorker(
        m_calls, context, request, response, [this, request, response](const auto& peer) -> Status {
            VD_ASSIGN(const auto id, invitationOf(request->invitation()));
            VD_ASSIGN(const auto certificate,
                      m_calls.service().invitationCertificate(
                          peer, id, crypto::viewOf(request->tls_key())));
            response->set_certificate(std::string(crypto::textOf(certificate)));
            return crypto::success();
        });
}

grpc::ServerUnaryReactor* MemberServiceImpl::ServerInfo(grpc::CallbackServerContext* context,
                                                        const v1::ServerInfoRequest* request,
                                                        v1::ServerInfoResponse* response) {
    return onWorker(
        m_calls, context, request, response, [this, response](const auto& peer) -> Status {
            VD_RETURN_IF_ERROR(m_calls.service().member(peer));
            response->set_version(VOORDEUR_VERSION);
            response->set_client_version_min(kClientVersionMin);
            response->set_time_ms(m_calls.service().clock().now());
            return crypto::success();
        });
}

grpc::ServerUnaryReactor* EnrolmentServiceImpl::Found(grpc::CallbackServerContext* context,
                                                      const v1::FoundRequest* request,
                                                      v1::FoundResponse* response) {
    auto* call = m_calls.begin(context, *request);
    auto peer = m_calls.peerOf(*context);
    if (!peer.ok()) {
        call->refuse(peer.reason());
        return call;
    }
    using Answer = std::pair<domain::OutgoingAnswer, crypto::Bytes>;
    m_calls.service().found(
        incoming(request->logged()),
        crypto::toBytes(crypto::viewOf(request->tls_key())),
        peer.value(),
        [call, response](crypto::Result<Answer> answer) {
            if (!answer.ok()) return call->refuse(answer.reason());
            outgoing(std::move(answer.value().first), *response->mutable_logged());
            response->set_certificate(std::string(crypto::textOf(answer.value().second)));
            call->answer(*response);
        });
    return call;
}

grpc::ServerUnaryReactor* EnrolmentServiceImpl::Enrol(grpc::CallbackServerContext* context,
                                                      const v1::EnrolRequest* request,
                                                      v1::EnrolResponse* response) {
    auto* call = m_calls.begin(context, *request);
    auto peer = smallCallOf(m_calls, *context, *call);
    auto invitation = invitationOf(request->invitation());
    if (!peer.ok() || !invitation.ok()) {
        call->refuse(peer.ok() ? invitation.reason() : peer.reason());
        return call;
    }
    m_calls.service().enrol({invitation.value(),
                             crypto::toBytes(crypto::viewOf(request->token())),
                             crypto::toBytes(crypto::viewOf(request->enrolment())),
                             crypto::toBytes(crypto::viewOf(request->tls_key()))},
                            peer.value(),
                            [call, response](Status status) {
                                if (!status.ok()) return call->refuse(status.reason());
                                call->answer(*response);
                            });
    return call;
}

grpc::ServerUnaryReactor* EnrolmentServiceImpl::EnrolStatus(grpc::CallbackServerContext* context,
                                                            const v1::EnrolStatusRequest* request,
                                                            v1::EnrolStatusResponse* response) {
    return onWorker(
        m_calls, context, request, response, [this, request, response](const auto& peer) -> Status {
            VD_ASSIGN(const auto id, invitationOf(request->invitation()));
            VD_ASSIGN(const auto status, m_calls.service().enrolmentStatus(peer, id));
            response->set_admitted(status.admitted);
            response->set_certificate(std::string(crypto::textOf(status.certificate)));
            return crypto::success();
        });
}

}  // namespace voordeur::server::rpc
