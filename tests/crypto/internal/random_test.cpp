#include "crypto/internal/random.h"

#include <gtest/gtest.h>

#include <set>
#include <thread>
#include <vector>

namespace voordeur::crypto {
namespace {

TEST(SystemRandomTest, NeverRepeatsAndFillsEveryByte) {
    SystemRandom random;
    std::set<ByteArray<32>> seen;
    ByteArray<32> everSet{};
    for (int i = 0; i < 64; ++i) {
        const auto bytes = random.array<32>();
        seen.insert(bytes);
        for (std::size_t j = 0; j < 32; ++j)
            everSet[j] |= bytes[j];
    }
    EXPECT_EQ(seen.size(), 64U);
    // One bit stays clear 64 times with probability 2^-64.
    for (const std::uint8_t bits : everSet)
        EXPECT_EQ(bits, 0xff);
}

TEST(SystemRandomTest, ServesSeveralThreads) {
    SystemRandom random;
    std::vector<ByteArray<16>> drawn(400);
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 4; ++t) {
        threads.emplace_back([&random, &drawn, t] {
            for (std::size_t i = 0; i < 100; ++i)
                drawn[t * 100 + i] = random.array<16>();
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(std::set<ByteArray<16>>(drawn.begin(), drawn.end()).size(), drawn.size());
}

TEST(SystemRandomTest, NothingAskedIsNothingDone) {
    SystemRandom random;
    random.fill({});
    EXPECT_EQ(random.array<0>().size(), 0U);
}

}  // namespace
}  // namespace voordeur::crypto
