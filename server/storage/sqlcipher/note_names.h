#pragma once

#include "crypto/base/bytes.h"

#include <optional>
#include <string_view>

namespace voordeur::server::storage::sqlcipher {

/// How the names of the store's own notes start.
inline constexpr std::string_view kOwnNotePrefix = "store.";
/// Size of the log up to which `chain_tails` is complete.
inline constexpr std::string_view kTailsFromNote = "store.tails_from";

/// A number in a note: eight bytes, big-endian.
crypto::Bytes packNumber(std::uint64_t number);
std::optional<std::uint64_t> unpackNumber(crypto::ByteView bytes);

}  // namespace voordeur::server::storage::sqlcipher
