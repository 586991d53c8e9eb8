#include "crypto/shared/self_test.h"

#include "crypto/base/bytes.h"
#include "crypto/base/secret_bytes.h"
#include "crypto/internal/ristretto.h"
#include "crypto/shared/hash.h"
#include "crypto/shared/hkdf.h"
#include "crypto/shared/signature.h"

#include <string_view>

namespace voordeur::crypto {
namespace {

bool equalsHex(ByteView bytes, std::string_view hex) {
    return toHex(bytes) == hex;
}

SecretBytes secretOf(std::string_view hex) {
    return SecretBytes::copyOf(fromHex(hex).value_or(Bytes{}));
}

// FIPS 180-4, example "abc".
bool hashesAreRight() {
    Sha256 pieces;
    pieces.update(viewOf("a"));
    pieces.update(viewOf("bc"));
    constexpr std::string_view kSha256 =
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    return equalsHex(sha256({viewOf("ab"), viewOf("c")}), kSha256) &&
           equalsHex(pieces.finish(), kSha256) &&
           equalsHex(sha512({viewOf("abc")}),
                     "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                     "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f");
}

// RFC 5869, test case 1.
bool hkdfIsRight() {
    const SecretBytes input = secretOf("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b");
    const Bytes salt = fromHex("000102030405060708090a0b0c").value_or(Bytes{});
    const Bytes info = fromHex("f0f1f2f3f4f5f6f7f8f9").value_or(Bytes{});
    const auto key = hkdfExpand(hkdfExtract(salt, input), info, 42);
    return key.ok() && key.value() == secretOf(
                                          "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db0"
                                          "2d56ecc4c5bf34007208d5b887185865");
}

// RFC 8032 §7.1, test 2.
bool signaturesAreRight() {
    const auto key = SigningKey::fromSeed(
        secretOf("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));
    if (!key.ok()) return false;
    const ByteArray<1> message = {0x72};
    const Signature64 signature = key.value().signRaw(message);
    Signature64 altered = signature;
    altered[0] ^= 1;
    return equalsHex(key.value().publicKey(),
                     "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c") &&
           equalsHex(signature,
                     "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                     "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00") &&
           verifyRaw(key.value().publicKey(), message, signature) &&
           !verifyRaw(key.value().publicKey(), message, altered);
}

// RFC 9496 §A.1: twice the generator.
bool groupIsRight() {
    const auto twice = Element::base(Scalar::fromNumber(2));
    const auto sum = Element::generator().plus(Element::generator());
    return twice.ok() && sum.ok() && twice.value() == sum.value() &&
           equalsHex(twice.value().bytes(),
                     "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919") &&
           !isCanonicalElement(ByteArray<32>{});
}

}  // namespace

Status selfTest() {
    const bool right = hashesAreRight() && hkdfIsRight() && signaturesAreRight() && groupIsRight();
    VD_REQUIRE(right, Reason::Internal);
    return success();
}

}  // namespace voordeur::crypto
