#include "client/net/grpc_transport.h"

#include "client/net/grpc_channel.h"
#include "client/net/wire_messages.h"
#include "crypto/shared/codec.h"
#include "voordeur/v1/log_service.grpc.pb.h"
#include "voordeur/v1/member_service.grpc.pb.h"

#include <google/protobuf/stubs/logging.h>

#include <algorithm>
#include <chrono>
#include <set>
#include <utility>

namespace voordeur::client::net {

using core::RawAnswer;
using core::SignedRequest;
using crypto::Bytes;
using crypto::ByteView;
using crypto::Method;
using crypto::MutexLock;
using crypto::Reason;
using crypto::Result;
using crypto::Status;

namespace {

constexpr std::chrono::seconds kProbeDeadline{2};
constexpr std::chrono::seconds kQuickDeadline{4};
constexpr std::chrono::seconds kReadDeadline{8};
constexpr std::chrono::seconds kSaveDeadline{15};
/// A server may ask for patience, and not for more than this.
constexpr std::chrono::milliseconds kHintMax{5'000};

std::chrono::seconds deadlineOf(Method method) {
    if (method == Method::Check || method == Method::Evaluate) return kQuickDeadline;
    return crypto::entryTypeOf(method) == crypto::EntryType::Read ? kReadDeadline : kSaveDeadline;
}

/// "Not before": a server that has too much to do says how long to leave it alone. Thread: any.
class RetryHint {
public:
    void take(std::chrono::milliseconds pause) {
        if (pause == std::chrono::milliseconds::zero()) return;
        const MutexLock lock(m_mutex);
        m_notBefore =
            std::max(m_notBefore, std::chrono::steady_clock::now() + std::min(pause, kHintMax));
    }
    /// Blocks until then; `kHintMax` at most.
    void wait() {
        const MutexLock lock(m_mutex);
        const auto until = m_notBefore;
        while (std::chrono::steady_clock::now() < until && until == m_notBefore)
            m_wake.wait_until(m_mutex, until);
    }

    /// Nobody waits any longer for what was hinted so far.
    void forget() {
        {
            const MutexLock lock(m_mutex);
            m_notBefore = {};
        }
        m_wake.notify_all();
    }

private:
    crypto::Mutex m_mutex;
    crypto::Condition m_wake;
    std::chrono::steady_clock::time_point m_notBefore VD_GUARDED_BY(m_mutex);
};

class GrpcTransport final : public core::Transport {
public:
    explicit GrpcTransport(const core::TransportIdentity& identity)
        : m_seen(std::make_shared<SeenCertificate>()),
          m_channel(openChannel(identity, m_seen)),
          m_directory(v1::DirectoryService::NewStub(m_channel)),
          m_involvement(v1::InvolvementService::NewStub(m_channel)),
          m_household(v1::HouseholdService::NewStub(m_channel)),
          m_log(v1::LogService::NewStub(m_channel)),
          m_member(v1::MemberService::NewStub(m_channel)),
          m_enrolment(v1::EnrolmentService::NewStub(m_channel)) {}

    Result<RawAnswer> call(Method method, const SignedRequest& request) override;
    Result<core::RawLogPage> readLog(const SignedRequest& request) override;
    Result<std::pair<RawAnswer, Bytes>> found(const SignedRequest& request,
                                              ByteView tlsKey) override;
    Result<core::DirectoryPage> syncDirectory(std::uint64_t knownCount) override;
    Result<core::CheckpointAnswer> checkpoint(std::uint64_t knownSize) override;
    Result<std::vector<Bytes>> fetchKeys() override;
    Result<std::vector<core::RawEnrolment>> enrolments() override;
    Result<core::ServerInfo> serverInfo() override;
    Result<Bytes> invitationCertificate(const crypto::InvitationId& invitation,
                                        ByteView tlsKey) override;
    Status enrol(const crypto::InvitationId& invitation,
                 ByteView token,
                 ByteView enrolment,
                 ByteView tlsKey) override;
    Result<core::EnrolmentStatus> enrolmentStatus(const crypto::InvitationId& invitation) override;
    void awaitConnection(std::chrono::milliseconds most) override {
        // Between calls nothing else drives a connection that is being made.
        m_channel->WaitForConnected(std::chrono::system_clock::now() + most);
    }
    void cancelAll() override;
    [[nodiscard]] std::string serverCertificate() const override { return m_seen->get(); }

private:
    /// Runs one blocking call with its deadline; `cancelAll` reaches it while it runs.
    template <class Call>
    Status run(std::chrono::seconds deadline, Call call) {
        m_hint.wait();
        const auto context = std::make_shared<grpc::ClientContext>();
        context->set_deadline(std::chrono::system_clock::now() + deadline);
        {
            const MutexLock lock(m_mutex);
            // While this call waited for the hint, or before: whoever locks wants nothing more.
            if (m_ended) return Reason::Cancelled;
            m_running.insert(context);
        }
        const grpc::Status status = call(context.get());
        bool ended = false;
        {
            const MutexLock lock(m_mutex);
            ended = m_running.erase(context) == 0;
        }
        if (status.ok()) return crypto::success();
        // Ended by the server, or on the way there: that is no wish of anybody here.
        if (status.error_code() == grpc::StatusCode::CANCELLED && !ended) {
            return Reason::Unavailable;
        }
        m_hint.take(retryHintOf(status));
        return reasonOf(status);
    }
    grpc::Status dispatch(Method method,
                          grpc::ClientContext* context,
                          const v1::LoggedRequest& request,
                          v1::LoggedResponse* response);

    std::shared_ptr<SeenCertificate> m_seen;
    std::shared_ptr<grpc::Channel> m_channel;
    std::unique_ptr<v1::DirectoryService::Stub> m_directory;
    std::unique_ptr<v1::InvolvementService::Stub> m_involvement;
    std::unique_ptr<v1::HouseholdService::Stub> m_household;
    std::unique_ptr<v1::LogService::Stub> m_log;
    std::unique_ptr<v1::MemberService::Stub> m_member;
    std::unique_ptr<v1::EnrolmentService::Stub> m_enrolment;
    RetryHint m_hint;
    crypto::Mutex m_mutex;
    std::set<std::shared_ptr<grpc::ClientContext>> m_running VD_GUARDED_BY(m_mutex);
    bool m_ended VD_GUARDED_BY(m_mutex) = false;
};

grpc::Status GrpcTransport::dispatch(Method method,
                                     grpc::ClientContext* context,
                                     const v1::LoggedRequest& request,
                                     v1::LoggedResponse* response) {
#define VD_SEND(stub, name) \
    case Method::name:      \
        return stub->name(context, request, response)
    switch (method) {
        VD_SEND(m_directory, Invite);
        VD_SEND(m_directory, Admit);
        VD_SEND(m_directory, ChangeDirectory);
        VD_SEND(m_directory, Revoke);
        VD_SEND(m_directory, ShareTeamKey);
        VD_SEND(m_directory, OpenQuota);
        VD_SEND(m_involvement, Evaluate);
        VD_SEND(m_involvement, Check);
        VD_SEND(m_involvement, Register);
        VD_SEND(m_involvement, ChangeInvolvement);
        VD_SEND(m_involvement, AnswerMatch);
        VD_SEND(m_involvement, ListInvolvements);
        VD_SEND(m_household, Intake);
        VD_SEND(m_household, ListHouseholds);
        VD_SEND(m_household, OpenHousehold);
        VD_SEND(m_household, Commit);
        VD_SEND(m_household, GrantAccess);
        VD_SEND(m_household, EndAccess);
        VD_SEND(m_household, OfferLead);
        VD_SEND(m_household, AcceptLead);
        VD_SEND(m_household, RefuseLead);
        VD_SEND(m_household, WithdrawLead);
        VD_SEND(m_log, WhoLooked);
        VD_SEND(m_log, ExportLog);
        case Method::Found:
        case Method::ReadLog:
            break;  // they answer with more; see `found` and `readLog`
    }
#undef VD_SEND
    return {grpc::StatusCode::UNIMPLEMENTED, ""};
}

Result<RawAnswer> GrpcTransport::call(Method method, const SignedRequest& request) {
    const v1::LoggedRequest message = toWire(request);
    v1::LoggedResponse response;
    VD_RETURN_IF_ERROR(run(deadlineOf(method), [&](auto* context) {
        return dispatch(method, context, message, &response);
    }));
    return fromWire(std::move(response));
}

Result<core::RawLogPage> GrpcTransport::readLog(const SignedRequest& request) {
    const v1::LoggedRequest message = toWire(request);
    v1::ReadLogResponse response;
    VD_RETURN_IF_ERROR(run(
        kSaveDeadline, [&](auto* context) { return m_log->ReadLog(context, message, &response); }));
    return fromWire(std::move(response));
}

Result<std::pair<RawAnswer, Bytes>> GrpcTransport::found(const SignedRequest& request,
                                                         ByteView tlsKey) {
    v1::FoundRequest message;
    *message.mutable_logged() = toWire(request);
    message.set_tls_key(std::string(crypto::textOf(tlsKey)));
    v1::FoundResponse response;
    VD_RETURN_IF_ERROR(run(kSaveDeadline, [&](auto* context) {
        return m_enrolment->Found(context, message, &response);
    }));
    Bytes certificate = crypto::toBytes(crypto::viewOf(response.certificate()));
    return std::pair{fromWire(std::move(*response.mutable_logged())), std::move(certificate)};
}

Result<core::DirectoryPage> GrpcTransport::syncDirectory(std::uint64_t knownCount) {
    v1::SyncDirectoryRequest message;
    message.set_known_count(knownCount);
    v1::SyncDirectoryResponse response;
    VD_RETURN_IF_ERROR(run(kReadDeadline, [&](auto* context) {
        return m_member->SyncDirectory(context, message, &response);
    }));
    core::DirectoryPage page;
    page.totalCount = response.total_count();
    for (const auto& line : response.lines()) {
        page.lines.push_back({crypto::toBytes(crypto::viewOf(line.entry())),
                              crypto::toBytes(crypto::viewOf(line.payload())),
                              crypto::toBytes(crypto::viewOf(line.answer()))});
    }
    return page;
}

Result<core::CheckpointAnswer> GrpcTransport::checkpoint(std::uint64_t knownSize) {
    v1::GetCheckpointRequest message;
    message.set_known_size(knownSize);
    v1::GetCheckpointResponse response;
    VD_RETURN_IF_ERROR(run(kReadDeadline, [&](auto* context) {
        return m_member->GetCheckpoint(context, message, &response);
    }));
    return core::CheckpointAnswer{response.checkpoint(),
                                  crypto::toBytes(crypto::viewOf(response.consistency()))};
}

Result<std::vector<Bytes>> GrpcTransport::fetchKeys() {
    v1::FetchKeysResponse response;
    VD_RETURN_IF_ERROR(run(kReadDeadline, [&](auto* context) {
        return m_member->FetchKeys(context, v1::FetchKeysRequest(), &response);
    }));
    std::vector<Bytes> keys;
    for (const auto& key : response.keys())
        keys.push_back(crypto::toBytes(crypto::viewOf(key.sealed())));
    return keys;
}

Result<std::vector<core::RawEnrolment>> GrpcTransport::enrolments() {
    v1::ListEnrolmentsResponse response;
    VD_RETURN_IF_ERROR(run(kReadDeadline, [&](auto* context) {
        return m_member->ListEnrolments(context, v1::ListEnrolmentsRequest(), &response);
    }));
    std::vector<core::RawEnrolment> waiting;
    for (const auto& one : response.enrolments()) {
        const auto id = crypto::InvitationId::fromBytes(crypto::viewOf(one.invitation()));
        VD_REQUIRE(id.has_value(), Reason::Malformed);
        waiting.push_back({*id, crypto::toBytes(crypto::viewOf(one.enrolment()))});
    }
    return waiting;
}

Result<core::ServerInfo> GrpcTransport::serverInfo() {
    // Who asks for a sign of life does not want to wait until the channel thinks it time to try.
    grpc::experimental::ChannelResetConnectionBackoff(m_channel.get());
    v1::ServerInfoResponse response;
    const auto ask = [&](bool wait) {
        return run(kProbeDeadline, [&](auto* context) {
            context->set_wait_for_ready(wait);
            return m_member->ServerInfo(context, v1::ServerInfoRequest(), &response);
        });
    };
    // A channel without a call under way does not finish its handshakes: wait for it. One that is
    // never ready does not say why; a call that does not wait hears what the channel met last.
    Status asked = ask(true);
    if (!asked.ok() && asked.reason() == Reason::DeadlineExceeded) asked = ask(false);
    VD_RETURN_IF_ERROR(asked);
    return core::ServerInfo{response.version(), response.client_version_min(), response.time_ms()};
}

Result<Bytes> GrpcTransport::invitationCertificate(const crypto::InvitationId& invitation,
                                                   ByteView tlsKey) {
    v1::IssueInvitationCertificateRequest message;
    message.set_invitation(std::string(crypto::textOf(invitation.bytes)));
    message.set_tls_key(std::string(crypto::textOf(tlsKey)));
    v1::IssueInvitationCertificateResponse response;
    VD_RETURN_IF_ERROR(run(kSaveDeadline, [&](auto* context) {
        return m_member->IssueInvitationCertificate(context, message, &response);
    }));
    return crypto::toBytes(crypto::viewOf(response.certificate()));
}

Status GrpcTransport::enrol(const crypto::InvitationId& invitation,
                            ByteView token,
                            ByteView enrolment,
                            ByteView tlsKey) {
    v1::EnrolRequest message;
    message.set_invitation(std::string(crypto::textOf(invitation.bytes)));
    message.set_token(std::string(crypto::textOf(token)));
    message.set_enrolment(std::string(crypto::textOf(enrolment)));
    message.set_tls_key(std::string(crypto::textOf(tlsKey)));
    v1::EnrolResponse response;
    return run(kSaveDeadline,
               [&](auto* context) { return m_enrolment->Enrol(context, message, &response); });
}

Result<core::EnrolmentStatus> GrpcTransport::enrolmentStatus(
    const crypto::InvitationId& invitation) {
    v1::EnrolStatusRequest message;
    message.set_invitation(std::string(crypto::textOf(invitation.bytes)));
    v1::EnrolStatusResponse response;
    VD_RETURN_IF_ERROR(run(kReadDeadline, [&](auto* context) {
        return m_enrolment->EnrolStatus(context, message, &response);
    }));
    return core::EnrolmentStatus{response.admitted(),
                                 crypto::toBytes(crypto::viewOf(response.certificate()))};
}

void GrpcTransport::cancelAll() {
    std::set<std::shared_ptr<grpc::ClientContext>> running;
    {
        const MutexLock lock(m_mutex);
        running.swap(m_running);
        m_ended = true;
    }
    m_hint.forget();
    // Not under the lock: gRPC may run what it has waiting on this very stack.
    for (const auto& context : running)
        context->TryCancel();
}

}  // namespace

GrpcTransportFactory::GrpcTransportFactory() {
    // They would write a line on stderr for every text that is none: a server that
    // means harm could fill a terminal.
    google::protobuf::SetLogHandler(nullptr);
}

std::unique_ptr<core::Transport> GrpcTransportFactory::connect(core::TransportIdentity identity) {
    return std::make_unique<GrpcTransport>(identity);
}

}  // namespace voordeur::client::net
