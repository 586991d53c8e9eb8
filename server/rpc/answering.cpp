#include "server/rpc/answering.h"

#include "server/rpc/grpc_status.h"

namespace voordeur::server::rpc {

void Answering::answer(const google::protobuf::MessageLite& response) {
    finish(grpc::Status::OK, response.ByteSizeLong());
}

void Answering::refuse(crypto::Reason reason) {
    finish(toGrpc(reason), 0);
}

void Answering::finish(const grpc::Status& status, std::size_t answerBytes) {
    // Before Finish: behind it this object may be gone.
    m_number = m_unread.goesOut(m_context.c_call(), m_requestBytes + answerBytes);
    Finish(status);
}

void Answering::OnDone() {
    m_unread.isGone(m_number);
    delete this;
}

}  // namespace voordeur::server::rpc
