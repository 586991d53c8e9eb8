#pragma once

#include "crypto/base/bytes.h"

#include <cstdint>
#include <span>

namespace voordeur::crypto {

/// Where randomness comes from; injected so that published vectors can be replayed.
class RandomSource {
public:
    RandomSource() = default;
    RandomSource(const RandomSource&) = delete;
    RandomSource& operator=(const RandomSource&) = delete;
    RandomSource(RandomSource&&) = delete;
    RandomSource& operator=(RandomSource&&) = delete;
    virtual ~RandomSource() = default;
    /// Fills all of `out` with unpredictable bytes. Thread: any.
    virtual void fill(std::span<std::uint8_t> out) = 0;

    template <std::size_t N>
    ByteArray<N> array() {
        ByteArray<N> out{};
        fill(out);
        return out;
    }
};

}  // namespace voordeur::crypto
