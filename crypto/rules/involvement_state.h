#pragma once

#include "crypto/rules/household_state.h"

#include <vector>

namespace voordeur::crypto {

/// Households and other involvements that one involvement may have met. More means tokens so common
/// that a match says nothing.
inline constexpr std::size_t kMeetingsPerInvolvementMax = 256;

/// A meeting of this involvement with a household or with another agency's involvement.
struct Meeting {
    Target other;
    Certainty certainty = Certainty::Maybe;
    AttachState state = AttachState::Proposed;
    friend bool operator==(const Meeting&, const Meeting&) = default;
};

/// *That* an agency helps. Exists without a household; attached to one when they meet. Of two
/// involvements that met, each holds the meeting; one that ended is left in the other's list.
struct InvolvementState {
    InvolvementId id;
    AgencyId agency;
    TeamId team;
    UnixMillis from = 0;
    UnixMillis until = 0;
    Hash32 sealedHash{};
    std::uint64_t sequence = 0;
    std::vector<Meeting> meetings;  // rising targets

    [[nodiscard]] bool running(UnixMillis now) const { return now < until; }
    [[nodiscard]] const Meeting* meeting(const Target& other) const;
    /// For the server's own store; never signed. Grammar: u8 1 · fixed16 id · fixed16 agency ·
    /// fixed16 team · u64 from · u64 until · fixed32 sealedHash · u64 sequence · list meetings
    /// (target, u8 certainty, u8 state; strictly rising targets, ≤ 256).
    [[nodiscard]] Bytes encode() const;
    /// Errors: Malformed, UnknownVersion, UnknownValue.
    static Result<InvolvementState> decode(ByteView bytes);
    friend bool operator==(const InvolvementState&, const InvolvementState&) = default;
};

}  // namespace voordeur::crypto
