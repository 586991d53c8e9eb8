#include "crypto/shared/entry.h"
#include "tests/fuzz/fuzz_canonical.h"

// Any bytes as an entry, as heads and as a line of the log. The first byte chooses.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace voordeur;  // NOLINT(google-build-using-namespace): one function, no header
    if (size == 0) return 0;
    const crypto::ByteView bytes(data + 1, size - 1);
    if (data[0] % 3 == 0) {
        fuzz::requireCanonical<crypto::Entry>(bytes);
        const auto entry = crypto::Entry::decode(bytes);
        if (!entry.ok()) return 0;
        const auto statement = entry.value().parsedStatement();
        if (!statement.ok()) return 0;
        fuzz::require(!crypto::isServerType(entry.value().type));
        fuzz::require(statement.value().encode() == entry.value().statement);
    } else if (data[0] % 3 == 1) {
        const auto heads = crypto::decodeHeads(bytes);
        if (heads.ok()) fuzz::require(encodeHeads(heads.value()) == crypto::toBytes(bytes));
    } else {
        fuzz::requireCanonical<crypto::LogLine>(bytes);
    }
    return 0;
}
