#pragma once

#include "crypto/base/mutex.h"
#include "tests/races/desk.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace voordeur::test::races {

/// A call and what came back, with the sizes of the log as they were known before and after.
struct Called {
    Act act;
    crypto::Bytes statement;
    crypto::LogHead head;  // the one the statement names
    std::uint64_t sizeBefore = 0;
    UnixMillis timeBefore = 0;
    std::optional<crypto::Result<server::domain::OutgoingAnswer>> answer;
    std::uint64_t sizeAfter = 0;
    UnixMillis timeAfter = 0;
    bool again = false;  // the request had been sent before
};
/// The beginning of one, just before it is sent.
Called calledNow(const Drafted& drafted, Desk& desk, bool again);

/// Judges whether all that was said fits one serial order: that of the log. Replays the log through
/// the model, and compares every answer with what the model says at its place; an answer's place
/// lies between the call and the answer. Answers that stand in no entry must follow from a log of
/// some size in between.
///
/// Thread: one at a time, but `expect` from any.
class Referee {
public:
    explicit Referee(const Scene& scene);

    /// Before the call is sent.
    void expect(const Drafted& drafted);
    /// Follows what was committed since.
    void follow(Desk& desk);
    /// What somebody knew who had seen this much of the log. Only what was followed.
    [[nodiscard]] const Model& at(std::uint64_t size) const;
    [[nodiscard]] std::uint64_t size() const { return m_first + m_models.size() - 1; }
    void judge(const Called& called);
    /// After the desk was stopped: the store against the model, and the log by the product's own
    /// full check, with every checkpoint that was handed out.
    void close(Desk& desk);

    /// One line a fault; empty when all is well.
    [[nodiscard]] const std::vector<std::string>& faults() const { return m_faults; }
    [[nodiscard]] std::string text() const;
    /// The log as it came to be: who did what, and how it ended.
    [[nodiscard]] std::string history() const;
    /// How many calls of each kind came to which end: shows what a run really tried.
    [[nodiscard]] const std::map<std::pair<Doing, std::uint16_t>, std::size_t>& ends() const {
        return m_ends;
    }

private:
    using Asker = std::pair<crypto::DeviceId, crypto::RequestId>;
    struct Line {
        crypto::Bytes entry;
        crypto::Bytes statement;
        UnixMillis time = 0;
        std::optional<Act> act;  // empty: the server's own, or of the scene
        Told told;
    };
    void fault(std::uint64_t sequence, const std::string& what);
    void followOne(const server::storage::StoredLine& stored);
    void judgeAnswer(const Called& called, const server::domain::OutgoingAnswer& answer);
    void judgeRefusal(const Called& called, Reason reason);
    void judgeContents(const Called& called,
                       const Told& told,
                       const server::domain::OutgoingAnswer& answer,
                       std::uint64_t sequence);
    void judgeProofs(const Called& called,
                     const server::domain::OutgoingAnswer& answer,
                     std::uint64_t sequence);
    [[nodiscard]] bool sometimes(const Called& called,
                                 const std::function<bool(const Told&)>& holds) const;
    void closeHouse(server::storage::Transaction& world, std::size_t index);
    void closeCounters(server::storage::Transaction& world);
    void closeLog(Desk& desk);
    [[nodiscard]] const Line* lineOf(const Called& called) const;
    [[nodiscard]] Asker askerOf(const Act& act) const;

    const Scene& m_scene;
    std::uint64_t m_first;        // size of the scene's log
    std::vector<Model> m_models;  // by size − m_first
    std::vector<Line> m_lines;    // by sequence − m_first
    std::map<Asker, std::uint64_t> m_places;
    std::vector<std::string> m_checkpoints;
    std::vector<std::string> m_faults;
    std::map<std::pair<Doing, std::uint16_t>, std::size_t> m_ends;

    crypto::Mutex m_mutex;
    /// By their statement: two may share a request id.
    std::map<crypto::Bytes, Act> m_expected VD_GUARDED_BY(m_mutex);
};

}  // namespace voordeur::test::races
