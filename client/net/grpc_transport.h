#pragma once

#include "client/core/transport.h"

#include <memory>

namespace voordeur::client::net {

/// Transports over gRPC 1.51 with mutual TLS. The server's certificate must lead to the pinned CA
/// and carry the name that was dialled.
class GrpcTransportFactory final : public core::TransportFactory {
public:
    /// From here on Protocol Buffers write nothing on stderr, in this process.
    GrpcTransportFactory();
    std::unique_ptr<core::Transport> connect(core::TransportIdentity identity) override;
};

}  // namespace voordeur::client::net
