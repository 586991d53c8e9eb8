#pragma once

#include "crypto/base/mutex.h"

#include <grpcpp/grpcpp.h>
#include <grpcpp/support/server_interceptor.h>

#include <cstdint>
#include <map>
#include <memory>

namespace voordeur::server::rpc {

/// Answers that are on their way and were not taken yet. Whoever asks and does not read (a laptop
/// that fell asleep, a program that means harm) would otherwise fill the server's memory: gRPC
/// itself bounds what comes in, and not what goes out.
///
/// Above the bound the answers that have waited longest are dropped, with their calls: what a
/// reader at work takes is gone from here within milliseconds. Nothing is lost by it: what was
/// written is in the log, and the same request brings the same answer again.
///
/// Thread: any.
class UnreadAnswers {
public:
    /// What a call costs beside its answer, about.
    static constexpr std::size_t kCallBytes = 16 * 1024;

    explicit UnreadAnswers(std::size_t bytesMax) : m_bytesMax(bytesMax) {}
    ~UnreadAnswers();
    UnreadAnswers(const UnreadAnswers&) = delete;
    UnreadAnswers& operator=(const UnreadAnswers&) = delete;
    UnreadAnswers(UnreadAnswers&&) = delete;
    UnreadAnswers& operator=(UnreadAnswers&&) = delete;

    /// An answer of so many bytes goes out. Returns its number. May end older calls.
    std::uint64_t goesOut(grpc_call* call, std::size_t bytes) VD_EXCLUDES(m_mutex);
    /// It was taken, or its call ended otherwise. A number that is not there (any more) is no harm.
    void isGone(std::uint64_t number) VD_EXCLUDES(m_mutex);

private:
    struct Answer {
        grpc_call* call = nullptr;  // counted: it may end while we end it
        std::size_t bytes = 0;
    };

    const std::size_t m_bytesMax;
    crypto::Mutex m_mutex;
    std::map<std::uint64_t, Answer> m_answers VD_GUARDED_BY(m_mutex);  // oldest first
    std::uint64_t m_next VD_GUARDED_BY(m_mutex) = 1;
    std::size_t m_bytes VD_GUARDED_BY(m_mutex) = 0;
};

/// Tells `answers` of every call of a server. Ownership: borrows it.
std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> watchAnswers(
    UnreadAnswers& answers);

}  // namespace voordeur::server::rpc
