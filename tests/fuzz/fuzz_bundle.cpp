#include "crypto/shared/proof_bundle.h"
#include "tests/fuzz/fuzz_canonical.h"
#include "tests/fuzz/fuzz_seeds.h"

#include <sstream>

namespace {

using namespace voordeur;  // NOLINT(google-build-using-namespace): one file, no header

/// What the reader gave, written again.
std::string writtenAgain(crypto::BundleReader& reader, bool& whole) {
    std::ostringstream out;
    crypto::BundleWriter writer(out, reader.instance());
    while (true) {
        const auto item = reader.next();
        if (!item.ok()) return out.str();
        if (const auto* line = std::get_if<crypto::BundleLine>(&item.value())) {
            writer.line(line->line, line->detail);
        } else if (const auto* head = std::get_if<crypto::BundleCheckpoint>(&item.value())) {
            writer.checkpoint(head->text);
        } else {
            writer.end();
            whole = true;
            return out.str();
        }
    }
}

}  // namespace

// Any bytes as an offline proof bundle: what is read whole is what would be written, and of what is
// not, each item that was read stands so in the file.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string file(crypto::textOf({data, size}));
    std::istringstream in(file);
    auto reader = crypto::BundleReader::open(in);
    if (!reader.ok()) return 0;
    bool whole = false;
    const std::string again = writtenAgain(reader.value(), whole);
    fuzz::require(whole ? again == file : file.starts_with(again));
    return 0;
}

std::vector<crypto::Bytes> fuzz::ownSeeds() {
    std::ostringstream out;
    crypto::BundleWriter writer(out, crypto::InstanceId{});
    crypto::LogLine line;
    line.entry = crypto::Bytes(80, 7);
    writer.line(line, crypto::Bytes(20, 8));
    writer.checkpoint("voordeur/0000\n1\nAAAA\n");
    writer.line(line, {});
    writer.end();
    return {crypto::toBytes(crypto::viewOf(out.str()))};
}
