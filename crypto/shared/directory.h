#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "crypto/base/result.h"
#include "crypto/shared/identifier_kind.h"
#include "crypto/shared/ids.h"
#include "crypto/shared/policy.h"
#include "crypto/shared/signature.h"

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

/// Change 1: fixed16 id · text name · u8 kinds (bit kind−1) · list u16 purposes (rising) ·
/// u16 lifeDomain · text phone.
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

/// Change 2: fixed16 id · fixed16 agency · text name · u8 flags.
struct Team {
    static constexpr std::uint8_t kMayLead = 1;    // may hold the lead
    static constexpr std::uint8_t kMayIntake = 2;  // may open a case file
    static constexpr std::uint8_t kCrisis = 4;
    static constexpr std::uint8_t kOfficers = 8;   // sealed details are for them
    TeamId id;
    AgencyId agency;
    std::string name;
    std::uint8_t flags = 0;
    [[nodiscard]] bool has(std::uint8_t flag) const { return (flags & flag) != 0; }
    friend bool operator==(const Team&, const Team&) = default;
};

/// Change 3: fixed16 id · fixed16 agency · text name · text phone · text mail · text hours.
/// Staff, never clients. A later change of the same id replaces the texts.
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

/// Change 8: u8 what (1 device, 2 person, 3 invitation) · fixed16 id · u64 head. From the entry that carries
/// it on, the device or all devices of the person confer nothing; `head` is the size of the log
/// that the revoker had seen: entries of the revoked signer from there on confer nothing either.
struct Revocation {
    enum class What : std::uint8_t { Device = 1, Person = 2, Invitation = 3 };
    What what = What::Device;
    ByteArray<16> id{};
    std::uint64_t head = 0;
    friend bool operator==(const Revocation&, const Revocation&) = default;
};

/// Grammar: u8 number of the change · its fields.
using DirectoryChange =
    std::variant<Agency, Team, Person, Membership, Device, TeamKey, Invitation, Revocation>;

/// "voordeur/v1/device" over sign ‖ seal ‖ tls keys, first 16 bytes.
DeviceId deviceIdOf(const PublicKey32& signKey, const PublicKey32& sealKey, const Hash32& tlsKey);

/// A second person's signature under the same change.
struct Cosignature {
    DeviceId device;
    Signature64 signature{};
    friend bool operator==(const Cosignature&, const Cosignature&) = default;
};

/// The payload of Invite, Admit, ChangeDirectory and Revoke.
/// Grammar: list changes (≤ 256, each `bytes`) · list cosignatures (fixed16, fixed64).
struct DirectoryPayload {
    std::vector<DirectoryChange> changes;
    std::vector<Cosignature> cosignatures;
    [[nodiscard]] Bytes encode() const;
    static Result<DirectoryPayload> decode(ByteView bytes);
    /// What a cosigner signs (type "cosign"): u16 method · list changes.
    [[nodiscard]] Bytes cosigned(std::uint16_t method) const;
};

/// The payload of Found. Grammar: bytes policy · list founder signatures (u8 index, fixed64;
/// rising index) · list changes (each `bytes`).
struct FoundPayload {
    Bytes policy;
    std::vector<std::pair<std::uint8_t, Signature64>> signatures;
    std::vector<DirectoryChange> changes;
    [[nodiscard]] Bytes encode() const;
    static Result<FoundPayload> decode(ByteView bytes);
};

Bytes encodeChange(const DirectoryChange& change);
Result<DirectoryChange> decodeChange(ByteView bytes);

}  // namespace voordeur::crypto
