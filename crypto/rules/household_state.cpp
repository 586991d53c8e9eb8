#include "crypto/rules/household_state.h"

#include "crypto/base/limits.h"
#include "crypto/shared/codec_parts.h"

#include <algorithm>
#include <functional>

namespace voordeur::crypto {
namespace {

void writeLead(Writer& w, const Lead& lead) {
    writeId(w, lead.person);
    writeId(w, lead.team);
    w.u64(lead.since).u64(lead.sequence);
}

Lead readLead(Reader& r) {
    Lead lead;
    lead.person = readId<PersonId>(r);
    lead.team = readId<TeamId>(r);
    lead.since = r.u64();
    lead.sequence = r.u64();
    return lead;
}

void writeBody(Writer& w, const OfferBody& body) {
    writeId(w, body.offer);
    writeId(w, body.toPerson);
    writeId(w, body.toTeam);
}

OfferBody readBody(Reader& r) {
    OfferBody body;
    body.offer = readId<OfferId>(r);
    body.toPerson = readId<PersonId>(r);
    body.toTeam = readId<TeamId>(r);
    return body;
}

void writeGrants(Writer& w, const std::vector<GrantRef>& grants) {
    writeList(w, grants, [](Writer& to, const GrantRef& grant) { write(to, grant); });
}

std::vector<GrantRef> readGrants(Reader& r) {
    constexpr std::size_t kGrantBytesMin = 64;
    auto grants = readList(
        r, {.max = limits::kGrantsPerHouseholdMax, .itemBytes = kGrantBytesMin}, readGrantRef);
    requireRising(r, grants, [](const GrantRef& grant) { return grant.header.team; });
    return grants;
}

void writeOffer(Writer& w, const OpenOffer& offer) {
    writeBody(w, offer.body);
    writeId(w, offer.fromPerson);
    writeId(w, offer.fromTeam);
    w.u64(offer.since).u64(offer.sequence);
    writeGrants(w, offer.held);
}

OpenOffer readOffer(Reader& r) {
    OpenOffer offer;
    offer.body = readBody(r);
    offer.fromPerson = readId<PersonId>(r);
    offer.fromTeam = readId<TeamId>(r);
    offer.since = r.u64();
    offer.sequence = r.u64();
    offer.held = readGrants(r);
    return offer;
}

void writeCompartment(Writer& w, const CompartmentState& compartment) {
    write(w, compartment.epoch);
    writeList(
        w, compartment.earlier, [](Writer& to, const EpochRecord& record) { write(to, record); });
    w.u64(compartment.epochSequence);
    writeGrants(w, compartment.grants);
    w.flag(compartment.stale);
    w.u64(compartment.version).fixed(compartment.etag).fixed(compartment.root);
}

CompartmentState readCompartment(Reader& r) {
    CompartmentState compartment;
    compartment.epoch = readEpochRecord(r);
    compartment.id = compartment.epoch.compartment;
    // A record of an epoch has at least two ids, a number, two hashes and a count.
    constexpr std::size_t kEpochBytesMin = 104;
    compartment.earlier = readList(
        r, {.max = limits::kEpochsPerCompartmentMax, .itemBytes = kEpochBytesMin}, readEpochRecord);
    requireRising(r, compartment.earlier, &EpochRecord::epoch);
    compartment.epochSequence = r.u64();
    compartment.grants = readGrants(r);
    compartment.stale = r.flag();
    compartment.version = r.u64();
    compartment.etag = r.fixed<32>();
    compartment.root = r.fixed<32>();
    return compartment;
}

void writeInvolvement(Writer& w, const AttachedInvolvement& involvement) {
    writeId(w, involvement.id);
    writeId(w, involvement.agency);
    writeId(w, involvement.team);
    writeNumber(w, involvement.certainty);
    writeNumber(w, involvement.state);
    w.u64(involvement.until).u64(involvement.since);
}

AttachedInvolvement readInvolvement(Reader& r) {
    AttachedInvolvement involvement;
    involvement.id = readId<InvolvementId>(r);
    involvement.agency = readId<AgencyId>(r);
    involvement.team = readId<TeamId>(r);
    involvement.certainty = readNumber(r, Certainty::Confirmed);
    involvement.state = readNumber(r, AttachState::Ended);
    involvement.until = r.u64();
    involvement.since = r.u64();
    return involvement;
}

HouseholdState readState(Reader& r) {
    constexpr std::size_t kCompartmentBytesMin = 128;
    constexpr std::size_t kInvolvementBytes = 66;
    HouseholdState state;
    readVersion(r);
    state.id = readId<HouseholdId>(r);
    state.openedAt = r.u64();
    state.keeper = readId<TeamId>(r);
    if (r.flag()) state.lead = readLead(r);
    if (r.flag()) state.offer = readOffer(r);
    if (r.flag()) state.closedOffer = readBody(r);
    state.compartments =
        readList(r,
                 {.max = kCompartmentsPerHouseholdMax, .itemBytes = kCompartmentBytesMin},
                 readCompartment);
    requireRising(r, state.compartments, &CompartmentState::id);
    state.involvements =
        readList(r,
                 {.max = limits::kInvolvementsPerHouseholdMax, .itemBytes = kInvolvementBytes},
                 readInvolvement);
    requireRising(r, state.involvements, &AttachedInvolvement::id);
    return state;
}

template <class Item, class Key, class Value>
const Item* findByKey(const std::vector<Item>& sorted, Key&& key, const Value& wanted) {
    const auto at = std::ranges::lower_bound(sorted, wanted, {}, key);
    if (at == sorted.end() || std::invoke(key, *at) != wanted) return nullptr;
    return &*at;
}

}  // namespace

const CompartmentState* HouseholdState::compartment(const CompartmentId& wanted) const {
    return findByKey(compartments, &CompartmentState::id, wanted);
}

const AttachedInvolvement* HouseholdState::involvement(const InvolvementId& wanted) const {
    return findByKey(involvements, &AttachedInvolvement::id, wanted);
}

const GrantRef* HouseholdState::grant(const CompartmentId& part, const TeamId& team) const {
    const CompartmentState* in = compartment(part);
    if (in == nullptr) return nullptr;
    return findByKey(
        in->grants, [](const GrantRef& grant) { return grant.header.team; }, team);
}

Bytes HouseholdState::encode() const {
    Writer w;
    w.u8(1);
    writeId(w, id);
    w.u64(openedAt);
    writeId(w, keeper);
    w.flag(lead.has_value());
    if (lead) writeLead(w, *lead);
    w.flag(offer.has_value());
    if (offer) writeOffer(w, *offer);
    w.flag(closedOffer.has_value());
    if (closedOffer) writeBody(w, *closedOffer);
    writeList(w, compartments, writeCompartment);
    writeList(w, involvements, writeInvolvement);
    return w.take();
}

Result<HouseholdState> HouseholdState::decode(ByteView bytes) {
    return decodeWhole(bytes, readState);
}

}  // namespace voordeur::crypto
