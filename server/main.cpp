#include "server/ops/commands.h"

#include <CLI/CLI.hpp>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace {

/// Memory of this process holds keys: it may not end up in a core file or with a debugger.
void hideMemory() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);
}

}  // namespace

int main(int argc, char** argv) {
    hideMemory();
    using namespace voordeur::server;
    CLI::App app{"Voordeur, de server: bewaart wat hij niet kan lezen.", "voordeurd"};
    app.set_version_flag("--version", VOORDEUR_VERSION);
    app.require_subcommand(1);

    ops::InitOptions init;
    bool noInput = false;
    auto* initCommand = app.add_subcommand("init", "Richt een nieuwe server in");
    initCommand->add_option("--dir", init.directory, "Map voor sleutels en gegevens");
    initCommand->add_option("--listen", init.listen, "Adres en poort, bijvoorbeeld 127.0.0.1:7411");
    initCommand->add_option("--name", init.names, "Naam of adres in het certificaat (herhaalbaar)");
    initCommand->add_option("--sheet", init.sheetFile, "Schrijf het oprichtingsblad hierheen");
    initCommand->add_flag("--no-input", noInput, "Vraag niets");

    ops::ServeOptions serve;
    auto* serveCommand = app.add_subcommand("serve", "Start de server");
    serveCommand->add_option("--config", serve.configFile, "voordeur.toml")->required();
    serveCommand->add_option(
        "--ready-file", serve.readyFile, "Schrijf hier de poort, zodra hij luistert");

    std::string doctorConfig;
    auto* doctorCommand = app.add_subcommand("doctor", "Controleer de inrichting");
    doctorCommand->add_option("--config", doctorConfig, "voordeur.toml")->required();

    ops::BackupCreateOptions backup;
    backup.version = VOORDEUR_VERSION;
    ops::BackupKeyOptions key;
    std::string backupFile;
    auto* backupCommand = app.add_subcommand("backup", "Reservekopieën");
    backupCommand->require_subcommand(1);
    const auto addBackup = [&](const char* name, const char* help) {
        auto* command = backupCommand->add_subcommand(name, help);
        command->add_option("--config", backup.configFile, "voordeur.toml")->required();
        return command;
    };
    auto* keyCommand = addBackup("key", "Neem de openbare sleutel van reservekopieën over");
    keyCommand->add_option("--public", key.publicFile, "Van voordeur-restore key")->required();
    keyCommand->add_option(
        "--server-sheet", key.serverFile, "Nieuw bestand: van wie de kopieën zijn");
    auto* createCommand = addBackup("create", "Maak er een, ook terwijl de server werkt");
    createCommand->add_option("--to", backup.to, "Nieuw bestand, of een map")->required();
    auto* verifyCommand = addBackup("verify", "Controleer of een kopie heel is");
    verifyCommand->add_option("file", backupFile, "De reservekopie")->required();

    CLI11_PARSE(app, argc, argv);
    if (initCommand->parsed()) {
        init.ask = !noInput;
        return ops::runInit(std::move(init));
    }
    if (serveCommand->parsed()) return ops::runServe(serve);
    if (keyCommand->parsed()) {
        key.configFile = backup.configFile;
        return ops::runBackupKey(key);
    }
    if (createCommand->parsed()) return ops::runBackupCreate(backup);
    if (verifyCommand->parsed()) return ops::runBackupVerify(backup.configFile, backupFile);
    return ops::runDoctor(doctorConfig);
}
