#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"
#include "crypto/shared/identifier_kind.h"

#include <cstdint>
#include <string_view>

// Involvement tokens (docs/protocol.md §6): what the server keeps instead of a citizen number, an
// address or a name. Making one takes the server's OPRF key and the members' K_net; whoever has
// only one of them cannot try identifiers out.
// Thread: any, for everything in this file.
namespace voordeur::crypto {

/// The key of the members' network, `K_net` of one epoch. Borrowed.
struct TokenKey {
    const SecretBytes& key;  ///< 32 bytes
    std::uint32_t epoch = 0;
};

/// x = "voordeur/v1/" ‖ kind ‖ 00 ‖ normal form: the input of the VOPRF. `normalForm` comes from
/// identifiers.h. Secret, for it contains the identifier itself.
SecretBytes tokenInput(IdentifierKind kind, std::string_view normalForm);

/// tok = HKDF-Expand(HKDF-Extract(salt = K_net, ikm = y), "voordeur/v1/token" ‖ kind ‖ u32 epoch,
/// 32), kind by its name. `oprfOutput` is the y of `OprfVerified::output`.
/// Errors: WeakKey (K_net is not 32 or y not 64 bytes).
Result<Hash32> involvementToken(const TokenKey& network,
                                IdentifierKind kind,
                                const SecretBytes& oprfOutput);

}  // namespace voordeur::crypto
