#include "client/net/wire_messages.h"

#include "crypto/shared/codec.h"

#include <utility>

namespace voordeur::client::net {

v1::LoggedRequest toWire(const core::SignedRequest& request) {
    v1::LoggedRequest out;
    out.set_statement(std::string(crypto::textOf(request.statement)));
    out.set_signature(std::string(crypto::textOf(request.signature)));
    out.set_payload(std::string(crypto::textOf(request.payload)));
    for (const auto& attachment : request.attachments)
        out.add_attachments(std::string(crypto::textOf(attachment)));
    out.set_detail(std::string(crypto::textOf(request.detail)));
    if (!request.known.empty()) {
        crypto::Writer w;
        w.u32(static_cast<std::uint32_t>(request.known.size()));
        for (const auto& known : request.known) {
            w.fixed(known.household.bytes).u64(known.stateCount);
        }
        out.set_known(std::string(crypto::textOf(w.view())));
    }
    return out;
}

core::RawAnswer fromWire(v1::LoggedResponse response) {
    core::RawAnswer out;
    out.entry = crypto::toBytes(crypto::viewOf(response.entry()));
    out.answer = crypto::toBytes(crypto::viewOf(response.answer()));
    out.heads = crypto::toBytes(crypto::viewOf(response.heads()));
    out.checkpoint = std::move(*response.mutable_checkpoint());
    out.inclusion = crypto::toBytes(crypto::viewOf(response.inclusion()));
    out.consistency = crypto::toBytes(crypto::viewOf(response.consistency()));
    for (const auto& line : response.chain()) {
        out.chain.push_back({crypto::toBytes(crypto::viewOf(line.entry())),
                             crypto::toBytes(crypto::viewOf(line.payload())),
                             crypto::toBytes(crypto::viewOf(line.answer()))});
    }
    for (const auto& object : response.objects())
        out.objects.push_back(crypto::toBytes(crypto::viewOf(object)));
    return out;
}

core::RawLogPage fromWire(v1::ReadLogResponse response) {
    core::RawLogPage out;
    out.logged = fromWire(std::move(*response.mutable_logged()));
    for (const auto& line : response.page().lines()) {
        core::RawLogLine& one = out.lines.emplace_back();
        one.entry = crypto::toBytes(crypto::viewOf(line.entry()));
        one.payload = crypto::toBytes(crypto::viewOf(line.payload()));
        one.answer = crypto::toBytes(crypto::viewOf(line.answer()));
        for (const auto& attached : line.attachments()) {
            one.attachments.push_back(crypto::toBytes(crypto::viewOf(attached)));
        }
        one.detail = crypto::toBytes(crypto::viewOf(line.detail()));
        one.heads = crypto::toBytes(crypto::viewOf(line.heads()));
    }
    out.checkpoints.assign(response.page().checkpoints().begin(),
                           response.page().checkpoints().end());
    return out;
}

}  // namespace voordeur::client::net
