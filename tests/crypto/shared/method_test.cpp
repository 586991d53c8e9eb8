#include "crypto/shared/method.h"

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace voordeur::crypto {
namespace {

constexpr Method kMethods[] = {
#define VD_METHOD_ROW(name, number, type) Method::name,
    VD_METHODS(VD_METHOD_ROW)
#undef VD_METHOD_ROW
};

TEST(MethodTest, NumbersReadBack) {
    std::size_t known = 0;
    for (unsigned number = 0; number <= 0xffff; ++number) {
        const auto method = methodFromNumber(static_cast<std::uint16_t>(number));
        if (!method) continue;
        ++known;
        EXPECT_EQ(static_cast<unsigned>(*method), number);
    }
    EXPECT_EQ(known, std::size(kMethods));
}

TEST(MethodTest, SignedNumbersNeverChange) {
    EXPECT_EQ(static_cast<int>(Method::Found), 1);
    EXPECT_EQ(static_cast<int>(Method::Revoke), 13);
    EXPECT_EQ(static_cast<int>(Method::Check), 21);
    EXPECT_EQ(static_cast<int>(Method::Commit), 33);
    EXPECT_EQ(static_cast<int>(Method::AcceptLead), 41);
    EXPECT_EQ(static_cast<int>(Method::ExportLog), 52);
    EXPECT_EQ(static_cast<int>(EntryType::Policy), 1);
    EXPECT_EQ(static_cast<int>(EntryType::Write), 12);
    EXPECT_EQ(static_cast<int>(EntryType::AuthFail), 32);
}

TEST(MethodTest, NamesDiffer) {
    std::set<std::string_view> names;
    for (const Method method : kMethods) {
        EXPECT_FALSE(nameOf(method).empty());
        names.insert(nameOf(method));
    }
    EXPECT_EQ(names.size(), std::size(kMethods));
    EXPECT_EQ(nameOf(Method::OpenHousehold), "OpenHousehold");
}

TEST(MethodTest, NoMethodMakesAnEntryOfTheServersOwn) {
    for (const Method method : kMethods) {
        EXPECT_FALSE(isServerType(entryTypeOf(method))) << nameOf(method);
    }
    EXPECT_EQ(entryTypeOf(Method::Revoke), EntryType::Revoke);
    EXPECT_EQ(entryTypeOf(Method::ListHouseholds), EntryType::Read);
}

TEST(EntryTypeTest, NumbersReadBack) {
    std::set<std::string_view> names;
    for (unsigned number = 0; number < 256; ++number) {
        const auto type = entryTypeFromNumber(static_cast<std::uint8_t>(number));
        if (!type) continue;
        EXPECT_EQ(static_cast<unsigned>(*type), number);
        names.insert(nameOf(*type));
    }
    EXPECT_EQ(names.size(), 18U);
}

TEST(MethodTest, ChainsAreJoinedByWhatChangesThem) {
    std::string directory;
    std::string household;
    for (const Method method : kMethods) {
        if (changesDirectory(method)) directory += std::string(nameOf(method)) + " ";
        if (changesHousehold(method)) household += std::string(nameOf(method)) + " ";
    }
    EXPECT_EQ(directory, "Found Invite Admit ChangeDirectory Revoke ");
    EXPECT_EQ(
        household,
        "Register ChangeInvolvement AnswerMatch Intake Commit GrantAccess EndAccess OfferLead "
        "AcceptLead RefuseLead WithdrawLead ");
}

}  // namespace
}  // namespace voordeur::crypto
