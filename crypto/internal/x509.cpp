#include "crypto/internal/x509.h"

#include "crypto/internal/sha2.h"
#include "crypto/internal/x509_openssl.h"

#include <openssl/pem.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>

namespace voordeur::crypto {
namespace internal {
namespace {

constexpr std::size_t kCertificateBytesMax = std::size_t{16} * 1024;

bool onlyBlanksLeft(BIO* bio) {
    std::array<char, 64> chunk{};
    for (;;) {
        const int size = BIO_read(bio, chunk.data(), static_cast<int>(chunk.size()));
        if (size <= 0) return true;
        const std::string_view text(chunk.data(), static_cast<std::size_t>(size));
        if (text.find_first_not_of(" \t\r\n") != std::string_view::npos) return false;
    }
}

/// One block and nothing but white space after it.
Certificate readPemCertificate(ByteView bytes) {
    const Bio bio(BIO_new_mem_buf(bytes.data(), static_cast<int>(bytes.size())));
    if (!bio) return nullptr;
    char* name = nullptr;
    char* header = nullptr;
    std::uint8_t* data = nullptr;
    long size = 0;
    if (PEM_read_bio(bio.get(), &name, &header, &data, &size) != 1) return nullptr;
    const bool plain =
        std::string_view(name) == PEM_STRING_X509 && std::string_view(header).empty();
    const std::uint8_t* at = data;
    Certificate certificate(plain ? d2i_X509(nullptr, &at, size) : nullptr);
    const bool whole = certificate != nullptr && at == data + size;
    OPENSSL_free(name);
    OPENSSL_free(header);
    OPENSSL_free(data);
    if (!whole || !onlyBlanksLeft(bio.get())) return nullptr;
    return certificate;
}

Certificate readDerCertificate(ByteView bytes) {
    const std::uint8_t* at = bytes.data();
    Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(bytes.size())));
    if (!certificate || at != bytes.data() + bytes.size()) return nullptr;
    return certificate;
}

}  // namespace

Result<Certificate> readCertificate(ByteView certificate) {
    VD_REQUIRE(!certificate.empty() && certificate.size() <= kCertificateBytesMax,
               Reason::CertificateWrong);
    Certificate read = looksLikePem(certificate) ? readPemCertificate(certificate)
                                                 : readDerCertificate(certificate);
    VD_REQUIRE(read != nullptr, Reason::CertificateWrong);
    return read;
}

Result<Bytes> writeCertificate(X509* certificate) {
    std::uint8_t* encoded = nullptr;
    const int size = i2d_X509(certificate, &encoded);
    VD_REQUIRE(size > 0, Reason::Internal);
    Bytes out(encoded, encoded + size);
    OPENSSL_free(encoded);
    return out;
}

Result<std::uint64_t> secondsOf(const ASN1_TIME* time) {
    const std::unique_ptr<ASN1_TIME, OpensslDelete<ASN1_STRING_free>> epoch(
        ASN1_TIME_set(nullptr, 0));
    int days = 0;
    int seconds = 0;
    VD_REQUIRE(epoch != nullptr && ASN1_TIME_diff(&days, &seconds, epoch.get(), time) == 1,
               Reason::CertificateWrong);
    VD_REQUIRE(days >= 0 && seconds >= 0, Reason::CertificateWrong);
    return static_cast<std::uint64_t>(days) * 86400U + static_cast<std::uint64_t>(seconds);
}

}  // namespace internal

