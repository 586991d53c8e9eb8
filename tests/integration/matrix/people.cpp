#include "tests/integration/matrix/people.h"

#include "client/core/households.h"
#include "crypto/internal/x509.h"
#include "tests/integration/matrix/questions.h"
#include "tests/integration/town/need.h"

#include <utility>

namespace voordeur::test {

using crypto::Role;
using crypto::Team;

namespace {

constexpr std::uint8_t kAllKinds = 7;
constexpr std::uint32_t kBulk = 10'000;

}  // namespace

People::People() {
    server.listen();
    town = std::make_unique<Town>(server, transports);
    const auto municipality =
        town->founder().session().directory().team(town->founder().team())->agency;
    addColleagues(municipality);
    welfare =
        town->addMember(town->addTeam(town->addAgency("Welzijn Voorbeeld", kAllKinds), "Buurtwerk"),
                        "W. Welzijn",
                        Role::Worker);
    homecare = town->addMember(
        town->addTeam(town->addAgency("Thuiszorg Voorbeeld", kAllKinds), "Wijkverpleging"),
        "T. Thuis",
        Role::Worker);
    admin = town->addMember(town->youth().team(), "A. Admin", Role::AgencyAdmin);
    letSomeGo();
    for (Member* member :
         {&town->coach(), &town->officer(), south.get(), former.get(), admin.get()}) {
        need(member->session().sync(), "hearing of everybody");
    }
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

void People::addColleagues(const crypto::AgencyId& municipality) {
    const auto leading = Team::kMayLead | Team::kMayIntake;
    const auto add = [&](const char* team, std::uint8_t flags, const char* name, Role role) {
        return town->addMember(town->addTeam(municipality, team, flags), name, role);
    };
    south = add("Wijkteam Zuid", leading, "Z. Zuid", Role::Coach);
    former = add("Wijkteam Oost", leading, "O. Oost", Role::Coach);
    crisis = add("Crisisteam", Team::kCrisis, "C. Crisis", Role::Crisis);
    manager = town->addMember(town->coach().team(), "M. Manager", Role::Manager);
    privacy = town->addMember(town->officer().team(), "P. Privacy", Role::PrivacyManager);
}

/// They had keys and a device, and their programs still have them.
void People::letSomeGo() {
    const auto team = town->coach().team();
    auto& founder = town->founder().session();
    gone = town->addMember(team, "P. ter Horst", Role::Coach);
    town->revokeDevice(*gone);
    dismissed = town->addMember(team, "O. Ontslagen", Role::Coach);
    need(client::core::revoke(
             founder, crypto::Revocation::What::Person, dismissed->secrets().person.bytes),
         "dismissing somebody");
    moved = town->addMember(team, "V. Vertrokken", Role::Coach);
    need(client::core::changeDirectory(
             founder, {crypto::Membership{moved->secrets().person, team, Role::Coach, false}}),
         "ending a membership");
}

void People::openQuotas() {
    // One of each agency.
    for (Member* member :
         {&town->coach(), &town->youth(), &town->debt(), welfare.get(), homecare.get()}) {
        openBulkQuota(*town, member->session().directory().team(member->team())->agency, kBulk);
    }
}

void People::renew() {
    auto& coach = town->coach();
    subject = {town->newHousehold(*former, town->nextBsn()), {}, std::nullopt};
    const auto handedOver = need(client::core::offerLead(former->session(),
                                                         subject.household.id,
                                                         kTownPurpose,
                                                         {coach.secrets().person, coach.team()}),
                                 "an offer to the coach");
    need(client::core::acceptLead(coach.session(), subject.household.id, kTownPurpose, handedOver),
         "the coach takes it over");
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
    const auto add = [&](const char* name, Member& member, const char* who) {
        out.push_back({name, who, &member, &member.transport()});
    };
    add("coa", town->coach(), "the coach who leads the household");
    add("col", town->colleague(), "a coach of the same team");
    add("man", *manager, "the manager of that team");
    add("for", *former, "the coach who led it before, of another team of the municipality");
    add("sou", *south, "the coach of another household; once offered, the lead of this one");
    add("you", town->youth(), "a worker of youth care, which helps and was given access");
    add("deb", town->debt(), "a worker of debt help, which helps, without access");
    add("wel", *welfare, "a worker of welfare, whose involvement has ended");
    add("hom", *homecare, "a worker of home care, which helps, and whose access was ended");
    add("hou", town->housing(), "a worker of an agency that has nothing to do with it");
    add("cri", *crisis, "of the municipality's crisis team");
    add("gon", *gone, "a coach whose device was revoked");
    add("dis", *dismissed, "a coach who was revoked as a person: the account is closed");
    add("mov", *moved, "a coach who is of no team any more; the device was left as it was");
    add("adm", *admin, "the admin of youth care, in the team that helps");
    add("fou", town->founder(), "the founder");
    add("off", town->officer(), "the privacy officer");
    add("pri", *privacy, "the privacy manager");
    out.push_back({"bor",
                   "the coach's statement and signature, over youth care's connection",
                   &town->coach(),
                   &town->youth().transport()});
    out.push_back({"inv",
                   "the coach's statement and signature, over the connection of an invitation",
                   &town->coach(),
                   invited.get()});
    return out;
}

}  // namespace voordeur::test
