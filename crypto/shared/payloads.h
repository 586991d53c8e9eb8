#pragma once

#include "crypto/base/result.h"
#include "crypto/shared/identifier_kind.h"
#include "crypto/shared/ids.h"
#include "crypto/shared/sealed_objects.h"

#include <optional>
#include <vector>

// What each method's payload says: the facts that rules need, and the names (hashes) of sealed
// objects, which travel beside it as attachments in the order in which they are named. Payloads
// hold no token, no ciphertext and no text of people. Directory payloads stand in directory.h.
//
// Errors of every `decode`: Malformed, UnknownValue (kind, targetKind, rights, scope).
namespace voordeur::crypto {

/// Method Evaluate. Grammar: u8 kind · list fixed32 blinded elements (1..128).
struct EvaluatePayload {
    IdentifierKind kind = IdentifierKind::Bsn;
    std::vector<ByteArray<32>> blinded;
    [[nodiscard]] Bytes encode() const;
    static Result<EvaluatePayload> decode(ByteView bytes);
    friend bool operator==(const EvaluatePayload&, const EvaluatePayload&) = default;
};

/// Which evaluated element a token was made from: an Evaluate entry of the same device.
/// Grammar: u64 sequence · u32 index (0..127).
struct Citation {
    std::uint64_t sequence = 0;
    std::uint32_t index = 0;
    friend auto operator<=>(const Citation&, const Citation&) = default;
};

/// One token asked after. Grammar: u8 kind · u32 epoch · citation · fixed32 tokenHash
/// (attachment: the 32-byte token).
struct TokenQuery {
    IdentifierKind kind = IdentifierKind::Bsn;
    std::uint32_t epoch = 1;
    Citation citation;
    Hash32 tokenHash{};
    friend bool operator==(const TokenQuery&, const TokenQuery&) = default;
};

/// Method Check. One question may carry several tokens of one person or front door.
/// Grammar: list queries (1..128).
struct CheckPayload {
    std::vector<TokenQuery> queries;
    [[nodiscard]] Bytes encode() const;
    static Result<CheckPayload> decode(ByteView bytes);
    friend bool operator==(const CheckPayload&, const CheckPayload&) = default;
};

/// One index entry registered. Grammar: u8 kind · citation · fixed32 entryHash (attachment:
/// IndexEntry).
struct IndexRef {
    IdentifierKind kind = IdentifierKind::Bsn;
    Citation citation;
    Hash32 entryHash{};
    friend bool operator==(const IndexRef&, const IndexRef&) = default;
};

/// Method Register: an agency helps. Grammar: fixed16 involvement · fixed16 agency · fixed16 team
/// · u64 from · u64 until · fixed32 sealedHash (attachment: involvement detail sealed to the
/// team, see vault; zero: none) · list IndexRef (1..32).
struct RegisterPayload {
    static constexpr std::size_t kIndexMax = 32;
    InvolvementId involvement;
    AgencyId agency;
    TeamId team;
    UnixMillis from = 0;
    UnixMillis until = 0;
    Hash32 sealedHash{};
    std::vector<IndexRef> index;
    [[nodiscard]] Bytes encode() const;
    static Result<RegisterPayload> decode(ByteView bytes);
    friend bool operator==(const RegisterPayload&, const RegisterPayload&) = default;
};

/// Method ChangeInvolvement: prolong or end. Grammar: fixed16 involvement · u64 until.
struct ChangeInvolvementPayload {
    InvolvementId involvement;
    UnixMillis until = 0;
    [[nodiscard]] Bytes encode() const;
    static Result<ChangeInvolvementPayload> decode(ByteView bytes);
    friend bool operator==(const ChangeInvolvementPayload&,
                           const ChangeInvolvementPayload&) = default;
};

/// Method AnswerMatch: a person says whether an involvement belongs to a household, or to another
/// involvement. Grammar: fixed16 involvement · u8 targetKind · fixed16 target · flag same.
struct AnswerMatchPayload {
    InvolvementId involvement;
    Target other;
    bool same = false;
    [[nodiscard]] Bytes encode() const;
    static Result<AnswerMatchPayload> decode(ByteView bytes);
    friend bool operator==(const AnswerMatchPayload&, const AnswerMatchPayload&) = default;
};

/// Several compartments written in one transaction. Method Commit.
/// Grammar: fixed16 household · list epochs (≤ 201, compartments strictly rising) · list grants
/// (≤ 512) · list manifests (≤ 201, compartments strictly rising). All of one household; at most
/// 100 rows in all deltas together. Attachments in order, at most 512: wrapped keys of epochs that
/// have one, grant bodies, envelopes of the deltas in order (tombstones have none).
struct CommitPayload {
    HouseholdId household;
    std::vector<EpochRecord> epochs;
    std::vector<GrantRef> grants;
    std::vector<Manifest> manifests;
    [[nodiscard]] Bytes encode() const;
    static Result<CommitPayload> decode(ByteView bytes);
    [[nodiscard]] std::vector<Hash32> attachments() const;
    friend bool operator==(const CommitPayload&, const CommitPayload&) = default;
};

/// The lead is asked of somebody; nobody leads until that person accepts.
/// Grammar: fixed16 offer · fixed16 toPerson · fixed16 toTeam.
struct OfferBody {
    OfferId offer;
    PersonId toPerson;
    TeamId toTeam;
    friend bool operator==(const OfferBody&, const OfferBody&) = default;
};

/// Method Intake: a household's file is opened. Grammar: bytes commit · list IndexRef (≤ 128) ·
/// option offer (absent: whoever does the intake takes the lead). Attachments: those of the
/// commit, then the index entries; at most 512 together.
struct IntakePayload {
    CommitPayload commit;
    std::vector<IndexRef> index;
    std::optional<OfferBody> offer;
    [[nodiscard]] Bytes encode() const;
    static Result<IntakePayload> decode(ByteView bytes);
    [[nodiscard]] std::vector<Hash32> attachments() const;
    friend bool operator==(const IntakePayload&, const IntakePayload&) = default;
};

/// Method GrantAccess: opens compartments to another team, under the current epoch.
/// Grammar: fixed16 household · list grants (1..32, all of that household). Attachments: grant
/// bodies.
struct GrantPayload {
    static constexpr std::size_t kGrantsMax = 32;
    HouseholdId household;
    std::vector<GrantRef> grants;
    [[nodiscard]] Bytes encode() const;
    static Result<GrantPayload> decode(ByteView bytes);
    friend bool operator==(const GrantPayload&, const GrantPayload&) = default;
};

/// Method EndAccess. Grammar: fixed16 household · fixed16 team.
struct EndAccessPayload {
    HouseholdId household;
    TeamId team;
    [[nodiscard]] Bytes encode() const;
    static Result<EndAccessPayload> decode(ByteView bytes);
    friend bool operator==(const EndAccessPayload&, const EndAccessPayload&) = default;
};

/// Method OfferLead. The grants are held back until the offer is accepted, and forgotten with it.
/// Grammar: fixed16 household · offer · list grants (≤ 32, all of that household). Attachments:
/// grant bodies.
struct OfferPayload {
    HouseholdId household;
    OfferBody offer;
    std::vector<GrantRef> grants;
    [[nodiscard]] Bytes encode() const;
    static Result<OfferPayload> decode(ByteView bytes);
    friend bool operator==(const OfferPayload&, const OfferPayload&) = default;
};

/// Methods AcceptLead, RefuseLead, WithdrawLead. Grammar: fixed16 household · fixed16 offer.
/// The reason of a refusal is in the sealed detail.
struct OfferAnswerPayload {
    HouseholdId household;
    OfferId offer;
    [[nodiscard]] Bytes encode() const;
    static Result<OfferAnswerPayload> decode(ByteView bytes);
    friend bool operator==(const OfferAnswerPayload&, const OfferAnswerPayload&) = default;
};

/// How far the asker's copy of a household's state chain reaches.
/// Grammar: fixed16 household · u64 stateCount.
struct KnownState {
    HouseholdId household;
    std::uint64_t stateCount = 0;
    friend bool operator==(const KnownState&, const KnownState&) = default;
};

/// Methods OpenHousehold (one), WhoLooked (one) and ListHouseholds (what is known already; the
/// server adds those it does not name). Grammar: list known (strictly rising, ≤ 1000) · u8 scope
/// (1: the shared core's first record only, 2: everything the team may open).
struct OpenPayload {
    static constexpr std::uint8_t kCoreOnly = 1;
    static constexpr std::uint8_t kAll = 2;
    std::vector<KnownState> known;
    std::uint8_t scope = kAll;
    [[nodiscard]] Bytes encode() const;
    static Result<OpenPayload> decode(ByteView bytes);
    friend bool operator==(const OpenPayload&, const OpenPayload&) = default;
};

/// Method ListInvolvements of the own team. Grammar: fixed16 after · u32 most (1..1000).
struct ListInvolvementsPayload {
    InvolvementId after;
    std::uint32_t most = 1000;
    [[nodiscard]] Bytes encode() const;
    static Result<ListInvolvementsPayload> decode(ByteView bytes);
    friend bool operator==(const ListInvolvementsPayload&,
                           const ListInvolvementsPayload&) = default;
};

/// Method ReadLog. Grammar: u64 first · u32 count (1..1000). Method ExportLog: the same, of what
/// was read and put in a file.
struct ReadLogPayload {
    std::uint64_t first = 0;
    std::uint32_t count = 0;
    [[nodiscard]] Bytes encode() const;
    static Result<ReadLogPayload> decode(ByteView bytes);
    friend bool operator==(const ReadLogPayload&, const ReadLogPayload&) = default;
};

/// Method OpenQuota, by two persons. Grammar: fixed16 agency · u8 kind · u32 day (days since
/// 1970-01-01 UTC) · u32 max · list cosignatures (as in DirectoryPayload). What is cosigned is
/// Cosigning · all but the last list.
struct QuotaPayload {
    AgencyId agency;
    IdentifierKind kind = IdentifierKind::Bsn;
    std::uint32_t day = 0;
    std::uint32_t max = 0;
    std::vector<Cosignature> cosignatures;
    [[nodiscard]] Bytes encode() const;
    static Result<QuotaPayload> decode(ByteView bytes);
    [[nodiscard]] Bytes cosigned(const Cosigning& of) const;
    friend bool operator==(const QuotaPayload&, const QuotaPayload&) = default;
};

/// Method ShareTeamKey: a member seals the team's key to another member's device.
/// Grammar: fixed16 team · u32 epoch · list (fixed16 device, fixed32 sealedHash) (1..64).
/// Attachments: the sealed keys.
struct ShareTeamKeyPayload {
    static constexpr std::size_t kSharesMax = 64;
    struct Share {
        DeviceId device;
        Hash32 sealedHash{};
        friend bool operator==(const Share&, const Share&) = default;
    };
    TeamId team;
    std::uint32_t epoch = 1;
    std::vector<Share> shares;
    [[nodiscard]] Bytes encode() const;
    static Result<ShareTeamKeyPayload> decode(ByteView bytes);
    friend bool operator==(const ShareTeamKeyPayload&, const ShareTeamKeyPayload&) = default;
};

inline constexpr std::string_view kGrantSignature = "grant";
inline constexpr std::string_view kRecordSignature = "record";
inline constexpr std::string_view kIndexSignature = "index";
inline constexpr std::string_view kCosignSignature = "cosign";

}  // namespace voordeur::crypto
