#include "client/cli/import_text.h"

#include "client/cli/choices.h"
#include "client/cli/reason_words.h"
#include "client/cli/register_words.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace voordeur::client::cli {

using core::registers::Severity;
using crypto::IdentifierKind;

namespace {

/// One thing found about one row, whoever found it.
struct Line {
    std::size_t line = 0;
    std::string column;
    std::string caseNumber;
    Severity severity = Severity::Notice;
    crypto::Reason reason = crypto::Reason::Malformed;
    std::string finding;
    std::string sentence;
};

std::vector<Line> linesOf(const ImportReport& report) {
    std::vector<Line> lines;
    for (const auto& one : report.plan.reading.problems) {
        lines.push_back({one.line,
                         one.column,
                         one.caseNumber,
                         one.severity,
                         one.reason,
                         std::string(core::registers::nameOf(one.finding)),
                         sentenceFor(one)});
    }
    for (const auto& one : report.outcome.problems) {
        lines.push_back({one.line,
                         one.column,
                         one.caseNumber,
                         core::isRefusal(one.finding) ? Severity::Refused : Severity::Notice,
                         one.reason,
                         std::string(core::nameOf(one.finding)),
                         sentenceFor(one)});
    }
    std::stable_sort(
        lines.begin(), lines.end(), [](const Line& a, const Line& b) { return a.line < b.line; });
    return lines;
}

std::string textOf(const std::string& file, const Line& line) {
    std::string text = file + ":" + std::to_string(line.line);
    if (!line.column.empty()) text += " " + line.column;
    if (!line.caseNumber.empty()) text += " (" + line.caseNumber + ")";
    return text + " " + std::string(severityWord(line.severity)) + ": " + line.sentence + "\n";
}

nlohmann::json jsonOf(const Line& line) {
    return {{"line", line.line},
            {"column", line.column},
            {"caseNumber", line.caseNumber},
            {"severity", core::registers::nameOf(line.severity)},
            {"reason", crypto::nameOf(line.reason)},
            {"finding", line.finding},
            {"text", line.sentence}};
}

nlohmann::json jsonOf(const core::ImportCounts& counts) {
    return {{"households", counts.households},
            {"persons", counts.persons},
            {"involvements", counts.involvements},
            {"attachedCertain", counts.attachedCertain},
            {"proposed", counts.proposed},
            {"rows", counts.rows},
            {"skipped", counts.skipped},
            {"rowsRefused", counts.rowsRefused},
            {"repeated", counts.repeated},
            {"refused", counts.refused},
            {"alreadyThere", counts.alreadyThere},
            {"notDone", counts.notDone}};
}

std::string plural(std::size_t count, const char* one, const char* more) {
    return std::to_string(count) + " " + (count == 1 ? one : more);
}

std::string summary(const ImportReport& report) {
    const auto& counts = report.outcome.counts;
    const bool areHouseholds = report.plan.kind == core::registers::RegisterKind::FamilyCoaches;
    std::string text;
    if (report.dryRun) {
        text += "Proef: er is niets verstuurd. Klaar om te versturen: " +
                std::to_string(counts.notDone) + ".\n";
    } else if (areHouseholds) {
        text += "Erin gezet: " + plural(counts.households, "gezin", "gezinnen") + " met " +
                plural(counts.persons, "persoon", "personen") +
                ".\nAl geholpen: " + std::to_string(counts.attachedCertain) + " zeker, " +
                std::to_string(counts.proposed) + " misschien.\n";
    } else {
        text += "Vastgelegd: " + plural(counts.involvements, "betrokkenheid", "betrokkenheden") +
                ".\nBij een gezin: " + std::to_string(counts.attachedCertain) + " zeker, " +
                std::to_string(counts.proposed) + " misschien.\n";
    }
    text += "Stond er al: " + std::to_string(counts.alreadyThere) +
            ". Overgeslagen: " + std::to_string(counts.skipped) +
            ". Dubbel: " + std::to_string(counts.repeated) +
            ". Geweigerd: " + plural(counts.rowsRefused, "regel", "regels");
    if (areHouseholds) {
        text += " en " + plural(counts.refused, "gezin", "gezinnen");
    } else if (counts.refused > 0) {
        text += " en " + std::to_string(counts.refused) + " bij het versturen";
    }
    return text + ".\n";
}

/// The commands by which an administrator opens the room that the rest needs.
std::string quotaText(const ImportReport& report) {
    std::string text;
    for (const auto kind : crypto::kIdentifierKinds) {
        const auto left = report.outcome.identifiersLeft[static_cast<std::size_t>(kind) - 1];
        const auto needed = quotaNeeded(report.policy, kind, left);
        if (needed == 0) continue;
        const std::string name(crypto::nameOf(kind));
        text += "  voordeurctl quota open --agency \"" + report.agency + "\" --kind " + name +
                " --max " + std::to_string(needed) + " --out ruimte-" + name + ".txt\n";
    }
    if (text.empty()) return text;
    return "Hiervoor is extra ruimte nodig. Twee personen openen die voor een dag:\n" + text;
}

std::string stopText(const ImportReport& report) {
    const auto& outcome = report.outcome;
    if (!outcome.stopped) return {};
    std::string text = "Gestopt. Nog niet gedaan: " + std::to_string(outcome.counts.notDone) +
                       ". Wat erin staat, blijft erin.\n";
    if (*outcome.stopped == crypto::Reason::QuotaExceeded) {
        const auto commands = quotaText(report);
        text += "De ruimte om na te vragen is op voor nu.\n" +
                (commands.empty() ? "Probeer het over een uur opnieuw.\n" : commands);
    }
    return text + "Doe deze opdracht daarna opnieuw; hij gaat verder waar hij stopte.\n";
}

nlohmann::json quotaJson(const ImportReport& report) {
    nlohmann::json needed = nlohmann::json::object();
    for (const auto kind : crypto::kIdentifierKinds) {
        const auto left = report.outcome.identifiersLeft[static_cast<std::size_t>(kind) - 1];
        needed[std::string(crypto::nameOf(kind))] = quotaNeeded(report.policy, kind, left);
    }
    return needed;
}

nlohmann::json fileProblemJson(const core::registers::FileProblem& problem) {
    return {{"fault", core::registers::nameOf(problem.fault)},
            {"line", problem.line},
            {"columns", problem.columns},
            {"text", sentenceFor(problem)}};
}

}  // namespace

