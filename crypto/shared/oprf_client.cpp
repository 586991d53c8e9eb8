#include "crypto/shared/oprf_client.h"

#include "crypto/base/check.h"
#include "crypto/base/limits.h"
#include "crypto/shared/hash.h"
#include "crypto/shared/oprf_math.h"

namespace voordeur::crypto {
namespace {

Result<Scalar> usableBlind(const SecretBytes& blind) {
    const auto scalar = Scalar::fromBytes(blind.reveal(openKeyAccess()));
    VD_REQUIRE(scalar.ok() && !scalar.value().isZero(), Reason::WeakKey);
    return scalar.value();
}

Result<std::vector<Element>> readElements(std::span<const OprfElement> encoded) {
    std::vector<Element> out;
    out.reserve(encoded.size());
    for (const OprfElement& bytes : encoded) {
        VD_ASSIGN(const Element element, Element::fromBytes(bytes));
        out.push_back(element);
    }
    return out;
}

/// left · a + right · b
Result<Element> combine(const Scalar& left,
                        const Element& a,
                        const Scalar& right,
                        const Element& b) {
    VD_ASSIGN(const Element first, a.times(left));
    VD_ASSIGN(const Element second, b.times(right));
    return first.plus(second);
}

struct DleqClaim {
    const OprfElement& encodedKey;
    const Element& key;
    const Element& m;
    const Element& z;
};

/// The challenge that the proof must contain. Errors: whatever makes the proof no proof.
Result<Scalar> expectedChallenge(const DleqClaim& claim, const Scalar& c, const Scalar& s) {
    VD_ASSIGN(const Element t2, combine(s, Element::generator(), c, claim.key));
    VD_ASSIGN(const Element t3, combine(s, claim.m, c, claim.z));
    return oprf::challenge({claim.encodedKey, claim.m, claim.z, t2, t3});
}

}  // namespace

Result<OprfBlinded> oprfBlind(ByteView input, RandomSource& random) {
    VD_ASSIGN(const Element point, oprf::hashToGroup(input));
    const Scalar blind = Scalar::random(random);
    VD_ASSIGN(const Element blinded, point.times(blind));
    return OprfBlinded{SecretBytes::copyOf(blind.bytes()), blinded.bytes()};
}

Result<OprfElement> oprfBlindWith(ByteView input, const SecretBytes& blind) {
    VD_ASSIGN(const Scalar scalar, usableBlind(blind));
    VD_ASSIGN(const Element point, oprf::hashToGroup(input));
    VD_ASSIGN(const Element blinded, point.times(scalar));
    return blinded.bytes();
}

Result<OprfVerified> OprfVerified::verify(const OprfElement& publicKey,
                                          std::span<const OprfElement> blinded,
                                          const OprfEvaluation& evaluation) {
    VD_REQUIRE(!blinded.empty(), Reason::InvalidArgument);
    VD_REQUIRE(blinded.size() <= limits::kEvaluationsPerCallMax, Reason::LimitReached);
    VD_REQUIRE(evaluation.elements.size() == blinded.size(), Reason::ProofBroken);
    VD_ASSIGN(const Element key, Element::fromBytes(publicKey));
    VD_ASSIGN(const std::vector<Element> questions, readElements(blinded));
    VD_ASSIGN(const std::vector<Element> answers, readElements(evaluation.elements));

    const ByteView proof = evaluation.proof;
    const auto c = Scalar::fromBytes(proof.first(Scalar::kBytes));
    const auto s = Scalar::fromBytes(proof.last(Scalar::kBytes));
    VD_REQUIRE(c.ok() && s.ok(), Reason::ProofBroken);
    const auto weights = oprf::compositeWeights(publicKey, blinded, evaluation.elements);
    const auto m = oprf::weightedSum(weights, questions);
    const auto z = oprf::weightedSum(weights, answers);
    VD_REQUIRE(m.ok() && z.ok(), Reason::ProofBroken);
    const auto expected =
        expectedChallenge({publicKey, key, m.value(), z.value()}, c.value(), s.value());
    VD_REQUIRE(expected.ok() && expected.value() == c.value(), Reason::ProofBroken);
    return OprfVerified(evaluation.elements);
}

Result<SecretBytes> OprfVerified::output(std::size_t index,
                                         ByteView input,
                                         const SecretBytes& blind) const {
    VD_CHECK(index < m_evaluated.size());
    VD_REQUIRE(input.size() <= kOprfInputBytesMax, Reason::MessageTooLarge);
    VD_ASSIGN(const Scalar scalar, usableBlind(blind));
    VD_ASSIGN(const Scalar inverse, scalar.inverse());
    VD_ASSIGN(const Element evaluated, Element::fromBytes(m_evaluated[index]));
    VD_ASSIGN(const Element unblinded, evaluated.times(inverse));
    const ByteArray<2> inputBytes{static_cast<std::uint8_t>(input.size() >> 8),
                                  static_cast<std::uint8_t>(input.size() & 0xff)};
    static constexpr ByteArray<2> kElementBytes{0, Element::kBytes};
    ByteArray<64> y =
        sha512({inputBytes, input, kElementBytes, unblinded.bytes(), viewOf("Finalize")});
    SecretBytes out = SecretBytes::copyOf(y);
    wipe(y);
    return out;
}

}  // namespace voordeur::crypto
