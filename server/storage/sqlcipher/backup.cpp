#include "server/storage/sqlcipher/backup.h"

#include "server/storage/sqlcipher/file_guard.h"
#include "server/storage/sqlcipher/schema.h"
#include "server/storage/sqlcipher/wrapper.h"

#include <sqlcipher/sqlite3.h>
#include <unistd.h>

#include <memory>

namespace voordeur::server::storage {
namespace {

using crypto::Reason;
using crypto::Result;
using crypto::Status;
using sqlcipher::Connection;
using sqlcipher::FileGuard;
using Access = sqlcipher::ConnectionOptions::Access;

/// In pages: 16 MiB a step.
constexpr int kPagesPerStep = 4096;
constexpr std::uint32_t kCacheKib = 2 * 1024;

/// An error of fsync does not end the process here: what failed is the copy, which is then removed.
void goOn(Reason /*reason*/) {}

Result<std::unique_ptr<Connection>> openToRead(const std::string& path,
                                               const crypto::SecretBytes& key,
                                               sqlcipher::Faults& faults) {
    VD_ASSIGN(const FileGuard guard, FileGuard::take(path, false));
    VD_ASSIGN(auto source, Connection::open({path, Access::Read, kCacheKib, {}}, key, faults));
    VD_RETURN_IF_ERROR(sqlcipher::checkSchema(*source));
    return source;
}

Status copyPages(Connection& source, Connection& target) {
    sqlite3_backup* backup = sqlite3_backup_init(target.handle(), "main", source.handle(), "main");
    VD_REQUIRE(backup != nullptr, Reason::StorageFailed);
    int code = SQLITE_OK;
    while (code == SQLITE_OK) {
        code = sqlite3_backup_step(backup, kPagesPerStep);
    }
    const int finished = sqlite3_backup_finish(backup);
    if (code == SQLITE_DONE && finished == SQLITE_OK) return crypto::success();
    return target.faults().reasonOf(code, sqlite3_system_errno(target.handle()));
}

Status copyInto(const std::string& path, const crypto::SecretBytes& key, Connection& source) {
    sqlcipher::Faults faults(goOn);
    VD_ASSIGN(auto target, Connection::open({path, Access::Write, kCacheKib, {}}, key, faults));
    // One look at the source for all steps: otherwise each commit beside us would start it over.
    VD_RETURN_IF_ERROR(source.execute("BEGIN"));
    VD_RETURN_IF_ERROR(source.numberOf("SELECT count(*) FROM notes").ok() ? crypto::success()
                                                                          : Reason::StorageFailed);
    VD_RETURN_IF_ERROR(copyPages(source, *target));
    VD_RETURN_IF_ERROR(source.execute("ROLLBACK"));
    return target->checkpoint(true);
}

}  // namespace

Status backupSqlcipherStore(const std::string& path,
                            const crypto::SecretBytes& key,
                            const std::string& target) {
    sqlcipher::Faults faults(goOn);
    VD_ASSIGN(auto source, openToRead(path, key, faults));
    VD_RETURN_IF_ERROR(FileGuard::makeFile(target));
    const Status done = copyInto(target, key, *source);
    if (!done.ok()) {
        for (const char* suffix : {"", "-wal", "-shm"})
            static_cast<void>(::unlink((target + suffix).c_str()));
    }
    return done;
}

Status checkSqlcipherStore(const std::string& path, const crypto::SecretBytes& key) {
    sqlcipher::Faults faults(goOn);
    VD_ASSIGN(auto source, openToRead(path, key, faults));
    VD_ASSIGN(const std::string verdict, source->textOf("PRAGMA integrity_check(1)"));
    VD_REQUIRE(verdict == "ok", Reason::StorageFailed);
    return crypto::success();
}

}  // namespace voordeur::server::storage
