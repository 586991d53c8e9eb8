#pragma once

#include "crypto/internal/x509.h"

#include <string>

namespace voordeur::client::core {

/// A client certificate that the server gave (DER), as PEM: only if it is for that name and that
/// key. With another one nobody would ever be let in, and nobody would know why.
///
/// Errors: CertificateWrong. Thread: any. Source: docs/protocol.md §5.6 and §10.2.
crypto::Result<std::string> givenCertificate(crypto::ByteView certificate,
                                             const crypto::ClientName& name,
                                             crypto::ByteView spki);

}  // namespace voordeur::client::core
