#include "crypto/base/bytes.h"

#include <gtest/gtest.h>

#include <string>

namespace voordeur::crypto {
namespace {

TEST(BytesTest, HexIsLowerCaseAndReadsBothCases) {
    const Bytes bytes = {0x00, 0x0f, 0xa5, 0xff};
    EXPECT_EQ(toHex(bytes), "000fa5ff");
    EXPECT_EQ(fromHex("000fa5ff"), bytes);
    EXPECT_EQ(fromHex("000FA5Ff"), bytes);
    EXPECT_EQ(toHex({}), "");
    EXPECT_EQ(fromHex(""), Bytes{});
}

TEST(BytesTest, HexRefusesOddLengthAndOtherCharacters) {
    for (const char* text : {"0", "000", "0g", "g0", " 00", "0x00", "-1", "00 0", "\xc3\xa9"}) {
        EXPECT_EQ(fromHex(text), std::nullopt) << text;
    }
}

struct Base64Case {
    const char* plain;
    const char* encoded;
};

// RFC 4648 §10.
class BytesTestBase64 : public testing::TestWithParam<Base64Case> {};

TEST_P(BytesTestBase64, MatchesTheRfc) {
    EXPECT_EQ(toBase64(viewOf(GetParam().plain)), GetParam().encoded);
    EXPECT_EQ(fromBase64(GetParam().encoded), toBytes(viewOf(GetParam().plain)));
}

INSTANTIATE_TEST_SUITE_P(Rfc4648,
                         BytesTestBase64,
                         testing::Values(Base64Case{"", ""},
                                         Base64Case{"f", "Zg=="},
                                         Base64Case{"fo", "Zm8="},
                                         Base64Case{"foo", "Zm9v"},
                                         Base64Case{"foob", "Zm9vYg=="},
                                         Base64Case{"fooba", "Zm9vYmE="},
                                         Base64Case{"foobar", "Zm9vYmFy"}));

TEST(BytesTest, Base64KeepsEveryByteValue) {
    Bytes all;
    for (int i = 0; i < 256; ++i)
        all.push_back(static_cast<std::uint8_t>(i));
    for (std::size_t size = 0; size <= all.size(); ++size) {
        const ByteView part = ByteView(all).first(size);
        EXPECT_EQ(fromBase64(toBase64(part)), toBytes(part));
    }
    EXPECT_EQ(toBase64(Bytes{0xfb, 0xff, 0xbf}), "+/+/");
}

TEST(BytesTest, Base64RefusesEverySecondSpelling) {
    // No padding, too much of it, padding inside, spaces, the URL alphabet, bits that say nothing.
    for (const char* text : {"Zg",
                             "Zg=",
                             "Zg===",
                             "Z===",
                             "====",
                             "=",
                             "Zg==Zg==",
                             "Zm9v\n",
                             "Zm 9v",
                             "Zm9_",
                             "Zm9-",
                             "Zh==",
                             "Zm9=",
                             "Z=9v",
                             "=m9v",
                             "Zm=v"}) {
        EXPECT_EQ(fromBase64(text), std::nullopt) << text;
    }
}

TEST(BytesTest, ToArrayWantsTheExactLength) {
    const Bytes three = {1, 2, 3};
    EXPECT_EQ(toArray<3>(three), (ByteArray<3>{1, 2, 3}));
    EXPECT_EQ(toArray<2>(three), std::nullopt);
    EXPECT_EQ(toArray<4>(three), std::nullopt);
}

}  // namespace
}  // namespace voordeur::crypto
