#include "crypto/vault/keystore.h"

#include "crypto/vault/keystore_slots.h"
#include "crypto/vault/recovery_code.h"

#include <algorithm>
#include <utility>

namespace voordeur::crypto {
namespace {

Status checkNewUnlock(const KeystoreUnlock& unlock) {
    VD_REQUIRE(unlock.passphrase.size() >= kPassphraseBytesMin, Reason::PassphraseWeak);
    VD_REQUIRE(unlock.passphrase.size() <= kPassphraseBytesMax, Reason::InvalidArgument);
    VD_REQUIRE(unlock.deviceSecret.empty() || unlock.deviceSecret.size() == kDeviceSecretBytes,
               Reason::WeakKey);
    return success();
}

KeystoreSlot newSlot(SlotKind kind, const KdfParameters& kdf, RandomSource& random) {
    KeystoreSlot slot;
    slot.kind = kind;
    slot.kdf = kdf;
    random.fill(slot.salt);
    return slot;
}

/// The key of one slot: this is where Argon2id runs.
Result<SecretBytes> kekOf(const KeystoreSlot& slot,
                          const SecretBytes& input,
                          const SecretBytes& deviceSecret) {
    VD_ASSIGN(const SecretBytes stretched, stretch(input, slot.salt, slot.kdf));
    return keystoreKek(stretched, deviceSecret);
}

const KeystoreSlot* findSlot(const KeystoreFile& file, SlotKind kind) {
    const auto found = std::find_if(file.slots.begin(),
                                    file.slots.end(),
                                    [kind](const KeystoreSlot& slot) { return slot.kind == kind; });
    return found == file.slots.end() ? nullptr : &*found;
}

}  // namespace

Result<Keystore::Created> Keystore::create(const KeystoreUnlock& unlock,
                                           const SecretBytes& payload,
                                           const KdfParameters& kdf,
                                           RandomSource& random) {
    VD_RETURN_IF_ERROR(checkNewUnlock(unlock));
    VD_RETURN_IF_ERROR(checkKdfParameters(kdf));
    VD_REQUIRE(payload.size() <= kKeystorePayloadBytesMax, Reason::MessageTooLarge);
    Keystore keystore;
    random.fill(keystore.m_file.id);
    keystore.m_fileKey = SecretBytes(kBoxKeyBytes);
    random.fill(keystore.m_fileKey.revealForWriting(openKeyAccess()));
    keystore.m_payload = payload.clone();
    VD_RETURN_IF_ERROR(keystore.changePassphrase(unlock, kdf, random));
    VD_ASSIGN(SecretBytes code, keystore.renewRecoveryCode(kdf, random));
    return Created{std::move(keystore), std::move(code)};
}

Result<Keystore> Keystore::open(ByteView bytes, const KeystoreUnlock& unlock) {
    VD_ASSIGN(KeystoreFile file, KeystoreFile::decode(bytes));
    const KeystoreSlot* slot = findSlot(file, SlotKind::Passphrase);
    VD_CHECK(slot != nullptr);  // decode lets no file pass without one
    // What create would refuse cannot be right, and need not cost a second to find out.
    VD_REQUIRE(unlock.passphrase.size() >= kPassphraseBytesMin &&
                   unlock.passphrase.size() <= kPassphraseBytesMax,
               Reason::PassphraseWrong);
    VD_REQUIRE(!slot->usesDeviceSecret || !unlock.deviceSecret.empty(), Reason::KeyMissing);
    const SecretBytes none;
    VD_ASSIGN(const SecretBytes kek,
              kekOf(*slot, unlock.passphrase, slot->usesDeviceSecret ? unlock.deviceSecret : none));
    return openSlot(std::move(file), SlotKind::Passphrase, kek);
}

Result<Keystore> Keystore::openWithRecovery(ByteView bytes, const SecretBytes& code) {
    VD_ASSIGN(KeystoreFile file, KeystoreFile::decode(bytes));
    const KeystoreSlot* slot = findSlot(file, SlotKind::Recovery);
    VD_REQUIRE(slot != nullptr, Reason::NotFound);
    VD_ASSIGN(const RecoveryCode recovery, RecoveryCode::parse(code));
    VD_ASSIGN(const SecretBytes kek, kekOf(*slot, recovery.secret(), SecretBytes()));
    return openSlot(std::move(file), SlotKind::Recovery, kek);
}

Result<Keystore> Keystore::openSlot(KeystoreFile file, SlotKind kind, const SecretBytes& kek) {
    Keystore keystore;
    VD_ASSIGN(keystore.m_fileKey, unwrapFileKey(file, *findSlot(file, kind), kek));
    VD_ASSIGN(keystore.m_payload, openPayload(file, keystore.m_fileKey));
    keystore.m_file = std::move(file);
    return keystore;
}

Status Keystore::replacePayload(const SecretBytes& payload, RandomSource& random) {
    KeystoreFile file = m_file;
    VD_RETURN_IF_ERROR(sealPayload(file, m_fileKey, payload, random));
    m_file = std::move(file);
    m_payload = payload.clone();
    return success();
}

Status Keystore::changePassphrase(const KeystoreUnlock& unlock,
                                  const KdfParameters& kdf,
                                  RandomSource& random) {
    VD_RETURN_IF_ERROR(checkNewUnlock(unlock));
    KeystoreSlot slot = newSlot(SlotKind::Passphrase, kdf, random);
    slot.usesDeviceSecret = !unlock.deviceSecret.empty();
    VD_ASSIGN(const SecretBytes kek, kekOf(slot, unlock.passphrase, unlock.deviceSecret));
    return putSlot(std::move(slot), kek, random);
}

Result<SecretBytes> Keystore::renewRecoveryCode(const KdfParameters& kdf, RandomSource& random) {
    const RecoveryCode code = RecoveryCode::generate(random);
    KeystoreSlot slot = newSlot(SlotKind::Recovery, kdf, random);
    VD_ASSIGN(const SecretBytes kek, kekOf(slot, code.secret(), SecretBytes()));
    VD_RETURN_IF_ERROR(putSlot(std::move(slot), kek, random));
    return code.text();
}

Status Keystore::putSlot(KeystoreSlot slot, const SecretBytes& kek, RandomSource& random) {
    // On a copy: an error half-way must not leave a file that nobody can open.
    KeystoreFile file = m_file;
    wrapFileKey(file, slot, kek, m_fileKey, random);
    std::erase_if(file.slots, [&](const KeystoreSlot& old) { return old.kind == slot.kind; });
    file.slots.push_back(std::move(slot));
    std::sort(file.slots.begin(),
              file.slots.end(),
              [](const KeystoreSlot& a, const KeystoreSlot& b) { return a.kind < b.kind; });
    // The payload is bound to every slot.
    VD_RETURN_IF_ERROR(sealPayload(file, m_fileKey, m_payload, random));
    m_file = std::move(file);
    return success();
}

}  // namespace voordeur::crypto
