#pragma once

#include "server/domain/service.h"
#include "server/ops/config.h"
#include "server/ops/server_keys.h"
#include "tests/support/temp_folder.h"

#include <functional>
#include <memory>
#include <string>

namespace voordeur::server::rpc {
class RpcServer;
}

namespace voordeur::test {

/// voordeurd's own parts in this process: keys, SQLCipher store, writer, service; and on demand its
/// gRPC listener with mutual TLS. A failing store ends the process.
///
/// Thread: one at a time for the server itself; its service takes calls from any thread.
class TestServer {
public:
    TestServer();
    ~TestServer();
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;
    TestServer(TestServer&&) = delete;
    TestServer& operator=(TestServer&&) = delete;

    /// Listens on a free port of this machine; the founding sheet's address follows.
    void listen(const std::string& host = "127.0.0.1");
    [[nodiscard]] int port() const;

    [[nodiscard]] server::domain::Service& service() { return *m_service; }
    [[nodiscard]] server::log::Writer& writer() { return *m_writer; }
    [[nodiscard]] server::storage::Store& store() { return *m_store; }
    /// Everything that somebody has who runs this server.
    [[nodiscard]] const server::ops::ServerKeys& keys() const { return *m_keys; }
    /// Of a founded instance, also while the writer is stopped.
    [[nodiscard]] crypto::InstanceId instance() const;
    [[nodiscard]] const crypto::FoundingSheet& sheet() const { return m_sheet; }
    [[nodiscard]] const crypto::Clock& clock() const { return m_clock; }
    [[nodiscard]] crypto::RandomSource& random() { return *m_random; }
    [[nodiscard]] std::string keyFile(const char* name) const;

    /// Stops the writer, lets `act` work on the store alone, and starts again. Not while listening.
    void between(const std::function<void(server::storage::Store&)>& act);

    /// Copies the store as it is now, also under load.
    void copyStore(const std::string& target) const;
    /// Stops, puts that copy in the place of the store, and starts again, as after a disaster. Not
    /// while listening.
    void putBack(const std::string& copy);
    /// As `voordeurd` reads it, for what works on the server's folder.
    [[nodiscard]] server::ops::Config config() const;

private:
    void begin();
    void openStore();
    [[nodiscard]] std::string storeFile() const { return m_folder.path() + "/store/voordeur.db"; }

    TempFolder m_folder;
    crypto::SystemClock m_clock;
    std::unique_ptr<crypto::RandomSource> m_random;
    crypto::FoundingSheet m_sheet;
    crypto::InstanceId m_instance{};
    std::unique_ptr<server::ops::ServerKeys> m_keys;
    std::unique_ptr<server::storage::Store> m_store;
    // In the order in which they borrow from each other.
    std::unique_ptr<server::ops::DeviceCertificateIssuer> m_issuer;
    std::unique_ptr<server::domain::Executor> m_executor;
    std::unique_ptr<server::log::Writer> m_writer;
    std::unique_ptr<server::domain::Service> m_service;
    std::unique_ptr<server::rpc::RpcServer> m_rpc;
};

}  // namespace voordeur::test
