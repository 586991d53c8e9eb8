#pragma once

#include "tests/races/story.h"

#include <condition_variable>
#include <deque>
#include <random>
#include <string>
#include <vector>

namespace voordeur::test::races {

/// Lets one thread of the server go on at a time, in an order that follows from a seed: which call
/// comes in when, what the writer takes together, and what happens before a transaction, before and
/// after its commit, and before an answer is read. The same seed gives the same order of entries.
///
/// It knows how calls go through the server (docs/threads.md): worker, writer, worker. Where the
/// server goes another way by now, it says so after `kPatience` instead of waiting for ever.
/// Thread: one at a time; the server's threads come by `atStop`.
class Stage {
public:
    struct Options {
        std::uint64_t seed = 1;
        std::size_t batchMax = 3;
        std::size_t openMax = 6;  // calls at once
        std::size_t hurry = 2;    // how likely calls come in, against 3 for the writer
        bool forgetful = false;   // see Desk::Options
    };
    Stage(const Scene& scene, const Options& options, Referee& referee);
    ~Stage();
    Stage(const Stage&) = delete;
    Stage& operator=(const Stage&) = delete;
    Stage(Stage&&) = delete;
    Stage& operator=(Stage&&) = delete;

    /// Plays all of it; empty, or what was wrong. Where `order` says how to go on, it does; after
    /// that the seed does.
    std::string play(const std::vector<Intent>& intents, const std::string& order = {});
    /// What was done in which order, a letter each: s starts a call, w lets the writer go on, a
    /// digit lets that one of the waiting answers be read.
    [[nodiscard]] const std::string& order() const { return m_order; }
    /// The largest number of calls that one transaction took.
    [[nodiscard]] std::size_t largestGroup() const { return m_largestGroup; }
    /// Entries that were written while an answer waited to be read.
    [[nodiscard]] std::size_t passedReads() const { return m_passedReads; }

private:
    static constexpr std::chrono::seconds kPatience{20};
    static constexpr std::size_t kWorkers = 3;

    enum class Where : std::uint8_t { Waiting, Taken, Reading, Answered };
    struct Playing {
        Called called;
        Where where = Where::Waiting;
    };
    /// A worker that was asked to stand aside, or one that stopped before reading.
    struct Held {
        bool arrived = false;
        bool released = false;
    };

    void atStop(Stop stop);
    void hold(const std::shared_ptr<Held>& held);
    void await(const std::function<bool()>& holds, const char* what);
    void release(const std::shared_ptr<Held>& held);

    void start(const Intent& intent);
    [[nodiscard]] std::string able(bool more);
    void readAnswer(std::size_t which);
    void goOn();
    void stepWriter();
    void settleWriter();
    void settleReaders();
    void takeGroup();
    void park();
    void unpark();
    [[nodiscard]] std::size_t freeWorkers() const;
    void ensureOneFree();
    [[nodiscard]] std::size_t openCalls();
    void answered(std::size_t call, crypto::Result<server::domain::OutgoingAnswer> answer);
    void finish();

    const Options m_options;
    Referee& m_referee;
    Story m_story;
    std::mt19937_64 m_engine;
    std::string m_order;
    std::size_t m_largestGroup = 0;
    std::size_t m_passedReads = 0;
    std::deque<Playing> m_calls;  // grows; what is in it stays where it is
    std::vector<std::shared_ptr<Held>> m_parked;
    bool m_rested = true;  // the writer waits for something to do

    // What follows is changed under the lock. Whoever plays looks at it without one where the
    // server's threads stand still, which `await` has just seen.
    crypto::Mutex m_mutex;
    crypto::Condition m_changed;
    bool m_curtain = true;  // before and after the play nobody stops
    bool m_firstHalf = false;
    std::optional<Stop> m_writerAt;
    std::shared_ptr<Held> m_writer;
    std::vector<std::shared_ptr<Held>> m_readers;

    Desk m_desk;  // last: its threads come by the rest
};

}  // namespace voordeur::test::races
