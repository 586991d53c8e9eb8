#pragma once

#include "crypto/base/limits.h"
#include "crypto/base/result.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/directory.h"
#include "crypto/shared/ids.h"
#include "crypto/shared/statement.h"

#include <optional>
#include <vector>

// The public frames of what is sealed. The server reads these frames and checks them; opening what
// is inside is crypto/vault's, which the server does not link.
namespace voordeur::crypto {

/// The shared core and one part for every agency that may be attached.
inline constexpr std::size_t kCompartmentsPerHouseholdMax =
    limits::kInvolvementsPerHouseholdMax + 1;

/// What a team's grant allows.
namespace rights {
inline constexpr std::uint8_t kRead = 1;
inline constexpr std::uint8_t kWrite = 2;
inline constexpr std::uint8_t kAll = 3;
}  // namespace rights

/// A compartment key's public side. The first in log order for its epoch wins.
/// Grammar: fixed16 household · fixed16 compartment · u32 epoch · fixed32 commitment ·
/// fixed32 wrappedHash (attachment with the previous key sealed under this one; zero for epoch 1,
/// and only there) · list recipients (fixed16 team, strictly rising, ≤ 200).
struct EpochRecord {
    HouseholdId household;
    CompartmentId compartment;
    std::uint32_t epoch = 1;
    Hash32 commitment{};
    Hash32 wrappedHash{};
    std::vector<TeamId> recipients;
    [[nodiscard]] Bytes encode() const;
    /// Errors: Malformed.
    static Result<EpochRecord> decode(ByteView bytes);
    friend bool operator==(const EpochRecord&, const EpochRecord&) = default;
};

/// Grammar: fixed16 household · fixed16 compartment · u32 epoch · fixed16 team · u32 teamKeyEpoch ·
/// fixed16 granter (device) · u8 rights (1..3) · u16 basis · u64 notAfter (0: none) · fixed32
/// commitment · u64 headSize · fixed32 headRoot.
struct GrantHeader {
    HouseholdId household;
    CompartmentId compartment;
    std::uint32_t epoch = 1;
    TeamId team;
    std::uint32_t teamKeyEpoch = 1;
    DeviceId granter;
    std::uint8_t rights = rights::kAll;
    std::uint16_t basis = 0;
    UnixMillis notAfter = 0;
    Hash32 commitment{};
    LogHead head;
    [[nodiscard]] Bytes encode() const;
    /// Errors: Malformed, UnknownValue (rights).
    static Result<GrantHeader> decode(ByteView bytes);
    friend bool operator==(const GrantHeader&, const GrantHeader&) = default;
};

/// What is attached for a grant. Grammar: fixed32 enc · fixed48 ct · fixed64 signature. The granter
/// signs (type "grant") header ‖ enc ‖ ct.
struct GrantBody {
    ByteArray<32> enc{};
    ByteArray<48> ct{};
    Signature64 signature{};
    [[nodiscard]] Bytes encode() const;
    /// Errors: Malformed.
    static Result<GrantBody> decode(ByteView bytes);
    [[nodiscard]] Bytes signedBytes(const GrantHeader& header) const;
    friend bool operator==(const GrantBody&, const GrantBody&) = default;
};

/// A grant as a payload carries it: the facts, and the name of its sealed body.
/// Grammar: header · fixed32 bodyHash.
struct GrantRef {
    GrantHeader header;
    Hash32 bodyHash{};
    [[nodiscard]] Bytes encode() const;
    /// Errors: Malformed, UnknownValue (rights).
    static Result<GrantRef> decode(ByteView bytes);
    friend bool operator==(const GrantRef&, const GrantRef&) = default;
};

/// One row of a manifest: which version of a record is the current one. Tombstones keep the row
/// with a zero hash. Grammar: fixed16 record · u64 version (from 1) · fixed32 envelopeHash.
struct ManifestRow {
    RecordId record;
    std::uint64_t version = 1;
    Hash32 envelopeHash{};
    [[nodiscard]] bool tombstone() const { return envelopeHash == Hash32{}; }
    friend bool operator==(const ManifestRow&, const ManifestRow&) = default;
};

/// The state of one compartment after a write, and what changed in it.
/// Grammar: fixed16 household · fixed16 compartment · u64 version (from 1) · u32 epoch · fixed32
/// previous (etag of version − 1; zero for 1, and only there) · fixed32 root · list delta (rows,
/// strictly rising records, ≤ 100).
/// etag = objectHash "manifest" over the encoding.
struct Manifest {
    HouseholdId household;
    CompartmentId compartment;
    std::uint64_t version = 1;
    std::uint32_t epoch = 1;
    Hash32 previous{};
    Hash32 root{};
    std::vector<ManifestRow> delta;
    [[nodiscard]] Bytes encode() const;
    /// Errors: Malformed.
    static Result<Manifest> decode(ByteView bytes);
    [[nodiscard]] Hash32 etag() const;
    friend bool operator==(const Manifest&, const Manifest&) = default;
};

/// objectHash "rows" over list rows, sorted by record.
Hash32 manifestRoot(const std::vector<ManifestRow>& sortedRows);

/// Sizes of a padded record's plaintext (u8 kind · bytes body · zero bytes), by class: from the
/// outside, records of one class look alike. The last is the largest record there is.
inline constexpr std::size_t kPadClassBytes[] = {256, 1024, 4096, 16384, 65536, 262144};
inline constexpr std::uint8_t kPadClasses = 6;
static_assert(kPadClassBytes[kPadClasses - 1] == limits::kRecordBytesMax);
/// What Poly1305 adds to a ciphertext.
inline constexpr std::size_t kTagBytes = 16;
/// The smallest class that holds `plaintextBytes` before padding; nullopt above the last.
std::optional<std::uint8_t> padClassFor(std::size_t plaintextBytes);

/// The public frame of a sealed record. What kind of record it is lies inside.
/// Grammar: fixed4 "VDRE" · u8 suite 1 · fixed16 household · fixed16 compartment · u32 epoch ·
/// fixed16 record · u64 version · fixed16 author (device) · fixed32 commitment · u64 headSize ·
/// fixed32 headRoot · u8 padClass (0..5) · fixed24 nonce · bytes ciphertext (the class's size and
/// 16) · fixed64 signature. All before the nonce is associated data; the author signs (type
/// "record") all before the signature.
struct Envelope {
    HouseholdId household;
    CompartmentId compartment;
    std::uint32_t epoch = 1;
    RecordId record;
    std::uint64_t version = 1;
    DeviceId author;
    Hash32 commitment{};
    LogHead head;
    std::uint8_t padClass = 0;
    ByteArray<24> nonce{};
    Bytes ciphertext;
    Signature64 signature{};
    [[nodiscard]] Bytes associatedData() const;
    [[nodiscard]] Bytes signedBytes() const;
    [[nodiscard]] Bytes encode() const;
    /// Errors: MessageTooLarge, Malformed, UnknownSuite, UnknownValue (padClass).
    static Result<Envelope> decode(ByteView bytes);
    friend bool operator==(const Envelope&, const Envelope&) = default;
};

enum class TargetKind : std::uint8_t { Household = 1, Involvement = 2 };
/// What a token leads to. Grammar: u8 targetKind · fixed16 id.
struct Target {
    TargetKind kind = TargetKind::Household;
    ByteArray<16> id{};
    friend auto operator<=>(const Target&, const Target&) = default;
};

/// One token of the involvement index, signed by the device that registered it.
/// Grammar: u8 kind · u32 epoch (of K_net) · fixed32 token · u8 targetKind · fixed16 target ·
/// fixed16 agency · u64 from · u64 until · fixed16 device · fixed64 signature (type "index").
struct IndexEntry {
    IdentifierKind kind = IdentifierKind::Bsn;
    std::uint32_t epoch = 1;
    ByteArray<32> token{};
    Target target;
    AgencyId agency;
    UnixMillis from = 0;
    UnixMillis until = 0;
    DeviceId device;
    Signature64 signature{};
    [[nodiscard]] Bytes signedBytes() const;
    [[nodiscard]] Bytes encode() const;
    /// Errors: Malformed, UnknownValue (kind, targetKind).
    static Result<IndexEntry> decode(ByteView bytes);
    friend bool operator==(const IndexEntry&, const IndexEntry&) = default;
};

void write(Writer& w, const EpochRecord& value);
void write(Writer& w, const GrantHeader& value);
void write(Writer& w, const GrantRef& value);
void write(Writer& w, const ManifestRow& value);
void write(Writer& w, const Manifest& value);
void write(Writer& w, const Target& value);
EpochRecord readEpochRecord(Reader& r);
GrantHeader readGrantHeader(Reader& r);
GrantRef readGrantRef(Reader& r);
ManifestRow readManifestRow(Reader& r);
/// At most `max` rows, strictly rising records: a delta or a whole compartment.
std::vector<ManifestRow> readManifestRows(Reader& r, std::size_t max);
Manifest readManifest(Reader& r);
Target readTarget(Reader& r);

}  // namespace voordeur::crypto
