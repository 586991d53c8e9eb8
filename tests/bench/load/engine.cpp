#include "tests/bench/load/engine.h"

#include "client/net/grpc_channel.h"

#include <grpcpp/generic/generic_stub.h>

#include <chrono>
#include <deque>
#include <random>
#include <stdexcept>

namespace voordeur::test::bench {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kDeadline{30};
constexpr unsigned kSeed = 20261122;  // the same order of work in every run

std::uint64_t nanosSince(Clock::time_point start) {
    return static_cast<std::uint64_t>(
        std::chrono::duration_cast<std::chrono::nanoseconds>(Clock::now() - start).count());
}

gpr_timespec onSystemClock(Clock::time_point when) {
    const auto from =
        std::chrono::system_clock::now() +
        std::chrono::duration_cast<std::chrono::system_clock::duration>(when - Clock::now());
    return grpc::TimePoint<std::chrono::system_clock::time_point>(from).raw_time();
}

}  // namespace

std::uint64_t LoadResult::done() const {
    return all().count();
}

double LoadResult::perSecond() const {
    return seconds == 0 ? 0 : static_cast<double>(done()) / seconds;
}

Histogram LoadResult::all() const {
    Histogram all;
    for (const auto& [name, kind] : kinds)
        all.add(kind.latency);
    return all;
}

/// One run: slots, each with what it will do, and what came back.
class LoadEngine::Round {
public:
    Round(LoadEngine& engine, const LoadWish& wish);
    LoadResult run();

private:
    struct Operation {
        std::string kind;
        Shot shot;
    };
    struct Slot {
        std::deque<Operation> waiting;
        Operation now;
        Work* work = nullptr;
        Clock::time_point from;  // what its latency counts from
        std::unique_ptr<grpc::ClientContext> context;
        std::unique_ptr<grpc::GenericClientAsyncResponseReader> reader;
        grpc::ByteBuffer answer;
        grpc::Status status;
    };
    struct Answered {
        Shot shot;
        grpc::ByteBuffer answer;
    };

    void prepare();
    void send(Slot& slot, std::size_t index);
    void begin(std::size_t index, Clock::time_point from);
    void fillIn();
    void ended(std::size_t index);
    void loop();
    void prove();
    [[nodiscard]] bool allDone() const { return m_ended == m_total; }

    LoadEngine& m_engine;
    const LoadWish m_wish;
    std::vector<Slot> m_slots;
    std::map<const Member*, std::unique_ptr<grpc::GenericStub>> m_stubs;
    grpc::CompletionQueue m_queue;
    std::vector<Answered> m_answered;
    std::vector<std::size_t> m_free;
    std::deque<Clock::time_point> m_due;
    Clock::time_point m_start;
    std::size_t m_total = 0;
    std::size_t m_scheduled = 0;
    std::size_t m_ended = 0;
    LoadResult m_result;
};

LoadEngine::Round::Round(LoadEngine& engine, const LoadWish& wish)
    : m_engine(engine), m_wish(wish), m_slots(wish.inFlight) {}

void LoadEngine::Round::prepare() {
    std::mt19937 random(kSeed);
    std::vector<std::string> kinds;
    std::vector<unsigned> weights;
    for (const auto& [kind, weight] : m_wish.mix) {
        kinds.push_back(kind);
        weights.push_back(weight);
        m_result.kinds[kind];
    }
    std::discrete_distribution<std::size_t> draw(weights.begin(), weights.end());
    for (std::size_t i = 0; i < m_wish.operations; ++i) {
        const std::size_t index = i % m_slots.size();
        const std::string& kind = kinds[draw(random)];
        m_slots[index].waiting.push_back({kind, m_engine.work(kind, index).make()});
    }
    for (auto& [member, channel] : m_engine.m_channels)
        m_stubs[member] = std::make_unique<grpc::GenericStub>(channel);
    m_total = m_wish.operations;
    m_answered.reserve(2 * m_total);
    for (std::size_t i = m_slots.size(); i > 0; --i) {
        if (!m_slots[i - 1].waiting.empty()) m_free.push_back(i - 1);
    }
}

void LoadEngine::Round::send(Slot& slot, std::size_t index) {
    slot.context = std::make_unique<grpc::ClientContext>();
    slot.context->set_deadline(std::chrono::system_clock::now() + kDeadline);
    auto& stub = *m_stubs.at(&slot.work->caller());
    slot.reader =
        stub.PrepareUnaryCall(slot.context.get(), slot.now.shot.path, slot.now.shot.wire, &m_queue);
    slot.reader->StartCall();
    slot.answer.Clear();
    slot.reader->Finish(&slot.answer, &slot.status, reinterpret_cast<void*>(index));
}

void LoadEngine::Round::begin(std::size_t index, Clock::time_point from) {
    Slot& slot = m_slots[index];
    slot.now = std::move(slot.waiting.front());
    slot.waiting.pop_front();
    slot.work = &m_engine.work(slot.now.kind, index);
    slot.from = from;
    send(slot, index);
}

