#include "client/core/composed_text.h"

#include "crypto/base/bytes.h"

#include <gtest/gtest.h>

#include <string>

namespace voordeur::client::core {
namespace {

std::string composed(std::string_view typed) {
    const auto out = composedText(crypto::SecretBytes::copyOf(crypto::viewOf(typed)));
    return std::string(crypto::textOf(out.reveal(crypto::openKeyAccess())));
}

// Expected values: unicodedata.normalize("NFC", …) of Python 3.11.
TEST(ComposedTextTest, LetterAndMarkBecomeOneLetter) {
    EXPECT_EQ(composed("de ka\u0308t slaapt"), "de k\u00e4t slaapt");
    EXPECT_EQ(composed("A\u030angstro\u0308m"), "\u00c5ngstr\u00f6m");
    EXPECT_EQ(composed("s\u0327 z\u030c i\u0307"), "\u015f \u017e i\u0307");
}

TEST(ComposedTextTest, SeveralMarksComposeInWhateverOrderTheyWereTyped) {
    const std::string whole = "\u1ec7";  // e, circumflex, dot below
    EXPECT_EQ(composed("e\u0302\u0323"), whole);
    EXPECT_EQ(composed("e\u0323\u0302"), whole);
    EXPECT_EQ(composed("\u00ea\u0323"), whole);
    EXPECT_EQ(composed("\u1eb9\u0302"), whole);
    // Marks above keep their order: this is another letter.
    EXPECT_EQ(composed("u\u0308\u0304"), "\u01d6");
    EXPECT_EQ(composed("u\u0304\u0308"), "\u1e7b");
}

TEST(ComposedTextTest, WhatIsComposedOrIsNoLetterStays) {
    for (const std::string text :
         {"correct paard batterij", "k\u00e4t", "\u0301a", "\u65e5\u672c\u8a9e", "\U0001f600e", ""})
        EXPECT_EQ(composed(text), text);
    EXPECT_EQ(composed("x\u0301y"), "x\u0301y");
    EXPECT_EQ(composed("\xff\xfe"), "\xff\xfe") << "no UTF-8";
}

}  // namespace
}  // namespace voordeur::client::core
