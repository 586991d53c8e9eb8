// The lead: asking somebody, answering, taking back, and who led when.
#include "client/cli/choices.h"
#include "client/cli/command.h"
#include "client/cli/household_text.h"
#include "client/core/households.h"
#include "client/core/offers.h"
#include "client/core/view_builder.h"

#include <nlohmann/json.hpp>

namespace voordeur::client::cli {

using crypto::success;

namespace {

struct LeadOptions {
    AboutHousehold about;
    std::string to;
    std::string team;
    std::string why;
};

Status offer(Context& context, const LeadOptions& options) {
    VD_ASSIGN(const auto opened, openFor(context, options.about));
    auto& session = opened.session();
    VD_ASSIGN(const auto to, leadFrom(session.directory(), options.to, options.team));
    VD_ASSIGN(const auto id, core::offerLead(session, opened.id, opened.purpose, to));
    const std::string name = personName(session.directory(), to.person);
    context.say(
        {{"ok", true}, {"household", opened.id.hex()}, {"offer", id.hex()}, {"to", name}},
        "De regie is gevraagd aan " + name + ".\nTot het antwoord blijft de regie waar hij is.");
    return success();
}

Status accept(Context& context, const LeadOptions& options) {
    VD_ASSIGN(const auto opened, openFor(context, options.about));
    auto& session = opened.session();
    VD_ASSIGN(const auto asked, core::offerToAnswer(session, opened.id, opened.purpose));
    VD_RETURN_IF_ERROR(core::acceptLead(session, opened.id, opened.purpose, asked.body.offer));
    context.say({{"ok", true},
                 {"household", opened.id.hex()},
                 {"from", personName(session.directory(), asked.fromPerson)}},
                "U heeft nu de regie. Gevraagd door " +
                    personName(session.directory(), asked.fromPerson) + ".");
    return success();
}

Status refuse(Context& context, const LeadOptions& options) {
    // Before anything is looked up: a refusal without a reason goes nowhere.
    VD_REQUIRE(options.why.find_first_not_of(" \t\r\n") != std::string::npos,
               Reason::ReasonMissing);
    VD_ASSIGN(const auto opened, openFor(context, options.about));
    auto& session = opened.session();
    VD_ASSIGN(const auto asked, core::offerToAnswer(session, opened.id, opened.purpose));
    VD_RETURN_IF_ERROR(
        core::refuseLead(session, opened.id, opened.purpose, asked.body.offer, options.why));
    context.say({{"ok", true}, {"household", opened.id.hex()}},
                "U neemt de regie niet. " + personName(session.directory(), asked.fromPerson) +
                    " ziet dat; de reden is bewaard.");
    return success();
}

Status withdraw(Context& context, const LeadOptions& options) {
    VD_ASSIGN(const auto opened, openFor(context, options.about));
    auto& session = opened.session();
    VD_ASSIGN(const auto asked, core::offerToWithdraw(session, opened.id, opened.purpose));
    VD_RETURN_IF_ERROR(core::withdrawLead(session, opened.id, opened.purpose, asked.body.offer));
    context.say({{"ok", true}, {"household", opened.id.hex()}},
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
    VD_ASSIGN(const auto opened, openFor(context, options.about, lookPurpose));
    auto& session = opened.session();
    VD_ASSIGN(const auto entries, session.wholeChain(opened.id, opened.purpose));
    nlohmann::json rows = nlohmann::json::array();
    std::string text;
    for (const auto& entry : entries) {
        if (!isAboutLead(entry)) continue;
        const auto row = core::lookRow(session.directory(), entry);
        VD_REQUIRE(row.has_value(), Reason::Malformed);
        const auto shown = showLook(*row);
        rows.push_back(shown.json);
        text += shown.text;
    }
    context.say({{"ok", true}, {"household", opened.id.hex()}, {"history", rows}}, text);
    return success();
}

}  // namespace

void addLeadCommands(CLI::App& app, Context& context) {
    auto& group = addGroup(app, "lead", "De regie");
    const auto add = [&](const char* name, const char* help, auto run) {
        auto command = addCommand(group, context, name, help, run);
        addAboutHousehold(*command.parser, command.options->about);
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
