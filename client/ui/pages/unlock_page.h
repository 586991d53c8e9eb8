#pragma once

#include "client/ui/bridge.h"

#include <QTimer>
#include <QWidget>

class QProgressBar;
class QPushButton;

namespace voordeur::client::ui {

class Banner;
class Field;
class Label;
class PassphraseEdit;

/// The closed door: asks the passphrase, says what was wrong, counts down when it must wait.
/// Thread: GUI.
class UnlockPage : public QWidget {
    Q_OBJECT

public:
    explicit UnlockPage(core::Gateway& gateway, QWidget* parent = nullptr);

    /// `locked`: there was somebody before; says that it is locked instead of welcoming.
    /// `draftCount`: notes that wait behind the lock.
    void arrive(bool locked, std::size_t draftCount);
    /// Puts an invented passphrase in the field; for the demonstration.
    void fill(const QString& passphrase);
    /// Something to say at the door, for instance why the session ended.
    void say(const QString& text);

Q_SIGNALS:
    void unlocked(const core::Identity& identity);

private:
    void tryOpen();
    void answered(core::Result<core::Identity> result);
    void setWorking(bool working);
    void showWait();

    core::Gateway& m_gateway;
    Desk m_desk;
    Label* m_heading;
    Label* m_words;
    Banner* m_banner;
    PassphraseEdit* m_edit;
    Field* m_field;
    QPushButton* m_show;
    QPushButton* m_open;
    QProgressBar* m_progress;
    Label* m_working;
    QTimer m_waitTimer;
};

}  // namespace voordeur::client::ui
