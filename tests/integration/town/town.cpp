#include "tests/integration/town/town.h"

#include "client/core/default_policy.h"
#include "client/core/profile.h"
#include "tests/integration/town/need.h"

#include <utility>

namespace voordeur::test {

using client::core::DeviceSecrets;
using client::core::Session;
using crypto::Role;
using crypto::Team;

namespace {

constexpr std::uint8_t kAllKinds = 7;
constexpr std::uint8_t kNoBsn = 6;
constexpr crypto::UnixMillis kDay = 24ULL * 3600 * 1000;

}  // namespace

Member::Member(TestServer& server,
               client::core::TransportFactory& transports,
               DeviceSecrets secrets)
    : m_server(server) {
    m_store = openStore(secrets);
    m_transport = transports.connect(
        {secrets.address, secrets.serverCaPem, secrets.certificatePem, secrets.tlsKeyPem.clone()});
    openSession(std::move(secrets));
    need(m_session->sync(), "a device's first synchronisation");
}

void Member::openSession(DeviceSecrets secrets) {
    m_session = need(Session::open(std::move(secrets),
                                   {*m_store, *m_transport, m_server.clock(), m_server.random()}),
                     "a device's session");
}

std::unique_ptr<client::core::LocalStore> Member::openStore(const DeviceSecrets& secrets) const {
    const client::core::Profile profile(m_folder.path(), m_server.clock(), m_server.random());
    return need(profile.localStore(secrets), "a device's store");
}

std::unique_ptr<client::core::LocalStore> Member::storeAgain() const {
    return openStore(m_session->secrets());
}

void Member::restart() {
    DeviceSecrets secrets = need(DeviceSecrets::decode(this->secrets().encode()), "secrets");
    m_session.reset();
    openSession(std::move(secrets));
}

client::core::TransportIdentity Member::identity() const {
    const auto& own = secrets();
    return {own.address, own.serverCaPem, own.certificatePem, own.tlsKeyPem.clone()};
}

Town::Town(TestServer& server, client::core::TransportFactory& transports)
    : m_server(server), m_transports(transports) {
    auto secrets = need(client::core::foundInstance(machine(),
                                                    server.sheet(),
                                                    {"Gemeente Voorbeeldstad",
                                                     "Gemeente Voorbeeldstad",
                                                     "Beheer",
                                                     "B. Beheer",
                                                     "010-0000001",
                                                     {}}),
                        "founding");
    m_founder = std::make_unique<Member>(server, transports, std::move(secrets));
    const auto* beheer = m_founder->session().directory().team(m_founder->team());
    const auto municipality = beheer->agency;
    const auto privacy = addTeam(municipality, "Privacy", Team::kOfficers);
    const auto wijk = addTeam(municipality, "Wijkteam", Team::kMayLead | Team::kMayIntake);
    m_officer = addMember(privacy, "K. Visser", Role::PrivacyOfficer);
    m_coach = addMember(wijk, "F. Bakker", Role::Coach);
    m_colleague = addMember(wijk, "N. de Vries", Role::Coach);
    m_youth = addMember(addTeam(addAgency("Jeugdhulp Voorbeeld", kAllKinds), "Jeugdteam"),
                        "K. Ramdin",
                        Role::Worker);
    m_debt = addMember(addTeam(addAgency("Schuldhulp Voorbeeld", kAllKinds), "Schuldhulp"),
                       "J. Groot",
                       Role::Worker);
    m_housing = addMember(
        addTeam(addAgency("Woonstad Voorbeeld", kNoBsn), "Wijkbeheer"), "W. Wijk", Role::Worker);
}

client::core::Machine Town::machine() {
    return {m_transports, m_server.clock(), m_server.random()};
}

crypto::AgencyId Town::addAgency(const std::string& name, std::uint8_t kinds) {
    crypto::Agency agency;
    agency.id = crypto::AgencyId::generate(m_server.random());
    agency.name = name;
    agency.kinds = kinds;
    agency.purposes = {client::core::purpose::kNewRequest,
                       client::core::purpose::kCoordination,
                       client::core::purpose::kConcernChild};
    agency.lifeDomain = 2;
    agency.phone = "010-0000012";
    need(client::core::changeDirectory(m_founder->session(), {agency}), "agency " + name);
    return agency.id;
}

crypto::TeamId Town::addTeam(const crypto::AgencyId& agency,
                             const std::string& name,
                             std::uint8_t flags) {
    const crypto::Team team{crypto::TeamId::generate(m_server.random()), agency, name, flags};
    need(client::core::changeDirectory(m_founder->session(), {team}), "team " + name);
    return team.id;
}

client::core::Invitation Town::invite(const crypto::TeamId& team,
                                      const std::string& name,
                                      Role role) {
    client::core::InviteWish wish;
    wish.name = name;
    wish.phone = "010-0000010";
    wish.team = team;
    wish.role = role;
    wish.expires = m_server.clock().now() + kDay;
    return need(client::core::invite(m_founder->session(), wish), "inviting " + name);
}

std::unique_ptr<Member> Town::addMember(const crypto::TeamId& team,
                                        const std::string& name,
                                        Role role) {
    const auto invitation = invite(team, name, role);
    auto pending = need(client::core::beginEnrolment(machine(), invitation), "enrolling " + name);
    need(client::core::admit(m_founder->session(), invitation.id), "admitting " + name);
    auto secrets = need(client::core::finishEnrolment(machine(), invitation, std::move(pending)),
                        "finishing the enrolment of " + name);
    const bool isFirst = !secrets.teamKeys.empty();
    auto member = std::make_unique<Member>(m_server, m_transports, std::move(secrets));
    if (isFirst) {
        m_keyHolders.push_back(member.get());
        return member;
    }
    for (Member* holder : m_keyHolders) {
        if (holder->team() == team) {
            need(client::core::shareTeamKeys(holder->session()), "sharing the team's key");
        }
    }
    need(member->session().sync(), "fetching the team's key");
    return member;
}

void Town::revokeDevice(const Member& member) {
    need(client::core::revoke(
             m_founder->session(), crypto::Revocation::What::Device, member.secrets().device.bytes),
         "revoking a device");
}

}  // namespace voordeur::test
