#include "server/rpc/unread_answers.h"

#include <grpc/grpc.h>

#include <vector>

namespace voordeur::server::rpc {

using crypto::MutexLock;
using grpc::experimental::InterceptionHookPoints;
using grpc::experimental::Interceptor;
using grpc::experimental::InterceptorBatchMethods;
using grpc::experimental::ServerRpcInfo;

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
        const auto at = m_answers.find(number);
        if (at == m_answers.end()) return;
        m_bytes -= at->second.bytes;
        call = at->second.call;
        m_answers.erase(at);
    }
    grpc_call_unref(call);
}

namespace {

/// Follows one call, and lives as long.
class Watch final : public Interceptor {
public:
    Watch(UnreadAnswers& answers, grpc::ServerContextBase& context)
        : m_answers(answers), m_context(context) {}

    void Intercept(InterceptorBatchMethods* batch) override {
        if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_STATUS)) {
            answered(*batch);
        }
        if (batch->QueryInterceptionHookPoint(InterceptionHookPoints::POST_RECV_CLOSE)) closed();
        batch->Proceed();
    }

private:
    void answered(InterceptorBatchMethods& batch) {
        std::size_t bytes = 0;
        if (batch.QueryInterceptionHookPoint(InterceptionHookPoints::PRE_SEND_MESSAGE)) {
            bytes = batch.GetSerializedSendMessage()->Length();
        }
        {
            const MutexLock lock(m_mutex);
            if (m_closed) return;
        }
        const std::uint64_t number = m_answers.goesOut(m_context.c_call(), bytes);
        bool late = false;
        {
            const MutexLock lock(m_mutex);
            m_number = number;
            late = m_closed;
        }
        if (late) m_answers.isGone(number);
    }

    /// The end of the call on the wire; on another thread than the answer, perhaps before it.
    void closed() {
        std::uint64_t number = 0;
        {
            const MutexLock lock(m_mutex);
            m_closed = true;
            number = m_number;
        }
        if (number != 0) m_answers.isGone(number);
    }

    UnreadAnswers& m_answers;
    grpc::ServerContextBase& m_context;  // outlives this object
    crypto::Mutex m_mutex;
    bool m_closed VD_GUARDED_BY(m_mutex) = false;
    std::uint64_t m_number VD_GUARDED_BY(m_mutex) = 0;
};

class Watches final : public grpc::experimental::ServerInterceptorFactoryInterface {
public:
    explicit Watches(UnreadAnswers& answers) : m_answers(answers) {}
    /// gRPC takes the object and deletes it with the call.
    Interceptor* CreateServerInterceptor(ServerRpcInfo* call) override {
        return std::make_unique<Watch>(m_answers, *call->server_context()).release();
    }

private:
    UnreadAnswers& m_answers;
};

}  // namespace

std::unique_ptr<grpc::experimental::ServerInterceptorFactoryInterface> watchAnswers(
    UnreadAnswers& answers) {
    return std::make_unique<Watches>(answers);
}

}  // namespace voordeur::server::rpc
