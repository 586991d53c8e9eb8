#pragma once

#include "server/domain/service.h"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>

namespace voordeur::server::rpc {

/// Where and how the server listens. There is no way to listen without TLS and client certificates.
struct ListenOptions {
    std::string address = "127.0.0.1:7411";  // host:port; port 0: any free one
    // PEM files; read again while running when they change.
    std::string keyFile;
    std::string certificateFile;
    std::string clientCaFile;
    std::chrono::seconds certificateRefresh{10};
    /// Memory that gRPC may use for messages on their way: bounds what strangers can pile up.
    std::size_t memoryBytesMax = std::size_t{256} * 1024 * 1024;
    int callsPerConnectionMax = 256;
    /// Answers that went out and that nobody took yet; above it the oldest are dropped.
    std::size_t unreadBytesMax = std::size_t{256} * 1024 * 1024;
};

/// The listening server. gRPC 1.51 over mutual TLS: without a client certificate of our device CA
/// a connection ends in the handshake, before HTTP/2.
///
/// Thread: `start` and the destructor from one thread. Ownership: borrows the service.
class RpcServer {
public:
    /// Errors: Unavailable (the address is taken or the certificates cannot be read).
    static crypto::Result<std::unique_ptr<RpcServer>> start(domain::Service& service,
                                                            const ListenOptions& options);
    /// Stops taking calls and finishes those under way, for five seconds at most.
    ~RpcServer();
    RpcServer(const RpcServer&) = delete;
    RpcServer& operator=(const RpcServer&) = delete;
    RpcServer(RpcServer&&) = delete;
    RpcServer& operator=(RpcServer&&) = delete;

    [[nodiscard]] int port() const;
    /// What grpc.health.v1 says from now on. Serving from the start. Thread: any.
    void setServing(bool serving);

private:
    struct Impl;
    explicit RpcServer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

}  // namespace voordeur::server::rpc
