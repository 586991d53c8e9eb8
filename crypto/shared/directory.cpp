#include "crypto/shared/directory.h"

#include "crypto/base/limits.h"
#include "crypto/shared/codec_parts.h"
#include "crypto/shared/hash.h"

#include <algorithm>

namespace voordeur::crypto {
namespace {

// A change's number is its place in the variant, counted from 1, so that order is frozen.
template <std::size_t kNumber>
using ChangeOf = std::variant_alternative_t<kNumber - 1, DirectoryChange>;
static_assert(std::variant_size_v<DirectoryChange> == 10);
static_assert(std::is_same_v<ChangeOf<1>, Agency> && std::is_same_v<ChangeOf<2>, Team> &&
              std::is_same_v<ChangeOf<3>, Person> && std::is_same_v<ChangeOf<4>, Membership> &&
              std::is_same_v<ChangeOf<5>, Device> && std::is_same_v<ChangeOf<6>, TeamKey> &&
              std::is_same_v<ChangeOf<7>, Invitation> && std::is_same_v<ChangeOf<8>, Revocation> &&
              std::is_same_v<ChangeOf<9>, Admission> && std::is_same_v<ChangeOf<10>, Restoration>);

constexpr std::uint8_t kAllKinds = 7;
constexpr std::uint8_t kAllTeamFlags =
    Team::kMayLead | Team::kMayIntake | Team::kCrisis | Team::kOfficers;

std::string readText(Reader& r) {
    return r.text(limits::kTextBytesMax);
}

/// A set of bits, none of them unknown.
std::uint8_t readBits(Reader& r, std::uint8_t known) {
    const std::uint8_t bits = r.u8();
    require(r, (bits & ~known) == 0, Reason::UnknownValue);
    return bits;
}

// -- writing a change, after its number ---------------------------------------------------------

void writeFields(Writer& w, const Agency& agency) {
    writeId(w, agency.id);
    w.text(agency.name).u8(agency.kinds);
    writeList(w, agency.purposes, [](Writer& to, std::uint16_t purpose) { to.u16(purpose); });
    w.u16(agency.lifeDomain).text(agency.phone);
}

void writeFields(Writer& w, const Team& team) {
    writeId(w, team.id);
    writeId(w, team.agency);
    w.text(team.name).u8(team.flags);
}

void writeFields(Writer& w, const Person& person) {
    writeId(w, person.id);
    writeId(w, person.agency);
    w.text(person.name).text(person.phone).text(person.mail).text(person.hours);
}

void writeFields(Writer& w, const Membership& membership) {
    writeId(w, membership.person);
    writeId(w, membership.team);
    writeNumber(w, membership.role);
    w.flag(membership.active);
}

void writeFields(Writer& w, const Device& device) {
    writeId(w, device.id);
    writeId(w, device.person);
    w.fixed(device.signKey).fixed(device.sealKey).fixed(device.tlsKey);
}

void writeFields(Writer& w, const TeamKey& key) {
    writeId(w, key.team);
    w.u32(key.epoch).fixed(key.key);
    writeId(w, key.madeBy);
}

void writeFields(Writer& w, const Invitation& invitation) {
    writeId(w, invitation.id);
    writeId(w, invitation.person);
    writeId(w, invitation.team);
    w.u64(invitation.expires).fixed(invitation.tokenHash).fixed(invitation.tlsKey);
}

void writeFields(Writer& w, const Revocation& revocation) {
    writeNumber(w, revocation.what);
    w.fixed(revocation.id).u64(revocation.head);
}

void writeFields(Writer& w, const Admission& admission) {
    writeId(w, admission.invitation);
    writeId(w, admission.device);
    w.fixed(admission.sealedHash);
}

void writeFields(Writer& w, const Restoration& restoration) {
    write(w, restoration.restored);
    write(w, restoration.lost);
    w.u64(restoration.lastTime).u64(restoration.restoredTime);
}

// -- reading a change, after its number ---------------------------------------------------------

Agency readAgency(Reader& r) {
    Agency agency;
    agency.id = readId<AgencyId>(r);
    agency.name = readText(r);
    agency.kinds = readBits(r, kAllKinds);
    agency.purposes = readList(
        r, {.max = limits::kListMax, .itemBytes = 2}, [](Reader& from) { return from.u16(); });
    requireRising(r, agency.purposes, std::identity{});
    agency.lifeDomain = r.u16();
    agency.phone = readText(r);
    return agency;
}

Team readTeam(Reader& r) {
    Team team;
    team.id = readId<TeamId>(r);
    team.agency = readId<AgencyId>(r);
    team.name = readText(r);
    team.flags = readBits(r, kAllTeamFlags);
    return team;
}

Person readPerson(Reader& r) {
    Person person;
    person.id = readId<PersonId>(r);
    person.agency = readId<AgencyId>(r);
    person.name = readText(r);
    person.phone = readText(r);
    person.mail = readText(r);
    person.hours = readText(r);
    return person;
}

Membership readMembership(Reader& r) {
    Membership membership;
    membership.person = readId<PersonId>(r);
    membership.team = readId<TeamId>(r);
    membership.role = readKnown(r, roleFromNumber(r.u8()));
    membership.active = r.flag();
    return membership;
}

Device readDevice(Reader& r) {
    Device device;
    device.id = readId<DeviceId>(r);
    device.person = readId<PersonId>(r);
    device.signKey = r.fixed<32>();
    device.sealKey = r.fixed<32>();
    device.tlsKey = r.fixed<32>();
    return device;
}

TeamKey readTeamKey(Reader& r) {
    TeamKey key;
    key.team = readId<TeamId>(r);
    key.epoch = readEpoch(r);
    key.key = r.fixed<32>();
    key.madeBy = readId<DeviceId>(r);
    return key;
}

Invitation readInvitation(Reader& r) {
    Invitation invitation;
    invitation.id = readId<InvitationId>(r);
    invitation.person = readId<PersonId>(r);
    invitation.team = readId<TeamId>(r);
    invitation.expires = r.u64();
    invitation.tokenHash = r.fixed<32>();
    invitation.tlsKey = r.fixed<32>();
    return invitation;
}

Revocation readRevocation(Reader& r) {
    Revocation revocation;
    revocation.what = readNumber(r, Revocation::What::Invitation);
    revocation.id = r.fixed<16>();
    revocation.head = r.u64();
    return revocation;
}

Admission readAdmission(Reader& r) {
    Admission admission;
    admission.invitation = readId<InvitationId>(r);
    admission.device = readId<DeviceId>(r);
    admission.sealedHash = r.fixed<32>();
    return admission;
}

Restoration readRestoration(Reader& r) {
    Restoration restoration;
    restoration.restored = readLogHead(r);
    restoration.lost = readLogHead(r);
    restoration.lastTime = r.u64();
    restoration.restoredTime = r.u64();
    const bool something = restoration.restored.size > 0;
    require(r, something && restoration.lost.size > restoration.restored.size);
    require(r, restoration.lastTime <= restoration.restoredTime);
    return restoration;
}

DirectoryChange readChange(Reader& r) {
    switch (r.u8()) {
        case 1:
            return readAgency(r);
        case 2:
            return readTeam(r);
        case 3:
            return readPerson(r);
        case 4:
            return readMembership(r);
        case 5:
            return readDevice(r);
        case 6:
            return readTeamKey(r);
        case 7:
            return readInvitation(r);
        case 8:
            return readRevocation(r);
        case 9:
            return readAdmission(r);
        case 10:
            return readRestoration(r);
        default:  // not an enumeration: a number that came in
            r.fail(Reason::UnknownValue);
            return {};
    }
}

// -- lists --------------------------------------------------------------------------------------

void writeChanges(Writer& w, const std::vector<DirectoryChange>& changes) {
    writeList(w, changes, [](Writer& to, const DirectoryChange& change) {
        to.bytes(encodeChange(change));
    });
}

std::vector<DirectoryChange> readChanges(Reader& r) {
    return readList(r, {.max = limits::kListMax, .itemBytes = 5}, [](Reader& from) {
        auto change = decodeChange(from.bytes(kChangeBytesMax));
        if (change.ok()) return std::move(change).value();
        from.fail(change.reason());
        return DirectoryChange{};
    });
}

using FounderSignature = std::pair<std::uint8_t, Signature64>;

}  // namespace

std::optional<Role> roleFromNumber(std::uint8_t number) {
    if (number < 1 || number > static_cast<std::uint8_t>(Role::Founder)) return std::nullopt;
    return static_cast<Role>(number);
}

std::string_view nameOf(Role role) {
    switch (role) {
        case Role::Coach:
            return "Coach";
        case Role::Worker:
            return "Worker";
        case Role::Manager:
            return "Manager";
        case Role::Crisis:
            return "Crisis";
        case Role::PrivacyManager:
            return "PrivacyManager";
        case Role::PrivacyOfficer:
            return "PrivacyOfficer";
        case Role::AgencyAdmin:
            return "AgencyAdmin";
        case Role::Founder:
            return "Founder";
    }
    return {};
}

bool Agency::mayUse(IdentifierKind kind) const {
    return ((kinds >> (static_cast<unsigned>(kind) - 1)) & 1U) != 0;
}

bool Agency::mayUse(std::uint16_t purpose) const {
    return std::ranges::binary_search(purposes, purpose);
}

DeviceId deviceIdOf(const PublicKey32& signKey, const PublicKey32& sealKey, const Hash32& tlsKey) {
    Writer w;
    w.fixed(signKey).fixed(sealKey).fixed(tlsKey);
    const Hash32 hash = objectHash("device", w.view());
    return DeviceId::fromBytes(ByteView(hash).first(16)).value();
}

Bytes encodeChange(const DirectoryChange& change) {
    Writer w;
    w.u8(static_cast<std::uint8_t>(change.index() + 1));
    std::visit([&](const auto& fields) { writeFields(w, fields); }, change);
    return w.take();
}

Result<DirectoryChange> decodeChange(ByteView bytes) {
    return decodeWhole(bytes, readChange);
}

void write(Writer& w, const Cosigning& of) {
    w.u16(static_cast<std::uint16_t>(of.method));
    writeId(w, of.asker);
    writeId(w, of.requestId);
}

void writeCosignatures(Writer& w, const std::vector<Cosignature>& cosignatures) {
    writeList(w, cosignatures, [](Writer& to, const Cosignature& cosignature) {
        writeId(to, cosignature.device);
        to.fixed(cosignature.signature);
    });
}

std::vector<Cosignature> readCosignatures(Reader& r) {
    auto out = readList(r, {.max = kCosignaturesMax, .itemBytes = 80}, [](Reader& from) {
        Cosignature cosignature;
        cosignature.device = readId<DeviceId>(from);
        cosignature.signature = from.fixed<64>();
        return cosignature;
    });
    // Nobody counts twice.
    requireRising(r, out, &Cosignature::device);
    return out;
}

Bytes DirectoryPayload::encode() const {
    Writer w;
    writeChanges(w, changes);
    writeCosignatures(w, cosignatures);
    return w.take();
}

Result<DirectoryPayload> DirectoryPayload::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        DirectoryPayload payload;
        payload.changes = readChanges(r);
        payload.cosignatures = readCosignatures(r);
        return payload;
    });
}

Bytes DirectoryPayload::cosigned(const Cosigning& of) const {
    Writer w;
    write(w, of);
    writeChanges(w, changes);
    return w.take();
}

Bytes FoundPayload::encode() const {
    Writer w;
    w.bytes(policy);
    writeList(w, signatures, [](Writer& to, const FounderSignature& signature) {
        to.u8(signature.first).fixed(signature.second);
    });
    writeChanges(w, changes);
    return w.take();
}

Result<FoundPayload> FoundPayload::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        FoundPayload payload;
        payload.policy = toBytes(r.bytes(kPolicyBytesMax));
        payload.signatures =
            readList(r, {.max = limits::kListMax, .itemBytes = 65}, [](Reader& from) {
                const std::uint8_t index = from.u8();
                return FounderSignature{index, from.fixed<64>()};
            });
        requireRising(r, payload.signatures, &FounderSignature::first);
        payload.changes = readChanges(r);
        return payload;
    });
}

}  // namespace voordeur::crypto
