#include "tests/support/log_drafts.h"

#include "crypto/base/check.h"
#include "crypto/shared/hash.h"
#include "crypto/shared/oprf_client.h"

#include <algorithm>
#include <map>

namespace voordeur::test {

using namespace crypto;  // NOLINT(google-build-using-namespace): a test tool that is all crypto

namespace {

constexpr UnixMillis kYear = 365ULL * 24 * 3600 * 1000;

struct EntryTerms {
    Target target;
    UnixMillis from = 0;
    UnixMillis until = 0;
};

/// Index entries for the identifiers, and where they are cited from.
void addIndex(LogBuilder& builder,
              const Actor& actor,
              const std::vector<Identifier>& identifiers,
              const EntryTerms& terms,
              std::vector<IndexRef>& refs,
              std::vector<Bytes>& attachments) {
    const auto citations = evaluateAll(builder, actor, identifiers);
    for (std::size_t i = 0; i < identifiers.size(); ++i) {
        IndexEntry entry;
        entry.kind = identifiers[i].kind;
        entry.token = tokenOf(identifiers[i]);
        entry.target = terms.target;
        entry.agency = actor.agency;
        entry.from = terms.from;
        entry.until = terms.until;
        entry.device = actor.device;
        entry.signature = actor.key->sign(kIndexSignature, builder.instance(), entry.signedBytes());
        attachments.push_back(entry.encode());
        refs.push_back({entry.kind, citations[i], attachmentHash(attachments.back())});
    }
}

/// One new epoch with its grants.
struct NewEpoch {
    EpochRecord record;
    std::optional<Bytes> wrapped;
    std::vector<SealedGrant> grants;
};

struct EpochPlan {
    HouseholdId household;
    CompartmentId compartment;
    std::uint32_t epoch = 1;
    std::vector<TeamId> recipients;
    std::optional<TeamId> held;
    /// What the recipients had, as far as they had something.
    const HouseholdState* before = nullptr;
};

NewEpoch makeEpoch(LogBuilder& builder, const Actor& actor, const EpochPlan& plan) {
    NewEpoch made;
    made.record.household = plan.household;
    made.record.compartment = plan.compartment;
    made.record.epoch = plan.epoch;
    made.record.commitment = builder.random().array<32>();
    made.record.recipients = plan.recipients;
    if (plan.epoch > 1) {
        const auto wrapped = builder.random().array<72>();
        made.wrapped = Bytes(wrapped.begin(), wrapped.end());
        made.record.wrappedHash = attachmentHash(*made.wrapped);
    }
    std::vector<TeamId> teams = plan.recipients;
    if (plan.held) teams.push_back(*plan.held);
    for (const TeamId& team : teams) {
        GrantHeader header;
        header.household = plan.household;
        header.compartment = plan.compartment;
        header.epoch = plan.epoch;
        header.team = team;
        header.commitment = made.record.commitment;
        const GrantRef* had =
            plan.before == nullptr ? nullptr : plan.before->grant(plan.compartment, team);
        const bool leads =
            plan.held == team || (plan.before != nullptr && plan.before->keeper == team &&
                                  plan.compartment == kSharedCore);
        if (had != nullptr && !leads) {
            header.rights = had->header.rights;
            header.notAfter = had->header.notAfter;
        }
        made.grants.push_back(sealGrant(builder, actor, header));
    }
    return made;
}

Bytes makeEnvelope(LogBuilder& builder,
                   const Actor& actor,
                   const Manifest& manifest,
                   const Hash32& commitment,
                   const ManifestRow& row) {
    Envelope envelope;
    envelope.household = manifest.household;
    envelope.compartment = manifest.compartment;
    envelope.epoch = manifest.epoch;
    envelope.record = row.record;
    envelope.version = row.version;
    envelope.author = actor.device;
    envelope.commitment = commitment;
    envelope.head = builder.head();
    envelope.nonce = builder.random().array<24>();
    envelope.ciphertext.resize(kPadClassBytes[0] + kTagBytes);
    builder.random().fill(envelope.ciphertext);
    envelope.signature =
        actor.key->sign(kRecordSignature, builder.instance(), envelope.signedBytes());
    return envelope.encode();
}

/// A manifest over `rows` as they were, with a new version of the records; gives the envelopes.
std::vector<Bytes> writeRows(LogBuilder& builder,
                             const Actor& actor,
                             const CommitTerms& terms,
                             const Hash32& commitment,
                             std::vector<ManifestRow> rows,
                             Manifest& manifest) {
    std::map<RecordId, ManifestRow> all;
    for (const ManifestRow& row : rows) {
        all[row.record] = row;
    }
    std::map<RecordId, Bytes> envelopes;
    for (const RecordId& record : terms.records) {
        ManifestRow row{record, all.contains(record) ? all[record].version + 1 : 1, {}};
        envelopes[record] = makeEnvelope(builder, actor, manifest, commitment, row);
        row.envelopeHash = attachmentHash(envelopes[record]);
        all[record] = row;
        manifest.delta.push_back(row);
    }
    for (const RecordId& record : terms.tombstones) {
        all[record] = {record, all[record].version + 1, {}};
        manifest.delta.push_back(all[record]);
    }
    std::ranges::sort(manifest.delta, {}, &ManifestRow::record);
    rows.clear();
    for (const auto& [record, row] : all) {
        rows.push_back(row);
    }
    manifest.root = manifestRoot(rows);
    std::vector<Bytes> ordered;
    for (const ManifestRow& row : manifest.delta) {
        if (!row.tombstone()) ordered.push_back(envelopes.at(row.record));
    }
    return ordered;
}

/// Puts the parts in the order in which a payload names them.
struct CommitParts {
    std::vector<NewEpoch> epochs;
    std::vector<Manifest> manifests;
    std::vector<std::vector<Bytes>> envelopes;  // of each manifest
};

Draft<CommitPayload> assemble(const HouseholdId& household, const CommitParts& parts) {
    Draft<CommitPayload> draft;
    draft.payload.household = household;
    for (const NewEpoch& epoch : parts.epochs) {
        draft.payload.epochs.push_back(epoch.record);
        if (epoch.wrapped) draft.attachments.push_back(*epoch.wrapped);
    }
    for (const NewEpoch& epoch : parts.epochs) {
        for (const SealedGrant& grant : epoch.grants) {
            draft.payload.grants.push_back(grant.ref);
            draft.attachments.push_back(grant.body);
        }
    }
    draft.payload.manifests = parts.manifests;
    for (const auto& envelopes : parts.envelopes) {
        draft.attachments.insert(draft.attachments.end(), envelopes.begin(), envelopes.end());
    }
    return draft;
}

std::vector<RecordId> newRecords(LogBuilder& builder, std::size_t count) {
    std::vector<RecordId> records;
    for (std::size_t i = 0; i < count; ++i) {
        records.push_back(builder.newId<RecordId>());
    }
    return records;
}

/// The team that is asked to lead, where it has to be given the new key of the shared core too.
std::optional<TeamId> heldFor(const HouseholdState& state,
                              const CompartmentId& compartment,
                              const std::vector<TeamId>& recipients) {
    if (compartment != kSharedCore || !state.offer) return std::nullopt;
    const TeamId& asked = state.offer->body.toTeam;
    if (std::ranges::binary_search(recipients, asked)) return std::nullopt;
    return asked;
}

}  // namespace

ByteArray<32> tokenOf(const Identifier& identifier) {
    return sha256({viewOf(nameOf(identifier.kind)), viewOf("|"), viewOf(identifier.text)});
}

Draft<EvaluatePayload> draftEvaluate(LogBuilder& builder, IdentifierKind kind, std::size_t count) {
    Draft<EvaluatePayload> draft;
    draft.payload.kind = kind;
    for (std::size_t i = 0; i < count; ++i) {
        const auto input = builder.random().array<16>();
        const auto blinded = oprfBlind(input, builder.random());
        VD_CHECK(blinded.ok());
        draft.payload.blinded.push_back(blinded.value().element);
    }
    return draft;
}

std::vector<Citation> evaluateAll(LogBuilder& builder,
                                  const Actor& actor,
                                  const std::vector<Identifier>& identifiers) {
    std::vector<Citation> citations(identifiers.size());
    for (const IdentifierKind kind : kIdentifierKinds) {
        std::uint32_t count = 0;
        for (std::size_t i = 0; i < identifiers.size(); ++i) {
            if (identifiers[i].kind == kind) citations[i].index = count++;
        }
        if (count == 0) continue;
        const Outcome outcome =
            builder.send(actor, Method::Evaluate, draftEvaluate(builder, kind, count));
        for (std::size_t i = 0; i < identifiers.size(); ++i) {
            if (identifiers[i].kind == kind) citations[i].sequence = outcome.sequence;
        }
    }
    return citations;
}

Draft<CheckPayload> draftCheck(LogBuilder& builder,
                               const Actor& actor,
                               const std::vector<Identifier>& identifiers) {
    const auto citations = evaluateAll(builder, actor, identifiers);
    Draft<CheckPayload> draft;
    for (std::size_t i = 0; i < identifiers.size(); ++i) {
        const auto token = tokenOf(identifiers[i]);
        draft.attachments.emplace_back(token.begin(), token.end());
        draft.payload.queries.push_back(
            {identifiers[i].kind, 1, citations[i], attachmentHash(draft.attachments.back())});
    }
    return draft;
}

Draft<RegisterPayload> draftRegister(LogBuilder& builder,
                                     const Actor& actor,
                                     const std::vector<Identifier>& identifiers,
                                     const RegisterTerms& terms) {
    Draft<RegisterPayload> draft;
    RegisterPayload& payload = draft.payload;
    payload.involvement = builder.newId<InvolvementId>();
    payload.agency = actor.agency;
    payload.team = actor.team;
    payload.from = terms.from == 0 ? builder.now() : terms.from;
    payload.until = terms.until == 0 ? builder.now() + kYear : terms.until;
    const auto sealed = builder.random().array<80>();
    draft.attachments.emplace_back(sealed.begin(), sealed.end());
    payload.sealedHash = attachmentHash(draft.attachments.back());
    const EntryTerms entry{
        {TargetKind::Involvement, payload.involvement.bytes}, payload.from, payload.until};
    addIndex(builder, actor, identifiers, entry, payload.index, draft.attachments);
    return draft;
}

SealedGrant sealGrant(LogBuilder& builder, const Actor& actor, GrantHeader header) {
    const Directory::KnownTeamKey* key = builder.directory().teamKey(header.team);
    header.teamKeyEpoch = key == nullptr ? 1 : key->key.epoch;
    header.granter = actor.device;
    header.basis = 1;
    header.head = builder.head();
    GrantBody body;
    body.enc = builder.random().array<32>();
    body.ct = builder.random().array<48>();
    body.signature = actor.key->sign(kGrantSignature, builder.instance(), body.signedBytes(header));
    const Bytes encoded = body.encode();
    return {{header, attachmentHash(encoded)}, encoded};
}

Draft<IntakePayload> draftIntake(LogBuilder& builder,
                                 const Actor& actor,
                                 const std::vector<Identifier>& identifiers,
                                 const IntakeTerms& terms) {
    Draft<IntakePayload> draft;
    const HouseholdId household = builder.newId<HouseholdId>();
    EpochPlan plan;
    plan.household = household;
    plan.recipients = {actor.team};
    if (terms.offer && terms.offer->toTeam != actor.team) plan.held = terms.offer->toTeam;
    CommitParts parts;
    parts.epochs.push_back(makeEpoch(builder, actor, plan));
    if (terms.ownPart) {
        EpochPlan own;
        own.household = household;
        own.compartment = compartmentOf(actor.agency);
        own.recipients = {actor.team};
        parts.epochs.push_back(makeEpoch(builder, actor, own));
    }
    Manifest manifest;
    manifest.household = household;
    CommitTerms rows;
    rows.records = newRecords(builder, terms.records);
    parts.envelopes.push_back(
        writeRows(builder, actor, rows, parts.epochs.front().record.commitment, {}, manifest));
    parts.manifests.push_back(manifest);
    Draft<CommitPayload> commit = assemble(household, parts);
    draft.payload.commit = std::move(commit.payload);
    draft.attachments = std::move(commit.attachments);
    draft.payload.offer = terms.offer;
    const EntryTerms entry{{TargetKind::Household, household.bytes}, builder.now(), 0};
    addIndex(builder, actor, identifiers, entry, draft.payload.index, draft.attachments);
    return draft;
}

Draft<CommitPayload> draftCommit(LogBuilder& builder,
                                 const Actor& actor,
                                 const HouseholdId& household,
                                 const CommitTerms& terms) {
    const HouseholdState& state = builder.household(household);
    const CompartmentState* known = state.compartment(terms.compartment);
    const bool due = known == nullptr ||
                     rotationDue(state, terms.compartment, builder.directory(), builder.now() + 10);
    const bool rotates = terms.rotate == CommitTerms::Rotate::Always ||
                         (terms.rotate == CommitTerms::Rotate::WhereDue && due);
    CommitParts parts;
    if (rotates) {
        EpochPlan plan;
        plan.household = household;
        plan.compartment = terms.compartment;
        plan.epoch = known == nullptr ? 1 : known->epoch.epoch + 1;
        plan.before = &state;
        plan.recipients =
            known == nullptr
                ? std::vector<TeamId>{actor.team}
                : recipientsOf(state, terms.compartment, builder.directory(), builder.now() + 10);
        plan.held = heldFor(state, terms.compartment, plan.recipients);
        parts.epochs.push_back(makeEpoch(builder, actor, plan));
    }
    VD_CHECK(known != nullptr || rotates);
    const EpochRecord& epoch = rotates ? parts.epochs.front().record : known->epoch;
    Manifest manifest;
    manifest.household = household;
    manifest.compartment = terms.compartment;
    manifest.version = known == nullptr ? 1 : known->version + 1;
    manifest.previous = known == nullptr ? Hash32{} : known->etag;
    manifest.epoch = epoch.epoch;
    auto rows = builder.world().rows(household, terms.compartment);
    VD_CHECK(rows.ok());
    parts.envelopes.push_back(
        writeRows(builder, actor, terms, epoch.commitment, rows.value(), manifest));
    parts.manifests.push_back(manifest);
    return assemble(household, parts);
}

Draft<GrantPayload> draftGrant(LogBuilder& builder,
                               const Actor& actor,
                               const HouseholdId& household,
                               const TeamId& team,
                               const GrantTerms& terms) {
    const CompartmentState* known = builder.household(household).compartment(terms.compartment);
    GrantHeader header;
    header.household = household;
    header.compartment = terms.compartment;
    header.team = team;
    header.rights = terms.rights;
    header.notAfter = terms.notAfter;
    if (known != nullptr) {
        header.epoch = known->epoch.epoch;
        header.commitment = known->epoch.commitment;
    }
    const SealedGrant sealed = sealGrant(builder, actor, header);
    return {{household, {sealed.ref}}, {sealed.body}};
}

Draft<OfferPayload> draftOffer(LogBuilder& builder,
                               const Actor& actor,
                               const HouseholdId& household,
                               const Actor& to) {
    const HouseholdState& state = builder.household(household);
    Draft<OfferPayload> draft;
    draft.payload.household = household;
    draft.payload.offer = {builder.newId<OfferId>(), to.person, to.team};
    const GrantRef* known = state.grant(kSharedCore, to.team);
    const bool full =
        known != nullptr && known->header.rights == rights::kAll && known->header.notAfter == 0;
    if (full) return draft;
    Draft<GrantPayload> held = draftGrant(builder, actor, household, to.team);
    draft.payload.grants = std::move(held.payload.grants);
    draft.attachments = std::move(held.attachments);
    return draft;
}

}  // namespace voordeur::test
