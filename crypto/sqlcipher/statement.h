#pragma once

#include "crypto/base/bytes.h"
#include "crypto/base/result.h"
#include "crypto/sqlcipher/faults.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3_stmt;

namespace voordeur::crypto::sqlcipher {

/// SQLite's numbers are signed. Where a number bounds a range, it is cut to the largest there is;
/// numbers that are stored and read back keep all their bits.
inline std::uint64_t rangeBound(std::uint64_t value) {
    constexpr std::uint64_t kLargest = INT64_MAX;
    return value < kLargest ? value : kLargest;
}

/// A prepared statement; runs as a `Query`. Thread: its connection's.
/// Ownership: borrows the connection's faults, and must not outlive the connection.
class Statement {
public:
    Statement() = default;
    Statement(sqlite3_stmt* statement, Faults& faults)
        : m_statement(statement), m_faults(&faults) {}
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    Statement(Statement&& other) noexcept;
    Statement& operator=(Statement&& other) noexcept;
    ~Statement();

private:
    friend class Query;
    sqlite3_stmt* m_statement = nullptr;
    Faults* m_faults = nullptr;
};

/// One run of a statement: parameters in their order, then rows. Resets it at the end of its life,
/// so an early return leaves nothing open.
///
/// Ownership: what is given as a parameter must live until the run is over; views of columns hold
/// until the next row.
class Query {
public:
    explicit Query(Statement& statement);
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;
    Query(Query&&) = delete;
    Query& operator=(Query&&) = delete;
    ~Query();

    Query& bytes(ByteView value);
    Query& number(std::uint64_t value);
    Query& text(std::string_view value);
    Query& null();
    /// NULL for an empty view.
    Query& bytesOrNull(ByteView value) { return value.empty() ? null() : bytes(value); }

    /// True: a row is there to be read. Errors: StorageFailed, StorageFull, Busy.
    Result<bool> next();
    /// Runs a statement that gives no rows. Errors: as above.
    Status run();

    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::uint64_t numberAt(int column) const;
    [[nodiscard]] ByteView viewAt(int column) const;
    [[nodiscard]] Bytes bytesAt(int column) const { return crypto::toBytes(viewAt(column)); }
    [[nodiscard]] std::string textAt(int column) const;
    /// nullopt when the value has another length: the file holds what this program never wrote.
    template <std::size_t N>
    [[nodiscard]] std::optional<crypto::ByteArray<N>> arrayAt(int column) const {
        return crypto::toArray<N>(viewAt(column));
    }

private:
    void bound(int code);

    sqlite3_stmt* m_statement;
    Faults& m_faults;
    int m_parameter = 0;
    int m_bindFailure = 0;
};

}  // namespace voordeur::crypto::sqlcipher
