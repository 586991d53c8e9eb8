#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace voordeur::crypto {

// One row per reason: X(name, number). Numbers are in the log and on the wire: never reused.
// docs/errors.md has a row for each; a test keeps this list, proto/voordeur/v1/error.proto and
// that document equal.
// A table, kept by hand.
// clang-format off
#define VD_REASONS(X)                                                                      \
    /* form of what came in */                                                             \
    X(Malformed, 1) X(MessageTooLarge, 2) X(UnknownVersion, 3) X(UnknownSuite, 4)          \
    X(UnknownValue, 5) X(PayloadMismatch, 6) X(MethodMismatch, 7) X(InvalidArgument, 8)    \
    /* who is asking */                                                                    \
    X(Unauthenticated, 20) X(DeviceNotAdmitted, 21) X(DeviceRevoked, 22)                   \
    X(WrongInstance, 23) X(SignatureBroken, 24) X(ClockSkew, 25) X(CertificateWrong, 26)   \
    X(RequestIdReused, 27) X(AnswerChanged, 28) X(ServerIdentityWrong, 29)                 \
    /* what may be done */                                                                 \
    X(NotFound, 40) X(Denied, 41) X(PurposeUnknown, 42) X(BasisMissing, 43)                \
    X(KindForbidden, 44) X(QuotaExceeded, 45) X(SecondPersonNeeded, 46)                    \
    X(InvolvementNotActive, 47) X(OfficerKeyMissing, 48) X(TeamKeyMissing, 49)             \
    X(TeamMayNotLead, 50)                                                                  \
    /* input of people */                                                                  \
    X(BsnInvalid, 60) X(PostcodeInvalid, 61) X(HouseNumberInvalid, 62)                     \
    X(HouseAdditionInvalid, 63) X(DateInvalid, 64) X(DateOrderWrong, 65) X(NameInvalid, 66)\
    X(LifeDomainUnknown, 67) X(TextTooLong, 68) X(TextNotUtf8, 69) X(ReasonMissing, 70)    \
    /* state */                                                                            \
    X(AlreadyExists, 80) X(OfferOpen, 81) X(OfferClosed, 82) X(NotAddressee, 83)           \
    X(AlreadyLead, 84) X(EtagMismatch, 85) X(EpochStale, 86) X(RotationNeeded, 87)         \
    X(GrantMissing, 88) X(RecipientsWrong, 89) X(HouseholdClosed, 90) X(LimitReached, 91)  \
    X(EvaluationMissing, 92) X(AlreadyAnswered, 93)                                        \
    /* invitations */                                                                      \
    X(InvitationUnknown, 100) X(InvitationExpired, 101) X(InvitationUsed, 102)             \
    X(InvitationBroken, 103) X(EnrolmentMacWrong, 104) X(WaitingForAdmission, 105)         \
    X(AlreadyFounded, 106) X(NotFounded, 107)                                              \
    /* seals and keys */                                                                   \
    X(SealBroken, 120) X(KeyExhausted, 121) X(CommitmentWrong, 122) X(WeakKey, 123)        \
    X(PassphraseWrong, 124) X(PassphraseWeak, 125) X(KeystoreBroken, 126)                  \
    X(KdfTooWeak, 127) X(KeyMissing, 128) X(ProofBroken, 129) X(ElementInvalid, 130)       \
    X(TryLater, 131)                                                                       \
    /* what the client found wrong about the server */                                     \
    X(LogOriginWrong, 140) X(CheckpointBroken, 141) X(InclusionBroken, 142)                \
    X(ConsistencyBroken, 143) X(LogFork, 144) X(LogShrunk, 145) X(EntryNotMine, 146)       \
    X(AnswerMismatch, 147) X(DirectoryChainWrong, 148) X(HouseholdChainWrong, 149)         \
    X(ManifestOld, 150) X(RecordMissing, 151) X(GrantBroken, 152) X(EpochWrong, 153)       \
    X(IndexEntryBroken, 154) X(RuleBroken, 155) X(StatementReplayed, 156)                  \
    X(DetailMissing, 157) X(LogGap, 158) X(EntryBroken, 159) X(PayloadMissing, 160)        \
    X(AnswerFalse, 161)                                                                    \
    /* machines */                                                                         \
    X(Busy, 180) X(StorageFull, 181) X(StorageFailed, 182) X(Unavailable, 183)             \
    X(DeadlineExceeded, 184) X(Cancelled, 185) X(Internal, 186) X(FileUnreadable, 187)     \
    X(FileExists, 188) X(SchemaNewer, 189) X(VersionUnsupported, 190) X(ConfigInvalid, 191) \
    X(BackupBroken, 192) X(BackupKeyWrong, 193) X(NothingLost, 194)
// clang-format on

/// Every way in which something can be refused. Closed: switch over it without `default`.
enum class Reason : std::uint16_t {
#define VD_REASON_ENUM(name, number) name = number,
    VD_REASONS(VD_REASON_ENUM)
#undef VD_REASON_ENUM
};

/// The name as written above, for logs and `--json`.
std::string_view nameOf(Reason reason);
/// nullopt for a number that is not in the list.
std::optional<Reason> reasonFromNumber(std::uint16_t number);

}  // namespace voordeur::crypto
