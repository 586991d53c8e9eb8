#pragma once

#include <QObject>

namespace voordeur::client::ui {

/// Tells when the computer's screen is locked or the computer goes to sleep.
///
/// Listens on D-Bus: ScreenSaver services of the desktops, logind's PrepareForSleep and the
/// session's Lock. Silent where there is no bus; the idle lock works without it. Thread: GUI.
class ScreenWatch : public QObject {
    Q_OBJECT

public:
    explicit ScreenWatch(QObject* parent = nullptr);

Q_SIGNALS:
    void away();

private Q_SLOTS:
    // Slots by name, because QtDBus connects signals of other programs only that way.
    void onActiveChanged(bool active);
    void onLock();
};

}  // namespace voordeur::client::ui
