#include "client/core/sealed/records.h"

#include "crypto/base/limits.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/sealed_objects.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace voordeur::client::core::sealed {

using crypto::Reader;
using crypto::Reason;
using crypto::Status;
using crypto::Writer;

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kText = crypto::limits::kTextBytesMax;

/// Pads to a class, so that the length tells neither a name nor how much was said. What is longer
/// than the largest of these classes was written out by hand, and is left as it is.
Bytes padded(Bytes plain) {
    constexpr std::size_t kLargest = 16'384;
    const auto padClass = crypto::padClassFor(plain.size());
    if (padClass && crypto::kPadClassBytes[*padClass] <= kLargest) {
        plain.resize(crypto::kPadClassBytes[*padClass], 0);
    }
    return plain;
}

/// Nothing but padding may follow.
Status finishPadded(Reader& r) {
    const auto rest = r.rest();
    VD_RETURN_IF_ERROR(r.finish());
    const bool zero = std::ranges::all_of(rest, [](std::uint8_t byte) { return byte == 0; });
    VD_REQUIRE(zero, Reason::Malformed);
    return crypto::success();
}

struct BodyWriter {
    Writer& w;
    void operator()(const Core& core) const {
        w.text(core.name).text(core.street).text(core.houseNumber).text(core.addition);
        w.text(core.postcode).text(core.city);
        w.u32(static_cast<std::uint32_t>(core.lifeDomains.size()));
        for (const auto code : core.lifeDomains)
            w.u16(code);
    }
    void operator()(const Member& member) const {
        w.text(member.surname).text(member.prefix).text(member.firstName);
        w.text(member.birthDate).text(member.role);
    }
    void operator()(const MemberPrivate& own) const {
        w.fixed(own.member.bytes).text(own.bsn).text(own.phone);
    }
    void operator()(const Note& note) const {
        w.fixed(note.author.bytes).u64(note.writtenAt).text(note.text);
    }
};

bool tooLong(const std::string& text) {
    return text.size() > kText;
}

/// What is not text to a reader would make the record unreadable for everybody.
struct TextCheck {
    static bool all(std::initializer_list<std::string_view> texts) {
        return std::ranges::all_of(
            texts, [](std::string_view text) { return crypto::isText(crypto::viewOf(text)); });
    }
    bool operator()(const Core& c) const {
        return all({c.name, c.street, c.houseNumber, c.addition, c.postcode, c.city});
    }
    bool operator()(const Member& m) const {
        return all({m.surname, m.prefix, m.firstName, m.birthDate, m.role});
    }
    bool operator()(const MemberPrivate& p) const { return all({p.bsn, p.phone}); }
    bool operator()(const Note& note) const { return all({note.text}); }
};

struct LengthCheck {
    bool operator()(const Core& c) const {
        return tooLong(c.name) || tooLong(c.street) || tooLong(c.houseNumber) ||
               tooLong(c.addition) || tooLong(c.postcode) || tooLong(c.city) ||
               c.lifeDomains.size() > crypto::limits::kListMax;
    }
    bool operator()(const Member& m) const {
        return tooLong(m.surname) || tooLong(m.prefix) || tooLong(m.firstName) ||
               tooLong(m.birthDate) || tooLong(m.role);
    }
    bool operator()(const MemberPrivate& p) const { return tooLong(p.bsn) || tooLong(p.phone); }
    bool operator()(const Note& note) const { return note.text.size() > kNoteBytesMax; }
};

Core readCore(Reader& r) {
    Core out;
    out.name = r.text(kText);
    out.street = r.text(kText);
    out.houseNumber = r.text(kText);
    out.addition = r.text(kText);
    out.postcode = r.text(kText);
    out.city = r.text(kText);
    const std::size_t count = r.count(crypto::limits::kListMax, 2);
    for (std::size_t i = 0; i < count; ++i)
        out.lifeDomains.push_back(r.u16());
    return out;
}

Member readMember(Reader& r) {
    Member out;
    out.surname = r.text(kText);
    out.prefix = r.text(kText);
    out.firstName = r.text(kText);
    out.birthDate = r.text(kText);
    out.role = r.text(kText);
    return out;
}

MemberPrivate readMemberPrivate(Reader& r) {
    MemberPrivate out;
    out.member = {r.fixed<16>()};
    out.bsn = r.text(kText);
    out.phone = r.text(kText);
    return out;
}

