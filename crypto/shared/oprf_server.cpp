#include "crypto/shared/oprf_server.h"

#include "crypto/base/limits.h"
#include "crypto/shared/oprf_math.h"

#include <algorithm>

namespace voordeur::crypto {
namespace {

constexpr std::size_t kSeedBytes = 32;

struct DleqInput {
    const Scalar& key;
    const OprfElement& publicKey;
    const Element& m;
    const Element& z;
};

/// GenerateProof of RFC 9497 §2.2.1, after ComputeCompositesFast.
Result<OprfProof> prove(const DleqInput& in, RandomSource& random) {
    const Scalar r = Scalar::random(random);
    VD_ASSIGN(const Element t2, Element::base(r));
    VD_ASSIGN(const Element t3, in.m.times(r));
    const Scalar c = oprf::challenge({in.publicKey, in.m, in.z, t2, t3});
    const Scalar s = r.minus(c.times(in.key));
    OprfProof proof{};
    std::ranges::copy(c.bytes(), proof.begin());
    std::ranges::copy(s.bytes(), proof.begin() + Scalar::kBytes);
    return proof;
}

}  // namespace

OprfKey::OprfKey(const Scalar& scalar, const Element& publicKey)
    : m_scalar(SecretBytes::copyOf(scalar.bytes())), m_publicKey(publicKey.bytes()) {}

Result<OprfKey> OprfKey::make(const Scalar& scalar) {
    const auto publicKey = Element::base(scalar);
    VD_REQUIRE(publicKey.ok(), Reason::WeakKey);
    return OprfKey(scalar, publicKey.value());
}

OprfKey OprfKey::generate(RandomSource& random) {
    // A random scalar is never zero, so the key cannot be weak.
    return make(Scalar::random(random)).value();
}

Result<OprfKey> OprfKey::derive(const SecretBytes& seed, ByteView info) {
    VD_REQUIRE(seed.size() == kSeedBytes, Reason::WeakKey);
    VD_REQUIRE(info.size() <= kOprfInputBytesMax, Reason::MessageTooLarge);
    const ByteArray<2> infoBytes{static_cast<std::uint8_t>(info.size() >> 8),
                                 static_cast<std::uint8_t>(info.size() & 0xff)};
    const KeyAccess access = openKeyAccess();
    for (unsigned counter = 0; counter <= 255; ++counter) {
        const ByteArray<1> counterByte{static_cast<std::uint8_t>(counter)};
        const Scalar scalar = oprf::hashToScalar(
            {seed.reveal(access), infoBytes, info, counterByte}, "DeriveKeyPair");
        if (!scalar.isZero()) return make(scalar);
    }
    return Reason::WeakKey;
}

Result<OprfKey> OprfKey::fromScalar(const SecretBytes& scalar) {
    const auto parsed = Scalar::fromBytes(scalar.reveal(openKeyAccess()));
    VD_REQUIRE(parsed.ok(), Reason::WeakKey);
    return make(parsed.value());
}

Scalar OprfKey::revealScalar() const {
    return Scalar::fromBytes(m_scalar.reveal(openKeyAccess())).value();
}

Result<OprfEvaluation> OprfKey::evaluate(std::span<const OprfElement> blinded,
                                         RandomSource& random) const {
    VD_REQUIRE(!blinded.empty(), Reason::InvalidArgument);
    VD_REQUIRE(blinded.size() <= limits::kEvaluationsPerCallMax, Reason::LimitReached);
    std::vector<Element> elements;
    elements.reserve(blinded.size());
    for (const OprfElement& bytes : blinded) {
        VD_ASSIGN(const Element element, Element::fromBytes(bytes));
        elements.push_back(element);
    }
    const Scalar key = revealScalar();
    OprfEvaluation out;
    out.elements.reserve(blinded.size());
    for (const Element& element : elements) {
        VD_ASSIGN(const Element evaluated, element.times(key));
        out.elements.push_back(evaluated.bytes());
    }
    const auto weights = oprf::compositeWeights(m_publicKey, blinded, out.elements);
    VD_ASSIGN(const Element m, oprf::weightedSum(weights, elements));
    VD_ASSIGN(const Element z, m.times(key));
    VD_ASSIGN(out.proof, prove({key, m_publicKey, m, z}, random));
    return out;
}

}  // namespace voordeur::crypto
