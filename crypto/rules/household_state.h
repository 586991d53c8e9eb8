#pragma once

#include "crypto/shared/answers.h"
#include "crypto/shared/directory_state.h"
#include "crypto/shared/entry.h"
#include "crypto/shared/payloads.h"

#include <optional>
#include <vector>

namespace voordeur::crypto {

/// Who leads, since when, by which entry.
struct Lead {
    PersonId person;
    TeamId team;
    UnixMillis since = 0;
    std::uint64_t sequence = 0;
    friend bool operator==(const Lead&, const Lead&) = default;
};

/// An open question to somebody to take the lead. `held` are the grants that are released when it
/// is accepted and forgotten when it is refused or withdrawn.
struct OpenOffer {
    OfferBody body;
    PersonId fromPerson;
    TeamId fromTeam;
    UnixMillis since = 0;
    std::uint64_t sequence = 0;
    std::vector<GrantRef> held;
    friend bool operator==(const OpenOffer&, const OpenOffer&) = default;
};

/// One compartment: its current key epoch and manifest, and the grants under that epoch.
struct CompartmentState {
    CompartmentId id;
    EpochRecord epoch;
    /// Records of the epochs before it, rising: each key wraps the one before, and older records
    /// are still sealed under older keys.
    std::vector<EpochRecord> earlier;
    std::uint64_t epochSequence = 0;
    std::vector<GrantRef> grants;  // rising teams, at most one a team
    /// Somebody who could open this epoch had that right taken away since (EndAccess, or a grant
    /// that another replaced): the next write starts a new one.
    bool stale = false;
    std::uint64_t version = 0;  // of the manifest; 0: nothing written yet
    Hash32 etag{};
    Hash32 root{};
    friend bool operator==(const CompartmentState&, const CompartmentState&) = default;
};

enum class AttachState : std::uint8_t { Proposed = 1, Attached = 2, Parted = 3, Ended = 4 };

/// An involvement that met this household. What was parted stays listed while it would run, so that
/// it is never proposed again; what is over stays listed while there is room.
struct AttachedInvolvement {
    InvolvementId id;
    AgencyId agency;
    TeamId team;
    Certainty certainty = Certainty::Maybe;
    AttachState state = AttachState::Proposed;
    UnixMillis until = 0;
    UnixMillis since = 0;  // time of the entry that proposed or attached it
    /// Attached, and not yet over.
    [[nodiscard]] bool running(UnixMillis now) const {
        return state == AttachState::Attached && now < until;
    }
    [[nodiscard]] bool over(UnixMillis now) const {
        return state == AttachState::Ended || until <= now;
    }
    friend bool operator==(const AttachedInvolvement&, const AttachedInvolvement&) = default;
};

/// Everything that the state chain of one household says. A plain value: the server stores its
/// encoding, a client keeps it, the verifier holds it in a map; all change it only by `follow`.
struct HouseholdState {
    HouseholdId id;
    UnixMillis openedAt = 0;
    /// The team that answers for the file: the lead's, or, while there is no lead, that of the last
    /// lead or of whoever opened it.
    TeamId keeper;
    std::optional<Lead> lead;
    std::optional<OpenOffer> offer;
    /// The offer that was accepted, refused or withdrawn last. Whoever it was addressed to learns
    /// from a stale screen that it is closed; for others it is not there.
    std::optional<OfferBody> closedOffer;
    std::vector<CompartmentState> compartments;     // rising ids
    std::vector<AttachedInvolvement> involvements;  // rising ids

    [[nodiscard]] const CompartmentState* compartment(const CompartmentId& id) const;
    [[nodiscard]] const AttachedInvolvement* involvement(const InvolvementId& id) const;
    [[nodiscard]] const GrantRef* grant(const CompartmentId& compartment, const TeamId& team) const;

