#include "crypto/sqlcipher/connection.h"

#include "crypto/base/check.h"

#include <sqlcipher/sqlite3.h>

#include <array>
#include <charconv>
#include <cstring>
#include <mutex>

namespace voordeur::crypto::sqlcipher {
namespace {

using crypto::Reason;
using Access = ConnectionOptions::Access;

constexpr int kSqliteVersionMin = 3'046'000;
constexpr int kCipherMajor = 4;
constexpr int kCipherMinorMin = 6;
constexpr std::size_t kKeyBytes = 32;
/// Another process may hold the file for the moment of a recovery; nobody holds it longer.
constexpr int kBusyMillis = 250;
/// The largest value of a column: an attachment is at most 512 KiB, a household's state far less.
constexpr int kValueBytesMax = 64 * 1024 * 1024;

// Of the whole process, and before anything else of SQLite: counting its memory takes a lock at
// every allocation, which readers would wait for.
void configureLibrary() {
    static std::once_flag once;
    std::call_once(once, [] {
        // Refused when a test registered its VFS before; the numbers are then counted, no more.
        static_cast<void>(sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0));
    });
}

int keepWalPages(void* pages, sqlite3* /*database*/, const char* /*name*/, int count) {
    *static_cast<std::uint32_t*>(pages) = static_cast<std::uint32_t>(count);
    return SQLITE_OK;
}

/// "4.6.1 community" → is it one we know the file format of?
bool isKnownCipher(std::string_view version) {
    int major = 0;
    int minor = 0;
    const char* end = version.data() + version.size();
    const auto first = std::from_chars(version.data(), end, major);
    if (first.ec != std::errc{} || first.ptr == end || *first.ptr != '.') return false;
    const auto second = std::from_chars(first.ptr + 1, end, minor);
    return second.ec == std::errc{} && major == kCipherMajor && minor >= kCipherMinorMin;
}

}  // namespace

Result<std::unique_ptr<Connection>> Connection::open(const ConnectionOptions& options,
                                                     const crypto::SecretBytes& key,
                                                     Faults& faults) {
    configureLibrary();
    std::unique_ptr<Connection> connection(new Connection(faults));
    VD_RETURN_IF_ERROR(connection->openFile(options));
    VD_RETURN_IF_ERROR(connection->checkVersions());
    VD_RETURN_IF_ERROR(connection->useKey(key));
    VD_RETURN_IF_ERROR(connection->configure(options));
    return connection;
}

Connection::~Connection() {
    // Statements are finalized before (they are destroyed first), so this cannot be refused.
    VD_CHECK(sqlite3_close(m_database) == SQLITE_OK);
}

