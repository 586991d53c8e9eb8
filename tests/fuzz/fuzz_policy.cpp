#include "crypto/shared/policy.h"
#include "tests/fuzz/fuzz_canonical.h"

// Any bytes as a root policy. What is accepted keeps what others build upon.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace voordeur;  // NOLINT(google-build-using-namespace): one function, no header
    const crypto::ByteView bytes(data, size);
    fuzz::requireCanonical<crypto::RootPolicy>(bytes);
    const auto policy = crypto::RootPolicy::decode(bytes);
    if (!policy.ok()) return 0;
    fuzz::require(policy.value().threshold >= 1);
    fuzz::require(policy.value().threshold <= policy.value().founders.size());
    for (const crypto::Purpose& purpose : policy.value().purposes) {
        fuzz::require(policy.value().legalBasis(purpose.basis) != nullptr);
    }
    return 0;
}
