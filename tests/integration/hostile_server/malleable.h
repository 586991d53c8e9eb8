#pragma once

#include "crypto/base/bytes.h"
#include "crypto/shared/signature.h"

#include <array>
#include <cstddef>

namespace voordeur::test {

/// The same signature with S + L in the place of S (RFC 8032 §5.1.7 has it refused): for every
/// check that only computes, it holds.
inline crypto::Signature64 malleated(crypto::Signature64 signature) {
    constexpr std::array<unsigned, 32> kOrder{0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58,
                                              0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
                                              0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                                              0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x10};
    unsigned carry = 0;
    for (std::size_t i = 0; i < kOrder.size(); ++i) {
        carry += signature[32 + i] + kOrder[i];
        signature[32 + i] = static_cast<std::uint8_t>(carry & 0xffU);
        carry >>= 8U;
    }
    return signature;
}

}  // namespace voordeur::test
