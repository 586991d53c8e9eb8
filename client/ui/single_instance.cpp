#include "client/ui/single_instance.h"

#include <QLocalServer>
#include <QLocalSocket>
#include <QStandardPaths>

#include <memory>

namespace voordeur::client::ui {
namespace {

constexpr int kPatienceMillis = 1000;
constexpr int kWaitingMax = 8;

QString socketOrDefault(const QString& socket) {
    if (!socket.isEmpty()) return socket;
    return QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation) +
           QStringLiteral("/voordeur.sock");
}

}  // namespace

SingleInstance::SingleInstance(QString socket, QObject* parent)
    : QObject(parent), m_socket(socketOrDefault(socket)) {}

bool SingleInstance::handOver(const QString& link) {
    QLocalSocket other;
    other.connectToServer(m_socket);
    if (!other.waitForConnected(kPatienceMillis)) return false;
    other.write("raise " + acceptedLink(link).toUtf8() + "\n");
    if (!other.waitForBytesWritten(kPatienceMillis)) return false;
    // Only an answer proves that a living window sits behind the socket.
    return other.waitForReadyRead(kPatienceMillis) && other.readLine(16) == "ok\n";
}

bool SingleInstance::listen() {
    m_server = new QLocalServer(this);
    m_server->setSocketOptions(QLocalServer::UserAccessOption);
    m_server->setMaxPendingConnections(kWaitingMax);
    connect(m_server, &QLocalServer::newConnection, this, &SingleInstance::onConnection);
    if (m_server->listen(m_socket)) return true;
    // Nobody answered in handOver, so what lies there was left by a crash.
    QLocalServer::removeServer(m_socket);
    return m_server->listen(m_socket);
}

void SingleInstance::onConnection() {
    while (QLocalSocket* socket = m_server->nextPendingConnection()) {
        socket->setParent(this);
        socket->setReadBufferSize(kMessageBytesMax);
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] {
            if (!socket->canReadLine()) {
                if (socket->bytesAvailable() >= kMessageBytesMax) socket->abort();
                return;
            }
            const QByteArray line = socket->readLine(kMessageBytesMax).trimmed();
            if (line != "raise" && !line.startsWith("raise ")) return socket->abort();
            socket->write("ok\n");
            socket->disconnectFromServer();
            Q_EMIT called(acceptedLink(QString::fromUtf8(line.mid(6))));
        });
    }
}

QString acceptedLink(const QString& text) {
    const bool fits = text.size() < SingleInstance::kMessageBytesMax / 4;
    return fits && text.startsWith(QLatin1String("voordeur://")) ? text.trimmed() : QString();
}

}  // namespace voordeur::client::ui
