#pragma once

#include "crypto/base/result.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/identifier_kind.h"
#include "crypto/shared/ids.h"
#include "crypto/shared/log_head.h"
#include "crypto/shared/method.h"
#include "crypto/shared/policy.h"
#include "crypto/shared/signature.h"

#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

// The objects of the directory: who exists, in which team, with which keys. They are log entries;
// `Directory` (directory_state.h) is what replaying them gives.
namespace voordeur::crypto {

/// Numbers are signed: never reused.
enum class Role : std::uint8_t {
    Coach = 1,
    Worker = 2,
    Manager = 3,
    Crisis = 4,
    PrivacyManager = 5,
    PrivacyOfficer = 6,
    AgencyAdmin = 7,
    Founder = 8,
};
std::optional<Role> roleFromNumber(std::uint8_t number);
std::string_view nameOf(Role role);

/// Change 1: fixed16 id · text name · u8 kinds (bit kind−1) · list u16 purposes (strictly rising) ·
/// u16 lifeDomain (0: none) · text phone. A later change of the same id replaces all of it.
struct Agency {
    AgencyId id;
    std::string name;
    /// By which kinds of identifier it may ask and register; a housing corporation never has Bsn.
    std::uint8_t kinds = 0;
    std::vector<std::uint16_t> purposes;
    /// The life domain it usually helps in; public, so that a picture can be drawn without content.
    std::uint16_t lifeDomain = 0;
    std::string phone;
    [[nodiscard]] bool mayUse(IdentifierKind kind) const;
    [[nodiscard]] bool mayUse(std::uint16_t purpose) const;
    friend bool operator==(const Agency&, const Agency&) = default;
};

/// Change 2: fixed16 id · fixed16 agency · text name · u8 flags. A later change of the same id
/// replaces name and flags; the agency stays.
struct Team {
    static constexpr std::uint8_t kMayLead = 1;    // may hold the lead
    static constexpr std::uint8_t kMayIntake = 2;  // may open a case file
    static constexpr std::uint8_t kCrisis = 4;
    static constexpr std::uint8_t kOfficers = 8;  // sealed details are for them
    TeamId id;
    AgencyId agency;
    std::string name;
    std::uint8_t flags = 0;
    [[nodiscard]] bool has(std::uint8_t flag) const { return (flags & flag) != 0; }
    friend bool operator==(const Team&, const Team&) = default;
};

/// Change 3: fixed16 id · fixed16 agency · text name · text phone · text mail · text hours.
/// Staff, never clients. A later change of the same id replaces the texts; the agency stays.
struct Person {
    PersonId id;
    AgencyId agency;
    std::string name;
    std::string phone;
    std::string mail;
    std::string hours;
    friend bool operator==(const Person&, const Person&) = default;
};

/// Change 4: fixed16 person · fixed16 team · u8 role · flag active. One role per person and team.
struct Membership {
    PersonId person;
    TeamId team;
    Role role = Role::Worker;
    bool active = true;
    friend bool operator==(const Membership&, const Membership&) = default;
};

/// Change 5: fixed16 id · fixed16 person · fixed32 signKey · fixed32 sealKey · fixed32 tlsKey.
struct Device {
    DeviceId id;
    PersonId person;
    PublicKey32 signKey{};  // Ed25519
    PublicKey32 sealKey{};  // X25519
    Hash32 tlsKey{};        // SHA-256 of the TLS key's SubjectPublicKeyInfo
    friend bool operator==(const Device&, const Device&) = default;
};

/// Change 6: fixed16 team · u32 epoch · fixed32 key · fixed16 madeBy.
struct TeamKey {
    TeamId team;
    std::uint32_t epoch = 1;
    PublicKey32 key{};  // X25519
    DeviceId madeBy;
    friend bool operator==(const TeamKey&, const TeamKey&) = default;
};

/// Change 7: fixed16 id · fixed16 person · fixed16 team · u64 expires · fixed32 tokenHash ·
/// fixed32 tlsKey (of the one-time certificate).
struct Invitation {
    InvitationId id;
    PersonId person;
    TeamId team;
    UnixMillis expires = 0;
    /// SHA-256 of HKDF(s, "token"); the server compares, it never learns s.
    Hash32 tokenHash{};
    Hash32 tlsKey{};
    friend bool operator==(const Invitation&, const Invitation&) = default;
};

/// Change 8: u8 what (1 device, 2 person, 3 invitation) · fixed16 id · u64 head. From the entry
/// that carries it on, the device or all devices of the person confer nothing; `head` is the size
/// of the log that the revoker had seen: entries of the revoked signer from there on confer nothing
/// either. A revoked person does not come back: whoever returns gets a new id.
struct Revocation {
    enum class What : std::uint8_t { Device = 1, Person = 2, Invitation = 3 };
    What what = What::Device;
    ByteArray<16> id{};
    std::uint64_t head = 0;
    friend bool operator==(const Revocation&, const Revocation&) = default;
};

/// Change 9: fixed16 invitation · fixed16 device · fixed32 sealedHash (attachment: the network keys
/// sealed to the device; zero: none). The invitation was answered by this device, of the same
/// person; it is used up. Stands behind the Device change in the payload of Admit.
struct Admission {
    InvitationId invitation;
    DeviceId device;
    Hash32 sealedHash{};
    friend bool operator==(const Admission&, const Admission&) = default;
};

/// Change 10: u64 size · fixed32 root of `restored` · the same of `lost` · u64 lastTime ·
/// u64 restoredTime. The log was put back from a copy: it goes on from `restored`, and what stood
/// behind that, up to `lost` at least, is gone. Founders together say so, in a payload of its own
/// whose statement has `restored` as its head. Who kept a head of the lost part goes on only with
/// such a change that names that head or a later one.
struct Restoration {
    LogHead restored;
    /// The largest head that the founders' devices had seen.
    LogHead lost;
    /// Of the last entry that is left.
    UnixMillis lastTime = 0;
    /// When the copy was put back.
    UnixMillis restoredTime = 0;
    /// Entries that are gone, as far as the founders know.
    [[nodiscard]] std::uint64_t lostEntries() const { return lost.size - restored.size; }
    friend bool operator==(const Restoration&, const Restoration&) = default;
};

/// Grammar: u8 number of the change · its fields.
using DirectoryChange = std::variant<Agency,
                                     Team,
                                     Person,
                                     Membership,
                                     Device,
                                     TeamKey,
                                     Invitation,
                                     Revocation,
                                     Admission,
                                     Restoration>;

/// The longest change: an agency with all its texts and purposes stays below this.
inline constexpr std::size_t kChangeBytesMax = 1024;
/// Second persons under one change; two is the rule, this leaves room for a threshold of founders.
inline constexpr std::size_t kCosignaturesMax = 32;

/// First 16 bytes of objectHash "device" over sign ‖ seal ‖ tls keys.
DeviceId deviceIdOf(const PublicKey32& signKey, const PublicKey32& sealKey, const Hash32& tlsKey);

/// Which one call a second person agrees with: this method, asked by this device, under this
/// request id. Without it a cosignature could be shown again after what it allowed was undone.
/// Grammar, in front of what is cosigned: u16 method · fixed16 asker · fixed16 requestId.
struct Cosigning {
    Method method = Method::ChangeDirectory;
    DeviceId asker;
    RequestId requestId;
};
void write(Writer& w, const Cosigning& of);

/// A second person's signature (type "cosign") under the same call.
struct Cosignature {
    DeviceId device;
    Signature64 signature{};
    friend bool operator==(const Cosignature&, const Cosignature&) = default;
};

/// The payload of Invite, Admit, ChangeDirectory and Revoke.
/// Grammar: list changes (≤ 256, each `bytes`) · list cosignatures (fixed16, fixed64; ≤ 32, devices
/// strictly rising).
struct DirectoryPayload {
    std::vector<DirectoryChange> changes;
    std::vector<Cosignature> cosignatures;
    [[nodiscard]] Bytes encode() const;
    /// Errors: Malformed, UnknownValue, TextNotUtf8.
    static Result<DirectoryPayload> decode(ByteView bytes);
    /// What a cosigner signs: Cosigning · list changes.
    [[nodiscard]] Bytes cosigned(const Cosigning& of) const;
    friend bool operator==(const DirectoryPayload&, const DirectoryPayload&) = default;
};

/// The payload of Found. Grammar: bytes policy · list founder signatures (u8 index into the
/// policy's founders, fixed64; strictly rising index) · list changes (≤ 256, each `bytes`).
struct FoundPayload {
    Bytes policy;
    std::vector<std::pair<std::uint8_t, Signature64>> signatures;
    std::vector<DirectoryChange> changes;
    [[nodiscard]] Bytes encode() const;
    /// Does not read the policy. Errors: Malformed, UnknownValue, TextNotUtf8.
    static Result<FoundPayload> decode(ByteView bytes);
    friend bool operator==(const FoundPayload&, const FoundPayload&) = default;
};

/// How a cosigner's signature is written, here and in a QuotaPayload.
void writeCosignatures(Writer& w, const std::vector<Cosignature>& cosignatures);
std::vector<Cosignature> readCosignatures(Reader& r);

Bytes encodeChange(const DirectoryChange& change);
/// Errors: Malformed, UnknownValue (number, role, flags, kinds), TextNotUtf8.
Result<DirectoryChange> decodeChange(ByteView bytes);

}  // namespace voordeur::crypto
