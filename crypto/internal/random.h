#pragma once

#include "crypto/base/random.h"

namespace voordeur::crypto {

/// The operating system's generator (getrandom). Made once per program and handed down.
class SystemRandom final : public RandomSource {
public:
    SystemRandom();
    void fill(std::span<std::uint8_t> out) override;
};

}  // namespace voordeur::crypto
