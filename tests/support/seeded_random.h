#pragma once

#include "crypto/base/random.h"

#include <random>

namespace voordeur::test {

/// The same bytes in every run with the same seed. Never for real keys.
class SeededRandom final : public crypto::RandomSource {
public:
    explicit SeededRandom(std::uint64_t seed) : m_engine(seed) {}
    void fill(std::span<std::uint8_t> out) override {
        for (std::uint8_t& byte : out) {
            byte = static_cast<std::uint8_t>(m_engine() & 0xffU);
        }
    }

private:
    std::mt19937_64 m_engine;
};

}  // namespace voordeur::test
