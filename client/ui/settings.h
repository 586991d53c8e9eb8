#pragma once

#include <QObject>
#include <QSettings>
#include <QString>

namespace voordeur::client::ui {

enum class ThemeChoice { Light, Dark, System };

/// What a person chose on this computer. Holds nothing about any household.
///
/// Every value read from the file is checked and falls back to the default. Thread: GUI.
class Settings : public QObject {
    Q_OBJECT

public:
    static constexpr int kLockMinutesDefault = 5;
    static constexpr int kLockMinutesMax = 30;

    /// `file`: path of an ini file; empty: the person's own configuration folder.
    explicit Settings(const QString& file = {}, QObject* parent = nullptr);

    /// "nl" or "en"; Dutch unless somebody chose otherwise.
    [[nodiscard]] QString language() const;
    [[nodiscard]] ThemeChoice theme() const;
    /// 100, 125, 150 or 200.
    [[nodiscard]] int textPercent() const;
    /// 1 to 30.
    [[nodiscard]] int lockMinutes() const;

    void setLanguage(const QString& language);
    void setTheme(ThemeChoice theme);
    void setTextPercent(int percent);
    void setLockMinutes(int minutes);

Q_SIGNALS:
    void languageChanged();
    /// Theme or size of text.
    void appearanceChanged();
    void textSizeChanged();
    void lockMinutesChanged();

private:
    QSettings m_store;
};

}  // namespace voordeur::client::ui
