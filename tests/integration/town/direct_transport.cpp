#include "tests/integration/town/direct_transport.h"

#include "crypto/internal/x509.h"
#include "crypto/shared/codec.h"
#include "tests/integration/town/need.h"

#include <future>
#include <utility>

namespace voordeur::test {

using client::core::RawAnswer;
using client::core::SignedRequest;
using crypto::Bytes;
using crypto::ByteView;
using crypto::Method;
using crypto::Result;
using crypto::Status;
using server::domain::Peer;

namespace {

Bytes encodeKnown(const std::vector<crypto::KnownState>& known) {
    if (known.empty()) return {};
    crypto::Writer w;
    w.u32(static_cast<std::uint32_t>(known.size()));
    for (const auto& one : known)
        w.fixed(one.household.bytes).u64(one.stateCount);
    return w.take();
}

server::domain::IncomingCall incoming(const SignedRequest& request) {
    server::domain::IncomingCall call;
    call.statement = request.statement;
    call.signature = crypto::toBytes(request.signature);
    call.payload = request.payload;
    call.attachments = request.attachments;
    call.detail = request.detail;
    call.known = encodeKnown(request.known);
    return call;
}

RawAnswer outgoing(server::domain::OutgoingAnswer from) {
    RawAnswer out;
    out.entry = std::move(from.entry);
    out.answer = std::move(from.answer);
    out.heads = std::move(from.heads);
    out.checkpoint = std::move(from.checkpoint);
    out.inclusion = std::move(from.inclusion);
    out.consistency = std::move(from.consistency);
    for (auto& line : from.chain) {
        out.chain.push_back(
            {std::move(line.entry), std::move(line.payload), std::move(line.answer)});
    }
    out.objects = std::move(from.objects);
    return out;
}

Peer peerOf(const std::string& certificatePem) {
    const auto facts =
        need(crypto::parseCertificate(crypto::viewOf(certificatePem)), "client certificate");
    Peer peer;
    peer.kind = facts.client->kind == crypto::ClientKind::Device ? Peer::Kind::Device
                                                                 : Peer::Kind::Invitation;
    peer.id = facts.client->id;
    peer.tlsKey = facts.spkiHash;
    return peer;
}

class DirectTransport final : public client::core::Transport {
public:
    DirectTransport(TestServer& server, const Peer& peer) : m_server(server), m_peer(peer) {}

    Result<RawAnswer> call(Method method, const SignedRequest& request) override {
        return callDirectly(m_server, m_peer, method, request);
    }

    Result<client::core::RawLogPage> readLog(const SignedRequest& request) override {
        std::promise<Result<server::domain::OutgoingPage>> promise;
        service().readLog(
            incoming(request), m_peer, [&](auto page) { promise.set_value(std::move(page)); });
        VD_ASSIGN(auto page, promise.get_future().get());
        client::core::RawLogPage out;
        out.logged = outgoing(std::move(page.logged));
        for (auto& line : page.lines) {
            out.lines.push_back({std::move(line.entry),
                                 std::move(line.payload),
                                 std::move(line.answer),
                                 std::move(line.attachments),
                                 std::move(line.detail),
                                 std::move(line.heads)});
        }
        out.checkpoints = std::move(page.checkpoints);
        return out;
    }

    Result<std::pair<RawAnswer, Bytes>> found(const SignedRequest& request,
                                              ByteView tlsKey) override {
        using Answer = std::pair<server::domain::OutgoingAnswer, Bytes>;
        std::promise<Result<Answer>> promise;
        service().found(incoming(request), crypto::toBytes(tlsKey), m_peer, [&](auto answer) {
            promise.set_value(std::move(answer));
        });
        VD_ASSIGN(auto answer, promise.get_future().get());
        return std::pair{outgoing(std::move(answer.first)), std::move(answer.second)};
    }

    Result<client::core::DirectoryPage> syncDirectory(std::uint64_t knownCount) override {
        VD_ASSIGN(auto page, service().syncDirectory(m_peer, knownCount));
        client::core::DirectoryPage out;
        for (auto& line : page.lines)
            out.lines.push_back({std::move(line.entry), std::move(line.payload), {}});
        out.totalCount = page.totalCount;
        return out;
    }

    Result<client::core::CheckpointAnswer> checkpoint(std::uint64_t knownSize) override {
        VD_ASSIGN(auto answer, service().checkpoint(m_peer, knownSize));
        return client::core::CheckpointAnswer{std::move(answer.checkpoint),
                                              std::move(answer.consistency)};
    }

    Result<std::vector<Bytes>> fetchKeys() override { return service().keysFor(m_peer); }

    Result<std::vector<client::core::RawEnrolment>> enrolments() override {
        VD_ASSIGN(auto waiting, service().enrolments(m_peer));
        std::vector<client::core::RawEnrolment> out;
        for (auto& one : waiting)
            out.push_back({one.invitation, std::move(one.enrolment)});
        return out;
    }

    Result<client::core::ServerInfo> serverInfo() override {
        VD_RETURN_IF_ERROR(service().member(m_peer));
        return client::core::ServerInfo{"0", "0", m_server.clock().now()};
    }

    Result<Bytes> invitationCertificate(const crypto::InvitationId& invitation,
                                        ByteView tlsKey) override {
        return service().invitationCertificate(m_peer, invitation, tlsKey);
    }

    Status enrol(const crypto::InvitationId& invitation,
                 ByteView token,
                 ByteView enrolment,
                 ByteView tlsKey) override {
        std::promise<Status> promise;
        service().enrol({invitation,
                         crypto::toBytes(token),
                         crypto::toBytes(enrolment),
                         crypto::toBytes(tlsKey)},
                        m_peer,
                        [&](Status status) { promise.set_value(status); });
        return promise.get_future().get();
    }

    Result<client::core::EnrolmentStatus> enrolmentStatus(
        const crypto::InvitationId& invitation) override {
        VD_ASSIGN(auto status, service().enrolmentStatus(m_peer, invitation));
        return client::core::EnrolmentStatus{status.admitted, std::move(status.certificate)};
    }

    void awaitConnection(std::chrono::milliseconds /*most*/) override {}
    void cancelAll() override {}
    [[nodiscard]] std::string serverCertificate() const override { return {}; }

private:
    [[nodiscard]] server::domain::Service& service() const { return m_server.service(); }

    TestServer& m_server;
    const Peer m_peer;
};

}  // namespace

Result<RawAnswer> callDirectly(TestServer& server,
                               const Peer& peer,
                               Method method,
                               const SignedRequest& request) {
    std::promise<Result<server::domain::OutgoingAnswer>> promise;
    server.service().logged(method, incoming(request), peer, [&](auto answer) {
        promise.set_value(std::move(answer));
    });
    VD_ASSIGN(auto answer, promise.get_future().get());
    return outgoing(std::move(answer));
}

std::unique_ptr<client::core::Transport> connectDirectly(
    TestServer& server, const client::core::TransportIdentity& identity) {
    return std::make_unique<DirectTransport>(server, peerOf(identity.certificatePem));
}

}  // namespace voordeur::test
