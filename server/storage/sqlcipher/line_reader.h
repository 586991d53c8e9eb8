#pragma once

#include "server/storage/sqlcipher/prepare.h"
#include "server/storage/store.h"

namespace voordeur::server::storage::sqlcipher {

/// Reads lines of the log. Thread: its connection's. Errors: StorageFailed.
class LineReader {
public:
    static Result<LineReader> prepare(Connection& connection);

    /// As Reading::lines, with attachments.
    Result<std::vector<StoredLine>> lines(std::uint64_t first, std::uint32_t count);
    /// As Reading::line, without them.
    Result<std::optional<StoredLine>> line(std::uint64_t sequence);
    Result<std::vector<Hash32>> leaves(std::uint64_t first, std::uint64_t count);
    /// The whole directory chain.
    Result<std::vector<StoredLine>> directory();

private:
    LineReader() = default;
    Status addAttachments(StoredLine& line);
    /// The leaves of one full tile; none where they do not lie together.
    Result<std::vector<Hash32>> tileLeaves(std::uint64_t position);

    Statement m_lines;
    Statement m_line;
    Statement m_attachments;
    Statement m_leaves;
    std::optional<Statement> m_tileLeaves;  // an older schema that is only looked at has none
    Statement m_directory;
};

/// Attached objects that nobody asks for by name lie with their entry. Grammar: list bytes.
Bytes packQuestions(const std::vector<Bytes>& attachments);

}  // namespace voordeur::server::storage::sqlcipher