Note readNote(Reader& r) {
    Note out;
    out.author = {r.fixed<16>()};
    out.writtenAt = r.u64();
    out.text = r.text(kNoteBytesMax);
    return out;
}

}  // namespace

RecordKind kindOf(const Record& record) {
    return static_cast<RecordKind>(record.index() + 1);
}

Result<Bytes> encodeBody(const Record& record) {
    VD_REQUIRE(!std::visit(LengthCheck{}, record), Reason::TextTooLong);
    VD_REQUIRE(std::visit(TextCheck{}, record), Reason::TextNotUtf8);
    Writer w;
    w.u8(kVersion);
    std::visit(BodyWriter{w}, record);
    return w.take();
}

Result<Record> decode(std::uint8_t kind, ByteView body) {
    Reader r(body);
    if (r.u8() != kVersion) r.fail(Reason::UnknownVersion);
    Record out;
    switch (kind) {
        case static_cast<std::uint8_t>(RecordKind::Core):
            out = readCore(r);
            break;
        case static_cast<std::uint8_t>(RecordKind::Member):
            out = readMember(r);
            break;
        case static_cast<std::uint8_t>(RecordKind::MemberPrivate):
            out = readMemberPrivate(r);
            break;
        case static_cast<std::uint8_t>(RecordKind::Note):
            out = readNote(r);
            break;
        default:
            return Reason::UnknownValue;
    }
    VD_RETURN_IF_ERROR(r.finish());
    return out;
}

Bytes InvolvementDetail::encode() const {
    Writer w;
    w.u8(kVersion).text(caseNumber).text(name).text(birthDate).text(bsn).text(address);
    w.u16(lifeDomain).text(contact).text(phone);
    return padded(w.take());
}

Result<InvolvementDetail> InvolvementDetail::decode(ByteView bytes) {
    Reader r(bytes);
    if (r.u8() != kVersion) r.fail(Reason::UnknownVersion);
    InvolvementDetail out;
    out.caseNumber = r.text(kText);
    out.name = r.text(kText);
    out.birthDate = r.text(kText);
    out.bsn = r.text(kText);
    out.address = r.text(kText);
    out.lifeDomain = r.u16();
    out.contact = r.text(kText);
    out.phone = r.text(kText);
    VD_RETURN_IF_ERROR(finishPadded(r));
    return out;
}

Bytes EvaluateDetail::encode() const {
    Writer w;
    w.u8(kVersion).u32(static_cast<std::uint32_t>(items.size()));
    for (const auto& item : items)
        w.bytes(item.input).bytes(item.blind);
    return padded(w.take());
}

Result<EvaluateDetail> EvaluateDetail::decode(ByteView bytes) {
    Reader r(bytes);
    if (r.u8() != kVersion) r.fail(Reason::UnknownVersion);
    EvaluateDetail out;
    const std::size_t count = r.count(crypto::limits::kEvaluationsPerCallMax, 8);
    for (std::size_t i = 0; i < count; ++i) {
        Item item;
        item.input = crypto::toBytes(r.bytes(kText * 2));
        item.blind = crypto::toBytes(r.bytes(32));
        out.items.push_back(std::move(item));
    }
    VD_RETURN_IF_ERROR(finishPadded(r));
    return out;
}

Bytes ActDetail::encode() const {
    Writer w;
    w.u8(kVersion).u32(static_cast<std::uint32_t>(items.size()));
    for (const auto& item : items)
        w.bytes(item.input).fixed(item.token);
    w.text(reason);
    return padded(w.take());
}

Result<ActDetail> ActDetail::decode(ByteView bytes) {
    Reader r(bytes);
    if (r.u8() != kVersion) r.fail(Reason::UnknownVersion);
    ActDetail out;
    const std::size_t count = r.count(crypto::limits::kTokensPerCallMax, 36);
    for (std::size_t i = 0; i < count; ++i) {
        Item item;
        item.input = crypto::toBytes(r.bytes(kText * 2));
        item.token = r.fixed<32>();
        out.items.push_back(std::move(item));
    }
    out.reason = r.text(kNoteBytesMax);
    VD_RETURN_IF_ERROR(finishPadded(r));
    return out;
}

}  // namespace voordeur::client::core::sealed
