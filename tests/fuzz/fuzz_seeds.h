#pragma once

#include "crypto/base/bytes.h"

#include <algorithm>
#include <vector>

// What a fuzz target may give beside its entry point, for the run over its seeds (seeds_main.cpp).
namespace voordeur::fuzz {

/// Good inputs of this target that stand in no file, its choosing first byte included.
std::vector<crypto::Bytes> ownSeeds();

/// How many damaged forms of each seed are run; short seeds get every cut and every bit. Fewer
/// where one input takes milliseconds.
std::size_t damagesPerSeed();

/// An input behind the first byte that chooses its parser.
inline crypto::Bytes chosen(std::uint8_t choice, crypto::ByteView input) {
    crypto::Bytes seed(input.size() + 1);
    seed[0] = choice;
    std::ranges::copy(input, seed.begin() + 1);
    return seed;
}

}  // namespace voordeur::fuzz
