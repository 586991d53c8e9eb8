#pragma once

#include "server/storage/sqlcipher/file_guard.h"
#include "server/storage/sqlcipher/log_writer.h"
#include "server/storage/sqlcipher/open.h"
#include "server/storage/sqlcipher/world_writer.h"

#include <memory>
#include <optional>

namespace voordeur::server::storage::sqlcipher {

/// The one connection that writes, with everything that lives on it. Thread: the writer's.
struct WriterConnection {
    struct Parts {
        ConnectionOptions options;
        const crypto::SecretBytes& key;
        Faults& faults;
        ChainTails& tails;
        /// Empty only where a test brings its own file system.
        std::optional<FileGuard>& guard;
        SqlcipherUpkeep upkeep;
        /// The file was made just now.
        bool fresh = false;
    };
    /// Brings the schema up to date. Errors: those of Connection::open and of bringUpToDate.
    static Result<std::unique_ptr<WriterConnection>> open(const Parts& parts);

    /// Moves the WAL into the file when there is enough in it. `overdue`: only when far too much
    /// is.
    Status checkpointWhenDue(bool overdue);

    explicit WriterConnection(const Parts& parts)
        : faults(parts.faults), guard(parts.guard), upkeep(parts.upkeep) {}

    Faults& faults;
    std::optional<FileGuard>& guard;
    const SqlcipherUpkeep upkeep;
    std::unique_ptr<Connection> connection;  // before what lives on it, so that it is closed last
    std::unique_ptr<WorldReader> world;
    std::unique_ptr<WorldWriter> changes;
    std::unique_ptr<LogWriter> log;
    Statement begin;
    Statement commit;
    Statement rollback;
    Statement removeKeyOf;
    Statement addKey;
    Statement enrolment;
    Statement putEnrolment;
    Statement removeEnrolment;
    Statement putNote;
    bool inUse = false;
};

/// See storage::Transaction. After the first failed write nothing more is written and `commit`
/// gives that failure: half of what was meant must never become durable.
class SqlcipherTransaction final : public Transaction {
public:
    /// Errors: Busy (one is open already, or another process writes), StorageFailed.
    static Result<std::unique_ptr<Transaction>> begin(WriterConnection& writer,
                                                      const crypto::Directory& directory);
    SqlcipherTransaction(const SqlcipherTransaction&) = delete;
    SqlcipherTransaction& operator=(const SqlcipherTransaction&) = delete;
    SqlcipherTransaction(SqlcipherTransaction&&) = delete;
    SqlcipherTransaction& operator=(SqlcipherTransaction&&) = delete;
    ~SqlcipherTransaction() override;

    // World
    [[nodiscard]] const crypto::Directory& directory() const override { return m_directory; }
    Result<std::optional<crypto::HouseholdState>> household(const crypto::HouseholdId& id) override;
    Result<std::optional<crypto::InvolvementState>> involvement(
        const crypto::InvolvementId& id) override;
    Result<std::vector<crypto::IndexedToken>> lookUp(crypto::IdentifierKind kind,
                                                     std::uint32_t epoch,
                                                     const crypto::ByteArray<32>& token,
                                                     crypto::UnixMillis now) override;
    Result<std::optional<crypto::EvaluationFact>> evaluation(std::uint64_t sequence) override;
    Result<std::vector<crypto::ManifestRow>> rows(
        const crypto::HouseholdId& household, const crypto::CompartmentId& compartment) override;
    Result<std::uint32_t> quotaUsed(const crypto::QuotaKey& key) override;
    Result<std::optional<std::uint32_t>> bulkQuota(const crypto::AgencyId& agency,
                                                   crypto::IdentifierKind kind,
                                                   std::uint32_t day) override;
    Result<std::vector<crypto::HouseholdId>> householdsOf(const crypto::TeamId& team,
                                                          const crypto::HouseholdId& after,
                                                          std::uint32_t most) override;
    Result<std::vector<crypto::InvolvementId>> involvementsOf(const crypto::TeamId& team,
                                                              const crypto::InvolvementId& after,
                                                              std::uint32_t most) override;
    // Transaction
    Result<crypto::HouseholdHeads> heads(const crypto::HouseholdId& household) override;
    Result<std::optional<RememberedRequest>> request(const crypto::DeviceId& device,
                                                     const crypto::RequestId& id) override;
    Status add(const StoredEntry& entry) override;
    Status apply(const crypto::Changes& changes, std::uint64_t sequence) override;
    Status addCheckpoint(std::uint64_t size, const std::string& text) override;
    Status addTile(std::uint64_t index, const Hash32& root) override;
    Status addKey(const crypto::DeviceId& device, ByteView sealed, ByteView source) override;
    Result<std::optional<PendingEnrolment>> enrolment(const crypto::InvitationId& id) override;
    Status putEnrolment(const PendingEnrolment& enrolment) override;
    Status removeEnrolment(const crypto::InvitationId& id) override;
    Status putNote(std::string_view name, ByteView value) override;
    Status forget(crypto::UnixMillis before) override;
    Status commit() override;

private:
    SqlcipherTransaction(WriterConnection& writer, const crypto::Directory& directory)
        : m_writer(writer), m_directory(directory) {}
    /// Runs a write unless one failed before; remembers the first failure.
    template <class Write>
    Status write(Write&& write);
    Status makeDurable();
    void rollBack();

    WriterConnection& m_writer;
    const crypto::Directory& m_directory;
    std::optional<crypto::Reason> m_failed;
    bool m_open = true;
};

}  // namespace voordeur::server::storage::sqlcipher
