#include "server/storage/sqlcipher/sqlcipher_store.h"

#include "crypto/shared/merkle_tile.h"
#include "server/storage/sql/queries.h"
#include "server/storage/sqlcipher/note_names.h"

namespace voordeur::server::storage::sqlcipher {
namespace {

using crypto::kTileLeaves;
using crypto::Reason;
using Access = ConnectionOptions::Access;

/// What the writer touches again and again is small; see ConnectionOptions::cacheKib.
constexpr std::uint32_t kWriterCacheKib = 32 * 1024;
constexpr std::uint32_t kReaderCacheKib = 2 * 1024;
/// Some 30,000 objects of a household: the files that are open somewhere.
constexpr std::size_t kObjectCacheBytes = std::size_t{32} * 1024 * 1024;

ConnectionOptions connectionTo(const std::string& path,
                               const SqlcipherOptions& options,
                               Access access) {
    return {path, access, access == Access::Write ? kWriterCacheKib : kReaderCacheKib, options.vfs};
}

}  // namespace

SqlcipherStore::SqlcipherStore(const std::string& path,
                               const crypto::SecretBytes& key,
                               const SqlcipherOptions& options)
    : m_key(key.clone()),
      m_faults(options.onFatal),
      m_tails(options.upkeep.tailsBehindMax),
      m_objects(kObjectCacheBytes),
      m_readers({connectionTo(path, options, Access::Read), m_key, m_faults, options.readersMax}) {}

Result<std::unique_ptr<Store>> SqlcipherStore::open(const std::string& path,
                                                    const crypto::SecretBytes& key,
                                                    const SqlcipherOptions& options,
                                                    bool fresh) {
    std::unique_ptr<SqlcipherStore> store(new SqlcipherStore(path, key, options));
    if (options.vfs.empty()) {
        VD_ASSIGN(store->m_guard, FileGuard::take(path, !options.readOnly));
    }
    if (!options.readOnly) VD_RETURN_IF_ERROR(store->openWriter(path, options, fresh));
    VD_RETURN_IF_ERROR(store->loadTails());
    return std::unique_ptr<Store>(std::move(store));
}

Status SqlcipherStore::openWriter(const std::string& path,
                                  const SqlcipherOptions& options,
                                  bool fresh) {
    VD_ASSIGN(m_writer,
              WriterConnection::open({connectionTo(path, options, Access::Write),
                                      m_key,
                                      m_faults,
                                      m_tails,
                                      m_guard,
                                      options.upkeep,
                                      fresh}));
    // The first transaction makes the WAL, if it is not there yet.
    VD_RETURN_IF_ERROR(Query(m_writer->begin).run());
    VD_RETURN_IF_ERROR(Query(m_writer->rollback).run());
    return m_guard ? m_guard->remember() : crypto::success();
}

Status SqlcipherStore::loadTails() {
    VD_ASSIGN(auto reader, m_readers.take());
    Connection& connection = *reader->connection;
    std::uint64_t savedFrom = 0;
    {
        Query note(reader->note);
        note.text(kTailsFromNote);
        VD_ASSIGN(const bool found, note.next());
        const auto number = found ? unpackNumber(note.viewAt(0)) : std::optional<std::uint64_t>(0);
        VD_REQUIRE(number.has_value(), Reason::StorageFailed);
        savedFrom = *number;
    }
    m_tails.loadSavedFrom(savedFrom);
    {
        VD_ASSIGN(Statement select, connection.prepare(sql::kSelectTails));
        Query query(select);
        while (true) {
            VD_ASSIGN(const bool more, query.next());
            if (!more) break;
            const auto household = query.arrayAt<16>(0);
            VD_REQUIRE(household.has_value(), Reason::StorageFailed);
            m_tails.load({{*household}, query.numberAt(1)});
        }
    }
    {
        VD_ASSIGN(Statement select, connection.prepare(sql::kSelectLinksFrom));
        Query query(select);
        query.number(savedFrom);
        while (true) {
            VD_ASSIGN(const bool more, query.next());
            if (!more) break;
            const auto links = decodeLinks(query.viewAt(1));
            VD_REQUIRE(links.has_value(), Reason::StorageFailed);
            for (const ChainLink& link : *links)
                m_tails.loadNewer({link.household, query.numberAt(0)});
        }
    }
    m_readers.giveBack(std::move(reader));
    return crypto::success();
}

Result<StartState> SqlcipherStore::start() {
    VD_ASSIGN(auto reader, m_readers.take());
    StartState out;
    const Status done = readStart(*reader, out);
    m_readers.giveBack(std::move(reader));
    if (!done.ok()) return done.error();
    return out;
}

Status SqlcipherStore::readStart(ReaderConnection& reader, StartState& out) {
    Connection& connection = *reader.connection;
    VD_ASSIGN(Statement counts, connection.prepare(sql::kSelectCounts));
    {
        Query query(counts);
        VD_ASSIGN(const bool found, query.next());
        VD_REQUIRE(found, Reason::StorageFailed);
        out.size = query.numberAt(0);
    }
    VD_ASSIGN(Statement tiles, connection.prepare(sql::kSelectTiles));
    {
        Query query(tiles);
        while (true) {
            VD_ASSIGN(const bool more, query.next());
            if (!more) break;
            const auto root = query.arrayAt<32>(1);
            VD_REQUIRE(root && query.numberAt(0) == out.tiles.size(), Reason::StorageFailed);
            out.tiles.push_back(*root);
        }
    }
    VD_REQUIRE(out.tiles.size() == out.size / kTileLeaves, Reason::StorageFailed);
    const std::uint64_t first = out.tiles.size() * kTileLeaves;
    VD_ASSIGN(out.lastLeaves, reader.lines->leaves(first, kTileLeaves));
    VD_REQUIRE(out.lastLeaves.size() == out.size - first, Reason::StorageFailed);
    VD_ASSIGN(out.directory, reader.lines->directory());
    Query newest(reader.newestCheckpoint);
    VD_ASSIGN(const bool found, newest.next());
    if (found) out.checkpoint = newest.textAt(0);
    return crypto::success();
}

Result<std::unique_ptr<Transaction>> SqlcipherStore::begin(const crypto::Directory& directory) {
    VD_REQUIRE(m_writer != nullptr, Reason::StorageFailed);
    return SqlcipherTransaction::begin(*m_writer, directory);
}

Result<std::unique_ptr<Reading>> SqlcipherStore::reader() {
    // Before a connection is opened: under the old name there may be another file by now.
    if (m_writer != nullptr && m_guard && !m_guard->stillThere()) m_faults.noteFileGone();
    VD_REQUIRE(!m_faults.broken(), Reason::StorageFailed);
    VD_ASSIGN(auto reader, m_readers.take());
    return std::unique_ptr<Reading>(
        std::make_unique<PooledReading>(std::move(reader), m_readers, m_tails, m_objects));
}

Status SqlcipherStore::tidy() {
    if (m_writer == nullptr || m_writer->inUse) return crypto::success();
    return m_writer->checkpointWhenDue(false);
}

}  // namespace voordeur::server::storage::sqlcipher
