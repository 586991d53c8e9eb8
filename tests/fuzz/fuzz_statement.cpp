#include "crypto/shared/statement.h"
#include "tests/fuzz/fuzz_canonical.h"

// Any bytes as a statement.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    voordeur::fuzz::requireCanonical<voordeur::crypto::Statement>({data, size});
    return 0;
}
