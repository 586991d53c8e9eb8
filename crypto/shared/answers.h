#pragma once

#include "crypto/shared/payloads.h"

#include <optional>
#include <vector>

// What a method answers, in the byte grammar; its hash stands in the entry, so that the server is
// held to what it said. Methods that are not here answer with nothing (zero bytes, zero hash).
//
// Errors of every `decode`: Malformed, UnknownValue (targetKind, certainty).
namespace voordeur::crypto {

/// Method Evaluate. Grammar: list fixed32 evaluated (1..128) · fixed32 c · fixed32 s (batched DLEQ
/// proof).
struct EvaluateAnswer {
    std::vector<ByteArray<32>> evaluated;
    ByteArray<64> proof{};
    [[nodiscard]] Bytes encode() const;
    static Result<EvaluateAnswer> decode(ByteView bytes);
    friend bool operator==(const EvaluateAnswer&, const EvaluateAnswer&) = default;
};

/// Who leads a household that was hit. Grammar: fixed16 person · fixed16 team · u64 since ·
/// u64 sequence (the entry that made it so).
struct LeadFact {
    PersonId person;
    TeamId team;
    UnixMillis since = 0;
    std::uint64_t sequence = 0;
    friend bool operator==(const LeadFact&, const LeadFact&) = default;
};

/// One thing a token led to. Grammar: u32 query (its place in the CheckPayload) · fixed32 entryHash
/// · u8 targetKind · option fixed16 household (absent where only an agency's own involvement was
/// hit) · option lead · option fixed16 agency (only where the policy shows agencies).
struct Hit {
    std::uint32_t query = 0;
    /// attachmentHash of the IndexEntry; the entry itself comes along when it may be shown.
    Hash32 entryHash{};
    TargetKind target = TargetKind::Household;
    std::optional<HouseholdId> household;
    std::optional<LeadFact> lead;
    std::optional<AgencyId> agency;
    friend bool operator==(const Hit&, const Hit&) = default;
};

/// Method Check. Grammar: list hits (≤ 64), strictly rising by query, then entryHash.
struct CheckAnswer {
    std::vector<Hit> hits;
    [[nodiscard]] Bytes encode() const;
    static Result<CheckAnswer> decode(ByteView bytes);
    friend bool operator==(const CheckAnswer&, const CheckAnswer&) = default;
};

enum class Certainty : std::uint8_t { Certain = 1, Maybe = 2, Confirmed = 3 };

/// Grammar: u8 targetKind · fixed16 target · fixed16 involvement · fixed16 agency · fixed16 team ·
/// u64 until · u8 certainty. `involvement` is the one that meets the target; for an Intake these
/// are older involvements that meet the new household. Agency, team and end are those of the
/// involvement where the target is a household, and of the target where that is an involvement:
/// whoever reads it learns of the side he does not know.
struct Met {
    Target target;
    InvolvementId involvement;
    AgencyId agency;
    TeamId team;
    UnixMillis until = 0;
    Certainty certainty = Certainty::Maybe;
    friend bool operator==(const Met&, const Met&) = default;
};

/// Methods Register, Intake and AnswerMatch: what met what because of it.
/// Grammar: list met (≤ 256), strictly rising by target (kind, id), then involvement.
struct MetAnswer {
    std::vector<Met> met;
    [[nodiscard]] Bytes encode() const;
    static Result<MetAnswer> decode(ByteView bytes);
    friend bool operator==(const MetAnswer&, const MetAnswer&) = default;
};

/// One compartment as it is delivered. Grammar: fixed16 compartment · fixed32 etag · list rows
/// (≤ 10,000, strictly rising records).
struct OpenedCompartment {
    CompartmentId compartment;
    Hash32 etag{};
    /// All rows; their root is the manifest's. With scope kCoreOnly the envelopes of all but the
    /// first record stay behind, the rows do not.
    std::vector<ManifestRow> rows;
    friend bool operator==(const OpenedCompartment&, const OpenedCompartment&) = default;
};

/// Grammar: fixed16 household · list compartments (≤ 201, strictly rising).
struct OpenedHousehold {
    HouseholdId household;
    std::vector<OpenedCompartment> compartments;
    friend bool operator==(const OpenedHousehold&, const OpenedHousehold&) = default;
};

/// Methods OpenHousehold and ListHouseholds. Grammar: list households (≤ 1000, strictly rising).
/// Envelopes, grant
/// bodies and wrapped keys come along as objects, named by hash.
struct OpenAnswer {
    std::vector<OpenedHousehold> households;
    [[nodiscard]] Bytes encode() const;
    static Result<OpenAnswer> decode(ByteView bytes);
    friend bool operator==(const OpenAnswer&, const OpenAnswer&) = default;
};

/// One involvement of the own team. Grammar: fixed16 id · u64 from · u64 until · fixed32
/// sealedHash · list met (as in MetAnswer).
struct ListedInvolvement {
    InvolvementId id;
    UnixMillis from = 0;
    UnixMillis until = 0;
    Hash32 sealedHash{};
    std::vector<Met> met;
    friend bool operator==(const ListedInvolvement&, const ListedInvolvement&) = default;
};

/// Method ListInvolvements. Grammar: list (≤ 1000), strictly rising ids · flag more.
struct ListInvolvementsAnswer {
    std::vector<ListedInvolvement> involvements;
    bool more = false;
    [[nodiscard]] Bytes encode() const;
    static Result<ListInvolvementsAnswer> decode(ByteView bytes);
    friend bool operator==(const ListInvolvementsAnswer&, const ListInvolvementsAnswer&) = default;
};

}  // namespace voordeur::crypto
