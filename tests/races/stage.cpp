#include "tests/races/stage.h"

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace voordeur::test::races {

using crypto::MutexLock;
using server::domain::OutgoingAnswer;

Stage::Stage(const Scene& scene, const Options& options, Referee& referee)
    : m_options(options),
      m_referee(referee),
      m_story(scene, options.seed),
      m_engine(options.seed),
      m_desk(scene,
             {kWorkers, options.batchMax, [this](Stop stop) { atStop(stop); }, options.forgetful}) {
    // The writer's own first entry; then it rests, and one worker is enough.
    const std::uint64_t begun = m_referee.size() + 2;
    await([&] { return m_desk.head().size == begun; }, "the server's start");
    {
        const MutexLock lock(m_mutex);
        m_curtain = false;
    }
    while (freeWorkers() > 1)
        park();
}

Stage::~Stage() {
    finish();
}

// -- the server's threads

void Stage::hold(const std::shared_ptr<Held>& held) {
    m_mutex.lock();
    held->arrived = true;
    m_changed.notify_all();
    while (!held->released && !m_curtain)
        m_changed.wait(m_mutex);
    m_mutex.unlock();
}

void Stage::atStop(Stop stop) {
    const auto held = std::make_shared<Held>();
    {
        const MutexLock lock(m_mutex);
        if (m_curtain) return;
        if (stop == Stop::Read) {
            if (m_firstHalf) return;
            m_readers.push_back(held);
        } else {
            m_writerAt = stop;
            m_writer = held;
        }
    }
    hold(held);
}

void Stage::answered(std::size_t call, crypto::Result<OutgoingAnswer> answer) {
    const std::uint64_t size = m_desk.head().size;
    const MutexLock lock(m_mutex);
    Playing& playing = m_calls[call];
    playing.called.answer = std::move(answer);
    playing.called.sizeAfter = size;
    playing.called.timeAfter = m_desk.clock().now();
    playing.where = Where::Answered;
    m_changed.notify_all();
}

// -- whoever plays

void Stage::await(const std::function<bool()>& holds, const char* what) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    m_mutex.lock();
    bool held = holds();
    while (!held && std::chrono::steady_clock::now() < end) {
        // The head of the log changes without a word to us.
        m_changed.wait_for(m_mutex, std::chrono::milliseconds(1));
        held = holds();
    }
    m_mutex.unlock();
    if (!held) throw std::runtime_error(std::string("the stage waited in vain for ") + what);
}

void Stage::release(const std::shared_ptr<Held>& held) {
    const MutexLock lock(m_mutex);
    held->released = true;
    m_changed.notify_all();
}

std::size_t Stage::freeWorkers() const {
    return kWorkers - m_parked.size() - m_readers.size();
}

void Stage::park() {
    const auto held = std::make_shared<Held>();
    if (!m_desk.executor().tryPost([this, held] { hold(held); })) {
        throw std::runtime_error("the server takes no work");
    }
    await([&] { return held->arrived; }, "a worker to stand aside");
    m_parked.push_back(held);
}

void Stage::unpark() {
    release(m_parked.back());
    m_parked.pop_back();
}

/// All that the writer handed back is answered, or waits to be read, or for a worker.
void Stage::settleReaders() {
    await(
        [&] {
            const auto reading = static_cast<std::size_t>(
                std::ranges::count(m_calls, Where::Reading, &Playing::where));
            return reading == m_readers.size() || freeWorkers() == 0;
        },
        "answers");
}

void Stage::ensureOneFree() {
    while (freeWorkers() == 0 && !m_parked.empty()) {
        unpark();
        settleReaders();
    }
    while (freeWorkers() > 1)
        park();
}

/// The writer rests and there is something for it: it comes by the beginning of a transaction.
void Stage::takeGroup() {
    await([&] { return m_writerAt == Stop::Begin; }, "the writer to begin");
    m_rested = false;
    std::size_t group = 0;
    for (Playing& one : m_calls) {
        if (one.where != Where::Waiting || group == m_options.batchMax) continue;
        one.where = Where::Taken;
        ++group;
    }
    m_largestGroup = std::max(m_largestGroup, group);
}

