#pragma once

#include "client/core/gateway.h"
#include "client/net/grpc_transport.h"
#include "client/ui/main_window.h"
#include "client/ui/settings.h"
#include "tests/integration/gateway/line_to_server.h"
#include "tests/integration/town/town.h"

#include <QString>

#include <functional>
#include <memory>

class QAbstractButton;

namespace voordeur::test {

/// Somebody of the town at the window `voordeur`: their keystore behind a passphrase, the real
/// gateway, a line of their own to the listening server, and nothing but keys to work with.
///
/// Every step waits for what it needs and throws when it does not come. Thread: GUI.
class PersonAtWork {
public:
    static constexpr const char* kPassphrase = "vier gele fietsen bij de brug";

    PersonAtWork(TestServer& server, Member& member);

    [[nodiscard]] LineToServer& line() { return m_line; }
    [[nodiscard]] client::ui::MainWindow& window() { return *m_window; }

    /// Types it at the door and presses Enter.
    void fillPassphrase(const QString& passphrase);
    /// Through the door.
    void open();

    /// Until these words are to be seen in the window.
    void see(const QString& words);
    /// Until they are not.
    void seeGone(const QString& words);
    [[nodiscard]] bool sees(const QString& words) const;
    /// Words into whatever has the focus.
    void type(const QString& words);
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    /// Space on the button with this object name or these words, once it is there and enabled.
    void press(const QString& button);
    /// Focus on the input with this label, as Alt and its letter would bring it.
    void goTo(const QString& label);
    /// The place in the navigation, from 1, with Ctrl and the digit.
    void goToPage(int number);
    /// Opens the only household of the list that has this name, with the first reason there is.
    void openHousehold(const QString& name);

private:
    [[nodiscard]] QWidget* top() const;
    void comeToFront();
    [[nodiscard]] QAbstractButton* findButton(const QString& which) const;
    [[nodiscard]] QWidget* findInput(const QString& label) const;
    void waitFor(const std::function<bool()>& there, const QString& what) const;

    LineToServer m_line;
    TempFolder m_folder;
    client::net::GrpcTransportFactory m_transports;
    std::unique_ptr<client::core::Gateway> m_gateway;
    client::ui::Settings m_settings;
    std::unique_ptr<client::ui::MainWindow> m_window;
};

}  // namespace voordeur::test
