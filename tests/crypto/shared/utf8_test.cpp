#include "crypto/shared/utf8.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace voordeur::crypto {
namespace {

TEST(Utf8Test, EveryCodePointSurvivesWritingAndReading) {
    for (char32_t point = 0; point <= 0x10FFFF; ++point) {
        if (point >= 0xD800 && point <= 0xDFFF) continue;
        std::string text;
        appendCodePoint(text, point);
        std::string_view rest = text;
        const auto read = takeCodePoint(rest);
        ASSERT_TRUE(read.has_value()) << static_cast<std::uint32_t>(point);
        ASSERT_EQ(*read, point);
        ASSERT_TRUE(rest.empty());
    }
}

TEST(Utf8Test, IllFormedBytesAreRefusedAndLeftInPlace) {
    // Table 3-7 of the Unicode standard, each row's neighbours outside.
    const std::vector<std::string> broken = {
        "\x80",  // continuation alone
        "\xC0\x80",
        "\xC1\xBF",  // overlong two
        "\xC3",
        "\xC3\x28",  // short, wrong continuation
        "\xE0\x9F\xBF",
        "\xE0\xA0",
        "\xE2\x28\xA1",  // overlong three, short, wrong
        "\xED\xA0\x80",
        "\xED\xBF\xBF",  // surrogates
        "\xF0\x8F\xBF\xBF",
        "\xF0\x90\x80",
        "\xF4\x90\x80\x80",  // overlong, short, too high
        "\xF5\x80\x80\x80",
        "\xFF",  // never begin anything
    };
    for (const std::string& bytes : broken) {
        std::string_view rest = bytes;
        EXPECT_FALSE(takeCodePoint(rest).has_value());
        EXPECT_EQ(rest, bytes);
    }
    std::string_view none;
    EXPECT_FALSE(takeCodePoint(none).has_value());
}

TEST(Utf8Test, OuterBlanksGoAndInnerOnesStay) {
    EXPECT_EQ(withoutOuterBlanks(" \t\r\n\u00A0\u2003a b\u202F \u200A"), "a b");
    EXPECT_EQ(withoutOuterBlanks("   "), "");
    EXPECT_EQ(withoutOuterBlanks(""), "");
    EXPECT_EQ(withoutOuterBlanks("\u00E0"), "\u00E0") << "ends in the byte A0 of U+00A0";
    EXPECT_EQ(withoutOuterBlanks("\xFF a \xFF"), "\xFF a \xFF") << "stops at what is no text";
}

}  // namespace
}  // namespace voordeur::crypto
