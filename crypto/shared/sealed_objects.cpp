#include "crypto/shared/sealed_objects.h"

#include "crypto/shared/codec_parts.h"
#include "crypto/shared/hash.h"

#include <algorithm>
#include <iterator>

namespace voordeur::crypto {
namespace {

constexpr std::string_view kEnvelopeMagic = "VDRE";
constexpr std::uint8_t kSuite = 1;

void writeFrame(Writer& w, const Envelope& envelope) {
    w.fixed(viewOf(kEnvelopeMagic)).u8(kSuite);
    writeId(w, envelope.household);
    writeId(w, envelope.compartment);
    w.u32(envelope.epoch);
    writeId(w, envelope.record);
    w.u64(envelope.version);
    writeId(w, envelope.author);
    w.fixed(envelope.commitment);
    write(w, envelope.head);
    w.u8(envelope.padClass);
}

void readFrame(Reader& r, Envelope& envelope) {
    require(r, std::ranges::equal(r.fixed<4>(), viewOf(kEnvelopeMagic)));
    require(r, r.u8() == kSuite, Reason::UnknownSuite);
    envelope.household = readId<HouseholdId>(r);
    envelope.compartment = readId<CompartmentId>(r);
    envelope.epoch = readEpoch(r);
    envelope.record = readId<RecordId>(r);
    envelope.version = r.u64();
    require(r, envelope.version >= 1);
    envelope.author = readId<DeviceId>(r);
    envelope.commitment = r.fixed<32>();
    envelope.head = readLogHead(r);
    envelope.padClass = r.u8();
    require(r, envelope.padClass < kPadClasses, Reason::UnknownValue);
}

Envelope readEnvelope(Reader& r) {
    Envelope envelope;
    readFrame(r, envelope);
    envelope.nonce = r.fixed<24>();
    const std::size_t size = r.failed() ? 0 : kPadClassBytes[envelope.padClass] + kTagBytes;
    const ByteView ciphertext = r.bytes(size);
    require(r, ciphertext.size() == size);
    envelope.ciphertext = toBytes(ciphertext);
    envelope.signature = r.fixed<64>();
    return envelope;
}

void writeSigned(Writer& w, const IndexEntry& entry) {
    writeNumber(w, entry.kind);
    w.u32(entry.epoch).fixed(entry.token);
    write(w, entry.target);
    writeId(w, entry.agency);
    w.u64(entry.from).u64(entry.until);
    writeId(w, entry.device);
}

}  // namespace

void write(Writer& w, const EpochRecord& value) {
    writeId(w, value.household);
    writeId(w, value.compartment);
    w.u32(value.epoch).fixed(value.commitment).fixed(value.wrappedHash);
    writeList(w, value.recipients, writeId<TeamTag>);
}

EpochRecord readEpochRecord(Reader& r) {
    EpochRecord record;
    record.household = readId<HouseholdId>(r);
    record.compartment = readId<CompartmentId>(r);
    record.epoch = readEpoch(r);
    record.commitment = r.fixed<32>();
    record.wrappedHash = r.fixed<32>();
    require(r, (record.epoch == 1) == (record.wrappedHash == Hash32{}));
    record.recipients =
        readList(r, {.max = limits::kGrantsPerHouseholdMax, .itemBytes = 16}, readId<TeamId>);
    requireRising(r, record.recipients, std::identity{});
    return record;
}

Bytes EpochRecord::encode() const {
    return encodeWhole(*this);
}

Result<EpochRecord> EpochRecord::decode(ByteView bytes) {
    return decodeWhole(bytes, readEpochRecord);
}

void write(Writer& w, const GrantHeader& value) {
    writeId(w, value.household);
    writeId(w, value.compartment);
    w.u32(value.epoch);
    writeId(w, value.team);
    w.u32(value.teamKeyEpoch);
    writeId(w, value.granter);
    w.u8(value.rights).u16(value.basis).u64(value.notAfter).fixed(value.commitment);
    write(w, value.head);
}

GrantHeader readGrantHeader(Reader& r) {
    GrantHeader header;
    header.household = readId<HouseholdId>(r);
    header.compartment = readId<CompartmentId>(r);
    header.epoch = readEpoch(r);
    header.team = readId<TeamId>(r);
    header.teamKeyEpoch = readEpoch(r);
    header.granter = readId<DeviceId>(r);
    header.rights = r.u8();
    require(r, header.rights >= 1 && header.rights <= rights::kAll, Reason::UnknownValue);
    header.basis = r.u16();
    header.notAfter = r.u64();
    header.commitment = r.fixed<32>();
    header.head = readLogHead(r);
    return header;
}

Bytes GrantHeader::encode() const {
    return encodeWhole(*this);
}

Result<GrantHeader> GrantHeader::decode(ByteView bytes) {
    return decodeWhole(bytes, readGrantHeader);
}

Bytes GrantBody::encode() const {
    Writer w;
    w.fixed(enc).fixed(ct).fixed(signature);
    return w.take();
}

Result<GrantBody> GrantBody::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        GrantBody body;
        body.enc = r.fixed<32>();
        body.ct = r.fixed<48>();
        body.signature = r.fixed<64>();
        return body;
    });
}

