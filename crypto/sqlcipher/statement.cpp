#include "crypto/sqlcipher/statement.h"

#include "crypto/base/check.h"

#include <sqlcipher/sqlite3.h>

#include <utility>

namespace voordeur::crypto::sqlcipher {

using crypto::Reason;

Statement::Statement(Statement&& other) noexcept
    : m_statement(std::exchange(other.m_statement, nullptr)), m_faults(other.m_faults) {}

Statement& Statement::operator=(Statement&& other) noexcept {
    std::swap(m_statement, other.m_statement);
    std::swap(m_faults, other.m_faults);
    return *this;
}

Statement::~Statement() {
    // The outcome repeats that of the last run, which was looked at there.
    static_cast<void>(sqlite3_finalize(m_statement));
}

Query::Query(Statement& statement)
    : m_statement(statement.m_statement), m_faults(*statement.m_faults) {
    VD_CHECK(m_statement != nullptr);
    // A statement that is still running belongs to another Query: two at once would share rows.
    VD_CHECK(sqlite3_stmt_busy(m_statement) == 0);
}

Query::~Query() {
    static_cast<void>(sqlite3_reset(m_statement));
    static_cast<void>(sqlite3_clear_bindings(m_statement));
}

void Query::bound(int code) {
    if (code != SQLITE_OK && m_bindFailure == SQLITE_OK) m_bindFailure = code;
}

Query& Query::bytes(ByteView value) {
    // A null pointer would bind NULL, which is not the same as no bytes.
    const void* data = value.empty() ? static_cast<const void*>("") : value.data();
    bound(sqlite3_bind_blob64(m_statement, ++m_parameter, data, value.size(), SQLITE_STATIC));
    return *this;
}

Query& Query::number(std::uint64_t value) {
    bound(sqlite3_bind_int64(m_statement, ++m_parameter, static_cast<sqlite3_int64>(value)));
    return *this;
}

Query& Query::text(std::string_view value) {
    const char* data = value.empty() ? "" : value.data();
    bound(sqlite3_bind_text64(
        m_statement, ++m_parameter, data, value.size(), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

Query& Query::null() {
    bound(sqlite3_bind_null(m_statement, ++m_parameter));
    return *this;
}

Result<bool> Query::next() {
    VD_CHECK(m_parameter == sqlite3_bind_parameter_count(m_statement));
    if (m_faults.broken()) return Reason::StorageFailed;
    int code = m_bindFailure;
    if (code == SQLITE_OK) code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    sqlite3* database = sqlite3_db_handle(m_statement);
    return m_faults.reasonOf(code, sqlite3_system_errno(database));
}

Status Query::run() {
    VD_ASSIGN(const bool row, next());
    VD_CHECK(!row);
    return crypto::success();
}

bool Query::isNull(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::uint64_t Query::numberAt(int column) const {
    return static_cast<std::uint64_t>(sqlite3_column_int64(m_statement, column));
}

ByteView Query::viewAt(int column) const {
    const void* data = sqlite3_column_blob(m_statement, column);
    const int size = sqlite3_column_bytes(m_statement, column);
    if (data == nullptr) return {};
    return {static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size)};
}

std::string Query::textAt(int column) const {
    return std::string(crypto::textOf(viewAt(column)));
}

}  // namespace voordeur::crypto::sqlcipher
