#include "client/ui/system_theme.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>

namespace voordeur::client::ui {
namespace {

const QString kGroup = QStringLiteral("org.freedesktop.appearance");
const QString kKey = QStringLiteral("color-scheme");
constexpr uint kPrefersDark = 1;
constexpr uint kPrefersLight = 2;

// The portal's older Read wraps its answer in a second variant.
uint schemeOf(QVariant value) {
    for (int depth = 0; depth < 3 && value.canConvert<QDBusVariant>(); ++depth) {
        value = value.value<QDBusVariant>().variant();
    }
    return value.toUInt();
}

}  // namespace

SystemTheme::SystemTheme(const QPalette& platform, QObject* parent)
    : QObject(parent), m_dark(platform.color(QPalette::Window).lightness() < 128) {
    QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) return;
    const QString service = QStringLiteral("org.freedesktop.portal.Desktop");
    const QString path = QStringLiteral("/org/freedesktop/portal/desktop");
    const QString interface = QStringLiteral("org.freedesktop.portal.Settings");
    bus.connect(service,
                path,
                interface,
                QStringLiteral("SettingChanged"),
                this,
                SLOT(onSettingChanged(QString, QString, QDBusVariant)));
    QDBusMessage ask =
        QDBusMessage::createMethodCall(service, path, interface, QStringLiteral("Read"));
    ask << kGroup << kKey;
    auto* waiting = new QDBusPendingCallWatcher(bus.asyncCall(ask, 3000), this);
    connect(waiting, &QDBusPendingCallWatcher::finished, this, [this, waiting] {
        const QDBusPendingReply<QDBusVariant> reply = *waiting;
        waiting->deleteLater();
        if (!reply.isError()) take(schemeOf(QVariant::fromValue(reply.value())));
    });
}

void SystemTheme::onSettingChanged(const QString& group,
                                   const QString& key,
                                   const QDBusVariant& value) {
    if (group == kGroup && key == kKey) take(schemeOf(QVariant::fromValue(value)));
}

void SystemTheme::take(uint scheme) {
    // 0 is "no preference": keep what the palette said.
    if (scheme != kPrefersDark && scheme != kPrefersLight) return;
    const bool dark = scheme == kPrefersDark;
    if (dark == m_dark) return;
    m_dark = dark;
    Q_EMIT changed();
}

}  // namespace voordeur::client::ui
