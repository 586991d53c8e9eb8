#include "tests/ui/fake_town.h"

#include "crypto/base/check.h"

#include <algorithm>

namespace voordeur::tests::ui {
namespace {

using core::Certainty;
using core::HelpState;
using core::Role;

constexpr auto kMunicipality = "Gemeente Voorbeeldstad";

core::UnixMillis ago(std::uint64_t days) {
    return kTownNow - days * kOneDay;
}

core::PersonView person(std::uint8_t number,
                        const std::string& name,
                        Role role,
                        const std::string& team,
                        const std::string& agency) {
    core::PersonView out;
    out.id = idOf<core::PersonId>(number);
    out.name = name;
    out.phone = "010-00000" + std::to_string(20 + number);
    std::string mail = name;
    std::replace(mail.begin(), mail.end(), ' ', '.');
    std::transform(mail.begin(), mail.end(), mail.begin(), [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    out.mail = mail + "@voorbeeldstad.example";
    out.hours = "maandag tot en met donderdag, 8.30 tot 17.00 uur";
    out.team = idOf<core::TeamId>(number);
    out.teamName = team;
    out.agencyName = agency;
    out.role = role;
    return out;
}

std::vector<core::PersonView> makePeople() {
    return {person(1, "Fatima Bakker", Role::Coach, "Wijkteam Noord", kMunicipality),
            person(2, "Noor de Vries", Role::Coach, "Wijkteam Zuid", kMunicipality),
            person(3, "Daan Hendriks", Role::Coach, "Wijkteam Noord", kMunicipality),
            person(4, "Jamila Groot", Role::Worker, "Schuldregeling", "Schuldhulp Maasrand"),
            person(5, "Kiran Ramdin", Role::Worker, "Opvoedhulp", "Jeugdhulp Stek"),
            person(6, "Willem Smit", Role::PrivacyOfficer, "Privacy", kMunicipality),
            person(7, "Ilse van Dam", Role::Manager, "Wijkteam Noord", kMunicipality),
            person(8, "Sanne Kok", Role::Coach, "Wijkteam West", kMunicipality),
            person(9, "Mehmet Aydin", Role::Coach, "Wijkteam Oost", kMunicipality)};
}

struct Help {
    const char* agency;
    const char* team;
    const char* domain;
    HelpState state;
    std::uint64_t sinceDays;
    bool access;
};

core::HelperView helper(const Help& help, std::uint8_t number) {
    core::HelperView out;
    out.agencyName = help.agency;
    out.teamName = help.team;
    out.lifeDomain = help.domain;
    out.state = help.state;
    out.certainty = help.state == HelpState::Proposed ? Certainty::Maybe : Certainty::Confirmed;
    out.involvement = idOf<core::InvolvementId>(number);
    out.since = ago(help.sinceDays);
    if (help.state == HelpState::Ended) out.until = ago(40);
    out.hasAccess = help.access;
    return out;
}

core::MemberView member(std::uint8_t number,
                        const std::string& first,
                        const std::string& last,
                        const std::string& birth,
                        const std::string& role) {
    core::MemberView out;
    out.id = idOf<core::RecordId>(number);
    out.firstName = first;
    out.fullName = first + " " + last;
    out.birthDate = birth;
    out.role = role;
    if (role != "kind") out.phone = "06-000507" + std::to_string(90 + number % 10);
    out.hasBsn = true;
    return out;
}

core::NoteView note(std::uint8_t number,
                    const std::string& text,
                    const std::string& author,
                    std::uint64_t daysAgo,
                    bool shared) {
    core::NoteView out;
    out.id = idOf<core::RecordId>(static_cast<std::uint8_t>(100 + number));
    out.text = text;
    out.author = author;
    out.agencyName = kMunicipality;
    out.writtenAt = ago(daysAgo) - 4200ULL * 1000;
    out.shared = shared;
    out.mine = author == "Fatima Bakker";
    return out;
}

// The family most pictures show: many helpers, one match to confirm, notes and a history.
core::HouseholdView jansen(const core::PersonView& lead) {
    core::HouseholdView out;
    out.id = idOf<core::HouseholdId>(1);
    out.name = "Jansen – de Wit";
    out.address = "Lindestraat 12, Voorbeeldstad";
    out.lifeDomains = {"inkomen en geld", "opvoeden en opgroeien", "wonen"};
    out.lead = lead;
    out.leadSince = ago(262);
    out.leadState = core::LeadState::Mine;
    out.leadHistory = {{"Fatima Bakker", kMunicipality, ago(262), std::nullopt},
                       {"Noor de Vries", kMunicipality, ago(640), ago(262)},
                       {"Daan Hendriks", kMunicipality, ago(790), ago(640)}};
    out.members = {member(11, "Anouk", "de Wit", "1988-03-04", "ouder"),
                   member(12, "Peter", "Jansen", "1985-10-19", "ouder"),
                   member(13, "Lotte", "Jansen", "2012-06-30", "kind"),
                   member(14, "Bram", "Jansen", "2016-01-12", "kind")};
    const std::vector<Help> helps{
        {"Gemeente Voorbeeldstad", "Wijkteam Noord", "", HelpState::Active, 262, true},
        {"Schuldhulp Maasrand", "Schuldregeling", "inkomen en geld", HelpState::Active, 210, true},
        {"Woonstad Voorbeeld", "Team wijkbeheer", "wonen", HelpState::Active, 150, false},
        {"Jeugdhulp Stek", "Opvoedhulp", "opvoeden en opgroeien", HelpState::Active, 98, true},
        {"Leerplicht regio Noord", "Leerplicht", "onderwijs", HelpState::Proposed, 9, false},
        {"GGZ De Brug", "Volwassenen", "gezondheid", HelpState::Ended, 480, false}};
    std::uint8_t number = 1;
    for (const Help& help : helps)
        out.helpers.push_back(helper(help, number++));
    out.helpers.front().isLead = true;
    out.helpers.front().involvement.reset();
    out.notes = {
        note(1,
             "Huisbezoek. Peter heeft sinds maandag werk bij de bakkerij, vier dagen per week. "
             "Anouk is opgelucht. De kinderen vertelden over de voetbalclub. Afgesproken: ik bel "
             "vrijdag met Schuldhulp over het nieuwe inkomen.",
             "Fatima Bakker",
             2,
             false),
        note(2,
             "Overleg met school en Jeugdhulp Stek. Lotte komt weer elke dag op tijd. Stek komt "
             "nog zes weken langs en evalueert op 8 januari met de ouders.",
             "Fatima Bakker",
             16,
             true),
        note(3,
             "Telefoon. De woning heeft schimmel in de slaapkamer. Woonstad komt kijken.",
             "Noor de Vries",
             301,
             true)};
    out.mayOfferLead = out.mayWrite = out.mayManageAccess = true;
    out.logSequence = 18'203;
    return out;
}

struct Short {
    const char* name;
    const char* address;
    core::LeadState lead;
    const char* leadName;
    int members;
};

core::HouseholdView simple(std::uint8_t number, const Short& from, const Town& town) {
    core::HouseholdView out;
    out.id = idOf<core::HouseholdId>(number);
    out.name = from.name;
    out.address = from.address;
    out.leadState = from.lead;
    if (from.lead != core::LeadState::None) {
        out.lead = town.person(from.leadName);
        out.leadSince = ago(40ULL + 11ULL * number);
        out.leadHistory = {{from.leadName, kMunicipality, *out.leadSince, std::nullopt}};
        out.helpers = {
            helper({kMunicipality, "Wijkteam Noord", "", HelpState::Active, 90, true}, 90)};
        out.helpers.front().isLead = true;
    }
    out.helpers.push_back(helper(
        {"Schuldhulp Maasrand", "Schuldregeling", "inkomen en geld", HelpState::Active, 60, false},
        static_cast<std::uint8_t>(100 + number)));
    const std::string last = from.name;
    for (int i = 0; i < from.members; ++i) {
        out.members.push_back(member(static_cast<std::uint8_t>(150 + number * 5 + i),
                                     i == 0 ? "Sem" : (i == 1 ? "Ewa" : "Noa"),
                                     last,
                                     i < 2 ? "1989-02-09" : "2014-05-01",
                                     i < 2 ? "ouder" : "kind"));
    }
    out.mayWrite = true;
    out.mayOfferLead = from.lead != core::LeadState::Other;
    out.mayManageAccess = from.lead == core::LeadState::Mine;
    out.sharedPartOnly = from.lead == core::LeadState::Other;
    out.logSequence = 17'000ULL + number;
    return out;
}

// A part that somebody stored wrongly, one without a key, and whose doing that is.
void addUnreadable(Town& town) {
    core::HouseholdView& file = town.households.at(3);
    file.unreadable = {{idOf<core::RecordId>(240),
                        core::UnreadableCause::Form,
                        "Kiran Ramdin",
                        "Jeugdhulp Stek",
                        3,
                        false,
                        true},
                       {idOf<core::RecordId>(241),
                        core::UnreadableCause::Key,
                        "Noor de Vries",
                        kMunicipality,
                        1,
                        false,
                        false}};
    file.keyFaults = {
        {core::KeyFaultKind::OwnTeam, "Daan Hendriks", kMunicipality, ago(12), false}};
}

void addOffers(Town& town) {
    core::HouseholdView& toMe = town.households.at(2);
    toMe.offer = core::LeadOfferView{
        idOf<core::OfferId>(1), "Noor de Vries", "Fatima Bakker", true, false, ago(1)};
    core::HouseholdView& byMe = town.households.at(4);
    byMe.offer = core::LeadOfferView{
        idOf<core::OfferId>(2), "Fatima Bakker", "Daan Hendriks", false, true, ago(3)};
    core::HouseholdView& match = town.households.at(1);
    match.helpers.push_back(helper(
        {"Jeugdhulp Stek", "Opvoedhulp", "opvoeden en opgroeien", HelpState::Proposed, 5, false},
        200));
}

core::LookReport makeLooks() {
    core::LookReport report;
    const auto add = [&report](std::uint64_t hoursAgo,
                               const char* who,
                               const char* agency,
                               const char* action,
                               const char* purpose) {
        core::LookRow row;
        row.sequence = 18'203 - hoursAgo * 3;
        row.at = kTownNow - hoursAgo * 3600 * 1000;
        row.personName = who;
        row.agencyName = agency;
        row.action = action;
        row.purposeLabel = purpose;
        report.rows.push_back(row);
    };
    add(0, "Fatima Bakker", kMunicipality, "open", "Regie voeren");
    add(46, "Fatima Bakker", kMunicipality, "write", "Regie voeren");
    add(51, "Jamila Groot", "Schuldhulp Maasrand", "open", "Schuldhulp");
    add(75, "Kiran Ramdin", "Jeugdhulp Stek", "check", "Zorg om een kind");
    add(98, "Team wijkbeheer", "Woonstad Voorbeeld", "open", "Huurachterstand");
    add(390, "Fatima Bakker", kMunicipality, "access.grant", "Regie voeren");
    add(6288, "Fatima Bakker", kMunicipality, "lead.accept", "Regie voeren");
    add(6290, "Noor de Vries", kMunicipality, "lead.offer", "Regie voeren");
    report.rows.at(4).refused = true;
    report.rows.at(4).refusal = crypto::Reason::GrantMissing;
    report.completeUpTo = 18'204;
    return report;
}

}  // namespace

const core::PersonView& Town::person(const std::string& name) const {
    const auto found = std::find_if(
        people.begin(), people.end(), [&](const auto& each) { return each.name == name; });
    VD_CHECK(found != people.end());
    return *found;
}

Town makeTown() {
    Town town;
    town.people = makePeople();
    town.purposes = {{1, "Regie voeren", "Wmo 2015, artikel 2.1.2"},
                     {2, "Nieuwe aanmelding schuldhulp", "Wet gemeentelijke schuldhulpverlening"},
                     {3, "Huurachterstand", "Besluit gemeentelijke schuldhulpverlening"},
                     {4, "Zorg om een kind", "Jeugdwet, artikel 2.3"}};
    const char* domains[] = {"werk",
                             "inkomen en geld",
                             "wonen",
                             "opvoeden en opgroeien",
                             "onderwijs",
                             "veiligheid",
                             "gezondheid",
                             "sociaal netwerk",
                             "meedoen"};
    std::uint16_t code = 1;
    for (const char* label : domains)
        town.domains.push_back({code++, label});
    using core::LeadState;
    const std::vector<Short> rest{
        {"El Amrani", "Kade 4b, Voorbeeldstad", LeadState::Mine, "Fatima Bakker", 4},
        {"Pietersen", "Molenweg 33, Voorbeeldstad", LeadState::Other, "Noor de Vries", 2},
        {"Kowalska", "Beukenlaan 7, Voorbeeldstad", LeadState::Mine, "Fatima Bakker", 3},
        {"Van den Berg", "Dorpsplein 1, Voorbeeldstad", LeadState::Mine, "Fatima Bakker", 3},
        {"Yılmaz", "Molenweg 104, Voorbeeldstad", LeadState::Mine, "Fatima Bakker", 4},
        {"Da Silva", "Havenstraat 58 II, Voorbeeldstad", LeadState::Other, "Daan Hendriks", 2},
        {"Öztürk – Mulder", "Beukenlaan 64 A, Voorbeeldstad", LeadState::Mine, "Fatima Bakker", 4},
        {"Nguyen", "Rozenhof 21, Voorbeeldstad", LeadState::None, "", 3},
        {"Bouzid – van Leeuwen",
         "Burgemeester Hendrikxlaan 212, Voorbeeldstad",
         LeadState::Mine,
         "Fatima Bakker",
         4}};
    town.households.push_back(jansen(town.person("Fatima Bakker")));
    std::uint8_t number = 2;
    for (const Short& from : rest)
        town.households.push_back(simple(number++, from, town));
    addOffers(town);
    addUnreadable(town);
    town.looks[town.households.front().id] = makeLooks();
    return town;
}

core::HouseholdRow rowOf(const core::HouseholdView& household) {
    core::HouseholdRow row;
    row.id = household.id;
    row.name = household.name;
    row.address = household.address;
    row.leadState = household.leadState;
    if (household.lead) row.leadName = household.lead->name;
    row.offeredToMe = household.offer && household.offer->toMe;
    row.offeredByMe = household.offer && household.offer->byMe;
    row.memberCount = static_cast<std::uint32_t>(household.members.size());
    row.openMatches = static_cast<std::uint32_t>(
        std::count_if(household.helpers.begin(), household.helpers.end(), [](const auto& each) {
            return each.state == HelpState::Proposed;
        }));
    return row;
}

std::vector<std::string> caseTexts(const Town& town) {
    std::vector<std::string> out;
    for (const core::HouseholdView& household : town.households) {
        out.push_back(household.name);
        out.push_back(household.address);
        for (const auto& each : household.members)
            out.push_back(each.fullName);
        for (const auto& each : household.notes)
            out.push_back(each.text);
    }
    return out;
}

}  // namespace voordeur::tests::ui
