#include "server/rpc/rpc_server.h"

#include "crypto/base/limits.h"
#include "server/rpc/logged_services.h"
#include "server/rpc/member_services.h"
#include "server/rpc/unread_answers.h"

#include <absl/synchronization/mutex.h>
#include <google/protobuf/stubs/logging.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>

namespace voordeur::server::rpc {

namespace {

// A kitchen table loses its network now and then: notice within a minute, forgive pings.
constexpr int kKeepaliveMillis = 60'000;
constexpr int kKeepaliveTimeoutMillis = 20'000;
constexpr int kMinPingIntervalMillis = 30'000;
// Idle laptops come back with a handshake; a stranger's silent connection is not kept either.
constexpr int kIdleMillis = 30 * 60 * 1000;
// One that is kept busy without end (calls that are begun and never finished) ends as well. The
// grace is longer than the longest deadline of our clients, so that nobody at work notices.
constexpr int kAgeMillis = 30 * 60 * 1000;
constexpr int kAgeGraceMillis = 30 * 1000;
constexpr int kHandshakeTimeoutMillis = 10'000;
// Frames of a request: payload limit and room for its frame.
constexpr int kReceiveBytesMax = static_cast<int>(crypto::limits::kMessageBytesMax) + 256 * 1024;

std::shared_ptr<grpc::ServerCredentials> mutualTls(const ListenOptions& options) {
    using namespace grpc::experimental;
    auto provider = std::make_shared<FileWatcherCertificateProvider>(
        options.keyFile,
        options.certificateFile,
        options.clientCaFile,
        static_cast<unsigned>(options.certificateRefresh.count()));
    TlsServerCredentialsOptions tls(provider);
    tls.watch_identity_key_cert_pairs();
    tls.watch_root_certs();
    tls.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
    return TlsServerCredentials(tls);
}

}  // namespace

struct RpcServer::Impl {
    Impl(domain::Service& service, const ListenOptions& options)
        : unread(options.unreadBytesMax),
          calls(service, unread),
          directory(calls),
          involvement(calls),
          household(calls),
          log(calls),
          member(calls),
          enrolment(calls) {}

    UnreadAnswers unread;
    Calls calls;
    DirectoryServiceImpl directory;
    InvolvementServiceImpl involvement;
    HouseholdServiceImpl household;
    LogServiceImpl log;
    MemberServiceImpl member;
    EnrolmentServiceImpl enrolment;
    std::unique_ptr<grpc::Server> server;
    int port = 0;
};

RpcServer::RpcServer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}

crypto::Result<std::unique_ptr<RpcServer>> RpcServer::start(domain::Service& service,
                                                            const ListenOptions& options) {
    // Debian's Abseil looks for deadlocks at every lock that gRPC takes: a tenth of a short call.
    absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
    // Protocol Buffers would write a line on stderr for every text of a caller that is none.
    google::protobuf::SetLogHandler(nullptr);
    auto impl = std::make_unique<Impl>(service, options);
    grpc::EnableDefaultHealthCheckService(true);
    grpc::ServerBuilder builder;
    builder.AddListeningPort(options.address, mutualTls(options), &impl->port);
    builder.SetMaxReceiveMessageSize(kReceiveBytesMax);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMillis);
    builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMillis);
    builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS,
                               kMinPingIntervalMillis);
    builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_IDLE_MS, kIdleMillis);
    builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_MS, kAgeMillis);
    builder.AddChannelArgument(GRPC_ARG_MAX_CONNECTION_AGE_GRACE_MS, kAgeGraceMillis);
    builder.AddChannelArgument(GRPC_ARG_SERVER_HANDSHAKE_TIMEOUT_MS, kHandshakeTimeoutMillis);
    builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, options.callsPerConnectionMax);
    // Two servers on one address would each answer half: never.
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
    grpc::ResourceQuota quota("voordeurd");
    quota.Resize(options.memoryBytesMax);
    builder.SetResourceQuota(quota);
    builder.RegisterService(&impl->directory);
    builder.RegisterService(&impl->involvement);
    builder.RegisterService(&impl->household);
    builder.RegisterService(&impl->log);
    builder.RegisterService(&impl->member);
    builder.RegisterService(&impl->enrolment);
    impl->server = builder.BuildAndStart();
    // BuildAndStart answers with null, not with an error.
    if (!impl->server || impl->port == 0) return crypto::Reason::Unavailable;
    impl->server->GetHealthCheckService()->SetServingStatus("voordeur", true);
    return std::unique_ptr<RpcServer>(new RpcServer(std::move(impl)));
}

RpcServer::~RpcServer() {
    setServing(false);
    m_impl->server->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(5));
    m_impl->server->Wait();
}

void RpcServer::setServing(bool serving) {
    // Of the whole server ("") and of the name "voordeur".
    m_impl->server->GetHealthCheckService()->SetServingStatus(serving);
}

int RpcServer::port() const {
    return m_impl->port;
}

}  // namespace voordeur::server::rpc
