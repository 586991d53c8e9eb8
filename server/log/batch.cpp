#include "server/log/batch.h"

#include "crypto/base/check.h"
#include "crypto/shared/codec.h"
#include "crypto/shared/enrolment.h"
#include "crypto/shared/hash.h"
#include "crypto/shared/payloads.h"

#include <algorithm>

namespace voordeur::server::log {

using crypto::Entry;
using crypto::EntryType;
using crypto::Error;
using crypto::Method;
using crypto::Verdict;

bool answerIsKept(Method method) {
    switch (method) {
        case Method::ListInvolvements:
        case Method::ListHouseholds:
        case Method::OpenHousehold:
        case Method::WhoLooked:
        case Method::ReadLog:
            return false;
        case Method::Found:
        case Method::Invite:
        case Method::Admit:
        case Method::ChangeDirectory:
        case Method::Revoke:
        case Method::ShareTeamKey:
        case Method::OpenQuota:
        case Method::Evaluate:
        case Method::Check:
        case Method::Register:
        case Method::ChangeInvolvement:
        case Method::AnswerMatch:
        case Method::Intake:
        case Method::Commit:
        case Method::GrantAccess:
        case Method::EndAccess:
        case Method::OfferLead:
        case Method::AcceptLead:
        case Method::RefuseLead:
        case Method::WithdrawLead:
        case Method::ExportLog:
            return true;
    }
    return true;
}

Hash32 requestDigest(const Submission& submission) {
    // Payload, attachments and detail are bound by their hashes in the statement.
    return crypto::sha256({submission.encodedStatement, submission.signature});
}

Result<Written> Batch::write(const Submission& submission) {
    VD_ASSIGN(auto before, answeredBefore(submission));
    if (before) return std::move(*before);
    // No entry, also of a refusal, when the two clocks differ: the log's time would follow a clock
    // that leapt, and with it everybody whose clock is right would be refused for as long.
    VD_RETURN_IF_ERROR(crypto::checkTime(submission.statement, m_parts.now));
    VD_RETURN_IF_ERROR(checkWaiting(submission));
    VD_ASSIGN(Verdict verdict, judge(submission));
    return record(submission, std::move(verdict));
}

/// While somebody looked at the device that waits, it may have enrolled anew with other keys. The
/// one that was looked at could never fetch its certificate, and the invitation would be used up.
Status Batch::checkWaiting(const Submission& submission) {
    if (submission.statement.method != Method::Admit) return crypto::success();
    VD_ASSIGN(const auto payload, crypto::DirectoryPayload::decode(submission.payload));
    for (const auto& change : payload.changes) {
        const auto* admission = std::get_if<crypto::Admission>(&change);
        if (admission == nullptr) continue;
        if (!m_parts.directory.invitationOpen(admission->invitation)) continue;
        VD_ASSIGN(const auto waiting, m_parts.transaction.enrolment(admission->invitation));
        if (!waiting) continue;
        const auto enrolment = crypto::Enrolment::decode(waiting->enrolment);
        VD_REQUIRE(enrolment.ok(), Reason::StorageFailed);
        VD_REQUIRE(enrolment.value().device() == admission->device, Reason::AnswerChanged);
    }
    return crypto::success();
}

Result<std::optional<Written>> Batch::answeredBefore(const Submission& submission) {
    const auto& statement = submission.statement;
    VD_ASSIGN(auto remembered, m_parts.transaction.request(statement.device, statement.requestId));
    if (!remembered) return std::optional<Written>{};
    if (remembered->digest != requestDigest(submission)) return Reason::RequestIdReused;
    if (const auto own = m_written.find(remembered->sequence); own != m_written.end()) {
        Written again = own->second;
        again.replayed = true;
        return std::optional{std::move(again)};
    }
    VD_ASSIGN(Written again, answeredAgain(submission, *remembered));
    return std::optional{std::move(again)};
}

Result<Written> Batch::answeredAgain(const Submission& submission,
                                     const storage::RememberedRequest& before) {
    VD_ASSIGN(auto reader, m_parts.store.reader());
    VD_ASSIGN(auto line, reader->line(before.sequence));
    VD_REQUIRE(line.has_value(), Reason::StorageFailed);
    VD_ASSIGN(const Entry entry, Entry::decode(line->entry));
    Written again;
    again.sequence = before.sequence;
    again.entry = std::move(line->entry);
    again.heads = std::move(line->heads);
    again.replayed = true;
    if (!entry.done()) {
        again.refused = crypto::reasonFromNumber(entry.outcome);
        return again;
    }
    if (before.answerKept) {
        Verdict verdict;
        verdict.answer = before.answer;
        VD_ASSIGN(again.delivery,
                  crypto::deliverable(m_parts.transaction, submission.statement, verdict));
        again.answer = before.answer;
        return again;
    }
    // A read is made again; what changed since may not go out under the old entry.
    VD_ASSIGN(Verdict verdict, judge(submission));
    const Hash32 hash = crypto::answerHash(submission.statement.method, verdict.answer);
    VD_REQUIRE(!verdict.refused && hash == entry.answerHash, Reason::AnswerChanged);
    VD_ASSIGN(again.delivery,
              crypto::deliverable(m_parts.transaction, submission.statement, verdict));
    again.answer = std::move(verdict.answer);
    return again;
}

Result<Verdict> Batch::judge(const Submission& submission) {
    // The form was checked before the submission took its turn.
    const crypto::Call call{submission.statement,
                            submission.payload,
                            submission.attachments,
                            {m_parts.tree.size(), m_parts.now},
                            true};
    // Between the check of the signature and this transaction the device may have been revoked.
    if (submission.statement.method != Method::Found) {
        const Status identity = crypto::checkIdentity(m_parts.directory, call.statement, call.at);
        if (!identity.ok()) return crypto::refusedIdentity(identity.reason());
    }
    return crypto::decide(m_parts.transaction, call);
}

Result<Written> Batch::record(const Submission& submission, Verdict verdict) {
    const Method method = submission.statement.method;
    if (method == Method::Evaluate && !verdict.refused) verdict.answer = submission.preparedAnswer;

    Entry entry;
    entry.sequence = m_parts.tree.size();
    entry.time = m_parts.now;
    entry.type = crypto::entryTypeOf(method);
    entry.outcome = verdict.refused ? static_cast<std::uint16_t>(*verdict.refused) : 0;
    entry.rule = static_cast<std::uint16_t>(verdict.rule);
    entry.statement = submission.encodedStatement;
    entry.signature = submission.signature;
    entry.directory = m_parts.directoryChain;
    if (!verdict.answer.empty()) entry.answerHash = crypto::answerHash(method, verdict.answer);
    std::vector<crypto::HouseholdHeads> heads;
    for (const auto& household : verdict.concerned) {
        VD_ASSIGN(auto head, m_parts.transaction.heads(household));
        heads.push_back(head);
    }
    entry.householdCount = static_cast<std::uint32_t>(heads.size());
    entry.headsHash = crypto::headsHash(heads);

    storage::StoredEntry stored;
    stored.payload = submission.payload;
    stored.answerKept = answerIsKept(method);
    if (stored.answerKept) stored.answer = verdict.answer;
    stored.detail = submission.detail;
    stored.heads = heads.empty() ? Bytes{} : crypto::encodeHeads(heads);
    if (!verdict.refused) stored.attachments = submission.attachments;
    stored.device = submission.statement.device;
    stored.requestId = submission.statement.requestId;
    stored.requestDigest = requestDigest(submission);
    stored.householdChains = verdict.concerned;
    const bool done = !verdict.refused.has_value();
    if (done && crypto::changesHousehold(method)) stored.stateChains = verdict.concerned;
    stored.directoryChain = done && crypto::changesDirectory(method);
    VD_RETURN_IF_ERROR(add(stored, entry));
    if (done) {
        VD_RETURN_IF_ERROR(m_parts.transaction.apply(verdict.changes, entry.sequence));
        VD_RETURN_IF_ERROR(followDirectory(submission, entry.sequence));
        VD_RETURN_IF_ERROR(deliverKeys(submission));
    }
    Written written;
    if (done) {
        VD_ASSIGN(written.delivery,
                  crypto::deliverable(m_parts.transaction, submission.statement, verdict));
    }
    written.sequence = entry.sequence;
    written.refused = verdict.refused;
    written.entry = std::move(stored.entry);
    written.answer = std::move(verdict.answer);
    written.heads = std::move(stored.heads);
    m_written.emplace(written.sequence, written);
    return written;
}

Status Batch::add(storage::StoredEntry& stored, const Entry& entry) {
    stored.sequence = entry.sequence;
    stored.time = entry.time;
    stored.entry = entry.encode();
    stored.leaf = crypto::leafOf(stored.entry);
    m_parts.tree.append(stored.leaf);
    if (stored.directoryChain) {
        m_parts.directoryChain = crypto::extended(m_parts.directoryChain, stored.leaf);
    }
    return m_parts.transaction.add(stored);
}

Status Batch::followDirectory(const Submission& submission, std::uint64_t sequence) {
    const Method method = submission.statement.method;
    if (!crypto::changesDirectory(method)) return crypto::success();
    m_directoryChanged = true;
    if (method == Method::Found) {
        VD_ASSIGN(const auto payload, crypto::FoundPayload::decode(submission.payload));
        return m_parts.directory.found(payload, sequence);
    }
    VD_ASSIGN(const auto payload, crypto::DirectoryPayload::decode(submission.payload));
    return m_parts.directory.follow(payload, sequence);
}

Status Batch::deliverKeys(const Submission& submission) {
    if (submission.statement.method == Method::Admit) {
        VD_ASSIGN(const auto payload, crypto::DirectoryPayload::decode(submission.payload));
        // Attachments: the network keys, sealed to the new device. An admission may bring none.
        auto sealed = submission.attachments.begin();
        for (const auto& change : payload.changes) {
            const auto* admission = std::get_if<crypto::Admission>(&change);
            if (admission == nullptr || admission->sealedHash == crypto::Hash32{}) continue;
            VD_CHECK(sealed != submission.attachments.end());  // checkForm counted them
            VD_RETURN_IF_ERROR(m_parts.transaction.addKey(admission->device, *sealed++, {}));
        }
    }
    if (submission.statement.method == Method::ShareTeamKey) {
        VD_ASSIGN(const auto payload, crypto::ShareTeamKeyPayload::decode(submission.payload));
        // One sharer, team and epoch: one key for each device, however often it is shared.
        crypto::Writer source;
        source.fixed(submission.statement.device.bytes).fixed(payload.team.bytes);
        source.u32(payload.epoch);
        for (std::size_t i = 0; i < payload.shares.size(); ++i) {
            VD_RETURN_IF_ERROR(m_parts.transaction.addKey(
                payload.shares[i].device, submission.attachments[i], source.view()));
        }
    }
    return crypto::success();
}

Status Batch::writeOwn(EntryType type, std::optional<Reason> outcome, std::uint32_t repeated) {
    Entry entry;
    entry.sequence = m_parts.tree.size();
    entry.time = m_parts.agreed;
    entry.type = type;
    entry.outcome = outcome ? static_cast<std::uint16_t>(*outcome) : 0;
    entry.directory = m_parts.directoryChain;
    entry.repeated = repeated;
    storage::StoredEntry stored;
    return add(stored, entry);
}

Result<Writer::SignedHead> Batch::seal(const crypto::SigningKey& logKey) {
    Writer::SignedHead head;
    head.head = {m_parts.tree.size(), m_parts.tree.root()};
    const std::string origin = crypto::logOrigin(m_parts.directory.instance());
    head.checkpoint =
        crypto::signCheckpoint({head.head.size, head.head.root}, origin, origin, logKey);
    VD_RETURN_IF_ERROR(m_parts.transaction.addCheckpoint(head.head.size, head.checkpoint));
    for (const auto& tile : m_parts.tree.completedTiles()) {
        VD_RETURN_IF_ERROR(m_parts.transaction.addTile(tile.index, tile.root));
    }
    return head;
}

}  // namespace voordeur::server::log
