#pragma once

#include "client/core/transport.h"
#include "tests/integration/town/test_server.h"

#include <memory>

namespace voordeur::test {

/// Carries calls to a server in this process without a socket: who calls is read from the client
/// certificate, as the listener does it, and everything behind is the server's own.
/// Ownership: borrows the server. Thread: any.
std::unique_ptr<client::core::Transport> connectDirectly(
    TestServer& server, const client::core::TransportIdentity& identity);

/// Submits a signed request as the holder of a certificate, and waits.
crypto::Result<client::core::RawAnswer> callDirectly(TestServer& server,
                                                     const server::domain::Peer& peer,
                                                     crypto::Method method,
                                                     const client::core::SignedRequest& request);

}  // namespace voordeur::test
