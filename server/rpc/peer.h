#pragma once

#include "crypto/base/mutex.h"
#include "server/domain/service.h"

#include <grpcpp/security/auth_context.h>

#include <list>
#include <string>
#include <unordered_map>

namespace voordeur::server::rpc {

/// Reads who a connection belongs to from its client certificate, and remembers what it read:
/// parsing a certificate costs as much as verifying a signature.
///
/// Errors of `of`: CertificateWrong (none, unreadable, or without one of our names).
/// Thread: any.
class PeerReader {
public:
    crypto::Result<domain::Peer> of(const grpc::AuthContext& context);

private:
    // A thousand devices at work: 2 MiB.
    static constexpr std::size_t kRememberedMax = 1000;

    crypto::Mutex m_mutex;
    std::unordered_map<std::string, domain::Peer> m_known VD_GUARDED_BY(m_mutex);
    std::list<std::string> m_order VD_GUARDED_BY(m_mutex);
};

}  // namespace voordeur::server::rpc
