#pragma once

#include "crypto/base/secret_bytes.h"

#include <QString>

namespace voordeur::client::ui {

/// Moves typed text into guarded memory and overwrites the characters of `text`, which ends empty.
///
/// The one place where text becomes a secret. Qt may have kept other copies of what was typed;
/// they cannot be wiped reliably (docs/threat-model.md says so).
crypto::SecretBytes takeSecret(QString& text);

/// The same for a passphrase, composed (NFC): it opens from every keyboard.
crypto::SecretBytes takePassphrase(QString& text);

/// The other way, for a draft that waited behind the lock. Never used for a passphrase.
QString revealDraft(const crypto::SecretBytes& secret);

}  // namespace voordeur::client::ui
