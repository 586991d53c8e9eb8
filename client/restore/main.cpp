// voordeur-restore: the offline key of backups, and what it opens. Has no network and no database.
#include "client/restore/restore_work.h"
#include "crypto/base/files.h"
#include "crypto/internal/random.h"
#include "crypto/shared/self_test.h"
#include "crypto/shared/time_text.h"
#include "crypto/vault/vault_self_test.h"

#include <CLI/CLI.hpp>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstring>
#include <iostream>

namespace {

using namespace voordeur;
using crypto::Reason;

constexpr crypto::UnixMillis kHourMillis = 3600ULL * 1000;

struct Options {
    std::string privateFile;
    std::string publicFile;
    std::string passphraseFile;
    std::string from;
    std::string into;
    std::string sheet;
    std::string expect;
    bool dryRun = false;
};

/// Memory of this process holds keys: it may not end up in a core file or with a debugger.
void hideMemory() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);
}

int complain(const std::string& what, const std::string& whatToDo) {
    std::cerr << "voordeur-restore: " << what << "\n                  " << whatToDo << "\n";
    return 1;
}

int explain(Reason reason, const Options& options) {
    if (reason == Reason::FileUnreadable) {
        return complain("Een bestand ontbreekt of is niet te lezen.", "Kijk de namen na.");
    }
    if (reason == Reason::FileExists) {
        return complain("Daar staat al iets, of ernaast met .part. Er is niets overschreven.",
                        "Geef een nieuwe of lege map. Kijk van wie .part is en haal het weg.");
    }
    if (reason == Reason::BackupBroken) {
        return complain(options.from + " is beschadigd of niet compleet (BackupBroken).",
                        "Er is niets teruggezet. Neem een andere reservekopie.");
    }
    if (reason == Reason::BackupKeyWrong) {
        return complain("Deze sleutel hoort niet bij deze kopie (BackupKeyWrong).",
                        "Er is niets teruggezet. Neem de sleutel van toen.");
    }
    if (reason == Reason::WrongInstance) {
        return complain(options.from + " is van een andere server (WrongInstance).",
                        "Er is niets teruggezet. Vertrouw deze kopie niet.");
    }
    if (reason == Reason::PassphraseWrong) {
        return complain("Deze wachtzin klopt niet.", "Probeer het opnieuw.");
    }
    if (reason == Reason::PassphraseWeak) {
        return complain("Deze wachtzin is te kort.", "Kies een langere zin.");
    }
    if (reason == Reason::StorageFull) {
        return complain("De schijf is vol. Er is niets teruggezet.", "Maak ruimte.");
    }
    return complain("Het lukte niet (" + std::string(crypto::nameOf(reason)) + ").",
                    "Er is niets teruggezet.");
}

crypto::Result<crypto::SecretBytes> passphrase(const Options& options) {
    if (!options.passphraseFile.empty()) {
        VD_ASSIGN(auto bytes, crypto::readFile(options.passphraseFile));
        while (!bytes.empty() && (bytes.back() == '\n' || bytes.back() == '\r'))
            bytes.pop_back();
        auto secret = crypto::SecretBytes::copyOf(bytes);
        crypto::wipe(bytes);
        return secret;
    }
    if (::isatty(STDIN_FILENO) != 1) return Reason::Cancelled;
    char* typed = ::getpass("Wachtzin van de reservesleutel: ");
    if (typed == nullptr) return Reason::Cancelled;
    const std::size_t size = std::strlen(typed);
    const std::span<std::uint8_t> bytes(reinterpret_cast<std::uint8_t*>(typed), size);
    auto secret = crypto::SecretBytes::copyOf(bytes);
    crypto::wipe(bytes);
    return secret;
}

void show(const crypto::BackupManifest& manifest) {
    const crypto::SystemClock clock;
    const auto age = (clock.now() - std::min(clock.now(), manifest.made)) / kHourMillis;
    std::cout << "  gemaakt        " << crypto::minuteText(manifest.made) << " UTC"
              << " (" << age << " uur geleden)\n"
              << "  stand          " << manifest.head.size << ":"
              << crypto::toHex(manifest.head.root) << "\n"
              << "  laatste regel  " << crypto::minuteText(manifest.lastTime) << " UTC"
              << "\n"
              << "  kenmerk        " << crypto::toHex(manifest.instance) << "\n"
              << "  programma      " << manifest.version << ", opslag " << manifest.schema << "\n"
              << "  grootte        " << manifest.contentBytes() << " bytes\n"
              << "  sleutel        " << crypto::toHex(manifest.recipient) << "\n";
}

int makeKey(const Options& options) {
    const auto secret = passphrase(options);
    if (!secret.ok()) return explain(secret.reason(), options);
    crypto::SystemRandom random;
    const auto made = client::restore::makeKey(
        options.privateFile, options.publicFile, secret.value(), {}, random);
    if (!made.ok()) return explain(made.reason(), options);
    const auto code = made.value().recoveryCode.reveal(crypto::openKeyAccess());
    std::cout << "Sleutel voor reservekopieën gemaakt: " << crypto::toHex(made.value().key) << "\n"
              << "  geheim    " << options.privateFile << " — weg van de server, op twee plekken\n"
              << "  openbaar  " << options.publicFile << " — naar de server: voordeurd backup key\n"
              << "  noodcode  " << crypto::textOf(code) << " — op papier, in de kluis\n";
    return 0;
}

