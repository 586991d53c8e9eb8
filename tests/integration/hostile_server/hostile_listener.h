#pragma once

#include "client/net/grpc_transport.h"
#include "tests/integration/hostile_server/hostile_transport.h"

#include <memory>
#include <string>

namespace voordeur::test {

/// The hostile server's door: gRPC over mutual TLS on this machine, with the honest server's own
/// keys and certificates. Whoever calls, by certificate, hears the honest server through a lie of
/// their own, empty at first.
///
/// Ownership: borrows the server. Thread: one at a time; lies are changed while nobody calls.
class HostileListener {
public:
    explicit HostileListener(TestServer& server);
    ~HostileListener();
    HostileListener(const HostileListener&) = delete;
    HostileListener& operator=(const HostileListener&) = delete;
    HostileListener(HostileListener&&) = delete;
    HostileListener& operator=(HostileListener&&) = delete;

    /// "localhost:" and the port.
    [[nodiscard]] const std::string& address() const;
    /// The lie that a device hears, by its id in the certificate.
    Lie& lieTo(const crypto::DeviceId& device);
    /// For whoever connects for the first time; may be empty.
    void onNewcomer(std::function<void(Lie&)> tell);
    /// Gives everybody who ever called this lie; empty: honest again.
    void tellAll(const std::function<Lie()>& lie);

    /// Whose certificate the server shows.
    enum class Shown : std::uint8_t { Own, OfAnotherAuthority, UnderAnotherName };
    /// Ends every connection and listens again on the same port, with that certificate; false when
    /// that is the one it shows.
    bool show(Shown shown);

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

/// The product's own gRPC transports, dialling the hostile server whatever address they were told.
class WireTransports final : public client::core::TransportFactory {
public:
    explicit WireTransports(const HostileListener& listener) : m_listener(listener) {}
    std::unique_ptr<client::core::Transport> connect(
        client::core::TransportIdentity identity) override {
        identity.address = m_listener.address();
        return m_grpc.connect(std::move(identity));
    }

private:
    const HostileListener& m_listener;
    client::net::GrpcTransportFactory m_grpc;
};

}  // namespace voordeur::test
