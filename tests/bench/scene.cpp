#include "tests/bench/scene.h"

#include "client/net/grpc_transport.h"
#include "crypto/shared/hash.h"
#include "crypto/shared/payloads.h"
#include "tests/integration/town/need.h"

namespace voordeur::test::bench {

using client::core::DeviceSecrets;
using crypto::IdentifierKind;

namespace {
constexpr crypto::UnixMillis kDayMillis = 24ULL * 3600 * 1000;
}  // namespace

Scene::Scene(std::size_t callers) {
    m_server.listen();
    m_transports = std::make_unique<client::net::GrpcTransportFactory>();
    m_town = std::make_unique<Town>(m_server, *m_transports);
    openQuotas();
    for (std::size_t i = 0; i < callers; ++i) {
        m_coaches.push_back(another(m_town->coach()));
        m_debt.push_back(another(m_town->debt()));
        m_households.push_back(m_town->newHousehold());
    }
}

void Scene::openQuotas() {
    Member& founder = m_town->founder();
    const auto& directory = founder.session().directory();
    for (const auto& [id, agency] : directory.agencies()) {
        if (!agency.mayUse(IdentifierKind::Bsn)) continue;
        crypto::QuotaPayload quota;
        quota.agency = id;
        quota.kind = IdentifierKind::Bsn;
        quota.day = static_cast<std::uint32_t>(m_server.clock().now() / kDayMillis);
        quota.max = directory.policy().bulkMax;
        auto request = client::core::beginCosigned(
            founder.session(), crypto::Method::OpenQuota, quota.encode());
        need(client::core::cosign(m_town->officer().session(), request), "second person");
        need(client::core::submitCosigned(founder.session(), request), "quota");
    }
}

std::unique_ptr<Member> Scene::another(Member& member) {
    return std::make_unique<Member>(
        m_server, *m_transports, need(DeviceSecrets::decode(member.secrets().encode()), "secrets"));
}

client::core::SignedRequest Scene::signedOpening(std::size_t caller) {
    const auto& session = coach(caller).session();
    const auto& own = session.secrets();
    crypto::OpenPayload payload;
    payload.known.push_back({m_households.at(caller).id, 0});
    client::core::SignedRequest request;
    request.payload = payload.encode();
    crypto::Statement statement;
    statement.device = own.device;
    statement.person = own.person;
    statement.team = own.team;
    statement.role = crypto::Role::Coach;
    statement.method = crypto::Method::OpenHousehold;
    statement.purpose = kTownPurpose;
    statement.basis = session.directory().policy().purpose(kTownPurpose)->basis;
    statement.requestId = crypto::RequestId::generate(session.random());
    statement.time = session.clock().now();
    statement.head = session.head();
    statement.payloadHash = crypto::payloadHash(statement.method, request.payload);
    statement.households = {m_households.at(caller).id};
    request.statement = statement.encode();
    request.signature =
        own.signing.sign(crypto::kStatementSignature, own.instance, request.statement);
    // As a device that has the household already: nothing of its history has to come along.
    request.known = {{m_households.at(caller).id, 1'000'000}};
    return request;
}

}  // namespace voordeur::test::bench
