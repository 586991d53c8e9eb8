#include "crypto/internal/random.h"

#include "crypto/internal/memory.h"

#include <sodium.h>

namespace voordeur::crypto {

// Opening the generator here, in the thread that builds the program, keeps `fill` free of races.
SystemRandom::SystemRandom() {
    internal::readyLibrary();
}

void SystemRandom::fill(std::span<std::uint8_t> out) {
    // libsodium declares its pointer never null, as an empty span's may be.
    if (!out.empty()) randombytes_buf(out.data(), out.size());
}

}  // namespace voordeur::crypto
