#pragma once

#include "crypto/base/bytes.h"

#include <cstddef>
#include <initializer_list>
#include <span>

// SHA-256 and SHA-512 (FIPS 180-4) of OpenSSL. Nobody but crypto/shared/hash.cpp needs this header.
namespace voordeur::crypto::internal {

/// Room for the library's state, aligned to 8 bytes or more; the .cpp checks that it is enough.
using Sha256Room = std::span<std::uint8_t, 128>;

void sha256Start(Sha256Room room);
void sha256Add(Sha256Room room, ByteView bytes);
/// Ends the computation; it has to be started again before another use.
Hash32 sha256Finish(Sha256Room room);

Hash32 sha256Of(std::initializer_list<ByteView> parts);
ByteArray<64> sha512Of(std::initializer_list<ByteView> parts);

}  // namespace voordeur::crypto::internal
