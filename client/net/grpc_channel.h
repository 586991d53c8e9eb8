#pragma once

#include "client/core/transport.h"
#include "crypto/base/mutex.h"

#include <grpcpp/grpcpp.h>

#include <chrono>
#include <memory>
#include <string>

namespace voordeur::client::net {

/// The last certificate the server showed, as the TLS handshake saw it. Thread: any.
class SeenCertificate {
public:
    void set(std::string pem);
    [[nodiscard]] std::string get() const;

private:
    mutable crypto::Mutex m_mutex;
    std::string m_pem VD_GUARDED_BY(m_mutex);
};

/// A channel that only speaks to the pinned server, as the given device.
std::shared_ptr<grpc::Channel> openChannel(const core::TransportIdentity& identity,
                                           std::shared_ptr<SeenCertificate> seen);

/// What a status means; the server's own closed reason where it sent one.
crypto::Reason reasonOf(const grpc::Status& status);
/// How long the server wants to be left alone; zero: it said nothing of that.
std::chrono::milliseconds retryHintOf(const grpc::Status& status);

}  // namespace voordeur::client::net
