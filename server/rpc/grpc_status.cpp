#include "server/rpc/grpc_status.h"

#include "voordeur/v1/error.pb.h"

#include <string>

namespace voordeur::server::rpc {

using crypto::Reason;
using grpc::StatusCode;

namespace {

// What a full queue asks of a caller: at 15 k/s it is empty again by then.
constexpr std::uint64_t kBusyRetryMillis = 500;

StatusCode codeOf(Reason reason) {
    switch (reason) {
        case Reason::Malformed:
        case Reason::UnknownVersion:
        case Reason::UnknownSuite:
        case Reason::UnknownValue:
        case Reason::PayloadMismatch:
        case Reason::MethodMismatch:
        case Reason::InvalidArgument:
        case Reason::BsnInvalid:
        case Reason::PostcodeInvalid:
        case Reason::HouseNumberInvalid:
        case Reason::HouseAdditionInvalid:
        case Reason::DateInvalid:
        case Reason::DateOrderWrong:
        case Reason::NameInvalid:
        case Reason::LifeDomainUnknown:
        case Reason::TextTooLong:
        case Reason::TextNotUtf8:
        case Reason::ReasonMissing:
        case Reason::MessageTooLarge:
        case Reason::CommitmentWrong:
        case Reason::WeakKey:
        case Reason::ProofBroken:
        case Reason::ElementInvalid:
        case Reason::ConfigInvalid:
        case Reason::EnrolmentMacWrong:
        case Reason::BackupKeyWrong:
            return StatusCode::INVALID_ARGUMENT;
        case Reason::Unauthenticated:
        case Reason::DeviceNotAdmitted:
        case Reason::DeviceRevoked:
        case Reason::WrongInstance:
        case Reason::SignatureBroken:
        case Reason::ClockSkew:
        case Reason::CertificateWrong:
        case Reason::ServerIdentityWrong:
        case Reason::InvitationUnknown:
        case Reason::InvitationExpired:
        case Reason::InvitationUsed:
        case Reason::InvitationBroken:
        case Reason::PassphraseWrong:
        case Reason::PassphraseWeak:
            return StatusCode::UNAUTHENTICATED;
        case Reason::Denied:
        case Reason::PurposeUnknown:
        case Reason::BasisMissing:
        case Reason::KindForbidden:
        case Reason::SecondPersonNeeded:
        case Reason::InvolvementNotActive:
        case Reason::TeamMayNotLead:
        case Reason::NotAddressee:
            return StatusCode::PERMISSION_DENIED;
        case Reason::NotFound:
        case Reason::EvaluationMissing:
        case Reason::GrantMissing:
        case Reason::KeyMissing:
        case Reason::FileUnreadable:
            return StatusCode::NOT_FOUND;
        case Reason::AlreadyExists:
        case Reason::RequestIdReused:
        case Reason::AlreadyFounded:
        case Reason::AlreadyLead:
        case Reason::AlreadyAnswered:
        case Reason::FileExists:
            return StatusCode::ALREADY_EXISTS;
        case Reason::EtagMismatch:
        case Reason::EpochStale:
        case Reason::AnswerChanged:
            return StatusCode::ABORTED;
        case Reason::OfficerKeyMissing:
        case Reason::TeamKeyMissing:
        case Reason::OfferOpen:
        case Reason::OfferClosed:
        case Reason::RotationNeeded:
        case Reason::RecipientsWrong:
        case Reason::HouseholdClosed:
        case Reason::WaitingForAdmission:
        case Reason::NotFounded:
        case Reason::SchemaNewer:
        case Reason::VersionUnsupported:
        case Reason::NothingLost:
            return StatusCode::FAILED_PRECONDITION;
        case Reason::QuotaExceeded:
        case Reason::LimitReached:
        case Reason::Busy:
        case Reason::StorageFull:
        case Reason::TryLater:
        case Reason::KeyExhausted:
            return StatusCode::RESOURCE_EXHAUSTED;
        case Reason::Unavailable:
            return StatusCode::UNAVAILABLE;
        case Reason::DeadlineExceeded:
            return StatusCode::DEADLINE_EXCEEDED;
        case Reason::Cancelled:
            return StatusCode::CANCELLED;
        case Reason::SealBroken:
        case Reason::KeystoreBroken:
        case Reason::KdfTooWeak:
        case Reason::LogOriginWrong:
        case Reason::CheckpointBroken:
        case Reason::InclusionBroken:
        case Reason::ConsistencyBroken:
        case Reason::LogFork:
        case Reason::LogShrunk:
        case Reason::EntryNotMine:
        case Reason::AnswerMismatch:
        case Reason::DirectoryChainWrong:
        case Reason::HouseholdChainWrong:
        case Reason::ManifestOld:
        case Reason::RecordMissing:
        case Reason::GrantBroken:
        case Reason::EpochWrong:
        case Reason::IndexEntryBroken:
        case Reason::RuleBroken:
        case Reason::StatementReplayed:
        case Reason::DetailMissing:
        case Reason::LogGap:
        case Reason::EntryBroken:
        case Reason::PayloadMissing:
        case Reason::AnswerFalse:
        case Reason::StorageFailed:
        case Reason::Internal:
        case Reason::BackupBroken:
            return StatusCode::INTERNAL;
    }
    return StatusCode::INTERNAL;
}

}  // namespace

grpc::Status toGrpc(Reason reason) {
    v1::ErrorDetail detail;
    detail.set_reason(static_cast<v1::Reason>(reason));
    if (reason == Reason::Busy) detail.set_retry_after_ms(kBusyRetryMillis);
    return {codeOf(reason), std::string(crypto::nameOf(reason)), detail.SerializeAsString()};
}

}  // namespace voordeur::server::rpc
