#pragma once

#include "crypto/base/reason.h"
#include "server/rpc/unread_answers.h"

#include <google/protobuf/message_lite.h>

namespace voordeur::server::rpc {

/// One call on gRPC's side, from its arrival until gRPC is done with it: its answer was written to
/// the connection, or the call ended otherwise. Until then gRPC holds request and answer, and from
/// the answer on `unread` counts both.
///
/// Thread: `answer` or `refuse` once, from any. Ownership: its own; borrows `unread` and `context`.
class Answering final : public grpc::ServerUnaryReactor {
public:
    Answering(UnreadAnswers& unread,
              grpc::CallbackServerContext& context,
              const google::protobuf::MessageLite& request)
        : m_unread(unread), m_context(context), m_requestBytes(request.ByteSizeLong()) {}

    /// Also of fields that we do not know.
    [[nodiscard]] std::size_t requestBytes() const { return m_requestBytes; }

    /// `response` is the one that gRPC made for this call.
    void answer(const google::protobuf::MessageLite& response);
    void refuse(crypto::Reason reason);

    // gRPC's, not for us.
    void OnDone() override;
    void OnCancel() override {}
    /// What OnDone does is short. Otherwise gRPC would wake a thread of its own to run it, for
    /// every call.
    bool InternalInlineable() override { return true; }

private:
    void finish(const grpc::Status& status, std::size_t answerBytes);

    UnreadAnswers& m_unread;
    grpc::CallbackServerContext& m_context;  // outlives this object
    const std::size_t m_requestBytes;
    std::uint64_t m_number = 0;
};

}  // namespace voordeur::server::rpc
