#include "crypto/base/files.h"
#include "crypto/internal/random.h"
#include "crypto/shared/backup_server.h"
#include "crypto/shared/self_test.h"
#include "server/ops/backup.h"
#include "server/ops/backup_file.h"
#include "server/ops/commands.h"
#include "server/ops/store_facts.h"
#include "server/storage/sqlcipher/open.h"

#include <filesystem>
#include <iostream>

namespace voordeur::server::ops {

using crypto::Reason;

namespace {

/// Configuration and keys, or a complaint.
struct Opened {
    Config config;
    ServerKeys keys;
};

std::optional<Opened> openKeys(const std::string& configFile) {
    auto loaded = loadConfig(configFile);
    if (!loaded.ok() || !loaded.value().problems.empty()) {
        complain("De instellingen in " + configFile + " kloppen niet.", "Doe: voordeurd doctor");
        return std::nullopt;
    }
    Config config = std::move(loaded.value().config);
    auto keys = loadKeys(config.keysDirectory);
    if (!keys.ok()) {
        complain(
            "De sleutels in " + config.keysDirectory + " ontbreken of anderen kunnen ze lezen.",
            "Zet de map terug, of doe: chmod -R go= " + config.keysDirectory);
        return std::nullopt;
    }
    return Opened{std::move(config), std::move(keys).value()};
}

int explainCreate(Reason reason, const Config& config, const std::string& target) {
    if (reason == Reason::KeyMissing || reason == Reason::Malformed) {
        return complain(
            "Er is nog geen sleutel voor reservekopieën.",
            "Maak hem elders: voordeur-restore key. Daarna hier: voordeurd backup key.");
    }
    if (reason == Reason::Busy) {
        return complain("Er wordt al een reservekopie gemaakt.", "Wacht tot die klaar is.");
    }
    std::error_code unknown;
    if (reason == Reason::FileExists && std::filesystem::is_directory(target, unknown)) {
        return complain(
            "In " + target + " staat al een kopie van deze seconde. Er is niets overschreven.",
            "Doe het nog eens.");
    }
    if (reason == Reason::FileExists) {
        return complain(target + " bestaat al. Er is niets overschreven.", "Kies een andere naam.");
    }
    if (reason == Reason::StorageFull) {
        return complain("De schijf is vol. Er is geen reservekopie gemaakt.",
                        "Er is ook ruimte nodig naast " + config.storeFile + ".");
    }
    if (reason == Reason::NotFounded) {
        return complain("Deze server is nog niet opgericht: er is niets te bewaren.",
                        "Doe eerst: voordeurctl found");
    }
    if (reason == Reason::CheckpointBroken) {
        return complain("Het logboek past niet bij zijn eigen controlepunt. Geen kopie gemaakt.",
                        "Verander niets. Bel de privacyfunctionaris en bewaar de schijf.");
    }
    return complain(
        "Er is geen reservekopie gemaakt (" + std::string(crypto::nameOf(reason)) + ").",
        "Kan de server in " + target + " schrijven? Doe anders: voordeurd doctor");
}

std::string headText(const crypto::LogHead& head) {
    return std::to_string(head.size) + ":" + crypto::toHex(head.root);
}

/// Zero while nobody has founded it.
crypto::InstanceId instanceOf(const Config& config, const ServerKeys& keys) {
    storage::SqlcipherOptions look;
    look.readOnly = true;
    auto store = storage::openSqlcipherStore(config.storeFile, keys.store, look);
    if (!store.ok()) return {};
    const auto facts = readStoreFacts(*store.value(), keys.log.publicKey());
    return facts.ok() ? facts.value().instance : crypto::InstanceId{};
}

int tellServer(const Config& config, const ServerKeys& keys, const std::string& file) {
    const crypto::BackupServer server{instanceOf(config, keys), keys.log.publicKey()};
    if (file.empty()) {
        std::cout << "Bewaar dit naast de geheime helft, als SLEUTEL.server:\n" << server.encode();
        return 0;
    }
    if (!crypto::writeNewFile(file, crypto::viewOf(server.encode())).ok()) {
        return complain(file + " kan niet worden geschreven, of bestaat al.",
                        "Kies een andere naam. De sleutel is wel overgenomen.");
    }
    std::cout << "Bewaar " << file << " naast de geheime helft, als SLEUTEL.server.\n";
    return 0;
}

}  // namespace

int runBackupKey(const BackupKeyOptions& options) {
    const std::string& publicFile = options.publicFile;
    const auto opened = openKeys(options.configFile);
    if (!opened) return 1;
    const auto text = crypto::readFile(publicFile);
    const auto key = text.ok() ? crypto::backupKeyFrom(crypto::textOf(text.value()))
                               : crypto::Result<crypto::PublicKey32>(text.reason());
    if (!key.ok()) {
        return complain(publicFile + " is geen openbare sleutel voor reservekopieën.",
                        "Geef het openbare bestand van: voordeur-restore key");
    }
    const std::string path = opened->config.keysDirectory + "/" + kBackupKeyFile;
    const std::string clean = crypto::backupKeyText(key.value());
    if (!crypto::replaceFile(path, crypto::viewOf(clean)).ok()) {
        return complain(path + " kan niet worden geschreven.", "Is de schijf vol?");
    }
    std::cout << "Reservekopieën gaan voortaan dicht met sleutel " << crypto::toHex(key.value())
              << ".\nDe geheime helft hoort niet op deze machine.\n";
    return tellServer(opened->config, opened->keys, options.serverFile);
}

int runBackupCreate(const BackupCreateOptions& options) {
    if (!crypto::selfTest().ok()) {
        return complain("De zelftest van de versleuteling mislukt op deze machine.",
                        "Gebruik deze machine niet; meld dit aan de makers.");
    }
    const auto opened = openKeys(options.configFile);
    if (!opened) return 1;
    const crypto::SystemClock clock;
    crypto::SystemRandom random;
    const auto made =
        createBackup({opened->config, opened->keys, clock, random, options.version}, options.to);
    if (!made.ok()) return explainCreate(made.reason(), opened->config, options.to);
    const auto& manifest = made.value().manifest;
    std::cout << "Reservekopie " << made.value().path << ": stand " << headText(manifest.head)
              << ", " << manifest.contentBytes() << " bytes, gecontroleerd\n";
    return 0;
}

int runBackupVerify(const std::string& configFile, const std::string& file) {
    const auto opened = openKeys(configFile);
    if (!opened) return 1;
    const auto checked = checkBackupFile(file, opened->keys.log.publicKey());
    if (!checked.ok()) {
        return complain("Deze reservekopie is niet goed (" +
                            std::string(crypto::nameOf(checked.reason())) + ").",
                        "Gebruik haar niet. Maak nu een nieuwe: voordeurd backup create");
    }
    const auto& manifest = checked.value();
    std::cout << "✓ " << file << " is heel en van deze server: stand " << headText(manifest.head)
              << "\n  Of de sleutel past, toont alleen: voordeur-restore open --dry-run\n";
    return 0;
}

}  // namespace voordeur::server::ops
