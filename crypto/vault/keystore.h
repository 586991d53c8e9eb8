#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/random.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"
#include "crypto/vault/kdf.h"
#include "crypto/vault/keystore_format.h"

namespace voordeur::crypto {

/// The fewest bytes of a passphrase. How well it is chosen is judged where it is typed (zxcvbn).
inline constexpr std::size_t kPassphraseBytesMin = 8;
/// What the operating system's key store keeps for a device.
inline constexpr std::size_t kDeviceSecretBytes = 32;

/// What the everyday way in takes. Ownership: borrowed for the call.
struct KeystoreUnlock {
    /// UTF-8 in normal form C (the caller's business: "é" can be typed in two ways).
    const SecretBytes& passphrase;
    /// 32 bytes from the operating system's key store, or empty where there is none.
    const SecretBytes& deviceSecret;
};

/// A device's keys in a file: opened by passphrase and device secret, or by the recovery sheet.
///
/// An object is an opened file. Every change leaves the object as it was when it fails, and makes
/// new `bytes()` when it succeeds: the caller writes those to disk in one step (new file, rename),
/// or the change is lost. The file's key stays the same for its life: who has an old file *and* its
/// passphrase can open a later one too, and holds the device's keys anyway; the remedy is to
/// revoke the device.
///
/// Each of create, open, openWithRecovery, changePassphrase and renewRecoveryCode runs Argon2id
/// (0.7 s or more each, create twice, 256 MiB): never on the window's thread. Thread: one owner at
/// a time. Ownership: its own copies.
class Keystore {
public:
    struct Created;

    /// Errors: PassphraseWeak (too short), InvalidArgument (too long; parameters above a ceiling),
    /// WeakKey (a device secret of another length), KdfTooWeak, MessageTooLarge (payload above
    /// kKeystorePayloadBytesMax), Busy (no memory now).
    static Result<Created> create(const KeystoreUnlock& unlock,
                                  const SecretBytes& payload,
                                  const KdfParameters& kdf,
                                  RandomSource& random);

    /// Errors: KeystoreBroken (damaged, tampered, not ours), UnknownVersion (made by a later
    /// version), KdfTooWeak, KeyMissing (made with a device secret and none was given),
    /// PassphraseWrong (the passphrase, or the device secret, is not the one), Busy.
    /// The form and the cost of the file are judged before any Argon2id.
    static Result<Keystore> open(ByteView bytes, const KeystoreUnlock& unlock);

    /// `code` as typed by a person. Errors: as open; NotFound (the file has no recovery slot).
    static Result<Keystore> openWithRecovery(ByteView bytes, const SecretBytes& code);

    [[nodiscard]] const SecretBytes& payload() const { return m_payload; }
    /// The file as it should now be on disk.
    [[nodiscard]] Bytes bytes() const { return m_file.encode(); }

    /// Errors: MessageTooLarge.
    Status replacePayload(const SecretBytes& payload, RandomSource& random);
    /// The recovery code keeps working. Errors: as create.
    Status changePassphrase(const KeystoreUnlock& unlock,
                            const KdfParameters& kdf,
                            RandomSource& random);
    /// For a sheet that was lost or seen: the old code stops working on the new bytes. Returns the
    /// text to print. Errors: InvalidArgument, KdfTooWeak, Busy.
    Result<SecretBytes> renewRecoveryCode(const KdfParameters& kdf, RandomSource& random);

private:
    Keystore() = default;
    static Result<Keystore> openSlot(KeystoreFile file, SlotKind kind, const SecretBytes& kek);
    Status putSlot(KeystoreSlot slot, const SecretBytes& kek, RandomSource& random);

    KeystoreFile m_file;
    SecretBytes m_fileKey;
    SecretBytes m_payload;
};

/// A new keystore, and the recovery code to print once: 34 ASCII characters.
struct Keystore::Created {
    Keystore keystore;
    SecretBytes recoveryCode;
};

}  // namespace voordeur::crypto
