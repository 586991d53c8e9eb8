#include "crypto/internal/aead.h"

#include "tests/crypto/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace voordeur::crypto::internal {
namespace {

using test::hex;
using test::hexArray;

constexpr const char* kKey = "808182838485868788898a8b8c8d8e8f909192939495969798999a9b9c9d9e9f";
constexpr const char* kAssociated = "50515253c0c1c2c3c4c5c6c7";
constexpr std::string_view kPlaintext =
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the "
    "future, sunscreen would be it.";

TEST(InternalAeadTest, ChaChaMatchesTheRfc) {
    // RFC 8439 §2.8.2.
    const auto key = hexArray<32>(kKey);
    const Bytes associated = hex(kAssociated);
    const auto nonce = hexArray<12>("070000004041424344454647");
    Bytes sealed(kPlaintext.size() + kAeadTagBytes);
    chachaSeal({key, associated, viewOf(kPlaintext)}, nonce, sealed);
    EXPECT_EQ(toHex(sealed),
              "d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d6"
              "3dbea45e8ca9671282fafb69da92728b1a71de0a9e060b2905d6a5b67ecd3b36"
              "92ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc"
              "3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691");
    Bytes opened(kPlaintext.size());
    ASSERT_TRUE(chachaOpen({key, associated, sealed}, nonce, opened).ok());
    EXPECT_EQ(textOf(opened), kPlaintext);
}

TEST(InternalAeadTest, XChaChaMatchesTheDraft) {
    // draft-irtf-cfrg-xchacha-03 §A.3.1.
    const auto key = hexArray<32>(kKey);
    const Bytes associated = hex(kAssociated);
    const auto nonce = hexArray<24>("404142434445464748494a4b4c4d4e4f5051525354555657");
    Bytes sealed(kPlaintext.size() + kAeadTagBytes);
    xchachaSeal({key, associated, viewOf(kPlaintext)}, nonce, sealed);
    EXPECT_EQ(toHex(sealed),
              "bd6d179d3e83d43b9576579493c0e939572a1700252bfaccbed2902c21396cbb"
              "731c7f1b0b4aa6440bf3a82f4eda7e39ae64c6708c54c216cb96b72e1213b452"
              "2f8c9ba40db5d945b11b69b982c1bb9e3f3fac2bc369488f76b2383565d3fff9"
              "21f9664c97637da9768812f615c68b13b52ec0875924c1c7987947deafd8780acf49");
}

TEST(InternalAeadTest, BrokenSealLeavesZeros) {
    const auto key = hexArray<32>(kKey);
    const auto nonce = hexArray<24>("404142434445464748494a4b4c4d4e4f5051525354555657");
    Bytes sealed(kPlaintext.size() + kAeadTagBytes);
    xchachaSeal({key, {}, viewOf(kPlaintext)}, nonce, sealed);
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        Bytes altered = sealed;
        altered[i] ^= 0x10;
        Bytes opened(kPlaintext.size(), 0xee);
        EXPECT_EQ(xchachaOpen({key, {}, altered}, nonce, opened).reason(), Reason::SealBroken);
        EXPECT_TRUE(
            std::all_of(opened.begin(), opened.end(), [](std::uint8_t byte) { return byte == 0; }));
    }
}

TEST(InternalAeadTest, WycheproofXChaChaInBulk) {
    const auto text = test::sharedVectorText("wycheproof_xchacha20_poly1305_test.json");
    if (!text) GTEST_SKIP() << "the folder of published vectors is not here (VOORDEUR_SHARED)";
    const nlohmann::json file = nlohmann::json::parse(*text);
    std::size_t valid = 0;
    std::size_t invalid = 0;
    std::size_t otherNonce = 0;
    for (const auto& group : file["testGroups"]) {
        for (const auto& test : group["tests"]) {
            SCOPED_TRACE(test["tcId"].get<int>());
            const auto nonce = toArray<24>(hex(test["iv"].get<std::string>()));
            if (!nonce) {
                // Not expressible here: the type of a nonce is 24 bytes.
                EXPECT_EQ(test["result"], "invalid");
                ++otherNonce;
                continue;
            }
            const auto key = hexArray<32>(test["key"].get<std::string>());
            const Bytes associated = hex(test["aad"].get<std::string>());
            const Bytes message = hex(test["msg"].get<std::string>());
            const Bytes expected =
                hex(test["ct"].get<std::string>() + test["tag"].get<std::string>());
            Bytes opened(message.size());
            const bool ok = xchachaOpen({key, associated, expected}, *nonce, opened).ok();
            ASSERT_EQ(ok, test["result"] == "valid");
            ++(ok ? valid : invalid);
            if (!ok) continue;
            EXPECT_EQ(opened, message);
            Bytes sealed(expected.size());
            xchachaSeal({key, associated, message}, *nonce, sealed);
            EXPECT_EQ(sealed, expected);
        }
    }
    EXPECT_EQ(valid, 246U);
    EXPECT_EQ(invalid, 60U);
    EXPECT_EQ(otherNonce, 9U);
}

}  // namespace
}  // namespace voordeur::crypto::internal
