#include "crypto/shared/name_folding.h"

#include "crypto/shared/utf8.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>
#include <string>

namespace voordeur::crypto {
namespace {

using nlohmann::json;

const json& vectors() {
    static const json kVectors = [] {
        std::ifstream file("tests/vectors/identifiers.json");
        return json::parse(file);
    }();
    return kVectors;
}

TEST(NameFoldingTest, LettersAreExactlyThoseOfTheVectors) {
    const json& letters = vectors().at("letters");
    std::size_t found = 0;
    for (char32_t point = 0x80; point <= 0x10FFFF; ++point) {
        const auto folded = foldedLetter(point);
        if (!folded) continue;
        ++found;
        std::string key;
        for (int shift = 12; shift >= 0; shift -= 4) {
            key.push_back("0123456789ABCDEF"[(point >> static_cast<unsigned>(shift)) & 0xFU]);
        }
        ASSERT_TRUE(letters.contains(key)) << key;
        EXPECT_EQ(*folded, letters.at(key).get<std::string>()) << key;
    }
    EXPECT_EQ(found, letters.size());
}

TEST(NameFoldingTest, AsciiLettersFoldToThemselvesInLowerCase) {
    for (char32_t i = 0; i < 26; ++i) {
        const std::string lower(1, static_cast<char>('a' + i));
        EXPECT_EQ(foldedLetter(U'a' + i).value_or(""), lower);
        EXPECT_EQ(foldedLetter(U'A' + i).value_or(""), lower);
    }
    EXPECT_FALSE(foldedLetter(U'@') || foldedLetter(U'[') || foldedLetter(U'`') ||
                 foldedLetter(U'{') || foldedLetter(U'0'));
}

TEST(NameFoldingTest, SignsAreExactlyThoseOfTheVectors) {
    const auto setOf = [](const char* key) { return vectors().at(key).get<std::set<char32_t>>(); };
    const std::set<char32_t> blanks = setOf("blanks");
    const std::set<char32_t> hyphens = setOf("hyphens");
    const std::set<char32_t> apostrophes = setOf("apostrophes");
    const std::set<char32_t> nothing = setOf("nothing");
    for (char32_t point = 0; point <= 0x10FFFF; ++point) {
        const bool space = blanks.contains(point) || hyphens.contains(point) ||
                           apostrophes.contains(point) || point == '.' || point == '/';
        NameSign expected = NameSign::Unknown;
        if (foldedLetter(point)) expected = NameSign::Letter;
        if (nothing.contains(point)) expected = NameSign::Nothing;
        if (space) expected = NameSign::Space;
        if (point == ',') expected = NameSign::Comma;
        ASSERT_EQ(nameSignOf(point), expected) << std::hex << static_cast<std::uint32_t>(point);
        ASSERT_EQ(isBlank(point), blanks.contains(point)) << static_cast<std::uint32_t>(point);
    }
}

TEST(NameFoldingTest, PrefixesAreExactlyThoseOfTheVectors) {
    const auto expected = vectors().at("prefixes").get<std::set<std::string>>();
    const auto prefixes = namePrefixes();
    EXPECT_EQ(std::set<std::string>(prefixes.begin(), prefixes.end()), expected);
    EXPECT_EQ(prefixes.size(), expected.size()) << "no prefix twice";
}

}  // namespace
}  // namespace voordeur::crypto
