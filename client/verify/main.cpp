// voordeur-verify: checks an exported proof bundle, offline, on an auditor's own computer.
#include "crypto/rules/replay.h"
#include "crypto/shared/proof_bundle.h"
#include "crypto/shared/self_test.h"
#include "crypto/shared/time_text.h"

#include <fstream>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>

namespace {

using namespace voordeur::crypto;

constexpr std::string_view kUsage =
    "voordeur-verify BUNDEL [--instance KENMERK] [--head GROOTTE:WORTEL]\n\n"
    "Controleert een bewijsbundel van Voordeur, zonder netwerk.\n"
    "  --instance  het kenmerk van de gemeente, zoals bij de oprichting getoond (64 tekens)\n"
    "  --head      een logboekstand die u zelf bewaarde; mag vaker\n\n"
    "Uitkomst: 0 het logboek klopt, 1 er klopt iets niet, 2 verkeerd gebruik.\n";

struct Options {
    std::string file;
    std::optional<InstanceId> instance;
    std::vector<LogHead> heads;
};

std::optional<Hash32> hashFrom(std::string_view text) {
    const auto bytes = fromHex(text);
    return bytes ? toArray<32>(*bytes) : std::nullopt;
}

std::optional<Options> parse(int argc, char** argv) {
    Options options;
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const bool hasValue = i + 1 < argc;
        if (word == "--instance" && hasValue) {
            options.instance = hashFrom(argv[++i]);
            if (!options.instance) return std::nullopt;
        } else if (word == "--head" && hasValue) {
            const auto head = keptHeadFrom(argv[++i]);
            if (!head.ok()) return std::nullopt;
            options.heads.push_back(head.value());
        } else if (options.file.empty() && !word.starts_with("--")) {
            options.file = word;
        } else {
            return std::nullopt;
        }
    }
    if (options.file.empty()) return std::nullopt;
    return options;
}

/// Feeds the bundle to the replay. Errors: those of BundleReader.
Status feed(Replay& replay, BundleReader& reader) {
    for (;;) {
        VD_ASSIGN(const auto item, reader.next());
        if (const auto* line = std::get_if<BundleLine>(&item)) {
            replay.addWithDetail(line->line, line->detail);
        } else if (const auto* text = std::get_if<BundleCheckpoint>(&item)) {
            replay.addCheckpoint(text->text);
        } else {
            return success();
        }
    }
}

void reportRestorations(const Replay& replay) {
    for (const auto& [sequence, known] : replay.world().directory().restorations()) {
        const auto& restoration = known.restoration;
        std::cout << "• Hier hersteld uit een kopie (regel " << sequence
                  << "): " << restoration.lostEntries() << " regel(s) verloren na stand "
                  << restoration.restored.size << ", tussen " << minuteText(restoration.lastTime)
                  << " en " << minuteText(restoration.restoredTime) << ".\n";
    }
    for (const auto& head : replay.lostHeads()) {
        std::cout << "• De stand van " << head.size
                  << " regels ligt in het verloren stuk. Die kan niemand meer vergelijken.\n";
    }
}

int report(const Replay& replay, const Options& options) {
    const auto& counts = replay.counts();
    const auto head = replay.head();
    std::cout << "Kenmerk    " << toHex(replay.instance()) << "\n"
              << "Regels     " << counts.entries << " (" << counts.statements << " ondertekend, "
              << counts.refusals << " geweigerd)\n"
              << "Gezinnen   " << counts.households << "\n"
              << "Stand      " << head.size << ":" << toHex(head.root) << "\n";
    reportRestorations(replay);
    for (const auto& problem : replay.problems()) {
        std::cout << "✗ regel " << problem.sequence << ": " << nameOf(problem.reason) << "\n";
    }
    if (!replay.problems().empty()) {
        std::cout << "Let op: het logboek klopt niet. Verander niets en bewaar deze bundel.\n";
        return 1;
    }
    if (options.heads.size() == replay.lostHeads().size()) {
        std::cout << "✓ Niets is veranderd tussen regel 0 en " << head.size
                  << ". Vergelijk de stand met een die buiten de server is bewaard.\n";
    } else {
        std::cout << "✓ Het logboek klopt. " << counts.entries
                  << " regels gecontroleerd. Niets is weggehaald of veranderd.\n";
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    const auto options = parse(argc, argv);
    if (!options) {
        std::cerr << kUsage;
        return 2;
    }
    if (!selfTest().ok()) {
        std::cerr << "De zelftest van de versleuteling mislukt op deze machine.\n";
        return 2;
    }
    std::ifstream file(options->file, std::ios::binary);
    auto reader = BundleReader::open(file);
    if (!reader.ok()) {
        std::cerr << "Dit is geen bewijsbundel van Voordeur (" << nameOf(reader.reason()) << ").\n";
        return 1;
    }
    Replay replay(options->instance ? options->instance : reader.value().instance());
    for (const auto& head : options->heads)
        replay.addWitnessedHead(head);
    const Status fed = feed(replay, reader.value());
    replay.finish();
    if (!fed.ok()) {
        std::cout << "✗ De bundel is beschadigd na " << replay.counts().entries << " regels ("
                  << nameOf(fed.reason()) << ").\n";
        report(replay, *options);
        return 1;
    }
    return report(replay, *options);
}
