// One household: writing, opening, granting, and the lead.
#include "crypto/base/limits.h"
#include "crypto/shared/codec_parts.h"
#include "crypto/shared/payload_parts.h"
#include "crypto/shared/payloads.h"

#include <algorithm>
#include <functional>

namespace voordeur::crypto {
namespace {

constexpr std::size_t kGrantBytes = 187;
constexpr std::size_t kEpochBytesMin = 104;
constexpr std::size_t kManifestBytesMin = 112;

void writeGrants(Writer& w, const std::vector<GrantRef>& grants) {
    writeList(w, grants, [](Writer& to, const GrantRef& grant) { write(to, grant); });
}

/// Grants on one household: what is said of another one would escape that one's chains.
std::vector<GrantRef> readGrants(Reader& r, const HouseholdId& household, ListBounds bounds) {
    bounds.itemBytes = kGrantBytes;
    auto grants = readList(r, bounds, readGrantRef);
    require(r, std::ranges::all_of(grants, [&](const GrantRef& grant) {
                return grant.header.household == household;
            }));
    return grants;
}

void writeOffer(Writer& w, const OfferBody& offer) {
    writeId(w, offer.offer);
    writeId(w, offer.toPerson);
    writeId(w, offer.toTeam);
}

OfferBody readOffer(Reader& r) {
    OfferBody offer;
    offer.offer = readId<OfferId>(r);
    offer.toPerson = readId<PersonId>(r);
    offer.toTeam = readId<TeamId>(r);
    return offer;
}

CommitPayload readCommit(Reader& r) {
    CommitPayload commit;
    commit.household = readId<HouseholdId>(r);
    commit.epochs = readList(
        r, {.max = kCompartmentsPerHouseholdMax, .itemBytes = kEpochBytesMin}, readEpochRecord);
    requireRising(r, commit.epochs, &EpochRecord::compartment);
    commit.grants = readGrants(r, commit.household, {.max = limits::kAttachmentsPerCallMax});
    commit.manifests = readList(
        r, {.max = kCompartmentsPerHouseholdMax, .itemBytes = kManifestBytesMin}, readManifest);
    requireRising(r, commit.manifests, &Manifest::compartment);
    const auto ofHousehold = [&](const auto& item) { return item.household == commit.household; };
    require(r, std::ranges::all_of(commit.epochs, ofHousehold));
    require(r, std::ranges::all_of(commit.manifests, ofHousehold));
    std::size_t rows = 0;
    for (const Manifest& manifest : commit.manifests) {
        rows += manifest.delta.size();
    }
    require(r, rows <= limits::kRecordsPerCommitMax);
    require(r, commit.attachments().size() <= limits::kAttachmentsPerCallMax);
    return commit;
}

IntakePayload readIntake(Reader& r) {
    IntakePayload intake;
    auto commit = CommitPayload::decode(r.bytes(limits::kMessageBytesMax));
    if (commit.ok()) {
        intake.commit = std::move(commit).value();
    } else {
        r.fail(commit.reason());
    }
    intake.index = readIndexRefs(r, 0, limits::kTokensPerCallMax);
    if (r.flag()) intake.offer = readOffer(r);
    require(r, intake.attachments().size() <= limits::kAttachmentsPerCallMax);
    return intake;
}

}  // namespace

Bytes CommitPayload::encode() const {
    Writer w;
    writeId(w, household);
    writeList(w, epochs, [](Writer& to, const EpochRecord& epoch) { write(to, epoch); });
    writeGrants(w, grants);
    writeList(w, manifests, [](Writer& to, const Manifest& manifest) { write(to, manifest); });
    return w.take();
}

Result<CommitPayload> CommitPayload::decode(ByteView bytes) {
    return decodeWhole(bytes, readCommit);
}

std::vector<Hash32> CommitPayload::attachments() const {
    std::vector<Hash32> names;
    for (const EpochRecord& epoch : epochs) {
        if (epoch.wrappedHash != Hash32{}) names.push_back(epoch.wrappedHash);
    }
    for (const GrantRef& grant : grants) {
        names.push_back(grant.bodyHash);
    }
    for (const Manifest& manifest : manifests) {
        for (const ManifestRow& row : manifest.delta) {
            if (!row.tombstone()) names.push_back(row.envelopeHash);
        }
    }
    return names;
}

Bytes IntakePayload::encode() const {
    Writer w;
    w.bytes(commit.encode());
    writeIndexRefs(w, index);
    w.flag(offer.has_value());
    if (offer) writeOffer(w, *offer);
    return w.take();
}

Result<IntakePayload> IntakePayload::decode(ByteView bytes) {
    return decodeWhole(bytes, readIntake);
}

std::vector<Hash32> IntakePayload::attachments() const {
    std::vector<Hash32> names = commit.attachments();
    for (const IndexRef& ref : index) {
        names.push_back(ref.entryHash);
    }
    return names;
}

Bytes GrantPayload::encode() const {
    Writer w;
    writeId(w, household);
    writeGrants(w, grants);
    return w.take();
}

Result<GrantPayload> GrantPayload::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        GrantPayload payload;
        payload.household = readId<HouseholdId>(r);
        payload.grants =
            readGrants(r, payload.household, {.min = 1, .max = GrantPayload::kGrantsMax});
        return payload;
    });
}

Bytes EndAccessPayload::encode() const {
    Writer w;
    writeId(w, household);
    writeId(w, team);
    return w.take();
}

Result<EndAccessPayload> EndAccessPayload::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        EndAccessPayload payload;
        payload.household = readId<HouseholdId>(r);
        payload.team = readId<TeamId>(r);
        return payload;
    });
}

Bytes OfferPayload::encode() const {
    Writer w;
    writeId(w, household);
    writeOffer(w, offer);
    writeGrants(w, grants);
    return w.take();
}

Result<OfferPayload> OfferPayload::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        OfferPayload payload;
        payload.household = readId<HouseholdId>(r);
        payload.offer = readOffer(r);
        payload.grants = readGrants(r, payload.household, {.max = GrantPayload::kGrantsMax});
        return payload;
    });
}

Bytes OfferAnswerPayload::encode() const {
    Writer w;
    writeId(w, household);
    writeId(w, offer);
    return w.take();
}

Result<OfferAnswerPayload> OfferAnswerPayload::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        OfferAnswerPayload payload;
        payload.household = readId<HouseholdId>(r);
        payload.offer = readId<OfferId>(r);
        return payload;
    });
}

Bytes OpenPayload::encode() const {
    Writer w;
    writeList(w, known, [](Writer& to, const KnownState& state) {
        writeId(to, state.household);
        to.u64(state.stateCount);
    });
    w.u8(scope);
    return w.take();
}

Result<OpenPayload> OpenPayload::decode(ByteView bytes) {
    return decodeWhole(bytes, [](Reader& r) {
        OpenPayload payload;
        payload.known =
            readList(r, {.max = limits::kHouseholdsPerEntryMax, .itemBytes = 24}, [](Reader& from) {
                KnownState state;
                state.household = readId<HouseholdId>(from);
                state.stateCount = from.u64();
                return state;
            });
        requireRising(r, payload.known, &KnownState::household);
        payload.scope = r.u8();
        require(r,
                payload.scope == OpenPayload::kCoreOnly || payload.scope == OpenPayload::kAll,
                Reason::UnknownValue);
        return payload;
    });
}

}  // namespace voordeur::crypto
