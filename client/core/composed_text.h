#pragma once

#include "crypto/base/secret_bytes.h"

namespace voordeur::client::core {

/// A passphrase as it is stretched: letters and marks that make one letter become that letter (NFC,
/// UAX #15), so that it opens from every keyboard. For Latin letters; other scripts stay as typed,
/// and so does what is no UTF-8. The window uses Qt's for all scripts.
///
/// Thread: any. Ownership: keeps nothing; what it needs in between is wiped.
crypto::SecretBytes composedText(const crypto::SecretBytes& typed);

}  // namespace voordeur::client::core
