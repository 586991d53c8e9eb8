// The log: checked whole, shown with filters, exported for an auditor.
#include "client/cli/context.h"
#include "client/cli/reason_words.h"
#include "client/core/log_check.h"
#include "client/core/officer_details.h"
#include "crypto/rules/decide.h"
#include "crypto/shared/proof_bundle.h"
#include "crypto/shared/time_text.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <iostream>
#include <memory>

namespace voordeur::client::cli {

using crypto::success;

namespace {

struct LogOptions {
    std::vector<std::string> heads;
    std::string file;
    std::string person;
    std::string household;
    std::string type;
    std::uint64_t from = 0;
    std::uint32_t most = 100;
    bool refusedOnly = false;
};

/// What is said beside the verdict of a log that was put back from a copy.
std::string restoredText(const core::LogReport& report) {
    std::string text;
    for (const auto& one : report.restorations) {
        text += "• Hier hersteld uit een kopie (regel " + std::to_string(one.sequence) +
                "): " + std::to_string(one.lostEntries) + " regel(s) verloren na stand " +
                std::to_string(one.restoredSize) + ", tussen " + crypto::minuteText(one.lastTime) +
                " en " + crypto::minuteText(one.restoredTime) + ".\n";
    }
    for (const auto size : report.lostHeads) {
        text += "• De stand van " + std::to_string(size) +
                " regels ligt in het verloren stuk. Die kan niemand meer vergelijken.\n";
    }
    return text;
}

std::string verdictText(const core::LogReport& report) {
    std::string text = restoredText(report);
    for (const auto& problem : report.problems) {
        text += "✗ regel " + std::to_string(problem.sequence) + ": " +
                std::string(crypto::nameOf(problem.reason)) + "\n";
    }
    const std::string lines = std::to_string(report.entries);
    if (!report.whole) {
        return text + "Let op: het logboek klopt niet vanaf regel " +
               std::to_string(report.problems.front().sequence) +
               ". Verander niets en bel de privacyfunctionaris. Sla het bewijs op.";
    }
    text += "stand " + lines + ":" + report.rootHex + "\n";
    if (report.comparedWithSize) {
        return text + "✓ Het logboek klopt. " + lines +
               " regels gecontroleerd. Niets is weggehaald of veranderd.\n"
               "Vergeleken met een stand van " +
               std::to_string(*report.comparedWithSize) + " regels van buiten de server.";
    }
    return text + "✓ Niets is veranderd tussen regel 0 en " + lines +
           ". Vergelijk de stand met een die buiten de server is bewaard (--head).";
}

nlohmann::json reportJson(const core::LogReport& report) {
    nlohmann::json problems = nlohmann::json::array();
    for (const auto& problem : report.problems) {
        problems.push_back(
            {{"sequence", problem.sequence}, {"reason", crypto::nameOf(problem.reason)}});
    }
    nlohmann::json restorations = nlohmann::json::array();
    for (const auto& one : report.restorations) {
        restorations.push_back({{"sequence", one.sequence},
                                {"restoredSize", one.restoredSize},
                                {"lostEntries", one.lostEntries},
                                {"lastTime", one.lastTime},
                                {"restoredTime", one.restoredTime}});
    }
    return {{"ok", report.whole},
            {"restorations", restorations},
            {"lostHeads", report.lostHeads},
            {"entries", report.entries},
            {"statements", report.statements},
            {"households", report.households},
            {"root", report.rootHex},
            {"problems", problems}};
}

/// With `bundle`, a proof goes into that new file.
Result<core::LogReport> check(Context& context,
                              const LogOptions& options,
                              const std::string& bundle = {}) {
    VD_ASSIGN(const auto device, context.openDevice());
    std::vector<crypto::LogHead> heads;
    for (const auto& text : options.heads) {
        VD_ASSIGN(const auto head, crypto::keptHeadFrom(text));
        heads.push_back(head);
    }
    core::LogCheckWatch watch;
    if (!context.json) {
        watch.progress = [&context](core::LogProgress progress) {
            context.remark(std::to_string(progress.checked) + " van " +
                           std::to_string(progress.total) + " regels");
        };
    }
    if (bundle.empty()) return core::checkLog(*device.session, heads, watch, nullptr);
    return core::exportBundle(*device.session, bundle, heads, watch);
}

Status verifyLog(Context& context, const LogOptions& options) {
    VD_ASSIGN(const auto report, check(context, options));
    context.say(reportJson(report), verdictText(report));
    if (report.whole) return success();
    // A line's own fault may be worded for whoever wrote it ("your clock is wrong"). To whoever
    // checks, it is that the server let it in.
    const auto reason = report.problems.front().reason;
    return core::isServerFault(reason) ? reason : crypto::Reason::RuleBroken;
}

Status exportLog(Context& context, const LogOptions& options) {
    VD_ASSIGN(const auto report, check(context, options, options.file));
    auto json = reportJson(report);
    json["file"] = options.file;
    context.say(json,
                verdictText(report) + "\nBewijsbundel: " + options.file +
                    "\nControleer hem met: voordeur-verify " + options.file);
    return success();
}

/// One entry, as a line for people and as an object for scripts.
struct ShownEntry {
    nlohmann::json json;
    std::string text;
};

ShownEntry show(const crypto::Directory& directory,
                const crypto::Entry& entry,
                const std::optional<crypto::Statement>& statement) {
    std::string who = "server";
    std::string method(crypto::nameOf(entry.type));
    nlohmann::json households = nlohmann::json::array();
    if (statement) {
        const auto* person = directory.person(statement->person);
        who = person == nullptr ? statement->person.hex() : person->name;
        method = crypto::nameOf(statement->method);
        for (const auto& id : statement->households)
            households.push_back(id.hex());
    }
    std::string outcome = "gedaan";
    if (!entry.done()) {
        const auto reason = crypto::reasonFromNumber(entry.outcome);
        outcome = "geweigerd: " + std::string(reason ? crypto::nameOf(*reason) : "?");
    }
    const auto rule = crypto::ruleFromNumber(entry.rule);
    ShownEntry out;
    out.json = {{"sequence", entry.sequence},
                {"time", entry.time},
                {"type", crypto::nameOf(entry.type)},
                {"method", method},
                {"who", who},
                {"outcome", entry.outcome},
                {"rule", rule ? crypto::nameOf(*rule) : ""},
                {"concerned", entry.householdCount},
                {"households", households}};
    out.text = std::to_string(entry.sequence) + "  " + crypto::minuteText(entry.time) + "  " +
               method + "  " + who + "  " + outcome;
    return out;
}

bool wanted(const LogOptions& options,
            const ShownEntry& shown,
            const crypto::Entry& entry,
            const std::optional<crypto::Statement>& statement) {
    if (options.refusedOnly && entry.done()) return false;
    if (!options.type.empty() && shown.json["type"] != options.type &&
        shown.json["method"] != options.type) {
        return false;
    }
    if (!options.person.empty() && shown.json["who"] != options.person) return false;
    if (options.household.empty()) return true;
    if (!statement) return false;
    for (const auto& id : statement->households) {
        if (id.hex() == options.household) return true;
    }
    return false;
}

Status showLog(Context& context, const LogOptions& options) {
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    nlohmann::json list = nlohmann::json::array();
    std::string text;
    std::uint64_t next = options.from;
    for (;;) {
        VD_ASSIGN(const auto page, session.readLog(next, 1000));
        for (const auto& line : page.lines) {
            VD_ASSIGN(const auto entry, crypto::Entry::decode(line.entry));
            std::optional<crypto::Statement> statement;
            if (!entry.statement.empty()) {
                VD_ASSIGN(statement, crypto::Statement::decode(entry.statement));
            }
            const auto shown = show(session.directory(), entry, statement);
            if (!wanted(options, shown, entry, statement)) continue;
            list.push_back(shown.json);
            text += shown.text + "\n";
            if (list.size() >= options.most) break;
        }
        next += page.lines.size();
        const bool atEnd = page.lines.empty() || next > page.own.entry.sequence;
        if (atEnd || list.size() >= options.most) break;
    }
    context.say({{"ok", true}, {"entries", list}}, text.empty() ? "Geen regels." : text);
    return success();
}

/// Opening a detail is a reading of the log, and an entry like any other.
Status showDetail(Context& context, const LogOptions& options) {
    VD_ASSIGN(const auto device, context.openDevice());
    auto& session = *device.session;
    VD_ASSIGN(const auto page, session.readLog(options.from, 1));
    VD_REQUIRE(!page.lines.empty(), Reason::NotFound);
    VD_ASSIGN(const auto detail, core::openOfficerDetail(session, page.lines.front()));
    std::string text = "Regel " + std::to_string(options.from) + "\n";
    nlohmann::json identifiers = nlohmann::json::array();
    for (const auto& one : detail.identifiers) {
        identifiers.push_back({{"kind", one.kind}, {"value", one.value}});
        text += "  naar: " + one.kind + " " + one.value + "\n";
    }
    if (!detail.reason.empty()) text += "  reden: " + detail.reason + "\n";
    text += detail.matches ? "✓ Dit is wat er is verstuurd."
                           : "Let op: dit is niet wat er is verstuurd. Bewaar deze regel.";
    context.say({{"ok", true},
                 {"sequence", options.from},
                 {"identifiers", identifiers},
                 {"reason", detail.reason},
                 {"matches", detail.matches}},
                text);
    return success();
}

}  // namespace

void addLogCommands(CLI::App& app, Context& context) {
    auto* log = app.add_subcommand("log", "Het logboek");
    log->require_subcommand(1);
    auto options = std::make_shared<LogOptions>();

    auto* verify = log->add_subcommand("verify", "Controleer het hele logboek vanaf regel 0");
    verify->add_option("--head", options->heads, "Stand van buiten de server: GROOTTE:WORTEL");
    verify->callback([&context, options] {
        context.chosen = [&context, options] { return verifyLog(context, *options); };
    });

    auto* write = log->add_subcommand("export", "Schrijf een bewijsbundel voor voordeur-verify");
    write->add_option("file", options->file, "Nieuw bestand")->required();
    write->add_option("--head", options->heads, "Stand van buiten de server: GROOTTE:WORTEL");
    write->callback([&context, options] {
        context.chosen = [&context, options] { return exportLog(context, *options); };
    });

    auto* detail = log->add_subcommand("detail", "Open naar wie een regel vroeg (officieren)");
    detail->add_option("line", options->from, "Nummer van de regel")->required();
    detail->callback([&context, options] {
        context.chosen = [&context, options] { return showDetail(context, *options); };
    });

    auto* list = log->add_subcommand("show", "Toon regels");
    list->add_option("--from", options->from, "Vanaf deze regel");
    list->add_option("--most", options->most, "Hoogstens zoveel")->check(CLI::Range(1, 10000));
    list->add_option("--person", options->person, "Alleen van deze medewerker");
    list->add_option("--household", options->household, "Alleen over dit gezin (kenmerk)");
    list->add_option("--type", options->type, "Alleen deze soort, bijvoorbeeld Check of Lead");
    list->add_flag("--refused", options->refusedOnly, "Alleen weigeringen");
    list->callback([&context, options] {
        context.chosen = [&context, options] { return showLog(context, *options); };
    });
}

}  // namespace voordeur::client::cli
