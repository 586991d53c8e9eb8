#include "client/core/household_file.h"

#include "crypto/rules/decide.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace voordeur::client::core {

using crypto::Hash32;
using crypto::Method;
using crypto::Reason;
using crypto::success;

namespace {

// Far more than a team ever has in its caseload.
constexpr std::size_t kFilesMax = 100'000;

/// The envelope is the one that the manifest's row names, in its place, by a known author.
Status checkEnvelope(const Session& session,
                     const crypto::Envelope& envelope,
                     const crypto::HouseholdState& state,
                     const crypto::CompartmentId& compartment,
                     const crypto::ManifestRow& row) {
    const bool inPlace = envelope.household == state.id && envelope.compartment == compartment &&
                         envelope.record == row.record && envelope.version == row.version;
    VD_REQUIRE(inPlace, Reason::RecordMissing);
    const auto* author = session.directory().device(envelope.author);
    VD_REQUIRE(author != nullptr, Reason::SignatureBroken);
    VD_REQUIRE(crypto::verify(author->device.signKey,
                              crypto::kRecordSignature,
                              session.directory().instance(),
                              envelope.signedBytes(),
                              envelope.signature),
               Reason::SignatureBroken);
    return success();
}

/// The author is the device of the chain's line that brought this version.
Status checkBrought(const Session& session,
                    const crypto::Envelope& envelope,
                    const crypto::ManifestRow& row) {
    VD_ASSIGN(
        const auto made,
        session.store().recordMade(envelope.household, envelope.compartment, envelope.record));
    VD_REQUIRE(made && made->version >= row.version, Reason::RecordMissing);
    // Another process of this device has followed the chain further.
    if (made->version > row.version) return success();
    VD_REQUIRE(made->device == envelope.author, Reason::SignatureBroken);
    return success();
}

using Objects = std::map<Hash32, Bytes>;

Result<sealed::Record> openRecord(const crypto::CompartmentKey& key,
                                  const crypto::Envelope& envelope) {
    VD_ASSIGN(const auto opened, key.openRecord(envelope));
    return sealed::decode(opened.kind, opened.body.reveal(crypto::openKeyAccess()));
}

/// Adds the row's record. What its author signed and nobody can read takes only itself away: one
/// member must not be able to close a file, or a whole caseload, to all others.
Status openRow(const Session& session,
               HouseholdFile& file,
               const crypto::CompartmentId& compartment,
               const crypto::ManifestRow& row,
               const Objects& objects,
               CompartmentKeys& keys) {
    const auto object = objects.find(row.envelopeHash);
    VD_REQUIRE(object != objects.end(), Reason::RecordMissing);
    VD_ASSIGN(const auto envelope, crypto::Envelope::decode(object->second));
    VD_RETURN_IF_ERROR(checkEnvelope(session, envelope, file.state, compartment, row));
    VD_RETURN_IF_ERROR(checkBrought(session, envelope, row));
    const auto unreadable = [&](UnreadableCause cause) {
        file.unreadable.push_back({cause, row.record, compartment, row.version, envelope.author});
    };
    const auto key = keys.at(envelope.epoch);
    if (!key.ok() && key.reason() == Reason::KeyMissing) {
        unreadable(UnreadableCause::Key);
        return success();
    }
    if (!key.ok()) return key.error();
    auto record = openRecord(*key.value(), envelope);
    // The server refuses a commitment to another key: that is no slip of an author.
    VD_REQUIRE(record.ok() || record.reason() != Reason::CommitmentWrong, record.reason());
    if (record.ok()) {
        file.records.push_back(
            {row.record, compartment, row.version, envelope.author, std::move(record).value()});
    } else {
        unreadable(UnreadableCause::Form);
    }
    return success();
}

Status openCompartment(const Session& session,
                       HouseholdFile& file,
                       const crypto::OpenedCompartment& opened,
                       const Objects& objects,
                       bool coreOnly) {
    const auto* part = file.state.compartment(opened.compartment);
    VD_REQUIRE(part != nullptr, Reason::AnswerMismatch);
    // Begun, and nothing written in it yet: there is no manifest that could have a root.
    const bool empty = part->version == 0 && opened.rows.empty();
    const bool current =
        part->etag == opened.etag && (empty || crypto::manifestRoot(opened.rows) == part->root);
    VD_REQUIRE(current, Reason::ManifestOld);
    file.rows[opened.compartment] = opened.rows;
    auto keys = CompartmentKeys::open(session, file.state, opened.compartment, objects);
    if (!keys.ok() && keys.reason() == Reason::KeyMissing) {
        file.keyMissing = true;
        return success();
    }
    if (!keys.ok()) return keys.error();
    for (const auto& row : opened.rows) {
        if (row.envelopeHash == Hash32{}) continue;  // a tombstone
        VD_RETURN_IF_ERROR(openRow(session, file, opened.compartment, row, objects, keys.value()));
        if (coreOnly) break;
    }
    const auto& faults = keys.value().faults();
    file.keyFaults.insert(file.keyFaults.end(), faults.begin(), faults.end());
    return success();
}

Result<std::vector<HouseholdFile>> openAll(const Session& session,
                                           const VerifiedAnswer& answer,
                                           bool coreOnly) {
    VD_ASSIGN(const auto opened, crypto::OpenAnswer::decode(answer.answer));
    std::vector<HouseholdFile> files;
    for (const auto& household : opened.households) {
        const auto state = answer.households.find(household.household);
        VD_REQUIRE(state != answer.households.end(), Reason::HouseholdChainWrong);
        HouseholdFile file;
        file.state = state->second;
        file.sequence = answer.entry.sequence;
        for (const auto& part : household.compartments) {
            VD_RETURN_IF_ERROR(openCompartment(session, file, part, answer.objects, coreOnly));
        }
        files.push_back(std::move(file));
    }
    return files;
}

}  // namespace

