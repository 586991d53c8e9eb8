#pragma once

#include "tests/crash/fault_disk.h"

#include <memory>
#include <string>

namespace voordeur::test::crash {

/// A SQLite VFS over a FaultDisk, registered under a name of its own for as long as it lives. Below
/// SQLCipher: what it sees is what would lie on a real disk.
///
/// Everything of the system's file system is there: locks, and the shared memory of a WAL, which is
/// gone after a power loss. Close all connections before `restart`.
/// Thread: one at a time, and all connections on it. Ownership: borrows the disk.
class FaultVfs {
public:
    explicit FaultVfs(FaultDisk& disk);
    FaultVfs(const FaultVfs&) = delete;
    FaultVfs& operator=(const FaultVfs&) = delete;
    FaultVfs(FaultVfs&&) = delete;
    FaultVfs& operator=(FaultVfs&&) = delete;
    ~FaultVfs();

    [[nodiscard]] const std::string& name() const;
    /// The power comes back: the disk as it survived, no locks, no shared memory.
    void restart();

    struct State;

private:
    std::unique_ptr<State> m_state;
};

}  // namespace voordeur::test::crash
