#pragma once

#include "crypto/base/mutex.h"

#include <grpcpp/grpcpp.h>

#include <cstdint>
#include <map>
#include <unordered_map>

namespace voordeur::server::rpc {

/// Calls whose answers are on their way and were not taken yet. Whoever asks and does not read (a
/// laptop that fell asleep, a program that means harm) would otherwise fill the server's memory:
/// gRPC itself bounds what comes in, and neither what goes out nor what it keeps of a request until
/// its call is over.
///
/// Above the bound the calls that have waited longest are dropped: what a reader at work takes is
/// gone from here within milliseconds. Nothing is lost by it: what was written is in the log, and
/// the same request brings the same answer again. On a connection that is stuck a dropped call
/// keeps its memory until the connection ends; while there is as much of that, there is no room.
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

    /// An answer goes out; it and its request have so many bytes. Returns its number. May end older
    /// calls.
    std::uint64_t goesOut(grpc_call* call, std::size_t bytes) VD_EXCLUDES(m_mutex);
    /// Its call is over, and holds nothing any more.
    void isGone(std::uint64_t number) VD_EXCLUDES(m_mutex);
    /// False: what was dropped fills the memory, and nothing new may be taken on.
    [[nodiscard]] bool hasRoom() const VD_EXCLUDES(m_mutex);

private:
    struct Answer {
        grpc_call* call = nullptr;  // counted: it may end while we end it
        std::size_t bytes = 0;
    };

    const std::size_t m_bytesMax;
    mutable crypto::Mutex m_mutex;
    std::map<std::uint64_t, Answer> m_answers VD_GUARDED_BY(m_mutex);  // oldest first
    // Bytes by number, until gRPC lets go of them.
    std::unordered_map<std::uint64_t, std::size_t> m_dropped VD_GUARDED_BY(m_mutex);
    std::uint64_t m_next VD_GUARDED_BY(m_mutex) = 1;
    std::size_t m_bytes VD_GUARDED_BY(m_mutex) = 0;
    std::size_t m_droppedBytes VD_GUARDED_BY(m_mutex) = 0;
};

}  // namespace voordeur::server::rpc
