#include "tests/races/referee.h"

#include "crypto/shared/answers.h"
#include "crypto/shared/proof.h"

#include <algorithm>
#include <sstream>

namespace voordeur::test::races {

using crypto::MutexLock;
using server::domain::OutgoingAnswer;

namespace {

std::string endOf(const std::optional<Reason>& reason) {
    return reason ? std::string(crypto::nameOf(*reason)) : "done";
}

std::string describe(const Act& act) {
    std::ostringstream out;
    out << crypto::nameOf(methodOf(act.doing)) << " by " << act.who << " at house " << act.house;
    return out.str();
}

bool isRead(const Act& act) {
    return act.doing == Doing::Open;
}

}  // namespace

Called calledNow(const Drafted& drafted, Desk& desk, bool again) {
    Called out;
    out.act = drafted.act;
    out.statement = drafted.call.statement;
    out.head = drafted.head;
    out.sizeBefore = desk.head().size;
    out.timeBefore = desk.clock().now();
    out.again = again;
    return out;
}

Referee::Referee(const Scene& scene) : m_scene(scene), m_first(scene.log().lines().size()) {
    m_models.push_back(scene.model());
}

void Referee::fault(std::uint64_t sequence, const std::string& what) {
    m_faults.push_back("at " + std::to_string(sequence) + ": " + what);
}

std::string Referee::text() const {
    std::string out;
    for (const std::string& one : m_faults)
        out += one + "\n";
    return out;
}

std::string Referee::history() const {
    std::string out;
    for (const Line& line : m_lines) {
        if (line.act) out += describe(*line.act) + ": " + endOf(line.told.refused) + "\n";
    }
    return out;
}

Referee::Asker Referee::askerOf(const Act& act) const {
    return {m_scene.actor(act.who).device, act.request};
}

const Model& Referee::at(std::uint64_t size) const {
    return m_models.at(size < m_first ? 0 : size - m_first);
}

void Referee::expect(const Drafted& drafted) {
    const MutexLock lock(m_mutex);
    m_expected[drafted.call.statement] = drafted.act;
}

// -- the log

void Referee::follow(Desk& desk) {
    for (const auto& stored : desk.lines(m_first + m_lines.size()))
        followOne(stored);
}

void Referee::followOne(const server::storage::StoredLine& stored) {
    const std::uint64_t sequence = m_first + m_lines.size();
    if (stored.sequence != sequence) fault(sequence, "a gap in the log");
    const auto entry = crypto::Entry::decode(stored.entry).value();
    Line line{stored.entry, entry.statement, entry.time, std::nullopt, {}};
    Model model = m_models.back();
    if (!m_lines.empty() && entry.time < m_lines.back().time) fault(sequence, "back in time");
    if (!entry.statement.empty()) {
        {
            const MutexLock lock(m_mutex);
            const auto known = m_expected.find(entry.statement);
            if (known != m_expected.end()) line.act = known->second;
        }
        if (line.act) {
            line.told = model.take(*line.act, {sequence, entry.time});
            const std::uint16_t outcome =
                line.told.refused ? static_cast<std::uint16_t>(*line.told.refused) : 0;
            if (entry.outcome != outcome) {
                const auto said =
                    entry.outcome == 0 ? std::nullopt : crypto::reasonFromNumber(entry.outcome);
                fault(sequence,
                      describe(*line.act) + " ended as " + endOf(said) + ", and the model says " +
                          endOf(line.told.refused));
            }
            if (!m_places.emplace(askerOf(*line.act), sequence).second) {
                fault(sequence, "a request id stands in two entries");
            }
            ++m_ends[{line.act->doing, entry.outcome}];
        } else {
            fault(sequence, "an entry that nobody asked for");
        }
    }
    m_lines.push_back(std::move(line));
    m_models.push_back(std::move(model));
}

const Referee::Line* Referee::lineOf(const Called& called) const {
    const auto place = m_places.find(askerOf(called.act));
    if (place == m_places.end()) return nullptr;
    return &m_lines.at(place->second - m_first);
}

// -- answers

void Referee::judge(const Called& called) {
    if (!called.answer) {
        fault(called.sizeBefore, describe(called.act) + " was never answered");
    } else if (called.answer->ok()) {
        judgeAnswer(called, called.answer->value());
    } else {
        judgeRefusal(called, called.answer->reason());
    }
}

/// Is there a size of the log, between the call and its answer, at which this holds for what the
/// model says?
bool Referee::sometimes(const Called& called, const std::function<bool(const Told&)>& holds) const {
    const std::uint64_t last = std::min(called.sizeAfter, size());
    for (std::uint64_t now = called.sizeBefore; now <= last; ++now) {
        for (const UnixMillis time : {called.timeBefore, called.timeAfter}) {
            if (holds(at(now).judge(called.act, {now, time}))) return true;
        }
    }
    return false;
}

void Referee::judgeAnswer(const Called& called, const OutgoingAnswer& answer) {
    const Line* line = lineOf(called);
    if (line == nullptr || line->entry != answer.entry || line->statement != called.statement) {
        return fault(called.sizeBefore, describe(called.act) + ": an answer without its entry");
    }
    const std::uint64_t sequence = m_places.at(askerOf(called.act));
    const bool inTime = called.again || sequence >= called.sizeBefore;
    if (!inTime || sequence >= called.sizeAfter) {
        fault(sequence, describe(called.act) + ": not between the call and its answer");
    }
    if (line->told.refused) {
        return fault(sequence, describe(called.act) + ": answered, and the entry refuses");
    }
    if (called.again && isRead(called.act)) {
        const bool still = sometimes(called, [&](const Told& told) {
            return !told.refused && told.etag == line->told.etag;
        });
        if (!still) fault(sequence, describe(called.act) + ": an old answer given again");
    }
    judgeContents(called, line->told, answer, sequence);
    judgeProofs(called, answer, sequence);
    m_checkpoints.push_back(answer.checkpoint);
}

void Referee::judgeContents(const Called& called,
                            const Told& told,
                            const OutgoingAnswer& answer,
                            std::uint64_t sequence) {
    if (isRead(called.act)) {
        const auto opened = crypto::OpenAnswer::decode(answer.answer);
        const bool whole = opened.ok() && opened.value().households.size() == 1 &&
                           opened.value().households[0].compartments.size() == 1;
        if (!whole) return fault(sequence, "opened something else");
        const auto& core = opened.value().households[0].compartments[0];
        std::vector<std::pair<crypto::RecordId, std::uint64_t>> rows;
        for (const auto& row : core.rows)
            rows.emplace_back(row.record, row.version);
        if (core.etag != told.etag || rows != told.rows) fault(sequence, "opened another state");
        if (answer.objects.size() != told.objects) fault(sequence, "objects are missing");
        // Long chains come in pages.
        constexpr std::size_t kOnePage = 200;
        const bool all = answer.chain.size() == told.changes;
        if (!all && told.changes < kOnePage) fault(sequence, "another chain of states");
    }
    if (called.act.doing == Doing::Check) {
        const auto check = crypto::CheckAnswer::decode(answer.answer);
        if (!check.ok()) return fault(sequence, "no answer to a check");
        const auto& hits = check.value().hits;
        if (hits.size() != told.hits) fault(sequence, "another number of hits");
        for (const auto& hit : hits) {
            const bool same = hit.lead.has_value() == told.lead.has_value();
            const bool right =
                !told.lead || (same && hit.lead->person == m_scene.actor(told.lead->first).person &&
                               hit.lead->sequence == told.lead->second);
            if (!same || !right) fault(sequence, "a check named another lead");
        }
    }
}

void Referee::judgeProofs(const Called& called,
                          const OutgoingAnswer& answer,
                          std::uint64_t sequence) {
    const std::string origin = crypto::logOrigin(m_scene.log().instance());
    const auto head = crypto::openCheckpoint(
        answer.checkpoint, origin, origin, m_scene.log().logKey().publicKey());
    const auto inclusion = crypto::InclusionProof::decode(answer.inclusion);
    if (!head.ok() || !inclusion.ok()) return fault(sequence, "no signed head, or no proof");
    const crypto::InclusionClaim claim{
        crypto::leafOf(answer.entry), sequence, head.value().size, head.value().root};
    if (!crypto::verifyInclusion(claim, inclusion.value().hashes).ok()) {
        fault(sequence, "the entry is not in the tree");
    }
    const auto consistency = crypto::ConsistencyProof::decode(answer.consistency);
    if (!consistency.ok()) return fault(sequence, "no proof that the log went on");
    const crypto::ConsistencyClaim extends{
        called.head.size, called.head.root, head.value().size, head.value().root};
    if (!crypto::verifyConsistency(extends, consistency.value().hashes).ok()) {
        fault(sequence, "the log did not go on from the head that was known");
    }
}

void Referee::judgeRefusal(const Called& called, Reason reason) {
    const Line* line = lineOf(called);
    const std::string what = describe(called.act) + " refused as " + endOf(reason);
    const Model& after = at(std::min(called.sizeAfter, size()));
    if (reason == Reason::DeviceRevoked && after.revoked(called.act.who)) return;
    if (reason == Reason::RequestIdReused) {
        const bool other = line != nullptr && line->statement != called.statement;
        if (!other) fault(called.sizeBefore, what + ", and nothing else has that id");
        return;
    }
    const bool stands = line != nullptr && line->statement == called.statement;
    if (reason == Reason::ClockSkew) {
        const bool differ = clocksDiffer(called.act.said, called.timeBefore) ||
                            clocksDiffer(called.act.said, called.timeAfter);
        if (!differ) fault(called.sizeBefore, what + ", and the clocks agree");
        if (stands) fault(called.sizeBefore, what + ", and an entry says so");
        return;
    }
    if (!stands) return fault(called.sizeBefore, what + ", and no entry says so");
    if (reason == Reason::AnswerChanged) {
        // The entry stands; what it would say now is something else.
        const bool changed = called.again && isRead(called.act) && !line->told.refused;
        const bool differs = sometimes(
            called, [&](const Told& told) { return told.refused || told.etag != line->told.etag; });
        if (!changed || !differs) fault(called.sizeBefore, what + ", and nothing changed");
        return;
    }
    if (line->told.refused != reason) fault(called.sizeBefore, what + ", and the entry does not");
}

}  // namespace voordeur::test::races
