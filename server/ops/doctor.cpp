#include "crypto/base/files.h"
#include "crypto/internal/x509.h"
#include "crypto/shared/checkpoint.h"
#include "crypto/shared/directory_state.h"
#include "crypto/shared/merkle_tree.h"
#include "crypto/shared/self_test.h"
#include "server/ops/commands.h"
#include "server/ops/config.h"
#include "server/ops/server_keys.h"
#include "server/storage/sqlcipher/open.h"

#include <sys/statvfs.h>

#include <filesystem>
#include <iostream>

namespace voordeur::server::ops {

using crypto::Reason;

namespace {

constexpr crypto::UnixMillis kDayMillis = 24ULL * 3600 * 1000;
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

class NoOlderLeaves final : public crypto::LeafSource {
public:
    explicit NoOlderLeaves(storage::Store& store) : m_store(store) {}
    crypto::Result<std::vector<crypto::Hash32>> leaves(std::uint64_t first,
                                                       std::size_t count) override {
        VD_ASSIGN(auto reader, m_store.reader());
        return reader->leaves(first, count);
    }

private:
    storage::Store& m_store;
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

crypto::Status checkHead(storage::Store& store, const crypto::PublicKey32& logKey) {
    VD_ASSIGN(const auto start, store.start());
    if (start.size == 0) return crypto::success();
    VD_REQUIRE(start.checkpoint && !start.directory.empty(), Reason::CheckpointBroken);
    VD_ASSIGN(const auto payload, crypto::FoundPayload::decode(start.directory.front().payload));
    const std::string origin = crypto::logOrigin(crypto::instanceOf(payload.policy));
    VD_ASSIGN(const auto head, crypto::openCheckpoint(*start.checkpoint, origin, origin, logKey));
    NoOlderLeaves leaves(store);
    VD_ASSIGN(const auto tree,
              crypto::MerkleTree::create({start.size, start.tiles, start.lastLeaves}, leaves));
    const bool fits = head.size == start.size && head.root == tree->root();
    VD_REQUIRE(fits, Reason::CheckpointBroken);
    return crypto::success();
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
    if (keys.ok()) checkStore(report, config, keys.value());
    return report.well() ? 0 : 1;
}

}  // namespace voordeur::server::ops
