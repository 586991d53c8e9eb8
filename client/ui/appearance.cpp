#include "client/ui/appearance.h"

#include "client/ui/style.h"
#include "client/ui/theme.h"

#include <QApplication>

namespace voordeur::client::ui {

Appearance::Appearance(Settings& settings)
    : m_settings(settings),
      m_platformFont(QApplication::font()),
      m_system(QApplication::palette()) {
    // The style first: setting one resets the palette. The application owns it.
    QApplication::setStyle(new VoordeurStyle);
    connect(&m_settings, &Settings::appearanceChanged, this, &Appearance::apply);
    connect(&m_system, &SystemTheme::changed, this, &Appearance::apply);
    apply();
}

void Appearance::apply() {
    bool dark = m_settings.theme() == ThemeChoice::Dark;
    if (m_settings.theme() == ThemeChoice::System) dark = m_system.dark();
    QApplication::setPalette(paletteFor(dark ? darkTokens() : lightTokens()));
    QApplication::setFont(bodyFont(m_platformFont, m_settings.textPercent() / 100.0));
    for (QWidget* window : QApplication::topLevelWidgets())
        window->update();
}

}  // namespace voordeur::client::ui
