#include "client/core/old_head.h"

#include "client/core/verify_answer.h"

namespace voordeur::client::core {

using crypto::success;

Status oldHeadStands(LocalStore& store,
                     Transport& transport,
                     const crypto::InstanceId& instance,
                     const crypto::PublicKey32& logKey,
                     std::uint64_t restoredSize) {
    VD_ASSIGN(const auto old, store.headBefore(restoredSize));
    if (!old) return success();
    VD_ASSIGN(const auto answer, transport.checkpoint(old->size));
    VD_RETURN_IF_ERROR(verifyHead(instance, logKey, *old, answer.checkpoint, answer.consistency));
    return success();
}

}  // namespace voordeur::client::core
