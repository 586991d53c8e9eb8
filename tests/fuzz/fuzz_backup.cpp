#include "crypto/shared/backup_format.h"
#include "crypto/shared/restore_sheet.h"
#include "tests/fuzz/fuzz_canonical.h"
#include "tests/fuzz/fuzz_seeds.h"

// Any bytes as the front of a backup, as its manifest, as the key it is sealed to, and as the sheet
// that comes out of it. The first byte chooses.
namespace {

using namespace voordeur;  // NOLINT(google-build-using-namespace): one file, no header

/// A name within the folder that is restored.
bool leadsNowhere(const std::string& name) {
    const bool relative = !name.empty() && name.front() != '/' && name.front() != '.';
    return relative && name.find("/.") == std::string::npos && !name.ends_with('/');
}

/// Sizes and chunks that follow from a manifest fit each other.
void readManifest(crypto::ByteView bytes) {
    fuzz::requireCanonical<crypto::BackupManifest>(bytes);
    const auto manifest = crypto::BackupManifest::decode(bytes);
    if (!manifest.ok()) return;
    const std::uint64_t chunks = manifest.value().chunkCount();
    fuzz::require(chunks >= 1 && manifest.value().contentBytes() >= 1);
    const std::uint64_t before = (chunks - 1) * crypto::kBackupChunkBytes;
    fuzz::require(before + manifest.value().chunkBytes(chunks - 1) ==
                  manifest.value().contentBytes());
    for (const auto& file : manifest.value().files) {
        fuzz::require(leadsNowhere(file.name));
    }
}

void readHeader(crypto::ByteView bytes) {
    std::size_t size = 0;
    const auto header = crypto::BackupHeader::decode(bytes, size);
    if (!header.ok()) return;
    fuzz::require(size <= bytes.size());
    const auto again = header.value().encode();
    fuzz::require(again == crypto::toBytes(bytes.first(size)));
    readManifest(header.value().manifestBytes);
}

void readKey(crypto::ByteView bytes) {
    const auto key = crypto::backupKeyFrom(crypto::textOf(bytes));
    if (!key.ok()) return;
    const auto again = crypto::backupKeyFrom(crypto::backupKeyText(key.value()));
    fuzz::require(again.ok() && again.value() == key.value());
}

crypto::BackupManifest sample() {
    crypto::BackupManifest manifest;
    manifest.made = 1'772'442'000'000;
    manifest.head.size = 3;
    manifest.schema = 2;
    manifest.version = "0.1.0";
    manifest.checkpoint = "voordeur/0000\n3\nAAAA\n";
    manifest.files = {{"keys/server.pem", 900}, {"store.db", 2'000'000}};
    return manifest;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const crypto::ByteView bytes(data + 1, size - 1);
    switch (data[0] % 4) {
        case 0:
            readHeader(bytes);
            break;
        case 1:
            readManifest(bytes);
            break;
        case 2:
            readKey(bytes);
            break;
        default:
            fuzz::requireSameMeaning<crypto::RestoreSheet>(crypto::textOf(bytes));
            break;
    }
    return 0;
}

std::vector<crypto::Bytes> fuzz::ownSeeds() {
    const crypto::Bytes manifest = sample().encode();
    crypto::BackupHeader header;
    header.manifestBytes = manifest;
    crypto::RestoreSheet sheet;
    sheet.head.size = 3;
    sheet.checkpoint = sample().checkpoint;
    return {
        chosen(0, header.encode()),
        chosen(1, manifest),
        chosen(2, crypto::viewOf(crypto::backupKeyText(crypto::PublicKey32{1}))),
        chosen(3, crypto::viewOf(sheet.encode())),
    };
}
