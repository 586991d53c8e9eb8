#pragma once

#include "client/ui/main_window.h"
#include "tests/ui/fake_gateway.h"

#include <QString>
#include <QStringList>

#include <functional>

namespace voordeur::tests::ui {

/// Drives the window as a person would, with keys and clicks, and waits for it. Thread: GUI.
class Driver {
public:
    Driver(client::ui::MainWindow& window, FakeGateway& gateway)
        : m_window(window), m_gateway(gateway) {}

    /// Every picture of the gallery.
    static QStringList pages();
    /// Brings the window to one of them; false for an unknown name.
    bool show(const QString& page);

    void unlock();
    void go(client::ui::PageId page);
    void openHousehold(int number);
    void fillCheck(const QString& postcode, const QString& number, int purpose);
    void click(const QString& words);
    bool waitUntil(const std::function<bool()>& done, int millis = 5000);
    /// Until nothing is under way any more, and a moment for the screen.
    void settle();

    /// The first visible child of that type, or nullptr.
    template <class T>
    T* find() const {
        for (T* each : m_window.findChildren<T*>()) {
            if (each->isVisible()) return each;
        }
        return nullptr;
    }

private:
    bool showDoor(const QString& page);
    bool showCheck(const QString& page);
    bool showHousehold(const QString& page);
    bool showOther(const QString& page);
    void tryPassphrase(const QString& phrase);

    client::ui::MainWindow& m_window;
    FakeGateway& m_gateway;
};

}  // namespace voordeur::tests::ui
