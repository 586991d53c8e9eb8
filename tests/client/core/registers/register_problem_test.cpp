#include "client/core/registers/register_problem.h"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

namespace voordeur::client::core::registers {
namespace {

/// Names of 0, 1, 2 … until one is empty: a name forgotten in the middle would end the walk early.
template <class Enum>
std::set<std::string_view> namesOf(std::size_t count) {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < count; ++i)
        names.insert(nameOf(static_cast<Enum>(i)));
    return names;
}

TEST(RegisterProblemTest, EveryCodeHasANameOfItsOwn) {
    constexpr auto kFaults = static_cast<std::size_t>(FileFault::ColumnForbidden) + 1;
    constexpr auto kFindings = static_cast<std::size_t>(Finding::BornAfterStart) + 1;
    const auto faults = namesOf<FileFault>(kFaults);
    EXPECT_EQ(faults.size(), kFaults);
    EXPECT_FALSE(faults.contains(""));
    const auto findings = namesOf<Finding>(kFindings);
    EXPECT_EQ(findings.size(), kFindings);
    EXPECT_FALSE(findings.contains(""));
    EXPECT_EQ(namesOf<Severity>(3), (std::set<std::string_view>{"refused", "skipped", "notice"}));
}

TEST(RegisterProblemTest, EveryFileFaultHasAReason) {
    using crypto::Reason;
    EXPECT_EQ(reasonOf(FileFault::TooLarge), Reason::MessageTooLarge);
    EXPECT_EQ(reasonOf(FileFault::TooManyRows), Reason::MessageTooLarge);
    EXPECT_EQ(reasonOf(FileFault::QuoteOpen), Reason::Malformed);
    EXPECT_EQ(reasonOf(FileFault::ColumnMissing), Reason::Malformed);
    EXPECT_EQ(reasonOf(FileFault::EncodingBroken), Reason::TextNotUtf8);
    EXPECT_EQ(reasonOf(FileFault::ColumnForbidden), Reason::KindForbidden);
}

}  // namespace
}  // namespace voordeur::client::core::registers
