#pragma once

#include "crypto/base/bytes.h"

#include <initializer_list>
#include <string_view>

namespace voordeur::crypto {

/// SHA-256 (FIPS 180-4) of the parts, one after the other.
Hash32 sha256(std::initializer_list<ByteView> parts);
/// SHA-512 of the parts, one after the other.
ByteArray<64> sha512(std::initializer_list<ByteView> parts);

/// Hash of an object of this project: SHA-256("voordeur/v1/" ‖ type ‖ 00 ‖ len64 ‖ bytes).
/// `type` keeps hashes of different kinds of object apart.
Hash32 objectHash(std::string_view type, ByteView bytes);

/// Adding up a long message in pieces. Thread: one at a time.
class Sha256 {
public:
    Sha256();
    void update(ByteView bytes);
    /// The hash; the object may not be used afterwards.
    [[nodiscard]] Hash32 finish();

private:
    // Room for the library's state, checked where the library is included.
    alignas(64) ByteArray<128> m_state{};
};

}  // namespace voordeur::crypto
