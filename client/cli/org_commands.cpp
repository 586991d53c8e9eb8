// Agencies, teams, people and their roles.
#include "client/cli/choices.h"
#include "client/cli/command.h"
#include "client/cli/directory_text.h"
#include "client/core/membership.h"

#include <nlohmann/json.hpp>

namespace voordeur::client::cli {

using crypto::success;

namespace {

constexpr const char* kOutHelp = "Schrijf een verzoek voor een tweede persoon";

/// What was changed, for the answer.
struct Answer {
    nlohmann::json json;
    std::string text;
};

/// Changes the directory at once; or, with `out`, writes a request for a second person.
Status apply(Context& context,
             core::Session& session,
             std::vector<crypto::DirectoryChange> changes,
             const std::string& out,
             const Answer& done) {
    if (!out.empty()) {
        crypto::DirectoryPayload payload;
        payload.changes = std::move(changes);
        const auto request =
            core::beginCosigned(session, crypto::Method::ChangeDirectory, payload.encode());
        VD_RETURN_IF_ERROR(writeText(out, request.encode()));
        context.say({{"ok", true}, {"file", out}, {"submitted", false}},
                    "Verzoek geschreven: " + out +
                        "\nLaat een tweede persoon tekenen: voordeurctl cosign " + out);
        return success();
    }
    const Status changed = core::changeDirectory(session, changes);
    if (!changed.ok() && changed.reason() == Reason::SecondPersonNeeded) {
        context.remark("Doe dit opnieuw met --out BESTAND en laat een tweede persoon tekenen.");
    }
    VD_RETURN_IF_ERROR(changed);
    context.say(done.json, done.text);
    return success();
}

struct AgencyOptions {
    std::string name;
    std::string kinds;
    std::string purposes;
    std::uint16_t lifeDomain = 0;
    std::string phone;
    std::string out;
};

Status addAgency(Context& context, const AgencyOptions& options) {
    crypto::Agency agency;
    agency.id = crypto::AgencyId::generate(context.random());
    agency.name = options.name;
    VD_ASSIGN(agency.kinds, kindsFrom(options.kinds));
    VD_ASSIGN(agency.purposes, codesFrom(options.purposes));
    agency.lifeDomain = options.lifeDomain;
    agency.phone = options.phone;
    VD_ASSIGN(const auto device, context.openDevice());
    return apply(context,
                 *device.session,
                 {agency},
                 options.out,
                 {{{"ok", true}, {"agency", agency.id.hex()}, {"name", agency.name}},
                  "Organisatie " + agency.name + " staat erin: " + agency.id.hex()});
}

struct TeamOptions {
    std::string agency;
    std::string name;
    bool lead = false;
    bool intake = false;
    bool crisis = false;
    bool officers = false;
    std::string out;
};

Status addTeam(Context& context, const TeamOptions& options) {
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    crypto::Team team;
    team.id = crypto::TeamId::generate(context.random());
    VD_ASSIGN(team.agency, findAgency(session.directory(), options.agency));
    team.name = options.name;
    unsigned flags = 0;
    if (options.lead) flags |= crypto::Team::kMayLead;
    if (options.intake) flags |= crypto::Team::kMayIntake;
    if (options.crisis) flags |= crypto::Team::kCrisis;
    if (options.officers) flags |= crypto::Team::kOfficers;
    team.flags = static_cast<std::uint8_t>(flags);
    return apply(context,
                 session,
                 {team},
                 options.out,
                 {{{"ok", true}, {"team", team.id.hex()}, {"name", team.name}},
                  "Team " + team.name + " staat erin: " + team.id.hex()});
}

struct PersonOptions {
    std::string name;
    std::optional<std::string> newName;
    std::optional<std::string> phone;
    std::optional<std::string> mail;
    std::optional<std::string> hours;
    std::string out;
};

Status setPerson(Context& context, const PersonOptions& options) {
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    VD_ASSIGN(const auto id, findPerson(session.directory(), options.name));
    crypto::Person person = *session.directory().person(id);
    if (options.newName) person.name = *options.newName;
    if (options.phone) person.phone = *options.phone;
    if (options.mail) person.mail = *options.mail;
    if (options.hours) person.hours = *options.hours;
    return apply(context,
                 session,
                 {person},
                 options.out,
                 {{{"ok", true}, {"person", id.hex()}, {"name", person.name}},
                  "De gegevens van " + person.name + " zijn bijgewerkt."});
}

struct MemberOptions {
    std::string person;
    std::string team;
    std::string role;
    bool end = false;
    std::string out;
};

Status setMember(Context& context, const MemberOptions& options) {
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    const auto& directory = session.directory();
    crypto::Membership member;
    VD_ASSIGN(member.person, findPerson(directory, options.person));
    VD_ASSIGN(member.team, findTeam(directory, options.team));
    member.active = !options.end;
    const auto current = directory.role(member.person, member.team);
    if (!options.role.empty()) {
        VD_ASSIGN(member.role, roleFrom(options.role));
    } else {
        // To end a membership one need not know what it was.
        VD_REQUIRE(options.end, Reason::InvalidArgument);
        VD_REQUIRE(current.has_value(), Reason::NotFound);
        member.role = *current;
    }
    const std::string person = personName(directory, member.person);
    const std::string team = teamName(directory, member.team);
    return apply(context,
                 session,
                 {member},
                 options.out,
                 {{{"ok", true},
                   {"person", member.person.hex()},
                   {"team", member.team.hex()},
                   {"role", crypto::nameOf(member.role)},
                   {"active", member.active}},
                  options.end ? person + " hoort niet meer bij " + team + "."
                              : person + " is nu " + std::string(roleWord(member.role)) + " in " +
                                    team + "."});
}

}  // namespace

void addOrgCommands(CLI::App& app, Context& context) {
    auto& agencies = addGroup(app, "agency", "Organisaties");
    auto agency = addCommand(agencies, context, "add", "Voeg een organisatie toe", addAgency);
    agency->add_option("--name", agency.options->name, "Naam")->required();
    agency
        ->add_option("--kinds",
                     agency.options->kinds,
                     "Waarmee zij zoekt: bsn,address,name-birth (een corporatie nooit bsn)")
        ->required();
    agency
        ->add_option("--purposes", agency.options->purposes, "Codes van doelen, bijvoorbeeld 10,11")
        ->required();
    agency->add_option("--life-domain", agency.options->lifeDomain, "Code van haar leefgebied");
    agency->add_option("--phone", agency.options->phone, "Telefoon");
    agency->add_option("--out", agency.options->out, kOutHelp);

    auto& teams = addGroup(app, "team", "Teams");
    auto team = addCommand(teams, context, "add", "Voeg een team toe", addTeam);
    team->add_option("--agency", team.options->agency, "Organisatie (naam of kenmerk)")->required();
    team->add_option("--name", team.options->name, "Naam")->required();
    team->add_flag("--lead", team.options->lead, "Mag de regie hebben");
    team->add_flag("--intake", team.options->intake, "Mag gezinnen aanmelden");
    team->add_flag("--crisis", team.options->crisis, "Is de crisisdienst");
    team->add_flag("--officers", team.options->officers, "Zijn de privacyfunctionarissen");
    team->add_option("--out", team.options->out, kOutHelp);

    auto& people = addGroup(app, "person", "Medewerkers");
    auto person = addCommand(people, context, "set", "Werk iemands gegevens bij", setPerson);
    person->add_option("--name", person.options->name, "Wie (naam of kenmerk)")->required();
    person->add_option("--new-name", person.options->newName, "Nieuwe naam");
    person->add_option("--phone", person.options->phone, "Telefoon");
    person->add_option("--mail", person.options->mail, "E-mail");
    person->add_option("--hours", person.options->hours, "Werkdagen en uren");
    person->add_option("--out", person.options->out, kOutHelp);

    auto& members = addGroup(app, "member", "Wie in welk team zit");
    auto member = addCommand(members, context, "set", "Geef of beëindig een rol", setMember);
    member->add_option("--person", member.options->person, "Wie (naam of kenmerk)")->required();
    member->add_option("--team", member.options->team, "Team (naam of kenmerk)")->required();
    member->add_option("--role", member.options->role, "Rol")->check(CLI::IsMember(roleNames()));
    member->add_flag("--end", member.options->end, "Beëindig de rol");
    member->add_option("--out", member.options->out, kOutHelp);
}

}  // namespace voordeur::client::cli