namespace {

constexpr std::string_view kDevicePrefix = "voordeur:device:";
constexpr std::string_view kInvitationPrefix = "voordeur:invitation:";

std::string_view prefixOf(ClientKind kind) {
    switch (kind) {
        case ClientKind::Device:
            return kDevicePrefix;
        case ClientKind::Invitation:
            return kInvitationPrefix;
    }
    VD_CHECK(false);
}

std::string textOfString(const ASN1_STRING* value) {
    return std::string(textOf(
        {ASN1_STRING_get0_data(value), static_cast<std::size_t>(ASN1_STRING_length(value))}));
}

std::string textOfAddress(const ASN1_STRING* value) {
    const ByteView bytes(ASN1_STRING_get0_data(value),
                         static_cast<std::size_t>(ASN1_STRING_length(value)));
    std::string out;
    if (bytes.size() == 4) {
        for (const std::uint8_t byte : bytes) {
            if (!out.empty()) out += '.';
            out += std::to_string(byte);
        }
    } else if (bytes.size() == 16) {
        for (std::size_t i = 0; i < bytes.size(); i += 2) {
            if (i > 0) out += ':';
            out += toHex(bytes.subspan(i, 2));
        }
    }
    return out;
}

Status readNames(X509* certificate, CertificateFacts& facts) {
    int critical = 0;
    const internal::Names names(static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(certificate, NID_subject_alt_name, &critical, nullptr)));
    if (!names) {
        // -1: there is none, as in an authority. Anything else is one that cannot be read.
        VD_REQUIRE(critical == -1, Reason::CertificateWrong);
        return success();
    }
    std::vector<std::string> addresses;
    for (int i = 0; i < sk_GENERAL_NAME_num(names.get()); ++i) {
        int type = 0;
        const auto* value = static_cast<const ASN1_STRING*>(
            GENERAL_NAME_get0_value(sk_GENERAL_NAME_value(names.get(), i), &type));
        if (type == GEN_URI) {
            // Two names in one certificate would leave open who is calling.
            VD_REQUIRE(!facts.client, Reason::CertificateWrong);
            facts.client = ClientName::parse(textOfString(value));
            VD_REQUIRE(facts.client.has_value(), Reason::CertificateWrong);
        } else if (type == GEN_DNS) {
            facts.serverNames.push_back(textOfString(value));
        } else if (type == GEN_IPADD) {
            addresses.push_back(textOfAddress(value));
        }
    }
    std::move(addresses.begin(), addresses.end(), std::back_inserter(facts.serverNames));
    return success();
}

Result<Hash32> spkiHashOf(X509* certificate) {
    std::uint8_t* encoded = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(certificate), &encoded);
    VD_REQUIRE(size > 0, Reason::CertificateWrong);
    const Hash32 hash = internal::sha256Of({ByteView(encoded, static_cast<std::size_t>(size))});
    OPENSSL_free(encoded);
    return hash;
}

}  // namespace

std::string ClientName::uri() const {
    return std::string(prefixOf(kind)) + toHex(id);
}

std::optional<ClientName> ClientName::parse(std::string_view uri) {
    for (const ClientKind kind : {ClientKind::Device, ClientKind::Invitation}) {
        const std::string_view prefix = prefixOf(kind);
        if (!uri.starts_with(prefix)) continue;
        const auto bytes = fromHex(uri.substr(prefix.size()));
        if (!bytes || bytes->size() != 16) return std::nullopt;
        const ClientName name{kind, *toArray<16>(*bytes)};
        // Upper case would be a second spelling of the same name.
        return name.uri() == uri ? std::optional<ClientName>(name) : std::nullopt;
    }
    return std::nullopt;
}

Result<CertificateFacts> parseCertificate(ByteView certificate) {
    const internal::ErrorQueueGuard guard;
    VD_ASSIGN(const internal::Certificate read, internal::readCertificate(certificate));
    internal::Key key(X509_get_pubkey(read.get()));
    VD_REQUIRE(internal::onlyP256(std::move(key)) != nullptr, Reason::CertificateWrong);
    CertificateFacts facts;
    VD_RETURN_IF_ERROR(readNames(read.get(), facts));
    facts.authority = X509_check_ca(read.get()) == 1;
    VD_ASSIGN(const std::uint64_t from, internal::secondsOf(X509_get0_notBefore(read.get())));
    VD_ASSIGN(const std::uint64_t until, internal::secondsOf(X509_get0_notAfter(read.get())));
    facts.notBefore = from * 1000;
    facts.notAfter = until * 1000;
    VD_ASSIGN(facts.spkiHash, spkiHashOf(read.get()));
    VD_ASSIGN(const Bytes der, internal::writeCertificate(read.get()));
    facts.fingerprint = internal::sha256Of({der});
    return facts;
}

Result<Bytes> certificateDer(ByteView certificate) {
    const internal::ErrorQueueGuard guard;
    VD_ASSIGN(const internal::Certificate read, internal::readCertificate(certificate));
    return internal::writeCertificate(read.get());
}

Result<std::string> certificatePem(ByteView certificate) {
    VD_ASSIGN(const Bytes der, certificateDer(certificate));
    constexpr std::size_t kLine = 64;
    const std::string text = toBase64(der);
    std::string out = "-----BEGIN CERTIFICATE-----\n";
    for (std::size_t at = 0; at < text.size(); at += kLine)
        out += text.substr(at, kLine) + "\n";
    return out + "-----END CERTIFICATE-----\n";
}

}  // namespace voordeur::crypto
