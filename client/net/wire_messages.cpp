#include "client/net/wire_messages.h"

#include "crypto/shared/codec.h"

#include <utility>

namespace voordeur::client::net {

v1::LoggedRequest toWire(const core::SignedRequest& request) {
    v1::LoggedRequest out;
    out.set_statement(stringOf(request.statement));
    out.set_signature(stringOf(request.signature));
    out.set_payload(stringOf(request.payload));
    for (const auto& attachment : request.attachments)
        out.add_attachments(stringOf(attachment));
    out.set_detail(stringOf(request.detail));
    if (!request.known.empty()) {
        crypto::Writer w;
        w.u32(static_cast<std::uint32_t>(request.known.size()));
        for (const auto& known : request.known) {
            w.fixed(known.household.bytes).u64(known.stateCount);
        }
        out.set_known(stringOf(w.view()));
    }
    return out;
}

core::RawAnswer fromWire(v1::LoggedResponse response) {
    core::RawAnswer out;
    out.entry = bytesOf(response.entry());
    out.answer = bytesOf(response.answer());
    out.heads = bytesOf(response.heads());
    out.checkpoint = std::move(*response.mutable_checkpoint());
    out.inclusion = bytesOf(response.inclusion());
    out.consistency = bytesOf(response.consistency());
    for (const auto& line : response.chain()) {
        out.chain.push_back(
            {bytesOf(line.entry()), bytesOf(line.payload()), bytesOf(line.answer())});
    }
    for (const auto& object : response.objects())
        out.objects.push_back(bytesOf(object));
    return out;
}

core::RawLogPage fromWire(v1::ReadLogResponse response) {
    core::RawLogPage out;
    out.logged = fromWire(std::move(*response.mutable_logged()));
    for (const auto& line : response.page().lines()) {
        core::RawLogLine& one = out.lines.emplace_back();
        one.entry = bytesOf(line.entry());
        one.payload = bytesOf(line.payload());
        one.answer = bytesOf(line.answer());
        for (const auto& attached : line.attachments()) {
            one.attachments.push_back(bytesOf(attached));
        }
        one.detail = bytesOf(line.detail());
        one.heads = bytesOf(line.heads());
    }
    out.checkpoints.assign(response.page().checkpoints().begin(),
                           response.page().checkpoints().end());
    return out;
}

}  // namespace voordeur::client::net
