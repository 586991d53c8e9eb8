#pragma once

#include "client/ui/pages/page.h"

#include <memory>

class QProgressBar;
class QPushButton;

namespace voordeur::client::ui {

class Banner;
class Card;
class Label;
class LogResult;

/// Logboek: the privacy officer's full check, with progress, cancel, result and proof. Thread: GUI.
class LogPage : public Page {
    Q_OBJECT

public:
    explicit LogPage(Services services, QWidget* parent = nullptr);
    ~LogPage() override;

    [[nodiscard]] QString title() const override;
    void forget() override;
    [[nodiscard]] QWidget* firstFocus() override;

    /// What the file dialog would have given; public so that a test need not click through one.
    void exportTo(const QString& path);

private:
    [[nodiscard]] QWidget* makeCheckCard();
    void start();
    void stop();
    void progressed(core::LogProgress progress);
    void finished(const core::Result<core::LogReport>& result);
    void setRunning(bool running);
    void chooseFile();

    Desk m_desk;
    Desk m_exportDesk;
    /// Also tells progress of an older check apart from this one's.
    std::shared_ptr<bool> m_alive;
    std::unique_ptr<core::Subscription> m_running;
    QPushButton* m_start;
    QPushButton* m_stop;
    QProgressBar* m_progress;
    Label* m_words;
    Banner* m_banner;
    LogResult* m_result;
    QPushButton* m_export;
};

}  // namespace voordeur::client::ui
