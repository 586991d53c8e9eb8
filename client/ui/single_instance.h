#pragma once

#include <QObject>
#include <QString>

class QLocalServer;

namespace voordeur::client::ui {

/// One window per person: a second start hands its link to the first and ends.
///
/// The socket lies in the person's own runtime folder and answers only to the same user. Messages
/// are one line of at most kMessageBytesMax; anything else is dropped. Thread: GUI.
class SingleInstance : public QObject {
    Q_OBJECT

public:
    static constexpr int kMessageBytesMax = 2048;

    /// `socket`: path; empty: "voordeur.sock" in the runtime folder.
    explicit SingleInstance(QString socket = {}, QObject* parent = nullptr);

    /// True when another window answered and took over; then this program should end.
    [[nodiscard]] bool handOver(const QString& link);
    /// Becomes the first. False when the socket cannot be made; the program works all the same.
    bool listen();

Q_SIGNALS:
    /// A second start; `link` may be empty.
    void called(const QString& link);

private:
    void onConnection();

    QString m_socket;
    QLocalServer* m_server = nullptr;
};

/// The link when `text` is a voordeur:// link of acceptable length, otherwise empty. What follows
/// the scheme is not used: no name or address may travel in a link.
QString acceptedLink(const QString& text);

}  // namespace voordeur::client::ui