    /// For the server's and the client's own stores; never signed.
    /// Grammar: u8 1 · fixed16 id · u64 openedAt · fixed16 keeper · option lead (fixed16 person,
    /// fixed16 team, u64 since, u64 sequence) · option offer (body, fixed16 fromPerson, fixed16
    /// fromTeam, u64 since, u64 sequence, list grants) · option closed offer (body) · list
    /// compartments (epoch record, list earlier epoch records, u64 epochSequence, list grants, flag
    /// stale, u64 version, fixed32 etag, fixed32 root; strictly rising) · list involvements
    /// (fixed16 id, fixed16 agency, fixed16 team, u8 certainty, u8 state, u64 until, u64 since;
    /// strictly rising).
    [[nodiscard]] Bytes encode() const;
    /// Errors: Malformed, UnknownVersion, UnknownValue.
    static Result<HouseholdState> decode(ByteView bytes);
    friend bool operator==(const HouseholdState&, const HouseholdState&) = default;
};

/// Where in the log an entry stands.
struct LogPosition {
    std::uint64_t sequence = 0;
    UnixMillis time = 0;
};

/// Applies one entry of the state chain: a done entry of a method with `changesHousehold`, among
/// whose households this one is. `state` is empty before the Intake. Follows what was decided;
/// deciding is decide.h's. On an error nothing has changed.
///
/// Errors: Malformed (also a method that changes no household), HouseholdChainWrong (the entry
/// cannot follow on this state).
Status follow(std::optional<HouseholdState>& state,
              const HouseholdId& household,
              const Statement& statement,
              ByteView payload,
              ByteView answer,
              const LogPosition& at);

// -- One visibility rule: every list, detail, search, export and count asks these
// ------------------

/// Has the team an attached involvement that is not over?
bool helpsNow(const HouseholdState& state, const TeamId& team, UnixMillis now);
/// May this team open the compartment now? For the shared core: it holds a grant under the current
/// epoch and is the keeper or has an attached, running involvement. For an agency's own part: it
/// holds a grant and is of that agency, also after its involvement ended. A grant after its
/// `notAfter` is none.
bool mayOpen(const HouseholdState& state,
             const CompartmentId& compartment,
             const TeamId& team,
             const Directory& directory,
             UnixMillis now);
/// Does the team lawfully know that this household exists? The keeper does; the team that is asked
/// to lead; who has or had an attached involvement (a proposed or parted one tells nothing); who
/// may open a part of it. Where not, everything is NotFound.
bool mayKnow(const HouseholdState& state,
             const TeamId& team,
             const Directory& directory,
             UnixMillis now);
/// The teams that a new epoch of the compartment must be sealed to, rising: of the shared core the
/// keeper and all who may open it, of an agency's own part all who may open it. Nobody for a
/// compartment that does not exist yet: its first epoch is sealed to the team that makes it.
/// While an offer is open, a new epoch of the shared core needs a grant to the team that is asked,
/// too; it is held until the offer is accepted and stands in no list of recipients.
std::vector<TeamId> recipientsOf(const HouseholdState& state,
                                 const CompartmentId& compartment,
                                 const Directory& directory,
                                 UnixMillis now);
/// Must the next write of the compartment start a new epoch? True when somebody who could open the
/// current one lost that right, when a device or member left a team that holds a grant, and once
/// more when that team has a new key which those who left do not know.
bool rotationDue(const HouseholdState& state,
                 const CompartmentId& compartment,
                 const Directory& directory,
                 UnixMillis now);
/// The teams in whose caseload the household is looked for (`World::householdsOf`), rising: all who
/// hold a grant on any part of it, and the team that is asked to lead.
std::vector<TeamId> listedTeamsOf(const HouseholdState& state);
/// May the statement's person act as the one who leads: the lead, in the team of the lead?
bool isLead(const HouseholdState& state, const Statement& statement);
/// A manager of the team that answers for the file.
bool isKeeperManager(const HouseholdState& state, const Statement& statement);

}  // namespace voordeur::crypto
