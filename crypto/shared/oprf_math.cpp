#include "crypto/shared/oprf_math.h"

#include "crypto/base/check.h"
#include "crypto/base/wiped_array.h"
#include "crypto/shared/hash.h"

namespace voordeur::crypto::oprf {
namespace {

constexpr std::size_t kSha512BlockBytes = 128;
/// Number of elements of a batch that the RFC can count.
constexpr std::size_t kBatchMax = 65'535;

ByteArray<2> i2osp2(std::size_t value) {
    return {static_cast<std::uint8_t>(value >> 8), static_cast<std::uint8_t>(value & 0xff)};
}

/// I2OSP(32, 2), before every element.
constexpr ByteArray<2> kElementBytes{0, 32};

Bytes tagOf(std::string_view prefix) {
    Bytes tag = toBytes(viewOf(prefix));
    append(tag, viewOf(kContext));
    tag.push_back(static_cast<std::uint8_t>(tag.size()));
    return tag;
}

/// expand_message_xmd of RFC 9380 §5.3.1 with SHA-512 and 64 bytes of output, which is one block:
/// b_0 = H(Z_pad ‖ msg ‖ I2OSP(64, 2) ‖ 0 ‖ DST'), b_1 = H(b_0 ‖ 1 ‖ DST').
void expandMessage(ByteView message, std::string_view prefix, ByteArray<64>& out) {
    static constexpr ByteArray<kSha512BlockBytes> kPad{};
    static constexpr ByteArray<3> kLengthAndZero{0, 64, 0};
    static constexpr ByteArray<1> kOne{1};
    const Bytes tag = tagOf(prefix);
    ByteArray<64> b0 = sha512({kPad, message, kLengthAndZero, tag});
    out = sha512({b0, kOne, tag});
    wipe(b0);
}

}  // namespace

Result<Element> hashToGroup(ByteView input) {
    VD_REQUIRE(input.size() <= kOprfInputBytesMax, Reason::MessageTooLarge);
    WipedArray<64> uniform;
    expandMessage(input, "HashToGroup-", uniform.array());
    return Element::fromHash(uniform.array());
}

Scalar hashToScalar(std::initializer_list<ByteView> parts, std::string_view prefix) {
    Bytes message;
    for (const ByteView part : parts)
        append(message, part);
    WipedArray<64> uniform;
    expandMessage(message, prefix, uniform.array());
    wipe(message);
    return Scalar::fromUniform(uniform.array());
}

std::vector<Scalar> compositeWeights(const OprfElement& publicKey,
                                     std::span<const OprfElement> blinded,
                                     std::span<const OprfElement> evaluated) {
    VD_CHECK(blinded.size() == evaluated.size() && blinded.size() <= kBatchMax);
    Bytes seedTag = toBytes(viewOf("Seed-"));
    append(seedTag, viewOf(kContext));
    const ByteArray<2> seedTagBytes = i2osp2(seedTag.size());
    const ByteArray<64> seed = sha512({kElementBytes, publicKey, seedTagBytes, seedTag});
    const ByteArray<2> seedBytes = i2osp2(seed.size());
    std::vector<Scalar> out;
    out.reserve(blinded.size());
    for (std::size_t i = 0; i < blinded.size(); ++i) {
        out.push_back(hashToScalar({seedBytes,
                                    seed,
                                    i2osp2(i),
                                    kElementBytes,
                                    blinded[i],
                                    kElementBytes,
                                    evaluated[i],
                                    viewOf("Composite")}));
    }
    return out;
}

Result<Element> weightedSum(std::span<const Scalar> weights, std::span<const Element> elements) {
    VD_CHECK(!elements.empty() && weights.size() == elements.size());
    // Starts with the first product instead of the identity: one addition less, and no identity.
    VD_ASSIGN(Element sum, elements.front().times(weights.front()));
    for (std::size_t i = 1; i < elements.size(); ++i) {
        VD_ASSIGN(const Element product, elements[i].times(weights[i]));
        VD_ASSIGN(sum, sum.plus(product));
    }
    return sum;
}

Scalar challenge(const Transcript& transcript) {
    return hashToScalar({kElementBytes,
                         transcript.publicKey,
                         kElementBytes,
                         transcript.m.bytes(),
                         kElementBytes,
                         transcript.z.bytes(),
                         kElementBytes,
                         transcript.t2.bytes(),
                         kElementBytes,
                         transcript.t3.bytes(),
                         viewOf("Challenge")});
}

}  // namespace voordeur::crypto::oprf
