#include "tests/integration/hostile_server/hostile_wire.h"

#include "crypto/shared/codec.h"
#include "server/rpc/grpc_status.h"
#include "tests/integration/town/need.h"
#include "voordeur/v1/log_service.pb.h"
#include "voordeur/v1/member_service.pb.h"

#include <grpcpp/support/status.h>

#include <optional>
#include <utility>

namespace voordeur::test {

using client::core::RawAnswer;
using client::core::SignedRequest;
using client::core::Transport;
using crypto::Bytes;

namespace {

Bytes bytesOf(const std::string& text) {
    return crypto::toBytes(crypto::viewOf(text));
}

std::string textOf(crypto::ByteView bytes) {
    return std::string(crypto::textOf(bytes));
}

template <class Message>
Message parsed(const std::string& bytes) {
    Message message;
    if (!message.ParseFromString(bytes)) throw std::runtime_error("a request that is no message");
    return message;
}

SignedRequest requestOf(const v1::LoggedRequest& from) {
    SignedRequest out;
    out.statement = bytesOf(from.statement());
    if (const auto signature = crypto::toArray<64>(bytesOf(from.signature()))) {
        out.signature = *signature;
    }
    out.payload = bytesOf(from.payload());
    for (const auto& attachment : from.attachments())
        out.attachments.push_back(bytesOf(attachment));
    out.detail = bytesOf(from.detail());
    if (from.known().empty()) return out;
    const Bytes known = bytesOf(from.known());
    crypto::Reader r(known);
    for (std::size_t left = r.count(crypto::limits::kHouseholdsPerEntryMax, 24); left > 0; --left) {
        const crypto::HouseholdId household{r.fixed<16>()};
        out.known.push_back({household, r.u64()});
    }
    return out;
}

v1::LoggedResponse responseOf(const RawAnswer& from) {
    v1::LoggedResponse out;
    out.set_entry(textOf(from.entry));
    out.set_answer(textOf(from.answer));
    out.set_heads(textOf(from.heads));
    out.set_checkpoint(from.checkpoint);
    out.set_inclusion(textOf(from.inclusion));
    out.set_consistency(textOf(from.consistency));
    for (const auto& line : from.chain) {
        auto* to = out.add_chain();
        to->set_entry(textOf(line.entry));
        to->set_payload(textOf(line.payload));
        to->set_answer(textOf(line.answer));
    }
    for (const auto& object : from.objects)
        out.add_objects(textOf(object));
    return out;
}

v1::ReadLogResponse responseOf(const client::core::RawLogPage& from) {
    v1::ReadLogResponse out;
    *out.mutable_logged() = responseOf(from.logged);
    for (const auto& line : from.lines) {
        auto* to = out.mutable_page()->add_lines();
        to->set_entry(textOf(line.entry));
        to->set_payload(textOf(line.payload));
        to->set_answer(textOf(line.answer));
        for (const auto& attachment : line.attachments)
            to->add_attachments(textOf(attachment));
        to->set_detail(textOf(line.detail));
        to->set_heads(textOf(line.heads));
    }
    for (const auto& text : from.checkpoints)
        out.mutable_page()->add_checkpoints(text);
    return out;
}

crypto::InvitationId invitationOf(const std::string& bytes) {
    const auto id = crypto::InvitationId::fromBytes(crypto::viewOf(bytes));
    if (!id) throw std::runtime_error("an invitation without an id");
    return *id;
}

WireAnswer refusal(crypto::Reason reason) {
    const auto status = server::rpc::toGrpc(reason);
    return {{}, static_cast<int>(status.error_code()), status.error_details()};
}

/// The message that `write` makes of a value, or the status of the refusal.
template <class Value, class Write>
WireAnswer answered(crypto::Result<Value> value, Write write) {
    if (!value.ok()) return refusal(value.reason());
    return {write(std::move(value).value()).SerializeAsString()};
}

WireAnswer syncDirectory(Transport& transport, const std::string& request) {
    const auto asked = parsed<v1::SyncDirectoryRequest>(request);
    return answered(transport.syncDirectory(asked.known_count()), [](const auto& page) {
        v1::SyncDirectoryResponse out;
        for (const auto& line : page.lines) {
            auto* to = out.add_lines();
            to->set_entry(textOf(line.entry));
            to->set_payload(textOf(line.payload));
        }
        out.set_total_count(page.totalCount);
        return out;
    });
}

WireAnswer getCheckpoint(Transport& transport, const std::string& request) {
    const auto asked = parsed<v1::GetCheckpointRequest>(request);
    return answered(transport.checkpoint(asked.known_size()), [](const auto& answer) {
        v1::GetCheckpointResponse out;
        out.set_checkpoint(answer.checkpoint);
        out.set_consistency(textOf(answer.consistency));
        return out;
    });
}

WireAnswer fetchKeys(Transport& transport) {
    return answered(transport.fetchKeys(), [](const auto& keys) {
        v1::FetchKeysResponse out;
        for (const auto& key : keys)
            out.add_keys()->set_sealed(textOf(key));
        return out;
    });
}

WireAnswer listEnrolments(Transport& transport) {
    return answered(transport.enrolments(), [](const auto& waiting) {
        v1::ListEnrolmentsResponse out;
        for (const auto& one : waiting) {
            auto* to = out.add_enrolments();
            to->set_invitation(textOf(one.invitation.bytes));
            to->set_enrolment(textOf(one.enrolment));
        }
        return out;
    });
}

WireAnswer issueCertificate(Transport& transport, const std::string& request) {
    const auto asked = parsed<v1::IssueInvitationCertificateRequest>(request);
    return answered(
        transport.invitationCertificate(invitationOf(asked.invitation()), bytesOf(asked.tls_key())),
        [](const Bytes& certificate) {
            v1::IssueInvitationCertificateResponse out;
            out.set_certificate(textOf(certificate));
            return out;
        });
}

WireAnswer serverInfo(Transport& transport) {
    return answered(transport.serverInfo(), [](const auto& info) {
        v1::ServerInfoResponse out;
        out.set_version(info.version);
        out.set_client_version_min(info.clientVersionMin);
        out.set_time_ms(info.time);
        return out;
    });
}

WireAnswer found(Transport& transport, const std::string& request) {
    const auto asked = parsed<v1::FoundRequest>(request);
    return answered(transport.found(requestOf(asked.logged()), bytesOf(asked.tls_key())),
                    [](const auto& answer) {
                        v1::FoundResponse out;
                        *out.mutable_logged() = responseOf(answer.first);
                        out.set_certificate(textOf(answer.second));
                        return out;
                    });
}

WireAnswer enrol(Transport& transport, const std::string& request) {
    const auto asked = parsed<v1::EnrolRequest>(request);
    const auto done = transport.enrol(invitationOf(asked.invitation()),
                                      bytesOf(asked.token()),
                                      bytesOf(asked.enrolment()),
                                      bytesOf(asked.tls_key()));
    return done.ok() ? WireAnswer{v1::EnrolResponse().SerializeAsString()} : refusal(done.reason());
}

WireAnswer enrolStatus(Transport& transport, const std::string& request) {
    const auto asked = parsed<v1::EnrolStatusRequest>(request);
    return answered(transport.enrolmentStatus(invitationOf(asked.invitation())),
                    [](const auto& status) {
                        v1::EnrolStatusResponse out;
                        out.set_admitted(status.admitted);
                        out.set_certificate(textOf(status.certificate));
                        return out;
                    });
}

std::optional<crypto::Method> methodOf(std::string_view name) {
#define VD_SAME_NAME(method, number, type) \
    if (name == #method) return crypto::Method::method;
    VD_METHODS(VD_SAME_NAME)
#undef VD_SAME_NAME
    return std::nullopt;
}

}  // namespace

WireAnswer carry(Transport& transport, std::string_view call, const std::string& request) {
    if (call == "SyncDirectory") return syncDirectory(transport, request);
    if (call == "GetCheckpoint") return getCheckpoint(transport, request);
    if (call == "FetchKeys") return fetchKeys(transport);
    if (call == "ListEnrolments") return listEnrolments(transport);
    if (call == "IssueInvitationCertificate") return issueCertificate(transport, request);
    if (call == "ServerInfo") return serverInfo(transport);
    if (call == "Found") return found(transport, request);
    if (call == "Enrol") return enrol(transport, request);
    if (call == "EnrolStatus") return enrolStatus(transport, request);
    const auto method = methodOf(call);
    if (!method) return {{}, static_cast<int>(grpc::StatusCode::UNIMPLEMENTED), {}};
    const auto asked = requestOf(parsed<v1::LoggedRequest>(request));
    const auto write = [](const auto& answer) { return responseOf(answer); };
    if (*method == crypto::Method::ReadLog) return answered(transport.readLog(asked), write);
    return answered(transport.call(*method, asked), write);
}

}  // namespace voordeur::test