/// Held when it has answered too, so that it takes the next group when we say so.
void Stage::settleWriter() {
    await([&] { return m_writerAt.has_value(); }, "the writer");
    if (m_writerAt != Stop::Rested) return;
    {
        const MutexLock lock(m_mutex);
        for (Playing& one : m_calls) {
            if (one.where == Where::Taken) one.where = Where::Reading;
        }
    }
    settleReaders();
    m_referee.follow(m_desk);
    goOn();
    m_rested = true;
    const bool more = std::ranges::find(m_calls, Where::Waiting, &Playing::where) != m_calls.end();
    if (more) takeGroup();
}

void Stage::goOn() {
    std::shared_ptr<Held> held;
    {
        const MutexLock lock(m_mutex);
        held = std::move(m_writer);
        m_writerAt.reset();
    }
    release(held);
}

void Stage::stepWriter() {
    if (m_writerAt == Stop::Committed) m_passedReads += m_readers.size();
    goOn();
    settleWriter();
}

void Stage::start(const Intent& intent) {
    if (intent.kind == Intent::kWait) return m_desk.clock().move(kHourMillis);
    ensureOneFree();
    const Model& view =
        m_referee.at(m_referee.size() - std::min<std::uint64_t>(intent.stale, m_referee.size()));
    const auto next = m_story.next(intent, view, m_desk.clock().now(), m_desk.head());
    m_referee.expect(next.drafted);
    const std::size_t call = m_calls.size();
    {
        const MutexLock lock(m_mutex);
        m_firstHalf = true;
        m_calls.push_back({calledNow(next.drafted, m_desk, next.again), Where::Waiting});
    }
    bool checked = false;
    m_desk.send(next.drafted, [this, call](crypto::Result<OutgoingAnswer> answer) {
        answered(call, std::move(answer));
    });
    const bool posted = m_desk.executor().tryPost([&] {
        const MutexLock lock(m_mutex);
        checked = true;
        m_changed.notify_all();
    });
    if (!posted) throw std::runtime_error("the server takes no work");
    await([&] { return checked; }, "the first half of a call");
    {
        const MutexLock lock(m_mutex);
        m_firstHalf = false;
    }
    if (m_rested && m_calls[call].where == Where::Waiting) takeGroup();
}

std::size_t Stage::openCalls() {
    const MutexLock lock(m_mutex);
    return m_calls.size() -
           static_cast<std::size_t>(std::ranges::count(m_calls, Where::Answered, &Playing::where));
}

/// What can be done next; what is done more often stands there more often.
std::string Stage::able(bool more) {
    const bool room = freeWorkers() > 0 || !m_parked.empty();
    std::string out;
    if (more && room && openCalls() < m_options.openMax) out += std::string(m_options.hurry, 's');
    if (m_writerAt) out += "www";
    for (std::size_t i = 0; i < m_readers.size(); ++i)
        out += static_cast<char>('0' + i);
    return out;
}

void Stage::readAnswer(std::size_t which) {
    const auto held = m_readers.at(which);
    m_readers.erase(m_readers.begin() + static_cast<std::ptrdiff_t>(which));
    release(held);
    settleReaders();
}

std::string Stage::play(const std::vector<Intent>& intents, const std::string& order) {
    auto next = intents.begin();
    m_referee.follow(m_desk);
    for (;;) {
        const std::string possible = able(next != intents.end());
        if (possible.empty()) break;
        char chosen = possible[m_engine() % possible.size()];
        if (m_order.size() < order.size()) chosen = order[m_order.size()];
        if (possible.find(chosen) == std::string::npos) {
            throw std::invalid_argument("after " + m_order + " nobody can " + chosen);
        }
        m_order += chosen;
        if (chosen == 'w') {
            stepWriter();
        } else if (chosen == 's') {
            start(*next++);
        } else {
            readAnswer(static_cast<std::size_t>(chosen - '0'));
        }
    }
    finish();
    for (const Playing& one : m_calls)
        m_referee.judge(one.called);
    m_referee.close(m_desk);
    return m_referee.text();
}

void Stage::finish() {
    {
        const MutexLock lock(m_mutex);
        m_curtain = true;
        m_changed.notify_all();
    }
    m_desk.stop();
    m_referee.follow(m_desk);
}

}  // namespace voordeur::test::races
