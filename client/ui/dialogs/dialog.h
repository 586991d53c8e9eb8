#pragma once

#include <QDialog>

#include <functional>

class QPushButton;
class QVBoxLayout;

namespace voordeur::client::ui {

class Banner;
class Label;

/// A small question over the page: heading, content, one main button and Cancel.
///
/// Opened with `open()`, never `exec()`: no nested loop, and the lock can close it. Deletes itself
/// when closed. Thread: GUI.
class Dialog : public QDialog {
    Q_OBJECT

public:
    Dialog(const QString& heading, const QString& action, QWidget* parent);

    [[nodiscard]] QVBoxLayout* column() const { return m_column; }
    [[nodiscard]] QPushButton* action() const { return m_action; }
    [[nodiscard]] QPushButton* cancel() const { return m_cancel; }
    [[nodiscard]] Banner* banner() const { return m_banner; }
    /// While waiting for an answer: buttons off, the window stays.
    void setBusy(bool busy);

protected:
    bool event(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

Q_SIGNALS:
    /// The main button or Enter; the dialog stays until somebody calls accept().
    void confirmed();

private:
    void growToText();

    QWidget* m_content;
    QVBoxLayout* m_column;
    Banner* m_banner;
    QPushButton* m_action;
    QPushButton* m_cancel;
};

/// Asks before something that cannot simply be undone. `yes` and `no` are verbs.
void askFirst(QWidget* parent,
              const QString& question,
              const QString& yes,
              const QString& no,
              std::function<void()> done);

}  // namespace voordeur::client::ui
