#pragma once

#include "crypto/shared/ids.h"
#include "crypto/shared/signature.h"

#include <string>
#include <string_view>

namespace voordeur::crypto {

/// Which server's backups an offline key is for; kept beside its secret half, so that a backup made
/// by somebody else to the same public key is told apart.
///
/// Grammar: u8 1 · fixed32 instance (zero: not founded yet) · fixed32 logKey. As text: armored with
/// the label "BACKUP SERVER".
struct BackupServer {
    InstanceId instance{};
    PublicKey32 logKey{};

    [[nodiscard]] std::string encode() const;
    /// Errors: Malformed, UnknownVersion.
    static Result<BackupServer> decode(std::string_view text);
    friend bool operator==(const BackupServer&, const BackupServer&) = default;
};

}  // namespace voordeur::crypto
