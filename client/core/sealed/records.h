#pragma once

#include "crypto/base/clock.h"
#include "crypto/base/result.h"
#include "crypto/base/secret_bytes.h"
#include "crypto/shared/ids.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

// What lies inside sealed records: the client's alone. The server never links this folder.
// Every record is u8 kind and a body in the byte grammar (docs/protocol.md, Records); what another
// client wrote is validated on reading as strictly as on writing.
namespace voordeur::client::core::sealed {

using crypto::Bytes;
using crypto::ByteView;
using crypto::Result;

/// Numbers stand inside sealed records: never reused.
enum class RecordKind : std::uint8_t { Core = 1, Member = 2, MemberPrivate = 3, Note = 4 };

/// The record every household has, with the id of zero bytes, so that it sorts first: enough for a
/// list. Grammar: u8 1 · text name · text street · text houseNumber · text addition · text postcode
/// · text city · list u16 lifeDomains.
struct Core {
    std::string name;
    std::string street;
    std::string houseNumber;
    std::string addition;
    std::string postcode;
    std::string city;
    std::vector<std::uint16_t> lifeDomains;
    friend bool operator==(const Core&, const Core&) = default;
};

/// A person of the household, in the shared core. Grammar: u8 1 · text surname · text prefix ·
/// text firstName · text birthDate (ISO, or empty) · text role.
struct Member {
    std::string surname;
    std::string prefix;
    std::string firstName;
    std::string birthDate;
    std::string role;
    friend bool operator==(const Member&, const Member&) = default;
};

/// What only the own agency keeps about a member. Grammar: u8 1 · fixed16 member · text bsn ·
/// text phone.
struct MemberPrivate {
    crypto::RecordId member;
    std::string bsn;
    std::string phone;
    friend bool operator==(const MemberPrivate&, const MemberPrivate&) = default;
};

/// A note, in whichever compartment its writer chose. Grammar: u8 1 · fixed16 author (person) ·
/// u64 writtenAt · text text.
struct Note {
    crypto::PersonId author;
    crypto::UnixMillis writtenAt = 0;
    std::string text;
    friend bool operator==(const Note&, const Note&) = default;
};

using Record = std::variant<Core, Member, MemberPrivate, Note>;

/// The id of the Core record of every household.
inline constexpr crypto::RecordId kCoreRecord{};
/// Longest note, in bytes of UTF-8: some ten pages.
inline constexpr std::size_t kNoteBytesMax = 60'000;

RecordKind kindOf(const Record& record);
/// The body alone. Errors: TextTooLong.
Result<Bytes> encodeBody(const Record& record);
/// Errors: UnknownValue (kind), UnknownVersion, Malformed, TextNotUtf8.
Result<Record> decode(std::uint8_t kind, ByteView body);

/// What the own team keeps with an involvement, sealed to its key. Grammar: u8 1 · text caseNumber
/// · text name · text birthDate · text bsn · text address · u16 lifeDomain · text contact ·
/// text phone · zeros (padding to a class of 256, 1024, 4096 or 16384 bytes).
struct InvolvementDetail {
    std::string caseNumber;
    std::string name;
    std::string birthDate;
    std::string bsn;
    std::string address;
    std::uint16_t lifeDomain = 0;
    std::string contact;
    std::string phone;
    [[nodiscard]] Bytes encode() const;
    static Result<InvolvementDetail> decode(ByteView bytes);
    friend bool operator==(const InvolvementDetail&, const InvolvementDetail&) = default;
};

/// What the officers can open of a question about somebody: with it they can ask "who asked after
/// me" and catch a false answer. Grammar: u8 1 · list (bytes input x · bytes blind) · zeros
/// (padding, as above).
struct EvaluateDetail {
    struct Item {
        Bytes input;
        Bytes blind;
    };
    std::vector<Item> items;
    [[nodiscard]] Bytes encode() const;
    static Result<EvaluateDetail> decode(ByteView bytes);
};

/// The detail of Check, Register, Intake: list of (bytes input x · fixed32 token). Of a refused
/// lead: the reason. Grammar: u8 1 · list (bytes, fixed32) · text reason · zeros (padding).
struct ActDetail {
    struct Item {
        Bytes input;
        crypto::ByteArray<32> token{};
    };
    std::vector<Item> items;
    std::string reason;
    [[nodiscard]] Bytes encode() const;
    static Result<ActDetail> decode(ByteView bytes);
};

}  // namespace voordeur::client::core::sealed
