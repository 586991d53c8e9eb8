#include "tests/integration/hostile_server/hostile_transport.h"

#include "tests/integration/town/direct_transport.h"

#include <utility>

namespace voordeur::test {

using crypto::Bytes;
using crypto::ByteView;
using crypto::Method;
using crypto::Result;
using crypto::Status;

namespace {

class HostileTransport final : public client::core::Transport {
public:
    explicit HostileTransport(std::unique_ptr<client::core::Transport> honest)
        : m_honest(std::move(honest)) {}

    Lie lie;

    Result<client::core::RawAnswer> call(Method method,
                                         const client::core::SignedRequest& request) override {
        if (lie.instead) {
            if (auto answer = lie.instead(method, request)) return std::move(*answer);
        }
        auto answer = m_honest->call(method, request);
        if (answer.ok() && lie.answer) lie.answer(method, request, answer.value());
        return answer;
    }
    Result<client::core::RawLogPage> readLog(const client::core::SignedRequest& request) override {
        auto page = m_honest->readLog(request);
        if (page.ok() && lie.page) lie.page(page.value());
        return page;
    }
    Result<std::pair<client::core::RawAnswer, Bytes>> found(
        const client::core::SignedRequest& request, ByteView tlsKey) override {
        return m_honest->found(request, tlsKey);
    }
    Result<client::core::DirectoryPage> syncDirectory(std::uint64_t knownCount) override {
        auto page = m_honest->syncDirectory(knownCount);
        if (page.ok() && lie.directory) lie.directory(knownCount, page.value());
        return page;
    }
    Result<client::core::CheckpointAnswer> checkpoint(std::uint64_t knownSize) override {
        auto answer = m_honest->checkpoint(knownSize);
        if (answer.ok() && lie.checkpoint) lie.checkpoint(knownSize, answer.value());
        return answer;
    }
    Result<std::vector<Bytes>> fetchKeys() override {
        auto keys = m_honest->fetchKeys();
        if (keys.ok() && lie.keys) lie.keys(keys.value());
        return keys;
    }
    Result<std::vector<client::core::RawEnrolment>> enrolments() override {
        auto waiting = m_honest->enrolments();
        if (waiting.ok() && lie.enrolments) lie.enrolments(waiting.value());
        return waiting;
    }
    Result<client::core::ServerInfo> serverInfo() override { return m_honest->serverInfo(); }
    Result<Bytes> invitationCertificate(const crypto::InvitationId& invitation,
                                        ByteView tlsKey) override {
        auto certificate = m_honest->invitationCertificate(invitation, tlsKey);
        if (certificate.ok() && lie.certificate) lie.certificate(certificate.value());
        return certificate;
    }
    Status enrol(const crypto::InvitationId& invitation,
                 ByteView token,
                 ByteView enrolment,
                 ByteView tlsKey) override {
        return m_honest->enrol(invitation, token, enrolment, tlsKey);
    }
    Result<client::core::EnrolmentStatus> enrolmentStatus(
        const crypto::InvitationId& invitation) override {
        auto status = m_honest->enrolmentStatus(invitation);
        if (status.ok() && lie.admission) lie.admission(status.value());
        return status;
    }
    void awaitConnection(std::chrono::milliseconds most) override {
        m_honest->awaitConnection(most);
    }
    void cancelAll() override {
        if (lie.cancelled) lie.cancelled();
        m_honest->cancelAll();
    }
    [[nodiscard]] std::string serverCertificate() const override {
        return m_honest->serverCertificate();
    }

private:
    std::unique_ptr<client::core::Transport> m_honest;
};

}  // namespace

std::unique_ptr<client::core::Transport> HostileTransports::connect(
    client::core::TransportIdentity identity) {
    auto transport = std::make_unique<HostileTransport>(connectDirectly(m_server, identity));
    if (onConnect) onConnect(transport->lie);
    return transport;
}

Lie& lieOf(client::core::Transport& transport) {
    return dynamic_cast<HostileTransport&>(transport).lie;
}

Lie& lieTo(Member& member) {
    return lieOf(member.transport());
}

void loseAnswers(TestServer& server, Member& member, std::function<bool(Method)> which) {
    const auto& device = member.secrets().device;
    const server::domain::Peer peer{server::domain::Peer::Kind::Device,
                                    device.bytes,
                                    member.session().directory().device(device)->device.tlsKey};
    using Answer = std::optional<Result<client::core::RawAnswer>>;
    lieTo(member).instead = [&server, peer, which = std::move(which)](Method method,
                                                                      const auto& request) {
        if (!which(method)) return Answer();
        static_cast<void>(callDirectly(server, peer, method, request).ok());
        return Answer(crypto::Reason::Unavailable);
    };
}

}  // namespace voordeur::test
