#include "crypto/internal/memory.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <thread>
#include <vector>

namespace voordeur::crypto::internal {
namespace {

bool allZero(const std::uint8_t* memory, std::size_t size) {
    return std::all_of(memory, memory + size, [](std::uint8_t byte) { return byte == 0; });
}

// Around every border between the kinds of slots.
const std::size_t kSizes[] = {1, 8, 63, 64, 65, 256, 257, 1024, 1025, 4096, 4097, 70'000};

TEST(GuardedMemoryTest, IsZeroTheFirstTimeAndEveryTime) {
    for (const std::size_t size : kSizes) {
        for (int round = 0; round < 3; ++round) {
            std::uint8_t* memory = allocateGuarded(size);
            EXPECT_TRUE(allZero(memory, size)) << size;
            std::memset(memory, 0xa5, size);
            freeGuarded(memory, size);
        }
    }
    freeGuarded(nullptr, 32);
}

TEST(GuardedMemoryTest, IsWipedWhenGivenBack) {
    for (const std::size_t size : kSizes) {
        if (size > kSharedRegionBytesMax) continue;  // its pages are gone then
        std::uint8_t* memory = allocateGuarded(size);
        std::memset(memory, 0xa5, size);
        freeGuarded(memory, size);
        // The first bytes of a free slot lead to the next one; no secret is left in them either.
        EXPECT_EQ(std::count(memory, memory + size, 0xa5), 0) << size;
        if (size > sizeof(void*)) {
            EXPECT_TRUE(allZero(memory + sizeof(void*), size - sizeof(void*))) << size;
        }
    }
}

TEST(GuardedMemoryTest, NoTwoOverlap) {
    struct Piece {
        std::uint8_t* memory;
        std::size_t size;
    };
    std::vector<Piece> pieces;
    for (int round = 0; round < 200; ++round) {
        for (const std::size_t size : kSizes)
            pieces.push_back({allocateGuarded(size), size});
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        std::memset(pieces[i].memory, static_cast<int>(i % 251), pieces[i].size);
    }
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const auto mark = static_cast<std::uint8_t>(i % 251);
        const Piece& piece = pieces[i];
        EXPECT_EQ(std::count(piece.memory, piece.memory + piece.size, mark),
                  static_cast<std::ptrdiff_t>(piece.size));
    }
    for (const Piece& piece : pieces)
        freeGuarded(piece.memory, piece.size);
}

TEST(GuardedMemoryTest, ServesSeveralThreads) {
    std::vector<std::thread> threads;
    std::vector<int> faults(4, 0);
    for (std::size_t t = 0; t < faults.size(); ++t) {
        threads.emplace_back([&faults, t] {
            const int mark = static_cast<int>(t) + 1;
            for (int round = 0; round < 2000; ++round) {
                const std::size_t size = kSizes[static_cast<std::size_t>(round) % 10];
                std::uint8_t* memory = allocateGuarded(size);
                if (!allZero(memory, size)) ++faults[t];
                std::memset(memory, mark, size);
                if (std::count(memory, memory + size, mark) != static_cast<std::ptrdiff_t>(size)) {
                    ++faults[t];
                }
                freeGuarded(memory, size);
            }
        });
    }
    for (std::thread& thread : threads)
        thread.join();
    EXPECT_EQ(faults, std::vector<int>(4, 0));
}

}  // namespace
}  // namespace voordeur::crypto::internal
