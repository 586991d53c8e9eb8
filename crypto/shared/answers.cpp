#include "crypto/shared/answers.h"

#include "crypto/base/limits.h"
#include "crypto/shared/codec_parts.h"

#include <functional>
#include <tuple>

namespace voordeur::crypto {
namespace {

constexpr std::size_t kHitsMax = 64;
constexpr std::size_t kMetMax = 256;
constexpr std::size_t kInvolvementsMax = 1000;

// -- hits ---------------------------------------------------------------------------------------

void writeLead(Writer& w, const LeadFact& lead) {
    writeId(w, lead.person);
    writeId(w, lead.team);
    w.u64(lead.since).u64(lead.sequence);
}

LeadFact readLead(Reader& r) {
    LeadFact lead;
    lead.person = readId<PersonId>(r);
    lead.team = readId<TeamId>(r);
    lead.since = r.u64();
    lead.sequence = r.u64();
    return lead;
}

void writeHit(Writer& w, const Hit& hit) {
    w.u32(hit.query).fixed(hit.entryHash);
    writeNumber(w, hit.target);
    w.flag(hit.household.has_value());
    if (hit.household) writeId(w, *hit.household);
    w.flag(hit.lead.has_value());
    if (hit.lead) writeLead(w, *hit.lead);
    w.flag(hit.agency.has_value());
    if (hit.agency) writeId(w, *hit.agency);
}

Hit readHit(Reader& r) {
    Hit hit;
    hit.query = r.u32();
    require(r, hit.query < limits::kTokensPerCallMax);
    hit.entryHash = r.fixed<32>();
    hit.target = readNumber(r, TargetKind::Involvement);
    if (r.flag()) hit.household = readId<HouseholdId>(r);
    if (r.flag()) hit.lead = readLead(r);
    if (r.flag()) hit.agency = readId<AgencyId>(r);
    return hit;
}

// -- what met -----------------------------------------------------------------------------------

void writeMetOne(Writer& w, const Met& met) {
    write(w, met.target);
    writeId(w, met.involvement);
    writeId(w, met.agency);
    writeId(w, met.team);
    w.u64(met.until);
    writeNumber(w, met.certainty);
}

Met readMetOne(Reader& r) {
    Met met;
    met.target = readTarget(r);
    met.involvement = readId<InvolvementId>(r);
    met.agency = readId<AgencyId>(r);
    met.team = readId<TeamId>(r);
    met.until = r.u64();
    met.certainty = readNumber(r, Certainty::Confirmed);
    return met;
}

std::vector<Met> readMet(Reader& r) {
    auto met = readList(r, {.max = kMetMax, .itemBytes = 74}, readMetOne);
    requireRising(r, met, [](const Met& one) { return std::tie(one.target, one.involvement); });
    return met;
}

// -- what is opened -----------------------------------------------------------------------------

void writeCompartment(Writer& w, const OpenedCompartment& compartment) {
    writeId(w, compartment.compartment);
    w.fixed(compartment.etag);
    writeList(w, compartment.rows, [](Writer& to, const ManifestRow& row) { write(to, row); });
}

OpenedCompartment readCompartment(Reader& r) {
    OpenedCompartment compartment;
    compartment.compartment = readId<CompartmentId>(r);
    compartment.etag = r.fixed<32>();
    compartment.rows = readManifestRows(r, limits::kRecordsPerCompartmentMax);
    return compartment;
}

void writeHousehold(Writer& w, const OpenedHousehold& household) {
    writeId(w, household.household);
    writeList(w, household.compartments, writeCompartment);
}

OpenedHousehold readHousehold(Reader& r) {
    OpenedHousehold household;
    household.household = readId<HouseholdId>(r);
    household.compartments =
        readList(r, {.max = kCompartmentsPerHouseholdMax, .itemBytes = 52}, readCompartment);
    requireRising(r, household.compartments, &OpenedCompartment::compartment);
    return household;
}

// -- the own team's involvements ----------------------------------------------------------------

void writeListed(Writer& w, const ListedInvolvement& involvement) {
    writeId(w, involvement.id);
    w.u64(involvement.from).u64(involvement.until).fixed(involvement.sealedHash);
    writeList(w, involvement.met, writeMetOne);
}

ListedInvolvement readListed(Reader& r) {
    ListedInvolvement involvement;
    involvement.id = readId<InvolvementId>(r);
    involvement.from = r.u64();
    involvement.until = r.u64();
    involvement.sealedHash = r.fixed<32>();
    involvement.met = readMet(r);
    return involvement;
}

}  // namespace

Bytes EvaluateAnswer::encode() const {
    Writer w;
    writeList(w, evaluated, [](Writer& to, const ByteArray<32>& element) { to.fixed(element); });
    w.fixed(proof);
    return w.take();
}

Result<EvaluateAnswer> EvaluateAnswer::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        EvaluateAnswer answer;
        answer.evaluated =
            readList(r,
                     {.min = 1, .max = limits::kEvaluationsPerCallMax, .itemBytes = 32},
                     [](Reader& from) { return from.fixed<32>(); });
        answer.proof = r.fixed<64>();
        return answer;
    });
}

Bytes CheckAnswer::encode() const {
    Writer w;
    writeList(w, hits, writeHit);
    return w.take();
}

Result<CheckAnswer> CheckAnswer::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        CheckAnswer answer;
        answer.hits = readList(r, {.max = kHitsMax, .itemBytes = 40}, readHit);
        requireRising(
            r, answer.hits, [](const Hit& hit) { return std::tie(hit.query, hit.entryHash); });
        return answer;
    });
}

Bytes MetAnswer::encode() const {
    Writer w;
    writeList(w, met, writeMetOne);
    return w.take();
}

Result<MetAnswer> MetAnswer::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) { return MetAnswer{readMet(r)}; });
}

Bytes OpenAnswer::encode() const {
    Writer w;
    writeList(w, households, writeHousehold);
    return w.take();
}

Result<OpenAnswer> OpenAnswer::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        OpenAnswer answer;
        answer.households =
            readList(r, {.max = limits::kHouseholdsPerEntryMax, .itemBytes = 20}, readHousehold);
        requireRising(r, answer.households, &OpenedHousehold::household);
        return answer;
    });
}

Bytes ListInvolvementsAnswer::encode() const {
    Writer w;
    writeList(w, involvements, writeListed);
    w.flag(more);
    return w.take();
}

Result<ListInvolvementsAnswer> ListInvolvementsAnswer::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        ListInvolvementsAnswer answer;
        answer.involvements = readList(r, {.max = kInvolvementsMax, .itemBytes = 68}, readListed);
        requireRising(r, answer.involvements, &ListedInvolvement::id);
        answer.more = r.flag();
        return answer;
    });
}

}  // namespace voordeur::crypto
