#pragma once

#include "client/ui/pages/page.h"

class QComboBox;

namespace voordeur::client::ui {

/// Instellingen: language, theme, size of text, lock time. Everything takes effect at once.
/// Thread: GUI.
class SettingsPage : public Page {
    Q_OBJECT

public:
    explicit SettingsPage(Services services, QWidget* parent = nullptr);

    [[nodiscard]] QString title() const override;
    void forget() override {}
    [[nodiscard]] QWidget* firstFocus() override;

private:
    [[nodiscard]] QWidget* makeLanguage();
    [[nodiscard]] QWidget* makeTheme();
    [[nodiscard]] QWidget* makeTextSize();
    [[nodiscard]] QWidget* makeLockTime();

    QComboBox* m_language = nullptr;
};

}  // namespace voordeur::client::ui
