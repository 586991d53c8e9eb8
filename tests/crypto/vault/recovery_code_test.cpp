#include "crypto/vault/recovery_code.h"

#include "crypto/internal/random.h"
#include "tests/crypto/support.h"

#include <gtest/gtest.h>

#include <string>

namespace voordeur::crypto {
namespace {

using test::hex;
using test::revealHex;
using test::secretText;

std::string textOfCode(const RecoveryCode& code) {
    return std::string(textOf(code.text().reveal(openKeyAccess())));
}

RecoveryCode codeOf(std::string_view hexBytes) {
    test::ScriptedRandom random(hex(hexBytes));
    return RecoveryCode::generate(random);
}

TEST(RecoveryCodeTest, PrintsSevenGroupsOfFour) {
    // The digits of 00112233445566778899aabbccddeeff and of the check, worked out by hand (Python).
    const RecoveryCode code = codeOf("00112233445566778899aabbccddeeff");
    EXPECT_EQ(textOfCode(code), "008J-4CT4-ANK7-F24S-NAXW-SQFE-ZYJX");
    EXPECT_EQ(revealHex(code.secret()), "00112233445566778899aabbccddeeff");
}

TEST(RecoveryCodeTest, ReadsBackWhatItPrints) {
    SystemRandom random;
    for (int i = 0; i < 200; ++i) {
        const RecoveryCode code = RecoveryCode::generate(random);
        const auto read = RecoveryCode::parse(code.text());
        ASSERT_TRUE(read.ok());
        EXPECT_TRUE(read.value().secret() == code.secret());
    }
}

TEST(RecoveryCodeTest, ReadsWhatPeopleType) {
    const std::string text = textOfCode(codeOf("00112233445566778899aabbccddeeff"));
    std::string lower;
    std::string bare = "  ";
    std::string letters;
    for (const char c : text) {
        lower += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
        if (c != '-') bare += std::string(1, c) + " ";
        letters += c == '0' ? 'O' : c == '1' ? 'l' : c;
    }
    for (const std::string& typed : {lower, bare, letters}) {
        const auto read = RecoveryCode::parse(secretText(typed));
        ASSERT_TRUE(read.ok()) << typed;
        EXPECT_EQ(revealHex(read.value().secret()), "00112233445566778899aabbccddeeff");
    }
}

TEST(RecoveryCodeTest, FindsTypingErrors) {
    const std::string text = textOfCode(codeOf("00112233445566778899aabbccddeeff"));
    std::size_t found = 0;
    std::size_t tried = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '-') continue;
        for (const char digit : std::string("0123456789ABCDEFGHJKMNPQRSTVWXYZ")) {
            if (digit == text[i]) continue;
            std::string typed = text;
            typed[i] = digit;
            ++tried;
            if (!RecoveryCode::parse(secretText(typed)).ok()) ++found;
        }
    }
    EXPECT_EQ(tried, 28U * 31U);
    // The check has 12 bits: of 868 single errors about one in 4096 may slip through.
    EXPECT_GE(found, tried - 2);
}

TEST(RecoveryCodeTest, RefusesEverythingElse) {
    const std::string text = textOfCode(codeOf("00112233445566778899aabbccddeeff"));
    for (const std::string& typed : {std::string(),
                                     std::string("-------"),
                                     text.substr(0, text.size() - 1),
                                     text + "0",
                                     text + text,
                                     "U" + text.substr(1),
                                     "*" + text.substr(1),
                                     text + "\n",
                                     std::string("\xc3\xa9") + text.substr(2),
                                     std::string(10000, '-')}) {
        EXPECT_EQ(RecoveryCode::parse(secretText(typed)).reason(), Reason::PassphraseWrong)
            << typed;
    }
}

}  // namespace
}  // namespace voordeur::crypto
