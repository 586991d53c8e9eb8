#include "crypto/base/result.h"

#include <gtest/gtest.h>

#include <memory>

namespace voordeur::crypto {
namespace {

Result<int> half(int number) {
    VD_REQUIRE(number % 2 == 0, Reason::InvalidArgument);
    return number / 2;
}

Result<int> quarter(int number) {
    VD_ASSIGN(const int once, half(number));
    VD_ASSIGN(const int twice, half(once));
    return twice;
}

Status isEven(int number) {
    VD_RETURN_IF_ERROR(half(number));
    return success();
}

TEST(ResultTest, ValuePassesThroughTheMacros) {
    ASSERT_TRUE(quarter(12).ok());
    EXPECT_EQ(quarter(12).value(), 3);
    EXPECT_TRUE(isEven(4).ok());
}

TEST(ResultTest, FirstErrorIsReturned) {
    EXPECT_EQ(quarter(6).reason(), Reason::InvalidArgument);
    EXPECT_EQ(isEven(5).error(), Error{Reason::InvalidArgument});
}

TEST(ResultTest, CarriesWhatCanOnlyBeMoved) {
    Result<std::unique_ptr<int>> result(std::make_unique<int>(7));
    const std::unique_ptr<int> value = std::move(result).value();
    EXPECT_EQ(*value, 7);
}

TEST(ResultTestDeath, ReadingTheWrongSideEndsTheProcessWithoutData) {
    const Result<int> good(1);
    const Result<int> bad(Reason::Denied);
    EXPECT_DEATH(static_cast<void>(bad.value()), "internal check failed: .*result\\.h:[0-9]+");
    EXPECT_DEATH(static_cast<void>(good.reason()), "internal check failed: .*result\\.h:[0-9]+");
}

}  // namespace
}  // namespace voordeur::crypto
