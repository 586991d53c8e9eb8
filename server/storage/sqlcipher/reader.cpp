#include "server/storage/sqlcipher/reader.h"

#include "crypto/base/limits.h"
#include "server/storage/sql/queries.h"
#include "server/storage/sqlcipher/schema.h"

#include <algorithm>

namespace voordeur::server::storage::sqlcipher {
namespace {

namespace limits = crypto::limits;
using crypto::HouseholdId;
using crypto::Reason;

/// A page of anything.
constexpr std::uint64_t kPage = limits::kEntriesPerPageMax;

Result<PendingEnrolment> enrolmentOf(const Query& query) {
    const auto id = query.arrayAt<16>(0);
    VD_REQUIRE(id.has_value(), Reason::StorageFailed);
    return PendingEnrolment{{*id}, query.bytesAt(1), query.bytesAt(2)};
}

}  // namespace

Result<std::optional<PendingEnrolment>> findEnrolment(Statement& select,
                                                      const crypto::InvitationId& id) {
    Query query(select);
    query.bytes(id.bytes);
    VD_ASSIGN(const bool found, query.next());
    if (!found) return std::optional<PendingEnrolment>{};
    VD_ASSIGN(PendingEnrolment one, enrolmentOf(query));
    return std::optional(std::move(one));
}

Result<std::unique_ptr<ReaderConnection>> ReaderConnection::open(const ConnectionOptions& options,
                                                                 const crypto::SecretBytes& key,
                                                                 Faults& faults) {
    auto reader = std::make_unique<ReaderConnection>();
    VD_ASSIGN(reader->connection, Connection::open(options, key, faults));
    Connection& connection = *reader->connection;
    VD_RETURN_IF_ERROR(checkSchema(connection));
    VD_ASSIGN(reader->lines, LineReader::prepare(connection));
    VD_ASSIGN(reader->chains, ChainReader::prepare(connection));
    VD_RETURN_IF_ERROR(prepareAll(connection,
                                  {{reader->directoryChain, sql::kSelectDirectoryChain},
                                   {reader->checkpoints, sql::kSelectCheckpoints},
                                   {reader->newestCheckpoint, sql::kSelectNewestCheckpoint},
                                   {reader->objects, sql::kSelectObjects},
                                   {reader->keys, sql::kSelectKeys},
                                   {reader->enrolments, sql::kSelectEnrolments},
                                   {reader->enrolment, sql::kSelectEnrolment},
                                   {reader->note, sql::kSelectNote}}));
    return reader;
}

Result<std::unique_ptr<ReaderConnection>> ReaderPool::take() {
    {
        const crypto::MutexLock lock(m_mutex);
        if (!m_idle.empty()) {
            auto reader = std::move(m_idle.back());
            m_idle.pop_back();
            ++m_inUse;
            return reader;
        }
        VD_REQUIRE(m_inUse < m_parts.most, Reason::Busy);
        ++m_inUse;
    }
    auto opened = ReaderConnection::open(m_parts.options, m_parts.key, m_parts.faults);
    if (!opened.ok()) {
        const crypto::MutexLock lock(m_mutex);
        --m_inUse;
    }
    return opened;
}

void ReaderPool::giveBack(std::unique_ptr<ReaderConnection> reader) {
    const crypto::MutexLock lock(m_mutex);
    --m_inUse;
    m_idle.push_back(std::move(reader));
}

Result<std::vector<StoredLine>> PooledReading::lines(std::uint64_t first, std::uint32_t count) {
    return m_reader->lines->lines(first, count);
}

Result<std::optional<StoredLine>> PooledReading::line(std::uint64_t sequence) {
    return m_reader->lines->line(sequence);
}

Result<std::vector<Hash32>> PooledReading::leaves(std::uint64_t first, std::uint64_t count) {
    return m_reader->lines->leaves(first, count);
}

Result<std::vector<std::uint64_t>> PooledReading::directoryChain(std::uint64_t from,
                                                                 std::uint32_t most) {
    Query query(m_reader->directoryChain);
    query.number(rangeBound(from)).number(std::min<std::uint64_t>(most, kPage));
    std::vector<std::uint64_t> out;
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) return out;
        out.push_back(query.numberAt(0));
    }
}

Result<std::vector<std::uint64_t>> PooledReading::chain(ChainKind kind,
                                                        const HouseholdId& household,
                                                        std::uint64_t from,
                                                        std::uint32_t most) {
    const auto tail = m_tails.find(household);
    if (!tail) return std::vector<std::uint64_t>{};
    return m_reader->chains->sequences(
        kind, {household, *tail}, from, std::min<std::uint64_t>(most, kPage));
}

