#pragma once

#include "client/core/pending_state.h"
#include "crypto/base/clock.h"
#include "crypto/base/reason.h"
#include "crypto/shared/answers.h"
#include "crypto/shared/directory.h"
#include "crypto/shared/identifiers.h"
#include "crypto/shared/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

// What a screen or a command shows: plain values, already verified and opened by the core. No key,
// protobuf or gRPC type crosses into them.
namespace voordeur::client::core {

using crypto::AgencyId;
using crypto::Certainty;
using crypto::HouseholdId;
using crypto::InvolvementId;
using crypto::OfferId;
using crypto::PersonId;
using crypto::RecordId;
using crypto::Role;
using crypto::TeamId;
using crypto::UnixMillis;

/// A person as the verified directory knows them; contact details come from there alone.
struct PersonView {
    PersonId id;
    std::string name;
    std::string phone;
    std::string mail;
    /// Working hours as the agency wrote them; may be empty.
    std::string hours;
    TeamId team;
    std::string teamName;
    AgencyId agency;
    std::string agencyName;
    Role role = Role::Worker;
};

/// Founders said in the log that it was put back from a copy.
struct RestorationView {
    std::uint64_t sequence = 0;  // of their word
    std::uint64_t restoredSize = 0;
    std::uint64_t lostEntries = 0;
    UnixMillis lastTime = 0;  // of the last entry that was left
    UnixMillis restoredTime = 0;
};

/// Something this person did that was never confirmed. It stays until it is, or until the person
/// dismisses it.
struct UnsettledAct {
    crypto::RequestId id;
    crypto::Method method = crypto::Method::Commit;
    std::string action;  // a code, as in LookRow
    PendingState state = PendingState::Waiting;
    std::optional<crypto::Reason> reason;  // of Undecided and Refused
    UnixMillis at = 0;                     // when the person did it
    std::optional<HouseholdId> household;
    std::string householdName;  // empty where it was not known
    std::string text;           // what the person wrote; may be empty
};

/// Who is working at this device, once unlocked.
struct Identity {
    PersonView self;
    std::string municipality;
    std::string deviceIdHex;
    /// False until the device is admitted and has the keys of its team.
    bool ready = false;
    /// Things this person did for which no believable answer has come, and what was refused later
    /// although it had been kept; oldest first.
    std::vector<UnsettledAct> unsettled;
    /// This unlocking let go of a part of the log that was lost when the server was put back from a
    /// copy. Said once, plainly: people have to look at what they did in that time.
    std::optional<RestorationView> restored;
    /// How many unsettled things went with it; they are to be done again by hand.
    std::uint32_t lostUnsettledCount = 0;
};

/// One choice of "why do you ask?"; the legal basis follows from agency and purpose.
struct PurposeChoice {
    std::uint16_t code = 0;
    std::string label;
    std::string basisLabel;
};

/// One life domain of the root policy, for instance "wonen".
struct LifeDomain {
    std::uint16_t code = 0;
    std::string label;
};

// -- Navragen ------------------------------------------------------------------------------------

/// What is typed into the check. At least one of bsn, address or name with birth date; the fields
/// are as typed, the core makes the normal forms and refuses what it cannot read.
struct CheckQuestion {
    std::uint16_t purpose = 0;
    std::string bsn;
    std::string postcode;
    std::string houseNumber;
    std::string houseAddition;
    std::string surname;
    std::string birthDate;
};

enum class CheckVerdict : std::uint8_t { Yes = 1, Maybe = 2, No = 3 };

/// The answer of one check. Nothing but *that* somebody helps and who leads.
struct CheckAnswer {
    CheckVerdict verdict = CheckVerdict::No;
    /// The lead, from the verified directory; absent when there is none (yet).
    std::optional<PersonView> lead;
    std::optional<UnixMillis> leadSince;
    /// Agencies that help, only where the policy allows showing them; empty otherwise.
    std::vector<std::string> agencies;
    /// A household could be named, so that "we help too" makes sense for it.
    bool householdKnown = false;
    /// The answer is full: more may be registered under what was asked than it says.
    bool mayBeMore = false;
    /// Where the look-up stands in the log: "Wij leggen vast: …".
    std::uint64_t logSequence = 0;
    UnixMillis askedAt = 0;
    std::string purposeLabel;
};

/// "Laat weten dat wij ook helpen": an involvement of the own team.
struct InvolvementDraft {
    CheckQuestion identifiers;
    std::string firstName;
    std::uint16_t lifeDomain = 0;
    std::string fromDate;   // as typed; empty: today
    std::string untilDate;  // as typed; empty: one year after from
};

struct InvolvementReceipt {
    InvolvementId id;
    std::uint64_t logSequence = 0;
    /// Households and other involvements it met.
    std::uint32_t certainMatches = 0;
    std::uint32_t possibleMatches = 0;
};

// -- Mijn gezinnen and a household's page
// ----------------------------------------------------------

enum class LeadState : std::uint8_t { None = 1, Mine = 2, Other = 3 };

/// One row of the caseload.
struct HouseholdRow {
    HouseholdId id;
    std::string name;     // "Jansen – de Wit"
    std::string address;  // "Lindestraat 12, Voorbeeldstad"
    LeadState leadState = LeadState::None;
    std::string leadName;
    /// An open offer of the lead to me, or one that I gave.
    bool offeredToMe = false;
    bool offeredByMe = false;
    std::uint32_t memberCount = 0;
    /// Involvements that still ask for a decision (misschien).
    std::uint32_t openMatches = 0;
    /// Not everything of this row could be opened on this device (no key yet).
    bool sealed = false;
};

struct MemberView {
    RecordId id;
    std::string firstName;
    std::string fullName;
    std::string birthDate;  // ISO
    std::string role;       // "ouder", "partner", "kind"
    std::string phone;      // own compartment; empty when not ours
    bool hasBsn = false;    // never the number itself on a screen
};

struct NoteView {
    RecordId id;
    std::string text;
    std::string author;
    std::string agencyName;
    UnixMillis writtenAt = 0;
    /// False: only the own agency's compartment.
    bool shared = false;
    bool mine = false;
};

enum class HelpState : std::uint8_t { Active = 1, Proposed = 2, Ended = 3 };

/// One helper around the household: *that*, never why.
struct HelperView {
    AgencyId agency;
    std::string agencyName;
    std::string teamName;
    std::string lifeDomain;
    HelpState state = HelpState::Active;
    Certainty certainty = Certainty::Certain;
    std::optional<InvolvementId> involvement;
    UnixMillis since = 0;
    std::optional<UnixMillis> until;
    bool isLead = false;
    /// This agency can open the shared core now.
    bool hasAccess = false;
};

struct LeadOfferView {
    OfferId id;
    std::string fromName;
    std::string toName;
    bool toMe = false;
    bool byMe = false;
    UnixMillis offeredAt = 0;
};

struct LeadPeriodView {
    std::string name;
    std::string agencyName;
    UnixMillis from = 0;
    std::optional<UnixMillis> until;
};

/// Why a record is listed but cannot be shown.
enum class UnreadableCause : std::uint8_t {
    /// Whoever wrote it stored it in a form that nobody can read.
    Form = 1,
    /// This device has no key to it; `HouseholdView::keyFaults` says whose doing that is.
    Key = 2,
};

/// A record of the file that could not be shown. It hides nothing but itself.
struct UnreadableView {
    RecordId id;
    UnreadableCause cause = UnreadableCause::Form;
    std::string author;
    std::string agencyName;
    /// How often it was written, this time included.
    std::uint64_t version = 1;
    /// The household's own record: name, address, life domains.
    bool isCore = false;
    /// False: only the own agency's compartment.
    bool shared = false;
};

/// What is wrong with a key that somebody made for the others.
enum class KeyFaultKind : std::uint8_t {
    /// "De sleutel die X op … voor uw team maakte, klopt niet."
    OwnTeam = 1,
    /// "De sleutel die X op … maakte, opent de oudere gegevens niet."
    Older = 2,
    /// "X kon bij de nieuwe sleutel van … de oudere sleutel niet meegeven."
    LeftOut = 3,
};

/// Records stay readable as far as this device can reach their keys otherwise; the next time that
/// somebody writes who can reach them, the key is mended by itself.
struct KeyFaultView {
    KeyFaultKind kind = KeyFaultKind::Older;
    std::string madeBy;
    std::string agencyName;
    std::optional<UnixMillis> at;
    /// False: only the own agency's compartment.
    bool shared = false;
};

struct HouseholdView {
    HouseholdId id;
    std::string name;
    std::string address;
    std::vector<std::string> lifeDomains;
    std::optional<PersonView> lead;
    std::optional<UnixMillis> leadSince;
    LeadState leadState = LeadState::None;
    std::optional<LeadOfferView> offer;
    std::vector<LeadPeriodView> leadHistory;  // newest first
    std::vector<MemberView> members;
    std::vector<HelperView> helpers;  // lead's agency first, then by life domain and start
    std::vector<NoteView> notes;      // newest first
    std::vector<UnreadableView> unreadable;
    std::vector<KeyFaultView> keyFaults;
    bool mayOfferLead = false;
    bool mayWrite = false;
    bool mayManageAccess = false;
    /// Only the shared part could be shown: "U ziet het deel dat met u is gedeeld."
    bool sharedPartOnly = false;
    std::uint64_t logSequence = 0;
};

struct NoteDraft {
    std::string text;
    /// Default: the own team only.
    bool shared = false;
};

/// "Nee, en ik leg uit waarom."
struct LeadRefusal {
    /// Sealed to the privacy officers with the refusal itself; may not be empty.
    std::string why;
    /// The same as a note for who asked, worded for the file.
    std::string note;
};

struct RefusalReceipt {
    /// Who asked can read the note. False: the refusal stands, the note could not be written.
    bool noteWritten = false;
};

// -- Wie bekeek dit dossier?
// ------------------------------------------------------------------------

/// One line of the household's log, complete by the household chain.
struct LookRow {
    std::uint64_t sequence = 0;
    UnixMillis at = 0;
    std::string personName;
    std::string agencyName;
    Role role = Role::Worker;
    /// Stable code of the act, e.g. "open", "write", "lead.offer"; the screen words it.
    std::string action;
    std::string purposeLabel;
    bool refused = false;
    std::optional<crypto::Reason> refusal;
    std::string teamName;
    crypto::Method method = crypto::Method::OpenHousehold;
};

struct LookReport {
    std::vector<LookRow> rows;  // newest first
    /// The rows are all there are up to this size of the log.
    std::uint64_t completeUpTo = 0;
};

// -- The officer's log check
// -------------------------------------------------------------------------

struct LogProgress {
    std::uint64_t checked = 0;
    std::uint64_t total = 0;
};

struct LogProblem {
    std::uint64_t sequence = 0;
    crypto::Reason reason = crypto::Reason::EntryBroken;
};

struct LogReport {
    bool whole = false;
    std::uint64_t entries = 0;
    std::uint64_t households = 0;
    std::uint64_t statements = 0;
    std::string rootHex;
    UnixMillis checkedAt = 0;
    /// The head this check was compared with, kept outside the server; absent: nothing to compare.
    std::optional<std::uint64_t> comparedWithSize;
    std::vector<LogProblem> problems;  // the first 100
    /// Each time the log was put back from a copy, oldest first. Not a fault, and never hidden.
    std::vector<RestorationView> restorations;
    /// Sizes of kept heads that lie in a lost part: nobody can compare those any more.
    std::vector<std::uint64_t> lostHeads;
};

// -- The connection
// ------------------------------------------------------------------------------------

enum class ConnectionState : std::uint8_t { Unknown = 1, Online = 2, Unreachable = 3, Offline = 4 };

struct ConnectionFacts {
    ConnectionState state = ConnectionState::Unknown;
    std::string address;        // host:port
    std::string serverCaPem;    // pinned at enrolment; what the server's certificate must lead to
    std::string serverCertPem;  // as last seen; empty before the first connection
    std::string deviceCertPem;
    std::optional<UnixMillis> lastAnswer;
};

}  // namespace voordeur::client::core
