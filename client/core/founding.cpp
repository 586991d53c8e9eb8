#include "client/core/default_policy.h"
#include "client/core/given_certificate.h"
#include "client/core/membership.h"
#include "client/core/verify_answer.h"
#include "crypto/internal/x509.h"
#include "crypto/shared/hash.h"
#include "crypto/shared/request_id.h"

namespace voordeur::client::core {

using crypto::Method;
using crypto::Reason;
using crypto::SecretBytes;

namespace {

struct FoundingIds {
    crypto::AgencyId agency;
    crypto::TeamId team;
    crypto::PersonId person;
};

std::vector<crypto::DirectoryChange> foundingChanges(const FounderNames& names,
                                                     const FoundingIds& ids,
                                                     const crypto::RootPolicy& policy,
                                                     const crypto::Device& device,
                                                     const crypto::SealKeyPair& teamKey) {
    crypto::Agency agency;
    agency.id = ids.agency;
    agency.name = names.agency;
    agency.kinds = 7;  // the municipality itself may identify by every kind
    for (const auto& purpose : policy.purposes)
        agency.purposes.push_back(purpose.code);
    agency.lifeDomain = policy.lifeDomains.front().code;
    agency.phone = names.phone;
    const crypto::Team team{ids.team, ids.agency, names.team, 0};
    const crypto::Person person{ids.person, ids.agency, names.person, names.phone, names.mail, {}};
    const crypto::Membership member{ids.person, ids.team, crypto::Role::Founder, true};
    const crypto::TeamKey key{ids.team, 1, teamKey.publicKey(), device.id};
    return {agency, team, person, member, device, key};
}

/// The founding certificate is good for one call; it names no device.
std::unique_ptr<Transport> foundingTransport(const Machine& machine,
                                             const crypto::FoundingSheet& sheet) {
    return machine.transports.connect({sheet.address,
                                       sheet.serverCaPem,
                                       sheet.certificatePem,
                                       SecretBytes::copyOf(crypto::viewOf(sheet.keyPem))});
}

}  // namespace

Result<DeviceSecrets> foundInstance(const Machine& machine,
                                    const crypto::FoundingSheet& sheet,
                                    const FounderNames& names) {
    VD_REQUIRE(machine.clock.now() < sheet.expires, Reason::InvitationExpired);
    auto& random = machine.random;
    auto signing = crypto::SigningKey::generate(random);
    auto sealing = crypto::SealKeyPair::generate(random);
    auto teamKey = crypto::SealKeyPair::generate(random);
    VD_ASSIGN(const SecretBytes tlsKey, crypto::generateTlsKey());
    VD_ASSIGN(const Bytes spki, crypto::spkiOf(tlsKey));
    VD_ASSIGN(SecretBytes tlsPem, crypto::tlsKeyPem(tlsKey));

    const FoundingIds ids{crypto::AgencyId::generate(random),
                          crypto::TeamId::generate(random),
                          crypto::PersonId::generate(random)};
    crypto::Device device;
    device.person = ids.person;
    device.signKey = signing.publicKey();
    device.sealKey = sealing.publicKey();
    device.tlsKey = crypto::sha256({spki});
    device.id = crypto::deviceIdOf(device.signKey, device.sealKey, device.tlsKey);

    const auto policy =
        defaultPolicy(names.municipality, sheet, signing.publicKey(), random.array<32>());
    crypto::FoundPayload payload;
    payload.policy = policy.encode();
    payload.signatures = {
        {0, signing.sign(crypto::kPolicySignature, crypto::InstanceId{}, payload.policy)}};
    payload.changes = foundingChanges(names, ids, policy, device, teamKey);
    const auto instance = crypto::instanceOf(payload.policy);

    crypto::Statement statement;
    statement.device = device.id;
    statement.person = ids.person;
    statement.team = ids.team;
    statement.role = crypto::Role::Founder;
    statement.method = Method::Found;
    statement.time = machine.clock.now();
    statement.requestId = crypto::newRequestId(statement.time, random);
    SignedRequest request;
    request.payload = payload.encode();
    statement.payloadHash = crypto::payloadHash(Method::Found, request.payload);
    request.statement = statement.encode();
    request.signature = signing.sign(crypto::kStatementSignature, instance, request.statement);

    const auto transport = foundingTransport(machine, sheet);
    VD_ASSIGN(const auto answer, transport->found(request, spki));
    VD_RETURN_IF_ERROR(verifyAnswer({instance, sheet.logKey, &statement, &request}, answer.first));
    VD_ASSIGN(std::string certificate,
              givenCertificate(answer.second, {crypto::ClientKind::Device, device.id.bytes}, spki));

    DeviceSecrets secrets{instance,
                          names.municipality,
                          sheet.address,
                          sheet.serverCaPem,
                          std::move(certificate),
                          std::move(tlsPem),
                          std::move(signing),
                          std::move(sealing),
                          device.id,
                          ids.person,
                          ids.team,
                          {},
                          {}};
    secrets.networkKeys.push_back(crypto::NetworkKey::generate(random, 1));
    secrets.teamKeys.push_back({ids.team, 1, std::move(teamKey)});
    return secrets;
}

}  // namespace voordeur::client::core
