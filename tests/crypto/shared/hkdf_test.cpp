#include "crypto/shared/hkdf.h"

#include "tests/crypto/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace voordeur::crypto {
namespace {

using test::hex;
using test::revealHex;
using test::secretHex;

struct HkdfCase {
    const char* name;
    const char* inputKey;
    const char* salt;
    const char* info;
    const char* extracted;
    const char* expanded;
};

// RFC 5869 appendix A, cases 1, 2 and 3.
const HkdfCase kRfcCases[] = {
    {"basic",
     "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
     "000102030405060708090a0b0c",
     "f0f1f2f3f4f5f6f7f8f9",
     "077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5",
     "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"},
    {"longer",
     "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425262728292a2b2c2d"
     "2e2f303132333435363738393a3b3c3d3e3f404142434445464748494a4b4c4d4e4f",
     "606162636465666768696a6b6c6d6e6f707172737475767778797a7b7c7d7e7f808182838485868788898a8b8c8d"
     "8e8f909192939495969798999a9b9c9d9e9fa0a1a2a3a4a5a6a7a8a9aaabacadaeaf",
     "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3c4c5c6c7c8c9cacbcccdcecfd0d1d2d3d4d5d6d7d8d9dadbdcdd"
     "dedfe0e1e2e3e4e5e6e7e8e9eaebecedeeeff0f1f2f3f4f5f6f7f8f9fafbfcfdfeff",
     "06a6b88c5853361a06104c9ceb35b45cef760014904671014a193f40c15fc244",
     "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c59045a99cac7827271cb41c65e59"
     "0e09da3275600c2f09b8367793a9aca3db71cc30c58179ec3e87c14c01d5c1f3434f1d87"},
    {"no salt, no info",
     "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b",
     "",
     "",
     "19ef24a32c717b167f33a91d6f648bdf96596776afdb6377ac434c1c293ccb04",
     "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d9d201395faa4b61a96c8"},
};

TEST(HkdfTest, MatchesTheRfc) {
    for (const HkdfCase& test : kRfcCases) {
        SCOPED_TRACE(test.name);
        const SecretBytes key = hkdfExtract(hex(test.salt), secretHex(test.inputKey));
        EXPECT_EQ(revealHex(key), test.extracted);
        const std::size_t size = std::string_view(test.expanded).size() / 2;
        EXPECT_EQ(revealHex(hkdfExpand(key, hex(test.info), size).value()), test.expanded);
        EXPECT_EQ(toHex(hkdfExpandPublic(key, hex(test.info)).value()),
                  std::string(test.expanded).substr(0, 64));
    }
}

TEST(HkdfTest, SecretSaltIsTheSameFunction) {
    const SecretBytes input = secretHex(kRfcCases[0].inputKey);
    EXPECT_EQ(revealHex(hkdfExtract(secretHex(kRfcCases[0].salt), input)), kRfcCases[0].extracted);
    EXPECT_EQ(revealHex(hkdfExtract(SecretBytes(), input)), kRfcCases[2].extracted);
}

TEST(HkdfTest, SizesOutsideTheRfcAreRefused) {
    const SecretBytes key(32);
    EXPECT_EQ(hkdfExpand(key, {}, 0).reason(), Reason::InvalidArgument);
    EXPECT_TRUE(hkdfExpand(key, {}, 255 * 32).ok());
    EXPECT_EQ(hkdfExpand(key, {}, 255 * 32 + 1).reason(), Reason::InvalidArgument);
}

TEST(HkdfTest, ShortKeysAreRefused) {
    const SecretBytes key(31);
    EXPECT_EQ(hkdfExpand(key, {}, 32).reason(), Reason::WeakKey);
    EXPECT_EQ(hkdfExpandPublic(key, {}).reason(), Reason::WeakKey);
}

// RFC 4231 §4, test cases 1, 2 and 6 (a key longer than a block).
TEST(HmacTest, MatchesTheRfc) {
    EXPECT_EQ(toHex(hmacSha256(secretHex("0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b"),
                               viewOf("Hi There"))),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(toHex(hmacSha256(test::secretText("Jefe"), viewOf("what do ya want for nothing?"))),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    EXPECT_EQ(toHex(hmacSha256(SecretBytes::copyOf(Bytes(131, 0xaa)),
                               viewOf("Test Using Larger Than Block-Size Key - Hash Key First"))),
              "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

TEST(HmacTest, MatchesOnlyTheRightMac) {
    const SecretBytes key = test::secretText("Jefe");
    const Hash32 mac = hmacSha256(key, viewOf("message"));
    EXPECT_TRUE(hmacSha256Matches(key, viewOf("message"), mac));
    EXPECT_FALSE(hmacSha256Matches(key, viewOf("Message"), mac));
    EXPECT_FALSE(hmacSha256Matches(test::secretText("jefe"), viewOf("message"), mac));
    for (std::size_t i = 0; i < mac.size(); ++i) {
        Hash32 altered = mac;
        altered[i] ^= 0x01;
        EXPECT_FALSE(hmacSha256Matches(key, viewOf("message"), altered)) << i;
    }
}

TEST(HkdfTest, WycheproofInBulk) {
    const auto text = test::sharedVectorText("wycheproof_hkdf_sha256_test.json");
    if (!text) GTEST_SKIP() << "the folder of published vectors is not here (VOORDEUR_SHARED)";
    std::size_t seen = 0;
    const nlohmann::json file = nlohmann::json::parse(*text);
    for (const auto& group : file["testGroups"]) {
        for (const auto& test : group["tests"]) {
            SCOPED_TRACE(test["tcId"].get<int>());
            const SecretBytes key = hkdfExtract(hex(test["salt"].get<std::string>()),
                                                secretHex(test["ikm"].get<std::string>()));
            const auto out = hkdfExpand(
                key, hex(test["info"].get<std::string>()), test["size"].get<std::size_t>());
            ASSERT_EQ(out.ok(), test["result"] == "valid");
            if (out.ok()) {
                EXPECT_EQ(revealHex(out.value()), test["okm"].get<std::string>());
            }
            ++seen;
        }
    }
    EXPECT_EQ(seen, 86U);
}

}  // namespace
}  // namespace voordeur::crypto
