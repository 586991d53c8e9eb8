#include "crypto/shared/sealed_objects.h"
#include "tests/fuzz/fuzz_canonical.h"

// Any bytes as the frames around what is sealed. The first byte chooses.
namespace {

using namespace voordeur;  // NOLINT(google-build-using-namespace): one function, no header

constexpr void (*kReaders[])(crypto::ByteView) = {
    fuzz::requireCanonical<crypto::Envelope>,
    fuzz::requireCanonical<crypto::EpochRecord>,
    fuzz::requireCanonical<crypto::GrantHeader>,
    fuzz::requireCanonical<crypto::GrantBody>,
    fuzz::requireCanonical<crypto::GrantRef>,
    fuzz::requireCanonical<crypto::Manifest>,
    fuzz::requireCanonical<crypto::IndexEntry>,
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const crypto::ByteView bytes(data + 1, size - 1);
    kReaders[data[0] % std::size(kReaders)](bytes);
    const auto envelope = crypto::Envelope::decode(bytes);
    if (!envelope.ok()) return 0;
    fuzz::require(envelope.value().signedBytes().size() + 64 == bytes.size());
    return 0;
}
