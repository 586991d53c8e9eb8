#include "crypto/base/reason.h"

#include <gtest/gtest.h>

#include <limits>
#include <set>

namespace voordeur::crypto {
namespace {

TEST(ReasonTest, EveryReasonHasItsOwnNameAndComesBackFromItsNumber) {
    std::set<std::string_view> names;
    std::size_t count = 0;
#define VD_TEST_REASON(name, number)                             \
    EXPECT_EQ(nameOf(Reason::name), #name);                      \
    EXPECT_EQ(static_cast<std::uint16_t>(Reason::name), number); \
    EXPECT_EQ(reasonFromNumber(number), Reason::name);           \
    names.insert(#name);                                         \
    ++count;
    VD_REASONS(VD_TEST_REASON)
#undef VD_TEST_REASON
    EXPECT_EQ(names.size(), count);
}

TEST(ReasonTest, OtherNumbersAreNoReason) {
    std::set<std::uint16_t> known;
#define VD_TEST_REASON(name, number) known.insert(number);
    VD_REASONS(VD_TEST_REASON)
#undef VD_TEST_REASON
    for (std::uint32_t i = 0; i <= std::numeric_limits<std::uint16_t>::max(); ++i) {
        const auto number = static_cast<std::uint16_t>(i);
        EXPECT_EQ(reasonFromNumber(number).has_value(), known.contains(number)) << number;
    }
    EXPECT_FALSE(known.contains(0)) << "0 means success on the wire";
}

}  // namespace
}  // namespace voordeur::crypto
