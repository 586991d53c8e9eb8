#include "server/rpc/logged_services.h"

#include <utility>

namespace voordeur::server::rpc {

grpc::ServerUnaryReactor* LogServiceImpl::ReadLog(grpc::CallbackServerContext* context,
                                                  const v1::LoggedRequest* request,
                                                  v1::ReadLogResponse* response) {
    auto* call = m_calls.begin(context, *request);
    auto peer = m_calls.peerOf(*context);
    if (!peer.ok()) {
        call->refuse(peer.reason());
        return call;
    }
    auto done = [call, response](crypto::Result<domain::OutgoingPage> page) {
        if (!page.ok()) return call->refuse(page.reason());
        outgoing(std::move(page.value().logged), *response->mutable_logged());
        for (const auto& line : page.value().lines) {
            auto* out = response->mutable_page()->add_lines();
            out->set_entry(std::string(crypto::textOf(line.entry)));
            out->set_payload(std::string(crypto::textOf(line.payload)));
            out->set_answer(std::string(crypto::textOf(line.answer)));
            out->set_detail(std::string(crypto::textOf(line.detail)));
            out->set_heads(std::string(crypto::textOf(line.heads)));
            for (const auto& attached : line.attachments)
                out->add_attachments(std::string(crypto::textOf(attached)));
        }
        for (const auto& text : page.value().checkpoints) {
            response->mutable_page()->add_checkpoints(text);
        }
        call->answer(*response);
    };
    m_calls.service().readLog(incoming(*request), peer.value(), std::move(done));
    return call;
}

}  // namespace voordeur::server::rpc
