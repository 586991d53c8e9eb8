#include "crypto/base/files.h"
#include "crypto/internal/random.h"
#include "crypto/shared/self_test.h"
#include "server/ops/commands.h"
#include "server/ops/config.h"
#include "server/ops/server_keys.h"
#include "server/storage/sqlcipher/open.h"

#include <unistd.h>

#include <iostream>

namespace voordeur::server::ops {

using crypto::Reason;

namespace {

std::string ask(const std::string& question, const std::string& proposal) {
    std::cout << question << " [" << proposal << "]: " << std::flush;
    std::string answer;
    std::getline(std::cin, answer);
    return answer.empty() ? proposal : answer;
}

void askMissing(InitOptions& options) {
    std::cout << "Voordeur inrichten. Drie vragen; Enter neemt het voorstel over.\n";
    if (options.directory.empty()) {
        options.directory = ask("In welke map komen sleutels en gegevens?", "/var/lib/voordeur");
    }
    if (options.names.empty()) {
        options.names = {ask("Onder welke naam bereiken laptops deze server?", "localhost")};
    }
    if (options.listen.empty()) {
        options.listen = ask("Op welk adres luistert de server?", "127.0.0.1:7411");
    }
}

std::string dialledAddress(const InitOptions& options) {
    const auto colon = options.listen.rfind(':');
    const std::string port = colon == std::string::npos ? "7411" : options.listen.substr(colon + 1);
    return options.names.front() + ":" + port;
}

crypto::Result<crypto::FoundingSheet> makeAll(const InitOptions& options) {
    const crypto::SystemClock clock;
    crypto::SystemRandom random;
    VD_RETURN_IF_ERROR(crypto::makePrivateDirectory(options.directory));
    VD_ASSIGN(
        auto sheet,
        makeKeys(
            options.directory + "/keys", dialledAddress(options), options.names, clock, random));
    VD_ASSIGN(auto keys, loadKeys(options.directory + "/keys"));
    VD_RETURN_IF_ERROR(crypto::makePrivateDirectory(options.directory + "/store"));
    VD_RETURN_IF_ERROR(
        storage::createSqlcipherStore(options.directory + "/store/voordeur.db", keys.store));
    Config config;
    config.listen = options.listen;
    config.names = options.names;
    config.keysDirectory = "keys";
    config.storeFile = "store/voordeur.db";
    VD_RETURN_IF_ERROR(
        crypto::writeNewFile(options.directory + "/voordeur.toml", crypto::viewOf(config.toml())));
    if (!options.sheetFile.empty()) {
        VD_RETURN_IF_ERROR(crypto::writeNewFile(options.sheetFile, crypto::viewOf(sheet.encode())));
    }
    return sheet;
}

int explainFailure(Reason reason, const std::string& directory) {
    if (reason == Reason::FileExists) {
        return complain("In " + directory + " staat al een inrichting.",
                        "Er is niets veranderd. Kies een lege map.");
    }
    if (reason == Reason::StorageFull) {
        return complain("De schijf is vol.", "Maak ruimte en begin met een lege map.");
    }
    if (reason == Reason::FileUnreadable || reason == Reason::ConfigInvalid) {
        return complain("Anderen kunnen in " + directory + " lezen.",
                        "Doe eerst: chmod 700 " + directory);
    }
    return complain("Inrichten mislukt: " + std::string(crypto::nameOf(reason)) + ".",
                    "Controleer de map en de namen, en begin met een lege map.");
}

void explain(const InitOptions& options, const crypto::FoundingSheet& sheet) {
    std::cout << "\nKlaar. De server heeft nu eigen sleutels; hij kan er geen dossier mee openen.\n"
              << "  map            " << options.directory << "\n"
              << "  adres          " << sheet.address << "\n"
              << "  server-CA      " << crypto::toHex(sheet.serverCa) << "\n"
              << "  logboeksleutel " << crypto::toHex(sheet.logKey) << "\n\n";
    if (options.sheetFile.empty()) {
        std::cout << sheet.encode() << "\n";
    } else {
        std::cout << "  oprichtingsblad " << options.sheetFile << "\n\n";
    }
    std::cout << "Wat nu:\n"
                 "  1. Maak een kopie van de map keys op een veilige plek, apart van de gegevens.\n"
                 "  2. Start de server:   voordeurd serve --config "
              << options.directory
              << "/voordeur.toml\n"
                 "  3. Geef het oprichtingsblad aan de eerste beheerder. Het werkt een week, en "
                 "één keer:\n"
                 "     voordeurctl found --sheet BLAD --profile MAP …\n"
                 "  4. Controleer daarna:  voordeurd doctor --config "
              << options.directory << "/voordeur.toml\n";
}

}  // namespace

int complain(const std::string& what, const std::string& whatToDo) {
    std::cerr << "voordeurd: " << what << "\n           " << whatToDo << "\n";
    return 1;
}

int runInit(InitOptions options) {
    if (const auto tested = crypto::selfTest(); !tested.ok()) {
        return complain("De zelftest van de versleuteling mislukt op deze machine.",
                        "Gebruik deze machine niet; meld dit aan de makers.");
    }
    if (options.ask && ::isatty(STDIN_FILENO) == 1) askMissing(options);
    if (options.directory.empty()) {
        return complain("Er is geen map gegeven.", "Geef --dir MAP, of start zonder --no-input.");
    }
    if (options.listen.empty()) options.listen = "127.0.0.1:7411";
    if (options.names.empty()) options.names = {"localhost", "127.0.0.1"};
    const auto sheet = makeAll(options);
    if (!sheet.ok()) {
        return explainFailure(sheet.reason(), options.directory);
    }
    explain(options, sheet.value());
    return 0;
}

}  // namespace voordeur::server::ops
