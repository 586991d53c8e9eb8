#pragma once

#include "crypto/base/reason.h"

#include <atomic>
#include <functional>

namespace voordeur::crypto::sqlcipher {

/// What SQLite's result codes mean to us, and what may never be gone on after.
///
/// A failed fsync leaves open what is on the disk: Linux forgets the dirty pages, and a second
/// fsync would succeed without them. So it ends the process (`onFatal`); a restart reads back what
/// is really there. Once that happened, or once the file is gone, the store is *broken*: nothing
/// more is read or written, in case `onFatal` returns (tests).
///
/// Thread: any.
class Faults {
public:
    using OnFatal = std::function<void(crypto::Reason)>;
    /// Without a function of the caller: a line for the operator on stderr, and exit code 70.
    explicit Faults(OnFatal onFatal);

    /// The reason for a result code that is not a success: StorageFull (no room), Busy (another
    /// process holds the file), StorageFailed. `systemError` is errno as SQLite saw it.
    crypto::Reason reasonOf(int code, int systemError);
    /// The file under us was removed or replaced. Does not end the process: as long as it lives,
    /// the deleted file can still be rescued through /proc.
    void noteFileGone();
    [[nodiscard]] bool fileGone() const { return m_fileGone.load(); }
    [[nodiscard]] bool broken() const { return m_broken.load(); }

private:
    const OnFatal m_onFatal;
    std::atomic<bool> m_fileGone{false};
    std::atomic<bool> m_broken{false};
};

}  // namespace voordeur::crypto::sqlcipher
