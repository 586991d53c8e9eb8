#include "server/rpc/calls.h"

#include <memory>
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

Answering* Calls::begin(grpc::CallbackServerContext* context,
                        const google::protobuf::MessageLite& request) {
    return std::make_unique<Answering>(m_unread, *context, request).release();
}

grpc::ServerUnaryReactor* Calls::logged(crypto::Method method,
                                        grpc::CallbackServerContext* context,
                                        const v1::LoggedRequest* request,
                                        v1::LoggedResponse* response) {
    auto* call = begin(context, *request);
    auto peer = peerOf(*context);
    if (!peer.ok()) {
        call->refuse(peer.reason());
        return call;
    }
    m_service.logged(method,
                     incoming(*request),
                     peer.value(),
                     [call, response](crypto::Result<domain::OutgoingAnswer> answer) {
                         if (!answer.ok()) return call->refuse(answer.reason());
                         outgoing(std::move(answer).value(), *response);
                         call->answer(*response);
                     });
    return call;
}

}  // namespace voordeur::server::rpc