Status Connection::openFile(const ConnectionOptions& options) {
    const bool writes = options.access == Access::Write;
    // Never SQLITE_OPEN_CREATE: a wrong path must not become an empty store.
    const int flags = (writes ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE | SQLITE_OPEN_EXRESCODE;
    const char* vfs = options.vfs.empty() ? nullptr : options.vfs.c_str();
    VD_RETURN_IF_ERROR(statusOf(sqlite3_open_v2(options.path.c_str(), &m_database, flags, vfs)));
    VD_RETURN_IF_ERROR(statusOf(sqlite3_busy_timeout(m_database, kBusyMillis)));
    sqlite3_limit(m_database, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(m_database, SQLITE_LIMIT_LENGTH, kValueBytesMax);
    const std::array<std::pair<int, int>, 6> switches{{
        {SQLITE_DBCONFIG_DEFENSIVE, 1},
        {SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0},
        {SQLITE_DBCONFIG_DQS_DML, 0},
        {SQLITE_DBCONFIG_DQS_DDL, 0},
        {SQLITE_DBCONFIG_ENABLE_TRIGGER, 0},
        {SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, writes ? 0 : 1},
    }};
    for (const auto& [name, value] : switches) {
        VD_RETURN_IF_ERROR(statusOf(sqlite3_db_config(m_database, name, value, nullptr)));
    }
    return crypto::success();
}

Status Connection::checkVersions() {
    VD_REQUIRE(sqlite3_libversion_number() >= kSqliteVersionMin, Reason::VersionUnsupported);
    const auto version = textOf("PRAGMA cipher_version");  // plain SQLite answers with nothing
    VD_REQUIRE(version.ok() && isKnownCipher(version.value()), Reason::VersionUnsupported);
    return crypto::success();
}

Status Connection::useKey(const crypto::SecretBytes& key) {
    VD_REQUIRE(key.size() == kKeyBytes, Reason::StorageFailed);
    // The form x'…' means: the key itself, not a passphrase to stretch.
    constexpr std::string_view kDigits = "0123456789abcdef";
    crypto::SecretBytes text(2 * kKeyBytes + 3);
    const crypto::KeyAccess access = crypto::openKeyAccess();
    const auto out = text.revealForWriting(access);
    std::size_t at = 0;
    out[at++] = 'x';
    out[at++] = '\'';
    for (const std::uint8_t byte : key.reveal(access)) {
        out[at++] = static_cast<std::uint8_t>(kDigits[byte >> 4]);
        out[at++] = static_cast<std::uint8_t>(kDigits[byte & 0x0f]);
    }
    out[at++] = '\'';
    VD_CHECK(at == out.size());
    return statusOf(sqlite3_key_v2(m_database, "main", out.data(), static_cast<int>(out.size())));
}

Status Connection::configure(const ConnectionOptions& options) {
    const bool writes = options.access == Access::Write;
    // The page format first: it is needed to read the first page. SHA-256 instead of SQLCipher's
    // SHA-512, because today's processors have instructions for it (docs/adr).
    VD_RETURN_IF_ERROR(
        execute("PRAGMA cipher_memory_security = OFF;"
                "PRAGMA cipher_page_size = 4096;"
                "PRAGMA cipher_hmac_algorithm = HMAC_SHA256;"
                "PRAGMA cache_size = -" +
                std::to_string(options.cacheKib)));
    // Reads the file for the first time: a wrong key shows here.
    VD_RETURN_IF_ERROR(numberOf("SELECT count(*) FROM sqlite_schema").ok()
                           ? crypto::success()
                           : Status(Reason::StorageFailed));
    VD_RETURN_IF_ERROR(
        execute("PRAGMA temp_store = MEMORY;"
                "PRAGMA mmap_size = 0;"
                "PRAGMA cell_size_check = ON;"
                "PRAGMA trusted_schema = OFF;"));
    if (!writes) return execute("PRAGMA query_only = ON");
    VD_ASSIGN(const std::string mode, textOf("PRAGMA journal_mode = WAL"));
    VD_REQUIRE(mode == "wal", Reason::StorageFailed);
    VD_RETURN_IF_ERROR(
        execute("PRAGMA synchronous = FULL;"
                "PRAGMA secure_delete = ON;"
                "PRAGMA journal_size_limit = 67108864;"
                "PRAGMA wal_autocheckpoint = 0;"));
    // After wal_autocheckpoint, which uses the same hook: SQLite's own checkpoint would swallow an
    // error, even one of fsync.
    sqlite3_wal_hook(m_database, keepWalPages, &m_walPages);
    return crypto::success();
}

Status Connection::statusOf(int code) {
    if (code == SQLITE_OK || code == SQLITE_DONE) return crypto::success();
    return m_faults.reasonOf(code, sqlite3_system_errno(m_database));
}

Result<Statement> Connection::prepare(std::string_view sql) {
    sqlite3_stmt* statement = nullptr;
    VD_RETURN_IF_ERROR(statusOf(sqlite3_prepare_v3(m_database,
                                                   sql.data(),
                                                   static_cast<int>(sql.size()),
                                                   SQLITE_PREPARE_PERSISTENT,
                                                   &statement,
                                                   nullptr)));
    return Statement(statement, m_faults);
}

Status Connection::execute(const std::string& sql) {
    if (m_faults.broken()) return Reason::StorageFailed;
    return statusOf(sqlite3_exec(m_database, sql.c_str(), nullptr, nullptr, nullptr));
}

Result<std::uint64_t> Connection::numberOf(const std::string& sql) {
    VD_ASSIGN(Statement statement, prepare(sql));
    Query query(statement);
    VD_ASSIGN(const bool found, query.next());
    VD_REQUIRE(found, Reason::StorageFailed);
    return query.numberAt(0);
}

Result<std::string> Connection::textOf(const std::string& sql) {
    VD_ASSIGN(Statement statement, prepare(sql));
    Query query(statement);
    VD_ASSIGN(const bool found, query.next());
    VD_REQUIRE(found, Reason::StorageFailed);
    return query.textAt(0);
}

Status Connection::checkpoint(bool wait) {
    if (m_faults.broken()) return Reason::StorageFailed;
    const int mode = wait ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE;
    int moved = 0;
    const int code = sqlite3_wal_checkpoint_v2(m_database, "main", mode, nullptr, &moved);
    // Readers in the way: the rest is done the next time.
    const bool busy = (code & 0xff) == SQLITE_BUSY;
    if (!busy) VD_RETURN_IF_ERROR(statusOf(code));
    m_checkpointedPages = moved > 0 ? static_cast<std::uint32_t>(moved) : 0;
    return crypto::success();
}

std::uint32_t Connection::pagesSinceCheckpoint() const {
    // Fewer pages than were moved: the WAL has started over.
    return m_walPages < m_checkpointedPages ? m_walPages : m_walPages - m_checkpointedPages;
}

bool Connection::idle() const {
    return sqlite3_get_autocommit(m_database) != 0;
}

std::uint64_t Connection::changedRows() const {
    return static_cast<std::uint64_t>(sqlite3_changes64(m_database));
}

std::uint64_t Connection::lastRowId() const {
    return static_cast<std::uint64_t>(sqlite3_last_insert_rowid(m_database));
}

}  // namespace voordeur::crypto::sqlcipher
