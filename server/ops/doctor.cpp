#include "crypto/base/files.h"
#include "crypto/internal/x509.h"
#include "crypto/shared/self_test.h"
#include "server/ops/backup.h"
#include "server/ops/clock_check.h"
#include "server/ops/commands.h"
#include "server/ops/config.h"
#include "server/ops/server_keys.h"
#include "server/ops/store_facts.h"
#include "server/storage/sqlcipher/open.h"

#include <sys/statvfs.h>

#include <algorithm>
#include <filesystem>
#include <iostream>

namespace voordeur::server::ops {

using crypto::Reason;

namespace {

constexpr crypto::UnixMillis kHourMillis = 3600ULL * 1000;
constexpr crypto::UnixMillis kDayMillis = 24 * kHourMillis;
constexpr crypto::UnixMillis kExpiryWarningMillis = 30 * kDayMillis;
// Below this a busy day could fill the disk.
constexpr std::uint64_t kFreeBytesMin = 1024ULL * 1024 * 1024;

/// Prints one line a check and remembers whether all were well.
class Report {
public:
    void line(bool good, const std::string& what, const std::string& whatToDo) {
        std::cout << (good ? "✓ " : "✗ ") << what << "\n";
        if (!good) std::cout << "    " << whatToDo << "\n";
        m_well = m_well && good;
    }
    [[nodiscard]] bool well() const { return m_well; }

private:
    bool m_well = true;
};

void checkCertificate(Report& report, const std::string& path, const std::string& name) {
    const crypto::SystemClock clock;
    const auto pem = crypto::readFile(path);
    if (!pem.ok()) {
        report.line(false, name + " ontbreekt", "Zet " + path + " terug uit uw kopie.");
        return;
    }
    const auto facts = crypto::parseCertificate(pem.value());
    const bool valid = facts.ok() && facts.value().notAfter > clock.now();
    report.line(valid, name + " is geldig", "Vernieuw het certificaat in " + path + ".");
    if (!valid) return;
    const bool soon = facts.value().notAfter < clock.now() + kExpiryWarningMillis;
    report.line(!soon, name + " blijft geldig", "Vernieuw het binnen 30 dagen.");
}

/// A store without a log is fine: it was not founded yet.
crypto::Status checkHead(storage::Store& store, const crypto::PublicKey32& logKey) {
    const auto facts = readStoreFacts(store, logKey);
    if (facts.ok() || facts.reason() == Reason::NotFounded) return crypto::success();
    return facts.error();
}

void checkClock(Report& report, storage::Store& store) {
    const crypto::SystemClock clock;
    const auto start = store.start();
    if (!start.ok()) return;  // said by the line before
    const auto ahead = logAheadOfClock(store, start.value().size, clock);
    const bool well = ahead.ok() && ahead.value() < kClockBehindMillis;
    report.line(well,
                well || !ahead.ok() ? "De klok loopt niet achter op het logboek"
                                    : clockBehindText(ahead.value()),
                kClockBehindWhatToDo);
}

void checkStore(Report& report, const Config& config, const ServerKeys& keys) {
    report.line(crypto::isPrivate(config.storeFile),
                "Alleen de server kan de gegevens lezen",
                "Doe: chmod 600 " + config.storeFile);
    storage::SqlcipherOptions look;
    look.readOnly = true;  // the server may be running
    auto store = storage::openSqlcipherStore(config.storeFile, keys.store, look);
    report.line(store.ok(),
                "De gegevens gaan open met hun sleutel",
                "Hoort deze sleutel bij deze gegevens? Zet anders een kopie terug.");
    if (!store.ok()) return;
    const auto head = checkHead(*store.value(), keys.log.publicKey());
    report.line(head.ok(),
                "Het logboek past bij zijn laatste controlepunt",
                "Verander niets. Bel de privacyfunctionaris en bewaar de schijf.");
    checkClock(report, *store.value());
}

void checkDisk(Report& report, const Config& config) {
    struct statvfs disk {};
    const std::string directory = std::filesystem::path(config.storeFile).parent_path();
    const bool known = ::statvfs(directory.c_str(), &disk) == 0;
    const std::uint64_t free = known ? disk.f_bavail * disk.f_frsize : 0;
    report.line(free >= kFreeBytesMin,
                "Er is genoeg ruimte op de schijf",
                "Maak ruimte: minder dan 1 GB is vrij.");
}

/// Whoever chose to make backups is told when they stop. Whoever did not is told on every day.
void checkBackup(Report& report, const Config& config) {
    if (!hasBackupKey(config)) {
        std::cout << "! Er is geen sleutel voor reservekopieën: er worden er geen gemaakt\n"
                     "    Zie docs/operations.md, Copies.\n";
        return;
    }
    const auto last = lastBackup(config);
    const crypto::UnixMillis now = crypto::SystemClock().now();
    const crypto::UnixMillis age = last ? now - std::min(now, last->made) : 0;
    const bool fresh = last && age < kBackupAgeMillisMax;
    const std::string hours = std::to_string(age / kHourMillis);
    report.line(fresh,
                last ? "De laatste reservekopie is " + hours + " uur oud, van stand " +
                           std::to_string(last->head.size)
                     : "Er is een reservekopie",
                "Maak er nu een: voordeurd backup create. Kijk na waarom dat niet vanzelf ging.");
}

}  // namespace

int runDoctor(const std::string& configFile) {
    Report report;
    report.line(crypto::selfTest().ok(),
                "De versleuteling werkt op deze machine",
                "Gebruik deze machine niet; meld dit aan de makers.");
    const auto loaded = loadConfig(configFile);
    const bool configured = loaded.ok() && loaded.value().problems.empty();
    report.line(configured,
                "De instellingen kloppen",
                "Bekijk " + configFile + "; voordeurd serve noemt de regel.");
    if (!configured) return 1;
    const Config& config = loaded.value().config;
    const auto keys = loadKeys(config.keysDirectory);
    report.line(keys.ok(),
                "De sleutels zijn er, en alleen voor de server",
                "Zet de map terug, of doe: chmod -R go= " + config.keysDirectory);
    checkCertificate(report,
                     config.keysDirectory + "/" + key_files::kServerCertificate,
                     "Het certificaat van de server");
    checkCertificate(report,
                     config.keysDirectory + "/" + key_files::kDeviceCa,
                     "De uitgever van apparaatcertificaten");
    checkDisk(report, config);
    checkBackup(report, config);
    if (keys.ok()) checkStore(report, config, keys.value());
    return report.well() ? 0 : 1;
}

}  // namespace voordeur::server::ops
