#include "crypto/sqlcipher/faults.h"

#include <sqlcipher/sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace voordeur::crypto::sqlcipher {
namespace {

using crypto::Reason;

constexpr int kExitSoftware = 70;  // EX_SOFTWARE of sysexits.h

void endProcess(Reason /*reason*/) {
    static_cast<void>(
        std::fputs("voordeurd: the disk did not confirm what was written (fsync failed). The "
                   "process ends, so that nothing is answered that may not be there. Check the "
                   "disk, then start again.\n",
                   stderr));
    ::_exit(kExitSoftware);
}

bool isFailedSync(int code) {
    return code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC;
}

}  // namespace

Faults::Faults(OnFatal onFatal) : m_onFatal(onFatal ? std::move(onFatal) : OnFatal(endProcess)) {}

Reason Faults::reasonOf(int code, int systemError) {
    if (isFailedSync(code)) {
        if (!m_broken.exchange(true)) m_onFatal(Reason::StorageFailed);
        return Reason::StorageFailed;
    }
    const int primary = code & 0xff;
    if (primary == SQLITE_FULL) return Reason::StorageFull;
    if (primary == SQLITE_IOERR && (systemError == ENOSPC || systemError == EDQUOT)) {
        return Reason::StorageFull;
    }
    if (primary == SQLITE_BUSY || primary == SQLITE_LOCKED) return Reason::Busy;
    return Reason::StorageFailed;
}

void Faults::noteFileGone() {
    m_fileGone = true;  // first: whoever sees `broken` may ask why
    if (m_broken.exchange(true)) return;
    static_cast<void>(
        std::fputs("voordeurd: the store's file was removed or replaced while it was open. Nothing "
                   "is answered any more. Do not end this process before the file is rescued: it "
                   "is still there under /proc/<pid>/fd.\n",
                   stderr));
}

}  // namespace voordeur::crypto::sqlcipher
