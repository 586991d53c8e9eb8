#include "crypto/internal/ristretto.h"

#include "crypto/internal/random.h"
#include "crypto/shared/hash.h"
#include "tests/crypto/support.h"

#include <gtest/gtest.h>

namespace voordeur::crypto {
namespace {

using test::hex;
using test::hexArray;

// RFC 9496 §A.1: the multiples 1…5 of the generator.
constexpr std::array<const char*, 5> kMultiples = {
    "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76",
    "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919",
    "94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259",
    "da80862773358b466ffadfe0b3293ab3d9fd53c5ea6c955358f568322daf6a57",
    "e882b131016b52c1d3337080187cf768423efccbb517bb495ab812c4160ff44e"};

// The order of the group, little-endian.
constexpr const char* kOrder = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

TEST(RistrettoTest, MultiplesOfTheGeneratorMatchTheRfc) {
    EXPECT_EQ(toHex(Element::generator().bytes()), kMultiples[0]);
    for (std::uint64_t i = 0; i < kMultiples.size(); ++i) {
        const Scalar scalar = Scalar::fromNumber(i + 1);
        EXPECT_EQ(toHex(Element::base(scalar).value().bytes()), kMultiples[i]);
        EXPECT_EQ(toHex(Element::generator().times(scalar).value().bytes()), kMultiples[i]);
    }
}

TEST(RistrettoTest, AddingAndSubtractingWalkAlongTheMultiples) {
    const Element one = Element::fromBytes(hex(kMultiples[0])).value();
    const Element two = Element::fromBytes(hex(kMultiples[1])).value();
    EXPECT_EQ(toHex(one.plus(two).value().bytes()), kMultiples[2]);
    EXPECT_EQ(two.minus(one).value(), one);
    EXPECT_FALSE(one == two);
}

// RFC 9496 §A.3: SHA-512 of the text, then the one-way map.
TEST(RistrettoTest, HashToElementMatchesTheRfc) {
    const auto element = Element::fromHash(
        sha512({viewOf("Ristretto is traditionally a short shot of espresso coffee")}));
    EXPECT_EQ(toHex(element.value().bytes()),
              "3066f82a1a747d45120d1740f14358531a8f04bbffe6a819f86dfe50f44a0a46");
}

// RFC 9496 §A.2 has 29 of these; one of each kind.
class RistrettoTestBadEncoding : public testing::TestWithParam<const char*> {};

TEST_P(RistrettoTestBadEncoding, IsRefused) {
    const Bytes bytes = hex(GetParam());
    EXPECT_FALSE(isCanonicalElement(bytes));
    EXPECT_EQ(Element::fromBytes(bytes).reason(), Reason::ElementInvalid);
}

INSTANTIATE_TEST_SUITE_P(Rfc9496,
                         RistrettoTestBadEncoding,
                         testing::Values(
                             // the identity
                             "0000000000000000000000000000000000000000000000000000000000000000",
                             // not canonical: above the field's prime, and the top bit set
                             "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
                             "f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                             "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                             // negative field elements
                             "0100000000000000000000000000000000000000000000000000000000000000",
                             "ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20",
                             // no square root
                             "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
                             // negative x·y
                             "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e",
                             // s = -1
                             "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
                             // other lengths
                             "",
                             "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d",
                             "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d7600"));

TEST(RistrettoTest, NoOperationReturnsTheIdentity) {
    const Element one = Element::generator();
    EXPECT_EQ(one.minus(one).reason(), Reason::ElementInvalid);
    EXPECT_EQ(one.times(Scalar::fromNumber(0)).reason(), Reason::ElementInvalid);
    EXPECT_EQ(Element::base(Scalar::fromNumber(0)).reason(), Reason::ElementInvalid);
    const Scalar minusOne = Scalar::fromNumber(0).minus(Scalar::fromNumber(1));
    EXPECT_EQ(one.plus(one.times(minusOne).value()).reason(), Reason::ElementInvalid);
}

TEST(RistrettoTest, ScalarsFollowTheRulesOfAField) {
    SystemRandom random;
    for (int i = 0; i < 20; ++i) {
        const Scalar a = Scalar::random(random);
        const Scalar b = Scalar::random(random);
        EXPECT_EQ(a.plus(b).minus(b), a);
        EXPECT_EQ(a.times(b).times(b.inverse().value()), a);
        EXPECT_FALSE(a == b);
        // The group agrees with the field: a·(b·G) = (a·b)·G.
        EXPECT_EQ(Element::base(b).value().times(a).value(), Element::base(a.times(b)).value());
    }
    EXPECT_EQ(Scalar::fromNumber(6).times(Scalar::fromNumber(7)), Scalar::fromNumber(42));
}

TEST(RistrettoTest, ZeroHasNoInverse) {
    EXPECT_EQ(Scalar::fromNumber(0).inverse().reason(), Reason::InvalidArgument);
}

TEST(RistrettoTest, ScalarsAreReadOnlyWhenReduced) {
    const Bytes order = hex(kOrder);
    EXPECT_EQ(Scalar::fromBytes(order).reason(), Reason::Malformed);
    Bytes below = order;
    below[0] -= 1;
    ASSERT_TRUE(Scalar::fromBytes(below).ok());
    EXPECT_EQ(Scalar::fromBytes(below).value().plus(Scalar::fromNumber(1)), Scalar::fromNumber(0));
    Bytes above = order;
    above[5] += 1;
    EXPECT_EQ(Scalar::fromBytes(above).reason(), Reason::Malformed);
    EXPECT_EQ(Scalar::fromBytes(Bytes(32, 0xff)).reason(), Reason::Malformed);
    EXPECT_EQ(Scalar::fromBytes(Bytes(31, 0)).reason(), Reason::Malformed);
    EXPECT_EQ(Scalar::fromBytes(Bytes(33, 0)).reason(), Reason::Malformed);
}

TEST(RistrettoTest, UniformBytesAreReducedModuloTheOrder) {
    ByteArray<64> uniform{};
    const Bytes order = hex(kOrder);
    std::copy(order.begin(), order.end(), uniform.begin());
    uniform[0] = static_cast<std::uint8_t>(uniform[0] + 5);
    EXPECT_EQ(Scalar::fromUniform(uniform), Scalar::fromNumber(5));
}

TEST(RistrettoTest, RandomScalarReplaysAPublishedOne) {
    // The blind of RFC 9497 §A.1.2.1.
    const Bytes blind = hex("64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706");
    Bytes script = blind;
    script.resize(64, 0);
    test::ScriptedRandom random(script);
    EXPECT_EQ(Scalar::random(random), Scalar::fromBytes(blind).value());
    EXPECT_EQ(random.left(), 0U);
}

TEST(RistrettoTestDeath, ABrokenRandomSourceEndsTheProcess) {
    test::ScriptedRandom random(Bytes(64, 0));
    EXPECT_DEATH(static_cast<void>(Scalar::random(random)), "internal check failed");
}

}  // namespace
}  // namespace voordeur::crypto
