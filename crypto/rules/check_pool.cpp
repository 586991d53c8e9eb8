#include "crypto/rules/check_pool.h"

#include "crypto/shared/oprf_client.h"

#include <algorithm>
#include <utility>

namespace voordeur::crypto {
namespace {

/// Some 1.3 ms of work: long against a hand-over, short against a wait at the end.
constexpr std::size_t kBatchWeight = 32;
constexpr std::size_t kBytesPerWeight = 16 * 1024;
/// Bounds the memory (a statement is some 300 bytes) and still rides out a burst.
constexpr std::size_t kQueuedBatchesMax = 64;
constexpr std::size_t kSpentBatchesMax = 8;
constexpr std::size_t kBrokenKept = 512;

bool holdsProof(const EvaluationClaim& claim) {
    return OprfVerified::verify(claim.publicKey, claim.blinded, claim.evaluation).ok();
}

void keepLowest(std::vector<ReplayProblem>& broken) {
    if (broken.size() < 2 * kBrokenKept) return;
    std::ranges::stable_sort(broken, {}, &ReplayProblem::sequence);
    broken.resize(kBrokenKept);
}

}  // namespace

CheckPool::CheckPool(unsigned threads) {
    m_threads.reserve(threads);
    for (unsigned i = 0; i < threads; ++i) {
        m_threads.emplace_back([this] { work(); });
    }
}

CheckPool::~CheckPool() {
    stop();
}

void CheckPool::add(std::uint64_t sequence, const SignatureClaim& claim) {
    const Bytes input = signatureInput(claim.type, claim.instance, claim.bytes);
    m_filling.signatures.push_back(
        {sequence, claim.key, claim.signature, m_filling.bytes.size(), input.size(), claim.broken});
    append(m_filling.bytes, input);
    // A long one takes longer to hash, and more room while it waits.
    m_filling.weight += 1 + input.size() / kBytesPerWeight;
    if (m_filling.weight >= kBatchWeight) push();
}

void CheckPool::add(std::uint64_t sequence, EvaluationClaim claim) {
    // Two multiplications and more per element, each about as much as a signature.
    m_filling.weight += 3 * claim.blinded.size() + 3;
    m_filling.evaluations.push_back({sequence, std::move(claim)});
    if (m_filling.weight >= kBatchWeight) push();
}

void CheckPool::push() {
    Batch batch = std::exchange(m_filling, {});
    {
        const MutexLock lock(m_mutex);
        if (!m_spent.empty()) {
            m_filling = std::move(m_spent.back());
            m_spent.pop_back();
        }
        if (!m_threads.empty() && m_queue.size() < kQueuedBatchesMax) {
            m_queue.push_back(std::move(batch));
            m_changed.notify_one();
            return;
        }
    }
    run(batch);
    recycle(std::move(batch));
}

/// Keeps the room that a batch has for the next one.
void CheckPool::recycle(Batch batch) {
    batch.bytes.clear();
    batch.signatures.clear();
    batch.evaluations.clear();
    batch.weight = 0;
    const bool small = batch.bytes.capacity() <= kBatchWeight * kBytesPerWeight;
    const MutexLock lock(m_mutex);
    if (small && m_spent.size() < kSpentBatchesMax) m_spent.push_back(std::move(batch));
}

void CheckPool::run(const Batch& batch) {
    std::vector<ReplayProblem> broken;
    for (const auto& job : batch.signatures) {
        const auto input = ByteView(batch.bytes).subspan(job.first, job.size);
        if (!verifyRaw(job.key, input, job.signature)) {
            broken.push_back({job.sequence, job.broken});
        }
    }
    for (const auto& job : batch.evaluations) {
        if (!holdsProof(job.claim)) broken.push_back({job.sequence, Reason::ProofBroken});
    }
    if (broken.empty()) return;
    const MutexLock lock(m_mutex);
    m_broken.insert(m_broken.end(), broken.begin(), broken.end());
    keepLowest(m_broken);
}

void CheckPool::work() {
    while (true) {
        Batch batch;
        {
            const MutexLock lock(m_mutex);
            while (m_queue.empty() && !m_closed) {
                m_changed.wait(m_mutex);
            }
            if (m_queue.empty()) return;
            batch = std::move(m_queue.front());
            m_queue.pop_front();
        }
        run(batch);
        recycle(std::move(batch));
    }
}

void CheckPool::stop() {
    {
        const MutexLock lock(m_mutex);
        m_closed = true;
    }
    m_changed.notify_all();
    for (std::thread& thread : m_threads) {
        thread.join();
    }
    m_threads.clear();
}

std::vector<ReplayProblem> CheckPool::finish() {
    if (m_filling.weight > 0) push();
    // The threads take what is queued before they end; meanwhile this one helps.
    while (true) {
        Batch batch;
        {
            const MutexLock lock(m_mutex);
            if (m_queue.empty()) break;
            batch = std::move(m_queue.back());
            m_queue.pop_back();
        }
        run(batch);
    }
    stop();
    const MutexLock lock(m_mutex);
    return std::exchange(m_broken, {});
}

}  // namespace voordeur::crypto
