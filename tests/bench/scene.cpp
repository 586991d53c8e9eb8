#include "tests/bench/scene.h"

#include "client/core/default_policy.h"
#include "client/net/grpc_transport.h"
#include "crypto/base/files.h"
#include "server/ops/config.h"
#include "tests/integration/town/direct_transport.h"
#include "tests/integration/town/need.h"

#include <filesystem>
#include <stdexcept>

namespace voordeur::test::bench {

using client::core::DeviceSecrets;
using crypto::IdentifierKind;
using crypto::Role;
using crypto::Team;

namespace {

constexpr crypto::UnixMillis kDayMillis = 24ULL * 3600 * 1000;
constexpr std::size_t kTeamSize = 8;
constexpr std::uint8_t kAllKinds = 7;

class DirectTransports final : public client::core::TransportFactory {
public:
    explicit DirectTransports(TestServer& server) : m_server(server) {}
    std::unique_ptr<client::core::Transport> connect(
        client::core::TransportIdentity identity) override {
        return connectDirectly(m_server, identity);
    }

private:
    TestServer& m_server;
};

}  // namespace

std::unique_ptr<client::core::TransportFactory> directTransports(TestServer& server) {
    return std::make_unique<DirectTransports>(server);
}

void openBulkQuota(Town& town, const crypto::AgencyId& agency, IdentifierKind kind) {
    Member& founder = town.founder();
    crypto::QuotaPayload quota;
    quota.agency = agency;
    quota.kind = kind;
    quota.day = static_cast<std::uint32_t>(town.server().clock().now() / kDayMillis);
    quota.max = founder.session().directory().policy().bulkMax;
    auto request =
        client::core::beginCosigned(founder.session(), crypto::Method::OpenQuota, quota.encode());
    need(client::core::cosign(town.officer().session(), request), "second person");
    need(client::core::submitCosigned(founder.session(), request), "quota");
}

void copyServer(TestServer& server, const std::string& folder) {
    namespace fs = std::filesystem;
    const fs::path from = fs::path(server.keyFile("x")).parent_path().parent_path();
    const fs::path to(folder);
    need(crypto::makePrivateDirectory((to / "keys").string()), "folder of the keys");
    need(crypto::makePrivateDirectory((to / "store").string()), "folder of the store");
    for (const char* part : {"keys", "store"}) {
        for (const auto& file : fs::directory_iterator(from / part)) {
            // The shared memory of the WAL and the lock belong to who has the store open.
            if (file.path().filename().string().ends_with("-shm")) continue;
            fs::copy_file(file.path(), to / part / file.path().filename());
        }
    }
    server::ops::Config config;
    config.listen = "127.0.0.1:0";
    config.keysDirectory = "keys";
    config.storeFile = "store/voordeur.db";
    need(crypto::writeNewFile((to / "voordeur.toml").string(), crypto::viewOf(config.toml())),
         "configuration");
}

Scene::Scene(const SceneWish& wish)
    : m_server(std::make_unique<TestServer>()),
      m_direct(directTransports(*m_server)),
      m_grpc(std::make_unique<client::net::GrpcTransportFactory>()),
      m_town(std::make_unique<Town>(*m_server, *m_direct)) {
    const auto* team = m_town->founder().session().directory().team(m_town->coach().team());
    openQuota(team->agency);
    addCoaches(wish.coaches);
    addAskers(wish.askers);
    for (std::size_t i = 0; i < wish.households; ++i)
        m_households.push_back(m_town->newHousehold(coach(i), m_town->nextBsn()));
}

Scene::~Scene() = default;

void Scene::openQuota(const crypto::AgencyId& agency) {
    openBulkQuota(*m_town, agency, IdentifierKind::Bsn);
}

void Scene::addCoaches(std::size_t count) {
    const auto& directory = m_town->founder().session().directory();
    const auto municipality = directory.team(m_town->coach().team())->agency;
    crypto::TeamId team;
    for (std::size_t i = 0; i < count; ++i) {
        if (i % kTeamSize == 0) {
            team = m_town->addTeam(municipality,
                                   "Wijkteam " + std::to_string(i / kTeamSize + 1),
                                   Team::kMayLead | Team::kMayIntake);
        }
        m_coaches.push_back(m_town->addMember(team, "Coach " + std::to_string(i + 1), Role::Coach));
    }
}

void Scene::addAskers(std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const std::string number = std::to_string(i + 1);
        const auto agency = m_town->addAgency("Instelling " + number, kAllKinds);
        openQuota(agency);
        const auto team = m_town->addTeam(agency, "Team " + number);
        m_askers.push_back(m_town->addMember(team, "Medewerker " + number, Role::Worker));
    }
}

Member& Scene::colleagueOf(std::size_t i) {
    const std::size_t own = i % m_coaches.size();
    const std::size_t other = own % kTeamSize == 0 ? own + 1 : own - 1;
    return other < m_coaches.size() ? *m_coaches[other] : *m_coaches[own];
}

std::unique_ptr<Member> Scene::reconnected(Member& member) {
    auto secrets = need(DeviceSecrets::decode(member.secrets().encode()), "secrets");
    secrets.address = "localhost:" + std::to_string(m_process->port());
    return std::make_unique<Member>(*m_server, *m_grpc, std::move(secrets));
}

void Scene::moveTo(const ServerProcess::Options& options) {
    if (m_process) throw std::logic_error("the store was handed over already");
    m_server->between([&](auto&) { copyServer(*m_server, options.folder); });
    m_process = std::make_unique<ServerProcess>(options);
    for (auto* members : {&m_coaches, &m_askers}) {
        for (auto& member : *members)
            member = reconnected(*member);
    }
}

}  // namespace voordeur::test::bench
