#include "crypto/internal/x509.h"
#include "crypto/internal/x509_openssl.h"

#include <algorithm>
#include <ctime>
#include <utility>

namespace voordeur::crypto {
namespace {

using internal::Certificate;
using internal::Extension;
using internal::Key;
using internal::Names;

constexpr std::uint64_t kSecondsMax = 253402300799ULL;  // 9999-12-31T23:59:59Z, X.509's last
constexpr std::size_t kDnsNameBytesMax = 253;
constexpr std::size_t kDnsLabelBytesMax = 63;

const char* nameOfAuthority(AuthorityKind kind) {
    switch (kind) {
        case AuthorityKind::Devices:
            return "Voordeur apparaten";
        case AuthorityKind::Server:
            return "Voordeur server";
    }
    VD_CHECK(false);
}

const char* nameOfClient(ClientKind kind) {
    switch (kind) {
        case ClientKind::Device:
            return "Voordeur apparaat";
        case ClientKind::Invitation:
            return "Voordeur uitnodiging";
    }
    VD_CHECK(false);
}

/// Positive and always 16 bytes long, with 126 random bits (RFC 5280 §4.1.2.2).
bool setSerial(X509* certificate, RandomSource& random) {
    auto bytes = random.array<16>();
    bytes[0] = static_cast<std::uint8_t>((bytes[0] & 0x3fU) | 0x40U);
    const std::unique_ptr<BIGNUM, internal::OpensslDelete<BN_free>> number(
        BN_bin2bn(bytes.data(), static_cast<int>(bytes.size()), nullptr));
    return number != nullptr &&
           BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setName(X509_NAME* name, const char* commonName) {
    return X509_NAME_add_entry_by_NID(name,
                                      NID_commonName,
                                      MBSTRING_UTF8,
                                      reinterpret_cast<const unsigned char*>(commonName),
                                      -1,
                                      -1,
                                      0) == 1;
}

/// Version 3, serial number, subject, times and key; what an authority and a leaf have in common.
Certificate draft(const char* commonName,
                  EVP_PKEY* key,
                  const Validity& validity,
                  RandomSource& random) {
    Certificate certificate(X509_new());
    if (!certificate) return nullptr;
    X509* raw = certificate.get();
    const auto from = static_cast<std::time_t>(validity.notBefore / 1000);
    const auto until = static_cast<std::time_t>(validity.notAfter / 1000);
    const bool made = X509_set_version(raw, X509_VERSION_3) == 1 && setSerial(raw, random) &&
                      setName(X509_get_subject_name(raw), commonName) &&
                      ASN1_TIME_set(X509_getm_notBefore(raw), from) != nullptr &&
                      ASN1_TIME_set(X509_getm_notAfter(raw), until) != nullptr &&
                      X509_set_pubkey(raw, key) == 1;
    return made ? std::move(certificate) : nullptr;
}

/// `value` is always one of our own constants: OpenSSL reads it as configuration.
bool addExtension(X509* certificate, X509* issuer, int id, const char* value) {
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, id, value));
    return extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool addNames(X509* certificate, const Names& names) {
    return X509_add1_ext_i2d(
               certificate, NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT) == 1;
}

/// Takes over `value`.
bool pushName(GENERAL_NAMES* names, int type, ASN1_STRING* value) {
    if (value == nullptr) return false;
    GENERAL_NAME* name = GENERAL_NAME_new();
    if (name == nullptr) {
        ASN1_STRING_free(value);
        return false;
    }
    GENERAL_NAME_set0_value(name, type, value);
    if (sk_GENERAL_NAME_push(names, name) > 0) return true;
    GENERAL_NAME_free(name);
    return false;
}

bool pushText(GENERAL_NAMES* names, int type, const std::string& text) {
    ASN1_STRING* value = ASN1_IA5STRING_new();
    if (value != nullptr &&
        ASN1_STRING_set(value, text.data(), static_cast<int>(text.size())) != 1) {
        ASN1_STRING_free(value);
        return false;
    }
    return pushName(names, type, value);
}

/// Letters, digits and hyphens in labels of 1..63 (RFC 1123 §2.1), the last with a letter in it; no
/// wildcards.
bool isDnsName(std::string_view name) {
    if (name.empty() || name.size() > kDnsNameBytesMax) return false;
    std::size_t label = 0;
    bool letters = false;
    char previous = '.';
    for (const char c : name) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool alphanumeric = letter || (c >= '0' && c <= '9');
        if (c == '.') {
            if (label == 0 || previous == '-') return false;
            label = 0;
            letters = false;
        } else if (alphanumeric || (c == '-' && label > 0)) {
            if (++label > kDnsLabelBytesMax) return false;
        } else {
            return false;
        }
        letters = letters || letter;
        previous = c;
    }
    return label > 0 && letters && previous != '-';
}

bool pushServerName(GENERAL_NAMES* names, const std::string& name) {
    // OpenSSL reads a C string: an embedded zero would cut the name short.
    if (name.find('\0') != std::string::npos) return false;
    ASN1_OCTET_STRING* address = a2i_IPADDRESS(name.c_str());
    if (address != nullptr) return pushName(names, GEN_IPADD, address);
    return isDnsName(name) && pushText(names, GEN_DNS, name);
}

bool isPeriod(const Validity& validity) {
    return validity.notBefore / 1000 < validity.notAfter / 1000 &&
           validity.notAfter / 1000 <= kSecondsMax;
}

struct OpenedIssuer {
    Certificate certificate;
    Key key;
};

Result<OpenedIssuer> openIssuer(const Issuer& issuer, const Validity& validity) {
    VD_ASSIGN(Certificate certificate, internal::readCertificate(issuer.certificate));
    VD_REQUIRE(X509_check_ca(certificate.get()) == 1, Reason::CertificateWrong);
    VD_ASSIGN(Key key, internal::readPrivateKey(issuer.key));
    VD_REQUIRE(X509_check_private_key(certificate.get(), key.get()) == 1, Reason::WeakKey);
    VD_ASSIGN(const std::uint64_t from,
              internal::secondsOf(X509_get0_notBefore(certificate.get())));
    VD_ASSIGN(const std::uint64_t until,
              internal::secondsOf(X509_get0_notAfter(certificate.get())));
    VD_REQUIRE(isPeriod(validity) && validity.notBefore / 1000 >= from &&
                   validity.notAfter / 1000 <= until,
               Reason::InvalidArgument);
    return OpenedIssuer{std::move(certificate), std::move(key)};
}

struct Leaf {
    const char* commonName;
    const char* usage;
    const Names& names;
};

Result<Bytes> issueLeaf(const OpenedIssuer& issuer,
                        ByteView spki,
                        const Leaf& leaf,
                        const Validity& validity,
                        RandomSource& random) {
    VD_ASSIGN(const Key key, internal::readSpki(spki));
    const Certificate certificate = draft(leaf.commonName, key.get(), validity, random);
    VD_REQUIRE(certificate != nullptr, Reason::Internal);
    X509* raw = certificate.get();
    X509* by = issuer.certificate.get();
    const bool made = X509_set_issuer_name(raw, X509_get_subject_name(by)) == 1 &&
                      addExtension(raw, by, NID_basic_constraints, "critical,CA:FALSE") &&
                      addExtension(raw, by, NID_key_usage, "critical,digitalSignature") &&
                      addExtension(raw, by, NID_ext_key_usage, leaf.usage) &&
                      addExtension(raw, by, NID_subject_key_identifier, "hash") &&
                      addExtension(raw, by, NID_authority_key_identifier, "keyid:always") &&
                      addNames(raw, leaf.names) &&
                      X509_sign(raw, issuer.key.get(), EVP_sha256()) > 0;
    VD_REQUIRE(made, Reason::Internal);
    return internal::writeCertificate(raw);
}

}  // namespace

