#include "tests/support/cast.h"

namespace voordeur::test {

using crypto::Role;
using crypto::Team;

namespace {

constexpr std::uint8_t kAllKinds = 7;
constexpr std::uint8_t kNoBsn = 6;

}  // namespace

Cast::Cast(LogBuilder& b) {
    northTeam = b.addTeam(b.municipality(), "Wijkteam Noord", Team::kMayLead | Team::kMayIntake);
    coach = b.addMember(northTeam, "Carla Coach", Role::Coach);
    colleague = b.addMember(northTeam, "Chris Collega", Role::Coach);
    worker = b.addMember(northTeam, "Wim Wijkwerker", Role::Worker);
    manager = b.addMember(northTeam, "Mira Manager", Role::Manager);
    admin = b.addMember(northTeam, "Aad Admin", Role::AgencyAdmin);
    southTeam = b.addTeam(b.municipality(), "Wijkteam Zuid", Team::kMayLead | Team::kMayIntake);
    southCoach = b.addMember(southTeam, "Zoë Zuid", Role::Coach);
    southManager = b.addMember(southTeam, "Zeger Zuid", Role::Manager);
    privacyManager = b.addMember(b.officer().team, "Petra Privacy", Role::PrivacyManager);

    youthAgency = b.addAgency("Jeugdhulp De Brug", kAllKinds);
    const auto youthTeam = b.addTeam(youthAgency, "Ambulant");
    youth = b.addMember(youthTeam, "Joris Jeugd", Role::Worker);
    youthManager = b.addMember(youthTeam, "Jet Jeugd", Role::Manager);
    youthAdmin = b.addMember(youthTeam, "Jaap Jeugd", Role::AgencyAdmin);

    debtAgency = b.addAgency("Schuldhulp Voorbeeldstad", kAllKinds);
    debt = b.addMember(b.addTeam(debtAgency, "Budgetcoaches"), "Sanne Schuld", Role::Worker);

    housingAgency = b.addAgency("Woningstichting Thuis", kNoBsn);
    housing = b.addMember(b.addTeam(housingAgency, "Sociaal beheer"), "Henk Huis", Role::Worker);
}

}  // namespace voordeur::test
