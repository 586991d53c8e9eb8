#include "crypto/shared/payloads.h"
#include "tests/fuzz/fuzz_canonical.h"

// Any bytes as the payload of any method. The first byte chooses.
namespace {

using namespace voordeur;  // NOLINT(google-build-using-namespace): one function, no header

constexpr void (*kReaders[])(crypto::ByteView) = {
    fuzz::requireCanonical<crypto::EvaluatePayload>,
    fuzz::requireCanonical<crypto::CheckPayload>,
    fuzz::requireCanonical<crypto::RegisterPayload>,
    fuzz::requireCanonical<crypto::ChangeInvolvementPayload>,
    fuzz::requireCanonical<crypto::AnswerMatchPayload>,
    fuzz::requireCanonical<crypto::CommitPayload>,
    fuzz::requireCanonical<crypto::IntakePayload>,
    fuzz::requireCanonical<crypto::GrantPayload>,
    fuzz::requireCanonical<crypto::EndAccessPayload>,
    fuzz::requireCanonical<crypto::OfferPayload>,
    fuzz::requireCanonical<crypto::OfferAnswerPayload>,
    fuzz::requireCanonical<crypto::OpenPayload>,
    fuzz::requireCanonical<crypto::ListInvolvementsPayload>,
    fuzz::requireCanonical<crypto::ReadLogPayload>,
    fuzz::requireCanonical<crypto::QuotaPayload>,
    fuzz::requireCanonical<crypto::ShareTeamKeyPayload>,
};

void requireBounded(crypto::ByteView bytes) {
    const auto intake = crypto::IntakePayload::decode(bytes);
    if (!intake.ok()) return;
    fuzz::require(intake.value().attachments().size() <= crypto::limits::kAttachmentsPerCallMax);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const crypto::ByteView bytes(data + 1, size - 1);
    kReaders[data[0] % std::size(kReaders)](bytes);
    requireBounded(bytes);
    return 0;
}
