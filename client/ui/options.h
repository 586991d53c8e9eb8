#pragma once

#include <QString>

#include <functional>
#include <vector>

namespace voordeur::client::ui {

/// One person to be in a demonstration. `choose` makes the gateway that person's; it is called
/// locked, on the GUI thread, and must be quick. `passphrase` is shown to everybody: an invented
/// one, or empty.
struct DemoRole {
    QString label;
    QString passphrase;
    std::function<void()> choose;
};

/// How the window is started.
struct Options {
    /// Empty: not a demonstration. Otherwise the first is chosen at the start (not called).
    std::vector<DemoRole> demo;
    /// voordeur:// link from the command line; empty without.
    QString link;
    /// Path of the settings' ini file; empty: the person's configuration folder.
    QString settingsFile;
    /// Path of the socket that keeps it to one window; empty: in the runtime folder.
    QString socket;
};

}  // namespace voordeur::client::ui
