// Asking whether somebody helps, and letting others know that the own team does.
#include "client/cli/choices.h"
#include "client/cli/command.h"
#include "client/cli/directory_text.h"
#include "client/core/involvement.h"
#include "crypto/shared/date.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace voordeur::client::cli {

using crypto::success;

namespace {

constexpr std::uint64_t kDayMillis = 24ULL * 3600 * 1000;
constexpr std::uint64_t kYearMillis = 365 * kDayMillis;

struct NoOptions {};

Status showPurposes(Context& context, const NoOptions&) {
    VD_ASSIGN(const auto device, context.openDevice());
    const auto& directory = device.session->directory();
    const auto* team = directory.team(device.session->secrets().team);
    const auto* agency = team == nullptr ? nullptr : directory.agency(team->agency);
    const auto& policy = directory.policy();
    nlohmann::json list = nlohmann::json::array();
    std::string text;
    for (const auto& purpose : policy.purposes) {
        const auto* basis = policy.legalBasis(purpose.basis);
        const bool mine = agency != nullptr && agency->mayUse(purpose.code);
        const std::string label(basis == nullptr ? "" : basis->label);
        list.push_back({{"code", purpose.code},
                        {"label", purpose.labelNl},
                        {"basis", label},
                        {"source", basis == nullptr ? "" : basis->source},
                        {"mine", mine}});
        text += std::to_string(purpose.code) + "  " + purpose.labelNl + " (" + label + ")" +
                (mine ? "\n" : "  niet voor uw organisatie\n");
    }
    context.say({{"ok", true}, {"purposes", list}}, text);
    return success();
}

/// What --bsn, --postcode … fill; the same for asking and for registering.
void addQuestionOptions(CLI::App& command, core::CheckQuestion& question) {
    command.add_option("--bsn", question.bsn, "Burgerservicenummer");
    command.add_option("--postcode", question.postcode, "Postcode");
    command.add_option("--number", question.houseNumber, "Huisnummer");
    command.add_option("--addition", question.houseAddition, "Letter en toevoeging");
    command.add_option("--surname", question.surname, "Achternaam");
    command.add_option("--birth-date", question.birthDate, "Geboortedatum");
}

nlohmann::json jsonOf(const core::PersonView& person) {
    return {{"person", person.id.hex()},
            {"name", person.name},
            {"team", person.teamName},
            {"agency", person.agencyName},
            {"phone", person.phone},
            {"mail", person.mail},
            {"hours", person.hours}};
}

std::string contactText(const core::PersonView& person) {
    std::string text = person.name + ", " + person.teamName + " (" + person.agencyName + ")";
    if (!person.phone.empty()) text += ", " + person.phone;
    if (!person.mail.empty()) text += ", " + person.mail;
    if (!person.hours.empty()) text += ", " + person.hours;
    return text;
}

std::string_view verdictName(core::CheckVerdict verdict) {
    switch (verdict) {
        case core::CheckVerdict::Yes:
            return "ja";
        case core::CheckVerdict::Maybe:
            return "misschien";
        case core::CheckVerdict::No:
            return "nee";
    }
    return {};
}

std::string verdictText(core::CheckVerdict verdict) {
    switch (verdict) {
        case core::CheckVerdict::Yes:
            return "Ja. Er helpt al iemand.";
        case core::CheckVerdict::Maybe:
            return "Misschien. Er helpt al iemand op dit adres of met deze naam.\n"
                   "Het kan om iemand anders gaan.";
        case core::CheckVerdict::No:
            return "Nee. Niemand liet in Voordeur weten dat hij helpt.";
    }
    return {};
}

std::string answerText(const core::CheckAnswer& answer) {
    std::string text = verdictText(answer.verdict);
    if (answer.lead) {
        text += answer.verdict == core::CheckVerdict::Maybe ? "\nBel eerst: " : "\nRegie: ";
        text += contactText(*answer.lead);
        if (answer.leadSince) text += ", sinds " + dateText(*answer.leadSince);
    } else if (answer.verdict != core::CheckVerdict::No) {
        text += "\nEr is nog geen regisseur.";
    }
    for (const auto& agency : answer.agencies)
        text += "\nHelpt: " + agency;
    if (answer.mayBeMore) {
        text +=
            "\nHier staat meer geregistreerd dan in één antwoord past. Vraag ook na met een "
            "ander gegeven, of bel de regisseur.";
    }
    return text + "\nVastgelegd: " + answer.purposeLabel + ", regel " +
           std::to_string(answer.logSequence) + ".";
}

Status check(Context& context, const core::CheckQuestion& question) {
    // What cannot be read is refused before anybody is asked for a passphrase.
    VD_RETURN_IF_ERROR(core::identifiersOf(question));
    VD_ASSIGN(const auto device, context.openDevice());
    VD_ASSIGN(const auto answer, core::checkInvolvement(*device.session, question));
    nlohmann::json json{{"ok", true},
                        {"verdict", verdictName(answer.verdict)},
                        {"lead", nullptr},
                        {"agencies", answer.agencies},
                        {"householdKnown", answer.householdKnown},
                        {"mayBeMore", answer.mayBeMore},
                        {"purpose", answer.purposeLabel},
                        {"sequence", answer.logSequence}};
    if (answer.lead) json["lead"] = jsonOf(*answer.lead);
    if (answer.leadSince) json["leadSince"] = *answer.leadSince;
    context.say(json, answerText(answer));
    return success();
}

struct RegisterOptions {
    core::CheckQuestion who;
    std::string firstName;
    std::uint16_t lifeDomain = 0;
    std::string from;
    std::string until;
    std::string caseNumber;
    std::string contact;
    std::string phone;
};

Result<core::NewInvolvement> newInvolvement(const core::Session& session,
                                            const RegisterOptions& options) {
    const auto now = session.clock().now();
    const auto& directory = session.directory();
    core::NewInvolvement made;
    made.id = crypto::InvolvementId::generate(session.random());
    made.from = now / kDayMillis * kDayMillis;
    if (!options.from.empty()) {
        VD_ASSIGN(made.from, dayFrom(options.from));
    }
    made.until = std::max(made.from, now) + kYearMillis;
    if (!options.until.empty()) {
        VD_ASSIGN(made.until, dayFrom(options.until));
        made.until += kDayMillis;  // the last day counts
    }
    VD_REQUIRE(made.from < made.until, Reason::DateOrderWrong);
    auto& detail = made.detail;
    detail.caseNumber = options.caseNumber;
    detail.name = options.firstName;
    if (!detail.name.empty() && !options.who.surname.empty()) detail.name += ' ';
    detail.name += options.who.surname;
    if (!options.who.birthDate.empty()) {
        VD_ASSIGN(const auto birth, crypto::dateFrom(options.who.birthDate));
        detail.birthDate = birth.iso();
    }
    detail.bsn = options.who.bsn;
    if (!options.who.postcode.empty()) {
        detail.address =
            options.who.houseNumber + options.who.houseAddition + ", " + options.who.postcode;
    }
    detail.lifeDomain = options.lifeDomain;
    if (const auto* team = directory.team(session.secrets().team); detail.lifeDomain == 0 && team) {
        const auto* agency = directory.agency(team->agency);
        if (agency != nullptr) detail.lifeDomain = agency->lifeDomain;
    }
    const bool isKnown = detail.lifeDomain == 0 || directory.policy().lifeDomain(detail.lifeDomain);
    VD_REQUIRE(isKnown, Reason::LifeDomainUnknown);
    detail.contact = options.contact;
    detail.phone = options.phone;
    return made;
}

/// Meetings with households and involvements, for scripts.
nlohmann::json jsonOf(const crypto::Directory& directory, const std::vector<crypto::Met>& met) {
    nlohmann::json list = nlohmann::json::array();
    for (const auto& one : met) {
        const bool isHousehold = one.target.kind == crypto::TargetKind::Household;
        list.push_back(
            {{isHousehold ? "household" : "otherInvolvement", crypto::toHex(one.target.id)},
             {"involvement", one.involvement.hex()},
             {"agency", agencyName(directory, one.agency)},
             {"team", teamName(directory, one.team)},
             {"certain", one.certainty != crypto::Certainty::Maybe}});
    }
    return list;
}

/// The same for people; what is only a maybe comes with what to do.
std::string meetingsText(const crypto::Directory& directory, const std::vector<crypto::Met>& met) {
    std::string text;
    for (const auto& one : met) {
        const bool isMaybe = one.certainty == crypto::Certainty::Maybe;
        const bool isHousehold = one.target.kind == crypto::TargetKind::Household;
        const std::string id = crypto::toHex(one.target.id);
        text += isMaybe ? "  misschien: " : "  zeker: ";
        text += isHousehold ? "gezin " + id : agencyName(directory, one.agency) + " helpt ook";
        text += "\n";
        if (!isMaybe) continue;
        text += "    Bel eerst. Daarna: voordeurctl match " + one.involvement.hex() +
                (isHousehold ? " --household " : " --involvement ") + id +
                " --same of --different\n";
    }
    return text;
}

Status registerByHand(Context& context, const RegisterOptions& options) {
    VD_ASSIGN(const auto identifiers, core::identifiersOf(options.who));
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    VD_ASSIGN(const auto purpose, involvementPurpose(session, options.who.purpose));
    VD_ASSIGN(auto made, newInvolvement(session, options));
    VD_ASSIGN(made.tokens, core::makeTokens(session, purpose, identifiers));
    VD_ASSIGN(const auto receipt, core::registerInvolvement(session, purpose, made));
    context.say({{"ok", true},
                 {"involvement", receipt.id.hex()},
                 {"sequence", receipt.sequence},
                 {"until", dateText(made.until)},
                 {"met", jsonOf(session.directory(), receipt.met)}},
                "Vastgelegd dat uw team helpt, tot " + dateText(made.until) + ". Kenmerk: " +
                    receipt.id.hex() + "\n" + meetingsText(session.directory(), receipt.met));
    return success();
}

struct PurposeOptions {
    std::uint16_t purpose = 0;
};

Status listOwn(Context& context, const PurposeOptions& options) {
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    VD_ASSIGN(const auto purpose, involvementPurpose(session, options.purpose));
    VD_ASSIGN(const auto own, core::listInvolvements(session, purpose));
    const auto now = context.clock().now();
    nlohmann::json list = nlohmann::json::array();
    std::string text;
    for (const auto& one : own) {
        const auto name = one.detail ? one.detail->name : std::string("(geen sleutel)");
        const auto number = one.detail ? one.detail->caseNumber : std::string();
        list.push_back({{"involvement", one.id.hex()},
                        {"name", name},
                        {"caseNumber", number},
                        {"lifeDomain", one.detail ? one.detail->lifeDomain : 0},
                        {"from", dateText(one.from)},
                        {"until", dateText(one.until)},
                        {"running", now < one.until},
                        {"opened", one.detail.has_value()},
                        {"met", jsonOf(session.directory(), one.met)}});
        text += one.id.hex() + "  " + number + (number.empty() ? "" : "  ") + name + "  " +
                dateText(one.from) + " tot " + dateText(one.until) +
                (now < one.until ? "\n" : "  voorbij\n") +
                meetingsText(session.directory(), one.met);
    }
    context.say({{"ok", true}, {"involvements", list}},
                text.empty() ? "Uw team helpt nu niemand." : text);
    return success();
}

struct ChangeOptions {
    std::string id;
    std::string date;
    std::uint16_t purpose = 0;
};

Status change(Context& context,
              const ChangeOptions& options,
              std::optional<crypto::UnixMillis> until) {
    VD_ASSIGN(const auto id, involvementFrom(options.id));
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    VD_ASSIGN(const auto purpose, involvementPurpose(session, options.purpose));
    const auto end = until.value_or(session.clock().now());
    VD_RETURN_IF_ERROR(core::changeInvolvement(session, purpose, id, end));
    const bool ended = end <= session.clock().now();
    context.say(
        {{"ok", true}, {"involvement", id.hex()}, {"until", dateText(end)}, {"ended", ended}},
        ended ? "De betrokkenheid is beëindigd."
              : "De betrokkenheid loopt tot " + dateText(end) + ".");
    return success();
}

Status endIt(Context& context, const ChangeOptions& options) {
    if (options.date.empty()) return change(context, options, std::nullopt);
    VD_ASSIGN(const auto day, dayFrom(options.date));
    return change(context, options, day);
}

Status prolongIt(Context& context, const ChangeOptions& options) {
    VD_ASSIGN(const auto day, dayFrom(options.date));
    return change(context, options, day + kDayMillis);  // the last day counts
}

struct MatchOptions {
    std::string id;
    std::string household;
    std::string involvement;
    bool same = false;
    bool different = false;
    std::uint16_t purpose = 0;
};

Status answer(Context& context, const MatchOptions& options) {
    VD_ASSIGN(const auto id, involvementFrom(options.id));
    VD_REQUIRE(options.same != options.different, Reason::InvalidArgument);
    VD_REQUIRE(options.household.empty() != options.involvement.empty(), Reason::InvalidArgument);
    crypto::Target other;
    if (!options.household.empty()) {
        VD_ASSIGN(const auto household, householdFrom(options.household));
        other = {crypto::TargetKind::Household, household.bytes};
    } else {
        VD_ASSIGN(const auto involvement, involvementFrom(options.involvement));
        other = {crypto::TargetKind::Involvement, involvement.bytes};
    }
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    VD_ASSIGN(const auto purpose, involvementPurpose(session, options.purpose));
    VD_ASSIGN(const auto met, core::answerMatch(session, purpose, id, other, options.same));
    context.say({{"ok", true}, {"same", options.same}, {"met", jsonOf(session.directory(), met)}},
                options.same ? "Vastgelegd: dit hoort bij elkaar."
                             : "Vastgelegd: dit hoort niet bij elkaar.");
    return success();
}

void addRegister(CLI::App& app, Context& context) {
    auto command =
        addCommand(app, context, "register", "Laat weten dat uw team helpt", registerByHand);
    auto& options = *command.options;
    addQuestionOptions(*command.parser, options.who);
    command->add_option("--purpose", options.who.purpose, kPurposeHelp);
    command->add_option("--first-name", options.firstName, "Voornaam");
    command->add_option("--life-domain", options.lifeDomain, "Code van het leefgebied");
    command->add_option("--from", options.from, "Vanaf (zonder: vandaag)");
    command->add_option("--until", options.until, "Tot en met (zonder: een jaar)");
    command->add_option("--case-number", options.caseNumber, "Uw eigen nummer");
    command->add_option("--contact", options.contact, "Wie men belt");
    command->add_option("--phone", options.phone, "Telefoon");
}

void addChanges(CLI::App& app, Context& context) {
    auto& group = addGroup(app, "involvement", "Een betrokkenheid van uw team");
    auto end = addCommand(group, context, "end", "Beëindig haar", endIt);
    end->add_option("id", end.options->id, "Kenmerk")->required();
    end->add_option("--date", end.options->date, "Eerste dag zonder hulp (zonder: nu)");
    end->add_option("--purpose", end.options->purpose, kPurposeHelp);

    auto prolong = addCommand(group, context, "prolong", "Verleng haar", prolongIt);
    prolong->add_option("id", prolong.options->id, "Kenmerk")->required();
    prolong->add_option("--until", prolong.options->date, "Tot en met")->required();
    prolong->add_option("--purpose", prolong.options->purpose, kPurposeHelp);
}

void addMatch(CLI::App& app, Context& context) {
    auto match = addCommand(app, context, "match", "Zeg of twee bij elkaar horen", answer);
    auto& options = *match.options;
    match->add_option("id", options.id, "Kenmerk van de betrokkenheid")->required();
    match->add_option("--household", options.household, "Kenmerk van het gezin");
    match->add_option("--involvement", options.involvement, "Of van een andere betrokkenheid");
    match->add_flag("--same", options.same, "Het gaat om dezelfde mensen");
    match->add_flag("--different", options.different, "Het gaat om anderen");
    match->add_option("--purpose", options.purpose, kPurposeHelp);
}

}  // namespace

void addInvolvementCommands(CLI::App& app, Context& context) {
    addCommand(app, context, "purposes", "Waarom u mag navragen", showPurposes);
    auto ask = addCommand(app, context, "check", "Vraag na of er al iemand helpt", check);
    addQuestionOptions(*ask.parser, *ask.options);
    ask->add_option("--purpose", ask.options->purpose, kPurposeHelp)->required();
    addRegister(app, context);
    auto list = addCommand(app, context, "involvements", "Wie uw team helpt", listOwn);
    list->add_option("--purpose", list.options->purpose, kPurposeHelp);
    addChanges(app, context);
    addMatch(app, context);
}

}  // namespace voordeur::client::cli
