#include "crypto/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace voordeur::crypto {

void checkFailed(const char* file, int line) noexcept {
    // The outcome of printing does not matter: the process ends either way.
    static_cast<void>(std::fprintf(stderr, "internal check failed: %s:%d\n", file, line));
    std::abort();
}

}  // namespace voordeur::crypto
