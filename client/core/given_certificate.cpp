#include "client/core/given_certificate.h"

#include "crypto/shared/hash.h"

namespace voordeur::client::core {

crypto::Result<std::string> givenCertificate(crypto::ByteView certificate,
                                             const crypto::ClientName& name,
                                             crypto::ByteView spki) {
    VD_ASSIGN(const auto facts, crypto::parseCertificate(certificate));
    const bool fits = facts.client == name && facts.spkiHash == crypto::sha256({spki});
    VD_REQUIRE(fits, crypto::Reason::CertificateWrong);
    return crypto::certificatePem(certificate);
}

}  // namespace voordeur::client::core
