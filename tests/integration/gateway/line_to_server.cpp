#include "tests/integration/gateway/line_to_server.h"

#include <stdexcept>
#include <string>

namespace voordeur::test {

LineToServer::LineToServer(int serverPort) : m_serverPort(static_cast<quint16>(serverPort)) {
    QObject::connect(&m_listener, &QTcpServer::newConnection, &m_listener, [this] {
        while (QTcpSocket* near = m_listener.nextPendingConnection())
            carry(near);
    });
    mend();
}

std::string LineToServer::address() const {
    return "localhost:" + std::to_string(m_port);
}

void LineToServer::mend() {
    if (m_listener.isListening()) return;
    if (!m_listener.listen(QHostAddress::LocalHost, m_port)) {
        throw std::runtime_error("no port for the line to the server");
    }
    m_port = m_listener.serverPort();
}

void LineToServer::cut() {
    m_listener.close();
    endAll();
}

void LineToServer::leadTo(int serverPort) {
    m_serverPort = static_cast<quint16>(serverPort);
    endAll();
}

void LineToServer::endAll() {
    for (QTcpSocket* each : m_listener.findChildren<QTcpSocket*>())
        each->abort();
}

void LineToServer::carry(QTcpSocket* near) {
    auto* far = new QTcpSocket(near);
    const auto pass = [](QTcpSocket* from, QTcpSocket* to) {
        QObject::connect(
            from, &QTcpSocket::readyRead, to, [from, to] { to->write(from->readAll()); });
        QObject::connect(from, &QTcpSocket::disconnected, to, [to] { to->disconnectFromHost(); });
    };
    pass(near, far);
    pass(far, near);
    // What arrives before the far end stands waits in that socket's buffer.
    QObject::connect(far, &QTcpSocket::errorOccurred, near, [near] { near->abort(); });
    QObject::connect(near, &QTcpSocket::disconnected, near, &QObject::deleteLater);
    far->connectToHost(QHostAddress::LocalHost, m_serverPort);
}

}  // namespace voordeur::test
