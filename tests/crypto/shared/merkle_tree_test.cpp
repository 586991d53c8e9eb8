#include "crypto/shared/merkle_tree.h"

#include "crypto/shared/hash.h"
#include "tests/crypto/support.h"

#include <gtest/gtest.h>

#include <atomic>
#include <map>
#include <random>
#include <thread>

namespace voordeur::crypto {
namespace {

Hash32 leafNumber(std::uint64_t n) {
    ByteArray<8> bytes{};
    for (std::size_t i = 0; i < 8; ++i)
        bytes[i] = static_cast<std::uint8_t>(n >> (8 * i));
    return leafHash(bytes);
}

std::vector<Hash32> leavesUpTo(std::uint64_t size) {
    std::vector<Hash32> out;
    for (std::uint64_t n = 0; n < size; ++n)
        out.push_back(leafNumber(n));
    return out;
}

/// MTH, PATH and SUBPROOF as RFC 9162 §2.1 writes them down: recursive, over all leaves. Remembers
/// subtrees, for it is asked a hundred thousand times.
class NaiveTree {
public:
    explicit NaiveTree(std::vector<Hash32> leaves) : m_leaves(std::move(leaves)) {}

    Hash32 root(std::uint64_t size) { return size == 0 ? sha256({}) : mth(0, size); }
    ProofHashes path(std::uint64_t m, std::uint64_t size) { return path(m, 0, size); }
    ProofHashes proof(std::uint64_t m, std::uint64_t size) { return subproof(m, 0, size, true); }

private:
    static std::uint64_t split(std::uint64_t n) {
        std::uint64_t k = 1;
        while (k * 2 < n)
            k *= 2;
        return k;
    }
    Hash32 mth(std::uint64_t begin, std::uint64_t end) {
        if (end - begin == 1) return m_leaves[begin];
        const auto known = m_known.find({begin, end});
        if (known != m_known.end()) return known->second;
        const std::uint64_t k = split(end - begin);
        const Hash32 left = mth(begin, begin + k);
        const Hash32 right = mth(begin + k, end);
        constexpr ByteArray<1> kNode{1};
        return m_known[{begin, end}] = sha256({kNode, left, right});
    }
    ProofHashes path(std::uint64_t m, std::uint64_t begin, std::uint64_t end) {
        if (end - begin == 1) return {};
        const std::uint64_t k = split(end - begin);
        ProofHashes out = m < k ? path(m, begin, begin + k) : path(m - k, begin + k, end);
        out.push_back(m < k ? mth(begin + k, end) : mth(begin, begin + k));
        return out;
    }
    ProofHashes subproof(std::uint64_t m, std::uint64_t begin, std::uint64_t end, bool whole) {
        if (m == end - begin) return whole ? ProofHashes{} : ProofHashes{mth(begin, end)};
        const std::uint64_t k = split(end - begin);
        ProofHashes out =
            m <= k ? subproof(m, begin, begin + k, whole) : subproof(m - k, begin + k, end, false);
        out.push_back(m <= k ? mth(begin + k, end) : mth(begin, begin + k));
        return out;
    }

    std::vector<Hash32> m_leaves;
    std::map<std::pair<std::uint64_t, std::uint64_t>, Hash32> m_known;
};

/// A store in memory that counts what is read and can be told to fail.
class FakeSource final : public LeafSource {
public:
    Result<std::vector<Hash32>> leaves(std::uint64_t first, std::size_t count) override {
        ++reads;
        const std::uint64_t start = first + shift;
        if (failure) return *failure;
        std::vector<Hash32> out;
        for (std::uint64_t n = start; n < start + count; ++n)
            out.push_back(leafNumber(n));
        if (shorten) out.pop_back();
        return out;
    }

