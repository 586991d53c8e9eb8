#pragma once

#include "client/core/transport.h"
#include "tests/integration/town/town.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace voordeur::test {

/// What a server does otherwise than an honest one, towards one device. What is empty is honest.
struct Lie {
    using RawAnswer = client::core::RawAnswer;
    using SignedRequest = client::core::SignedRequest;

    /// In place of the honest server; nullopt: ask it after all.
    std::function<std::optional<crypto::Result<RawAnswer>>(crypto::Method, const SignedRequest&)>
        instead;
    /// Changes an honest answer on its way.
    std::function<void(crypto::Method, const SignedRequest&, RawAnswer&)> answer;
    /// Changes a page of the directory; the first argument is what the device has.
    std::function<void(std::uint64_t, client::core::DirectoryPage&)> directory;
    std::function<void(std::vector<client::core::RawEnrolment>&)> enrolments;
    std::function<void(client::core::CheckpointAnswer&)> checkpoint;
    /// Changes a page of the whole log.
    std::function<void(client::core::RawLogPage&)> page;
    /// Hears that calls are being ended, on the stack of who ends them.
    std::function<void()> cancelled;
};

/// Puts a lie between each device and the honest server.
class HostileTransports final : public client::core::TransportFactory {
public:
    explicit HostileTransports(TestServer& server) : m_server(server) {}
    std::unique_ptr<client::core::Transport> connect(
        client::core::TransportIdentity identity) override;

    /// For devices that connect by themselves; may be empty.
    std::function<void(Lie&)> onConnect;

private:
    TestServer& m_server;
};

/// The lie that a member hears.
Lie& lieTo(Member& member);

}  // namespace voordeur::test
