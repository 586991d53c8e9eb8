#include "tests/integration/hostile_server/hostile_listener.h"

#include "crypto/base/files.h"
#include "crypto/base/mutex.h"
#include "crypto/internal/x509.h"
#include "tests/integration/hostile_server/hostile_wire.h"
#include "tests/integration/town/need.h"

#include <grpcpp/generic/async_generic_service.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/security/tls_certificate_provider.h>
#include <grpcpp/security/tls_credentials_options.h>

#include <atomic>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <utility>

namespace voordeur::test {

namespace key_files = server::ops::key_files;

namespace {

constexpr auto kClosing = std::chrono::milliseconds(200);
constexpr crypto::UnixMillis kHour = 3'600'000;

std::string textOfFile(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string joined(const grpc::ByteBuffer& buffer) {
    std::vector<grpc::Slice> slices;
    std::string out;
    if (!buffer.Dump(&slices).ok()) return out;
    for (const auto& slice : slices)
        out.append(reinterpret_cast<const char*>(slice.begin()), slice.size());
    return out;
}

std::string certificateOf(const grpc::ServerContextBase& context) {
    const auto shown = context.auth_context()->FindPropertyValues(GRPC_X509_PEM_CERT_PROPERTY_NAME);
    return shown.empty() ? std::string() : std::string(shown.front().begin(), shown.front().end());
}

/// A key and a certificate for this machine that a client may not take for the server's.
grpc::experimental::IdentityKeyCertPair falseIdentity(TestServer& server,
                                                      HostileListener::Shown shown) {
    const auto now = server.clock().now();
    const crypto::Validity validity{now - kHour, now + kHour};
    const bool stranger = shown == HostileListener::Shown::OfAnotherAuthority;
    const auto authorityKey = stranger ? need(crypto::generateTlsKey(), "a key")
                                       : crypto::SecretBytes::copyOf(crypto::viewOf(
                                             textOfFile(server.keyFile(key_files::kServerCaKey))));
    const auto authority =
        stranger ? need(crypto::issueAuthority(
                            crypto::AuthorityKind::Server, authorityKey, validity, server.random()),
                        "an authority")
                 : need(crypto::certificateDer(
                            crypto::viewOf(textOfFile(server.keyFile(key_files::kServerCa)))),
                        "the authority");
    const auto key = need(crypto::generateTlsKey(), "a key");
    const auto certificate =
        need(crypto::issueServerCertificate({authority, authorityKey},
                                            need(crypto::spkiOf(key), "its public half"),
                                            {stranger ? "localhost" : "elders.voorbeeld"},
                                            validity,
                                            server.random()),
             "a certificate");
    const auto pem = need(crypto::tlsKeyPem(key), "as PEM");
    return {std::string(crypto::textOf(pem.reveal(crypto::openKeyAccess()))),
            need(crypto::certificatePem(certificate), "as PEM")};
}

}  // namespace

struct HostileListener::Impl {
    class Answering;
    class Calls final : public grpc::CallbackGenericService {
    public:
        explicit Calls(Impl& impl) : m_impl(impl) {}
        grpc::ServerGenericBidiReactor* CreateReactor(
            grpc::GenericCallbackServerContext* context) override;

    private:
        Impl& m_impl;
    };

    explicit Impl(TestServer& of) : server(of), honest(of) {
        root = textOfFile(server.keyFile(key_files::kDeviceCa));
        own = {textOfFile(server.keyFile(key_files::kServerKey)),
               textOfFile(server.keyFile(key_files::kServerCertificate))};
        listen(own);
    }
    ~Impl() { close(); }

    void listen(const grpc::experimental::IdentityKeyCertPair& identity);
    void close();
    client::core::Transport& callerOf(const std::string& certificate);
    WireAnswer answer(const grpc::GenericCallbackServerContext& context,
                      const std::string& request);

    TestServer& server;
    HostileTransports honest;
    std::unique_ptr<Calls> calls;
    std::string root;
    grpc::experimental::IdentityKeyCertPair own;
    Shown shown = Shown::Own;
    int port = 0;
    std::string address;
    std::unique_ptr<grpc::Server> door;
    crypto::Mutex mutex;
    /// By certificate.
    std::map<std::string, std::unique_ptr<client::core::Transport>> callers VD_GUARDED_BY(mutex);
    std::map<crypto::DeviceId, Lie*> lies VD_GUARDED_BY(mutex);
};

/// One call: its request is read, answered as the caller's lie will have it, and over.
class HostileListener::Impl::Answering final : public grpc::ServerGenericBidiReactor {
public:
    Answering(Impl& impl, grpc::GenericCallbackServerContext* context)
        : m_impl(impl), m_context(context) {
        StartRead(&m_request);
    }

