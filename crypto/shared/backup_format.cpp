#include "crypto/shared/backup_format.h"

#include "crypto/base/limits.h"
#include "crypto/shared/armor.h"
#include "crypto/shared/checkpoint.h"
#include "crypto/shared/codec_parts.h"
#include "crypto/shared/hash.h"

#include <algorithm>

namespace voordeur::crypto {
namespace {

constexpr ByteArray<4> kMagic = {'V', 'D', 'B', 'K'};
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kFilesMax = 32;
constexpr std::size_t kNameBytesMax = 100;
constexpr std::uint64_t kContentBytesMax = std::uint64_t{1} << 50U;
constexpr std::string_view kKeyLabel = "BACKUP KEY";

bool isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
}

/// A name that leads nowhere but into the folder that is restored.
bool isSafe(std::string_view name) {
    const auto slash = name.find('/');
    const std::string_view first = name.substr(0, slash);
    const auto part = [](std::string_view text) {
        return !text.empty() && text.front() != '.' && std::ranges::all_of(text, isPlain);
    };
    if (slash == std::string_view::npos) return part(first);
    return part(first) && part(name.substr(slash + 1));
}

BackupFile readFileEntry(Reader& r) {
    BackupFile file;
    file.name = r.text(kNameBytesMax);
    file.size = r.u64();
    require(r, isSafe(file.name) && file.size <= kContentBytesMax);
    return file;
}

BackupManifest readManifest(Reader& r) {
    BackupManifest out;
    out.instance = r.fixed<32>();
    out.made = r.u64();
    out.head = readLogHead(r);
    out.lastTime = r.u64();
    out.schema = r.u32();
    out.version = r.text(limits::kTextBytesMax);
    out.checkpoint = r.text(kCheckpointBytesMax);
    out.recipient = r.fixed<32>();
    out.files = readList(r, {.min = 1, .max = kFilesMax, .itemBytes = 12}, readFileEntry);
    requireRising(r, out.files, &BackupFile::name);
    require(r, out.head.size > 0);
    const std::uint64_t all = r.failed() ? 0 : out.contentBytes();
    require(r, all > 0 && all <= kContentBytesMax);
    return out;
}

}  // namespace

Bytes BackupManifest::encode() const {
    Writer w;
    w.fixed(instance).u64(made);
    write(w, head);
    w.u64(lastTime).u32(schema).text(version).text(checkpoint).fixed(recipient);
    writeList(
        w, files, [](Writer& to, const BackupFile& file) { to.text(file.name).u64(file.size); });
    return w.take();
}

Result<BackupManifest> BackupManifest::decode(ByteView bytes) {
    auto out = decodeWhole(bytes, readManifest);
    VD_REQUIRE(out.ok(), Reason::BackupBroken);
    return out;
}

std::uint64_t BackupManifest::contentBytes() const {
    std::uint64_t all = 0;
    for (const auto& file : files)
        all += file.size;
    return all;
}

std::uint64_t BackupManifest::chunkCount() const {
    return (contentBytes() + kBackupChunkBytes - 1) / kBackupChunkBytes;
}

std::size_t BackupManifest::chunkBytes(std::uint64_t number) const {
    const std::uint64_t before = number * kBackupChunkBytes;
    const std::uint64_t rest = contentBytes() - std::min(contentBytes(), before);
    return static_cast<std::size_t>(std::min<std::uint64_t>(rest, kBackupChunkBytes));
}

Bytes BackupHeader::encode() const {
    Writer w;
    w.fixed(kMagic).u8(kVersion).bytes(manifestBytes).fixed(enc).fixed(sealedKey);
    return w.take();
}

Result<BackupHeader> BackupHeader::decode(ByteView front, std::size_t& size) {
    Reader r(front);
    const bool ours = r.fixed<4>() == kMagic;
    VD_REQUIRE(ours, Reason::BackupBroken);
    VD_REQUIRE(r.u8() == kVersion, Reason::UnknownVersion);
    BackupHeader out;
    out.manifestBytes = toBytes(r.bytes(kBackupManifestBytesMax));
    out.enc = r.fixed<32>();
    out.sealedKey = r.fixed<48>();
    VD_REQUIRE(!r.failed(), Reason::BackupBroken);
    size = front.size() - r.rest().size();
    return out;
}

Bytes backupInfo(ByteView manifestBytes) {
    Writer w;
    w.fixed(viewOf("voordeur/v1/backup")).u8(0).fixed(sha256({manifestBytes}));
    return w.take();
}

ByteArray<12> backupNonce(std::uint64_t number, bool last) {
    Writer w;
    w.u32(last ? 1 : 0).u64(number);
    return toArray<12>(w.view()).value();
}

std::string backupKeyText(const PublicKey32& key) {
    return armored(kKeyLabel, key);
}

Result<PublicKey32> backupKeyFrom(std::string_view text) {
    VD_ASSIGN(const Bytes bytes, unarmored(kKeyLabel, text));
    const auto key = toArray<32>(bytes);
    VD_REQUIRE(key.has_value(), Reason::Malformed);
    return *key;
}

}  // namespace voordeur::crypto
