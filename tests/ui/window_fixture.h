#pragma once

#include "client/ui/appearance.h"
#include "client/ui/main_window.h"
#include "client/ui/settings.h"
#include "client/ui/shell.h"
#include "client/ui/widgets/focus_ring.h"
#include "tests/ui/driver.h"
#include "tests/ui/fake_gateway.h"

#include <QAbstractButton>
#include <QTemporaryDir>
#include <QTest>

#include <gtest/gtest.h>

#include <memory>

namespace voordeur::tests::ui {

/// The whole window with invented data, quick answers and a clock of its own.
class WindowFixture : public testing::Test {
protected:
    void SetUp() override {
        gateway.setDelay(std::chrono::milliseconds(2));
        gateway.setUnlockDelay(std::chrono::milliseconds(2));
        settings.setLanguage(language());
        settings.setTheme(client::ui::ThemeChoice::Light);
        appearance = std::make_unique<client::ui::Appearance>(settings);
        makeWindow({});
    }
    [[nodiscard]] virtual QString language() const { return QStringLiteral("nl"); }

    void makeWindow(const client::ui::Options& options) {
        driver.reset();
        window = std::make_unique<client::ui::MainWindow>(
            gateway, settings, options, [this] { return now; });
        window->show();
        window->activateWindow();
        ASSERT_TRUE(QTest::qWaitForWindowActive(window.get()));
        driver = std::make_unique<Driver>(*window, gateway);
    }
    [[nodiscard]] client::ui::Page* page() const { return window->shell()->page(); }

    /// Every text of the window that a person or a screen reader could read.
    [[nodiscard]] QStringList texts() const;
    [[nodiscard]] bool shows(const QString& text) const {
        return texts().join(QLatin1Char('\n')).contains(text);
    }
    /// The visible button with this object name.
    [[nodiscard]] QAbstractButton* button(const char* name) const {
        for (auto* each : window->findChildren<QAbstractButton*>(QLatin1String(name))) {
            if (each->isVisible()) return each;
        }
        return nullptr;
    }

    QTemporaryDir folder;
    FakeGateway gateway;
    client::ui::Settings settings{folder.filePath(QStringLiteral("window.ini"))};
    std::int64_t now = 1'000'000;
    std::unique_ptr<client::ui::Appearance> appearance;
    client::ui::FocusRing ring;
    std::unique_ptr<client::ui::MainWindow> window;
    std::unique_ptr<Driver> driver;
};

}  // namespace voordeur::tests::ui
