#include "crypto/rules/form.h"

#include "crypto/base/limits.h"

namespace voordeur::crypto {

Status checkEnvelope(const Call& call) {
    VD_REQUIRE(call.payload.size() <= limits::kMessageBytesMax, Reason::MessageTooLarge);
    VD_REQUIRE(call.attachments.size() <= limits::kAttachmentsPerCallMax, Reason::MessageTooLarge);
    std::size_t total = call.payload.size();
    for (const Bytes& attachment : call.attachments) {
        VD_REQUIRE(attachment.size() <= limits::kAttachmentBytesMax, Reason::MessageTooLarge);
        total += attachment.size();
    }
    VD_REQUIRE(total <= limits::kMessageBytesMax, Reason::MessageTooLarge);
    VD_REQUIRE(call.statement.payloadHash == payloadHash(call.statement.method, call.payload),
               Reason::PayloadMismatch);
    return success();
}

Status checkNamed(const Call& call, const AnyPayload& payload) {
    VD_REQUIRE(call.statement.households == householdsNamedBy(call.statement.method, payload),
               Reason::PayloadMismatch);
    const std::vector<Hash32> names = attachmentsNamedBy(payload);
    VD_REQUIRE(names.size() == call.attachments.size(), Reason::PayloadMismatch);
    for (std::size_t i = 0; i < names.size(); ++i) {
        VD_REQUIRE(names[i] == attachmentHash(call.attachments[i]), Reason::PayloadMismatch);
    }
    return success();
}

Status checkForm(const Call& call) {
    VD_RETURN_IF_ERROR(checkEnvelope(call));
    const auto payload = parsePayload(call.statement.method, call.payload);
    VD_REQUIRE(payload.ok(), Reason::Malformed);
    return checkNamed(call, payload.value());
}

}  // namespace voordeur::crypto