Result<std::vector<std::uint64_t>> PooledReading::householdChain(const HouseholdId& household,
                                                                 std::uint64_t from,
                                                                 std::uint32_t most) {
    return chain(ChainKind::All, household, from, most);
}

Result<std::vector<std::uint64_t>> PooledReading::stateChain(const HouseholdId& household,
                                                             std::uint64_t from,
                                                             std::uint32_t most) {
    return chain(ChainKind::State, household, from, most);
}

Result<std::vector<std::string>> PooledReading::checkpoints(std::uint64_t sizeFrom,
                                                            std::uint64_t sizeTo) {
    Query query(m_reader->checkpoints);
    query.number(rangeBound(sizeFrom)).number(rangeBound(sizeTo)).number(kPage);
    std::vector<std::string> out;
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) return out;
        out.push_back(query.textAt(0));
    }
}

Result<std::optional<std::string>> PooledReading::newestCheckpoint() {
    Query query(m_reader->newestCheckpoint);
    VD_ASSIGN(const bool found, query.next());
    if (!found) return std::optional<std::string>{};
    return std::optional(query.textAt(0));
}

Result<std::vector<std::optional<Bytes>>> PooledReading::objects(const std::vector<Hash32>& names) {
    std::vector<std::optional<Bytes>> out(names.size());
    std::vector<std::size_t> wanted;
    std::size_t total = 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto kept = m_cache.find(names[i]);
        if (kept == nullptr) {
            wanted.push_back(i);
            continue;
        }
        total += kept->size();
        VD_REQUIRE(total <= kObjectsBytesMax, Reason::LimitReached);
        out[i] = *kept;
    }
    if (!wanted.empty()) VD_RETURN_IF_ERROR(readObjects(names, wanted, total, out));
    return out;
}

Status PooledReading::readObjects(const std::vector<Hash32>& names,
                                  const std::vector<std::size_t>& wanted,
                                  std::size_t total,
                                  std::vector<std::optional<Bytes>>& out) {
    Bytes packed;
    packed.reserve(wanted.size() * sizeof(Hash32));
    for (const std::size_t place : wanted)
        crypto::append(packed, names[place]);
    std::size_t rows = 0;
    Query query(m_reader->objects);
    query.number(wanted.size()).bytes(packed);
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) break;
        total += query.viewAt(1).size();
        VD_REQUIRE(total <= kObjectsBytesMax, Reason::LimitReached);
        ++rows;
        if (query.isNull(1)) continue;
        // In whatever order they come: to sort them would copy every object once more.
        const std::size_t place = wanted.at(query.numberAt(0));
        out[place] = query.bytesAt(1);
        m_cache.put(names[place], *out[place]);
    }
    VD_REQUIRE(rows == wanted.size(), Reason::StorageFailed);
    return crypto::success();
}

Result<std::vector<Bytes>> PooledReading::keysFor(const crypto::DeviceId& device) {
    Query query(m_reader->keys);
    query.bytes(device.bytes).number(kPage);
    std::vector<Bytes> out;
    std::size_t total = 0;
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) break;
        total += query.viewAt(0).size();
        if (total > limits::kMessageBytesMax) break;
        out.push_back(query.bytesAt(0));
    }
    std::ranges::reverse(out);
    return out;
}

Result<std::vector<PendingEnrolment>> PooledReading::enrolments() {
    Query query(m_reader->enrolments);
    // Those that were admitted stay: how many wait is known to whoever has the directory.
    query.number(crypto::Directory::kObjectsMax);
    std::vector<PendingEnrolment> out;
    while (true) {
        VD_ASSIGN(const bool more, query.next());
        if (!more) return out;
        VD_ASSIGN(PendingEnrolment one, enrolmentOf(query));
        out.push_back(std::move(one));
    }
}

Result<std::optional<PendingEnrolment>> PooledReading::enrolment(const crypto::InvitationId& id) {
    return findEnrolment(m_reader->enrolment, id);
}

Result<std::optional<Bytes>> PooledReading::note(std::string_view name) {
    Query query(m_reader->note);
    query.text(name);
    VD_ASSIGN(const bool found, query.next());
    if (!found) return std::optional<Bytes>{};
    return std::optional(query.bytesAt(0));
}

}  // namespace voordeur::server::storage::sqlcipher
