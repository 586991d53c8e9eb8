#pragma once

#include "crypto/base/bytes.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace voordeur::test::crash {

using crypto::Bytes;
using crypto::ByteView;

/// What goes wrong.
enum class Fault : std::uint8_t {
    PowerLoss,   ///< everything stops; what was not synced is there, or not, sector by sector
    ProcessEnd,  ///< everything stops as after `kill -9`: what was written is there, synced or not
    NoSpace,     ///< writes fail for a while as on a full disk
    ReadOnly,    ///< the same, as after a remount
    ShortWrite,  ///< a write stops in the middle
    IoError,     ///< a write fails
    ReadError,   ///< a read fails
    SyncError,   ///< a sync fails, and the pages it should have written are forgotten
};
std::string nameOf(Fault fault);

/// How often each thing was done to a store, over the whole program.
struct FaultCounts {
    std::map<std::string, std::uint64_t> byKind;
    void count(const std::string& what, std::uint64_t times = 1) { byKind[what] += times; }
};
/// Thread: one at a time.
FaultCounts& faultCounts();

/// How an operation on the disk went.
enum class Outcome : std::uint8_t { Done, NoSpace, Failed };

/// A disk in memory that forgets what was not synced, as disks do.
///
/// What a file holds is what the page cache shows; beside it stands what is safe, and the changes
/// since the last sync. A power loss keeps for every sector the state after some of these changes:
/// none, all, or the first few. So an order between sectors holds only across a sync, and no sector
/// is ever garbage (which SQLite's "powersafe overwrite" relies on).
///
/// Names lie in one directory, apart from the files: syncing a file does not make its name durable,
/// syncing the directory does so for all of them. A name that was not synced may be missing, or
/// stand for the file it stood for before, with what that file held.
///
/// Every change and every sync is a step; a fault strikes at the step it was armed for.
/// Thread: one at a time.
class FaultDisk {
public:
    explicit FaultDisk(std::uint64_t seed) : m_random(seed) {}

    // -- What a file system offers

    [[nodiscard]] bool exists(const std::string& name) const;
    /// False when it is not there and `create` is not set.
    bool open(const std::string& name, bool create);
    Outcome write(const std::string& name, std::uint64_t offset, ByteView bytes);
    /// As much as there is; fewer bytes than asked at the end of the file. nullopt: failed.
    [[nodiscard]] std::optional<Bytes> read(const std::string& name,
                                            std::uint64_t offset,
                                            std::size_t size);
    Outcome truncate(const std::string& name, std::uint64_t size);
    /// Makes the contents durable. With the directory: all names as well.
    Outcome sync(const std::string& name, bool withDirectory);
    Outcome remove(const std::string& name, bool withDirectory);
    [[nodiscard]] std::uint64_t size(const std::string& name) const;

    // -- What tests do to it

    /// The fault strikes at the `step`-th step from now, counted from 1.
    void arm(Fault fault, std::uint64_t step);
    void disarm() {
        m_strikesAt.reset();
        m_lastsFor = 0;
    }
    /// The next sync waits for this to come back before it does anything. Once.
    void holdNextSync(std::function<void()> hold) { m_hold = std::move(hold); }
    /// Has the armed fault struck?
    [[nodiscard]] bool struck() const { return m_struck; }
    /// True after a power loss or the end of the process, until `restart`.
    [[nodiscard]] bool dead() const { return m_dead; }
    [[nodiscard]] std::uint64_t steps() const { return m_steps; }
    /// Cuts the power now.
    void powerLoss() { die(Fault::PowerLoss); }
    /// The disk as it is found after the power comes back.
    void restart();

private:
    struct Change {
        std::uint64_t offset = 0;
        Bytes bytes;
        std::optional<std::uint64_t> size;  // set: truncated to this
    };
    struct File {
        Bytes now;
        Bytes safe;
        std::vector<Change> pending;
    };
    /// What a name stood for, oldest first: the first is safe, the last is now. Null: for nothing.
    using Name = std::vector<std::shared_ptr<File>>;

    void die(Fault how);
    /// Counts a step. What it does, when the fault strikes here.
    std::optional<Fault> step();
    Outcome writeShort(File& file, std::uint64_t offset, ByteView bytes);
    static void put(File& file, std::uint64_t offset, ByteView bytes);
    static void apply(Bytes& contents, const Change& change);
    /// The file that is there under this name. Ends the test if there is none.
    [[nodiscard]] File& at(const std::string& name) const;
    void syncDirectory();
    void survive(Name& name);
    Bytes surviving(const File& file);
    /// Pages written since the last sync will never reach the disk, though the cache shows them.
    void forgetPending(File& file);
    std::uint64_t below(std::uint64_t bound) { return m_random() % bound; }

    std::mt19937_64 m_random;
    std::map<std::string, Name> m_names;
    std::uint64_t m_steps = 0;
    std::optional<std::uint64_t> m_strikesAt;
    Fault m_fault = Fault::PowerLoss;
    bool m_struck = false;
    bool m_dead = false;
    bool m_forgets = true;         // at the restart: not all that was written is there
    std::uint64_t m_lastsFor = 0;  // steps for which the disk stays full, or read-only
    std::function<void()> m_hold;
};

}  // namespace voordeur::test::crash
