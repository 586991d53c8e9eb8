#include "crypto/shared/identifiers.h"

#include "crypto/shared/name_folding.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <set>
#include <string>
#include <vector>

namespace voordeur::crypto {
namespace {

using nlohmann::json;

/// The project's own vectors, made by a second implementation; "about" in the file says how.
const json& vectors() {
    static const json kVectors = [] {
        std::ifstream file("tests/vectors/identifiers.json");
        return json::parse(file);
    }();
    return kVectors;
}

/// The normal form or the name of the reason, as the vectors write it.
std::string outcomeOf(const Result<std::string>& result) {
    return result.ok() ? result.value() : "refused: " + std::string(nameOf(result.reason()));
}

std::string expectedOf(const json& vector) {
    if (vector.contains("normal")) return vector.at("normal").get<std::string>();
    return "refused: " + vector.at("reason").get<std::string>();
}

std::string textOf(const json& vector, const char* key) {
    return vector.at(key).get<std::string>();
}

/// All normal forms of these spellings; one element when they meet.
std::set<std::string> formsOf(const std::vector<std::string>& spellings) {
    std::set<std::string> forms;
    for (const std::string& spelling : spellings)
        forms.insert(outcomeOf(surnameForm(spelling)));
    return forms;
}

TEST(IdentifiersTest, BsnEqualsEveryVector) {
    ASSERT_GE(vectors().at("bsn").size(), 30U);
    for (const json& vector : vectors().at("bsn")) {
        EXPECT_EQ(outcomeOf(bsnForm(textOf(vector, "input"))), expectedOf(vector)) << vector;
    }
}

TEST(IdentifiersTest, AddressEqualsEveryVector) {
    ASSERT_GE(vectors().at("address").size(), 50U);
    for (const json& vector : vectors().at("address")) {
        const auto form = addressForm(
            textOf(vector, "postcode"), textOf(vector, "number"), textOf(vector, "addition"));
        EXPECT_EQ(outcomeOf(form), expectedOf(vector)) << vector;
    }
}

TEST(IdentifiersTest, SurnameEqualsEveryVector) {
    ASSERT_GE(vectors().at("surname").size(), 170U);
    for (const json& vector : vectors().at("surname")) {
        EXPECT_EQ(outcomeOf(surnameForm(textOf(vector, "input"))), expectedOf(vector)) << vector;
    }
}

TEST(IdentifiersTest, NameBirthEqualsEveryVector) {
    ASSERT_GE(vectors().at("nameBirth").size(), 8U);
    for (const json& vector : vectors().at("nameBirth")) {
        const auto birth = dateFrom(textOf(vector, "birth"));
        ASSERT_TRUE(birth.ok()) << vector;
        const auto form = nameBirthForm(textOf(vector, "surname"), birth.value());
        EXPECT_EQ(outcomeOf(form), expectedOf(vector)) << vector;
    }
}

TEST(IdentifiersTest, SpellingsOfOneSurnameMeet) {
    const std::vector<std::vector<std::string>> groups = {
        {"van den Berg", "VAN DEN BERG", "Berg, van den", "v.d. Berg", " Berg ", "berg"},
        {"El Amrani", "Amrani, El", "EL AMRANI", "Amrani", "el-amrani"},
        {"in 't Veld", "IN 'T VELD", "Veld, in 't", "in \u2019t Veld", "Veld"},
        {"Pieters-Smit", "PIETERS-SMIT", "pieters smit", "Pieters\u2010Smit"},
        {"Y\u0131lmaz", "YILMAZ", "Yilmaz", "Y\u0130LMAZ", "y\u0131lmaz"},
        {"Nguy\u1EC5n", "NGUY\u1EC4N", "Nguye\u0302\u0303n", "Nguyen"},
        {"M\u00FCller", "M\u00DCLLER", "Mu\u0308ller", "Muller"},
        {"da Silva", "DA SILVA", "Silva, da", "Silva"},
    };
    for (const auto& group : groups) {
        const std::set<std::string> forms = formsOf(group);
        EXPECT_EQ(forms.size(), 1U) << group.front();
        EXPECT_NE(forms.begin()->substr(0, 7), "refused") << group.front();
    }
}

TEST(IdentifiersTest, DifferentSurnamesStayApart) {
    const std::vector<std::string> names = {"Berg",
                                            "Berger",
                                            "Dijk",
                                            "Dyk",
                                            "M\u00FCller",
                                            "Mueller",
                                            "Jansen",
                                            "Janssen",
                                            "De Vries",
                                            "De Wit"};
    EXPECT_EQ(formsOf(names).size(), names.size());
}

TEST(IdentifiersTest, LostLetterNeverGivesAForm) {
    // Every printable ASCII sign that is no letter and no known separator, in the place of a
    // letter.
    const std::string separators = " '`-,./";
    for (char sign = 0x21; sign < 0x7F; ++sign) {
        if (foldedLetter(static_cast<char32_t>(sign))) continue;
        if (separators.find(sign) != std::string::npos) continue;
        const auto form = surnameForm(std::string("Y") + sign + "lmaz");
        ASSERT_FALSE(form.ok()) << sign;
        EXPECT_EQ(form.reason(), Reason::NameInvalid);
    }
    EXPECT_EQ(outcomeOf(surnameForm("Y\uFFFDlmaz")), "refused: NameInvalid");
    EXPECT_EQ(outcomeOf(surnameForm("Y\xFDlmaz")), "refused: NameInvalid") << "not UTF-8";
}

TEST(IdentifiersTest, EveryFormOfBytesThatAreNoTextIsRefused) {
    for (const std::string broken : {"\x80", "\xC3", "\xED\xA0\x80", "\xC0\x80", "\xFF"}) {
        EXPECT_EQ(outcomeOf(bsnForm("999979577" + broken)), "refused: BsnInvalid");
        EXPECT_EQ(outcomeOf(postcodeForm("9742EF" + broken)), "refused: PostcodeInvalid");
        EXPECT_EQ(outcomeOf(houseNumberForm("17" + broken)), "refused: HouseNumberInvalid");
        EXPECT_EQ(outcomeOf(houseAdditionForm("A" + broken)), "refused: HouseAdditionInvalid");
        EXPECT_EQ(outcomeOf(surnameForm("Berg" + broken)), "refused: NameInvalid");
    }
}

TEST(IdentifiersTest, OneWrongDigitNeverPassesTheElevenTest) {
    const std::string right = "999979577";
    for (std::size_t place = 0; place < right.size(); ++place) {
        for (char digit = '0'; digit <= '9'; ++digit) {
            std::string wrong = right;
            wrong[place] = digit;
            EXPECT_EQ(bsnForm(wrong).ok(), wrong == right) << wrong;
        }
    }
}

}  // namespace
}  // namespace voordeur::crypto
