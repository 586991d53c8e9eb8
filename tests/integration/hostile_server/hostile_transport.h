#pragma once

#include "client/core/transport.h"
#include "tests/integration/town/town.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace voordeur::test {

/// An answer as it leaves the server: a message in bytes, or a status with its binary detail.
struct WireAnswer {
    enum class Ending : std::uint8_t { Whole, WithoutMessage, DroppedAfterHeaders, Hanging };
    std::string message{};
    int code = 0;  // gRPC's; 0: OK
    std::string detail{};
    Ending ending = Ending::Whole;
};

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
    /// Changes a newest head; the first argument is the size that the device has.
    std::function<void(std::uint64_t, client::core::CheckpointAnswer&)> checkpoint;
    /// Changes a page of the whole log.
    std::function<void(client::core::RawLogPage&)> page;
    /// Changes the keys that others sealed to the device.
    std::function<void(std::vector<crypto::Bytes>&)> keys;
    /// Changes what a new device hears about its admission.
    std::function<void(client::core::EnrolmentStatus&)> admission;
    /// Changes the one-time certificate of an invitation.
    std::function<void(crypto::Bytes&)> certificate;
    /// Changes any answer as it leaves, by the name of its call; told over the wire alone.
    std::function<void(std::string_view, WireAnswer&)> wire;
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

/// The lie on a transport that `HostileTransports` made.
Lie& lieOf(client::core::Transport& transport);
/// The lie that a member hears who has such a transport.
Lie& lieTo(Member& member);
/// The server does these calls, and the member hears of none: Unavailable.
void loseAnswers(TestServer& server, Member& member, std::function<bool(crypto::Method)> which);

}  // namespace voordeur::test