/// Starts what is due in slots that are free.
void LoadEngine::Round::fillIn() {
    const auto now = Clock::now();
    if (m_wish.rate == 0) {
        while (!m_free.empty()) {
            const std::size_t index = m_free.back();
            m_free.pop_back();
            begin(index, Clock::now());
        }
        return;
    }
    const auto dueAt = [&](std::size_t i) {
        return m_start + std::chrono::duration_cast<Clock::duration>(
                             std::chrono::duration<double>(static_cast<double>(i) / m_wish.rate));
    };
    while (m_scheduled < m_total && dueAt(m_scheduled) <= now)
        m_due.push_back(dueAt(m_scheduled++));
    while (!m_free.empty() && !m_due.empty()) {
        const std::size_t index = m_free.back();
        m_free.pop_back();
        begin(index, m_due.front());
        m_due.pop_front();
    }
}

void LoadEngine::Round::ended(std::size_t index) {
    Slot& slot = m_slots[index];
    auto& kind = m_result.kinds[slot.now.kind];
    if (slot.status.ok()) {
        auto next = slot.work->after(slot.now.shot, slot.answer);
        if (slot.now.shot.logged) {
            m_answered.push_back({std::move(slot.now.shot), std::move(slot.answer)});
        }
        if (next) {
            slot.now.shot = std::move(*next);
            send(slot, index);
            return;
        }
        kind.latency.add(nanosSince(slot.from));
    } else {
        slot.work->failed(slot.now.shot);
        ++kind.failed;
        if (kind.firstFailure.empty()) {
            kind.firstFailure = std::string(crypto::nameOf(client::net::reasonOf(slot.status)));
        }
    }
    ++m_ended;
    if (!slot.waiting.empty()) m_free.push_back(index);
}

void LoadEngine::Round::loop() {
    while (!allDone()) {
        fillIn();
        // With a rate: not beyond the next moment at which something is due.
        auto until = Clock::now() + kDeadline;
        if (m_wish.rate > 0 && m_scheduled < m_total) {
            until =
                m_start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(
                              static_cast<double>(m_scheduled) / m_wish.rate));
        }
        void* tag = nullptr;
        bool ok = false;
        const auto next = m_queue.AsyncNext(&tag, &ok, onSystemClock(until));
        if (next == grpc::CompletionQueue::SHUTDOWN) throw std::logic_error("queue ended");
        if (next == grpc::CompletionQueue::GOT_EVENT) ended(reinterpret_cast<std::size_t>(tag));
    }
}

void LoadEngine::Round::prove() {
    const auto& directory = m_engine.m_scene.coach(0).session().directory();
    for (const auto& one : m_answered)
        proveAnswer(directory.policy(), directory.instance(), one.shot, one.answer);
    m_result.proofs = m_answered.size();
}

LoadResult LoadEngine::Round::run() {
    prepare();
    const auto& process = m_engine.m_scene.process();
    const double cpu = process.cpuSeconds();
    m_start = Clock::now();
    loop();
    m_result.seconds = static_cast<double>(nanosSince(m_start)) / 1e9;
    m_result.serverCpuSeconds = process.cpuSeconds() - cpu;
    m_result.serverMegabytes = process.megabytes();
    prove();
    m_queue.Shutdown();
    void* tag = nullptr;
    bool ok = false;
    while (m_queue.Next(&tag, &ok)) {
    }
    return std::move(m_result);
}

LoadEngine::LoadEngine(Scene& scene) : m_scene(scene) {}
LoadEngine::~LoadEngine() = default;

std::shared_ptr<grpc::Channel> LoadEngine::channelOf(Member& member) {
    auto& channel = m_channels[&member];
    if (!channel) {
        channel = client::net::openChannel(member.identity(),
                                           std::make_shared<client::net::SeenCertificate>());
        const auto deadline = std::chrono::system_clock::now() + kDeadline;
        if (!channel->WaitForConnected(deadline)) throw std::runtime_error("no connection");
    }
    return channel;
}

Work& LoadEngine::work(const std::string& kind, std::size_t slot) {
    auto& work = m_works[{kind, slot}];
    if (!work) {
        work = makeWork(kind, m_scene, slot);
        channelOf(work->caller());
    }
    return *work;
}

LoadResult LoadEngine::run(const LoadWish& wish) {
    // Two slots in one household would write over each other.
    if (wish.inFlight > m_scene.households().size()) {
        throw std::invalid_argument("more in flight than there are households");
    }
    LoadResult result = Round(*this, wish).run();
    // What was to follow on a call that failed does not follow any more: made anew next time.
    std::erase_if(m_works, [&](const auto& one) {
        const auto kind = result.kinds.find(one.first.first);
        return kind != result.kinds.end() && kind->second.failed > 0;
    });
    return result;
}

}  // namespace voordeur::test::bench
