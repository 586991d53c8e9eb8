#include "crypto/vault/keystore_format.h"

#include "crypto/shared/codec.h"
#include "crypto/shared/hash.h"

#include <algorithm>
#include <utility>

namespace voordeur::crypto {
namespace {

constexpr std::string_view kMagic = "VDKS";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kCheckBytes = 32;
constexpr std::size_t kMagicAndVersionBytes = 5;
constexpr std::size_t kWrappedBytes = 48;
constexpr std::size_t kSlotBytes = 1 + 4 + 4 + 16 + 1 + 32 + 24 + kWrappedBytes;
constexpr std::size_t kSlotsMax = 2;
constexpr std::size_t kTagBytesOfPayload = 16;
constexpr std::uint64_t kKiB = 1024;

Bytes checkOver(ByteView bytes) {
    const Hash32 hash = objectHash("keystore", bytes);
    return {hash.begin(), hash.end()};
}

void writeHead(Writer& writer, const KeystoreFile& file) {
    writer.fixed(viewOf(kMagic)).u8(kVersion).fixed(file.id);
}

void writeSlotHead(Writer& writer, const KeystoreSlot& slot) {
    writer.u8(static_cast<std::uint8_t>(slot.kind));
    writer.u32(static_cast<std::uint32_t>(slot.kdf.memoryBytes / kKiB)).u32(slot.kdf.passes);
    writer.fixed(slot.salt).flag(slot.usesDeviceSecret).fixed(slot.commitment);
}

void writeUpToPayload(Writer& writer, const KeystoreFile& file) {
    writeHead(writer, file);
    writer.u32(static_cast<std::uint32_t>(file.slots.size()));
    for (const KeystoreSlot& slot : file.slots) {
        VD_CHECK(slot.wrapped.ciphertext.size() == kWrappedBytes);
        writeSlotHead(writer, slot);
        writer.fixed(slot.wrapped.nonce).fixed(slot.wrapped.ciphertext);
    }
}

SlotKind readKind(Reader& reader) {
    switch (reader.u8()) {
        case 1:
            return SlotKind::Passphrase;
        case 2:
            return SlotKind::Recovery;
        default:
            reader.fail(Reason::UnknownValue);
            return SlotKind::Passphrase;
    }
}

KeystoreSlot readSlot(Reader& reader) {
    KeystoreSlot slot;
    slot.kind = readKind(reader);
    slot.kdf.memoryBytes = reader.u32() * kKiB;
    slot.kdf.passes = reader.u32();
    slot.salt = reader.fixed<16>();
    slot.usesDeviceSecret = reader.flag();
    slot.commitment = reader.fixed<32>();
    slot.wrapped.nonce = reader.fixed<24>();
    const auto wrapped = reader.fixed<kWrappedBytes>();
    slot.wrapped.ciphertext.assign(wrapped.begin(), wrapped.end());
    if (slot.kind == SlotKind::Recovery && slot.usesDeviceSecret) reader.fail(Reason::Malformed);
    return slot;
}

/// A passphrase first, at most one of each kind.
bool inOrder(const std::vector<KeystoreSlot>& slots) {
    if (slots.empty() || slots[0].kind != SlotKind::Passphrase) return false;
    return slots.size() == 1 || slots[1].kind == SlotKind::Recovery;
}

}  // namespace

Bytes KeystoreFile::encode() const {
    Writer writer;
    writeUpToPayload(writer, *this);
    writer.fixed(payload.nonce).bytes(payload.ciphertext);
    writer.fixed(checkOver(writer.view()));
    return writer.take();
}

Result<KeystoreFile> KeystoreFile::decode(ByteView bytes) {
    VD_REQUIRE(
        bytes.size() >= kMagicAndVersionBytes + kCheckBytes && bytes.size() <= kKeystoreBytesMax,
        Reason::KeystoreBroken);
    Reader reader(bytes.first(bytes.size() - kCheckBytes));
    const bool ours = reader.fixed<4>() == toArray<4>(viewOf(kMagic));
    VD_REQUIRE(ours, Reason::KeystoreBroken);
    // Before the check, which another version may do otherwise.
    VD_REQUIRE(reader.u8() == kVersion, Reason::UnknownVersion);
    const Bytes check = checkOver(bytes.first(bytes.size() - kCheckBytes));
    VD_REQUIRE(std::equal(check.begin(), check.end(), bytes.last(kCheckBytes).begin()),
               Reason::KeystoreBroken);

    KeystoreFile file;
    file.id = reader.fixed<16>();
    const std::size_t count = reader.count(kSlotsMax, kSlotBytes);
    for (std::size_t i = 0; i < count; ++i)
        file.slots.push_back(readSlot(reader));
    file.payload.nonce = reader.fixed<24>();
    file.payload.ciphertext = toBytes(reader.bytes(kKeystorePayloadBytesMax + kTagBytesOfPayload));
    const bool whole = reader.finish().ok() && inOrder(file.slots) &&
                       file.payload.ciphertext.size() >= kTagBytesOfPayload;
    VD_REQUIRE(whole, Reason::KeystoreBroken);
    for (const KeystoreSlot& slot : file.slots) {
        const Status cost = checkKdfParameters(slot.kdf);
        if (cost.ok()) continue;
        return cost.reason() == Reason::KdfTooWeak ? Reason::KdfTooWeak : Reason::KeystoreBroken;
    }
    return file;
}

Bytes KeystoreFile::slotAssociatedData(const KeystoreSlot& slot) const {
    Writer writer;
    writer.fixed(viewOf("voordeur/v1/keystore/slot")).u8(0);
    writeHead(writer, *this);
    writeSlotHead(writer, slot);
    return writer.take();
}

Bytes KeystoreFile::payloadAssociatedData() const {
    Writer writer;
    writer.fixed(viewOf("voordeur/v1/keystore/payload")).u8(0);
    writeUpToPayload(writer, *this);
    return writer.take();
}

}  // namespace voordeur::crypto
