#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/identifier_kind.h"
#include "crypto/shared/ids.h"

#include <functional>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

// Pieces of the byte grammar that the objects have in common. For sources that encode and decode;
// no public header needs it. Whatever breaks a rule here fails the reader, which then reads zeros.
namespace voordeur::crypto {

/// How many items a list may have, and how many bytes one takes at least.
struct ListBounds {
    std::size_t min = 0;
    std::size_t max = 0;
    std::size_t itemBytes = 1;
};

template <class Item, class WriteOne>
void writeList(Writer& w, const std::vector<Item>& items, WriteOne&& writeOne) {
    w.u32(static_cast<std::uint32_t>(items.size()));
    for (const Item& item : items) {
        writeOne(w, item);
    }
}

template <class ReadOne>
auto readList(Reader& r, const ListBounds& bounds, ReadOne&& readOne) {
    std::vector<std::decay_t<decltype(readOne(r))>> items;
    const std::size_t count = r.count(bounds.max, bounds.itemBytes);
    if (count < bounds.min) r.fail(Reason::Malformed);
    items.reserve(count);
    for (std::size_t i = 0; i < count && !r.failed(); ++i) {
        items.push_back(readOne(r));
    }
    return items;
}

/// Every item's key is above that of the item before it.
template <class Item, class Key>
void requireRising(Reader& r, const std::vector<Item>& items, Key&& key) {
    for (std::size_t i = 1; i < items.size(); ++i) {
        if (!(std::invoke(key, items[i - 1]) < std::invoke(key, items[i]))) {
            r.fail(Reason::Malformed);
        }
    }
}

inline void require(Reader& r, bool condition, Reason reason = Reason::Malformed) {
    if (!condition) r.fail(reason);
}

template <class IdType>
IdType readId(Reader& r) {
    return IdType{r.fixed<16>()};
}

template <class Tag>
void writeId(Writer& w, const Id<Tag>& id) {
    w.fixed(id.bytes);
}

template <class Value>
Value readKnown(Reader& r, const std::optional<Value>& value) {
    if (!value) r.fail(Reason::UnknownValue);
    return value.value_or(Value{});
}

template <class Enum>
void writeNumber(Writer& w, Enum value) {
    static_assert(std::is_same_v<std::underlying_type_t<Enum>, std::uint8_t>);
    w.u8(static_cast<std::uint8_t>(value));
}

/// An enumeration whose values are 1, 2, … `last`.
template <class Enum>
Enum readNumber(Reader& r, Enum last) {
    const std::uint8_t value = r.u8();
    require(r, value >= 1 && value <= static_cast<std::uint8_t>(last), Reason::UnknownValue);
    return static_cast<Enum>(value);
}

inline IdentifierKind readKind(Reader& r) {
    return readKnown(r, identifierKindFromNumber(r.u8()));
}

/// Epochs count from 1.
inline std::uint32_t readEpoch(Reader& r) {
    const std::uint32_t epoch = r.u32();
    require(r, epoch >= 1);
    return epoch;
}

/// The first byte of an object that may get a second version.
inline void readVersion(Reader& r) {
    require(r, r.u8() == 1, Reason::UnknownVersion);
}

/// Reads one object from all of `bytes`.
template <class Read>
auto decodeWhole(ByteView bytes, Read&& read)
    -> Result<std::decay_t<decltype(read(std::declval<Reader&>()))>> {
    Reader r(bytes);
    auto value = read(r);
    VD_RETURN_IF_ERROR(r.finish());
    return value;
}

/// Writes one object into bytes of its own.
template <class Value>
Bytes encodeWhole(const Value& value) {
    Writer w;
    write(w, value);
    return w.take();
}

}  // namespace voordeur::crypto
