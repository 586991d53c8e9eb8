#include "server/storage/sqlcipher/transaction.h"

#include "server/storage/sql/queries.h"
#include "server/storage/sqlcipher/note_names.h"
#include "server/storage/sqlcipher/reader.h"
#include "server/storage/sqlcipher/schema.h"

namespace voordeur::server::storage::sqlcipher {
namespace {

using crypto::Reason;

/// Rows that `forget` deletes in one transaction, of each length of window.
constexpr std::uint64_t kForgetMost = 500;

}  // namespace

Result<std::unique_ptr<WriterConnection>> WriterConnection::open(const Parts& parts) {
    auto writer = std::make_unique<WriterConnection>(parts);
    VD_ASSIGN(writer->connection, Connection::open(parts.options, parts.key, parts.faults));
    Connection& connection = *writer->connection;
    VD_RETURN_IF_ERROR(bringUpToDate(connection, parts.fresh));
    VD_ASSIGN(writer->world, WorldReader::prepare(connection));
    VD_ASSIGN(writer->changes, WorldWriter::prepare(connection, *writer->world));
    VD_ASSIGN(writer->log, LogWriter::prepare({connection, *writer->world, parts.tails}));
    VD_RETURN_IF_ERROR(prepareAll(connection,
                                  {{writer->begin, "BEGIN IMMEDIATE"},
                                   {writer->commit, "COMMIT"},
                                   {writer->rollback, "ROLLBACK"},
                                   {writer->removeKeyOf, sql::kDeleteKeyOf},
                                   {writer->addKey, sql::kInsertKey},
                                   {writer->enrolment, sql::kSelectEnrolment},
                                   {writer->putEnrolment, sql::kPutEnrolment},
                                   {writer->removeEnrolment, sql::kDeleteEnrolment},
                                   {writer->putNote, sql::kPutNote}}));
    return writer;
}

Status WriterConnection::checkpointWhenDue(bool overdue) {
    const bool far = connection->walPages() >= upkeep.walPagesMax;
    const bool due = connection->pagesSinceCheckpoint() >= upkeep.checkpointPages;
    if (!due || (overdue && !far)) return crypto::success();
    return connection->checkpoint(far);
}

Result<std::unique_ptr<Transaction>> SqlcipherTransaction::begin(
    WriterConnection& writer, const crypto::Directory& directory) {
    VD_REQUIRE(!writer.inUse, Reason::Busy);
    VD_RETURN_IF_ERROR(writer.checkpointWhenDue(true));
    VD_RETURN_IF_ERROR(Query(writer.begin).run());
    writer.inUse = true;
    // From here on its destructor rolls back.
    std::unique_ptr<SqlcipherTransaction> transaction(new SqlcipherTransaction(writer, directory));
    VD_RETURN_IF_ERROR(writer.log->begin());
    return std::unique_ptr<Transaction>(std::move(transaction));
}

SqlcipherTransaction::~SqlcipherTransaction() {
    rollBack();
}

void SqlcipherTransaction::rollBack() {
    if (!m_open) return;
    m_open = false;
    m_writer.inUse = false;
    m_writer.log->rolledBack();
    m_writer.world->forgetAll();
    // An error may have ended the transaction already. If this fails as well, the next begin does.
    if (!m_writer.connection->idle()) static_cast<void>(Query(m_writer.rollback).run().ok());
}

template <class Write>
Status SqlcipherTransaction::write(Write&& write) {
    VD_REQUIRE(m_open, Reason::Internal);
    if (m_failed) return *m_failed;
    const Status done = write();
    if (!done.ok()) m_failed = done.reason();
    return done;
}

Result<std::optional<crypto::HouseholdState>> SqlcipherTransaction::household(
    const crypto::HouseholdId& id) {
    return m_writer.world->household(id);
}

Result<std::optional<crypto::InvolvementState>> SqlcipherTransaction::involvement(
    const crypto::InvolvementId& id) {
    return m_writer.world->involvement(id);
}

Result<std::vector<crypto::IndexedToken>> SqlcipherTransaction::lookUp(
    crypto::IdentifierKind kind,
    std::uint32_t epoch,
    const crypto::ByteArray<32>& token,
    crypto::UnixMillis now) {
    return m_writer.world->lookUp(kind, epoch, token, now);
}

Result<std::optional<crypto::EvaluationFact>> SqlcipherTransaction::evaluation(
    std::uint64_t sequence) {
    return m_writer.world->evaluation(sequence);
}

Result<std::vector<crypto::ManifestRow>> SqlcipherTransaction::rows(
    const crypto::HouseholdId& household, const crypto::CompartmentId& compartment) {
    return m_writer.world->rows(household, compartment);
}

Result<std::uint32_t> SqlcipherTransaction::quotaUsed(const crypto::QuotaKey& key) {
    return m_writer.world->quotaUsed(key);
}

Result<std::optional<std::uint32_t>> SqlcipherTransaction::bulkQuota(const crypto::AgencyId& agency,
                                                                     crypto::IdentifierKind kind,
                                                                     std::uint32_t day) {
    return m_writer.world->bulkQuota(agency, kind, day);
}

Result<std::vector<crypto::HouseholdId>> SqlcipherTransaction::householdsOf(
    const crypto::TeamId& team, const crypto::HouseholdId& after, std::uint32_t most) {
    return m_writer.world->householdsOf(team, after, most);
}

Result<std::vector<crypto::InvolvementId>> SqlcipherTransaction::involvementsOf(
    const crypto::TeamId& team, const crypto::InvolvementId& after, std::uint32_t most) {
    return m_writer.world->involvementsOf(team, after, most);
}

Result<crypto::HouseholdHeads> SqlcipherTransaction::heads(const crypto::HouseholdId& household) {
    return m_writer.log->heads(household);
}

Result<std::optional<RememberedRequest>> SqlcipherTransaction::request(
    const crypto::DeviceId& device, const crypto::RequestId& id) {
    return m_writer.log->request(device, id);
}

Status SqlcipherTransaction::add(const StoredEntry& entry) {
    return write([&] { return m_writer.log->add(entry); });
}

Status SqlcipherTransaction::apply(const crypto::Changes& changes, std::uint64_t sequence) {
    return write([&] { return m_writer.changes->apply(changes, sequence); });
}

Status SqlcipherTransaction::addCheckpoint(std::uint64_t size, const std::string& text) {
    return write([&] { return m_writer.log->addCheckpoint(size, text); });
}

Status SqlcipherTransaction::addTile(std::uint64_t index, const Hash32& root) {
    return write([&] { return m_writer.log->addTile(index, root); });
}

Status SqlcipherTransaction::addKey(const crypto::DeviceId& device,
                                    ByteView sealed,
                                    ByteView source) {
    return write([&]() -> Status {
        if (!source.empty()) {
            VD_RETURN_IF_ERROR(Query(m_writer.removeKeyOf).bytes(device.bytes).bytes(source).run());
        }
        return Query(m_writer.addKey).bytes(device.bytes).bytes(sealed).bytesOrNull(source).run();
    });
}

Result<std::optional<PendingEnrolment>> SqlcipherTransaction::enrolment(
    const crypto::InvitationId& id) {
    return findEnrolment(m_writer.enrolment, id);
}

Status SqlcipherTransaction::putEnrolment(const PendingEnrolment& enrolment) {
    return write([&] {
        return Query(m_writer.putEnrolment)
            .bytes(enrolment.invitation.bytes)
            .bytes(enrolment.enrolment)
            .bytes(enrolment.tlsKey)
            .run();
    });
}

Status SqlcipherTransaction::removeEnrolment(const crypto::InvitationId& id) {
    return write([&] { return Query(m_writer.removeEnrolment).bytes(id.bytes).run(); });
}

Status SqlcipherTransaction::putNote(std::string_view name, ByteView value) {
    return write([&]() -> Status {
        VD_REQUIRE(!name.starts_with(kOwnNotePrefix), Reason::Internal);
        return Query(m_writer.putNote).text(name).bytes(value).run();
    });
}

Status SqlcipherTransaction::forget(crypto::UnixMillis before) {
    return write([&] { return m_writer.changes->forgetQuotas(before, kForgetMost); });
}

Status SqlcipherTransaction::commit() {
    const Status done = write([&] { return makeDurable(); });
    if (!done.ok()) {
        rollBack();
        return done;
    }
    m_open = false;
    m_writer.inUse = false;
    m_writer.log->committed();
    return crypto::success();
}

Status SqlcipherTransaction::makeDurable() {
    VD_RETURN_IF_ERROR(m_writer.log->saveTails());
    // Before, so that nothing is written for nothing; after, because only then is it known that
    // what was written lies where a restart will look for it.
    const auto gone = [&] { return m_writer.guard && !m_writer.guard->stillThere(); };
    if (!gone()) VD_RETURN_IF_ERROR(Query(m_writer.commit).run());
    if (gone()) {
        m_writer.faults.noteFileGone();
        return Reason::StorageFailed;
    }
    return crypto::success();
}

}  // namespace voordeur::server::storage::sqlcipher
