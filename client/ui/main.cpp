#include "client/core/core_gateway.h"
#include "client/core/switching_gateway.h"
#include "client/net/grpc_transport.h"
#include "client/ui/run.h"
#include "crypto/base/clock.h"
#include "crypto/internal/random.h"
#include "crypto/shared/self_test.h"
#include "crypto/vault/vault_self_test.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QStandardPaths>

#include <sys/prctl.h>
#include <sys/resource.h>

#include <cstdio>

namespace {

namespace core = voordeur::client::core;
namespace crypto = voordeur::crypto;
namespace ui = voordeur::client::ui;

const QString kProfile = QStringLiteral("profile");
const QString kDemo = QStringLiteral("demo");
const QString kDemoPassphrase = QStringLiteral("demo-passphrase");

// Memory of this process holds keys: it may not end up in a core file or with a debugger.
void hideMemory() {
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    ::prctl(PR_SET_DUMPABLE, 0);
}

QString usualProfile() {
    const QString chosen = qEnvironmentVariable("VOORDEUR_PROFILE");
    if (!chosen.isEmpty()) return chosen;
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
           QStringLiteral("/voordeur");
}

void addOptions(QCommandLineParser& parser) {
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOption(
        {kProfile, QStringLiteral("Folder of this device."), QStringLiteral("folder")});
    parser.addOption({kDemo,
                      QStringLiteral("One person of a demonstration with invented data; the first "
                                     "one begins. Repeat for more."),
                      QStringLiteral("label=folder")});
    parser.addOption(
        {kDemoPassphrase,
         QStringLiteral("The invented passphrase of all of them, shown on the screen."),
         QStringLiteral("words")});
    parser.addPositionalArgument(QStringLiteral("link"), QStringLiteral("A voordeur:// link."));
}

struct DemoPerson {
    QString label;
    QString folder;
};

/// Empty when one of them is not `label=folder`.
std::vector<DemoPerson> demoPeople(const QStringList& words) {
    std::vector<DemoPerson> out;
    for (const QString& word : words) {
        const auto split = word.indexOf(QLatin1Char('='));
        if (split <= 0 || split + 1 == word.size()) return {};
        out.push_back({word.left(split), word.mid(split + 1)});
    }
    return out;
}

/// All in one folder, so that a demonstration never touches the window of real work.
void keepApart(ui::Options& options, const QString& firstFolder) {
    const QString beside = QFileInfo(firstFolder).absolutePath();
    options.settingsFile = beside + QStringLiteral("/window.ini");
    options.socket = beside + QStringLiteral("/window.sock");
}

}  // namespace

int main(int argc, char** argv) {
    hideMemory();
    QApplication app(argc, argv);
    ui::prepareApplication(app);
    QCommandLineParser parser;
    addOptions(parser);
    parser.process(app);

    ui::Options options;
    options.link = parser.positionalArguments().value(0);
    if (!crypto::selfTest().ok() || !crypto::vaultSelfTest().ok()) {
        return ui::refuseToStart(app, options, crypto::Reason::Internal);
    }
    voordeur::client::net::GrpcTransportFactory transports;
    const crypto::SystemClock clock;
    crypto::SystemRandom random;
    const auto gatewayOf = [&](const QString& folder) {
        return core::makeCoreGateway({folder.toStdString(), transports, clock, random});
    };
    if (!parser.isSet(kDemo)) {
        const auto gateway =
            gatewayOf(parser.isSet(kProfile) ? parser.value(kProfile) : usualProfile());
        return ui::runVoordeur(app, *gateway, options);
    }
    const auto people = demoPeople(parser.values(kDemo));
    if (people.empty()) {
        std::fputs("voordeur: --demo wants label=folder\n", stderr);
        return 2;
    }
    keepApart(options, people.front().folder);
    std::vector<std::unique_ptr<core::Gateway>> gateways;
    for (const DemoPerson& person : people)
        gateways.push_back(gatewayOf(person.folder));
    const auto gateway = core::makeSwitchingGateway(std::move(gateways));
    for (std::size_t i = 0; i < people.size(); ++i) {
        options.demo.push_back({people[i].label, parser.value(kDemoPassphrase), [&gateway, i] {
                                    gateway->choose(i);
                                }});
    }
    return ui::runVoordeur(app, *gateway, options);
}
