#pragma once

#include "tests/bench/server_process.h"
#include "tests/integration/town/town.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace voordeur::test::bench {

/// How many there are of whom.
struct SceneWish {
    std::size_t coaches = 64;     ///< in neighbourhood teams of eight
    std::size_t askers = 16;      ///< each of an agency of its own, which has a bulk quota
    std::size_t households = 64;  ///< the i-th is led by coach i % coaches
};

/// An invented town with many devices at work. It is founded and peopled in this process, then its
/// keys and store are handed to a voordeurd, to which every device speaks gRPC over mutual TLS.
/// Thread: one at a time.
class Scene {
public:
    explicit Scene(const SceneWish& wish);
    ~Scene();
    Scene(const Scene&) = delete;
    Scene& operator=(const Scene&) = delete;
    Scene(Scene&&) = delete;
    Scene& operator=(Scene&&) = delete;

    /// Hands the store over and reconnects everybody. Once.
    void moveTo(const ServerProcess::Options& options);

    [[nodiscard]] Member& coach(std::size_t i) { return *m_coaches.at(i % m_coaches.size()); }
    [[nodiscard]] Member& asker(std::size_t i) { return *m_askers.at(i % m_askers.size()); }
    /// Another member of the team of coach i.
    [[nodiscard]] Member& colleagueOf(std::size_t i);
    [[nodiscard]] const std::vector<Household>& households() const { return m_households; }
    [[nodiscard]] Town& town() { return *m_town; }
    [[nodiscard]] TestServer& server() { return *m_server; }
    [[nodiscard]] ServerProcess& process() { return *m_process; }

private:
    void addCoaches(std::size_t count);
    void addAskers(std::size_t count);
    void openQuota(const crypto::AgencyId& agency);
    std::unique_ptr<Member> reconnected(Member& member);

    std::unique_ptr<TestServer> m_server;
    std::unique_ptr<client::core::TransportFactory> m_direct;
    std::unique_ptr<client::core::TransportFactory> m_grpc;
    std::unique_ptr<Town> m_town;
    std::unique_ptr<ServerProcess> m_process;
    std::vector<std::unique_ptr<Member>> m_coaches;
    std::vector<std::unique_ptr<Member>> m_askers;
    std::vector<Household> m_households;
};

/// Two persons open the day's bulk quota of an agency for one kind of identifier.
void openBulkQuota(Town& town, const crypto::AgencyId& agency, crypto::IdentifierKind kind);
/// Transports into a server of this process, without a socket.
std::unique_ptr<client::core::TransportFactory> directTransports(TestServer& server);
/// Copies keys and store of a server whose writer is stopped, and writes a configuration.
void copyServer(TestServer& server, const std::string& folder);

}  // namespace voordeur::test::bench
