#include "crypto/shared/signature.h"

#include "crypto/internal/ed25519.h"

namespace voordeur::crypto {
namespace {

using SecretSpan = std::span<const std::uint8_t, internal::kEd25519SecretBytes>;
using SeedSpan = std::span<const std::uint8_t, internal::kEd25519SeedBytes>;

}  // namespace

Bytes signatureInput(std::string_view type, const InstanceId& instance, ByteView bytes) {
    constexpr std::string_view kPrefix = "voordeur/v1/";
    // In one piece: signatures are verified by the million.
    Bytes out;
    out.reserve(kPrefix.size() + type.size() + 1 + instance.size() + 8 + bytes.size());
    append(out, viewOf(kPrefix));
    append(out, viewOf(type));
    out.push_back(0);
    append(out, instance);
    const auto size = static_cast<std::uint64_t>(bytes.size());
    for (unsigned shift = 64; shift > 0; shift -= 8)
        out.push_back(static_cast<std::uint8_t>((size >> (shift - 8)) & 0xffU));
    append(out, bytes);
    return out;
}

SigningKey SigningKey::generate(RandomSource& random) {
    SecretBytes seed(internal::kEd25519SeedBytes);
    random.fill(seed.revealForWriting(openKeyAccess()));
    return fromSeed(seed).value();
}

Result<SigningKey> SigningKey::fromSeed(const SecretBytes& seed) {
    VD_REQUIRE(seed.size() == internal::kEd25519SeedBytes, Reason::WeakKey);
    const KeyAccess access = openKeyAccess();
    SigningKey key;
    key.m_secret = SecretBytes(internal::kEd25519SecretBytes);
    key.m_publicKey =
        internal::ed25519FromSeed(SeedSpan(seed.reveal(access)),
                                  std::span<std::uint8_t, internal::kEd25519SecretBytes>(
                                      key.m_secret.revealForWriting(access)));
    return key;
}

Signature64 SigningKey::sign(std::string_view type,
                             const InstanceId& instance,
                             ByteView bytes) const {
    return signRaw(signatureInput(type, instance, bytes));
}

Signature64 SigningKey::signRaw(ByteView bytes) const {
    VD_CHECK(m_secret.size() == internal::kEd25519SecretBytes);  // not moved from
    return internal::ed25519Sign(SecretSpan(m_secret.reveal(openKeyAccess())), bytes);
}

SecretBytes SigningKey::seed() const {
    return SecretBytes::copyOf(m_secret.reveal(openKeyAccess()).first(internal::kEd25519SeedBytes));
}

bool verify(const PublicKey32& key,
            std::string_view type,
            const InstanceId& instance,
            ByteView bytes,
            const Signature64& signature) {
    return verifyRaw(key, signatureInput(type, instance, bytes), signature);
}

bool verifyRaw(const PublicKey32& key, ByteView bytes, const Signature64& signature) {
    return internal::ed25519Verify(key, bytes, signature);
}

}  // namespace voordeur::crypto
