#pragma once

#include <QKeySequence>
#include <QString>

#include <cstdint>
#include <vector>

namespace voordeur::client::ui {

/// Every key the window acts on. None is a single letter (WCAG 2.1.4).
enum class ShortcutId : std::uint8_t {
    Help,
    Lock,
    Back,
    NextPane,
    PreviousPane,
    Refresh,
    Find,
    NewNote,
    Save,
    NextTab,
    PreviousTab,
};

struct Shortcut {
    ShortcutId id;
    QKeySequence keys;
    QString words;
};

/// The whole table, worded in the language of the screen. One context: the window. Ctrl+1 to
/// Ctrl+9 choose from the navigation and stand beside it.
std::vector<Shortcut> shortcuts();
/// The keys as people read them, for instance "Ctrl+L".
QString keysText(const QKeySequence& keys);

}  // namespace voordeur::client::ui
