#include "client/core/commit_builder.h"

#include <algorithm>
#include <map>
#include <utility>

namespace voordeur::client::core {

using crypto::CompartmentKey;
using crypto::Hash32;
using crypto::Reason;
using crypto::success;

/// One compartment on its way into a commit.
struct CommitBuilder::Part {
    crypto::EpochRecord epoch;
    bool isNewEpoch = false;
    CompartmentKey key;
    Bytes wrapped;
    std::vector<BuiltGrant> grants;
    crypto::Manifest manifest;
    std::map<crypto::RecordId, crypto::ManifestRow> rows;
    std::map<crypto::RecordId, std::pair<crypto::ManifestRow, Bytes>> delta;
};

namespace {

/// Puts the parts together in the order that the payload's grammar names.
BuiltCommit assemble(const crypto::HouseholdId& household, auto parts) {
    BuiltCommit out;
    out.payload.household = household;
    std::vector<Bytes> wrapped;
    std::vector<Bytes> bodies;
    std::vector<Bytes> envelopes;
    for (auto& [id, part] : parts) {
        if (part.isNewEpoch) {
            out.payload.epochs.push_back(part.epoch);
            if (!part.wrapped.empty()) wrapped.push_back(std::move(part.wrapped));
        }
        for (auto& grant : part.grants) {
            out.payload.grants.push_back(grant.ref);
            bodies.push_back(std::move(grant.body));
        }
        if (part.delta.empty()) continue;
        auto& manifest = part.manifest;
        for (auto& [record, change] : part.delta) {
            part.rows[record] = change.first;
            manifest.delta.push_back(change.first);
            if (!change.second.empty()) envelopes.push_back(std::move(change.second));
        }
        std::vector<crypto::ManifestRow> sorted;
        for (const auto& [record, row] : part.rows)
            sorted.push_back(row);
        manifest.root = crypto::manifestRoot(sorted);
        manifest.epoch = part.epoch.epoch;
        out.payload.manifests.push_back(manifest);
    }
    for (auto* list : {&wrapped, &bodies, &envelopes}) {
        for (auto& object : *list)
            out.attachments.push_back(std::move(object));
    }
    return out;
}

}  // namespace

Result<CommitBuilder::BuiltGrant> CommitBuilder::grant(const crypto::EpochRecord& epoch,
                                                       const CompartmentKey& key,
                                                       const crypto::TeamId& team,
                                                       std::uint16_t basis) {
    const auto* teamKey = m_session.directory().teamKey(team);
    VD_REQUIRE(teamKey != nullptr, Reason::TeamKeyMissing);
    const auto& secrets = m_session.secrets();
    BuiltGrant out;
    auto& header = out.ref.header;
    header.household = epoch.household;
    header.compartment = epoch.compartment;
    header.epoch = epoch.epoch;
    header.team = team;
    header.teamKeyEpoch = teamKey->key.epoch;
    header.granter = secrets.device;
    header.basis = basis;
    header.commitment = epoch.commitment;
    header.head = m_session.head();
    VD_ASSIGN(const auto body,
              key.grant(header,
                        teamKey->key.key,
                        secrets.network(),
                        secrets.signing,
                        secrets.instance,
                        m_session.random()));
    out.body = body.encode();
    out.ref.bodyHash = crypto::attachmentHash(out.body);
    return out;
}

Result<CommitBuilder::Part> CommitBuilder::newEpoch(const crypto::EpochRecord& record,
                                                    const std::vector<crypto::EarlierKey>& earlier,
                                                    std::uint16_t basis) {
    Part part{record, true, CompartmentKey::generate(m_session.random()), {}, {}, {}, {}, {}};
    part.epoch.commitment = part.key.commitment(record.household, record.compartment, record.epoch);
    if (record.epoch > 1) {
        part.wrapped = part.key.wrapEarlier(earlier, part.epoch, m_session.random());
        part.epoch.wrappedHash = crypto::attachmentHash(part.wrapped);
    }
    for (const auto& team : part.epoch.recipients) {
        VD_ASSIGN(auto built, grant(part.epoch, part.key, team, basis));
        part.grants.push_back(std::move(built));
    }
    part.manifest.household = record.household;
    part.manifest.compartment = record.compartment;
    return part;
}

Result<BuiltCommit> CommitBuilder::forIntake(const crypto::HouseholdId& household,
                                             const std::vector<RecordWrite>& writes,
                                             std::uint16_t basis,
                                             const std::optional<crypto::TeamId>& alsoTo) {
    const auto own = m_session.secrets().team;
    const auto* team = m_session.directory().team(own);
    VD_REQUIRE(team != nullptr, Reason::Denied);
    std::map<crypto::CompartmentId, Part> parts;
    for (const auto& id : {crypto::kSharedCore, crypto::compartmentOf(team->agency)}) {
        crypto::EpochRecord record;
        record.household = household;
        record.compartment = id;
        record.recipients = {own};
        VD_ASSIGN(auto part, newEpoch(record, {}, basis));
        if (id == crypto::kSharedCore && alsoTo && *alsoTo != own) {
            VD_ASSIGN(auto held, grant(part.epoch, part.key, *alsoTo, basis));
            part.grants.push_back(std::move(held));
            std::sort(part.grants.begin(), part.grants.end(), [](const auto& a, const auto& b) {
                return a.ref.header.team < b.ref.header.team;
            });
        }
        parts.emplace(id, std::move(part));
    }
    for (const auto& one : writes) {
        const auto part = parts.find(one.compartment);
        VD_REQUIRE(part != parts.end(), Reason::InvalidArgument);
        VD_RETURN_IF_ERROR(addRow(part->second, one));
    }
    return assemble(household, std::move(parts));
}

Result<CommitBuilder::Part> CommitBuilder::partFor(const HouseholdFile& file,
                                                   const crypto::CompartmentId& compartment,
                                                   std::uint16_t basis) {
    const auto& state = file.state;
    const auto& directory = m_session.directory();
    const auto now = m_session.clock().now();
    const auto* known = state.compartment(compartment);
    crypto::EpochRecord record;
    record.household = state.id;
    record.compartment = compartment;
    if (known == nullptr) {
        // The own agency writes here for the first time.
        record.recipients = {m_session.secrets().team};
        return newEpoch(record, {}, basis);
    }
    VD_ASSIGN(auto keys, CompartmentKeys::open(m_session, state, compartment, file.objects));
    VD_ASSIGN(const bool mends, keys.worthMending());
    std::optional<Part> made;
    if (mends || crypto::rotationDue(state, compartment, directory, now)) {
        record.epoch = known->epoch.epoch + 1;
        record.recipients = crypto::recipientsOf(state, compartment, directory, now);
        VD_ASSIGN(const auto earlier, keys.forNextEpoch());
        VD_ASSIGN(made, newEpoch(record, earlier, basis));
    } else {
        made.emplace(Part{known->epoch, false, keys.current()->clone(), {}, {}, {}, {}, {}});
    }
    Part& part = *made;
    part.manifest.household = state.id;
    part.manifest.compartment = compartment;
    part.manifest.version = known->version + 1;
    part.manifest.previous = known->etag;
    if (const auto rows = file.rows.find(compartment); rows != file.rows.end()) {
        for (const auto& row : rows->second)
            part.rows.emplace(row.record, row);
    }
    return std::move(part);
}

Status CommitBuilder::addRow(Part& part, const RecordWrite& write) {
    const auto known = part.rows.find(write.id);
    const std::uint64_t version = known == part.rows.end() ? 0 : known->second.version;
    VD_REQUIRE(version == write.basedOn, Reason::EtagMismatch);
    crypto::ManifestRow row{write.id, version + 1, {}};
    Bytes envelope;
    if (write.record) {
        const auto& secrets = m_session.secrets();
        crypto::Envelope frame;
        frame.household = part.epoch.household;
        frame.compartment = part.epoch.compartment;
        frame.epoch = part.epoch.epoch;
        frame.record = write.id;
        frame.version = row.version;
        frame.author = secrets.device;
        frame.head = m_session.head();
        VD_ASSIGN(const Bytes body, sealed::encodeBody(*write.record));
        VD_ASSIGN(const auto sealedRecord,
                  part.key.sealRecord(std::move(frame),
                                      static_cast<std::uint8_t>(sealed::kindOf(*write.record)),
                                      body,
                                      secrets.signing,
                                      secrets.instance,
                                      m_session.random()));
        envelope = sealedRecord.encode();
        row.envelopeHash = crypto::attachmentHash(envelope);
    }
    const bool added = part.delta.emplace(write.id, std::pair{row, std::move(envelope)}).second;
    VD_REQUIRE(added, Reason::InvalidArgument);
    return success();
}

Result<BuiltCommit> CommitBuilder::forWrites(const HouseholdFile& file,
                                             const std::vector<RecordWrite>& writes,
                                             std::uint16_t basis) {
    VD_REQUIRE(writes.size() <= crypto::limits::kRecordsPerCommitMax, Reason::LimitReached);
    std::map<crypto::CompartmentId, Part> parts;
    for (const auto& one : writes) {
        auto part = parts.find(one.compartment);
        if (part == parts.end()) {
            VD_ASSIGN(auto made, partFor(file, one.compartment, basis));
            part = parts.emplace(one.compartment, std::move(made)).first;
        }
        VD_RETURN_IF_ERROR(addRow(part->second, one));
    }
    return assemble(file.state.id, std::move(parts));
}

Result<BuiltCommit> CommitBuilder::forMending(const HouseholdFile& file,
                                              const crypto::CompartmentId& compartment,
                                              std::uint16_t basis) {
    VD_ASSIGN(auto part, partFor(file, compartment, basis));
    std::map<crypto::CompartmentId, Part> parts;
    parts.emplace(compartment, std::move(part));
    return assemble(file.state.id, std::move(parts));
}

}  // namespace voordeur::client::core
