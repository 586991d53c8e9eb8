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

    void add(std::uint64_t sequence, const SignatureClaim& claim);
    void add(std::uint64_t sequence, EvaluationClaim claim);
    /// Waits for everything; what did not hold, in no order, at most some hundreds of them but
    /// always the lowest. Nothing may be added afterwards.
    std::vector<ReplayProblem> finish();

private:
    /// A signature with its input laid down in the batch's bytes: one allocation serves them all,
    /// and none is made in one thread to be freed in another.
    struct SignatureJob {
        std::uint64_t sequence = 0;
        PublicKey32 key{};
        Signature64 signature{};
        std::size_t first = 0;
        std::size_t size = 0;
        Reason broken = Reason::SignatureBroken;
    };
    struct EvaluationJob {
        std::uint64_t sequence = 0;
        EvaluationClaim claim;
    };
    struct Batch {
        Bytes bytes;
        std::vector<SignatureJob> signatures;
        std::vector<EvaluationJob> evaluations;
        std::size_t weight = 0;  // in signatures
    };

    void push() VD_EXCLUDES(m_mutex);
    void recycle(Batch batch) VD_EXCLUDES(m_mutex);
    void work() VD_EXCLUDES(m_mutex);
    void run(const Batch& batch) VD_EXCLUDES(m_mutex);
    void stop() VD_EXCLUDES(m_mutex);

    Batch m_filling;  // of the thread that adds

    Mutex m_mutex;
    Condition m_changed;
    std::deque<Batch> m_queue VD_GUARDED_BY(m_mutex);
    std::vector<Batch> m_spent VD_GUARDED_BY(m_mutex);  // to be filled again
    bool m_closed VD_GUARDED_BY(m_mutex) = false;
    std::vector<ReplayProblem> m_broken VD_GUARDED_BY(m_mutex);

    std::vector<std::thread> m_threads;
};

}  // namespace voordeur::crypto
