#pragma once

#include "crypto/base/mutex.h"
#include "crypto/rules/replay.h"
#include "crypto/rules/signature_checks.h"
#include "crypto/shared/oprf.h"

#include <cstdint>
#include <deque>
#include <thread>
#include <vector>

namespace voordeur::crypto {

/// An Evaluate answer and what it answers.
struct EvaluationClaim {
    OprfElement publicKey{};
    std::vector<OprfElement> blinded;
    OprfEvaluation evaluation;
};

/// Signatures and proofs that are checked beside the replay, in batches on a few threads. The queue
/// is bounded: when it is full, whoever brings the next batch does it himself, so that the replay
/// never waits while there is work. Internal to crypto/rules.
/// Thread: `add` and `finish` by one thread.
class CheckPool {
public:
    explicit CheckPool(unsigned threads);
    CheckPool(const CheckPool&) = delete;
    CheckPool& operator=(const CheckPool&) = delete;
    CheckPool(CheckPool&&) = delete;
    CheckPool& operator=(CheckPool&&) = delete;
    ~CheckPool();

    void add(std::uint64_t sequence, SignatureClaim claim);
    void add(std::uint64_t sequence, EvaluationClaim claim);
    /// Waits for everything; what did not hold, in no order, at most some hundreds of them but
    /// always the lowest. Nothing may be added afterwards.
    std::vector<ReplayProblem> finish();

private:
    template <class Claim>
    struct Job {
        std::uint64_t sequence;
        Claim claim;
    };
    struct Batch {
        std::vector<Job<SignatureClaim>> signatures;
        std::vector<Job<EvaluationClaim>> evaluations;
        std::size_t weight = 0;  // in signatures
    };

    void push() VD_EXCLUDES(m_mutex);
    void work() VD_EXCLUDES(m_mutex);
    void run(const Batch& batch) VD_EXCLUDES(m_mutex);
    void stop() VD_EXCLUDES(m_mutex);

    Batch m_filling;  // of the thread that adds

    Mutex m_mutex;
    Condition m_changed;
    std::deque<Batch> m_queue VD_GUARDED_BY(m_mutex);
    bool m_closed VD_GUARDED_BY(m_mutex) = false;
    std::vector<ReplayProblem> m_broken VD_GUARDED_BY(m_mutex);

    std::vector<std::thread> m_threads;
};

}  // namespace voordeur::crypto
