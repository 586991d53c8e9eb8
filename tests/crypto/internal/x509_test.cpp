#include "crypto/internal/x509.h"

#include "crypto/internal/random.h"
#include "crypto/internal/x509_openssl.h"
#include "tests/crypto/support.h"

#include <gtest/gtest.h>
#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>
#include <string>

namespace voordeur::crypto {
namespace {

using test::hex;

constexpr UnixMillis kDay = 24ULL * 3600 * 1000;
constexpr UnixMillis kNow = 1'790'000'000'000;  // in September 2026
constexpr Validity kYears{kNow - kDay, kNow + 3650 * kDay};
constexpr Validity kYear{kNow, kNow + 365 * kDay};

ClientName deviceName() {
    return {ClientKind::Device, test::hexArray<16>("00112233445566778899aabbccddeeff")};
}

struct Authority {
    SecretBytes key;
    Bytes certificate;
    [[nodiscard]] Issuer issuer() const { return {certificate, key}; }
};

Authority newAuthority(AuthorityKind kind) {
    SystemRandom random;
    Authority authority;
    authority.key = generateTlsKey().value();
    authority.certificate = issueAuthority(kind, authority.key, kYears, random).value();
    return authority;
}

Bytes newSpki() {
    return spkiOf(generateTlsKey().value()).value();
}

/// What TLS does: 0, or OpenSSL's reason (X509_V_ERR_…).
int verifyChain(ByteView leaf, ByteView authority, int purpose, UnixMillis at) {
    const auto leafRead = internal::readCertificate(leaf);
    const auto authorityRead = internal::readCertificate(authority);
    X509_STORE* store = X509_STORE_new();
    X509_STORE_CTX* context = X509_STORE_CTX_new();
    X509_STORE_add_cert(store, authorityRead.value().get());
    X509_STORE_CTX_init(context, store, leafRead.value().get(), nullptr);
    X509_STORE_CTX_set_purpose(context, purpose);
    X509_VERIFY_PARAM_set_time(X509_STORE_CTX_get0_param(context),
                               static_cast<std::time_t>(at / 1000));
    X509_VERIFY_PARAM_set_flags(X509_STORE_CTX_get0_param(context), X509_V_FLAG_X509_STRICT);
    X509_verify_cert(context);
    const int outcome = X509_STORE_CTX_get_error(context);
    X509_STORE_CTX_free(context);
    X509_STORE_free(store);
    ERR_clear_error();
    return outcome;
}

TEST(X509Test, ClientCertificateSaysWhatItWasGiven) {
    SystemRandom random;
    const Authority authority = newAuthority(AuthorityKind::Devices);
    const SecretBytes key = generateTlsKey().value();
    const Bytes spki = spkiOf(key).value();
    for (const ClientKind kind : {ClientKind::Device, ClientKind::Invitation}) {
        const ClientName name{kind, deviceName().id};
        const Bytes certificate =
            issueClientCertificate(authority.issuer(), spki, name, kYear, random).value();
        const CertificateFacts facts = parseCertificate(certificate).value();
        EXPECT_EQ(facts.client, name);
        EXPECT_TRUE(facts.serverNames.empty());
        EXPECT_FALSE(facts.authority);
        EXPECT_EQ(facts.notBefore, kYear.notBefore);
        EXPECT_EQ(facts.notAfter, kYear.notAfter);
        EXPECT_EQ(verifyChain(certificate, authority.certificate, X509_PURPOSE_SSL_CLIENT, kNow),
                  X509_V_OK);
        EXPECT_EQ(verifyChain(certificate, authority.certificate, X509_PURPOSE_SSL_SERVER, kNow),
                  X509_V_ERR_INVALID_PURPOSE);
    }
}

TEST(X509Test, ServerCertificateCarriesItsNames) {
    SystemRandom random;
    const Authority authority = newAuthority(AuthorityKind::Server);
    const Bytes certificate =
        issueServerCertificate(authority.issuer(),
                               newSpki(),
                               {"voordeur.example", "10.1.2.3", "localhost", "fd00::1"},
                               kYear,
                               random)
            .value();
    const CertificateFacts facts = parseCertificate(certificate).value();
    EXPECT_EQ(facts.serverNames,
              (std::vector<std::string>{"voordeur.example",
                                        "localhost",
                                        "10.1.2.3",
                                        "fd00:0000:0000:0000:0000:0000:0000:0001"}));
    EXPECT_FALSE(facts.client);
    EXPECT_EQ(verifyChain(certificate, authority.certificate, X509_PURPOSE_SSL_SERVER, kNow),
              X509_V_OK);
    EXPECT_EQ(verifyChain(certificate, authority.certificate, X509_PURPOSE_SSL_CLIENT, kNow),
              X509_V_ERR_INVALID_PURPOSE);
    const auto read = internal::readCertificate(certificate);
    EXPECT_EQ(X509_check_host(read.value().get(), "voordeur.example", 0, 0, nullptr), 1);
    EXPECT_EQ(X509_check_host(read.value().get(), "other.example", 0, 0, nullptr), 0);
    EXPECT_EQ(X509_check_ip_asc(read.value().get(), "10.1.2.3", 0), 1);
    EXPECT_EQ(X509_check_ip_asc(read.value().get(), "fd00::1", 0), 1);
    EXPECT_EQ(X509_check_ip_asc(read.value().get(), "10.1.2.4", 0), 0);
}

TEST(X509Test, AnotherAuthorityIsRefused) {
    SystemRandom random;
    const Authority mine = newAuthority(AuthorityKind::Devices);
    const Authority sameName = newAuthority(AuthorityKind::Devices);
    const Authority otherName = newAuthority(AuthorityKind::Server);
    const Bytes certificate =
        issueClientCertificate(mine.issuer(), newSpki(), deviceName(), kYear, random).value();
    for (const Authority* other : {&sameName, &otherName}) {
        EXPECT_NE(verifyChain(certificate, other->certificate, X509_PURPOSE_SSL_CLIENT, kNow),
                  X509_V_OK);
    }
}

TEST(X509Test, OutsideItsTimeItIsRefused) {
    SystemRandom random;
    const Authority authority = newAuthority(AuthorityKind::Devices);
    const Bytes certificate =
        issueClientCertificate(authority.issuer(), newSpki(), deviceName(), kYear, random).value();
    const auto at = [&](UnixMillis when) {
        return verifyChain(certificate, authority.certificate, X509_PURPOSE_SSL_CLIENT, when);
    };
    EXPECT_EQ(at(kYear.notBefore - 1000), X509_V_ERR_CERT_NOT_YET_VALID);
    EXPECT_EQ(at(kYear.notBefore), X509_V_OK);
    EXPECT_EQ(at(kYear.notAfter - 1000), X509_V_OK);
    EXPECT_EQ(at(kYear.notAfter), X509_V_ERR_CERT_HAS_EXPIRED);
}

TEST(X509Test, ALeafCannotIssue) {
    SystemRandom random;
    const Authority authority = newAuthority(AuthorityKind::Devices);
    Authority leaf;
    leaf.key = generateTlsKey().value();
    leaf.certificate =
        issueClientCertificate(
            authority.issuer(), spkiOf(leaf.key).value(), deviceName(), kYear, random)
            .value();
    EXPECT_EQ(
        issueClientCertificate(leaf.issuer(), newSpki(), deviceName(), kYear, random).reason(),
        Reason::CertificateWrong);
}

TEST(X509Test, EveryFlippedByteBreaksTheChain) {
    SystemRandom random;
    const Authority authority = newAuthority(AuthorityKind::Devices);
    const Bytes certificate =
        issueClientCertificate(authority.issuer(), newSpki(), deviceName(), kYear, random).value();
    for (std::size_t i = 0; i < certificate.size(); ++i) {
        Bytes altered = certificate;
        altered[i] ^= 0x01;
        if (!internal::readCertificate(altered).ok()) continue;
        EXPECT_NE(verifyChain(altered, authority.certificate, X509_PURPOSE_SSL_CLIENT, kNow),
                  X509_V_OK)
            << i;
    }
    ERR_clear_error();
}

TEST(X509Test, AuthorityMaySignLeavesOnly) {
    const Authority authority = newAuthority(AuthorityKind::Server);
    const CertificateFacts facts = parseCertificate(authority.certificate).value();
    EXPECT_TRUE(facts.authority);
    EXPECT_FALSE(facts.client);
    const auto read = internal::readCertificate(authority.certificate);
    X509* raw = read.value().get();
    EXPECT_EQ(X509_get_pathlen(raw), 0);
    EXPECT_EQ(X509_get_key_usage(raw), static_cast<std::uint32_t>(KU_KEY_CERT_SIGN | KU_CRL_SIGN));
    std::array<char, 64> name{};
    X509_NAME_get_text_by_NID(X509_get_subject_name(raw), NID_commonName, name.data(), 64);
    EXPECT_STREQ(name.data(), "Voordeur server");
}

TEST(X509Test, SerialNumbersComeFromTheGivenRandomness) {
    test::ScriptedRandom random(Bytes(16, 0xff));
    const SecretBytes key = generateTlsKey().value();
    const Bytes certificate = issueAuthority(AuthorityKind::Devices, key, kYears, random).value();
    EXPECT_EQ(random.left(), 0U);
    const auto read = internal::readCertificate(certificate);
    const ASN1_INTEGER* serial = X509_get0_serialNumber(read.value().get());
    EXPECT_EQ(toHex({ASN1_STRING_get0_data(serial), 16}), "7fffffffffffffffffffffffffffffff");
    EXPECT_EQ(ASN1_STRING_length(serial), 16);
}

TEST(X509Test, FingerprintAndKeyHashAreThoseOfOpenSsl) {
    SystemRandom random;
    const Authority authority = newAuthority(AuthorityKind::Devices);
    const Bytes spki = newSpki();
    const Bytes certificate =
        issueClientCertificate(authority.issuer(), spki, deviceName(), kYear, random).value();
    const CertificateFacts facts = parseCertificate(certificate).value();
    Hash32 expected{};
    EVP_Digest(
        certificate.data(), certificate.size(), expected.data(), nullptr, EVP_sha256(), nullptr);
    EXPECT_EQ(facts.fingerprint, expected);
    EVP_Digest(spki.data(), spki.size(), expected.data(), nullptr, EVP_sha256(), nullptr);
    EXPECT_EQ(facts.spkiHash, expected);
}

TEST(X509Test, PemAndDerAreTheSameCertificate) {
    const Authority authority = newAuthority(AuthorityKind::Devices);
    const std::string pem = certificatePem(authority.certificate).value();
    EXPECT_TRUE(pem.starts_with("-----BEGIN CERTIFICATE-----\n"));
    EXPECT_EQ(certificateDer(viewOf(pem)).value(), authority.certificate);
    EXPECT_EQ(certificatePem(viewOf(pem)).value(), pem);
    EXPECT_EQ(parseCertificate(viewOf(pem)).value().fingerprint,
              parseCertificate(authority.certificate).value().fingerprint);
    // OpenSSL's own writer agrees.
    const auto read = internal::readCertificate(authority.certificate);
    const internal::Bio bio(BIO_new(BIO_s_mem()));
    ASSERT_EQ(PEM_write_bio_X509(bio.get(), read.value().get()), 1);
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &text);
    EXPECT_EQ(std::string(text, static_cast<std::size_t>(size)), pem);
}

TEST(X509Test, EverythingElseIsNoCertificate) {
    const Authority authority = newAuthority(AuthorityKind::Devices);
    const std::string pem = certificatePem(authority.certificate).value();
    Bytes trailing = authority.certificate;
    trailing.push_back(0);
    const Bytes cut(authority.certificate.begin(), authority.certificate.end() - 1);
    const std::string twice = pem + pem;
    const std::string junk = pem + "x";
    const std::string key = "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n";
    const Bytes large(20'000, 0x30);
    for (const ByteView wrong : {ByteView(),
                                 ByteView(trailing),
                                 ByteView(cut),
                                 viewOf(twice),
                                 viewOf(key),
                                 viewOf(junk),
                                 viewOf("-----BEGIN "),
                                 viewOf("hello"),
                                 ByteView(large)}) {
        EXPECT_EQ(parseCertificate(wrong).reason(), Reason::CertificateWrong);
    }
    EXPECT_TRUE(parseCertificate(viewOf(pem + " \r\n")).ok());
}

TEST(X509Test, FailuresLeaveNothingInOpenSslsQueue) {
    ERR_clear_error();
    static_cast<void>(parseCertificate(viewOf("hello")).ok());
    static_cast<void>(spkiOf(test::secretText("hello")).ok());
    static_cast<void>(certificatePem(viewOf("-----BEGIN CERTIFICATE-----\nAAAA\n")).ok());
    EXPECT_EQ(ERR_peek_error(), 0U);
}

TEST(X509Test, KeysGoThroughPem) {
    const SecretBytes key = generateTlsKey().value();
    const SecretBytes pem = tlsKeyPem(key).value();
    const std::string text(textOf(pem.reveal(openKeyAccess())));
    EXPECT_TRUE(text.starts_with("-----BEGIN PRIVATE KEY-----\n"));
    EXPECT_EQ(spkiOf(pem).value(), spkiOf(key).value());
    EXPECT_TRUE(tlsKeyPem(pem).value() == pem);
    EXPECT_NE(spkiOf(generateTlsKey().value()).value(), spkiOf(key).value());
}

TEST(X509Test, OtherKindsOfKeysAreWeak) {
    EXPECT_EQ(spkiOf(SecretBytes()).reason(), Reason::WeakKey);
    EXPECT_EQ(spkiOf(test::secretText("hello")).reason(), Reason::WeakKey);
    // An Ed25519 key (RFC 8410 §10.3), well-formed and not ours.
    EXPECT_EQ(
        spkiOf(test::secretText("-----BEGIN PRIVATE KEY-----\n"
                                "MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n"
                                "-----END PRIVATE KEY-----\n"))
            .reason(),
        Reason::WeakKey);
    SystemRandom random;
    const Authority authority = newAuthority(AuthorityKind::Devices);
    // An Ed25519 public key (RFC 8410 §10.1).
    const Bytes ed25519 = hex(
        "302a300506032b657003210019bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1");
    EXPECT_EQ(
        issueClientCertificate(authority.issuer(), ed25519, deviceName(), kYear, random).reason(),
        Reason::CertificateWrong);
}

TEST(X509Test, APublicKeyHasOneEncoding) {
    SystemRandom random;
    const Authority authority = newAuthority(AuthorityKind::Devices);
    const Bytes spki = newSpki();
    ASSERT_EQ(spki.size(), 91U);
    Bytes trailing = spki;
    trailing.push_back(0);
    // The same point, compressed: SEQUENCE of 57, BIT STRING of 34, 02 or 03, x.
    Bytes compressed = hex("3039301306072a8648ce3d020106082a8648ce3d030107032200");
    compressed.push_back((spki.back() & 1U) == 0 ? 0x02 : 0x03);
    compressed.insert(compressed.end(), spki.begin() + 27, spki.begin() + 59);
    for (const Bytes& other : {trailing, compressed, Bytes{}}) {
        EXPECT_EQ(
            issueClientCertificate(authority.issuer(), other, deviceName(), kYear, random).reason(),
            Reason::CertificateWrong);
    }
}

TEST(X509Test, TheIssuersKeyMustBeItsOwn) {
    SystemRandom random;
    const Authority authority = newAuthority(AuthorityKind::Devices);
    const SecretBytes other = generateTlsKey().value();
    EXPECT_EQ(issueClientCertificate(
                  {authority.certificate, other}, newSpki(), deviceName(), kYear, random)
                  .reason(),
              Reason::WeakKey);
}

TEST(X509Test, ValidityStaysInsideTheIssuers) {
    SystemRandom random;
    const Authority authority = newAuthority(AuthorityKind::Devices);
    for (const Validity& wrong : {Validity{kYears.notBefore - 1000, kNow + kDay},
                                  Validity{kNow, kYears.notAfter + 1000},
                                  Validity{kNow, kNow},
                                  Validity{kNow + kDay, kNow},
                                  Validity{kNow, UINT64_MAX}}) {
        EXPECT_EQ(issueClientCertificate(authority.issuer(), newSpki(), deviceName(), wrong, random)
                      .reason(),
                  Reason::InvalidArgument);
    }
    const SecretBytes key = generateTlsKey().value();
    EXPECT_EQ(issueAuthority(AuthorityKind::Server, key, {kNow, kNow}, random).reason(),
              Reason::InvalidArgument);
    EXPECT_EQ(issueAuthority(AuthorityKind::Server, key, {0, UINT64_MAX}, random).reason(),
              Reason::InvalidArgument);
}

TEST(X509Test, NamesThatAreNoneAreRefused) {
    SystemRandom random;
    const Authority authority = newAuthority(AuthorityKind::Server);
    const Bytes spki = newSpki();
    const auto issue = [&](const std::vector<std::string>& names) {
        return issueServerCertificate(authority.issuer(), spki, names, kYear, random);
    };
    EXPECT_EQ(issue({}).reason(), Reason::InvalidArgument);
    EXPECT_EQ(issue(std::vector<std::string>(kServerNamesMax + 1, "a.example")).reason(),
              Reason::InvalidArgument);
    EXPECT_TRUE(issue(std::vector<std::string>(kServerNamesMax, "a.example")).ok());
    for (const std::string& name : {std::string(),
                                    std::string("*.example"),
                                    std::string("a..b"),
                                    std::string(".a"),
                                    std::string("a."),
                                    std::string("-a.example"),
                                    std::string("a-.example"),
                                    std::string("a b"),
                                    std::string("a,URI:voordeur:device:00"),
                                    std::string("a\0b", 3),
                                    std::string("10.0.0.256"),
                                    std::string("10.0.0.1\0", 9),
                                    std::string("::g"),
                                    std::string(64, 'a'),
                                    std::string("voord\xc3\xa9ur.example"),
                                    std::string(254, 'a')}) {
        EXPECT_EQ(issue({name}).reason(), Reason::InvalidArgument) << name;
    }
}

TEST(ClientNameTest, HasOneSpelling) {
    EXPECT_EQ(deviceName().uri(), "voordeur:device:00112233445566778899aabbccddeeff");
    EXPECT_EQ(ClientName::parse(deviceName().uri()), deviceName());
    const ClientName invitation{ClientKind::Invitation, deviceName().id};
    EXPECT_EQ(invitation.uri(), "voordeur:invitation:00112233445566778899aabbccddeeff");
    EXPECT_EQ(ClientName::parse(invitation.uri()), invitation);
    for (const char* wrong : {"",
                              "voordeur:device:",
                              "voordeur:device:00112233445566778899aabbccddeef",
                              "voordeur:device:00112233445566778899aabbccddeeff0",
                              "voordeur:device:00112233445566778899aabbccddeeff00",
                              "voordeur:device:00112233445566778899AABBCCDDEEFF",
                              "Voordeur:device:00112233445566778899aabbccddeeff",
                              "voordeur:server:00112233445566778899aabbccddeeff",
                              "voordeur:device:0011223344556677889 aabbccddeeff",
                              " voordeur:device:00112233445566778899aabbccddeeff"}) {
        EXPECT_EQ(ClientName::parse(wrong), std::nullopt) << wrong;
    }
}

}  // namespace
}  // namespace voordeur::crypto
