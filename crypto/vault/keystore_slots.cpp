#include "crypto/vault/keystore_slots.h"

#include "crypto/shared/hkdf.h"
#include "crypto/vault/aead.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace voordeur::crypto {
namespace {

constexpr std::string_view kKekSalt = "voordeur/v1/keystore/kek";
constexpr std::string_view kCommitInfo = "voordeur/v1/keystore/commit";
constexpr std::string_view kWrapInfo = "voordeur/v1/keystore/wrap";
constexpr std::string_view kPayloadInfo = "voordeur/v1/keystore/payload";

/// For keys made here, whose length is right by construction.
SecretBytes subkey(const SecretBytes& key, std::string_view info) {
    return hkdfExpand(key, viewOf(info), kBoxKeyBytes).value();
}

Hash32 commitmentTo(const SecretBytes& kek) {
    return hkdfExpandPublic(kek, viewOf(kCommitInfo)).value();
}

}  // namespace

SecretBytes keystoreKek(const SecretBytes& stretched, const SecretBytes& deviceSecret) {
    VD_CHECK(stretched.size() == 32);
    const KeyAccess access = openKeyAccess();
    SecretBytes joined(stretched.size() + deviceSecret.size());
    const ByteView first = stretched.reveal(access);
    const ByteView second = deviceSecret.reveal(access);
    auto at = std::copy(first.begin(), first.end(), joined.revealForWriting(access).begin());
    std::copy(second.begin(), second.end(), at);
    return hkdfExtract(viewOf(kKekSalt), joined);
}

void wrapFileKey(const KeystoreFile& file,
                 KeystoreSlot& slot,
                 const SecretBytes& kek,
                 const SecretBytes& fileKey,
                 RandomSource& random) {
    slot.commitment = commitmentTo(kek);
    slot.wrapped = sealBox(subkey(kek, kWrapInfo),
                           file.slotAssociatedData(slot),
                           fileKey.reveal(openKeyAccess()),
                           random)
                       .value();
}

Result<SecretBytes> unwrapFileKey(const KeystoreFile& file,
                                  const KeystoreSlot& slot,
                                  const SecretBytes& kek) {
    // The commitment first: XChaCha20-Poly1305 alone could be made to open under several keys, and
    // a prepared file would then test many guesses at a time.
    VD_REQUIRE(equalConstantTime(commitmentTo(kek), slot.commitment), Reason::PassphraseWrong);
    auto fileKey = openBox(subkey(kek, kWrapInfo), file.slotAssociatedData(slot), slot.wrapped);
    VD_REQUIRE(fileKey.ok(), Reason::KeystoreBroken);
    return std::move(fileKey).value();
}

Status sealPayload(KeystoreFile& file,
                   const SecretBytes& fileKey,
                   const SecretBytes& payload,
                   RandomSource& random) {
    VD_REQUIRE(payload.size() <= kKeystorePayloadBytesMax, Reason::MessageTooLarge);
    VD_ASSIGN(file.payload,
              sealBox(subkey(fileKey, kPayloadInfo),
                      file.payloadAssociatedData(),
                      payload.reveal(openKeyAccess()),
                      random));
    return success();
}

Result<SecretBytes> openPayload(const KeystoreFile& file, const SecretBytes& fileKey) {
    auto payload =
        openBox(subkey(fileKey, kPayloadInfo), file.payloadAssociatedData(), file.payload);
    VD_REQUIRE(payload.ok(), Reason::KeystoreBroken);
    return std::move(payload).value();
}

}  // namespace voordeur::crypto
