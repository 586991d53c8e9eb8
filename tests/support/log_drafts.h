#pragma once

#include "tests/support/log_builder.h"

#include <string>
#include <vector>

// Payloads of the work itself, correct for the world as the builder holds it now. A test that wants
// a wrong one changes the draft before it is sent.
namespace voordeur::test {

/// What somebody is found by. The token is a hash of the text: what a real client makes of it with
/// two keys no rule can see.
struct Identifier {
    crypto::IdentifierKind kind = crypto::IdentifierKind::Bsn;
    std::string text;
};
crypto::ByteArray<32> tokenOf(const Identifier& identifier);

/// Has the identifiers evaluated, one call a kind, and cites them in order. The calls must be
/// allowed.
std::vector<crypto::Citation> evaluateAll(LogBuilder& builder,
                                          const Actor& actor,
                                          const std::vector<Identifier>& identifiers);
Draft<crypto::EvaluatePayload> draftEvaluate(LogBuilder& builder,
                                             crypto::IdentifierKind kind,
                                             std::size_t count);
/// With the Evaluate calls before it.
Draft<crypto::CheckPayload> draftCheck(LogBuilder& builder,
                                       const Actor& actor,
                                       const std::vector<Identifier>& identifiers);

struct RegisterTerms {
    crypto::UnixMillis from = 0;   // 0: now
    crypto::UnixMillis until = 0;  // 0: a year from now
};
Draft<crypto::RegisterPayload> draftRegister(LogBuilder& builder,
                                             const Actor& actor,
                                             const std::vector<Identifier>& identifiers,
                                             const RegisterTerms& terms = {});

struct IntakeTerms {
    bool ownPart = false;  // also begins the own agency's compartment
    std::optional<crypto::OfferBody> offer = {};
    std::size_t records = 1;  // in the shared core
};
Draft<crypto::IntakePayload> draftIntake(LogBuilder& builder,
                                         const Actor& actor,
                                         const std::vector<Identifier>& identifiers,
                                         const IntakeTerms& terms = {});

struct CommitTerms {
    crypto::CompartmentId compartment = crypto::kSharedCore;
    /// A new epoch: always, never, or where one is due or the compartment does not exist yet.
    enum class Rotate : std::uint8_t { WhereDue, Always, Never } rotate = Rotate::WhereDue;
    /// Records that get a new version; those that do not exist yet get the first.
    std::vector<crypto::RecordId> records = {};
    std::vector<crypto::RecordId> tombstones = {};
};
Draft<crypto::CommitPayload> draftCommit(LogBuilder& builder,
                                         const Actor& actor,
                                         const crypto::HouseholdId& household,
                                         const CommitTerms& terms);

struct GrantTerms {
    crypto::CompartmentId compartment = crypto::kSharedCore;
    std::uint8_t rights = crypto::rights::kAll;
    crypto::UnixMillis notAfter = 0;
};
Draft<crypto::GrantPayload> draftGrant(LogBuilder& builder,
                                       const Actor& actor,
                                       const crypto::HouseholdId& household,
                                       const crypto::TeamId& team,
                                       const GrantTerms& terms = {});
/// With the held grant where the team has none.
Draft<crypto::OfferPayload> draftOffer(LogBuilder& builder,
                                       const Actor& actor,
                                       const crypto::HouseholdId& household,
                                       const Actor& to);

/// A grant under the newest key of the team; signed by the actor.
struct SealedGrant {
    crypto::GrantRef ref;
    crypto::Bytes body;
};
SealedGrant sealGrant(LogBuilder& builder, const Actor& actor, crypto::GrantHeader header);

// -- whole calls, for who does not look at the draft
// --------------------------------------------------

struct Registered {
    crypto::InvolvementId id;
    Outcome outcome;
};
Registered registerHelp(LogBuilder& builder,
                        const Actor& actor,
                        const std::vector<Identifier>& identifiers,
                        const RegisterTerms& terms = {});
struct Opened {
    crypto::HouseholdId id;
    Outcome outcome;
};
Opened intake(LogBuilder& builder,
              const Actor& actor,
              const std::vector<Identifier>& identifiers,
              const IntakeTerms& terms = {});
Outcome check(LogBuilder& builder, const Actor& actor, const std::vector<Identifier>& identifiers);
Outcome open(LogBuilder& builder, const Actor& actor, const crypto::HouseholdId& household);
Outcome listHouseholds(LogBuilder& builder, const Actor& actor);
Outcome whoLooked(LogBuilder& builder, const Actor& actor, const crypto::HouseholdId& household);
Outcome writeRecord(LogBuilder& builder,
                    const Actor& actor,
                    const crypto::HouseholdId& household,
                    const crypto::CompartmentId& compartment = crypto::kSharedCore);
Outcome grant(LogBuilder& builder,
              const Actor& actor,
              const crypto::HouseholdId& household,
              const crypto::TeamId& team);
Outcome endAccess(LogBuilder& builder,
                  const Actor& actor,
                  const crypto::HouseholdId& household,
                  const crypto::TeamId& team);
Outcome answerMatch(LogBuilder& builder,
                    const Actor& actor,
                    const crypto::InvolvementId& involvement,
                    const crypto::Target& other,
                    bool same);
Outcome changeInvolvement(LogBuilder& builder,
                          const Actor& actor,
                          const crypto::InvolvementId& involvement,
                          crypto::UnixMillis until);
/// Offers, and gives the offer's id.
struct Offered {
    crypto::OfferId id;
    Outcome outcome;
};
Offered offerLead(LogBuilder& builder,
                  const Actor& actor,
                  const crypto::HouseholdId& household,
                  const Actor& to);
/// AcceptLead, RefuseLead or WithdrawLead.
Outcome answerOffer(LogBuilder& builder,
                    const Actor& actor,
                    crypto::Method method,
                    const crypto::HouseholdId& household,
                    const crypto::OfferId& offer);

}  // namespace voordeur::test