int look(const Options& options) {
    const auto manifest = client::restore::look(options.from);
    if (!manifest.ok()) return explain(manifest.reason(), options);
    std::cout << options.from << " zegt van zichzelf:\n";
    show(manifest.value());
    return 0;
}

/// Whose backup it has to be: as given, or as it lies beside the key.
crypto::Result<std::optional<crypto::BackupServer>> expectedServer(const Options& options) {
    using Expected = std::optional<crypto::BackupServer>;
    const std::string beside = options.privateFile + ".server";
    const bool given = !options.expect.empty();
    if (!given && ::access(beside.c_str(), F_OK) != 0) return Expected();
    VD_ASSIGN(const auto bytes, crypto::readFile(given ? options.expect : beside));
    VD_ASSIGN(const auto server, crypto::BackupServer::decode(crypto::textOf(bytes)));
    return Expected(server);
}

int open(const Options& options) {
    if (options.into.empty() && !options.dryRun) {
        return complain("Er is geen map gegeven.", "Geef --into MAP, of --dry-run.");
    }
    const auto expected = expectedServer(options);
    if (!expected.ok()) {
        return complain("Dit is geen blad van een server: " + options.expect + ".",
                        "Geef wat voordeurd backup key maakte, met --expect.");
    }
    const auto secret = passphrase(options);
    if (!secret.ok()) return explain(secret.reason(), options);
    const auto key = client::restore::openKey(options.privateFile, secret.value());
    if (!key.ok()) return explain(key.reason(), options);
    const crypto::SystemClock clock;
    const std::string folder = options.dryRun ? "" : options.into;
    const auto done =
        client::restore::unpack(options.from, key.value(), folder, expected.value(), clock);
    if (!done.ok()) return explain(done.reason(), options);
    std::cout << "✓ Elke byte van " << options.from << " klopt.\n"
              << (expected.value() ? "✓ Het is een kopie van uw server.\n"
                                   : "Let op: niet vergeleken met uw server. Geef --expect.\n");
    show(done.value().manifest);
    if (options.dryRun) {
        std::cout << "Er is niets teruggezet (--dry-run).\n";
        return 0;
    }
    const std::string sheet = options.sheet.empty() ? folder + "/herstelblad" : options.sheet;
    if (const auto written =
            crypto::writeNewFile(sheet, crypto::viewOf(done.value().sheet.encode()));
        !written.ok()) {
        return complain("Het herstelblad " + sheet + " kan niet worden geschreven.",
                        "De map " + folder + " is er wel. Gooi haar weg en doe het opnieuw.");
    }
    std::cout << "Teruggezet in " << folder << ". Wat nu:\n"
              << "  1. voordeurd doctor --config " << folder << "/voordeur.toml\n"
              << "  2. voordeurd serve  --config " << folder << "/voordeur.toml\n"
              << "  3. Geef het herstelblad aan een oprichter: " << sheet << "\n"
              << "     voordeurctl restore begin herstelblad\n"
              << "     Tot dan weigert elke laptop die meer zag. Dat hoort zo.\n";
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    hideMemory();
    CLI::App app{"Voordeur, reservekopieën openen. Niet op de server.", "voordeur-restore"};
    app.set_version_flag("--version", VOORDEUR_VERSION);
    app.require_subcommand(1);
    Options options;
    auto* keyCommand = app.add_subcommand("key", "Maak de sleutel, één keer");
    keyCommand->add_option("--private", options.privateFile, "Nieuw bestand, geheim")->required();
    keyCommand->add_option("--public", options.publicFile, "Nieuw bestand, openbaar")->required();
    keyCommand->add_option("--passphrase-file", options.passphraseFile, "Bestand met de wachtzin");
    auto* showCommand = app.add_subcommand("show", "Wat zegt een reservekopie van zichzelf?");
    showCommand->add_option("--from", options.from, "De reservekopie")->required();
    auto* openCommand = app.add_subcommand("open", "Zet een reservekopie terug in een nieuwe map");
    openCommand->add_option("--from", options.from, "De reservekopie")->required();
    openCommand->add_option("--key", options.privateFile, "De geheime sleutel")->required();
    openCommand->add_option("--into", options.into, "Nieuwe of lege map");
    openCommand->add_option("--expect",
                            options.expect,
                            "Blad van de server (standaard: SLEUTEL.server, als het er is)");
    openCommand->add_option("--sheet", options.sheet, "Schrijf het herstelblad hierheen");
    openCommand->add_option("--passphrase-file", options.passphraseFile, "Bestand met de wachtzin");
    openCommand->add_flag("--dry-run", options.dryRun, "Controleer alles, schrijf niets");
    CLI11_PARSE(app, argc, argv);
    if (!crypto::selfTest().ok() || !crypto::vaultSelfTest().ok()) {
        return complain("De zelftest van de versleuteling mislukt op deze machine.",
                        "Gebruik deze machine niet; meld dit aan de makers.");
    }
    if (keyCommand->parsed()) return makeKey(options);
    if (showCommand->parsed()) return look(options);
    return open(options);
}
