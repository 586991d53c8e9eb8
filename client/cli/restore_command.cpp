// After a backup was put back: founders say what is lost, so that everybody can go on.
#include "client/cli/choices.h"
#include "client/cli/command.h"
#include "client/cli/directory_text.h"
#include "client/core/restoring.h"
#include "crypto/shared/proof_bundle.h"
#include "crypto/shared/time_text.h"

#include <nlohmann/json.hpp>

namespace voordeur::client::cli {

using crypto::success;

namespace {

struct RestoreOptions {
    std::string sheet;
    std::string request;
    std::string lost;
    std::string out;
    bool yes = false;
};

Result<crypto::RestoreSheet> readSheet(const std::string& path) {
    VD_ASSIGN(const auto text, readText(path));
    return crypto::RestoreSheet::decode(text);
}

std::string headText(const crypto::LogHead& head) {
    return std::to_string(head.size) + ":" + crypto::toHex(head.root);
}

std::string linesText(std::uint64_t count) {
    return std::to_string(count) + (count == 1 ? " regel" : " regels");
}

Shown showRestoration(const crypto::Restoration& restoration) {
    Shown out;
    out.json = {{"restored", headText(restoration.restored)},
                {"lost", headText(restoration.lost)},
                {"lostEntries", restoration.lostEntries()},
                {"lastTime", restoration.lastTime},
                {"restoredTime", restoration.restoredTime}};
    out.text = "Het logboek is hersteld uit een kopie.\n  er is nog      stand " +
               headText(restoration.restored) + ", laatste regel van " +
               crypto::minuteText(restoration.lastTime) + "\n  ging verloren  " +
               linesText(restoration.lostEntries()) + ", geschreven tussen " +
               crypto::minuteText(restoration.lastTime) + " en " +
               crypto::minuteText(restoration.restoredTime) + "\n  laatst bekend  stand " +
               headText(restoration.lost) + "\n";
    return out;
}

Shown showPlan(const crypto::Directory& known, const core::RestorePlan& plan) {
    Shown out = showRestoration(plan.restoration);
    nlohmann::json changes = nlohmann::json::array();
    if (!plan.lostChanges.empty()) {
        out.text += "Ook dit ging verloren. Doe het zelf opnieuw, intrekken eerst:\n";
    }
    for (const auto& change : plan.lostChanges) {
        const std::string line = changeText(known, change);
        changes.push_back(line);
        out.text += "  - " + line + "\n";
    }
    out.json["lostChanges"] = changes;
    return out;
}

Status sendRestoration(Context& context,
                       const OpenDevice& device,
                       const crypto::RestoreSheet& sheet,
                       const core::CosignRequest& request) {
    VD_RETURN_IF_ERROR(core::finishRestoration(*device.session, sheet, request));
    VD_ASSIGN(const auto done, core::restorationIn(request));
    auto shown = showRestoration(done);
    shown.json["ok"] = true;
    shown.json["head"] = headText(device.session->head());
    context.say(
        shown.json,
        shown.text + "Gedaan. Iedereen gaat verder vanaf de herstelde stand.\n" +
            "Bewaar deze nieuwe stand buiten de server: " + headText(device.session->head()));
    return success();
}

Status begin(Context& context, const RestoreOptions& options) {
    VD_ASSIGN(const auto sheet, readSheet(options.sheet));
    std::optional<crypto::LogHead> lost;
    if (!options.lost.empty()) {
        VD_ASSIGN(lost, crypto::keptHeadFrom(options.lost));
    }
    VD_ASSIGN(const auto device, context.openUnsynced());
    auto& session = *device.session;
    VD_ASSIGN(const auto plan, core::planRestoration(session, sheet, lost));
    const auto shown = showPlan(session.directory(), plan);
    context.remark(shown.text);
    VD_REQUIRE(confirmed(context, "Tekent u dat dit verloren is?", options.yes), Reason::Cancelled);
    const auto request = core::beginRestoration(session, plan);
    const bool alone = plan.directory.policy().threshold == 1;
    if (alone && options.out.empty()) return sendRestoration(context, device, sheet, request);
    VD_REQUIRE(!options.out.empty(), Reason::SecondPersonNeeded);
    VD_RETURN_IF_ERROR(writeText(options.out, request.encode()));
    auto json = shown.json;
    json["ok"] = true;
    json["file"] = options.out;
    context.say(json,
                "Verzoek geschreven: " + options.out +
                    "\nLaat een andere oprichter tekenen: voordeurctl restore sign " + options.out);
    return success();
}

Status sign(Context& context, const RestoreOptions& options) {
    VD_ASSIGN(const auto sheet, readSheet(options.sheet));
    VD_ASSIGN(const auto text, readText(options.request));
    VD_ASSIGN(auto request, core::CosignRequest::decode(text));
    VD_ASSIGN(const auto asked, core::restorationIn(request));
    VD_ASSIGN(const auto device, context.openUnsynced());
    auto shown = showRestoration(asked);
    context.remark(shown.text);
    VD_REQUIRE(confirmed(context, "Tekent u dat dit verloren is?", options.yes), Reason::Cancelled);
    VD_RETURN_IF_ERROR(core::signRestoration(*device.session, sheet, request));
    VD_RETURN_IF_ERROR(writeText(options.out, request.encode()));
    shown.json["ok"] = true;
    shown.json["file"] = options.out;
    context.say(shown.json,
                "Getekend: " + options.out +
                    "\nWie het vroeg, verstuurt het: voordeurctl restore finish " + options.out);
    return success();
}

Status finish(Context& context, const RestoreOptions& options) {
    VD_ASSIGN(const auto sheet, readSheet(options.sheet));
    VD_ASSIGN(const auto text, readText(options.request));
    VD_ASSIGN(const auto request, core::CosignRequest::decode(text));
    VD_ASSIGN(const auto device, context.openUnsynced());
    return sendRestoration(context, device, sheet, request);
}

Status list(Context& context, const RestoreOptions& /*options*/) {
    VD_ASSIGN(const auto device, context.openDevice());
    nlohmann::json rows = nlohmann::json::array();
    std::string text;
    for (const auto& [sequence, known] : device.session->directory().restorations()) {
        auto shown = showRestoration(known.restoration);
        shown.json["sequence"] = sequence;
        rows.push_back(shown.json);
        text += "Regel " + std::to_string(sequence) + ". " + shown.text;
    }
    context.say({{"ok", true}, {"restorations", rows}},
                text.empty() ? "Dit logboek is nooit uit een kopie hersteld." : text);
    return success();
}

Status kept(Context& context, const RestoreOptions& /*options*/) {
    VD_ASSIGN(const auto device, context.openUnsynced());
    VD_ASSIGN(const auto head, device.store->head());
    context.say({{"ok", true}, {"head", headText(head)}},
                "Deze laptop zag het logboek tot stand " + headText(head));
    return success();
}

}  // namespace

void addRestoreCommands(CLI::App& app, Context& context) {
    auto& group = addGroup(app, "restore", "Na het terugzetten van een reservekopie (oprichters)");
    auto start = addCommand(group, context, "begin", "Zeg wat er verloren ging", begin);
    start->add_option("sheet", start.options->sheet, "Herstelblad")->required();
    start->add_option("--lost", start.options->lost, "Een hogere stand die iemand nog had");
    start->add_option("--out", start.options->out, "Nieuw bestand, voor andere oprichters");
    start->add_flag("--yes", start.options->yes, "Vraag niet om bevestiging");

    auto second = addCommand(group, context, "sign", "Teken als andere oprichter", sign);
    second->add_option("request", second.options->request, "Bestand met het verzoek")->required();
    second->add_option("--sheet", second.options->sheet, "Herstelblad")->required();
    second->add_option("--out", second.options->out, "Nieuw bestand, getekend")->required();
    second->add_flag("--yes", second.options->yes, "Vraag niet om bevestiging");

    auto end = addCommand(group, context, "finish", "Verstuur wat de oprichters tekenden", finish);
    end->add_option("request", end.options->request, "Getekend bestand")->required();
    end->add_option("--sheet", end.options->sheet, "Herstelblad")->required();

    addCommand(group, context, "kept", "Toon de stand die deze laptop nog heeft", kept);
    addCommand(group, context, "list", "Toon wanneer het logboek hersteld is", list);
}

}  // namespace voordeur::client::cli
