#include "server/rpc/calls.h"

#include "server/rpc/grpc_status.h"

#include <utility>

namespace voordeur::server::rpc {

domain::IncomingCall incoming(const v1::LoggedRequest& request) {
    domain::IncomingCall call;
    call.statement = crypto::toBytes(crypto::viewOf(request.statement()));
    call.signature = crypto::toBytes(crypto::viewOf(request.signature()));
    call.payload = crypto::toBytes(crypto::viewOf(request.payload()));
    call.attachments.reserve(static_cast<std::size_t>(request.attachments_size()));
    for (const auto& attachment : request.attachments()) {
        call.attachments.push_back(crypto::toBytes(crypto::viewOf(attachment)));
    }
    call.detail = crypto::toBytes(crypto::viewOf(request.detail()));
    call.known = crypto::toBytes(crypto::viewOf(request.known()));
    return call;
}

void outgoing(domain::OutgoingAnswer answer, v1::LoggedResponse& response) {
    response.set_entry(std::string(crypto::textOf(answer.entry)));
    response.set_answer(std::string(crypto::textOf(answer.answer)));
    response.set_heads(std::string(crypto::textOf(answer.heads)));
    response.set_checkpoint(std::move(answer.checkpoint));
    response.set_inclusion(std::string(crypto::textOf(answer.inclusion)));
    response.set_consistency(std::string(crypto::textOf(answer.consistency)));
    for (const auto& line : answer.chain) {
        auto* out = response.add_chain();
        out->set_entry(std::string(crypto::textOf(line.entry)));
        out->set_payload(std::string(crypto::textOf(line.payload)));
        out->set_answer(std::string(crypto::textOf(line.answer)));
    }
    for (const auto& object : answer.objects)
        response.add_objects(std::string(crypto::textOf(object)));
}

grpc::ServerUnaryReactor* Calls::logged(crypto::Method method,
                                        grpc::CallbackServerContext* context,
                                        const v1::LoggedRequest* request,
                                        v1::LoggedResponse* response) {
    auto* reactor = context->DefaultReactor();
    auto peer = peerOf(*context);
    if (!peer.ok()) {
        reactor->Finish(toGrpc(peer.reason()));
        return reactor;
    }
    m_service.logged(method,
                     incoming(*request),
                     peer.value(),
                     [reactor, response](crypto::Result<domain::OutgoingAnswer> answer) {
                         if (!answer.ok()) return reactor->Finish(toGrpc(answer.reason()));
                         outgoing(std::move(answer).value(), *response);
                         reactor->Finish(grpc::Status::OK);
                     });
    return reactor;
}

}  // namespace voordeur::server::rpc