Result<Bytes> issueAuthority(AuthorityKind kind,
                             const SecretBytes& key,
                             const Validity& validity,
                             RandomSource& random) {
    const internal::ErrorQueueGuard guard;
    VD_REQUIRE(isPeriod(validity), Reason::InvalidArgument);
    VD_ASSIGN(const Key read, internal::readPrivateKey(key));
    const Certificate certificate = draft(nameOfAuthority(kind), read.get(), validity, random);
    VD_REQUIRE(certificate != nullptr, Reason::Internal);
    X509* raw = certificate.get();
    const bool made = X509_set_issuer_name(raw, X509_get_subject_name(raw)) == 1 &&
                      addExtension(raw, raw, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
                      addExtension(raw, raw, NID_key_usage, "critical,keyCertSign,cRLSign") &&
                      addExtension(raw, raw, NID_subject_key_identifier, "hash") &&
                      X509_sign(raw, read.get(), EVP_sha256()) > 0;
    VD_REQUIRE(made, Reason::Internal);
    return internal::writeCertificate(raw);
}

Result<Bytes> issueClientCertificate(const Issuer& issuer,
                                     ByteView spki,
                                     const ClientName& name,
                                     const Validity& validity,
                                     RandomSource& random) {
    const internal::ErrorQueueGuard guard;
    VD_ASSIGN(const OpenedIssuer opened, openIssuer(issuer, validity));
    const Names names(GENERAL_NAMES_new());
    VD_REQUIRE(names != nullptr && pushText(names.get(), GEN_URI, name.uri()), Reason::Internal);
    return issueLeaf(
        opened, spki, {nameOfClient(name.kind), "clientAuth", names}, validity, random);
}

Result<Bytes> issueServerCertificate(const Issuer& issuer,
                                     ByteView spki,
                                     const std::vector<std::string>& names,
                                     const Validity& validity,
                                     RandomSource& random) {
    const internal::ErrorQueueGuard guard;
    VD_REQUIRE(!names.empty() && names.size() <= kServerNamesMax, Reason::InvalidArgument);
    VD_ASSIGN(const OpenedIssuer opened, openIssuer(issuer, validity));
    const Names list(GENERAL_NAMES_new());
    VD_REQUIRE(list != nullptr, Reason::Internal);
    for (const std::string& name : names) {
        VD_REQUIRE(pushServerName(list.get(), name), Reason::InvalidArgument);
    }
    return issueLeaf(opened, spki, {"Voordeur dienst", "serverAuth", list}, validity, random);
}

}  // namespace voordeur::crypto
