#pragma once

#include "client/core/device_secrets.h"
#include "client/core/local_store.h"
#include "client/core/membership.h"
#include "crypto/base/clock.h"
#include "crypto/vault/keystore.h"

#include <memory>
#include <optional>
#include <string>

namespace voordeur::client::core {

/// A device's own folder: the keystore, the local store, and how often the passphrase was wrong.
///
/// Thread: one at a time; slow (Argon2id), so never on a window's thread.
class Profile {
public:
    Profile(std::string directory, const crypto::Clock& clock, crypto::RandomSource& random);

    [[nodiscard]] bool exists() const;
    /// Makes the keystore. Returns the recovery code to print once.
    /// Errors: FileExists, PassphraseWeak, StorageFull, StorageFailed, FileUnreadable (the folder
    /// is open to others).
    Result<crypto::SecretBytes> create(const DeviceSecrets& secrets,
                                       const crypto::SecretBytes& passphrase);
    /// Opens it. Errors: TryLater (see `retryAfterMillis`), PassphraseWrong, KeystoreBroken,
    /// NotFound (no keystore here), WaitingForAdmission (an enrolment was begun, see `pending`).
    Result<DeviceSecrets> open(const crypto::SecretBytes& passphrase);
    /// For a forgotten passphrase: opens with the recovery code, as typed, and sets a new one. The
    /// code keeps working. Errors: as open and create; NotFound (no recovery slot).
    Status recover(const crypto::SecretBytes& code, const crypto::SecretBytes& passphrase);
    /// Writes changed secrets; only while open.
    Status save(const DeviceSecrets& secrets);
    /// Milliseconds until another passphrase may be tried.
    [[nodiscard]] std::uint64_t retryAfterMillis() const;
    /// The encrypted memory of this device. Only while open.
    Result<std::unique_ptr<LocalStore>> localStore(const DeviceSecrets& secrets) const;
    /// Forgets the opened keystore.
    void close() { m_open.reset(); }

    /// An enrolment on its way, kept beside, sealed like the keystore: these keys become the
    /// device's. Errors: PassphraseWeak, those of files.
    Status keepPending(const Invitation& invitation,
                       const PendingDevice& device,
                       const crypto::SecretBytes& passphrase);
    [[nodiscard]] bool hasPending() const;
    struct Pending {
        Invitation invitation;
        PendingDevice device;
    };
    /// Errors: NotFound, TryLater, PassphraseWrong, KeystoreBroken.
    Result<Pending> pending(const crypto::SecretBytes& passphrase);
    void dropPending();

    [[nodiscard]] const std::string& directory() const { return m_directory; }

private:
    /// Opens a file with the passphrase, counting wrong ones.
    Result<crypto::Keystore> openFile(const char* name, const crypto::SecretBytes& passphrase);
    void noteWrong();
    [[nodiscard]] std::string path(const char* name) const;

    std::string m_directory;
    const crypto::Clock& m_clock;
    crypto::RandomSource& m_random;
    std::optional<crypto::Keystore> m_open;
};

}  // namespace voordeur::client::core
