#pragma once

#include "crypto/base/reason.h"

#include <grpcpp/support/status.h>

namespace voordeur::server::rpc {

/// The status of a refusal: gRPC's nearest code, the reason's name as message (for operators), and
/// a voordeur.v1.ErrorDetail as binary detail. Never carries more than the caller sent.
grpc::Status toGrpc(crypto::Reason reason);

}  // namespace voordeur::server::rpc
