#include "server/rpc/unread_answers.h"

#include <grpc/grpc.h>

#include <vector>

namespace voordeur::server::rpc {

using crypto::MutexLock;

UnreadAnswers::~UnreadAnswers() {
    for (const auto& [number, answer] : m_answers)
        grpc_call_unref(answer.call);
}

std::uint64_t UnreadAnswers::goesOut(grpc_call* call, std::size_t bytes) {
    std::vector<grpc_call*> dropped;
    std::uint64_t number = 0;
    {
        const MutexLock lock(m_mutex);
        number = m_next++;
        grpc_call_ref(call);
        m_answers.emplace(number, Answer{call, bytes + kCallBytes});
        m_bytes += bytes + kCallBytes;
        // Never the newest: one answer has to fit, however small the bound.
        while (m_bytes > m_bytesMax && m_answers.size() > 1) {
            const auto oldest = m_answers.begin();
            m_bytes -= oldest->second.bytes;
            m_dropped.emplace(oldest->first, oldest->second.bytes);
            m_droppedBytes += oldest->second.bytes;
            dropped.push_back(oldest->second.call);
            m_answers.erase(oldest);
        }
    }
    // Not under the lock: gRPC may run what it has waiting on this very stack.
    for (grpc_call* one : dropped) {
        grpc_call_cancel_with_status(
            one, GRPC_STATUS_RESOURCE_EXHAUSTED, "answer not taken", nullptr);
        grpc_call_unref(one);
    }
    return number;
}

void UnreadAnswers::isGone(std::uint64_t number) {
    grpc_call* call = nullptr;
    {
        const MutexLock lock(m_mutex);
        if (const auto dropped = m_dropped.find(number); dropped != m_dropped.end()) {
            m_droppedBytes -= dropped->second;
            m_dropped.erase(dropped);
            return;
        }
        const auto at = m_answers.find(number);
        if (at == m_answers.end()) return;
        m_bytes -= at->second.bytes;
        call = at->second.call;
        m_answers.erase(at);
    }
    grpc_call_unref(call);
}

bool UnreadAnswers::hasRoom() const {
    const MutexLock lock(m_mutex);
    return m_droppedBytes <= m_bytesMax;
}

}  // namespace voordeur::server::rpc
