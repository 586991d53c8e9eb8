#include "client/net/grpc_channel.h"

#include "crypto/base/limits.h"
#include "voordeur/v1/error.pb.h"

#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_certificate_verifier.h>
#include <grpcpp/security/tls_credentials_options.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace voordeur::client::net {

using crypto::MutexLock;
using crypto::Reason;

namespace {

constexpr int kKeepaliveMillis = 60'000;
constexpr int kKeepaliveTimeoutMillis = 20'000;
// After a closed laptop lid nobody waits two minutes for the default back-off.
constexpr int kReconnectMillisMax = 20'000;
// gRPC's word for it is a back-off, and it is how long one attempt may take: at 64 kbit/s and 300
// ms late the handshakes alone take three seconds.
constexpr int kConnectMillisMax = 8'000;
/// An answer's objects (16 MiB at most), a page of chains and the proofs.
constexpr int kReceiveBytesMax = 20 * 1024 * 1024;

std::string_view view(const grpc::string_ref& text) {
    return {text.data(), text.size()};
}

/// Runs after the chain was verified against the pinned CA: the name that was dialled must stand in
/// the certificate, which is remembered so that the window can show it and warn of its end.
class NameVerifier final : public grpc::experimental::ExternalCertificateVerifier {
public:
    explicit NameVerifier(std::shared_ptr<SeenCertificate> seen) : m_seen(std::move(seen)) {}

    bool Verify(grpc::experimental::TlsCustomVerificationCheckRequest* request,
                std::function<void(grpc::Status)> /*callback*/,
                grpc::Status* status) override {
        const auto pem = view(request->peer_cert());
        if (!pem.empty()) m_seen->set(std::string(pem));
        std::string_view target = view(request->target_name());
        if (const auto colon = target.rfind(':'); colon != std::string_view::npos) {
            target = target.substr(0, colon);
        }
        *status = hasName(*request, target)
                      ? grpc::Status::OK
                      : grpc::Status(grpc::StatusCode::UNAUTHENTICATED, "name");
        return true;  // decided here and now
    }
    void Cancel(grpc::experimental::TlsCustomVerificationCheckRequest* /*request*/) override {}

private:
    static bool hasName(const grpc::experimental::TlsCustomVerificationCheckRequest& request,
                        std::string_view target) {
        for (const auto& name : request.dns_names()) {
            if (view(name) == target) return true;
        }
        for (const auto& ip : request.ip_names()) {
            if (view(ip) == target) return true;
        }
        return false;
    }

    std::shared_ptr<SeenCertificate> m_seen;
};

}  // namespace

void SeenCertificate::set(std::string pem) {
    const MutexLock lock(m_mutex);
    m_pem = std::move(pem);
}

std::string SeenCertificate::get() const {
    const MutexLock lock(m_mutex);
    return m_pem;
}

std::shared_ptr<grpc::Channel> openChannel(const core::TransportIdentity& identity,
                                           std::shared_ptr<SeenCertificate> seen) {
    using namespace grpc::experimental;
    // gRPC takes PEM as std::string; the copy lives as long as the channel.
    const auto key = identity.keyPem.reveal(crypto::openKeyAccess());
    std::vector<IdentityKeyCertPair> pairs{
        {std::string(crypto::textOf(key)), identity.certificatePem}};
    TlsChannelCredentialsOptions tls;
    tls.set_certificate_provider(
        std::make_shared<StaticDataCertificateProvider>(identity.serverCaPem, pairs));
    tls.watch_root_certs();
    tls.watch_identity_key_cert_pairs();
    tls.set_verify_server_certs(true);
    // The name is checked by our verifier, which also handles addresses without a name.
    tls.set_check_call_host(false);
    tls.set_certificate_verifier(
        ExternalCertificateVerifier::Create<NameVerifier>(std::move(seen)));
    grpc::ChannelArguments arguments;
    arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMillis);
    arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMillis);
    arguments.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, kReconnectMillisMax);
    arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kConnectMillisMax);
    arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 100);
    arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
    arguments.SetMaxReceiveMessageSize(kReceiveBytesMax);
    return grpc::CreateCustomChannel(identity.address, TlsCredentials(tls), arguments);
}

