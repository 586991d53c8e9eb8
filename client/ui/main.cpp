#include "client/core/core_gateway.h"
#include "client/net/grpc_transport.h"
#include "client/ui/run.h"
#include "crypto/base/clock.h"
#include "crypto/internal/random.h"
#include "crypto/shared/self_test.h"
#include "crypto/vault/vault_self_test.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QStandardPaths>

#include <sys/prctl.h>
#include <sys/resource.h>

namespace {

namespace core = voordeur::client::core;
namespace crypto = voordeur::crypto;
namespace ui = voordeur::client::ui;

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

}  // namespace

int main(int argc, char** argv) {
    hideMemory();
    QApplication app(argc, argv);
    ui::prepareApplication(app);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addVersionOption();
    const QCommandLineOption profile(
        QStringLiteral("profile"), QStringLiteral("Folder of this device."), QStringLiteral("dir"));
    parser.addOption(profile);
    parser.addPositionalArgument(QStringLiteral("link"), QStringLiteral("A voordeur:// link."));
    parser.process(app);

    ui::Options options;
    options.link = parser.positionalArguments().value(0);
    if (!crypto::selfTest().ok() || !crypto::vaultSelfTest().ok()) {
        return ui::refuseToStart(app, options, crypto::Reason::Internal);
    }
    const QString folder = parser.isSet(profile) ? parser.value(profile) : usualProfile();
    voordeur::client::net::GrpcTransportFactory transports;
    const crypto::SystemClock clock;
    crypto::SystemRandom random;
    const auto gateway = core::makeCoreGateway({folder.toStdString(), transports, clock, random});
    return ui::runVoordeur(app, *gateway, options);
}
