#include "client/cli/context.h"
#include "client/cli/reason_words.h"
#include "client/net/grpc_transport.h"
#include "crypto/shared/self_test.h"
#include "crypto/vault/vault_self_test.h"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstdlib>
#include <iostream>

namespace {

using namespace voordeur;
using client::cli::Context;

/// Memory of this process holds keys: it may not end up in a core file or with a debugger.
void hideMemory() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);
}

int refuse(const Context& context, crypto::Reason reason) {
    const std::string name(crypto::nameOf(reason));
    if (context.json) {
        std::cout << nlohmann::json{{"ok", false}, {"reason", name}}.dump(2) << "\n";
    }
    const int code = client::cli::exitCodeFor(reason);
    if (code == client::cli::exit_code::kUnreachable) {
        // Not "your work is kept": it may not have come that far, and nothing here keeps trying.
        std::cerr << "Er kwam geen antwoord van de server.\n"
                     "Wat al verstuurd is, gaat bij uw volgende opdracht vanzelf opnieuw.\n"
                     "Wat wacht, toont: voordeurctl unsettled list\n"
                     "Staat het er niet? Doe het dan straks nog eens.\n";
    } else {
        std::cerr << client::cli::sentenceFor(reason) << "\n";
    }
    std::cerr << "(" << name << ")\n";
    return code;
}

}  // namespace

int main(int argc, char** argv) {
    hideMemory();
    client::net::GrpcTransportFactory transports;
    Context context(transports);
    CLI::App app{"Voordeur op de opdrachtregel.", "voordeurctl"};
    app.set_version_flag("--version", VOORDEUR_VERSION);
    app.require_subcommand(1);
    app.fallthrough();
    app.add_option("--profile", context.profileDirectory, "Map van dit apparaat")
        ->envname("VOORDEUR_PROFILE");
    app.add_option("--passphrase-file", context.passphraseFile, "Bestand met de wachtzin")
        ->envname("VOORDEUR_PASSPHRASE_FILE");
    app.add_flag("--json", context.json, "Antwoord als JSON");
    client::cli::addMemberCommands(app, context);
    client::cli::addAdminCommands(app, context);
    client::cli::addInvolvementCommands(app, context);
    client::cli::addHouseholdCommands(app, context);
    client::cli::addLeadCommands(app, context);
    client::cli::addImportCommand(app, context);
    client::cli::addKeptCommands(app, context);
    client::cli::addLogCommands(app, context);
    client::cli::addRestoreCommands(app, context);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? client::cli::exit_code::kDone
                                    : client::cli::exit_code::kUsage;
    }
    if (!crypto::selfTest().ok() || !crypto::vaultSelfTest().ok()) {
        std::cerr << "De zelftest van de versleuteling mislukt op deze machine.\n"
                     "Gebruik deze machine niet; meld dit aan uw ICT-afdeling.\n";
        return client::cli::exit_code::kRefused;
    }
    if (context.profileDirectory.empty()) {
        const char* home = std::getenv("HOME");  // NOLINT(concurrency-mt-unsafe): one thread yet
        context.profileDirectory =
            std::string(home == nullptr ? "." : home) + "/.local/share/voordeur";
    }
    const auto status = context.chosen();
    return status.ok() ? client::cli::exit_code::kDone : refuse(context, status.reason());
}
