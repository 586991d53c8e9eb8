#pragma once

#include "crypto/rules/replay.h"
#include "server/log/writer.h"
#include "server/storage/sqlcipher/open.h"
#include "tests/crash/fault_vfs.h"
#include "tests/crash/story.h"

#include <atomic>
#include <optional>
#include <random>

namespace voordeur::test::crash {

/// What the tests of the writer say the time is. Thread: any.
class SetClock final : public crypto::Clock {
public:
    [[nodiscard]] crypto::UnixMillis now() const override { return m_now.load(); }
    void set(crypto::UnixMillis now) { m_now = now; }

private:
    std::atomic<crypto::UnixMillis> m_now{0};
};

/// What somebody was told.
struct Told {
    std::uint64_t sequence = 0;
    crypto::Bytes entry;
    crypto::LogHead head;
};

/// A server below gRPC (rules, tree, signed heads, store) on a disk and a clock that fail, and the
/// book of what its callers were told. The store lies on the disk, the requests come from the
/// story, and the beginning of that is done.
///
/// Thread: one at a time; the writer's own touches the disk only while a request is under way, or
/// was just answered: before anything is done to the disk, `stop`.
class Office {
public:
    explicit Office(std::uint64_t seed);
    ~Office() { close(); }
    Office(const Office&) = delete;
    Office& operator=(const Office&) = delete;
    Office(Office&&) = delete;
    Office& operator=(Office&&) = delete;

    /// Sends one request and waits. Nothing: it was done. Else the reason. What was told, also a
    /// refusal that stands in the log, is in the book.
    std::optional<crypto::Reason> send(const Story::Act& act);
    /// From now on the server's clock is so much off the callers'.
    void shiftClock(std::chrono::milliseconds by) { m_shift = by; }
    [[nodiscard]] server::log::Writer& writer() { return *m_writer; }
    /// Ends the writer, and with it all that it does after its answers. Then the disk is nobody's.
    void stop() { m_writer.reset(); }
    /// Goes on: in a new process, as that finds the disk, where the old one ended.
    void goOn();
    /// The whole log. While the writer is stopped.
    std::vector<crypto::Entry> log();
    /// A note of the store. While the writer is stopped.
    crypto::Bytes note(std::string_view name);
    /// Nothing when all holds; else what does not. While the writer is stopped.
    std::string whatIsWrong();
    /// Looks at the file itself, with nobody at work on it.
    std::string whatIsWrongOnDisk();
    std::uint64_t below(std::uint64_t bound) { return m_random() % bound; }

    FaultDisk disk;
    Story story;
    std::vector<Told> book;
    std::atomic<int> fatal = 0;  // how often the process would have ended

private:
    server::storage::SqlcipherOptions options();
    void open();
    void close();
    /// Feeds the whole log to a replay; empty when it could be read.
    std::string feed(crypto::Replay& replay, server::storage::Reading& reading, std::uint64_t size);

    FaultVfs m_vfs;
    SetClock m_clock;
    std::chrono::milliseconds m_shift{0};
    std::mt19937_64 m_random;
    std::unique_ptr<server::storage::Store> m_store;
    std::unique_ptr<server::log::Writer> m_writer;
};

}  // namespace voordeur::test::crash
