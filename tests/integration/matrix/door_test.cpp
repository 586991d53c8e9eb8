// The door: without a certificate of the device authority, not one byte of HTTP/2.
#include "crypto/base/files.h"
#include "crypto/internal/x509.h"
#include "tests/integration/matrix/people.h"
#include "tests/integration/town/need.h"

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <string>

namespace voordeur::test {

using crypto::Bytes;
using crypto::SecretBytes;

namespace {

constexpr crypto::UnixMillis kDay = 24ULL * 3600 * 1000;

/// A certificate and its key as PEM.
struct Papers {
    std::string certificate;
    std::string key;
};

std::string textOf(const SecretBytes& secret) {
    return std::string(crypto::textOf(secret.reveal(crypto::openKeyAccess())));
}

Papers papersOf(const client::core::TransportIdentity& identity) {
    return {identity.certificatePem, textOf(identity.keyPem)};
}

/// The right name in the certificate, and an authority of one's own under it.
Papers foreignPapers(TestServer& server, const crypto::DeviceId& device) {
    auto& random = server.random();
    const auto now = server.clock().now();
    const crypto::Validity validity{now - kDay, now + kDay};
    const auto caKey = need(crypto::generateTlsKey(), "a key");
    const auto ca = need(
        crypto::issueAuthority(crypto::AuthorityKind::Devices, caKey, validity, random), "a CA");
    const auto key = need(crypto::generateTlsKey(), "a key");
    const auto certificate =
        need(crypto::issueClientCertificate({ca, caKey},
                                            need(crypto::spkiOf(key), "its public half"),
                                            {crypto::ClientKind::Device, device.bytes},
                                            validity,
                                            random),
             "a certificate");
    return {need(crypto::certificatePem(certificate), "PEM"),
            textOf(need(crypto::tlsKeyPem(key), "PEM"))};
}

template <class T, void (*Free)(T*)>
struct Freed {
    void operator()(T* what) const { Free(what); }
};
using Context = std::unique_ptr<SSL_CTX, Freed<SSL_CTX, SSL_CTX_free>>;
using Tls = std::unique_ptr<SSL, Freed<SSL, SSL_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509, X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY, EVP_PKEY_free>>;

/// What came of knocking.
struct Knock {
    int bytes = 0;  // of application data from the server
    bool alert = false;
};

int dial(int port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    const timeval wait{5, 0};
    ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(static_cast<std::uint16_t>(port));
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0) return fd;
    ::close(fd);
    throw std::runtime_error("nobody listens");
}

void show(SSL_CTX* context, const Papers& papers) {
    const auto read = [](const std::string& pem) {
        return std::unique_ptr<BIO, Freed<BIO, BIO_free_all>>(
            BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    };
    const Certificate certificate(
        PEM_read_bio_X509(read(papers.certificate).get(), nullptr, nullptr, nullptr));
    const Key key(PEM_read_bio_PrivateKey(read(papers.key).get(), nullptr, nullptr, nullptr));
    ASSERT_EQ(SSL_CTX_use_certificate(context, certificate.get()), 1);
    ASSERT_EQ(SSL_CTX_use_PrivateKey(context, key.get()), 1);
}

/// Handshakes, says the opening words of HTTP/2, and counts what comes back.
Knock knock(int port, const std::optional<Papers>& papers, int version) {
    const Context context(SSL_CTX_new(TLS_client_method()));
    SSL_CTX_set_min_proto_version(context.get(), version);
    SSL_CTX_set_max_proto_version(context.get(), version);
    // Whoever knocks like this does not care who answers.
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_NONE, nullptr);
    constexpr std::array<unsigned char, 3> kH2{2, 'h', '2'};
    SSL_CTX_set_alpn_protos(context.get(), kH2.data(), kH2.size());
    if (papers) show(context.get(), *papers);
    const int fd = dial(port);
    const Tls tls(SSL_new(context.get()));
    SSL_set_fd(tls.get(), fd);
    ERR_clear_error();
    Knock out;
    if (SSL_connect(tls.get()) == 1) {
        // An empty SETTINGS frame behind the preface.
        const std::string words("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0", 33);
        SSL_write(tls.get(), words.data(), static_cast<int>(words.size()));
        std::array<char, 4096> buffer{};
        out.bytes = std::max(0, SSL_read(tls.get(), buffer.data(), buffer.size()));
    }
    out.alert = ERR_get_error() != 0;
    ::close(fd);
    return out;
}

class DoorTest : public testing::TestWithParam<int> {
protected:
    /// One town for both versions: nobody changes anything here.
    static void SetUpTestSuite() {
        // Who writes to a door that was shut hears of it by an error, not by a signal.
        ::signal(SIGPIPE, SIG_IGN);
        s_people = std::make_unique<People>();
    }
    static void TearDownTestSuite() { s_people.reset(); }
    static Knock knockWith(const std::optional<Papers>& papers) {
        return knock(s_people->server.port(), papers, GetParam());
    }
    inline static std::unique_ptr<People> s_people;
};

TEST_P(DoorTest, ADeviceIsAnswered) {
    const Knock answer = knockWith(papersOf(s_people->town->coach().identity()));
    EXPECT_GT(answer.bytes, 0);
}

TEST_P(DoorTest, WithoutACertificateNotOneByte) {
    const Knock answer = knockWith(std::nullopt);
    EXPECT_EQ(answer.bytes, 0);
    EXPECT_TRUE(answer.alert);
}

TEST_P(DoorTest, WithAForeignCertificateNotOneByte) {
    const Knock answer =
        knockWith(foreignPapers(s_people->server, s_people->town->coach().secrets().device));
    EXPECT_EQ(answer.bytes, 0);
    EXPECT_TRUE(answer.alert);
}

TEST_P(DoorTest, WithTheCertificateOfTheServerNotOneByte) {
    // Good for a server, not for a client.
    const auto read = [](const std::string& path) {
        return std::string(crypto::textOf(need(crypto::readFile(path), "a file")));
    };
    const Knock answer =
        knockWith(Papers{read(s_people->server.keyFile(server::ops::key_files::kServerCertificate)),
                         read(s_people->server.keyFile(server::ops::key_files::kServerKey))});
    EXPECT_EQ(answer.bytes, 0);
    EXPECT_TRUE(answer.alert);
}

TEST_P(DoorTest, OldTlsIsNotSpoken) {
    const Knock answer = knock(
        s_people->server.port(), papersOf(s_people->town->coach().identity()), TLS1_1_VERSION);
    EXPECT_EQ(answer.bytes, 0);
}

INSTANTIATE_TEST_SUITE_P(Tls, DoorTest, testing::Values(TLS1_2_VERSION, TLS1_3_VERSION));

TEST_P(DoorTest, ARevokedDeviceIsToldSo) {
    const auto info = s_people->gone->transport().serverInfo();
    ASSERT_FALSE(info.ok());
    EXPECT_EQ(crypto::nameOf(info.reason()), "DeviceRevoked");
}

/// What a device hears that dials `server` and trusts the authority of `trusted`.
std::string heard(const TestServer& server,
                  const TestServer& trusted,
                  const std::string& host,
                  const Papers& papers) {
    client::net::GrpcTransportFactory transports;
    const auto transport = transports.connect({host + ":" + std::to_string(server.port()),
                                               trusted.sheet().serverCaPem,
                                               papers.certificate,
                                               SecretBytes::copyOf(crypto::viewOf(papers.key))});
    const auto info = transport->serverInfo();
    return info.ok() ? "Ok" : std::string(crypto::nameOf(info.reason()));
}

TEST(DoorReasonTest, OnlyThePinnedServerUnderItsOwnNameIsSpokenTo) {
    TestServer server;
    server.listen();
    const TestServer other;
    TestServer elsewhere;
    elsewhere.listen("127.0.0.2");
    const Papers own{server.sheet().certificatePem, server.sheet().keyPem};
    // Reached, and too early: nobody founded anything yet.
    EXPECT_EQ(heard(server, server, "localhost", own), "NotFounded");
    EXPECT_EQ(heard(server, server, "127.0.0.1", own), "NotFounded");
    EXPECT_EQ(heard(server, other, "localhost", own), "ServerIdentityWrong");
    EXPECT_EQ(heard(elsewhere,
                    elsewhere,
                    "127.0.0.2",
                    {elsewhere.sheet().certificatePem, elsewhere.sheet().keyPem}),
              "ServerIdentityWrong");
    EXPECT_EQ(heard(server, server, "localhost", foreignPapers(server, {})), "Unavailable");
}

}  // namespace
}  // namespace voordeur::test
