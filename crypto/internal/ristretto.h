#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/random.h"
#include "crypto/base/result.h"

// The group ristretto255 (RFC 9496), as far as the involvement tokens (RFC 9497) need it.
namespace voordeur::crypto {

/// A number modulo the group's order L, always reduced. Wiped when it goes out of scope, because
/// keys and blinds are scalars. All arithmetic takes the same time whatever the values.
///
/// Thread: any (a value).
class Scalar {
public:
    static constexpr std::size_t kBytes = 32;

    /// Reads 32 bytes, little-endian. Errors: Malformed (another length, or not below L).
    static Result<Scalar> fromBytes(ByteView bytes);
    /// 64 uniform bytes, little-endian, modulo L (HashToScalar of RFC 9497 after the expansion).
    static Scalar fromUniform(const ByteArray<64>& uniform);
    /// Draws 64 bytes from `random` and reduces them; never zero. A test replays a published
    /// scalar by letting the source yield that scalar followed by 32 zero bytes.
    static Scalar random(RandomSource& random);
    /// The number `value`.
    static Scalar fromNumber(std::uint64_t value);

    Scalar(const Scalar&) = default;
    Scalar& operator=(const Scalar&) = default;
    Scalar(Scalar&&) = default;
    Scalar& operator=(Scalar&&) = default;
    ~Scalar();

    [[nodiscard]] Scalar plus(const Scalar& other) const;
    [[nodiscard]] Scalar minus(const Scalar& other) const;
    [[nodiscard]] Scalar times(const Scalar& other) const;
    /// Errors: InvalidArgument (zero has no inverse).
    [[nodiscard]] Result<Scalar> inverse() const;
    [[nodiscard]] bool isZero() const;
    /// Canonical, 32 bytes, little-endian. As secret as the scalar itself.
    [[nodiscard]] const ByteArray<kBytes>& bytes() const { return m_bytes; }
    /// Constant time.
    friend bool operator==(const Scalar& a, const Scalar& b);

private:
    Scalar() = default;
    ByteArray<kBytes> m_bytes{};
};

/// A point of the group in its canonical encoding; never the identity.
///
/// Errors of everything below: ElementInvalid (not canonical, not a point, or the identity).
/// Thread: any (a value).
class Element {
public:
    static constexpr std::size_t kBytes = 32;

    /// Reads an encoding made by somebody else.
    static Result<Element> fromBytes(ByteView bytes);
    /// The one-way map of RFC 9496 §4.3.4 from 64 uniform bytes.
    static Result<Element> fromHash(const ByteArray<64>& uniform);
    /// scalar · generator.
    static Result<Element> base(const Scalar& scalar);
    /// The generator itself.
    static const Element& generator();

    [[nodiscard]] Result<Element> plus(const Element& other) const;
    [[nodiscard]] Result<Element> minus(const Element& other) const;
    /// scalar · this.
    [[nodiscard]] Result<Element> times(const Scalar& scalar) const;
    [[nodiscard]] const ByteArray<kBytes>& bytes() const { return m_bytes; }
    /// Constant time.
    friend bool operator==(const Element& a, const Element& b);

private:
    Element() = default;
    ByteArray<kBytes> m_bytes{};
};

/// True when the 32 bytes are a canonical encoding of a point other than the identity.
bool isCanonicalElement(ByteView bytes);

}  // namespace voordeur::crypto
