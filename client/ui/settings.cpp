#include "client/ui/settings.h"

#include <QStandardPaths>

#include <array>

namespace voordeur::client::ui {
namespace {

QString fileOrDefault(const QString& file) {
    if (!file.isEmpty()) return file;
    return QStandardPaths::writableLocation(QStandardPaths::ConfigLocation) +
           QStringLiteral("/voordeur/window.ini");
}

const QString kLanguage = QStringLiteral("language");
const QString kTheme = QStringLiteral("theme");
const QString kText = QStringLiteral("text_percent");
const QString kLock = QStringLiteral("lock_minutes");

}  // namespace

Settings::Settings(const QString& file, QObject* parent)
    : QObject(parent), m_store(fileOrDefault(file), QSettings::IniFormat) {}

QString Settings::language() const {
    return m_store.value(kLanguage).toString() == QLatin1String("en") ? QStringLiteral("en")
                                                                      : QStringLiteral("nl");
}

ThemeChoice Settings::theme() const {
    const QString stored = m_store.value(kTheme).toString();
    if (stored == QLatin1String("light")) return ThemeChoice::Light;
    if (stored == QLatin1String("dark")) return ThemeChoice::Dark;
    return ThemeChoice::System;
}

int Settings::textPercent() const {
    const int stored = m_store.value(kText).toInt();
    for (const int allowed : {100, 125, 150, 200}) {
        if (stored == allowed) return stored;
    }
    return 100;
}

int Settings::lockMinutes() const {
    const int stored = m_store.value(kLock).toInt();
    return stored >= 1 && stored <= kLockMinutesMax ? stored : kLockMinutesDefault;
}

void Settings::setLanguage(const QString& language) {
    if (language == this->language()) return;
    m_store.setValue(kLanguage, language);
    Q_EMIT languageChanged();
}

void Settings::setTheme(ThemeChoice theme) {
    if (theme == this->theme()) return;
    static constexpr std::array kNames{"light", "dark", "system"};
    m_store.setValue(kTheme, QLatin1String(kNames.at(static_cast<std::size_t>(theme))));
    Q_EMIT appearanceChanged();
}

void Settings::setTextPercent(int percent) {
    if (percent == textPercent()) return;
    m_store.setValue(kText, percent);
    Q_EMIT appearanceChanged();
    Q_EMIT textSizeChanged();
}

void Settings::setLockMinutes(int minutes) {
    if (minutes == lockMinutes()) return;
    m_store.setValue(kLock, minutes);
    Q_EMIT lockMinutesChanged();
}

}  // namespace voordeur::client::ui
