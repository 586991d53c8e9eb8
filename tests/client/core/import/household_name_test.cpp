#include "client/core/import/household_name.h"

#include "crypto/base/limits.h"

#include <gtest/gtest.h>

namespace voordeur::client::core {
namespace {

sealed::Member member(const char* prefix, const char* surname, const char* role) {
    sealed::Member out;
    out.prefix = prefix;
    out.surname = surname;
    out.role = role;
    return out;
}

TEST(HouseholdNameTest, NamesParentsOnceInOrder) {
    EXPECT_EQ(householdNameOf({member("van den", "Berg", "ouder"),
                               member("", "Mulder", "partner"),
                               member("van den", "Berg", "ouder"),
                               member("", "Jansen", "Kind")}),
              "van den Berg – Mulder");
}

TEST(HouseholdNameTest, NamesChildrenWhereThereAreNoOthers) {
    EXPECT_EQ(householdNameOf({member("", "Jansen", "kind")}), "Jansen");
}

TEST(HouseholdNameTest, StopsAtThreeNames) {
    EXPECT_EQ(householdNameOf({member("", "A", "ouder"),
                               member("", "B", "ouder"),
                               member("", "C", "ouder"),
                               member("", "D", "ouder")}),
              "A – B – C");
}

TEST(HouseholdNameTest, LeavesOutANameThatDoesNotFit) {
    const std::string longName(150, 'x');
    EXPECT_EQ(householdNameOf(
                  {member("", longName.c_str(), "ouder"), member("", longName.c_str(), "ouder")}),
              longName);
    const std::string other(150, 'y');
    EXPECT_EQ(householdNameOf(
                  {member("", longName.c_str(), "ouder"), member("", other.c_str(), "ouder")}),
              longName);
}

TEST(HouseholdNameTest, CutsALongNameBetweenLetters) {
    std::string eAcute;
    for (int i = 0; i < 150; ++i)
        eAcute += "é";  // two bytes each
    const auto name = householdNameOf({member("x", eAcute.c_str(), "ouder")});
    EXPECT_LE(name.size(), crypto::limits::kTextBytesMax);
    EXPECT_EQ(name.size() % 2, 0U);  // "x " and whole letters
}

TEST(HouseholdNameTest, IsEmptyWithoutMembers) {
    EXPECT_EQ(householdNameOf({}), "");
}

}  // namespace
}  // namespace voordeur::client::core
