#pragma once

#include <QObject>
#include <QPalette>

class QDBusVariant;

namespace voordeur::client::ui {

/// Whether the computer prefers dark windows.
///
/// Asks the desktop portal (org.freedesktop.appearance color-scheme) without waiting for it; until
/// and unless it answers, the palette the platform gave the application decides. Thread: GUI.
class SystemTheme : public QObject {
    Q_OBJECT

public:
    /// `platform`: the application's palette before this program set its own.
    explicit SystemTheme(const QPalette& platform, QObject* parent = nullptr);
    [[nodiscard]] bool dark() const { return m_dark; }

Q_SIGNALS:
    void changed();

private Q_SLOTS:
    void onSettingChanged(const QString& group, const QString& key, const QDBusVariant& value);

private:
    void take(uint scheme);

    bool m_dark = false;
};

}  // namespace voordeur::client::ui
