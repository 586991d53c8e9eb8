#include "crypto/shared/answers.h"
#include "tests/fuzz/fuzz_canonical.h"

// Any bytes as the answer to any method. The first byte chooses.
namespace {

using namespace voordeur;  // NOLINT(google-build-using-namespace): one function, no header

constexpr void (*kReaders[])(crypto::ByteView) = {
    fuzz::requireCanonical<crypto::EvaluateAnswer>,
    fuzz::requireCanonical<crypto::CheckAnswer>,
    fuzz::requireCanonical<crypto::MetAnswer>,
    fuzz::requireCanonical<crypto::OpenAnswer>,
    fuzz::requireCanonical<crypto::ListInvolvementsAnswer>,
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    kReaders[data[0] % std::size(kReaders)]({data + 1, size - 1});
    return 0;
}
