#include "server/rpc/peer.h"

#include "crypto/internal/x509.h"

#include <grpc/grpc_security_constants.h>

#include <utility>

namespace voordeur::server::rpc {

using crypto::MutexLock;
using crypto::Reason;
using crypto::Result;

namespace {

Result<domain::Peer> parse(const std::string& pem) {
    VD_ASSIGN(const auto facts, crypto::parseCertificate(crypto::viewOf(pem)));
    VD_REQUIRE(facts.client.has_value(), Reason::CertificateWrong);
    domain::Peer peer;
    peer.tlsKey = facts.spkiHash;
    peer.id = facts.client->id;
    peer.kind = facts.client->kind == crypto::ClientKind::Device ? domain::Peer::Kind::Device
                                                                 : domain::Peer::Kind::Invitation;
    return peer;
}

}  // namespace

Result<domain::Peer> PeerReader::of(const grpc::AuthContext& context) {
    const auto certificates = context.FindPropertyValues(GRPC_X509_PEM_CERT_PROPERTY_NAME);
    VD_REQUIRE(!certificates.empty(), Reason::CertificateWrong);
    std::string pem(certificates.front().begin(), certificates.front().end());
    {
        const MutexLock lock(m_mutex);
        if (const auto known = m_known.find(pem); known != m_known.end()) return known->second;
    }
    VD_ASSIGN(const auto peer, parse(pem));
    const MutexLock lock(m_mutex);
    if (m_known.emplace(pem, peer).second) m_order.push_back(std::move(pem));
    if (m_order.size() > kRememberedMax) {
        m_known.erase(m_order.front());
        m_order.pop_front();
    }
    return peer;
}

}  // namespace voordeur::server::rpc
