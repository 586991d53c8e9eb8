#pragma once

#include "crypto/vault/keystore_format.h"
#include "crypto/vault/keystore_slots.h"
#include "tests/crypto/support.h"

namespace voordeur::crypto::test {

/// A keystore file whose keys are given instead of stretched, so that no test waits for Argon2id.
struct KeystoreFixture {
    SecretBytes passphraseKek =
        secretHex("a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4b5b6b7b8b9babbbcbdbebf");
    SecretBytes recoveryKek =
        secretHex("c0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdddedf");
    SecretBytes fileKey =
        secretHex("202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f");
    SecretBytes payload = secretText("the keys of a device");
    KeystoreFile file;

    explicit KeystoreFixture(RandomSource& random, bool usesDeviceSecret = true) {
        random.fill(file.id);
        KeystoreSlot passphrase;
        passphrase.usesDeviceSecret = usesDeviceSecret;
        random.fill(passphrase.salt);
        wrapFileKey(file, passphrase, passphraseKek, fileKey, random);
        KeystoreSlot recovery;
        recovery.kind = SlotKind::Recovery;
        random.fill(recovery.salt);
        wrapFileKey(file, recovery, recoveryKek, fileKey, random);
        file.slots = {passphrase, recovery};
        reseal(random);
    }

    void reseal(RandomSource& random) {
        const Status sealed = sealPayload(file, fileKey, payload, random);
        static_cast<void>(sealed);
    }
};

}  // namespace voordeur::crypto::test
