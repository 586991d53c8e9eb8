#include "tests/integration/matrix/people.h"

#include "client/core/households.h"
#include "crypto/internal/x509.h"
#include "tests/integration/town/need.h"

#include <utility>

namespace voordeur::test {

using crypto::Role;
using crypto::Team;

namespace {

constexpr std::uint8_t kAllKinds = 7;
constexpr std::uint32_t kBulk = 10'000;
constexpr crypto::UnixMillis kDay = 24ULL * 3600 * 1000;

}  // namespace

People::People() {
    server.listen();
    town = std::make_unique<Town>(server, transports);
    const auto municipality =
        town->founder().session().directory().team(town->founder().team())->agency;
    const auto southTeam =
        town->addTeam(municipality, "Wijkteam Zuid", Team::kMayLead | Team::kMayIntake);
    south = town->addMember(southTeam, "Z. Zuid", Role::Coach);
    welfare =
        town->addMember(town->addTeam(town->addAgency("Welzijn Voorbeeld", kAllKinds), "Buurtwerk"),
                        "W. Welzijn",
                        Role::Worker);
    homecare = town->addMember(
        town->addTeam(town->addAgency("Thuiszorg Voorbeeld", kAllKinds), "Wijkverpleging"),
        "T. Thuis",
        Role::Worker);
    admin = town->addMember(town->youth().team(), "A. Admin", Role::AgencyAdmin);
    gone = town->addMember(town->coach().team(), "P. ter Horst", Role::Coach);
    town->revokeDevice(*gone);
    for (Member* member : {&town->coach(), &town->officer(), south.get(), admin.get()})
        need(member->session().sync(), "hearing of everybody");
    openQuotas();
    invitation = std::make_unique<client::core::Invitation>(
        town->invite(town->youth().team(), "N. Nieuw", Role::Worker));
    invited = transports.connect({invitation->address,
                                  invitation->serverCaPem,
                                  invitation->certificatePem,
                                  need(crypto::tlsKeyPem(invitation->tlsKey), "an invited key")});
    other = town->newHousehold(*south, town->nextBsn());
    renew();
}

void People::openQuotas() {
    const auto day = static_cast<std::uint32_t>(server.clock().now() / kDay);
    for (Member* member :
         {&town->coach(), &town->youth(), &town->debt(), welfare.get(), homecare.get()}) {
        crypto::QuotaPayload payload;
        payload.agency = member->session().directory().team(member->team())->agency;
        payload.kind = crypto::IdentifierKind::Bsn;
        payload.day = day;
        payload.max = kBulk;
        auto& founder = town->founder().session();
        auto request =
            client::core::beginCosigned(founder, crypto::Method::OpenQuota, payload.encode());
        need(client::core::cosign(town->officer().session(), request), "a second person");
        need(client::core::submitCosigned(founder, request), "a quota");
    }
}

void People::renew() {
    auto& coach = town->coach();
    subject = {town->newHousehold(), {}, std::nullopt};
    const auto& [id, bsn] = subject.household;
    subject.helping = town->help(town->youth(), bsn);
    town->help(town->debt(), bsn);
    const auto ended = town->help(*welfare, bsn);
    town->help(*homecare, bsn);
    for (Member* member : {&town->youth(), homecare.get()}) {
        need(client::core::grantAccess(coach.session(), id, kTownPurpose, member->team()),
             "granting access");
    }
    need(client::core::changeInvolvement(
             welfare->session(), kTownPurpose, ended, server.clock().now()),
         "ending an involvement");
    need(client::core::endAccess(coach.session(), id, kTownPurpose, homecare->team()),
         "ending access");
}

void People::offer() {
    subject.offer = need(client::core::offerLead(town->coach().session(),
                                                 subject.household.id,
                                                 kTownPurpose,
                                                 {south->secrets().person, south->team()}),
                         "an offer");
}

std::vector<Actor> People::actors() {
    std::vector<Actor> out;
    const auto add = [&](const char* name, Member& member) {
        out.push_back({name, &member, &member.transport()});
    };
    add("coach", town->coach());
    add("south", *south);
    add("youth", town->youth());
    add("debt", town->debt());
    add("welfare", *welfare);
    add("homecare", *homecare);
    add("housing", town->housing());
    add("gone", *gone);
    add("admin", *admin);
    add("founder", town->founder());
    add("officer", town->officer());
    out.push_back({"invited", &town->coach(), invited.get()});
    return out;
}

}  // namespace voordeur::test
