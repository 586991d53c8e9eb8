#include "client/ui/run.h"

#include "client/ui/appearance.h"
#include "client/ui/dialogs/dialog.h"
#include "client/ui/language.h"
#include "client/ui/main_window.h"
#include "client/ui/single_instance.h"
#include "client/ui/text/explain.h"
#include "client/ui/widgets/banner.h"
#include "client/ui/widgets/focus_ring.h"

#include <QApplication>
#include <QIcon>
#include <QPushButton>

// The library is static: its resources are only there when somebody asks for them, outside any
// namespace.
static void initResources() {
    Q_INIT_RESOURCE(voordeur);
    Q_INIT_RESOURCE(voordeur_translations);
}

namespace voordeur::client::ui {

void prepareApplication(QApplication& app) {
    initResources();
    app.setApplicationName(QStringLiteral("voordeur"));
    app.setApplicationDisplayName(QString());
    app.setApplicationVersion(QStringLiteral(VOORDEUR_VERSION));
    app.setDesktopFileName(QStringLiteral("voordeur"));
    app.setWindowIcon(QIcon(QStringLiteral(":/voordeur.svg")));
}

int refuseToStart(QApplication& app, const Options& options, crypto::Reason reason) {
    prepareApplication(app);
    Settings settings(options.settingsFile);
    const Appearance appearance(settings);
    Language language;
    language.use(settings.language());
    const Explanation words = explain(reason);
    auto* dialog =
        new Dialog(words.headline, QCoreApplication::translate("Start", "Close"), nullptr);
    dialog->cancel()->hide();
    dialog->banner()->say(words);
    QObject::connect(dialog, &Dialog::confirmed, dialog, &QDialog::accept);
    dialog->show();
    app.exec();
    return 1;
}

int runVoordeur(QApplication& app, core::Gateway& gateway, const Options& options) {
    prepareApplication(app);
    SingleInstance instance(options.socket);
    if (instance.handOver(options.link)) return 0;
    instance.listen();
    Settings settings(options.settingsFile);
    const Appearance appearance(settings);
    const FocusRing ring;
    MainWindow window(gateway, settings, options);
    QObject::connect(&instance, &SingleInstance::called, &window, &MainWindow::openLink);
    window.show();
    const int code = app.exec();
    // Replies under way come back as Cancelled; their receivers are the window, which still lives.
    gateway.lock();
    return code;
}

}  // namespace voordeur::client::ui
