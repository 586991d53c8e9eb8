#pragma once

#include "crypto/rules/signature_checks.h"
#include "crypto/rules/world.h"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace voordeur::crypto {

// X(name, number): the rule that allowed or refused, in the entry. Numbers are never reused.
// A table, not code.
// clang-format off
#define VD_RULES(X)                                                                             \
    X(None, 0) X(Founding, 1) X(FounderThreshold, 2) X(AgencyAdminOwn, 3) X(SecondPerson, 4)     \
    X(TeamMember, 5) X(OwnDevice, 6) X(RoleTable, 7)                                             \
    X(AgencyKind, 10) X(AgencyPurpose, 11) X(Quota, 12) X(BulkQuota, 13)                         \
    X(OwnInvolvement, 14) X(MatchParty, 15) X(Evaluated, 16)                                     \
    X(IntakeTeam, 20) X(KeeperTeam, 21) X(GrantedTeam, 22) X(OwnCompartment, 23)                 \
    X(LeadPerson, 24) X(KeeperManager, 25) X(OfferAddressee, 26) X(OfferGiver, 27)               \
    X(IntakeCoach, 28) X(OneLead, 29)                                                            \
    X(PrivacyOfficerRole, 30) X(PrivacyManagerRole, 31) X(FounderRole, 32)                       \
    X(Form, 40) X(Identity, 41) X(Existence, 42) X(Freshness, 43) X(Sealing, 44) X(Limits, 45)
// clang-format on

enum class Rule : std::uint16_t {
#define VD_RULE_ENUM(name, number) name = number,
    VD_RULES(VD_RULE_ENUM)
#undef VD_RULE_ENUM
};
std::string_view nameOf(Rule rule);
std::optional<Rule> ruleFromNumber(std::uint16_t number);

/// A call as it stands in the log: parsed statement, raw payload, attached objects in order.
struct Call {
    const Statement& statement;
    ByteView payload;
    std::span<const Bytes> attachments;
    LogPosition at;
    /// `checkForm` succeeded on these very bytes, so that `decide` need not hash them again.
    bool formChecked = false;
};

/// The judgement on one call: exactly what the entry records, and what follows from it.
struct Verdict {
    /// Empty: done.
    std::optional<Reason> refused;
    Rule rule = Rule::None;
    /// Empty for Evaluate, whose answer needs the server's key.
    Bytes answer;
    /// Households whose chains the entry joins, rising. Also for refusals, where the asker named a
    /// household that exists: a refused look is a look.
    std::vector<HouseholdId> concerned;
    Changes changes;
};

/// How old an evaluated element may be when a token made from it is used.
inline constexpr std::uint64_t kCitationMillisMax = 24ULL * 3600 * 1000;
/// How long an involvement may be registered or prolonged ahead: five years.
inline constexpr std::uint64_t kInvolvementMillisMax = 5ULL * 366 * 24 * 3600 * 1000;
/// Hits in the answer to one Check. An answer with that many may leave some out.
inline constexpr std::size_t kHitsMax = 64;
/// ListHouseholds and ListInvolvements: a page ends with what makes its answer this large. One
/// household has at most 560 KB of rows, so that a page stays below limits::kMessageBytesMax.
inline constexpr std::size_t kListPageBytes = std::size_t{2} * 1024 * 1024;
/// Meetings in the answer to one Register, Intake or AnswerMatch.
inline constexpr std::size_t kMetMax = 256;

/// Does this method concern people, so that its statement must name a purpose and the policy's
/// basis for it? Where not, both are 0.
bool needsPurpose(Method method, Role role);

/// Is this statement its device's own word, here and now? Checks instance-bound signature, device
/// admitted and not revoked, person and active role in the named team, time within the window.
///
/// Errors: SignatureBroken, Unauthenticated (unknown device), DeviceRevoked, Denied (no such role),
/// ClockSkew.
Status authenticate(const Directory& directory,
                    const Statement& statement,
                    ByteView encoded,
                    const Signature64& signature,
                    const LogPosition& at);

/// The same for Found, whose device and instance stand in its own payload.
/// Errors: those of `authenticate` and of Directory::found.
Status authenticateFounding(const Statement& statement,
                            ByteView encoded,
                            const Signature64& signature,
                            ByteView payload,
                            const LogPosition& at);

/// Do the clock of whoever signed it and this one agree? At most ten minutes apart.
/// Errors: ClockSkew.
Status checkTime(const Statement& statement, UnixMillis at);

/// All that `authenticate` checks but the signature, for who verifies many of them elsewhere.
/// Errors: Unauthenticated, DeviceRevoked, ClockSkew, Denied.
Status checkIdentity(const Directory& directory, const Statement& statement, const LogPosition& at);

/// Who may do what (domain.md §2), as one function. Deterministic: the same world and call give the
/// same verdict in the server, in the officer's client and in the verifier. The statement was
/// authenticated, or is Found on an empty directory (`authenticateFounding`).
///
/// Refusals are verdicts; an Error is a failure of the world (the store) and means: no answer.
Result<Verdict> decide(World& world, const Call& call);
Result<Verdict> decide(World& world, const Call& call, SignatureChecks& signatures);

/// The judgement on a call whose statement was signed by a known device but does not stand up to
/// `checkIdentity`: what its entry records, where there is one.
Verdict refusedIdentity(Reason reason);

/// The largest number of objects and the sizes a call may bring, before anything else is looked at.
/// Looks at nothing but the call, so that the server can do it before it takes its turn at the
/// store.
///
/// Errors: MessageTooLarge · PayloadMismatch (the payload's hash, an attachment's hash or number,
/// or the households differ from what the statement and payload say) · Malformed.
Status checkForm(const Call& call);

}  // namespace voordeur::crypto
