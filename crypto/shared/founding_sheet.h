#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/clock.h"
#include "crypto/base/result.h"

#include <string>

namespace voordeur::crypto {

/// What `voordeurd init` hands to the founder: the server's public keys, to be put into the first
/// root policy, and a one-time certificate good for the founding call alone. Carried by hand.
///
/// Grammar: u8 1 · text address · text serverCaPem · fixed32 serverCa · fixed32 deviceCa ·
/// fixed32 logKey · fixed32 oprfKey × 3 · text certificatePem · text keyPem · u64 expires.
/// As text: armored with the label "FOUNDING SHEET".
struct FoundingSheet {
    std::string address;  // host:port
    std::string serverCaPem;
    Hash32 serverCa{};
    Hash32 deviceCa{};
    PublicKey32 logKey{};
    ByteArray<32> oprfKeys[3]{};
    std::string certificatePem;
    std::string keyPem;
    UnixMillis expires = 0;

    [[nodiscard]] std::string encode() const;
    /// Errors: Malformed, UnknownVersion, TextNotUtf8.
    static Result<FoundingSheet> decode(std::string_view text);
};

}  // namespace voordeur::crypto