    std::atomic<int> reads = 0;
    std::uint64_t shift = 0;
    bool shorten = false;
    std::optional<Reason> failure;
};

std::unique_ptr<MerkleTree> emptyTree(LeafSource& source, std::size_t cachedTiles = 64) {
    return MerkleTree::create({}, source, cachedTiles).value();
}

void grow(MerkleTree& tree, std::uint64_t to) {
    while (tree.size() < to) {
        MerkleTree::Batch batch = tree.begin();
        const std::uint64_t step = std::min(to - tree.size(), MerkleTree::Batch::kLeavesMax);
        for (std::uint64_t i = 0; i < step; ++i)
            batch.append(leafNumber(batch.size()));
        tree.commit(std::move(batch));
    }
}

/// A tree as the server would build it from its store.
std::unique_ptr<MerkleTree> restartedAt(std::uint64_t size, LeafSource& source) {
    std::vector<Hash32> tileRoots;
    for (std::uint64_t tile = 0; tile < size / 256; ++tile) {
        std::vector<Hash32> leaves;
        for (std::uint64_t n = 256 * tile; n < 256 * (tile + 1); ++n) {
            leaves.push_back(leafNumber(n));
        }
        tileRoots.push_back(merkleRoot(leaves));
    }
    std::vector<Hash32> tail;
    for (std::uint64_t n = size / 256 * 256; n < size; ++n)
        tail.push_back(leafNumber(n));
    return MerkleTree::create({size, tileRoots, tail}, source).value();
}

TEST(MerkleTreeTest, EveryProofUpToSixHundredLeavesEqualsTheNaiveOne) {
    constexpr std::uint64_t kSize = 600;
    FakeSource source;
    const auto tree = emptyTree(source);
    grow(*tree, kSize);
    NaiveTree naive(leavesUpTo(kSize));
    for (std::uint64_t size = 1; size <= kSize; ++size) {
        ASSERT_EQ(tree->rootAt(size).value(), naive.root(size)) << size;
        for (std::uint64_t m = 0; m < size; ++m) {
            ASSERT_EQ(tree->inclusionProof(m, size).value(), naive.path(m, size))
                << m << '/' << size;
        }
        for (std::uint64_t m = 1; m <= size; ++m) {
            ASSERT_EQ(tree->consistencyProof(m, size).value(), naive.proof(m, size))
                << m << '/' << size;
        }
    }
}

TEST(MerkleTreeTest, EveryProofUpToThreeHundredLeavesVerifies) {
    constexpr std::uint64_t kSize = 300;
    FakeSource source;
    const auto tree = emptyTree(source);
    grow(*tree, kSize);
    std::vector<Hash32> roots{emptyRoot()};
    for (std::uint64_t size = 1; size <= kSize; ++size) {
        roots.push_back(tree->rootAt(size).value());
        for (std::uint64_t m = 0; m < size; ++m) {
            const auto path = tree->inclusionProof(m, size).value();
            ASSERT_TRUE(verifyInclusion({leafNumber(m), m, size, roots[size]}, path).ok());
            if (m == 0) continue;
            const auto proof = tree->consistencyProof(m, size).value();
            ASSERT_TRUE(verifyConsistency({m, roots[m], size, roots[size]}, proof).ok());
        }
    }
}

TEST(MerkleTreeTest, RandomProofsOfALargeTreeEqualTheNaiveOnes) {
    constexpr std::uint64_t kSize = 70'001;
    FakeSource source;
    const auto tree = emptyTree(source, 3);  // so small that tiles come and go
    grow(*tree, kSize);
    NaiveTree naive(leavesUpTo(kSize));
    std::mt19937_64 random(9162);
    for (int round = 0; round < 400; ++round) {
        const std::uint64_t size = 1 + random() % kSize;
        const std::uint64_t m = random() % size;
        ASSERT_EQ(tree->rootAt(size).value(), naive.root(size)) << size;
        ASSERT_EQ(tree->inclusionProof(m, size).value(), naive.path(m, size)) << m << '/' << size;
        ASSERT_EQ(tree->consistencyProof(m + 1, size).value(), naive.proof(m + 1, size))
            << m + 1 << '/' << size;
    }
    EXPECT_GT(source.reads, 300);
}

TEST(MerkleTreeTest, BatchesOfAnySizeGiveTheSameTree) {
    FakeSource source;
    const auto tree = emptyTree(source);
    NaiveTree naive(leavesUpTo(3000));
    std::mt19937_64 random(7);
    while (tree->size() < 2400) {
        MerkleTree::Batch batch = tree->begin();
        const std::uint64_t step = random() % 600;
        for (std::uint64_t i = 0; i < step; ++i) {
            ASSERT_EQ(batch.append(leafNumber(batch.size())), tree->size() + i);
        }
        ASSERT_EQ(batch.size(), tree->size() + step);
        ASSERT_EQ(batch.root(), naive.root(batch.size()));
        tree->commit(std::move(batch));
        ASSERT_EQ(tree->root(), naive.root(tree->size()));
    }
}

TEST(MerkleTreeTest, TreeRestartedAtAnySizeIsTheSameAndGrowsOn) {
    FakeSource source;
    NaiveTree naive(leavesUpTo(2000));
    for (const std::uint64_t size :
         {0U, 1U, 2U, 255U, 256U, 257U, 511U, 512U, 513U, 767U, 768U, 1023U, 1024U, 1300U}) {
        const auto tree = restartedAt(size, source);
        ASSERT_EQ(tree->size(), size);
        ASSERT_EQ(tree->root(), naive.root(size)) << size;
        grow(*tree, size + 600);
        ASSERT_EQ(tree->root(), naive.root(size + 600)) << size;
        for (std::uint64_t m = 0; m < size + 600; m += 37) {
            ASSERT_EQ(tree->inclusionProof(m, size + 600).value(), naive.path(m, size + 600));
        }
    }
}

TEST(MerkleTreeTest, PartsThatDoNotFitTheSizeAreRefused) {
    FakeSource source;
    const auto leaves = leavesUpTo(300);
    const std::span<const Hash32> all = leaves;
    const auto reasonOf = [&](const MerkleTree::Parts& parts) {
        return MerkleTree::create(parts, source).reason();
    };
    EXPECT_EQ(reasonOf({300, {}, all.first(44)}), Reason::StorageFailed);
    EXPECT_EQ(reasonOf({300, all.first(2), all.first(44)}), Reason::StorageFailed);
    EXPECT_EQ(reasonOf({300, all.first(1), all.first(43)}), Reason::StorageFailed);
    EXPECT_EQ(reasonOf({300, all.first(1), all.first(45)}), Reason::StorageFailed);
    EXPECT_EQ(reasonOf({256, all.first(1), all.first(256)}), Reason::StorageFailed);
    EXPECT_EQ(reasonOf({kTreeSizeMax + 1, {}, all.first(1)}), Reason::StorageFailed);
}

TEST(MerkleTreeTest, DroppedBatchLeavesTheTreeAsItWas) {
    FakeSource source;
    const auto tree = emptyTree(source);
    grow(*tree, 250);
    const Hash32 before = tree->root();
    {
        MerkleTree::Batch failed = tree->begin();
        for (int i = 0; i < 20; ++i)
            failed.append(leafHash(viewOf("never committed")));
        ASSERT_NE(failed.root(), before);
        ASSERT_EQ(failed.completedTiles().size(), 1U);
    }
    EXPECT_EQ(tree->size(), 250U);
    EXPECT_EQ(tree->root(), before);
    grow(*tree, 300);
    EXPECT_EQ(tree->root(), NaiveTree(leavesUpTo(300)).root(300));
}

TEST(MerkleTreeTest, BatchNamesTheTilesItCompletes) {
    FakeSource source;
    const auto tree = emptyTree(source);
    grow(*tree, 255);
    MerkleTree::Batch batch = tree->begin();
    EXPECT_TRUE(batch.completedTiles().empty());
    for (std::uint64_t n = 255; n < 513; ++n)
        batch.append(leafNumber(n));
    const auto leaves = leavesUpTo(512);
    const std::vector<MerkleTree::Batch::CompletedTile> expected{
        {0, merkleRoot(std::span(leaves).first(256))},
        {1, merkleRoot(std::span(leaves).last(256))}};
    EXPECT_EQ(batch.completedTiles(), expected);
}

TEST(MerkleTreeTest, BatchWithoutLeavesChangesNothing) {
    FakeSource source;
    const auto tree = emptyTree(source);
    EXPECT_EQ(tree->begin().root(), emptyRoot());
    tree->commit(tree->begin());
    EXPECT_EQ(tree->size(), 0U);
    grow(*tree, 3);
    const Hash32 before = tree->root();
    tree->commit(tree->begin());
    EXPECT_EQ(tree->root(), before);
}

TEST(MerkleTreeDeathTest, StaleBatchEndsTheProcess) {
    FakeSource source;
    const auto tree = emptyTree(source);
    MerkleTree::Batch first = tree->begin();
    MerkleTree::Batch second = tree->begin();
    first.append(leafNumber(0));
    second.append(leafNumber(0));
    tree->commit(std::move(first));
    EXPECT_DEATH(tree->commit(std::move(second)), "");
}

TEST(MerkleTreeTest, QuestionsOutsideTheTreeAreRefused) {
    FakeSource source;
    const auto tree = emptyTree(source);
    EXPECT_EQ(tree->inclusionProof(0, 0).reason(), Reason::InvalidArgument);
    grow(*tree, 10);
    EXPECT_EQ(tree->inclusionProof(10, 10).reason(), Reason::InvalidArgument);
    EXPECT_EQ(tree->inclusionProof(0, 11).reason(), Reason::InvalidArgument);
    EXPECT_EQ(tree->inclusionProof(~std::uint64_t{0}, 10).reason(), Reason::InvalidArgument);
    EXPECT_EQ(tree->consistencyProof(7, 6).reason(), Reason::InvalidArgument);
    EXPECT_EQ(tree->consistencyProof(7, 11).reason(), Reason::InvalidArgument);
    EXPECT_EQ(tree->rootAt(11).reason(), Reason::InvalidArgument);
}

TEST(MerkleTreeTest, FromSizeZeroAndToTheSameSizeTheProofIsEmpty) {
    FakeSource source;
    const auto tree = emptyTree(source);
    EXPECT_TRUE(tree->consistencyProof(0, 0).value().empty());
    grow(*tree, 10);
    EXPECT_TRUE(tree->consistencyProof(0, 10).value().empty());
    EXPECT_TRUE(tree->consistencyProof(10, 10).value().empty());
}

TEST(MerkleTreeTest, ProofsOfTheNewestEntriesNeedNoStore) {
    FakeSource source;
    const auto tree = emptyTree(source);
    grow(*tree, 5000);
    for (std::uint64_t m = 3000; m < 5000; ++m)
        ASSERT_TRUE(tree->inclusionProof(m, 5000).ok());
    EXPECT_EQ(source.reads, 0);
}

TEST(MerkleTreeTest, OldTileIsReadOnceAndAgainAfterOthersPushedItOut) {
    FakeSource source;
    const auto tree = restartedAt(2048, source);
    for (std::uint64_t m = 0; m < 256; ++m)
        ASSERT_TRUE(tree->inclusionProof(m, 2048).ok());
    EXPECT_EQ(source.reads, 1);

    const auto narrow = emptyTree(source, 2);
    grow(*narrow, 2048);
    source.reads = 0;
    for (const std::uint64_t m : {0U, 256U, 0U, 512U, 0U, 256U}) {
        ASSERT_TRUE(narrow->inclusionProof(m, 2048).ok());
    }
    // 0 and 256 read; 0 used again, so 512 pushes 256 out; 256 is read again.
    EXPECT_EQ(source.reads, 4);
}

TEST(MerkleTreeTest, StoreThatGivesOtherLeavesIsFoundOut) {
    FakeSource source;
    const auto tree = restartedAt(2048, source);
    source.shift = 1;
    EXPECT_EQ(tree->inclusionProof(0, 2048).reason(), Reason::StorageFailed);
    source.shift = 0;
    source.shorten = true;
    EXPECT_EQ(tree->inclusionProof(0, 2048).reason(), Reason::StorageFailed);
    source.shorten = false;
    EXPECT_TRUE(tree->inclusionProof(0, 2048).ok()) << "a failed read must not be remembered";
}

TEST(MerkleTreeTest, ErrorOfTheStoreIsHandedOn) {
    FakeSource source;
    const auto tree = restartedAt(2048, source);
    source.failure = Reason::Unavailable;
    EXPECT_EQ(tree->inclusionProof(0, 2048).reason(), Reason::Unavailable);
    EXPECT_EQ(tree->consistencyProof(3, 2048).reason(), Reason::Unavailable);
}

TEST(MerkleTreeTest, ReadersBesideTheWriterGetProofsThatHold) {
    FakeSource source;
    const auto tree = emptyTree(source, 2);
    grow(*tree, 1);
    std::atomic<bool> done = false;
    std::atomic<int> verified = 0;
    const auto read = [&](std::uint64_t seed) {
        std::mt19937_64 random(seed);
        while (!done) {
            const std::uint64_t size = tree->size();
            const std::uint64_t m = random() % size;
            const Hash32 root = tree->rootAt(size).value();
            const Hash32 oldRoot = tree->rootAt(m + 1).value();
            const auto path = tree->inclusionProof(m, size).value();
            const auto proof = tree->consistencyProof(m + 1, size).value();
            if (verifyInclusion({leafNumber(m), m, size, root}, path).ok() &&
                verifyConsistency({m + 1, oldRoot, size, root}, proof).ok()) {
                ++verified;
            } else {
                ADD_FAILURE() << m << '/' << size;
                return;
            }
        }
    };
    std::thread one(read, 1);
    std::thread two(read, 2);
    while (tree->size() < 6000 || verified < 50) {
        MerkleTree::Batch batch = tree->begin();
        for (int i = 0; i < 17; ++i)
            batch.append(leafNumber(batch.size()));
        tree->commit(std::move(batch));
        if (testing::Test::HasFailure()) break;
    }
    done = true;
    one.join();
    two.join();
    EXPECT_GE(verified, 50);
}

}  // namespace
}  // namespace voordeur::crypto
