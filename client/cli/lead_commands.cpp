// The lead: asking somebody, answering, taking back, and who led when.
#include "client/cli/choices.h"
#include "client/cli/command.h"
#include "client/cli/household_text.h"
#include "client/core/households.h"
#include "client/core/offers.h"

#include <nlohmann/json.hpp>

namespace voordeur::client::cli {

using crypto::success;

namespace {

struct LeadOptions {
    std::string id;
    std::string to;
    std::string team;
    std::string why;
    std::uint16_t purpose = 0;
};

/// What every command of the group opens first.
struct Opened {
    OpenDevice device;
    crypto::HouseholdId household;
    std::uint16_t purpose = 0;
};

Result<Opened> openFor(Context& context, const LeadOptions& options) {
    Opened out;
    VD_ASSIGN(out.household, householdFrom(options.id));
    VD_ASSIGN(out.device, context.openDevice());
    VD_ASSIGN(out.purpose, householdPurpose(*out.device.session, options.purpose));
    return out;
}

Status offer(Context& context, const LeadOptions& options) {
    VD_ASSIGN(const auto opened, openFor(context, options));
    auto& session = *opened.device.session;
    VD_ASSIGN(const auto to, leadFrom(session.directory(), options.to, options.team));
    VD_ASSIGN(const auto id, core::offerLead(session, opened.household, opened.purpose, to));
    const std::string name = personName(session.directory(), to.person);
    context.say(
        {{"ok", true}, {"household", opened.household.hex()}, {"offer", id.hex()}, {"to", name}},
        "De regie is gevraagd aan " + name + ".\nTot het antwoord blijft de regie waar hij is.");
    return success();
}

Status accept(Context& context, const LeadOptions& options) {
    VD_ASSIGN(const auto opened, openFor(context, options));
    auto& session = *opened.device.session;
    VD_ASSIGN(const auto asked, core::offerToAnswer(session, opened.household, opened.purpose));
    VD_RETURN_IF_ERROR(
        core::acceptLead(session, opened.household, opened.purpose, asked.body.offer));
    context.say({{"ok", true},
                 {"household", opened.household.hex()},
                 {"from", personName(session.directory(), asked.fromPerson)}},
                "U heeft nu de regie. Gevraagd door " +
                    personName(session.directory(), asked.fromPerson) + ".");
    return success();
}

Status refuse(Context& context, const LeadOptions& options) {
    // Before anything is looked up: a refusal without a reason goes nowhere.
    VD_REQUIRE(options.why.find_first_not_of(" \t\r\n") != std::string::npos,
               Reason::ReasonMissing);
    VD_ASSIGN(const auto opened, openFor(context, options));
    auto& session = *opened.device.session;
    VD_ASSIGN(const auto asked, core::offerToAnswer(session, opened.household, opened.purpose));
    VD_RETURN_IF_ERROR(
        core::refuseLead(session, opened.household, opened.purpose, asked.body.offer, options.why));
    context.say({{"ok", true}, {"household", opened.household.hex()}},
                "U neemt de regie niet. " + personName(session.directory(), asked.fromPerson) +
                    " ziet dat; de reden is bewaard.");
    return success();
}

Status withdraw(Context& context, const LeadOptions& options) {
    VD_ASSIGN(const auto opened, openFor(context, options));
    auto& session = *opened.device.session;
    VD_ASSIGN(const auto asked, core::offerToWithdraw(session, opened.household, opened.purpose));
    VD_RETURN_IF_ERROR(
        core::withdrawLead(session, opened.household, opened.purpose, asked.body.offer));
    context.say({{"ok", true}, {"household", opened.household.hex()}},
                "De vraag aan " + personName(session.directory(), asked.body.toPerson) +
                    " is ingetrokken.");
    return success();
}

/// The intake belongs to it: whoever opens a file without asking anybody leads from then on.
bool isAboutLead(const crypto::Entry& entry) {
    return entry.done() &&
           (entry.type == crypto::EntryType::Lead || entry.type == crypto::EntryType::Intake);
}

Status history(Context& context, const LeadOptions& options) {
    VD_ASSIGN(const auto household, householdFrom(options.id));
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    VD_ASSIGN(const auto purpose, lookPurpose(session, options.purpose));
    VD_ASSIGN(const auto entries, session.wholeChain(household, purpose));
    nlohmann::json rows = nlohmann::json::array();
    std::string text;
    for (const auto& entry : entries) {
        if (!isAboutLead(entry)) continue;
        VD_ASSIGN(const auto shown, showLook(session.directory(), entry));
        rows.push_back(shown.json);
        text += shown.text;
    }
    context.say({{"ok", true}, {"household", household.hex()}, {"history", rows}}, text);
    return success();
}

}  // namespace

void addLeadCommands(CLI::App& app, Context& context) {
    auto& group = addGroup(app, "lead", "De regie");
    const auto add = [&](const char* name, const char* help, auto run) {
        auto command = addCommand(group, context, name, help, run);
        command->add_option("id", command.options->id, "Kenmerk van het gezin")->required();
        command->add_option("--purpose", command.options->purpose, kPurposeHelp);
        return command;
    };
    auto ask = add("offer", "Vraag iemand de regie te nemen", offer);
    ask->add_option("--to", ask.options->to, "Wie (naam of kenmerk)")->required();
    ask->add_option("--team", ask.options->team, "Team van die persoon");
    add("accept", "Neem de regie die u gevraagd is", accept);
    auto no = add("refuse", "Neem de regie niet", refuse);
    no->add_option("--why", no.options->why, "Waarom niet")->required();
    add("withdraw", "Trek uw vraag in", withdraw);
    add("history", "Wie had wanneer de regie?", history);
}

}  // namespace voordeur::client::cli
