#pragma once

#include "crypto/base/random.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"

#include <utility>

namespace voordeur::crypto {

/// 128 bits on a sheet of paper that open a keystore when the passphrase is forgotten.
///
/// Printed as 7 groups of 4, `XXXX-XXXX-…`, in the 32 digits 0–9 A–Z without I L O U: 26 digits for
/// the code and its padding, and the rest a check over it, so that 4095 of 4096 typing errors are
/// found before a second is spent on Argon2id. Thread: any (const).
class RecoveryCode {
public:
    static RecoveryCode generate(RandomSource& random);
    /// Reads what a person typed: either case, with or without dashes and spaces, and O for 0, I or
    /// L for 1. Errors: PassphraseWrong (anything else, or a typing error that the check finds).
    static Result<RecoveryCode> parse(const SecretBytes& typed);

    /// The 34 characters to print, ASCII.
    [[nodiscard]] SecretBytes text() const;
    /// The 16 bytes.
    [[nodiscard]] const SecretBytes& secret() const { return m_secret; }

private:
    explicit RecoveryCode(SecretBytes secret) : m_secret(std::move(secret)) {}
    SecretBytes m_secret;
};

}  // namespace voordeur::crypto