std::size_t quotaNeeded(const crypto::RootPolicy& policy,
                        IdentifierKind kind,
                        std::size_t identifiers) {
    const std::size_t charges = identifiers * core::kChargesPerIdentifier;
    std::size_t ordinary = std::numeric_limits<std::size_t>::max();
    std::size_t earlierToday = 0;
    for (const auto& rule : policy.quotas) {
        if (rule.kind != kind) continue;
        ordinary = std::min<std::size_t>(ordinary, rule.max);
        const bool ofDay =
            rule.scope == crypto::QuotaScope::Agency && rule.window == crypto::QuotaWindow::Day;
        if (ofDay) earlierToday = rule.max;
    }
    if (charges <= ordinary) return 0;
    return std::min<std::size_t>(charges + earlierToday, policy.bulkMax);
}

Shown showImport(const ImportReport& report) {
    const auto& reading = report.plan.reading;
    const auto& outcome = report.outcome;
    Shown out;
    nlohmann::json problems = nlohmann::json::array();
    for (const auto& line : linesOf(report)) {
        problems.push_back(jsonOf(line));
        out.text += textOf(report.file, line);
    }
    nlohmann::json rows = nlohmann::json::array();
    for (const auto& act : outcome.acts) {
        rows.push_back({{"line", act.line},
                        {"caseNumber", act.caseNumber},
                        {"result", core::nameOf(act.result)},
                        {"id", act.id}});
    }
    out.json = {{"ok", !outcome.stopped && !reading.fileProblem},
                {"register", core::registers::nameOf(report.plan.kind)},
                {"file", report.file},
                {"dryRun", report.dryRun},
                {"counts", jsonOf(outcome.counts)},
                {"stopped", nullptr},
                {"fileProblem", nullptr},
                {"quotaNeeded", quotaJson(report)},
                {"problems", problems},
                {"rows", rows}};
    if (outcome.stopped) out.json["stopped"] = crypto::nameOf(*outcome.stopped);
    if (reading.fileProblem) {
        out.json["fileProblem"] = fileProblemJson(*reading.fileProblem);
        out.text = report.file + ": " + sentenceFor(*reading.fileProblem) +
                   "\nEr is niets van dit bestand gebruikt.\n";
        return out;
    }
    out.text += summary(report) + stopText(report);
    if (report.dryRun) out.text += quotaText(report);
    return out;
}

}  // namespace voordeur::client::cli
