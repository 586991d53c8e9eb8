// What a person did and the server never confirmed: the list of it, and taking something off it.
#include "client/cli/command.h"
#include "client/cli/household_text.h"
#include "client/cli/reason_words.h"
#include "client/core/kept_work.h"
#include "crypto/shared/time_text.h"

#include <nlohmann/json.hpp>

namespace voordeur::client::cli {

using core::PendingState;
using core::UnsettledAct;
using crypto::success;

namespace {

const char* nameOfState(PendingState state) {
    switch (state) {
        case PendingState::Waiting:
            return "waiting";
        case PendingState::Undecided:
            return "undecided";
        case PendingState::Refused:
            return "refused";
        case PendingState::Lost:
            return "lost";
    }
    return "";
}

const char* sentenceOf(PendingState state) {
    switch (state) {
        case PendingState::Waiting:
            return "Er kwam nog geen antwoord. Het gaat de volgende keer opnieuw. Doe het niet nog "
                   "een keer.";
        case PendingState::Undecided:
            return "Het is niet zeker of dit is gedaan. Kijk eerst in het dossier.";
        case PendingState::Refused:
            return "Dit is niet gedaan. Doe het opnieuw als het nog nodig is.";
        case PendingState::Lost:
            return "Dit ging verloren toen de server werd hersteld. Doe het opnieuw als het nog "
                   "nodig is.";
    }
    return "";
}

nlohmann::json jsonOf(const UnsettledAct& act) {
    nlohmann::json out{{"id", act.id.hex()},
                       {"action", act.action},
                       {"state", nameOfState(act.state)},
                       {"time", crypto::minuteText(act.at)}};
    if (act.reason) out["reason"] = crypto::nameOf(*act.reason);
    if (act.household) out["household"] = act.household->hex();
    if (!act.householdName.empty()) out["householdName"] = act.householdName;
    if (!act.text.empty()) out["text"] = act.text;
    return out;
}

std::string textOf(const UnsettledAct& act) {
    std::string out = act.id.hex() + "  " + crypto::minuteText(act.at) + " UTC  u " +
                      std::string(actWord(act.method));
    if (!act.householdName.empty()) out += "  " + act.householdName;
    if (act.household) out += "  " + act.household->hex();
    out += "\n    " + std::string(sentenceOf(act.state));
    if (act.reason) {
        out += "\n    " + std::string(sentenceFor(*act.reason)) + " (" +
               std::string(crypto::nameOf(*act.reason)) + ")";
    }
    if (!act.text.empty()) out += "\n    \"" + act.text + "\"";
    return out + "\n";
}

struct ListOptions {};

Status list(Context& context, const ListOptions& /*none*/) {
    // As it is: with or without a server.
    VD_ASSIGN(const auto device, context.openUnsynced());
    VD_ASSIGN(const auto acts, core::unsettledActs(*device.session));
    nlohmann::json rows = nlohmann::json::array();
    std::string text;
    for (const auto& act : acts) {
        rows.push_back(jsonOf(act));
        text += textOf(act);
    }
    context.say({{"ok", true}, {"unsettled", rows}},
                text.empty() ? "Alles wat u deed, is bevestigd." : text);
    return success();
}

struct DismissOptions {
    std::string id;
};

Status dismiss(Context& context, const DismissOptions& options) {
    const auto id = crypto::RequestId::fromHexText(options.id);
    VD_REQUIRE(id.has_value(), Reason::InvalidArgument);
    VD_ASSIGN(const auto device, context.openUnsynced());
    VD_RETURN_IF_ERROR(core::dismissUnsettled(*device.session, *id));
    context.say({{"ok", true}, {"id", id->hex()}}, "Het is weg van de lijst.");
    return success();
}

}  // namespace

void addKeptCommands(CLI::App& app, Context& context) {
    auto& group = addGroup(app, "unsettled", "Wat u deed en niet is bevestigd");
    addCommand(group, context, "list", "Toon het", list);
    auto away = addCommand(group, context, "dismiss", "Haal er iets af: u weet ervan", dismiss);
    away->add_option("id", away.options->id, "Kenmerk, uit de lijst")->required();
}

}  // namespace voordeur::client::cli
