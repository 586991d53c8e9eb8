#include "crypto/vault/vault_self_test.h"

#include "crypto/base/bytes.h"
#include "crypto/base/random.h"
#include "crypto/vault/aead.h"
#include "crypto/vault/hpke.h"
#include "crypto/vault/seal.h"

#include <algorithm>
#include <string_view>

namespace voordeur::crypto {
namespace {

Bytes bytesOf(std::string_view hex) {
    return fromHex(hex).value_or(Bytes{});
}

// RFC 9180 §A.2.1 up to its AEAD key, for the vector's own associated data is not empty.
bool hpkeIsRight() {
    HpkeSecret own;
    const PublicKey32 recipient = hpkeDeriveKeyPair(
        bytesOf("1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df"), own);
    const auto enc =
        toArray<32>(bytesOf("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a"));
    HpkeSecret shared;
    if (!enc || !hpkeSharedSecret({own.span(), *enc, *enc, recipient}, shared).ok()) return false;
    const HpkeSchedule schedule(
        shared, bytesOf("4f6465206f6e2061204772656369616e2055726e"), {}, {});
    ByteArray<12> nonce{};
    HpkeSecret key;
    schedule.expand("base_nonce", nonce);
    schedule.expand("key", key.span());
    return toHex(nonce) == "5c4d98150661b848853b547f" &&
           toHex(key.view()) == "ad2744de8e17f4ebba575b3f5f5a8fa1f69c2a07f6e7500bc60ca6e3e3ec1c91";
}

/// Always the same bytes: for a round trip whose outcome is thrown away.
class FixedSource final : public RandomSource {
public:
    void fill(std::span<std::uint8_t> out) override { std::fill(out.begin(), out.end(), 0x5a); }
};

bool sealsOpenOnlyUntouched() {
    FixedSource random;
    const SealKeyPair own = SealKeyPair::generate(random);
    const Bytes message = {1, 2, 3};
    auto sealed = seal(own.publicKey(), viewOf("self-test"), nullptr, message, random);
    if (!sealed.ok()) return false;
    const auto opened = unseal(own, viewOf("self-test"), nullptr, sealed.value());
    if (!opened.ok() || !(opened.value() == SecretBytes::copyOf(message))) return false;
    sealed.value().ciphertext[0] ^= 1;
    return !unseal(own, viewOf("self-test"), nullptr, sealed.value()).ok();
}

// draft-irtf-cfrg-xchacha-03 §A.3.1.
bool boxesAreRight() {
    const SecretBytes key = SecretBytes::copyOf(
        bytesOf("808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f"));
    const auto nonce = toArray<24>(bytesOf("404142434445464748494a4b4c4d4e4f5051525354555657"));
    const Bytes associated = bytesOf("50515253c0c1c2c3c4c5c6c7");
    Bytes ciphertext = bytesOf(
        "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb731c7f1b0b4aa6440bf3a82f4e"
        "da7e39ae64c6708c54c216cb96b72e1213b4522f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2"
        "383565d3fff921f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49");
    if (!nonce) return false;
    const auto opened = openBox(key, associated, *nonce, ciphertext);
    constexpr std::string_view kPlaintext =
        "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
        "future, sunscreen would be it.";
    if (!opened.ok() || !(opened.value() == SecretBytes::copyOf(viewOf(kPlaintext)))) return false;
    ciphertext.back() ^= 1;
    return !openBox(key, associated, *nonce, ciphertext).ok();
}

}  // namespace

Status vaultSelfTest() {
    const bool right = hpkeIsRight() && sealsOpenOnlyUntouched() && boxesAreRight();
    VD_REQUIRE(right, Reason::Internal);
    return success();
}

}  // namespace voordeur::crypto
