#include "tests/crash/fault_vfs.h"

#include "crypto/base/check.h"

#include <sqlcipher/sqlite3.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <mutex>
#include <new>
#include <set>

namespace voordeur::test::crash {
namespace {

struct FileState;

/// Locks and shared memory of one file, between its connections.
struct Sharing {
    int readers = 0;                      // handles with at least SHARED
    const FileState* reserved = nullptr;  // holder of RESERVED or more
    std::vector<std::unique_ptr<Bytes>> memory;
    std::array<int, SQLITE_SHM_NLOCK> shared{};
    std::array<const FileState*, SQLITE_SHM_NLOCK> exclusive{};
};

}  // namespace

struct FaultVfs::State {
    explicit State(FaultDisk& d) : disk(d) {}
    FaultDisk& disk;
    std::string name;
    sqlite3_vfs vfs{};
    sqlite3_vfs* system = nullptr;
    std::map<std::string, Sharing> sharing;
    int openFiles = 0;
};

namespace {

using State = FaultVfs::State;

/// One open file. Starts with what SQLite knows; the rest is ours.
struct FileState {
    sqlite3_file base{};
    State* state = nullptr;
    std::string name;
    bool deleteOnClose = false;
    bool syncsDirectory = false;  // at its next sync
    int lock = SQLITE_LOCK_NONE;
    std::set<int> sharedSlots;
};

FileState& stateOf(sqlite3_file* file) {
    return *reinterpret_cast<FileState*>(file);
}

FaultDisk& diskOf(sqlite3_file* file) {
    return stateOf(file).state->disk;
}

Sharing& sharingOf(sqlite3_file* file) {
    return stateOf(file).state->sharing[stateOf(file).name];
}

/// As the system's VFS has it: no room is FULL, everything else the error of the operation.
int codeOf(Outcome outcome, int failure) {
    switch (outcome) {
        case Outcome::Done:
            return SQLITE_OK;
        case Outcome::NoSpace:
            return SQLITE_FULL;
        case Outcome::Failed:
            return failure;
    }
    return failure;
}

// -- Contents

int readFile(sqlite3_file* file, void* out, int size, sqlite3_int64 offset) {
    const auto wanted = static_cast<std::size_t>(size);
    const auto bytes =
        diskOf(file).read(stateOf(file).name, static_cast<std::uint64_t>(offset), wanted);
    if (!bytes) return SQLITE_IOERR_READ;
    std::memset(out, 0, wanted);
    std::ranges::copy(*bytes, static_cast<std::uint8_t*>(out));
    return bytes->size() == wanted ? SQLITE_OK : SQLITE_IOERR_SHORT_READ;
}

int writeFile(sqlite3_file* file, const void* data, int size, sqlite3_int64 offset) {
    const ByteView bytes(static_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size));
    return codeOf(diskOf(file).write(stateOf(file).name, static_cast<std::uint64_t>(offset), bytes),
                  SQLITE_IOERR_WRITE);
}

int truncateFile(sqlite3_file* file, sqlite3_int64 size) {
    return codeOf(diskOf(file).truncate(stateOf(file).name, static_cast<std::uint64_t>(size)),
                  SQLITE_IOERR_TRUNCATE);
}

int syncFile(sqlite3_file* file, int /*flags*/) {
    FileState& own = stateOf(file);
    const Outcome done = diskOf(file).sync(own.name, own.syncsDirectory);
    if (done == Outcome::Done) own.syncsDirectory = false;
    return codeOf(done, SQLITE_IOERR_FSYNC);
}

int fileSize(sqlite3_file* file, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(diskOf(file).size(stateOf(file).name));
    return SQLITE_OK;
}

// -- Locks of the file

int lockFile(sqlite3_file* file, int level) {
    FileState& own = stateOf(file);
    if (own.lock >= level) return SQLITE_OK;
    Sharing& sharing = sharingOf(file);
    const bool taken = sharing.reserved != nullptr && sharing.reserved != &own;
    if (level == SQLITE_LOCK_SHARED) {
        // Nobody holds PENDING for longer than one call here, so a writer keeps no reader out.
        if (taken && sharing.reserved->lock == SQLITE_LOCK_EXCLUSIVE) return SQLITE_BUSY;
        ++sharing.readers;
        own.lock = SQLITE_LOCK_SHARED;
        return SQLITE_OK;
    }
    if (taken) return SQLITE_BUSY;
    if (level == SQLITE_LOCK_EXCLUSIVE && sharing.readers > 1) return SQLITE_BUSY;
    sharing.reserved = &own;
    own.lock = level;
    return SQLITE_OK;
}

int unlockFile(sqlite3_file* file, int level) {
    FileState& own = stateOf(file);
    Sharing& sharing = sharingOf(file);
    if (own.lock <= level) return SQLITE_OK;
    if (sharing.reserved == &own) sharing.reserved = nullptr;
    if (level == SQLITE_LOCK_NONE && own.lock >= SQLITE_LOCK_SHARED) --sharing.readers;
    own.lock = level;
    return SQLITE_OK;
}

int checkReservedLock(sqlite3_file* file, int* held) {
    *held = sharingOf(file).reserved != nullptr ? 1 : 0;
    return SQLITE_OK;
}

int closeFile(sqlite3_file* file) {
    FileState& state = stateOf(file);
    // SQLite leaves its last lock to the closing of the file.
    static_cast<void>(unlockFile(file, SQLITE_LOCK_NONE));
    if (state.deleteOnClose) static_cast<void>(state.state->disk.remove(state.name, false));
    --state.state->openFiles;
    state.~FileState();
    return SQLITE_OK;
}

// -- What the file is like

int fileControl(sqlite3_file* /*file*/, int /*what*/, void* /*value*/) {
    return SQLITE_NOTFOUND;
}

int sectorSize(sqlite3_file* /*file*/) {
    return 4096;
}

int deviceCharacteristics(sqlite3_file* /*file*/) {
    // What the system's VFS says of any file on Linux.
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

// -- Shared memory of the WAL

int mapMemory(sqlite3_file* file, int region, int size, int extend, volatile void** out) {
    *out = nullptr;
    auto& memory = sharingOf(file).memory;
    const auto wanted = static_cast<std::size_t>(region);
    if (memory.size() <= wanted) {
        if (extend == 0) return SQLITE_OK;
        while (memory.size() <= wanted)
            memory.push_back(std::make_unique<Bytes>(static_cast<std::size_t>(size)));
    }
    *out = memory[wanted]->data();
    return SQLITE_OK;
}

int lockMemory(sqlite3_file* file, int first, int count, int flags) {
    FileState& own = stateOf(file);
    Sharing& sharing = sharingOf(file);
    const bool exclusive = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    for (int i = first; i < first + count; ++i) {
        const auto slot = static_cast<std::size_t>(i);
        const int ours = own.sharedSlots.contains(i) ? 1 : 0;
        if ((flags & SQLITE_SHM_UNLOCK) != 0) {
            if (ours == 1) --sharing.shared[slot];
            own.sharedSlots.erase(i);
            if (sharing.exclusive[slot] == &own) sharing.exclusive[slot] = nullptr;
            continue;
        }
        const auto* holder = sharing.exclusive[slot];
        if (holder != nullptr && holder != &own) return SQLITE_BUSY;
        if (exclusive && sharing.shared[slot] > ours) return SQLITE_BUSY;
    }
    if ((flags & SQLITE_SHM_UNLOCK) != 0) return SQLITE_OK;
    for (int i = first; i < first + count; ++i) {
        const auto slot = static_cast<std::size_t>(i);
        if (exclusive) {
            sharing.exclusive[slot] = &own;
        } else if (own.sharedSlots.insert(i).second) {
            ++sharing.shared[slot];
        }
    }
    return SQLITE_OK;
}

void barrier(sqlite3_file* /*file*/) {
    // A lock, as SQLite's own file system takes one: ThreadSanitizer does not know fences.
    static std::mutex mutex;
    const std::scoped_lock lock(mutex);
}

int unmapMemory(sqlite3_file* file, int remove) {
    Sharing& sharing = sharingOf(file);
    for (const int slot : stateOf(file).sharedSlots)
        --sharing.shared[static_cast<std::size_t>(slot)];
    stateOf(file).sharedSlots.clear();
    if (remove != 0) sharing.memory.clear();
    return SQLITE_OK;
}

const sqlite3_io_methods kMethods{2,
                                  closeFile,
                                  readFile,
                                  writeFile,
                                  truncateFile,
                                  syncFile,
                                  fileSize,
                                  lockFile,
                                  unlockFile,
                                  checkReservedLock,
                                  fileControl,
                                  sectorSize,
                                  deviceCharacteristics,
                                  mapMemory,
                                  lockMemory,
                                  barrier,
                                  unmapMemory,
                                  nullptr,
                                  nullptr};

// -- The file system

State& stateOf(sqlite3_vfs* vfs) {
    return *static_cast<State*>(vfs->pAppData);
}

int openFile(sqlite3_vfs* vfs, const char* name, sqlite3_file* file, int flags, int* flagsOut) {
    State& state = stateOf(vfs);
    file->pMethods = nullptr;
    // Temporary files stay in memory; one without a name would be a leak of what we store.
    if (name == nullptr) return SQLITE_CANTOPEN;
    if (!state.disk.open(name, (flags & SQLITE_OPEN_CREATE) != 0)) return SQLITE_CANTOPEN;
    auto* own = new (file) FileState;
    own->base.pMethods = &kMethods;
    own->state = &state;
    own->name = name;
    own->deleteOnClose = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
    // As the system's VFS does: for these alone, and once.
    constexpr int kJournals =
        SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL | SQLITE_OPEN_WAL;
    own->syncsDirectory = (flags & SQLITE_OPEN_CREATE) != 0 && (flags & kJournals) != 0;
    ++state.openFiles;
    if (flagsOut != nullptr) *flagsOut = flags;
    return SQLITE_OK;
}

int deleteFile(sqlite3_vfs* vfs, const char* name, int withDirectory) {
    FaultDisk& disk = stateOf(vfs).disk;
    if (!disk.exists(name)) return SQLITE_IOERR_DELETE_NOENT;
    return codeOf(disk.remove(name, withDirectory != 0), SQLITE_IOERR_DELETE);
}

int accessFile(sqlite3_vfs* vfs, const char* name, int what, int* result) {
    FaultDisk& disk = stateOf(vfs).disk;
    const bool there = disk.exists(name);
    // "Exists" means here: and is not empty, as in the system's VFS.
    *result = (what == SQLITE_ACCESS_EXISTS ? there && disk.size(name) > 0 : there) ? 1 : 0;
    return SQLITE_OK;
}

int fullPathname(sqlite3_vfs* /*vfs*/, const char* name, int size, char* out) {
    const std::size_t length = std::strlen(name);
    if (length + 1 > static_cast<std::size_t>(size)) return SQLITE_CANTOPEN;
    std::memcpy(out, name, length + 1);
    return SQLITE_OK;
}

int randomness(sqlite3_vfs* vfs, int size, char* out) {
    sqlite3_vfs* system = stateOf(vfs).system;
    return system->xRandomness(system, size, out);
}

int sleepFor(sqlite3_vfs* /*vfs*/, int micros) {
    return micros;  // one thread: nobody would come meanwhile
}

int currentTime(sqlite3_vfs* vfs, double* now) {
    sqlite3_vfs* system = stateOf(vfs).system;
    return system->xCurrentTime(system, now);
}

int lastError(sqlite3_vfs* /*vfs*/, int /*size*/, char* /*out*/) {
    return 0;
}

int currentTime64(sqlite3_vfs* vfs, sqlite3_int64* now) {
    sqlite3_vfs* system = stateOf(vfs).system;
    return system->xCurrentTimeInt64(system, now);
}

}  // namespace

FaultVfs::FaultVfs(FaultDisk& disk) : m_state(std::make_unique<State>(disk)) {
    static std::atomic<int> made{0};
    m_state->name = "voordeur-fault-" + std::to_string(++made);
    m_state->system = sqlite3_vfs_find(nullptr);
    VD_CHECK(m_state->system != nullptr);
    sqlite3_vfs& vfs = m_state->vfs;
    vfs.iVersion = 2;
    vfs.szOsFile = sizeof(FileState);
    vfs.mxPathname = 512;
    vfs.zName = m_state->name.c_str();
    vfs.pAppData = m_state.get();
    vfs.xOpen = openFile;
    vfs.xDelete = deleteFile;
    vfs.xAccess = accessFile;
    vfs.xFullPathname = fullPathname;
    vfs.xRandomness = randomness;
    vfs.xSleep = sleepFor;
    vfs.xCurrentTime = currentTime;
    vfs.xGetLastError = lastError;
    vfs.xCurrentTimeInt64 = currentTime64;
    VD_CHECK(sqlite3_vfs_register(&vfs, 0) == SQLITE_OK);
}

FaultVfs::~FaultVfs() {
    VD_CHECK(m_state->openFiles == 0);
    VD_CHECK(sqlite3_vfs_unregister(&m_state->vfs) == SQLITE_OK);
}

const std::string& FaultVfs::name() const {
    return m_state->name;
}

void FaultVfs::restart() {
    VD_CHECK(m_state->openFiles == 0);
    m_state->sharing.clear();
    m_state->disk.restart();
}

}  // namespace voordeur::test::crash