Bytes GrantBody::signedBytes(const GrantHeader& header) const {
    Writer w;
    write(w, header);
    w.fixed(enc).fixed(ct);
    return w.take();
}

void write(Writer& w, const GrantRef& value) {
    write(w, value.header);
    w.fixed(value.bodyHash);
}

GrantRef readGrantRef(Reader& r) {
    GrantRef grant;
    grant.header = readGrantHeader(r);
    grant.bodyHash = r.fixed<32>();
    return grant;
}

Bytes GrantRef::encode() const {
    return encodeWhole(*this);
}

Result<GrantRef> GrantRef::decode(ByteView bytes) {
    return decodeWhole(bytes, readGrantRef);
}

void write(Writer& w, const ManifestRow& value) {
    writeId(w, value.record);
    w.u64(value.version).fixed(value.envelopeHash);
}

ManifestRow readManifestRow(Reader& r) {
    ManifestRow row;
    row.record = readId<RecordId>(r);
    row.version = r.u64();
    require(r, row.version >= 1);
    row.envelopeHash = r.fixed<32>();
    return row;
}

std::vector<ManifestRow> readManifestRows(Reader& r, std::size_t max) {
    auto rows = readList(r, {.max = max, .itemBytes = 56}, readManifestRow);
    requireRising(r, rows, &ManifestRow::record);
    return rows;
}

void write(Writer& w, const Manifest& value) {
    writeId(w, value.household);
    writeId(w, value.compartment);
    w.u64(value.version).u32(value.epoch).fixed(value.previous).fixed(value.root);
    writeList(w, value.delta, [](Writer& to, const ManifestRow& row) { write(to, row); });
}

Manifest readManifest(Reader& r) {
    Manifest manifest;
    manifest.household = readId<HouseholdId>(r);
    manifest.compartment = readId<CompartmentId>(r);
    manifest.version = r.u64();
    require(r, manifest.version >= 1);
    manifest.epoch = readEpoch(r);
    manifest.previous = r.fixed<32>();
    require(r, (manifest.version == 1) == (manifest.previous == Hash32{}));
    manifest.root = r.fixed<32>();
    manifest.delta = readManifestRows(r, limits::kRecordsPerCommitMax);
    return manifest;
}

Bytes Manifest::encode() const {
    return encodeWhole(*this);
}

Result<Manifest> Manifest::decode(ByteView bytes) {
    return decodeWhole(bytes, readManifest);
}

Hash32 Manifest::etag() const {
    return objectHash("manifest", encode());
}

Hash32 manifestRoot(const std::vector<ManifestRow>& sortedRows) {
    Writer w;
    writeList(w, sortedRows, [](Writer& to, const ManifestRow& row) { write(to, row); });
    return objectHash("rows", w.view());
}

std::optional<std::uint8_t> padClassFor(std::size_t plaintextBytes) {
    for (std::uint8_t at = 0; at < kPadClasses; ++at) {
        if (plaintextBytes <= kPadClassBytes[at]) return at;
    }
    return std::nullopt;
}

Bytes Envelope::associatedData() const {
    Writer w;
    writeFrame(w, *this);
    return w.take();
}

Bytes Envelope::signedBytes() const {
    Writer w;
    writeFrame(w, *this);
    w.fixed(nonce).bytes(ciphertext);
    return w.take();
}

Bytes Envelope::encode() const {
    Bytes out = signedBytes();
    append(out, signature);
    return out;
}

Result<Envelope> Envelope::decode(ByteView bytes) {
    VD_REQUIRE(bytes.size() <= limits::kAttachmentBytesMax, Reason::MessageTooLarge);
    return decodeWhole(bytes, readEnvelope);
}

void write(Writer& w, const Target& value) {
    writeNumber(w, value.kind);
    w.fixed(value.id);
}

Target readTarget(Reader& r) {
    Target target;
    target.kind = readNumber(r, TargetKind::Involvement);
    target.id = r.fixed<16>();
    return target;
}

Bytes IndexEntry::signedBytes() const {
    Writer w;
    writeSigned(w, *this);
    return w.take();
}

Bytes IndexEntry::encode() const {
    Writer w;
    writeSigned(w, *this);
    w.fixed(signature);
    return w.take();
}

Result<IndexEntry> IndexEntry::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        IndexEntry entry;
        entry.kind = readKind(r);
        entry.epoch = readEpoch(r);
        entry.token = r.fixed<32>();
        entry.target = readTarget(r);
        entry.agency = readId<AgencyId>(r);
        entry.from = r.u64();
        entry.until = r.u64();
        entry.device = readId<DeviceId>(r);
        entry.signature = r.fixed<64>();
        return entry;
    });
}

}  // namespace voordeur::crypto
