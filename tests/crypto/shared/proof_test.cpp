#include "crypto/shared/proof.h"

#include "crypto/base/limits.h"
#include "tests/crypto/support.h"

#include <gtest/gtest.h>

namespace voordeur::crypto {
namespace {

Hash32 filled(std::uint8_t byte) {
    Hash32 out{};
    out.fill(byte);
    return out;
}

const InclusionProof kInclusion{2, 3, {filled(0xaa), filled(0xbb)}};
const ConsistencyProof kConsistency{6, 8, {filled(0xcc)}};

// Written out by hand from the grammar.
const std::string kInclusionHex =
    "0000000000000002 0000000000000003 00000002"
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
const std::string kConsistencyHex =
    "0000000000000006 0000000000000008 00000001"
    "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc";

TEST(ProofTest, BytesAreThoseOfTheGrammar) {
    EXPECT_EQ(kInclusion.encode(), test::hex(kInclusionHex));
    EXPECT_EQ(kConsistency.encode(), test::hex(kConsistencyHex));
}

TEST(ProofTest, BytesOfTheGrammarCanBeRead) {
    EXPECT_EQ(InclusionProof::decode(test::hex(kInclusionHex)).value(), kInclusion);
    EXPECT_EQ(ConsistencyProof::decode(test::hex(kConsistencyHex)).value(), kConsistency);
}

TEST(ProofTest, ProofsWithoutHashesAndWithTheMostCanBeRead) {
    InclusionProof proof{0, 1, {}};
    EXPECT_EQ(InclusionProof::decode(proof.encode()).value(), proof);
    proof.hashes.resize(limits::kProofHashesMax);
    EXPECT_EQ(InclusionProof::decode(proof.encode()).value(), proof);
    const ConsistencyProof nothingSeen{0, 5, {}};
    EXPECT_EQ(ConsistencyProof::decode(nothingSeen.encode()).value(), nothingSeen);
}

/// Bytes that are no proof, for either kind.
struct BrokenProof {
    const char* name;
    Bytes (*make)();
};

class BrokenProofTest : public testing::TestWithParam<BrokenProof> {};

TEST_P(BrokenProofTest, IsMalformed) {
    const Bytes bytes = GetParam().make();
    const auto inclusion = InclusionProof::decode(bytes);
    const auto consistency = ConsistencyProof::decode(bytes);
    ASSERT_FALSE(inclusion.ok());
    ASSERT_FALSE(consistency.ok());
    EXPECT_EQ(inclusion.reason(), Reason::Malformed);
    EXPECT_EQ(consistency.reason(), Reason::Malformed);
}

INSTANTIATE_TEST_SUITE_P(
    Bytes,
    BrokenProofTest,
    testing::Values(BrokenProof{"Nothing", [] { return Bytes{}; }},
                    BrokenProof{"OneByteLess",
                                [] {
                                    Bytes bytes = kInclusion.encode();
                                    bytes.pop_back();
                                    return bytes;
                                }},
                    BrokenProof{"OneByteMore",
                                [] {
                                    Bytes bytes = kInclusion.encode();
                                    bytes.push_back(0);
                                    return bytes;
                                }},
                    BrokenProof{"CountTooSmall",
                                [] {
                                    Bytes bytes = kInclusion.encode();
                                    bytes[19] = 1;
                                    return bytes;
                                }},
                    BrokenProof{"CountTooLarge",
                                [] {
                                    Bytes bytes = kInclusion.encode();
                                    bytes[19] = 3;
                                    return bytes;
                                }},
                    BrokenProof{"CountOfFourBillion",
                                [] {
                                    Bytes bytes = kInclusion.encode();
                                    for (std::size_t i = 16; i < 20; ++i)
                                        bytes[i] = 0xff;
                                    return bytes;
                                }},
                    BrokenProof{"SixtyFourHashes",
                                [] {
                                    return InclusionProof{2, 3, ProofHashes(64)}.encode();
                                }},
                    BrokenProof{"FirstNumberAboveSecond",
                                [] {
                                    return InclusionProof{4, 3, {}}.encode();
                                }},
                    BrokenProof{"SizeAboveMax",
                                [] {
                                    return InclusionProof{2, kTreeSizeMax + 1, {}}.encode();
                                }}),
    [](const auto& row) { return row.param.name; });

TEST(ProofTest, EqualNumbersAreRightForSizesAndWrongForALeaf) {
    const Bytes bytes = InclusionProof{3, 3, {}}.encode();
    EXPECT_EQ(InclusionProof::decode(bytes).reason(), Reason::Malformed);
    EXPECT_TRUE(ConsistencyProof::decode(bytes).ok());
}

}  // namespace
}  // namespace voordeur::crypto
