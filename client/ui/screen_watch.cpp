#include "client/ui/screen_watch.h"

#include <QDBusConnection>

namespace voordeur::client::ui {

ScreenWatch::ScreenWatch(QObject* parent) : QObject(parent) {
    QDBusConnection session = QDBusConnection::sessionBus();
    if (session.isConnected()) {
        for (const char* name :
             {"org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver", "org.xfce.ScreenSaver"}) {
            session.connect(QString(),
                            QString(),
                            QLatin1String(name),
                            QStringLiteral("ActiveChanged"),
                            this,
                            SLOT(onActiveChanged(bool)));
        }
    }
    QDBusConnection system = QDBusConnection::systemBus();
    if (system.isConnected()) {
        const QString login = QStringLiteral("org.freedesktop.login1");
        system.connect(login,
                       QString(),
                       QStringLiteral("org.freedesktop.login1.Manager"),
                       QStringLiteral("PrepareForSleep"),
                       this,
                       SLOT(onActiveChanged(bool)));
        system.connect(login,
                       QString(),
                       QStringLiteral("org.freedesktop.login1.Session"),
                       QStringLiteral("Lock"),
                       this,
                       SLOT(onLock()));
    }
}

void ScreenWatch::onActiveChanged(bool active) {
    if (active) Q_EMIT away();
}

void ScreenWatch::onLock() {
    Q_EMIT away();
}

}  // namespace voordeur::client::ui
