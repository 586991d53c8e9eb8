#include "crypto/internal/ristretto.h"

#include "crypto/base/check.h"
#include "crypto/base/secret_bytes.h"

#include <sodium.h>

#include <algorithm>

namespace voordeur::crypto {

static_assert(Scalar::kBytes == crypto_core_ristretto255_SCALARBYTES);
static_assert(Element::kBytes == crypto_core_ristretto255_BYTES);
static_assert(crypto_core_ristretto255_NONREDUCEDSCALARBYTES == 64);
static_assert(crypto_core_ristretto255_HASHBYTES == 64);

namespace {

// L, little-endian (RFC 9496 §4.4).
constexpr ByteArray<32> kOrder = {0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7,
                                  0xa2, 0xde, 0xf9, 0xde, 0x14, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00,
                                  0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x10};

/// Constant time: a key that is read from a file is compared too.
bool isBelowOrder(const ByteArray<32>& value) {
    std::uint32_t borrow = 0;
    for (std::size_t i = 0; i < value.size(); ++i) {
        borrow = ((std::uint32_t{value[i]} - kOrder[i] - borrow) >> 8) & 1U;
    }
    return borrow == 1;
}

bool isIdentity(const ByteArray<32>& encoding) {
    return sodium_is_zero(encoding.data(), encoding.size()) == 1;
}

}  // namespace

Scalar::~Scalar() {
    wipe(m_bytes);
}

Result<Scalar> Scalar::fromBytes(ByteView bytes) {
    VD_REQUIRE(bytes.size() == kBytes, Reason::Malformed);
    Scalar out;
    std::copy(bytes.begin(), bytes.end(), out.m_bytes.begin());
    VD_REQUIRE(isBelowOrder(out.m_bytes), Reason::Malformed);
    return out;
}

Scalar Scalar::fromUniform(const ByteArray<64>& uniform) {
    Scalar out;
    crypto_core_ristretto255_scalar_reduce(out.m_bytes.data(), uniform.data());
    return out;
}

Scalar Scalar::random(RandomSource& random) {
    ByteArray<64> uniform = random.array<64>();
    Scalar out = fromUniform(uniform);
    wipe(uniform);
    // One chance in 2^252, unless the source is broken; then nothing made with it may leave.
    VD_CHECK(!out.isZero());
    return out;
}

Scalar Scalar::fromNumber(std::uint64_t value) {
    Scalar out;
    for (std::size_t i = 0; i < 8; ++i) {
        out.m_bytes[i] = static_cast<std::uint8_t>((value >> (8 * i)) & 0xffU);
    }
    return out;
}

Scalar Scalar::plus(const Scalar& other) const {
    Scalar out;
    crypto_core_ristretto255_scalar_add(out.m_bytes.data(), m_bytes.data(), other.m_bytes.data());
    return out;
}

Scalar Scalar::minus(const Scalar& other) const {
    Scalar out;
    crypto_core_ristretto255_scalar_sub(out.m_bytes.data(), m_bytes.data(), other.m_bytes.data());
    return out;
}

Scalar Scalar::times(const Scalar& other) const {
    Scalar out;
    crypto_core_ristretto255_scalar_mul(out.m_bytes.data(), m_bytes.data(), other.m_bytes.data());
    return out;
}

Result<Scalar> Scalar::inverse() const {
    Scalar out;
    VD_REQUIRE(crypto_core_ristretto255_scalar_invert(out.m_bytes.data(), m_bytes.data()) == 0,
               Reason::InvalidArgument);
    return out;
}

bool Scalar::isZero() const {
    return sodium_is_zero(m_bytes.data(), m_bytes.size()) == 1;
}

bool operator==(const Scalar& a, const Scalar& b) {
    return equalConstantTime(a.m_bytes, b.m_bytes);
}

Result<Element> Element::fromBytes(ByteView bytes) {
    VD_REQUIRE(isCanonicalElement(bytes), Reason::ElementInvalid);
    Element out;
    std::copy(bytes.begin(), bytes.end(), out.m_bytes.begin());
    return out;
}

Result<Element> Element::fromHash(const ByteArray<64>& uniform) {
    Element out;
    crypto_core_ristretto255_from_hash(out.m_bytes.data(), uniform.data());
    VD_REQUIRE(!isIdentity(out.m_bytes), Reason::ElementInvalid);
    return out;
}

Result<Element> Element::base(const Scalar& scalar) {
    Element out;
    const int status =
        crypto_scalarmult_ristretto255_base(out.m_bytes.data(), scalar.bytes().data());
    VD_REQUIRE(status == 0 && !isIdentity(out.m_bytes), Reason::ElementInvalid);
    return out;
}

const Element& Element::generator() {
    static const Element kGenerator = base(Scalar::fromNumber(1)).value();
    return kGenerator;
}

Result<Element> Element::plus(const Element& other) const {
    Element out;
    const int status =
        crypto_core_ristretto255_add(out.m_bytes.data(), m_bytes.data(), other.m_bytes.data());
    VD_REQUIRE(status == 0 && !isIdentity(out.m_bytes), Reason::ElementInvalid);
    return out;
}

Result<Element> Element::minus(const Element& other) const {
    Element out;
    const int status =
        crypto_core_ristretto255_sub(out.m_bytes.data(), m_bytes.data(), other.m_bytes.data());
    VD_REQUIRE(status == 0 && !isIdentity(out.m_bytes), Reason::ElementInvalid);
    return out;
}

Result<Element> Element::times(const Scalar& scalar) const {
    Element out;
    const int status =
        crypto_scalarmult_ristretto255(out.m_bytes.data(), scalar.bytes().data(), m_bytes.data());
    VD_REQUIRE(status == 0 && !isIdentity(out.m_bytes), Reason::ElementInvalid);
    return out;
}

bool operator==(const Element& a, const Element& b) {
    return equalConstantTime(a.m_bytes, b.m_bytes);
}

bool isCanonicalElement(ByteView bytes) {
    if (bytes.size() != Element::kBytes) return false;
    if (sodium_is_zero(bytes.data(), bytes.size()) == 1) return false;
    return crypto_core_ristretto255_is_valid_point(bytes.data()) == 1;
}

}  // namespace voordeur::crypto
