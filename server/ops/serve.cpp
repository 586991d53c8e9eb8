#include "crypto/base/files.h"
#include "crypto/internal/random.h"
#include "crypto/shared/self_test.h"
#include "server/ops/clock_check.h"
#include "server/ops/commands.h"
#include "server/ops/config.h"
#include "server/ops/health_watch.h"
#include "server/ops/server_keys.h"
#include "server/rpc/rpc_server.h"
#include "server/storage/sqlcipher/open.h"

#include <sched.h>
#include <signal.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <memory>

namespace voordeur::server::ops {

using crypto::Reason;

namespace {

/// Signals go to `sigwait` alone; every thread started later inherits the mask.
sigset_t blockSignals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    return set;
}

/// The threads wake one another several times a call. As batch work a woken one waits until the
/// one that runs has done its piece, instead of pushing it aside; a core at rest it has at once.
/// Every thread started later inherits it. Source: sched(7). Where it is refused, nothing is lost.
void runAsBatch() {
    const sched_param none{};
    static_cast<void>(sched_setscheduler(0, SCHED_BATCH, &none));
}

[[noreturn]] void endOnFailure(Reason reason) {
    complain("Het logboek kan niet meer worden geschreven (" + std::string(crypto::nameOf(reason)) +
                 "). De server stopt.",
             "Wat bevestigd was, staat op schijf. Controleer de schijf; start daarna opnieuw.");
    // No destructors: nothing more may be answered or written.
    ::_exit(70);
}

void sayWhenFull(bool full) {
    if (full) {
        complain("De schijf is vol. Tot er ruimte is, krijgt niemand antwoord.",
                 "Wat bevestigd was, staat op schijf. Maak ruimte; de server gaat dan verder.");
    } else {
        std::cout << "voordeurd heeft weer ruimte op de schijf en antwoordt weer\n" << std::flush;
    }
}

int explainKeys(const Config& config) {
    return complain(
        "De sleutels in " + config.keysDirectory + " ontbreken of zijn leesbaar voor anderen.",
        "Zet de map terug, of doe: chmod -R go= " + config.keysDirectory);
}

int explainStart(Reason reason, const Config& config) {
    if (reason == Reason::FileUnreadable) {
        return complain("De gegevens in " + config.storeFile + " ontbreken.",
                        "Zet het bestand terug uit uw reservekopie; begin geen nieuw logboek.");
    }
    if (reason == Reason::ConfigInvalid) {
        return complain("De gegevens in " + config.storeFile + " zijn leesbaar voor anderen.",
                        "Doe: chmod go= " + config.storeFile + " en de map erboven.");
    }
    if (reason == Reason::Busy) {
        return complain("Een andere server heeft deze gegevens open.",
                        "Stop die eerst; twee servers op één logboek mag niet.");
    }
    if (reason == Reason::SchemaNewer) {
        return complain("De gegevens zijn van een nieuwere versie.",
                        "Installeer die versie; er is niets veranderd.");
    }
    if (reason == Reason::CheckpointBroken) {
        return complain("Het logboek past niet bij zijn eigen controlepunt.",
                        "Verander niets. Bel de privacyfunctionaris en bewaar de schijf.");
    }
    return complain("De gegevens in " + config.storeFile + " kunnen niet open (" +
                        std::string(crypto::nameOf(reason)) + ").",
                    "Doe: voordeurd doctor");
}

void warnWhenClockIsBehind(storage::Store& store, std::uint64_t size, const crypto::Clock& clock) {
    const auto ahead = logAheadOfClock(store, size, clock);
    if (!ahead.ok() || ahead.value() < kClockBehindMillis) return;
    complain(clockBehindText(ahead.value()), kClockBehindWhatToDo);
}

/// Between the start of the listener and its end, however that comes.
class Watching {
public:
    Watching(HealthWatch& health, log::Writer& writer, rpc::RpcServer& server) : m_health(health) {
        m_health.begin(writer, [&server](bool serving) { server.setServing(serving); });
    }
    ~Watching() { m_health.stop(); }
    Watching(const Watching&) = delete;
    Watching& operator=(const Watching&) = delete;
    Watching(Watching&&) = delete;
    Watching& operator=(Watching&&) = delete;

private:
    HealthWatch& m_health;
};

int serveWith(const Config& config, const ServeOptions& options, const sigset_t& signals) {
    const crypto::SystemClock clock;
    crypto::SystemRandom random;
    auto keys = loadKeys(config.keysDirectory);
    if (!keys.ok()) return explainKeys(config);
    storage::SqlcipherOptions storeOptions;
    storeOptions.onFatal = endOnFailure;
    storeOptions.readersMax = config.readers();
    auto store = storage::openSqlcipherStore(config.storeFile, keys.value().store, storeOptions);
    if (!store.ok()) return explainStart(store.reason(), config);

    domain::Executor executor(config.workers, config.waitingMax);
    log::WriterLimits limits;
    limits.queueMax = config.waitingMax;
    HealthWatch health;
    const auto onFull = [&health](bool full) {
        sayWhenFull(full);
        if (full) health.noteFull();
    };
    auto writer =
        log::Writer::start({*store.value(), clock, keys.value().log, endOnFailure, onFull}, limits);
    if (!writer.ok()) return explainStart(writer.reason(), config);
    warnWhenClockIsBehind(*store.value(), writer.value()->head().head.size, clock);
    DeviceCertificateIssuer issuer(keys.value(), clock, random);
    domain::Service service(
        {*store.value(), *writer.value(), executor, clock, random, keys.value().oprf, issuer});
    rpc::ListenOptions listen;
    listen.address = config.listen;
    listen.keyFile = config.keysDirectory + "/" + key_files::kServerKey;
    listen.certificateFile = config.keysDirectory + "/" + key_files::kServerCertificate;
    listen.clientCaFile = config.keysDirectory + "/" + key_files::kDeviceCa;
    auto server = rpc::RpcServer::start(service, listen);
    if (!server.ok()) {
        return complain("Op " + config.listen + " kan de server niet luisteren.",
                        "Is het adres in gebruik? Kies een ander bij server.listen.");
    }
    const Watching watching(health, *writer.value(), *server.value());
    std::cout << "voordeurd luistert op " << config.listen << " (poort " << server.value()->port()
              << "), logboek " << writer.value()->head().head.size << " regels\n"
              << std::flush;
    if (!options.readyFile.empty()) {
        const std::string port = std::to_string(server.value()->port()) + "\n";
        if (!crypto::writeNewFile(options.readyFile, crypto::viewOf(port)).ok()) {
            return complain("Het bestand " + options.readyFile + " kan niet worden gemaakt.",
                            "Haal een oud bestand eerst weg.");
        }
    }
    int signal = 0;
    sigwait(&signals, &signal);
    std::cout << "voordeurd stopt; wat loopt wordt afgemaakt\n" << std::flush;
    health.stop();
    server.value().reset();  // finishes calls under way before the writer goes
    writer.value().reset();
    return 0;
}

}  // namespace

int runServe(const ServeOptions& options) {
    const sigset_t signals = blockSignals();
    runAsBatch();
    if (const auto tested = crypto::selfTest(); !tested.ok()) {
        return complain("De zelftest van de versleuteling mislukt op deze machine.",
                        "Gebruik deze machine niet; meld dit aan de makers.");
    }
    const auto loaded = loadConfig(options.configFile);
    if (!loaded.ok()) {
        return complain("De instellingen in " + options.configFile + " zijn niet te lezen.",
                        "Geef het goede bestand met --config.");
    }
    for (const auto& problem : loaded.value().problems) {
        const std::string what = problem.key.empty() ? "dit is geen TOML" : problem.key;
        const std::string meant =
            problem.meant ? "Bedoelde u " + *problem.meant + "?" : "Zie docs/operations.md.";
        complain(options.configFile + " regel " + std::to_string(problem.line) + ": " + what +
                     " klopt niet.",
                 meant);
    }
    if (!loaded.value().problems.empty()) return 1;
    return serveWith(loaded.value().config, options, signals);
}

}  // namespace voordeur::server::ops
