#include "crypto/rules/sealing.h"

#include "crypto/base/limits.h"
#include "crypto/rules/transitions.h"

#include <algorithm>
#include <map>

namespace voordeur::crypto {
namespace {

const EpochRecord* epochIn(const CommitPayload& payload, const CompartmentId& compartment) {
    const auto at = std::ranges::find(payload.epochs, compartment, &EpochRecord::compartment);
    return at == payload.epochs.end() ? nullptr : &*at;
}

/// To whom a new epoch has to be sealed. A part that begins belongs to the team that begins it.
std::vector<TeamId> recipientsFor(const Judge& j,
                                  const HouseholdState& state,
                                  const CompartmentId& compartment) {
    if (state.compartment(compartment) == nullptr) return {j.team().id};
    return recipientsOf(state, compartment, j.directory(), j.now());
}

/// The team that is asked to lead gets the shared core's new key too, held until it accepts.
std::optional<TeamId> heldFor(const HouseholdState& state, const EpochRecord& epoch) {
    if (epoch.compartment != kSharedCore || !state.offer) return std::nullopt;
    const TeamId& asked = state.offer->body.toTeam;
    if (std::ranges::binary_search(epoch.recipients, asked)) return std::nullopt;
    return asked;
}

/// A rotation hands on what there was: whoever rotates neither raises nor lowers anybody's rights.
/// Who answers for the file, or is asked to, holds all of them.
bool keepsRights(const HouseholdState& state, const EpochRecord& epoch, const GrantHeader& grant) {
    const bool leads =
        grant.compartment == kSharedCore &&
        (grant.team == state.keeper || !std::ranges::binary_search(epoch.recipients, grant.team));
    const GrantRef* before = state.grant(grant.compartment, grant.team);
    if (leads || before == nullptr) return isFullGrant(grant);
    return grant.rights == before->header.rights && grant.notAfter == before->header.notAfter;
}

Status judgeEpoch(Judge& j, const HouseholdState& state, const EpochRecord& epoch) {
    const CompartmentState* known = state.compartment(epoch.compartment);
    const std::uint32_t next = known == nullptr ? 1 : known->epoch.epoch + 1;
    VD_REQUIRE(epoch.epoch == next, j.refuse(Rule::Freshness, Reason::EpochStale));
    VD_REQUIRE(epoch.recipients == recipientsFor(j, state, epoch.compartment),
               j.refuse(Rule::Sealing, Reason::RecipientsWrong));
    const bool fits = known != nullptr ? known->earlier.size() < limits::kEpochsPerCompartmentMax
                                       : state.compartments.size() < kCompartmentsPerHouseholdMax;
    VD_REQUIRE(fits, j.refuse(Rule::Limits, Reason::LimitReached));
    return success();
}

/// Exactly one grant for everybody who must have one, none for anybody else.
Status judgeGrantSet(Judge& j, const HouseholdState& state, const CommitPayload& payload) {
    using Key = std::pair<CompartmentId, TeamId>;
    std::map<Key, std::size_t> wanted;
    for (const EpochRecord& epoch : payload.epochs) {
        for (const TeamId& team : epoch.recipients) {
            wanted[{epoch.compartment, team}] = 0;
        }
        if (const auto team = heldFor(state, epoch)) wanted[{epoch.compartment, *team}] = 0;
    }
    for (const GrantRef& grant : payload.grants) {
        const auto at = wanted.find({grant.header.compartment, grant.header.team});
        VD_REQUIRE(at != wanted.end() && ++at->second == 1,
                   j.refuse(Rule::Sealing, Reason::RecipientsWrong));
    }
    for (const auto& [key, count] : wanted) {
        VD_REQUIRE(count == 1, j.refuse(Rule::Sealing, Reason::GrantMissing));
    }
    return success();
}

Status judgeEpochs(Judge& j,
                   const HouseholdState& state,
                   const CommitPayload& payload,
                   AttachmentCursor& attachments) {
    for (const EpochRecord& epoch : payload.epochs) {
        VD_RETURN_IF_ERROR(judgeEpoch(j, state, epoch));
        // The wrapped key itself is opened and checked by whoever reads on.
        if (epoch.wrappedHash != Hash32{}) attachments.skip(1);
    }
    VD_RETURN_IF_ERROR(judgeGrantSet(j, state, payload));
    for (const GrantRef& grant : payload.grants) {
        const EpochRecord& epoch = *epochIn(payload, grant.header.compartment);
        VD_REQUIRE(keepsRights(state, epoch, grant.header),
                   j.refuse(Rule::Sealing, Reason::RecipientsWrong));
        VD_RETURN_IF_ERROR(
            judgeGrant(j, grant, attachments.next(), {epoch.epoch, epoch.commitment}));
    }
    return success();
}

/// Every record goes up by one; none goes away.
Status mergeRows(Judge& j, const Manifest& manifest, std::vector<ManifestRow>& rows) {
    for (const ManifestRow& row : manifest.delta) {
        const auto at = std::ranges::lower_bound(rows, row.record, {}, &ManifestRow::record);
        const bool known = at != rows.end() && at->record == row.record;
        const std::uint64_t next = known ? at->version + 1 : 1;
        VD_REQUIRE(row.version == next, j.refuse(Rule::Freshness, Reason::EtagMismatch));
        VD_REQUIRE(known || !row.tombstone(), j.refuse(Rule::Form, Reason::PayloadMismatch));
        if (known) {
            *at = row;
        } else {
            rows.insert(at, row);
        }
    }
    VD_REQUIRE(rows.size() <= limits::kRecordsPerCompartmentMax,
               j.refuse(Rule::Limits, Reason::LimitReached));
    VD_REQUIRE(manifestRoot(rows) == manifest.root, j.refuse(Rule::Form, Reason::PayloadMismatch));
    return success();
}

Status judgeEnvelope(Judge& j,
                     const Manifest& manifest,
                     const ManifestRow& row,
                     const Hash32& commitment,
                     ByteView bytes) {
    const auto decoded = Envelope::decode(bytes);
    VD_REQUIRE(decoded.ok(), j.refuse(Rule::Form, Reason::Malformed));
    const Envelope& envelope = decoded.value();
    const bool placed =
        envelope.household == manifest.household && envelope.compartment == manifest.compartment &&
        envelope.epoch == manifest.epoch && envelope.record == row.record &&
        envelope.version == row.version && envelope.commitment == commitment &&
        envelope.author == j.statement().device && envelope.head.size <= j.call().at.sequence;
    VD_REQUIRE(placed, j.refuse(Rule::Sealing, Reason::PayloadMismatch));
    const bool isSigned = j.signedByDevice(
        kRecordSignature, envelope.signedBytes(), envelope.signature, Reason::SignatureBroken);
    VD_REQUIRE(isSigned, j.refuse(Rule::Sealing, Reason::SignatureBroken));
    return success();
}

Status judgeManifest(Judge& j,
                     const HouseholdState& state,
                     const CommitPayload& payload,
                     const Manifest& manifest,
                     AttachmentCursor& attachments) {
    const CompartmentState* known = state.compartment(manifest.compartment);
    const EpochRecord* begun = epochIn(payload, manifest.compartment);
    VD_REQUIRE(known != nullptr || begun != nullptr, j.refuse(Rule::Existence, Reason::NotFound));
    const EpochRecord& epoch = begun != nullptr ? *begun : known->epoch;
    VD_REQUIRE(manifest.epoch == epoch.epoch, j.refuse(Rule::Freshness, Reason::EpochStale));
    const std::uint64_t version = known == nullptr ? 0 : known->version;
    const Hash32 etag = known == nullptr ? Hash32{} : known->etag;
    VD_REQUIRE(manifest.version == version + 1 && manifest.previous == etag,
               j.refuse(Rule::Freshness, Reason::EtagMismatch));
    VD_REQUIRE(
        begun != nullptr || !rotationDue(state, manifest.compartment, j.directory(), j.now()),
        j.refuse(Rule::Sealing, Reason::RotationNeeded));

    std::vector<ManifestRow> rows;
    if (version > 0) {
        VD_ASSIGN(rows, j.ask(j.world().rows(manifest.household, manifest.compartment)));
    }
    VD_RETURN_IF_ERROR(mergeRows(j, manifest, rows));
    for (const ManifestRow& row : manifest.delta) {
        if (row.tombstone()) continue;
        VD_RETURN_IF_ERROR(judgeEnvelope(j, manifest, row, epoch.commitment, attachments.next()));
    }
    j.changes.rows.push_back({manifest.household, manifest.compartment, manifest.delta});
    return success();
}

}  // namespace

bool isFullGrant(const GrantHeader& grant) {
    return grant.rights == rights::kAll && grant.notAfter == 0;
}

Status judgeGrant(Judge& j, const GrantRef& grant, ByteView body, const SealedKey& key) {
    const GrantHeader& header = grant.header;
    VD_REQUIRE(header.epoch == key.epoch, j.refuse(Rule::Freshness, Reason::EpochStale));
    const bool placed =
        header.commitment == key.commitment && header.granter == j.statement().device &&
        (header.rights & rights::kRead) != 0 && header.head.size <= j.call().at.sequence;
    VD_REQUIRE(placed, j.refuse(Rule::Sealing, Reason::PayloadMismatch));
    VD_REQUIRE(header.notAfter == 0 || j.now() < header.notAfter,
               j.refuse(Rule::Sealing, Reason::InvalidArgument));
    const Directory::KnownTeamKey* teamKey = j.directory().teamKey(header.team);
    VD_REQUIRE(teamKey != nullptr, j.refuse(Rule::Sealing, Reason::TeamKeyMissing));
    VD_REQUIRE(header.teamKeyEpoch == teamKey->key.epoch,
               j.refuse(Rule::Freshness, Reason::EpochStale));
    VD_REQUIRE(j.policy().legalBasis(header.basis) != nullptr,
               j.refuse(Rule::AgencyPurpose, Reason::BasisMissing));
    const auto decoded = GrantBody::decode(body);
    VD_REQUIRE(decoded.ok(), j.refuse(Rule::Form, Reason::Malformed));
    const bool isSigned = j.signedByDevice(kGrantSignature,
                                           decoded.value().signedBytes(header),
                                           decoded.value().signature,
                                           Reason::GrantBroken);
    VD_REQUIRE(isSigned, j.refuse(Rule::Sealing, Reason::SignatureBroken));
    return success();
}

Status judgeSealed(Judge& j,
                   HouseholdState& state,
                   const CommitPayload& payload,
                   AttachmentCursor& attachments) {
    VD_RETURN_IF_ERROR(judgeEpochs(j, state, payload, attachments));
    for (const Manifest& manifest : payload.manifests) {
        VD_RETURN_IF_ERROR(judgeManifest(j, state, payload, manifest, attachments));
    }
    j.by(Rule::Sealing);
    return transitions::commit(state, payload, {j.statement(), j.call().at});
}

}  // namespace voordeur::crypto
