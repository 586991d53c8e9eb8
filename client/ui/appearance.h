#pragma once

#include "client/ui/settings.h"
#include "client/ui/system_theme.h"

#include <QFont>

namespace voordeur::client::ui {

/// Applies style, colours and font to the application, and again whenever a setting or the
/// computer's preference changes. Thread: GUI.
class Appearance : public QObject {
    Q_OBJECT

public:
    /// Remembers the platform's palette and font before replacing them.
    explicit Appearance(Settings& settings);

private:
    void apply();

    Settings& m_settings;
    QFont m_platformFont;
    SystemTheme m_system;
};

}  // namespace voordeur::client::ui