const sealed::Core* HouseholdFile::core() const {
    const auto* found = record(crypto::kSharedCore, sealed::kCoreRecord);
    return found == nullptr ? nullptr : std::get_if<sealed::Core>(&found->record);
}

const FileRecord* HouseholdFile::record(const crypto::CompartmentId& compartment,
                                        const crypto::RecordId& id) const {
    const auto found = std::find_if(records.begin(), records.end(), [&](const auto& r) {
        return r.id == id && r.compartment == compartment;
    });
    return found == records.end() ? nullptr : &*found;
}

Result<HouseholdFile> openFile(Session& session,
                               const crypto::HouseholdId& id,
                               std::uint16_t purpose) {
    crypto::OpenPayload payload;
    payload.known.push_back({id, 0});
    payload.scope = crypto::OpenPayload::kAll;
    CallDraft draft;
    draft.method = Method::OpenHousehold;
    draft.purpose = purpose;
    draft.payload = payload.encode();
    draft.households = {id};
    VD_ASSIGN(auto answer, session.call(std::move(draft)));
    VD_ASSIGN(auto files, openAll(session, answer, false));
    VD_REQUIRE(files.size() == 1 && files.front().state.id == id, Reason::AnswerMismatch);
    files.front().objects = std::move(answer.objects);
    return std::move(files.front());
}

Result<std::vector<HouseholdFile>> listFiles(Session& session,
                                             std::uint16_t purpose,
                                             std::uint32_t most) {
    std::vector<HouseholdFile> files;
    crypto::HouseholdId after;
    while (true) {
        crypto::OpenPayload payload;
        payload.scope = crypto::OpenPayload::kCoreOnly;
        payload.known.push_back({after, most});
        CallDraft draft;
        draft.method = Method::ListHouseholds;
        draft.purpose = purpose;
        draft.payload = payload.encode();
        const auto answer = session.call(std::move(draft));
        if (!answer.ok() && answer.reason() == Reason::LimitReached && most > 1) {
            most /= 2;
            continue;
        }
        if (!answer.ok()) return answer.error();
        VD_ASSIGN(auto page, openAll(session, answer.value(), true));
        // Each page goes on behind the last, or a server could make us ask for ever.
        const bool goesOn = page.empty() || after.isZero() || after < page.front().state.id;
        VD_REQUIRE(goesOn && page.size() <= most && files.size() <= kFilesMax,
                   Reason::AnswerMismatch);
        const bool more =
            page.size() == most || answer.value().answer.size() >= crypto::kListPageBytes;
        std::ranges::move(page, std::back_inserter(files));
        if (!more || files.empty()) return files;
        after = files.back().state.id;
    }
}

}  // namespace voordeur::client::core
