#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <memory>

// What the files x509*.cpp share: OpenSSL's objects with an owner, and reading them. Nobody else
// includes this header.
namespace voordeur::crypto::internal {

template <auto Release>
struct OpensslDelete {
    template <class T>
    void operator()(T* object) const {
        Release(object);
    }
};

using Key = std::unique_ptr<EVP_PKEY, OpensslDelete<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, OpensslDelete<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, OpensslDelete<X509_EXTENSION_free>>;
using Names = std::unique_ptr<GENERAL_NAMES, OpensslDelete<GENERAL_NAMES_free>>;
using Bio = std::unique_ptr<BIO, OpensslDelete<BIO_free_all>>;
using Pkcs8 = std::unique_ptr<PKCS8_PRIV_KEY_INFO, OpensslDelete<PKCS8_PRIV_KEY_INFO_free>>;

/// Leaves OpenSSL's error queue as it was: what is left there would be read by the TLS of the same
/// thread as its own failure.
class ErrorQueueGuard {
public:
    ErrorQueueGuard() { ERR_set_mark(); }
    ErrorQueueGuard(const ErrorQueueGuard&) = delete;
    ErrorQueueGuard& operator=(const ErrorQueueGuard&) = delete;
    ErrorQueueGuard(ErrorQueueGuard&&) = delete;
    ErrorQueueGuard& operator=(ErrorQueueGuard&&) = delete;
    ~ErrorQueueGuard() { ERR_pop_to_mark(); }
};

/// True when the text begins like PEM.
bool looksLikePem(ByteView bytes);
/// Null unless it is a key on P-256.
Key onlyP256(Key key);
/// DER or PEM. Errors: WeakKey.
Result<Key> readPrivateKey(const SecretBytes& key);
/// Canonical DER. Errors: CertificateWrong.
Result<Key> readSpki(ByteView spki);
/// DER or PEM. Errors: CertificateWrong.
Result<Certificate> readCertificate(ByteView certificate);
/// DER of a certificate made or read here.
Result<Bytes> writeCertificate(X509* certificate);
/// Seconds since 1970 of one of its two times. Errors: CertificateWrong.
Result<std::uint64_t> secondsOf(const ASN1_TIME* time);

}  // namespace voordeur::crypto::internal
