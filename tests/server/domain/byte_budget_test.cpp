#include "server/domain/byte_budget.h"

#include <gtest/gtest.h>

#include <limits>
#include <thread>
#include <vector>

namespace voordeur::server::domain {
namespace {

TEST(ByteBudgetTest, GivesNoMoreThanThereIs) {
    ByteBudget budget(100);
    auto first = budget.take(60);
    ASSERT_TRUE(first.has_value());
    EXPECT_FALSE(budget.take(41).has_value());
    auto second = budget.take(40);
    ASSERT_TRUE(second.has_value());
    EXPECT_FALSE(budget.take(1).has_value());
    EXPECT_TRUE(budget.take(0).has_value());
    first.reset();
    EXPECT_EQ(budget.used(), 40U);
    EXPECT_TRUE(budget.take(60).has_value()) << "and given back at once";
    EXPECT_EQ(budget.used(), 40U);
}

TEST(ByteBudgetTest, MoreThanAllIsNeverThere) {
    ByteBudget budget(100);
    EXPECT_FALSE(budget.take(101).has_value());
    EXPECT_FALSE(budget.take(std::numeric_limits<std::size_t>::max()).has_value());
    EXPECT_EQ(budget.used(), 0U);
}

TEST(ByteBudgetTest, AShareThatMovedIsGivenBackOnce) {
    ByteBudget budget(100);
    {
        auto share = budget.take(70);
        ASSERT_TRUE(share.has_value());
        const ByteBudget::Share elsewhere = std::move(*share);
        share.reset();
        EXPECT_EQ(budget.used(), 70U);
    }
    EXPECT_EQ(budget.used(), 0U);
}

TEST(ByteBudgetTest, ManyAtOnceNeverHaveMoreThanThereIs) {
    constexpr std::size_t kMost = 64;
    ByteBudget budget(kMost);
    std::atomic<std::size_t> out{0};
    std::atomic<bool> tooMuch{false};
    std::vector<std::thread> threads;
    for (std::size_t caller = 0; caller < 4; ++caller) {
        threads.emplace_back([&, caller] {
            for (std::size_t i = 0; i < 20'000; ++i) {
                const std::size_t bytes = 1 + (i * 7 + caller) % 40;
                const auto share = budget.take(bytes);
                if (!share) continue;
                if (out.fetch_add(bytes) + bytes > kMost) tooMuch = true;
                out.fetch_sub(bytes);
            }
        });
    }
    for (auto& thread : threads)
        thread.join();
    EXPECT_FALSE(tooMuch);
    EXPECT_EQ(budget.used(), 0U);
}

}  // namespace
}  // namespace voordeur::server::domain
