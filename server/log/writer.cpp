#include "server/log/writer.h"

#include "server/log/batch.h"

#include <algorithm>

namespace voordeur::server::log {

using crypto::ChainHead;
using crypto::EntryType;
using crypto::MutexLock;

namespace {

// One day: remembered requests and quota windows need no finer broom.
constexpr crypto::UnixMillis kForgetIntervalMillis = 24ULL * 3600 * 1000;

bool isStoreFailure(Reason reason) {
    return reason == Reason::StorageFull || reason == Reason::StorageFailed;
}

/// Batch::write has written nothing, and the rest of the batch is fine.
bool isOneCallsOwn(Reason reason) {
    return reason == Reason::RequestIdReused || reason == Reason::AnswerChanged ||
           reason == Reason::ClockSkew;
}

}  // namespace

/// The tree's older leaves, from the store.
class Writer::StoreLeaves final : public crypto::LeafSource {
public:
    explicit StoreLeaves(storage::Store& store) : m_store(store) {}
    Result<std::vector<Hash32>> leaves(std::uint64_t first, std::size_t count) override {
        VD_ASSIGN(auto reader, m_store.reader());
        return reader->leaves(first, count);
    }

private:
    storage::Store& m_store;
};

struct Writer::Group {
    std::vector<Waiting> waiting;
    std::optional<EntryType> serverEntry;
    std::vector<Result<Written>> results;  // of those with `done`, in order
    std::vector<Status> changed;           // of those with `changed`, in order
    AuthFails authFails;                   // that it took along
    SignedHead head;
    bool wrote = false;
    bool directoryChanged = false;
};

Writer::Writer(const Parts& parts, const WriterLimits& limits)
    : m_parts(parts), m_limits(limits), m_leaves(std::make_unique<StoreLeaves>(parts.store)) {}

Result<std::unique_ptr<Writer>> Writer::start(const Parts& parts, const WriterLimits& limits) {
    std::unique_ptr<Writer> writer(new Writer(parts, limits));
    VD_RETURN_IF_ERROR(writer->load());
    writer->m_thread = std::thread([raw = writer.get()] { raw->run(); });
    return writer;
}

Status Writer::load() {
    VD_ASSIGN(auto begin, m_parts.store.start());
    VD_ASSIGN(m_tree,
              crypto::MerkleTree::create({begin.size, begin.tiles, begin.lastLeaves}, *m_leaves));
    m_directoryChain = crypto::emptyDirectoryChain();
    for (const auto& line : begin.directory) {
        VD_ASSIGN(const auto entry, crypto::Entry::decode(line.entry));
        VD_ASSIGN(const auto statement, crypto::Statement::decode(entry.statement));
        if (statement.method == crypto::Method::Found) {
            VD_ASSIGN(const auto payload, crypto::FoundPayload::decode(line.payload));
            VD_RETURN_IF_ERROR(m_working.found(payload, entry.sequence));
        } else {
            VD_ASSIGN(const auto payload, crypto::DirectoryPayload::decode(line.payload));
            VD_RETURN_IF_ERROR(m_working.follow(payload, entry.sequence));
        }
        m_directoryChain = crypto::extended(m_directoryChain, crypto::leafOf(line.entry));
    }
    const MutexLock lock(m_mutex);
    m_published = std::make_shared<const crypto::Directory>(m_working);
    m_directoryCount = m_directoryChain.count;
    if (begin.size == 0) return crypto::success();
    VD_REQUIRE(begin.checkpoint.has_value() && m_working.founded(), Reason::CheckpointBroken);
    const std::string origin = crypto::logOrigin(m_working.instance());
    VD_ASSIGN(const auto checkpoint,
              crypto::openCheckpoint(*begin.checkpoint, origin, origin, m_working.policy().logKey));
    VD_REQUIRE(checkpoint.size == begin.size && checkpoint.root == m_tree->root(),
               Reason::CheckpointBroken);
    m_head = {{checkpoint.size, checkpoint.root}, *begin.checkpoint};
    VD_ASSIGN(auto reader, m_parts.store.reader());
    VD_ASSIGN(const auto last, reader->line(begin.size - 1));
    VD_REQUIRE(last.has_value(), Reason::StorageFailed);
    VD_ASSIGN(const auto lastEntry, crypto::Entry::decode(last->entry));
    m_lastTime = lastEntry.time;
    return crypto::success();
}

Writer::~Writer() {
    {
        const MutexLock lock(m_mutex);
        m_stopping = true;
    }
    m_wake.notify_all();
    if (m_thread.joinable()) m_thread.join();
}

Status Writer::submit(Submission submission, Completion done) {
    {
        const MutexLock lock(m_mutex);
        if (m_stopping) return Reason::Unavailable;
        if (m_queue.size() >= m_limits.queueMax) return Reason::Busy;
        m_queue.push_back({std::move(submission), std::move(done), nullptr, nullptr});
    }
    m_wake.notify_one();
    return crypto::success();
}

Status Writer::submitUnlogged(std::function<Status(storage::Transaction&)> change,
                              std::function<void(Status)> done) {
    {
        const MutexLock lock(m_mutex);
        if (m_stopping) return Reason::Unavailable;
        if (m_queue.size() >= m_limits.queueMax) return Reason::Busy;
        m_queue.push_back({{}, nullptr, std::move(change), std::move(done)});
    }
    m_wake.notify_one();
    return crypto::success();
}

void Writer::noteAuthFail(Reason reason) {
    const MutexLock lock(m_mutex);
    const auto index = static_cast<std::size_t>(reason);
    VD_CHECK(index < m_authFails.size());
    if (m_authFails[index] < UINT32_MAX) ++m_authFails[index];
}

std::shared_ptr<const crypto::Directory> Writer::directory() const {
    const MutexLock lock(m_mutex);
    return m_published;
}

Writer::SignedHead Writer::head() const {
    const MutexLock lock(m_mutex);
    return m_head;
}

std::uint64_t Writer::directoryCount() const {
    const MutexLock lock(m_mutex);
    return m_directoryCount;
}

Writer::AuthFails Writer::takeAuthFails() {
    AuthFails out;
    const MutexLock lock(m_mutex);
    for (std::size_t i = 0; i < m_authFails.size(); ++i) {
        if (m_authFails[i] == 0) continue;
        const auto reason = crypto::reasonFromNumber(static_cast<std::uint16_t>(i));
        VD_CHECK(reason.has_value());
        out.emplace_back(*reason, m_authFails[i]);
        m_authFails[i] = 0;
    }
    return out;
}

void Writer::giveBack(const AuthFails& counts) {
    const MutexLock lock(m_mutex);
    for (const auto& [reason, count] : counts) {
        std::uint32_t& gathered = m_authFails[static_cast<std::size_t>(reason)];
        gathered += std::min(count, UINT32_MAX - gathered);
    }
}

void Writer::endUnlessFileGone() {
    if (!m_parts.store.fileGone()) m_parts.onFatal(Reason::StorageFailed);
}

/// Once when it begins and once when it is over, not with every call that waits for it.
void Writer::tellIfFull(const Status& status, bool wrote) {
    const bool full = !status.ok() && status.reason() == Reason::StorageFull;
    const bool roomAgain = status.ok() && wrote;
    if (full == m_full || (!full && !roomAgain)) return;
    m_full = full;
    if (m_parts.onFull) m_parts.onFull(full);
}

std::vector<Writer::Waiting> Writer::take() {
    std::vector<Waiting> out;
    m_mutex.lock();
    if (m_queue.empty() && !m_stopping) m_wake.wait_for(m_mutex, m_limits.authFailInterval);
    if (m_queue.size() <= m_limits.batchMax) {
        out.swap(m_queue);
    } else {
        const auto end = m_queue.begin() + static_cast<std::ptrdiff_t>(m_limits.batchMax);
        out.assign(std::make_move_iterator(m_queue.begin()), std::make_move_iterator(end));
        m_queue.erase(m_queue.begin(), end);
    }
    m_mutex.unlock();
    return out;
}

void Writer::run() {
    if (m_tree->size() > 0) process({}, EntryType::Start);
    for (;;) {
        auto waiting = take();
        if (!waiting.empty()) {
            process(std::move(waiting), std::nullopt);
            // The answers are out. What fails here loses nothing that was committed, and the next
            // transaction meets it again; a failed fsync ends the process by itself.
            static_cast<void>(m_parts.store.tidy().ok());
            continue;
        }
        {
            const MutexLock lock(m_mutex);
            if (m_stopping && m_queue.empty()) break;
        }
        // Idle: write refusals of strangers that were gathered, and forget what is too old.
        process({}, std::nullopt);
        forgetOld();
    }
    if (m_tree->size() > 0) process({}, EntryType::Stop);
}

void Writer::process(std::vector<Waiting> waiting, std::optional<EntryType> serverEntry) {
    Group group;
    group.waiting = std::move(waiting);
    group.serverEntry = serverEntry;
    const ChainHead chainBefore = m_directoryChain;
    const Status status = writeGroup(group);
    tellIfFull(status, group.wrote || !group.changed.empty());
    if (status.ok()) {
        publish(group);
    } else {
        // Nothing of this group is in the store: the working copies and counts go back with it.
        giveBack(group.authFails);
        m_working = *directory();
        m_directoryChain = chainBefore;
        if (group.waiting.size() > 1 && !isStoreFailure(status.reason())) {
            // One bad call may not take the others down: each gets its own transaction.
            for (auto& one : group.waiting) {
                std::vector<Waiting> alone;
                alone.push_back(std::move(one));
                process(std::move(alone), std::nullopt);
            }
            return;
        }
        if (status.reason() == Reason::StorageFailed) endUnlessFileGone();
    }
    std::size_t result = 0;
    std::size_t change = 0;
    for (auto& one : group.waiting) {
        if (one.done) {
            if (!status.ok()) {
                one.done(status.error());
                continue;
            }
            auto& written = group.results[result++];
            if (written.ok()) {
                written.value().head = group.head.head;
                written.value().checkpoint = group.head.checkpoint;
            } else if (written.reason() == Reason::ClockSkew) {
                noteAuthFail(Reason::ClockSkew);
            }
            one.done(std::move(written));
        } else {
            one.changed(status.ok() ? group.changed[change++] : status);
        }
    }
}

Status Writer::writeGroup(Group& group) {
    const crypto::UnixMillis now = std::max(m_parts.clock.now(), m_lastTime);
    VD_ASSIGN(auto transaction, m_parts.store.begin(m_working));
    auto tree = m_tree->begin();
    Batch batch({m_parts.store, *transaction, m_working, m_directoryChain, tree, m_lastTime, now});
    if (group.serverEntry) {
        VD_RETURN_IF_ERROR(batch.writeOwn(*group.serverEntry, std::nullopt, 1));
    }
    const auto interval = static_cast<crypto::UnixMillis>(m_limits.authFailInterval.count());
    const bool late = now < m_lastAuthFails || now - m_lastAuthFails >= interval;
    if (m_working.founded() && (late || group.serverEntry)) {
        group.authFails = takeAuthFails();
        for (const auto& [reason, count] : group.authFails) {
            VD_RETURN_IF_ERROR(batch.writeOwn(EntryType::AuthFail, reason, count));
        }
        m_lastAuthFails = now;
    }
    for (auto& one : group.waiting) {
        if (one.change) {
            group.changed.push_back(one.change(*transaction));
            continue;
        }
        auto written = batch.write(one.submission);
        if (!written.ok() && !isOneCallsOwn(written.reason())) return written.error();
        group.results.push_back(std::move(written));
    }
    group.directoryChanged = batch.directoryChanged();
    group.wrote = !batch.empty();
    if (group.wrote) {
        VD_ASSIGN(group.head, batch.seal(m_parts.logKey));
    } else {
        group.head = head();
        if (group.changed.empty()) return crypto::success();
    }
    VD_RETURN_IF_ERROR(transaction->commit());
    if (group.wrote) m_tree->commit(std::move(tree));
    m_lastTime = batch.agreed();
    return crypto::success();
}

void Writer::publish(const Group& group) {
    if (!group.wrote) return;
    std::shared_ptr<const crypto::Directory> published;
    if (group.directoryChanged) published = std::make_shared<const crypto::Directory>(m_working);
    const MutexLock lock(m_mutex);
    if (published) m_published = std::move(published);
    m_head = group.head;
    m_directoryCount = m_directoryChain.count;
}

void Writer::forgetOld() {
    // By the log's time: a clock that leapt ahead would forget quotas that still count.
    if (m_lastTime < m_lastForgotten + kForgetIntervalMillis) return;
    m_lastForgotten = m_lastTime;
    auto transaction = m_parts.store.begin(m_working);
    if (!transaction.ok()) return;
    if (!transaction.value()->forget(m_lastTime - crypto::limits::kReplayMillis).ok()) return;
    const Status done = transaction.value()->commit();
    if (!done.ok() && done.reason() == Reason::StorageFailed) endUnlessFileGone();
}

}  // namespace voordeur::server::log
