#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"
#include "crypto/vault/aead.h"
#include "crypto/vault/kdf.h"

#include <vector>

// The bytes of a keystore file, version 1 (docs/protocol.md §Keystore). No secret is touched here.
//
//   file     fixed4 "VDKS" · u8 version 1 · fixed16 id · list slots (1..2, kinds strictly rising,
//            the first a passphrase) · fixed24 nonce · bytes payload (ciphertext, 16..64 KiB + 16)
//            · fixed32 check
//   slot     u8 kind (1 passphrase, 2 recovery) · u32 memory in KiB · u32 passes · fixed16 salt ·
//            flag device secret (0 for kind 2) · fixed32 commitment · fixed24 nonce ·
//            fixed48 wrapped key
//   check    objectHash "keystore" over all before it: tells a damaged file from a wrong passphrase
//            without a second of Argon2id. It protects against nobody.
namespace voordeur::crypto {

/// The most bytes of what a keystore keeps.
inline constexpr std::size_t kKeystorePayloadBytesMax = std::size_t{64} * 1024;
/// The most bytes of a file: the payload and less than 1 KiB around it.
inline constexpr std::size_t kKeystoreBytesMax = kKeystorePayloadBytesMax + 1024;

enum class SlotKind : std::uint8_t { Passphrase = 1, Recovery = 2 };

/// One way to the file's key.
struct KeystoreSlot {
    SlotKind kind = SlotKind::Passphrase;
    KdfParameters kdf;
    KdfSalt salt{};
    bool usesDeviceSecret = false;
    Hash32 commitment{};  // to the key that wraps
    Box wrapped;          // the file's key: 32 bytes and the tag
};

struct KeystoreFile {
    ByteArray<16> id{};
    std::vector<KeystoreSlot> slots;
    Box payload;

    [[nodiscard]] Bytes encode() const;
    /// Errors: KeystoreBroken, UnknownVersion, KdfTooWeak (any slot below a floor).
    static Result<KeystoreFile> decode(ByteView bytes);

    /// What a wrapped key is bound to: the file, and the slot's fields before the nonce.
    [[nodiscard]] Bytes slotAssociatedData(const KeystoreSlot& slot) const;
    /// What the payload is bound to: all bytes before its nonce, so every slot.
    [[nodiscard]] Bytes payloadAssociatedData() const;
};

}  // namespace voordeur::crypto
