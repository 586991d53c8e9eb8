#include "client/ui/shortcuts.h"

#include <QCoreApplication>

namespace voordeur::client::ui {
namespace {

class Shortcuts {
    Q_DECLARE_TR_FUNCTIONS(Shortcuts)

public:
    static std::vector<Shortcut> all() {
        const auto keys = [](QKeyCombination combination) { return QKeySequence(combination); };
        return {
            {ShortcutId::Lock, keys(Qt::CTRL | Qt::Key_L), tr("Lock Voordeur")},
            {ShortcutId::Help, keys(Qt::Key_F1), tr("Help and keys")},
            {ShortcutId::NextPane, keys(Qt::Key_F6), tr("Next part of the screen")},
            {ShortcutId::PreviousPane,
             keys(Qt::SHIFT | Qt::Key_F6),
             tr("Previous part of the screen")},
            {ShortcutId::Back, keys(Qt::ALT | Qt::Key_Left), tr("Back")},
            {ShortcutId::Refresh, keys(Qt::Key_F5), tr("Fetch again")},
            {ShortcutId::Find, keys(Qt::CTRL | Qt::Key_F), tr("Search in the list")},
            {ShortcutId::NewNote, keys(Qt::CTRL | Qt::Key_N), tr("New question or new note")},
            {ShortcutId::Save, keys(Qt::CTRL | Qt::Key_Return), tr("Save the note")},
            {ShortcutId::NextTab, keys(Qt::CTRL | Qt::Key_Tab), tr("Next tab")},
            {ShortcutId::PreviousTab, keys(Qt::CTRL | Qt::SHIFT | Qt::Key_Tab), tr("Previous tab")},
        };
    }
};

}  // namespace

std::vector<Shortcut> shortcuts() {
    return Shortcuts::all();
}

QString keysText(const QKeySequence& keys) {
    return keys.toString(QKeySequence::NativeText)
        .replace(QLatin1String("Return"), QLatin1String("Enter"));
}

}  // namespace voordeur::client::ui