namespace {

/// Did the handshake end because of who answered? gRPC 1.51 says so in the text alone: the first
/// are OpenSSL's words for a chain that does not lead to the pinned authority, the second gRPC's
/// own for our verifier. Other words would only make it "cannot be reached"; a test watches them.
bool isIdentityFault(const std::string& message) {
    return message.find("certificate verify failed") != std::string::npos ||
           message.find("Custom verification check failed") != std::string::npos;
}

/// The answer is larger than a client takes: gRPC's own words again. Nobody was too busy, and what
/// is asked again comes as large again.
bool isTooLarge(const std::string& message) {
    return message.find("Received message larger than max") != std::string::npos;
}

/// What arises on the machine that finds it: about its own keys and files, or about the server
/// ("local" in docs/errors.md). From the server it would be a lie, and frighten people.
bool onlyWeFind(Reason reason) {
    const auto number = static_cast<std::uint16_t>(reason);
    const auto within = [number](Reason first, Reason last) {
        return number >= static_cast<std::uint16_t>(first) &&
               number <= static_cast<std::uint16_t>(last);
    };
    return reason == Reason::ServerIdentityWrong || reason == Reason::TryLater ||
           reason == Reason::Cancelled ||
           within(Reason::InvitationBroken, Reason::EnrolmentMacWrong) ||
           within(Reason::SealBroken, Reason::CommitmentWrong) ||
           within(Reason::PassphraseWrong, Reason::ProofBroken) ||
           within(Reason::LogOriginWrong, Reason::AnswerFalse) ||
           within(Reason::FileUnreadable, Reason::SchemaNewer) ||
           within(Reason::ConfigInvalid, Reason::NothingLost);
}

std::optional<Reason> namedIn(const std::string& errorDetails) {
    v1::ErrorDetail detail;
    if (!detail.ParseFromString(errorDetails)) return std::nullopt;
    const auto number = static_cast<std::int64_t>(detail.reason());
    if (number < 0 || number > std::numeric_limits<std::uint16_t>::max()) return std::nullopt;
    const auto reason = crypto::reasonFromNumber(static_cast<std::uint16_t>(number));
    return reason && onlyWeFind(*reason) ? std::nullopt : reason;
}

}  // namespace

Reason reasonOf(const grpc::Status& status) {
    if (const auto named = namedIn(status.error_details())) return *named;
    using grpc::StatusCode;
    const StatusCode code = status.error_code();
    if (code == StatusCode::UNAVAILABLE) {
        return isIdentityFault(status.error_message()) ? Reason::ServerIdentityWrong
                                                       : Reason::Unavailable;
    }
    if (code == StatusCode::DEADLINE_EXCEEDED) return Reason::DeadlineExceeded;
    if (code == StatusCode::CANCELLED) return Reason::Cancelled;
    if (code == StatusCode::UNAUTHENTICATED) return Reason::ServerIdentityWrong;
    if (code == StatusCode::RESOURCE_EXHAUSTED) {
        return isTooLarge(status.error_message()) ? Reason::Internal : Reason::Busy;
    }
    // A code without a reason of ours: not from a server we know.
    return Reason::Internal;
}

std::chrono::milliseconds retryHintOf(const grpc::Status& status) {
    v1::ErrorDetail detail;
    if (!detail.ParseFromString(status.error_details())) return {};
    // A number of the network: bounded before it becomes a signed count of something.
    constexpr std::uint64_t kDayMillis = 24ULL * 3600 * 1000;
    return std::chrono::milliseconds(std::min<std::uint64_t>(detail.retry_after_ms(), kDayMillis));
}

}  // namespace voordeur::client::net
