#pragma once

#include "crypto/base/secret_bytes.h"
#include "crypto/sqlcipher/statement.h"

#include <memory>
#include <string>

struct sqlite3;

namespace voordeur::crypto::sqlcipher {

/// How one connection is opened.
struct ConnectionOptions {
    enum class Access : std::uint8_t {
        /// The one connection that writes and checkpoints.
        Write,
        /// Reads alone: never writes, never checkpoints, not even when it is closed last.
        Read,
    };
    std::string path;
    Access access = Access::Read;
    /// Pages that this connection keeps decrypted. SQLite looks through all of them at many
    /// commits while the file is below 1 GiB, so more is not always better for the writer.
    std::uint32_t cacheKib = 2048;
    /// Name of a registered SQLite VFS; empty: the system's own. Tests only.
    std::string vfs;
};

/// One connection to a SQLCipher file: opened with our key, our page format and our settings.
///
/// A thin wrapper of the project: no exceptions, no text in errors, the key only as SecretBytes
/// and no call that would take it away again. Thread: one at a time.
class Connection {
public:
    /// Refuses a library that is not SQLCipher 4.6 on SQLite 3.46 or newer: an older one would
    /// write a file in clear, or in another format. `key`: 32 bytes, used as they are.
    ///
    /// Errors: VersionUnsupported · StorageFailed (also a wrong key, which cannot be told from a
    /// damaged file) · StorageFull · Busy. Ownership: borrows `faults`.
    static Result<std::unique_ptr<Connection>> open(const ConnectionOptions& options,
                                                    const crypto::SecretBytes& key,
                                                    Faults& faults);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;
    Connection(Connection&&) = delete;
    Connection& operator=(Connection&&) = delete;

    /// For statements of ours, which fit the schema. Errors: StorageFailed (another schema).
    Result<Statement> prepare(std::string_view sql);
    /// Runs one or more statements of ours that give no rows.
    Status execute(const std::string& sql);
    /// The single value that a statement gives. Errors: StorageFailed (none).
    Result<std::uint64_t> numberOf(const std::string& sql);
    Result<std::string> textOf(const std::string& sql);

    /// Moves what the WAL holds into the file, as far as readers allow, and makes it durable.
    /// `wait`: keeps other writers away and gives readers a moment to finish, so that the WAL can
    /// start over. Where somebody writes all that moment it goes on beside them.
    Status checkpoint(bool wait);
    /// Pages in the WAL after the last commit of this connection, and those of them that were not
    /// in the file at the last checkpoint.
    [[nodiscard]] std::uint32_t walPages() const { return m_walPages; }
    [[nodiscard]] std::uint32_t pagesSinceCheckpoint() const;
    /// False between BEGIN and COMMIT or ROLLBACK; errors may end a transaction, too.
    [[nodiscard]] bool idle() const;
    /// Rows that the last INSERT, UPDATE or DELETE changed.
    [[nodiscard]] std::uint64_t changedRows() const;
    [[nodiscard]] std::uint64_t lastRowId() const;
    [[nodiscard]] sqlite3* handle() const { return m_database; }
    [[nodiscard]] Faults& faults() const { return m_faults; }

private:
    explicit Connection(Faults& faults) : m_faults(faults) {}
    Status openFile(const ConnectionOptions& options);
    Status useKey(const crypto::SecretBytes& key);
    Status configure(const ConnectionOptions& options);
    Status checkVersions();
    Status statusOf(int code);

    Faults& m_faults;
    sqlite3* m_database = nullptr;
    std::uint32_t m_walPages = 0;
    std::uint32_t m_checkpointedPages = 0;
};

}  // namespace voordeur::crypto::sqlcipher
