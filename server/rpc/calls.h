#pragma once

#include "server/domain/service.h"
#include "server/rpc/answering.h"
#include "server/rpc/peer.h"
#include "voordeur/v1/log_service.pb.h"

#include <grpcpp/grpcpp.h>

namespace voordeur::server::rpc {

/// The one way of every logged call from gRPC to the domain and back. Handlers never block gRPC's
/// threads: they hand over and return; the domain's workers finish.
///
/// Thread: any. Ownership: borrows both.
class Calls {
public:
    Calls(domain::Service& service, UnreadAnswers& unread) : m_service(service), m_unread(unread) {}

    /// For every call, logged or not. Ownership: gRPC's, until the call is over.
    Answering* begin(grpc::CallbackServerContext* context,
                     const google::protobuf::MessageLite& request);

    grpc::ServerUnaryReactor* logged(crypto::Method method,
                                     grpc::CallbackServerContext* context,
                                     const v1::LoggedRequest* request,
                                     v1::LoggedResponse* response);
    /// Who asks. Errors: CertificateWrong · Busy (answers that nobody takes fill the memory).
    crypto::Result<domain::Peer> peerOf(const grpc::CallbackServerContext& context) {
        VD_REQUIRE(m_unread.hasRoom(), crypto::Reason::Busy);
        return m_peers.of(*context.auth_context());
    }
    [[nodiscard]] domain::Service& service() const { return m_service; }

private:
    domain::Service& m_service;  // does its own locking; outlives us
    UnreadAnswers& m_unread;
    PeerReader m_peers;
};

domain::IncomingCall incoming(const v1::LoggedRequest& request);
void outgoing(domain::OutgoingAnswer answer, v1::LoggedResponse& response);

}  // namespace voordeur::server::rpc
