#pragma once

#include <QTcpServer>
#include <QTcpSocket>

#include <string>

namespace voordeur::test {

/// The line between a laptop and the server: carries bytes to a port of this machine, can be cut
/// and mended, and can be led to somebody else's server. Reads nothing of what it carries.
///
/// Thread: GUI, whose event loop carries the bytes.
class LineToServer {
public:
    explicit LineToServer(int serverPort);

    /// As a device dials it.
    [[nodiscard]] std::string address() const;
    /// Every call under way ends and nobody listens any more.
    void cut();
    void mend();
    /// The next connections arrive at another server; those that stand end.
    void leadTo(int serverPort);

private:
    void carry(QTcpSocket* near);
    void endAll();

    quint16 m_serverPort;
    quint16 m_port = 0;
    QTcpServer m_listener;
};

}  // namespace voordeur::test
