#pragma once

#include "crypto/base/mutex.h"
#include "server/storage/sqlcipher/chain_reader.h"
#include "server/storage/sqlcipher/line_reader.h"
#include "server/storage/sqlcipher/object_cache.h"

#include <memory>
#include <optional>
#include <vector>

namespace voordeur::server::storage::sqlcipher {

/// A connection that reads, with its statements prepared. Thread: one at a time.
struct ReaderConnection {
    /// Errors: those of Connection::open; SchemaNewer.
    static Result<std::unique_ptr<ReaderConnection>> open(const ConnectionOptions& options,
                                                          const crypto::SecretBytes& key,
                                                          Faults& faults);

    std::unique_ptr<Connection> connection;  // first, so that it is closed last
    std::optional<LineReader> lines;
    std::optional<ChainReader> chains;
    Statement directoryChain;
    Statement checkpoints;
    Statement newestCheckpoint;
    Statement objects;
    Statement keys;
    Statement enrolments;
    Statement enrolment;
    Statement note;
};

/// The enrolment under an invitation. `select` is sql::kSelectEnrolment. Errors: StorageFailed.
Result<std::optional<PendingEnrolment>> findEnrolment(Statement& select,
                                                      const crypto::InvitationId& id);

/// Readers at rest, opened when they are first needed; at most so many at once. Thread: any.
class ReaderPool {
public:
    struct Parts {
        ConnectionOptions options;
        const crypto::SecretBytes& key;
        Faults& faults;
        std::size_t most = 8;
    };
    explicit ReaderPool(const Parts& parts) : m_parts(parts) {}

    /// Errors: Busy (all in use), those of ReaderConnection::open.
    Result<std::unique_ptr<ReaderConnection>> take() VD_EXCLUDES(m_mutex);
    void giveBack(std::unique_ptr<ReaderConnection> reader) VD_EXCLUDES(m_mutex);

private:
    const Parts m_parts;
    crypto::Mutex m_mutex;
    std::vector<std::unique_ptr<ReaderConnection>> m_idle VD_GUARDED_BY(m_mutex);
    std::size_t m_inUse VD_GUARDED_BY(m_mutex) = 0;
};

/// One reader out of the pool. Ownership: borrows pool, tails and cache, which outlive it.
class PooledReading final : public Reading {
public:
    PooledReading(std::unique_ptr<ReaderConnection> reader,
                  ReaderPool& pool,
                  const ChainTails& tails,
                  ObjectCache& cache)
        : m_reader(std::move(reader)), m_pool(pool), m_tails(tails), m_cache(cache) {}
    PooledReading(const PooledReading&) = delete;
    PooledReading& operator=(const PooledReading&) = delete;
    PooledReading(PooledReading&&) = delete;
    PooledReading& operator=(PooledReading&&) = delete;
    ~PooledReading() override { m_pool.giveBack(std::move(m_reader)); }

    Result<std::vector<StoredLine>> lines(std::uint64_t first, std::uint32_t count) override;
    Result<std::optional<StoredLine>> line(std::uint64_t sequence) override;
    Result<std::vector<Hash32>> leaves(std::uint64_t first, std::uint64_t count) override;
    Result<std::vector<std::uint64_t>> directoryChain(std::uint64_t from,
                                                      std::uint32_t most) override;
    Result<std::vector<std::uint64_t>> householdChain(const crypto::HouseholdId& household,
                                                      std::uint64_t from,
                                                      std::uint32_t most) override;
    Result<std::vector<std::uint64_t>> stateChain(const crypto::HouseholdId& household,
                                                  std::uint64_t from,
                                                  std::uint32_t most) override;
    Result<std::vector<std::string>> checkpoints(std::uint64_t sizeFrom,
                                                 std::uint64_t sizeTo) override;
    Result<std::optional<std::string>> newestCheckpoint() override;
    Result<std::vector<std::optional<Bytes>>> objects(const std::vector<Hash32>& names) override;
    Result<std::vector<Bytes>> keysFor(const crypto::DeviceId& device) override;
    Result<std::vector<PendingEnrolment>> enrolments() override;
    Result<std::optional<PendingEnrolment>> enrolment(const crypto::InvitationId& id) override;
    Result<std::optional<Bytes>> note(std::string_view name) override;

private:
    Result<std::vector<std::uint64_t>> chain(ChainKind kind,
                                             const crypto::HouseholdId& household,
                                             std::uint64_t from,
                                             std::uint32_t most);
    /// Those of `names` at the places `wanted`, from the store into `out`. `total`: bytes so far.
    Status readObjects(const std::vector<Hash32>& names,
                       const std::vector<std::size_t>& wanted,
                       std::size_t total,
                       std::vector<std::optional<Bytes>>& out);

    std::unique_ptr<ReaderConnection> m_reader;
    ReaderPool& m_pool;
    const ChainTails& m_tails;
    ObjectCache& m_cache;
};

}  // namespace voordeur::server::storage::sqlcipher
