#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"

#include <cstdlib>

// What must hold of every parser of the byte grammar, whatever comes in.
namespace voordeur::fuzz {

/// Not an assert: it must hold in every build.
inline void require(bool condition) {
    if (!condition) std::abort();
}

/// Refused, or the one encoding of what was read.
template <class Value>
void requireCanonical(crypto::ByteView bytes) {
    const auto decoded = Value::decode(bytes);
    if (!decoded.ok()) return;
    require(decoded.value().encode() == crypto::toBytes(bytes));
}

/// Of what leaves some freedom (white space around armor, the length of padding): refused, or what
/// was read means the same when it is written and read again.
template <class Value, class Input>
void requireSameMeaning(Input input) {
    const auto decoded = Value::decode(input);
    if (!decoded.ok()) return;
    const auto written = decoded.value().encode();
    const auto again = Value::decode(written);
    require(again.ok() && again.value().encode() == written);
}

}  // namespace voordeur::fuzz
