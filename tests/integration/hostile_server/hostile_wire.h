#pragma once

#include "client/core/transport.h"
#include "tests/integration/hostile_server/hostile_transport.h"

#include <string>
#include <string_view>

namespace voordeur::test {

/// Carries a call that came in as bytes to a transport, by the name of the call, and gives the
/// answer as bytes: the server's side of client/net/wire_messages. An unknown name ends in the
/// status UNIMPLEMENTED, a refusal in the one that the honest server gives it.
WireAnswer carry(client::core::Transport& transport,
                 std::string_view call,
                 const std::string& request);

}  // namespace voordeur::test
