#include "crypto/shared/hkdf.h"

#include "crypto/internal/hkdf.h"
#include "crypto/internal/hmac.h"

namespace voordeur::crypto {
namespace {

constexpr std::size_t kHashBytes = 32;

SecretBytes extract(ByteView salt, ByteView inputKey) {
    SecretBytes out(kHashBytes);
    internal::hkdfExtract(
        salt,
        {inputKey},
        std::span<std::uint8_t, kHashBytes>(out.revealForWriting(openKeyAccess())));
    return out;
}

}  // namespace

SecretBytes hkdfExtract(ByteView salt, const SecretBytes& inputKey) {
    return extract(salt, inputKey.reveal(openKeyAccess()));
}

SecretBytes hkdfExtract(const SecretBytes& salt, const SecretBytes& inputKey) {
    const KeyAccess access = openKeyAccess();
    return extract(salt.reveal(access), inputKey.reveal(access));
}

Result<SecretBytes> hkdfExpand(const SecretBytes& pseudorandomKey,
                               ByteView info,
                               std::size_t size) {
    VD_REQUIRE(pseudorandomKey.size() >= kHashBytes, Reason::WeakKey);
    VD_REQUIRE(size >= 1 && size <= internal::kHkdfBytesMax, Reason::InvalidArgument);
    const KeyAccess access = openKeyAccess();
    SecretBytes out(size);
    VD_RETURN_IF_ERROR(
        internal::hkdfExpand(pseudorandomKey.reveal(access), {info}, out.revealForWriting(access)));
    return out;
}

Result<Hash32> hkdfExpandPublic(const SecretBytes& pseudorandomKey, ByteView info) {
    VD_REQUIRE(pseudorandomKey.size() >= kHashBytes, Reason::WeakKey);
    Hash32 out{};
    VD_RETURN_IF_ERROR(internal::hkdfExpand(pseudorandomKey.reveal(openKeyAccess()), {info}, out));
    return out;
}

Hash32 hmacSha256(const SecretBytes& key, ByteView message) {
    Hash32 out{};
    internal::hmacSha256(key.reveal(openKeyAccess()), {message}, out);
    return out;
}

bool hmacSha256Matches(const SecretBytes& key, ByteView message, const Hash32& mac) {
    return equalConstantTime(hmacSha256(key, message), mac);
}

}  // namespace voordeur::crypto
