#include "crypto/shared/merkle.h"

#include "crypto/base/limits.h"
#include "crypto/shared/hash.h"
#include "tests/crypto/support.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace voordeur::crypto {
namespace {

Hash32 hexHash(std::string_view hex) {
    return test::hexArray<32>(hex);
}

/// The eight leaves of the reference tests of certificate-transparency-go (Apache-2.0), which every
/// implementation of RFC 6962 uses; the probes below are over the same tree.
std::vector<Hash32> referenceLeaves() {
    std::vector<Hash32> out;
    for (const char* leaf : {"",
                             "00",
                             "10",
                             "2021",
                             "3031",
                             "40414243",
                             "5051525354555657",
                             "606162636465666768696a6b6c6d6e6f"}) {
        out.push_back(leafHash(test::hex(leaf)));
    }
    return out;
}

const Hash32 kRoot6 = hexHash("76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef");
const Hash32 kRoot8 = hexHash("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

// transparency-dev/merkle, testdata/inclusion/2/happy-path.json (Apache-2.0).
const InclusionClaim kLeafFiveOfEight{
    hexHash("4271a26be0d8a84f0bd54c8c302e7cb3a3b5d1fa6780a40bcce2873477dab658"), 5, 8, kRoot8};
const ProofHashes kLeafFiveProof{
    hexHash("bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"),
    hexHash("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
    hexHash("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")};

// transparency-dev/merkle, testdata/consistency/2/happy-path.json (Apache-2.0).
const ConsistencyClaim kSixToEight{6, kRoot6, 8, kRoot8};
const ProofHashes kSixToEightProof{
    hexHash("0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"),
    hexHash("ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"),
    hexHash("d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")};

TEST(MerkleTest, RootsOfTheReferenceTreeAreThePublishedOnes) {
    const auto leaves = referenceLeaves();
    const std::span<const Hash32> all = leaves;
    // RFC 6962 §2.1: the hash of an empty list is the hash of an empty string.
    EXPECT_EQ(toHex(merkleRoot({})),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(emptyRoot(), merkleRoot({}));
    EXPECT_EQ(toHex(merkleRoot(all.first(1))),
              "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    EXPECT_EQ(toHex(merkleRoot(all.first(2))),
              "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
    EXPECT_EQ(toHex(merkleRoot(all.first(3))),
              "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77");
    EXPECT_EQ(toHex(merkleRoot(all.first(4))),
              "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7");
    EXPECT_EQ(toHex(merkleRoot(all.first(5))),
              "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4");
    EXPECT_EQ(merkleRoot(all.first(6)), kRoot6);
    EXPECT_EQ(toHex(merkleRoot(all.first(7))),
              "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c");
    EXPECT_EQ(merkleRoot(all), kRoot8);
}

TEST(MerkleTest, PublishedInclusionProofHolds) {
    EXPECT_TRUE(verifyInclusion(kLeafFiveOfEight, kLeafFiveProof).ok());
}

TEST(MerkleTest, PublishedConsistencyProofHolds) {
    EXPECT_TRUE(verifyConsistency(kSixToEight, kSixToEightProof).ok());
}

/// One change to a good inclusion proof.
struct InclusionTamper {
    const char* name;
    void (*apply)(InclusionClaim&, ProofHashes&);
};

class InclusionTamperTest : public testing::TestWithParam<InclusionTamper> {};

TEST_P(InclusionTamperTest, EndsInInclusionBroken) {
    InclusionClaim claim = kLeafFiveOfEight;
    ProofHashes proof = kLeafFiveProof;
    GetParam().apply(claim, proof);
    const Status status = verifyInclusion(claim, proof);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.reason(), Reason::InclusionBroken);
}

INSTANTIATE_TEST_SUITE_P(
    Merkle,
    InclusionTamperTest,
    testing::Values(
        InclusionTamper{"OtherLeaf", [](auto& c, auto&) { c.leafHash[0] ^= 1; }},
        InclusionTamper{"OtherRoot", [](auto& c, auto&) { c.root[31] ^= 0x80; }},
        InclusionTamper{"IndexBefore", [](auto& c, auto&) { c.index = 4; }},
        InclusionTamper{"IndexAfter", [](auto& c, auto&) { c.index = 6; }},
        InclusionTamper{"IndexAtSize", [](auto& c, auto&) { c.index = 8; }},
        InclusionTamper{"IndexHuge", [](auto& c, auto&) { c.index = ~std::uint64_t{0}; }},
        InclusionTamper{"SizeZero", [](auto& c, auto&) { c.size = 0; }},
        InclusionTamper{"SizeSmaller", [](auto& c, auto&) { c.size = 6; }},
        InclusionTamper{"SizeLarger", [](auto& c, auto&) { c.size = 9; }},
        InclusionTamper{"SizeAboveMax", [](auto& c, auto&) { c.size = kTreeSizeMax + 1; }},
        InclusionTamper{"SizeHuge", [](auto& c, auto&) { c.size = ~std::uint64_t{0}; }},
        InclusionTamper{"FirstHash", [](auto&, auto& p) { p[0][7] ^= 2; }},
        InclusionTamper{"MiddleHash", [](auto&, auto& p) { p[1][0] ^= 1; }},
        InclusionTamper{"LastHash", [](auto&, auto& p) { p[2][31] ^= 1; }},
        InclusionTamper{"HashMissing", [](auto&, auto& p) { p.pop_back(); }},
        InclusionTamper{"HashTooMany", [](auto&, auto& p) { p.push_back(p[0]); }},
        InclusionTamper{"HashesSwapped", [](auto&, auto& p) { std::swap(p[0], p[1]); }},
        InclusionTamper{"NoHashes", [](auto&, auto& p) { p.clear(); }},
        InclusionTamper{"SixtyFourHashes", [](auto&, auto& p) { p.resize(64); }}),
    [](const auto& row) { return row.param.name; });

/// One change to a good consistency proof.
struct ConsistencyTamper {
    const char* name;
    void (*apply)(ConsistencyClaim&, ProofHashes&);
};

class ConsistencyTamperTest : public testing::TestWithParam<ConsistencyTamper> {};

TEST_P(ConsistencyTamperTest, EndsInConsistencyBroken) {
    ConsistencyClaim claim = kSixToEight;
    ProofHashes proof = kSixToEightProof;
    GetParam().apply(claim, proof);
    const Status status = verifyConsistency(claim, proof);
    ASSERT_FALSE(status.ok());
    EXPECT_EQ(status.reason(), Reason::ConsistencyBroken);
}

INSTANTIATE_TEST_SUITE_P(
    Merkle,
    ConsistencyTamperTest,
    testing::Values(
        ConsistencyTamper{"OldRoot", [](auto& c, auto&) { c.oldRoot[0] ^= 1; }},
        ConsistencyTamper{"NewRoot", [](auto& c, auto&) { c.newRoot[0] ^= 1; }},
        ConsistencyTamper{"RootsSwapped", [](auto& c, auto&) { std::swap(c.oldRoot, c.newRoot); }},
        ConsistencyTamper{"OldSizeZero", [](auto& c, auto&) { c.oldSize = 0; }},
        ConsistencyTamper{"OldSizeSmaller", [](auto& c, auto&) { c.oldSize = 5; }},
        ConsistencyTamper{"OldSizeLarger", [](auto& c, auto&) { c.oldSize = 7; }},
        ConsistencyTamper{"NewSizeIsOldSize", [](auto& c, auto&) { c.newSize = 6; }},
        ConsistencyTamper{"NewSizeLarger", [](auto& c, auto&) { c.newSize = 9; }},
        ConsistencyTamper{"NewSizeAboveMax", [](auto& c, auto&) { c.newSize = kTreeSizeMax + 1; }},
        ConsistencyTamper{"SizesSwapped", [](auto& c, auto&) { std::swap(c.oldSize, c.newSize); }},
        ConsistencyTamper{"SameSizeOtherRoot",
                          [](auto& c, auto& p) {
                              c.oldSize = c.newSize;
                              p.clear();
                          }},
        ConsistencyTamper{"SameSizeWithProof",
                          [](auto& c, auto&) {
                              c.oldSize = c.newSize;
                              c.oldRoot = c.newRoot;
                          }},
        ConsistencyTamper{"FirstHash", [](auto&, auto& p) { p[0][0] ^= 1; }},
        ConsistencyTamper{"MiddleHash", [](auto&, auto& p) { p[1][9] ^= 4; }},
        ConsistencyTamper{"LastHash", [](auto&, auto& p) { p[2][31] ^= 1; }},
        ConsistencyTamper{"HashMissing", [](auto&, auto& p) { p.pop_back(); }},
        ConsistencyTamper{"HashTooMany", [](auto&, auto& p) { p.push_back(p[0]); }},
        ConsistencyTamper{"HashesSwapped", [](auto&, auto& p) { std::swap(p[1], p[2]); }},
        ConsistencyTamper{"NoHashes", [](auto&, auto& p) { p.clear(); }},
        ConsistencyTamper{"SixtyFourHashes", [](auto&, auto& p) { p.resize(64); }}),
    [](const auto& row) { return row.param.name; });

// A root does not contain the number of leaves: proofs of the same shape hold for several sizes.
// That is why sizes are taken from signed checkpoints and never from a proof.
TEST(MerkleTest, RootAloneDoesNotPinTheSize) {
    EXPECT_TRUE(verifyConsistency({6, kRoot6, 7, kRoot8}, kSixToEightProof).ok());
}

TEST(MerkleTest, EqualHeadsAreConsistentWithoutProof) {
    EXPECT_TRUE(verifyConsistency({8, kRoot8, 8, kRoot8}, {}).ok());
}

TEST(MerkleTest, SizeZeroIsRefusedEvenWithTheEmptyRoot) {
    const Status grown = verifyConsistency({0, emptyRoot(), 8, kRoot8}, {});
    ASSERT_FALSE(grown.ok());
    EXPECT_EQ(grown.reason(), Reason::ConsistencyBroken);
    EXPECT_FALSE(verifyConsistency({0, emptyRoot(), 0, emptyRoot()}, {}).ok());
}

TEST(MerkleTest, FirstHeadIsAcceptedOnlyWithoutProofAndWithEntries) {
    EXPECT_TRUE(acceptFirstHead(1, {}).ok());
    EXPECT_TRUE(acceptFirstHead(kTreeSizeMax, {}).ok());
    for (const auto& refused : {acceptFirstHead(0, {}),
                                acceptFirstHead(kTreeSizeMax + 1, {}),
                                acceptFirstHead(8, kSixToEightProof)}) {
        ASSERT_FALSE(refused.ok());
        EXPECT_EQ(refused.reason(), Reason::ConsistencyBroken);
    }
}

TEST(MerkleTest, LongestTreeNeedsNoMoreHashesThanTheLimit) {
    // The first leaf of a tree of 2^62 equal halves, all made of one hash: 62 steps.
    ProofHashes proof;
    Hash32 node = leafHash({});
    for (int i = 0; i < 62; ++i) {
        proof.push_back(node);
        node = nodeHash(node, node);
    }
    ASSERT_LE(proof.size(), limits::kProofHashesMax);
    EXPECT_TRUE(verifyInclusion({leafHash({}), 0, kTreeSizeMax, node}, proof).ok());
    EXPECT_TRUE(verifyInclusion({leafHash({}), kTreeSizeMax - 1, kTreeSizeMax, node}, proof).ok());
    // All but the last leaf of that tree: the one proof with 63.
    ProofHashes longest{leafHash({})};
    longest.insert(longest.end(), proof.begin(), proof.end());
    Hash32 oldRoot = leafHash({});
    for (std::size_t i = 2; i < longest.size(); ++i)
        oldRoot = nodeHash(longest[i], oldRoot);
    ASSERT_EQ(longest.size(), limits::kProofHashesMax);
    const ConsistencyClaim claim{kTreeSizeMax - 1, oldRoot, kTreeSizeMax, node};
    EXPECT_TRUE(verifyConsistency(claim, longest).ok());
}

TEST(MerkleTest, TreeAboveTheMaximumIsRefusedThoughItsProofIsRight) {
    ProofHashes proof;
    Hash32 node = leafHash({});
    for (int i = 0; i < 63; ++i) {
        proof.push_back(node);
        node = nodeHash(node, node);
    }
    EXPECT_FALSE(verifyInclusion({leafHash({}), 0, kTreeSizeMax * 2, node}, proof).ok());
    const ConsistencyClaim claim{1, leafHash({}), kTreeSizeMax * 2, node};
    EXPECT_FALSE(verifyConsistency(claim, proof).ok());
}

/// Probes also have hashes of other lengths, which our types cannot hold: another hash then stands
/// for them, the same for the same bytes.
Hash32 probeHash(const nlohmann::json& value) {
    const Bytes bytes = fromBase64(value.get<std::string>()).value();
    return toArray<32>(bytes).value_or(sha256({viewOf("stands for"), bytes}));
}

ProofHashes probeHashes(const nlohmann::json& value) {
    ProofHashes out;
    if (value.is_null()) return out;
    for (const auto& item : value)
        out.push_back(probeHash(item));
    return out;
}

TEST(MerkleTest, EveryPublishedInclusionProbeIsJudgedAsPublished) {
    const auto text = test::sharedVectorText("merkle_inclusion_probes.json");
    if (!text) GTEST_SKIP() << "bulk vectors not here; set VOORDEUR_SHARED";
    const auto probes = nlohmann::json::parse(*text);
    for (const auto& [name, probe] : probes.items()) {
        if (probe["leafHash"] == "" || probe["root"] == "") {
            // No hash at all: the type refuses it, and the publisher agrees.
            EXPECT_TRUE(probe["wantErr"].get<bool>()) << name;
            continue;
        }
        const InclusionClaim claim{probeHash(probe["leafHash"]),
                                   probe["leafIdx"].get<std::uint64_t>(),
                                   probe["treeSize"].get<std::uint64_t>(),
                                   probeHash(probe["root"])};
        const Status status = verifyInclusion(claim, probeHashes(probe["proof"]));
        EXPECT_EQ(status.ok(), !probe["wantErr"].get<bool>()) << name;
    }
    EXPECT_EQ(probes.size(), 98U);
}

TEST(MerkleTest, EveryPublishedConsistencyProbeIsJudgedAsPublished) {
    const auto text = test::sharedVectorText("merkle_consistency_probes.json");
    if (!text) GTEST_SKIP() << "bulk vectors not here; set VOORDEUR_SHARED";
    const auto probes = nlohmann::json::parse(*text);
    for (const auto& [name, probe] : probes.items()) {
        const ConsistencyClaim claim{probe["size1"].get<std::uint64_t>(),
                                     probeHash(probe["root1"]),
                                     probe["size2"].get<std::uint64_t>(),
                                     probeHash(probe["root2"])};
        const Status status = verifyConsistency(claim, probeHashes(probe["proof"]));
        EXPECT_EQ(status.ok(), !probe["wantErr"].get<bool>()) << name;
    }
    EXPECT_EQ(probes.size(), 98U);
}

}  // namespace
}  // namespace voordeur::crypto
