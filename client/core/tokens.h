#pragma once

#include "client/core/registers/register_types.h"
#include "client/core/session.h"
#include "crypto/shared/answers.h"
#include "crypto/shared/identifier_kind.h"
#include "crypto/shared/payloads.h"

#include <vector>

namespace voordeur::client::core {

using registers::Identifier;

/// A token made from an identifier with the server's blind help.
struct MadeToken {
    Identifier identifier;
    std::uint32_t epoch = 1;
    crypto::ByteArray<32> token{};
    crypto::Citation citation;
};

/// Asks the server to evaluate blinded identifiers and makes tokens of the answers. Up to 128 of
/// one kind go in one call; the order of the result is that of `identifiers`.
///
/// Errors: those of Session::call (KindForbidden, QuotaExceeded, …), ProofBroken (the server used
/// another key), ElementInvalid. What was evaluated before an error stays counted.
Result<std::vector<MadeToken>> makeTokens(Session& session,
                                          std::uint16_t purpose,
                                          const std::vector<Identifier>& identifiers);

/// The plain detail for the officers of an act that names these tokens.
Bytes detailOf(const std::vector<MadeToken>& tokens);

}  // namespace voordeur::client::core
