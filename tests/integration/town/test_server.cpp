#include "tests/integration/town/test_server.h"

#include "crypto/base/files.h"
#include "crypto/internal/random.h"
#include "server/rpc/rpc_server.h"
#include "server/storage/sqlcipher/backup.h"
#include "server/storage/sqlcipher/open.h"
#include "tests/integration/town/need.h"

#include <stdlib.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <utility>

namespace voordeur::test {

using crypto::Reason;

namespace {

constexpr std::size_t kWorkers = 2;
constexpr std::size_t kWaitingMax = 4096;

[[noreturn]] void endOnFailure(Reason reason) {
    std::cerr << "the server's store failed: " << crypto::nameOf(reason) << "\n";
    std::abort();
}

}  // namespace

TestServer::TestServer() : m_random(std::make_unique<crypto::SystemRandom>()) {
    const std::string keys = m_folder.path() + "/keys";
    m_sheet = need(
        server::ops::makeKeys(keys, "localhost:0", {"localhost", "127.0.0.1"}, m_clock, *m_random),
        "keys");
    m_keys = std::make_unique<server::ops::ServerKeys>(
        need(server::ops::loadKeys(keys), "reading the keys"));
    const std::string folder = m_folder.path() + "/store";
    need(crypto::makePrivateDirectory(folder), "folder of the store");
    need(server::storage::createSqlcipherStore(storeFile(), m_keys->store), "making the store");
    openStore();
    m_issuer = std::make_unique<server::ops::DeviceCertificateIssuer>(*m_keys, m_clock, *m_random);
    begin();
}

TestServer::~TestServer() {
    m_rpc.reset();
}

void TestServer::openStore() {
    m_store = need(server::storage::openSqlcipherStore(storeFile(), m_keys->store, endOnFailure),
                   "opening the store");
}

void TestServer::copyStore(const std::string& target) const {
    need(server::storage::backupSqlcipherStore(storeFile(), m_keys->store, target), "a copy");
}

void TestServer::putBack(const std::string& copy) {
    if (m_rpc) throw std::logic_error("a listening server is not stopped in between");
    m_instance = instance();
    m_writer.reset();
    m_executor.reset();
    m_service.reset();
    m_store.reset();
    for (const char* suffix : {"-wal", "-shm"})
        std::filesystem::remove(storeFile() + suffix);
    std::filesystem::copy_file(
        copy, storeFile(), std::filesystem::copy_options::overwrite_existing);
    openStore();
    begin();
}

server::ops::Config TestServer::config() const {
    server::ops::Config config;
    config.keysDirectory = m_folder.path() + "/keys";
    config.storeFile = storeFile();
    return config;
}

void TestServer::begin() {
    m_executor = std::make_unique<server::domain::Executor>(kWorkers, kWaitingMax);
    m_writer =
        need(server::log::Writer::start({*m_store, m_clock, m_keys->log, endOnFailure}), "writer");
    m_service = std::make_unique<server::domain::Service>(server::domain::Service::Parts{
        *m_store, *m_writer, *m_executor, m_clock, *m_random, m_keys->oprf, *m_issuer});
}

void TestServer::between(const std::function<void(server::storage::Store&)>& act) {
    if (m_rpc) throw std::logic_error("a listening server is not stopped in between");
    m_instance = instance();  // remembered from here on
    m_writer.reset();
    m_executor.reset();
    m_service.reset();
    act(*m_store);
    begin();
}

crypto::InstanceId TestServer::instance() const {
    return m_writer ? m_writer->directory()->instance() : m_instance;
}

void TestServer::listen(const std::string& host) {
    server::rpc::ListenOptions options;
    options.address = host + ":0";
    options.keyFile = keyFile(server::ops::key_files::kServerKey);
    options.certificateFile = keyFile(server::ops::key_files::kServerCertificate);
    options.clientCaFile = keyFile(server::ops::key_files::kDeviceCa);
    m_rpc = need(server::rpc::RpcServer::start(*m_service, options), "listening");
    m_sheet.address = "localhost:" + std::to_string(m_rpc->port());
}

int TestServer::port() const {
    return m_rpc->port();
}

std::string TestServer::keyFile(const char* name) const {
    return m_folder.path() + "/keys/" + name;
}

}  // namespace voordeur::test