    void OnReadDone(bool ok) override {
        if (!ok) return finish(grpc::Status::CANCELLED);
        const WireAnswer answer = m_impl.answer(*m_context, joined(m_request));
        switch (answer.ending) {
            case WireAnswer::Ending::Hanging:
                m_hanging = true;
                if (m_context->IsCancelled()) finish(grpc::Status::CANCELLED);
                return;
            case WireAnswer::Ending::DroppedAfterHeaders:
                return StartSendInitialMetadata();
            case WireAnswer::Ending::WithoutMessage:
                return finish(grpc::Status::OK);
            case WireAnswer::Ending::Whole:
                break;
        }
        if (answer.code != 0) {
            return finish({static_cast<grpc::StatusCode>(answer.code), "", answer.detail});
        }
        const grpc::Slice slice(answer.message);
        m_response = grpc::ByteBuffer(&slice, 1);
        if (!m_finished.exchange(true)) StartWriteAndFinish(&m_response, {}, grpc::Status::OK);
    }
    void OnSendInitialMetadataDone(bool /*ok*/) override {
        m_context->TryCancel();
        finish(grpc::Status::CANCELLED);
    }
    void OnCancel() override {
        if (m_hanging) finish(grpc::Status::CANCELLED);
    }
    void OnDone() override { delete this; }

private:
    void finish(const grpc::Status& status) {
        if (!m_finished.exchange(true)) Finish(status);
    }

    Impl& m_impl;
    grpc::GenericCallbackServerContext* m_context;
    grpc::ByteBuffer m_request;
    grpc::ByteBuffer m_response;
    std::atomic<bool> m_hanging = false;
    std::atomic<bool> m_finished = false;
};

grpc::ServerGenericBidiReactor* HostileListener::Impl::Calls::CreateReactor(
    grpc::GenericCallbackServerContext* context) {
    return new Answering(m_impl, context);
}

void HostileListener::Impl::listen(const grpc::experimental::IdentityKeyCertPair& identity) {
    using namespace grpc::experimental;
    TlsServerCredentialsOptions tls(std::make_shared<StaticDataCertificateProvider>(
        root, std::vector<IdentityKeyCertPair>{identity}));
    tls.watch_identity_key_cert_pairs();
    tls.watch_root_certs();
    tls.set_cert_request_type(GRPC_SSL_REQUEST_AND_REQUIRE_CLIENT_CERTIFICATE_AND_VERIFY);
    grpc::ServerBuilder builder;
    builder.AddListeningPort(
        "127.0.0.1:" + std::to_string(port), grpc::experimental::TlsServerCredentials(tls), &port);
    builder.SetMaxReceiveMessageSize(-1);
    calls = std::make_unique<Calls>(*this);  // each is good for one server
    builder.RegisterCallbackGenericService(calls.get());
    door = builder.BuildAndStart();
    if (!door || port == 0) throw std::runtime_error("the hostile server cannot listen");
    address = "localhost:" + std::to_string(port);
}

void HostileListener::Impl::close() {
    door->Shutdown(std::chrono::system_clock::now() + kClosing);
    door->Wait();
    door.reset();
}

client::core::Transport& HostileListener::Impl::callerOf(const std::string& certificate) {
    const crypto::MutexLock lock(mutex);
    auto& caller = callers[certificate];
    if (caller) return *caller;
    caller = honest.connect({{}, {}, certificate, {}});
    const auto facts = need(crypto::parseCertificate(crypto::viewOf(certificate)), "who calls");
    if (facts.client->kind == crypto::ClientKind::Device) {
        lies[crypto::DeviceId{facts.client->id}] = &lieOf(*caller);
    }
    return *caller;
}

WireAnswer HostileListener::Impl::answer(const grpc::GenericCallbackServerContext& context,
                                         const std::string& request) try {
    const std::string path = context.method();
    const std::string call = path.substr(path.rfind('/') + 1);
    auto& caller = callerOf(certificateOf(context));
    WireAnswer answer = carry(caller, call, request);
    const auto& lie = lieOf(caller);
    if (lie.wire) lie.wire(call, answer);
    return answer;
} catch (const std::exception& problem) {
    std::cerr << "the hostile server failed: " << problem.what() << "\n";
    return {{}, static_cast<int>(grpc::StatusCode::INTERNAL), {}};
}

HostileListener::HostileListener(TestServer& server) : m_impl(std::make_unique<Impl>(server)) {}
HostileListener::~HostileListener() = default;

const std::string& HostileListener::address() const {
    return m_impl->address;
}

Lie& HostileListener::lieTo(const crypto::DeviceId& device) {
    const crypto::MutexLock lock(m_impl->mutex);
    return *m_impl->lies.at(device);
}

void HostileListener::onNewcomer(std::function<void(Lie&)> tell) {
    m_impl->honest.onConnect = std::move(tell);
}

void HostileListener::tellAll(const std::function<Lie()>& lie) {
    const crypto::MutexLock lock(m_impl->mutex);
    for (const auto& [certificate, caller] : m_impl->callers)
        lieOf(*caller) = lie ? lie() : Lie{};
}

bool HostileListener::show(Shown shown) {
    if (shown == m_impl->shown) return false;
    m_impl->shown = shown;
    m_impl->close();
    m_impl->listen(shown == Shown::Own ? m_impl->own : falseIdentity(m_impl->server, shown));
    return true;
}

}  // namespace voordeur::test
