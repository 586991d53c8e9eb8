// Asking to change who is who. Everything is about youth care: its admin may, the founders may.
#include "crypto/shared/hash.h"
#include "tests/integration/matrix/asks.h"
#include "tests/integration/town/need.h"

#include <algorithm>
#include <future>
#include <stdexcept>
#include <utility>

namespace voordeur::test {

using crypto::Method;
using crypto::QuotaPayload;

namespace {

constexpr crypto::UnixMillis kDay = 24ULL * 3600 * 1000;

crypto::AgencyId youthCare(People& people) {
    auto& founder = people.town->founder().session();
    return founder.directory().team(people.town->youth().team())->agency;
}

Ask changing(People& people, Method method, const crypto::DirectoryPayload& payload) {
    Ask ask = askFor(method, people.server);
    ask.payload = payload.encode();
    return ask;
}

Ask invites(People& people, Member&) {
    auto& random = people.server.random();
    const auto person = crypto::PersonId::generate(random);
    const auto team = people.town->youth().team();
    crypto::DirectoryPayload payload;
    payload.changes = {crypto::Person{person, youthCare(people), "N. Nieuw", "", "", ""},
                       crypto::Membership{person, team, crypto::Role::Worker, true},
                       crypto::Invitation{crypto::InvitationId::generate(random),
                                          person,
                                          team,
                                          people.server.clock().now() + kDay,
                                          random.array<32>(),
                                          random.array<32>()}};
    return changing(people, Method::Invite, payload);
}

Ask admits(People& people, Member&) {
    const auto invitation =
        people.town->invite(people.town->youth().team(), "N. Nieuw", crypto::Role::Worker);
    const auto pending = need(client::core::beginEnrolment(people.town->machine(), invitation),
                              "a device that waits");
    auto enrolments = need(people.town->founder().transport().enrolments(), "who waits");
    const auto waiting =
        std::ranges::find(enrolments, invitation.id, &client::core::RawEnrolment::invitation);
    const auto shown = need(crypto::Enrolment::decode(waiting->enrolment), "an enrolment");
    const crypto::Bytes sealed(100, 0x5a);
    crypto::DirectoryPayload payload;
    payload.changes = {
        crypto::Device{shown.device(), shown.person, shown.signKey, shown.sealKey, shown.tlsKey},
        crypto::Admission{invitation.id, shown.device(), crypto::attachmentHash(sealed)}};
    Ask ask = changing(people, Method::Admit, payload);
    ask.attachments.push_back(sealed);
    return ask;
}

Ask changes(People& people, Member&) {
    const auto* known =
        people.town->founder().session().directory().person(people.town->youth().secrets().person);
    auto person = *known;
    person.phone = "010-0000099";
    return changing(people, Method::ChangeDirectory, {{person}, {}});
}

Ask revokes(People& people, Member& member) {
    const auto invitation =
        people.town->invite(people.town->youth().team(), "N. Nieuw", crypto::Role::Worker);
    return changing(people,
                    Method::Revoke,
                    {{crypto::Revocation{crypto::Revocation::What::Invitation,
                                         invitation.id.bytes,
                                         member.session().head().size}},
                     {}});
}

Ask shares(People& people, Member&) {
    const crypto::Bytes sealed(100, 0x5a);
    crypto::ShareTeamKeyPayload payload;
    payload.team = people.town->youth().team();
    payload.epoch = 1;
    payload.shares.push_back(
        {people.town->youth().secrets().device, crypto::attachmentHash(sealed)});
    Ask ask = askFor(Method::ShareTeamKey, people.server);
    ask.payload = payload.encode();
    ask.attachments.push_back(sealed);
    return ask;
}

/// Looks at the server's store as the rules do.
bool isOpened(People& people, const QuotaPayload& payload) {
    std::promise<bool> answer;
    need(people.server.writer().submitUnlogged(
             [&](server::storage::Transaction& world) {
                 const auto most = world.bulkQuota(payload.agency, payload.kind, payload.day);
                 answer.set_value(need(most, "a quota").has_value());
                 return crypto::success();
             },
             [](const crypto::Status&) {}),
         "asking the writer");
    return answer.get_future().get();
}

/// A kind and day for which the agency has no bulk quota yet: each can be opened once.
QuotaPayload unopened(People& people, const crypto::AgencyId& agency) {
    QuotaPayload payload;
    payload.agency = agency;
    const auto today = static_cast<std::uint32_t>(people.server.clock().now() / kDay);
    for (payload.day = today; payload.day <= today + 1; ++payload.day) {
        for (const auto kind : {crypto::IdentifierKind::Bsn,
                                crypto::IdentifierKind::Address,
                                crypto::IdentifierKind::NameBirth}) {
            payload.kind = kind;
            if (!isOpened(people, payload)) return payload;
        }
    }
    throw std::runtime_error("every bulk quota is open");
}

/// With a second person's signature: the officer's, or the founder's under the officer's own. The
/// admin asks for the own agency, the others for one that nobody asked for yet.
Ask opensQuota(People& people, Member& member) {
    const bool own = &member == people.admin.get();
    const auto agency = own ? youthCare(people) : people.town->addAgency("Hulp Voorbeeld", 7);
    auto& officer = people.town->officer();
    Member& second = &member == &officer ? people.town->founder() : officer;
    Ask ask = askFor(Method::OpenQuota, people.server);
    QuotaPayload payload = unopened(people, agency);
    payload.max = 100;
    const auto cosigned = payload.cosigned({ask.method, member.secrets().device, ask.requestId});
    payload.cosignatures.push_back(
        {second.secrets().device,
         second.secrets().signing.sign(
             crypto::kCosignSignature, second.secrets().instance, cosigned)});
    ask.payload = payload.encode();
    return ask;
}

}  // namespace

void addDirectoryRows(std::map<std::string, Row>& rows) {
    rows["Invite"] = logged(invites);
    rows["Admit"] = logged(admits);
    rows["ChangeDirectory"] = logged(changes);
    rows["Revoke"] = logged(revokes);
    rows["ShareTeamKey"] = logged(shares);
    rows["OpenQuota"] = logged(opensQuota);
}

}  // namespace voordeur::test
