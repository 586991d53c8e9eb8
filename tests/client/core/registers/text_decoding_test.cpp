#include "client/core/registers/text_decoding.h"

#include "crypto/shared/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace voordeur::client::core::registers {
namespace {

DecodedText textOf(const std::string& bytes) {
    auto decoded = decodeText(crypto::viewOf(bytes));
    EXPECT_TRUE(std::holds_alternative<DecodedText>(decoded));
    return std::holds_alternative<DecodedText>(decoded) ? std::get<DecodedText>(std::move(decoded))
                                                        : DecodedText{};
}

FileProblem problemOf(const std::string& bytes) {
    auto decoded = decodeText(crypto::viewOf(bytes));
    EXPECT_TRUE(std::holds_alternative<FileProblem>(decoded));
    return std::holds_alternative<FileProblem>(decoded) ? std::get<FileProblem>(std::move(decoded))
                                                        : FileProblem{};
}

FileProblem fault(FileFault what, std::size_t line) {
    return FileProblem{what, line, {}};
}

TEST(TextDecodingTest, Utf8IsRecognisedWithAndWithoutMark) {
    EXPECT_EQ(textOf("Ko\u00E7\n").encoding, TextEncoding::Utf8);
    EXPECT_EQ(textOf("Ko\u00E7\n").text, "Ko\u00E7\n");
    EXPECT_EQ(textOf("\xEF\xBB\xBFKo\u00E7").encoding, TextEncoding::Utf8WithMark);
    EXPECT_EQ(textOf("\xEF\xBB\xBFKo\u00E7").text, "Ko\u00E7") << "the mark is gone";
    EXPECT_EQ(textOf("plain").encoding, TextEncoding::Utf8);
    EXPECT_EQ(textOf("").text, "");
}

TEST(TextDecodingTest, Windows1252IsTurnedIntoUtf8) {
    const DecodedText text = textOf("Ko\xE7 \xD6zt\xFCrk \x80 \x8A\x9E \x92");
    EXPECT_EQ(text.encoding, TextEncoding::Windows1252);
    EXPECT_EQ(text.text, "Ko\u00E7 \u00D6zt\u00FCrk \u20AC \u0160\u017E \u2019");
}

TEST(TextDecodingTest, EveryDefinedByteOfWindows1252HasItsLetter) {
    // Source: unicode.org, VENDORS/MICSFT/WINDOWS/CP1252.TXT.
    const std::u32string high =
        U"\u20AC\uFFFF\u201A\u0192\u201E\u2026\u2020\u2021\u02C6\u2030\u0160\u2039\u0152\uFFFF"
        U"\u017D"
        U"\uFFFF\uFFFF\u2018\u2019\u201C\u201D\u2022\u2013\u2014\u02DC\u2122\u0161\u203A\u0153"
        U"\uFFFF"
        U"\u017E\u0178";
    ASSERT_EQ(high.size(), 32U);
    for (unsigned byte = 0x80; byte <= 0xFF; ++byte) {
        const char32_t letter = byte < 0xA0 ? high[byte - 0x80] : static_cast<char32_t>(byte);
        const std::string bytes = {'a', '\n', static_cast<char>(byte)};
        if (letter == 0xFFFF) {
            EXPECT_EQ(problemOf(bytes), fault(FileFault::EncodingBroken, 2)) << byte;
            continue;
        }
        std::string expected = "a\n";
        crypto::appendCodePoint(expected, letter);
        EXPECT_EQ(textOf(bytes).text, expected) << byte;
    }
}

TEST(TextDecodingTest, MarkedFileMustBeUtf8Throughout) {
    EXPECT_EQ(problemOf("\xEF\xBB\xBFgood\nbad\xE7\n"), fault(FileFault::EncodingBroken, 2));
}

TEST(TextDecodingTest, DamagedUtf8IsNotTakenForWindows1252) {
    EXPECT_EQ(problemOf("M\u00FCller\r\nKo\u00E7\rAb\xC3;\n"), fault(FileFault::EncodingBroken, 3));
    // The other way round: one accidental pair among real Windows-1252 letters is no UTF-8.
    EXPECT_EQ(textOf("\xD6zt\xFCrk \xC3\xBC").encoding, TextEncoding::Windows1252);
}

TEST(TextDecodingTest, FilesThatAreNoTextAreRefused) {
    EXPECT_EQ(problemOf(std::string("\xFF\xFE"
                                    "a\0b\0",
                                    6)),
              fault(FileFault::NotText, 1));
    EXPECT_EQ(problemOf(std::string("a\nb\0", 4)), fault(FileFault::NotText, 2));
    EXPECT_EQ(problemOf(std::string("PK\x03\x04\x14\0\x06\0", 8)), fault(FileFault::NotText, 1));
}

TEST(TextDecodingTest, SizeIsBounded) {
    const std::string most(kFileBytesMax, 'a');
    EXPECT_EQ(textOf(most).text.size(), kFileBytesMax);
    EXPECT_EQ(problemOf(most + "a"), fault(FileFault::TooLarge, 0));
}

}  // namespace
}  // namespace voordeur::client::core::registers
