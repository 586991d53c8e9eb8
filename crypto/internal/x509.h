#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/clock.h"
#include "crypto/base/random.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Keys and certificates for mutual TLS (X.509 v3, RFC 5280): ECDSA P-256 with SHA-256 and nothing
// else. They say which device calls; what it may do is decided by what it signs with Ed25519.
//
// Certificates and keys are read as DER or as PEM with one block. Thread: any; nothing is kept.
namespace voordeur::crypto {

// --- keys
// -----------------------------------------------------------------------------------------

/// A new private key, PKCS#8 DER. Its randomness is OpenSSL's own. Errors: Internal.
Result<SecretBytes> generateTlsKey();
/// The same key as PEM ("BEGIN PRIVATE KEY"), for gRPC. Errors: WeakKey (not a P-256 key).
Result<SecretBytes> tlsKeyPem(const SecretBytes& key);
/// Its public half, SubjectPublicKeyInfo DER. Errors: WeakKey.
Result<Bytes> spkiOf(const SecretBytes& key);

// --- reading certificates
// -------------------------------------------------------------------------

enum class ClientKind : std::uint8_t { Device = 1, Invitation = 2 };

/// Who a client certificate is for, as it stands in the subject alternative name:
/// "voordeur:device:<32 hex>" or "voordeur:invitation:<32 hex>", lower case.
struct ClientName {
    ClientKind kind = ClientKind::Device;
    ByteArray<16> id{};

    [[nodiscard]] std::string uri() const;
    static std::optional<ClientName> parse(std::string_view uri);
    friend bool operator==(const ClientName&, const ClientName&) = default;
};

struct CertificateFacts {
    std::optional<ClientName> client;      // absent in certificates of servers and authorities
    std::vector<std::string> serverNames;  // DNS names, then IP addresses as text
    bool authority = false;
    UnixMillis notBefore = 0;
    UnixMillis notAfter = 0;
    Hash32 spkiHash{};     // SHA-256 of the SubjectPublicKeyInfo
    Hash32 fingerprint{};  // SHA-256 of the certificate
};

/// What a certificate says; does not check who signed it (TLS does that).
/// Errors: CertificateWrong (not one certificate, above 16 KiB, not P-256, a URI that is not ours).
Result<CertificateFacts> parseCertificate(ByteView certificate);
/// Errors: CertificateWrong.
Result<std::string> certificatePem(ByteView certificate);
Result<Bytes> certificateDer(ByteView certificate);

// --- issuing
// --------------------------------------------------------------------------------------

/// From and until, in whole seconds (rounded down). RFC 5280 includes the last second, OpenSSL not.
struct Validity {
    UnixMillis notBefore = 0;
    UnixMillis notAfter = 0;
};

enum class AuthorityKind : std::uint8_t { Devices = 1, Server = 2 };

/// A certificate authority: "Voordeur apparaten" or "Voordeur server", self-signed, may sign leaves
/// only (path length 0). Returns DER. Draws 16 bytes for the serial number.
/// Errors: WeakKey (`key` is not a P-256 key), InvalidArgument (validity).
Result<Bytes> issueAuthority(AuthorityKind kind,
                             const SecretBytes& key,
                             const Validity& validity,
                             RandomSource& random);

/// An authority's certificate and private key. Ownership: borrowed for the call.
struct Issuer {
    ByteView certificate;
    const SecretBytes& key;
};

/// For one device or one invitation; good for client authentication only. Returns DER.
/// Errors: CertificateWrong (issuer is no authority, or `spki` not a P-256 key in canonical DER),
/// WeakKey (the issuer's key is not the one of its certificate), InvalidArgument (validity is empty
/// or reaches outside the issuer's).
Result<Bytes> issueClientCertificate(const Issuer& issuer,
                                     ByteView spki,
                                     const ClientName& name,
                                     const Validity& validity,
                                     RandomSource& random);

/// The most names in one server certificate.
inline constexpr std::size_t kServerNamesMax = 16;

/// For the server under its DNS names and IP addresses (v4 or v6 as text); good for server
/// authentication only. Returns DER. Errors: as above, InvalidArgument (no names, too many, or one
/// that is neither a DNS name nor an address).
Result<Bytes> issueServerCertificate(const Issuer& issuer,
                                     ByteView spki,
                                     const std::vector<std::string>& names,
                                     const Validity& validity,
                                     RandomSource& random);

}  // namespace voordeur::crypto
