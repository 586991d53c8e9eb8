// Households: the list, one file, notes, a file begun by hand, access, and who looked.
#include "client/cli/choices.h"
#include "client/cli/command.h"
#include "client/cli/household_text.h"
#include "client/core/households.h"
#include "client/core/import/household_name.h"
#include "client/core/view_builder.h"
#include "crypto/shared/date.h"
#include "crypto/shared/identifiers.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace voordeur::client::cli {

using core::registers::Identifier;
using crypto::IdentifierKind;
using crypto::success;

namespace {

struct ListOptions {
    std::uint16_t purpose = 0;
};

Status list(Context& context, const ListOptions& options) {
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    VD_ASSIGN(const auto purpose, householdPurpose(session, options.purpose));
    VD_ASSIGN(const auto files, core::listFiles(session, purpose));
    nlohmann::json rows = nlohmann::json::array();
    std::string text;
    for (const auto& file : files) {
        const auto shown = showRow(viewerOf(session), file);
        rows.push_back(shown.json);
        text += shown.text;
    }
    context.say({{"ok", true}, {"households", rows}},
                text.empty() ? "Uw team heeft nog geen gezinnen." : text);
    return success();
}

Status open(Context& context, const AboutHousehold& about) {
    VD_ASSIGN(const auto opened, openFor(context, about));
    auto& session = opened.session();
    VD_ASSIGN(const auto file, core::openFile(session, opened.id, opened.purpose));
    const auto shown = showFile(viewerOf(session), file);
    context.say(shown.json, shown.text);
    return success();
}

struct NoteOptions {
    AboutHousehold about;
    std::string text;
    std::string file;
    bool shared = false;
};

Status note(Context& context, const NoteOptions& options) {
    std::string text = options.text;
    if (!options.file.empty()) {
        VD_ASSIGN(text, readText(options.file));
    }
    VD_REQUIRE(text.find_first_not_of(" \t\r\n") != std::string::npos, Reason::InvalidArgument);
    VD_REQUIRE(crypto::isText(crypto::viewOf(text)), Reason::TextNotUtf8);
    VD_ASSIGN(const auto opened, openFor(context, options.about));
    auto& session = opened.session();
    const auto* team = session.directory().team(session.secrets().team);
    VD_REQUIRE(team != nullptr, Reason::Denied);
    core::RecordWrite write;
    write.compartment = options.shared ? crypto::kSharedCore : crypto::compartmentOf(team->agency);
    write.id = crypto::RecordId::generate(session.random());
    write.record =
        core::sealed::Note{session.secrets().person, session.clock().now(), std::move(text)};
    VD_RETURN_IF_ERROR(core::commitRecords(session, opened.id, opened.purpose, {write}));
    context.say({{"ok", true},
                 {"household", opened.id.hex()},
                 {"record", write.id.hex()},
                 {"shared", options.shared}},
                options.shared ? "De notitie staat in het gedeelde deel."
                               : "De notitie is bewaard, alleen voor uw organisatie.");
    return success();
}

struct IntakeOptions {
    std::string name;
    std::string street;
    std::string number;
    std::string addition;
    std::string postcode;
    std::string city;
    std::string domains;
    std::vector<std::string> members;
    std::string note;
    std::string lead;
    std::string leadTeam;
    std::uint16_t purpose = 0;
};

/// "Voornaam|Achternaam|JJJJ-MM-DD|rol|bsn"; what stands last may be left out.
Result<core::NewHousehold::NewMember> memberFrom(std::string_view text,
                                                 crypto::RandomSource& random,
                                                 std::vector<Identifier>& identifiers) {
    std::vector<std::string> parts(1);
    for (const char sign : text) {
        if (sign == '|') {
            parts.emplace_back();
        } else {
            parts.back() += sign;
        }
    }
    constexpr std::size_t kParts = 5;
    VD_REQUIRE(parts.size() <= kParts, Reason::InvalidArgument);
    parts.resize(kParts);
    core::NewHousehold::NewMember out;
    out.id = crypto::RecordId::generate(random);
    out.member.firstName = parts[0];
    out.member.surname = parts[1];
    out.member.role = parts[3];
    VD_REQUIRE(!out.member.surname.empty(), Reason::NameInvalid);
    if (!parts[2].empty()) {
        VD_ASSIGN(const auto birth, crypto::dateFrom(parts[2]));
        out.member.birthDate = birth.iso();
        VD_ASSIGN(auto form, crypto::nameBirthForm(parts[1], birth));
        identifiers.push_back({IdentifierKind::NameBirth, std::move(form)});
    }
    if (!parts[4].empty()) {
        VD_ASSIGN(out.bsn, crypto::bsnForm(parts[4]));
        identifiers.push_back({IdentifierKind::Bsn, out.bsn});
    }
    return out;
}

struct TypedHousehold {
    core::NewHousehold household;
    std::vector<Identifier> identifiers;
};

Result<TypedHousehold> householdOf(const IntakeOptions& options,
                                   const crypto::Clock& clock,
                                   crypto::RandomSource& random) {
    TypedHousehold typed;
    auto& household = typed.household;
    household.id = crypto::HouseholdId::generate(random);
    std::vector<core::sealed::Member> persons;
    for (const auto& text : options.members) {
        VD_ASSIGN(auto member, memberFrom(text, random, typed.identifiers));
        persons.push_back(member.member);
        household.members.push_back(std::move(member));
    }
    auto& core = household.core;
    core.name = options.name.empty() ? core::householdNameOf(persons) : options.name;
    VD_REQUIRE(!core.name.empty(), Reason::NameInvalid);
    core.street = options.street;
    core.city = options.city;
    VD_ASSIGN(core.lifeDomains, codesFrom(options.domains));
    if (!options.postcode.empty() || !options.number.empty()) {
        VD_ASSIGN(core.postcode, crypto::postcodeForm(options.postcode));
        VD_ASSIGN(core.houseNumber, crypto::houseNumberForm(options.number));
        VD_ASSIGN(core.addition, crypto::houseAdditionForm(options.addition));
        typed.identifiers.push_back({IdentifierKind::Address,
                                     core.postcode + "|" + core.houseNumber + "|" + core.addition});
    }
    VD_REQUIRE(!typed.identifiers.empty(), Reason::InvalidArgument);
    household.note = options.note;
    household.from = clock.now();
    // `until` stays 0: the tokens of a household last as long as its file.
    return typed;
}

Status begin(Context& context, const IntakeOptions& options) {
    VD_ASSIGN(auto typed, householdOf(options, context.clock(), context.random()));
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    auto& household = typed.household;
    if (!options.lead.empty()) {
        VD_ASSIGN(household.lead, leadFrom(session.directory(), options.lead, options.leadTeam));
    }
    for (const auto code : household.core.lifeDomains) {
        VD_REQUIRE(session.directory().policy().lifeDomain(code), Reason::LifeDomainUnknown);
    }
    VD_ASSIGN(const auto purpose, householdPurpose(session, options.purpose));
    VD_ASSIGN(household.tokens, core::makeTokens(session, purpose, typed.identifiers));
    VD_ASSIGN(const auto receipt, core::intake(session, purpose, household));
    const auto isCertain = [](const auto& one) {
        return one.certainty != crypto::Certainty::Maybe;
    };
    const auto certain = std::count_if(receipt.met.begin(), receipt.met.end(), isCertain);
    const auto proposed = static_cast<std::ptrdiff_t>(receipt.met.size()) - certain;
    const std::string lead =
        household.lead
            ? "De regie is gevraagd aan " + personName(session.directory(), household.lead->person)
            : std::string("U heeft de regie");
    context.say({{"ok", true},
                 {"household", receipt.household.hex()},
                 {"sequence", receipt.sequence},
                 {"attachedCertain", certain},
                 {"proposed", proposed}},
                "Het dossier is begonnen: " + household.core.name + "  " + receipt.household.hex() +
                    "\n" + lead + ".\nWie al helpt: " + std::to_string(certain) + " zeker, " +
                    std::to_string(proposed) + " misschien.");
    return success();
}

struct AccessOptions {
    AboutHousehold about;
    std::string team;
};

using AccessAct = Status (*)(core::Session&,
                             const crypto::HouseholdId&,
                             std::uint16_t,
                             const crypto::TeamId&);

Status changeAccess(Context& context,
                    const AccessOptions& options,
                    AccessAct act,
                    const std::string& done) {
    VD_ASSIGN(const auto opened, openFor(context, options.about));
    auto& session = opened.session();
    VD_ASSIGN(const auto team, findTeam(session.directory(), options.team));
    VD_RETURN_IF_ERROR(act(session, opened.id, opened.purpose, team));
    context.say({{"ok", true}, {"household", opened.id.hex()}, {"team", team.hex()}},
                teamName(session.directory(), team) + done);
    return success();
}

Status grant(Context& context, const AccessOptions& options) {
    return changeAccess(context, options, core::grantAccess, " ziet nu het gedeelde deel.");
}

Status end(Context& context, const AccessOptions& options) {
    return changeAccess(context, options, core::endAccess, " ziet het gedeelde deel niet meer.");
}

Status whoLooked(Context& context, const AboutHousehold& about) {
    VD_ASSIGN(const auto opened, openFor(context, about, lookPurpose));
    auto& session = opened.session();
    VD_ASSIGN(const auto entries, session.wholeChain(opened.id, opened.purpose));
    nlohmann::json rows = nlohmann::json::array();
    std::string text;
    for (const auto& row : core::lookReport(session, entries).rows) {
        const auto shown = showLook(row);
        rows.push_back(shown.json);
        text += shown.text;
    }
    context.say({{"ok", true}, {"household", opened.id.hex()}, {"complete", true}, {"rows", rows}},
                text + "Dit is alles: " + std::to_string(entries.size()) + " regels.");
    return success();
}

void addIntake(CLI::App& app, Context& context) {
    auto intake = addCommand(app, context, "intake", "Begin het dossier van een gezin", begin);
    auto& options = *intake.options;
    intake->add_option("--name", options.name, "Naam van het gezin (zonder: de achternamen)");
    intake->add_option("--street", options.street, "Straat");
    intake->add_option("--number", options.number, "Huisnummer");
    intake->add_option("--addition", options.addition, "Letter en toevoeging");
    intake->add_option("--postcode", options.postcode, "Postcode");
    intake->add_option("--city", options.city, "Plaats");
    intake->add_option("--life-domains", options.domains, "Codes van leefgebieden: 2,3");
    intake
        ->add_option("--member",
                     options.members,
                     "Gezinslid: Voornaam|Achternaam|JJJJ-MM-DD|rol|bsn (meer dan eens)")
        ->required();
    intake->add_option("--note", options.note, "Notitie, alleen voor uw organisatie");
    intake->add_option("--lead", options.lead, "Aan wie u de regie vraagt (zonder: uzelf)");
    intake->add_option("--lead-team", options.leadTeam, "Team van die regisseur");
    intake->add_option("--purpose", options.purpose, kPurposeHelp);
}

void addNoteCommand(CLI::App& app, Context& context) {
    auto write = addCommand(app, context, "note", "Schrijf een notitie", note);
    auto& options = *write.options;
    addAboutHousehold(*write.parser, options.about);
    auto* text = write->add_option("--text", options.text, "De tekst");
    auto* file = write->add_option("--file", options.file, "Bestand met de tekst, of -");
    text->excludes(file);
    write->add_flag("--shared", options.shared, "In het gedeelde deel");
}

void addAccess(CLI::App& app, Context& context) {
    auto& group = addGroup(app, "access", "Wie het gedeelde deel ziet");
    for (const auto& command : {addCommand(group, context, "grant", "Geef een team toegang", grant),
                                addCommand(group, context, "end", "Beëindig de toegang", end)}) {
        addAboutHousehold(*command.parser, command.options->about);
        command->add_option("--team", command.options->team, "Team (naam of kenmerk)")->required();
    }
}

}  // namespace

void addHouseholdCommands(CLI::App& app, Context& context) {
    auto caseload = addCommand(app, context, "households", "De gezinnen van uw team", list);
    caseload->add_option("--purpose", caseload.options->purpose, kPurposeHelp);

    auto show = addCommand(app, context, "open", "Open het dossier van een gezin", open);
    addAboutHousehold(*show.parser, *show.options);

    addNoteCommand(app, context);
    addIntake(app, context);
    addAccess(app, context);

    auto looks = addCommand(app, context, "who-looked", "Wie bekeek dit dossier?", whoLooked);
    addAboutHousehold(*looks.parser, *looks.options);
}

}  // namespace voordeur::client::cli
