#pragma once

#include "crypto/base/result.h"

#include <cstdint>
#include <string>

namespace voordeur::server::storage::sqlcipher {

/// The store's files as the system sees them: nobody else may read them, no second server may open
/// them, and they must still be there when something is committed.
///
/// SQLite's own locks would let a second writer in between two transactions; ours lies on a file
/// beside the store (name + "-lock") from opening to closing, and goes with the process.
/// Thread: one at a time.
class FileGuard {
public:
    /// Makes an empty file that only the owner can read, in a directory of which the same holds,
    /// and makes its name durable.
    /// Errors: FileExists · ConfigInvalid (the directory is open to others, or missing) ·
    /// StorageFull · StorageFailed.
    static crypto::Status makeFile(const std::string& path);

    /// Errors: FileUnreadable (no such file) · ConfigInvalid (file or directory belong to somebody
    /// else or are open to others) · Busy (another server has the store open; only with
    /// `exclusive`).
    static crypto::Result<FileGuard> take(const std::string& path, bool exclusive);
    FileGuard(const FileGuard&) = delete;
    FileGuard& operator=(const FileGuard&) = delete;
    FileGuard(FileGuard&& other) noexcept;
    FileGuard& operator=(FileGuard&& other) noexcept;
    ~FileGuard();

    /// Remembers which files the names stand for now; call once the WAL is open.
    crypto::Status remember();
    /// Are they still the same, under the same names? Two look-ups, some 2 µs.
    [[nodiscard]] bool stillThere() const;

private:
    struct FileId {
        std::uint64_t device = 0;
        std::uint64_t inode = 0;
        friend bool operator==(const FileId&, const FileId&) = default;
    };
    explicit FileGuard(std::string path) : m_path(std::move(path)) {}
    static crypto::Result<FileId> identify(const std::string& path);

    std::string m_path;
    int m_lock = -1;
    FileId m_file;
    FileId m_wal;
};

}  // namespace voordeur::server::storage::sqlcipher
