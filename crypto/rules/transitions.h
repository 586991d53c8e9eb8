#pragma once

#include "crypto/rules/household_state.h"

#include <span>

// How one household changes, one function for each way: used by `follow`, and by `decide` for the
// value it hands to the store, so that both can never differ. Internal to crypto/rules.
//
// Errors of all: HouseholdChainWrong (this cannot happen to a household in that state). On an error
// the state may be half changed: callers work on a copy.
namespace voordeur::crypto::transitions {

/// By whom, and where in the log.
struct Act {
    const Statement& statement;
    LogPosition at;
};

/// A household as its Intake makes it, before the first epochs and manifests are in.
HouseholdState opened(const IntakePayload& payload, const Act& act);
/// New epochs with their grants, and new manifests.
Status commit(HouseholdState& state, const CommitPayload& payload, const Act& act);
Status grantAccess(HouseholdState& state, const GrantPayload& payload);
Status endAccess(HouseholdState& state, const EndAccessPayload& payload, const Act& act);
Status offerLead(HouseholdState& state, const OfferPayload& payload, const Act& act);
Status acceptLead(HouseholdState& state, const OfferAnswerPayload& payload, const Act& act);
/// Refused or withdrawn.
Status closeOffer(HouseholdState& state, const OfferAnswerPayload& payload);
/// Is there room for one more involvement? What is over makes room: otherwise whoever registers and
/// ends often enough would keep all new help out.
bool hasRoom(const HouseholdState& state, UnixMillis now);
/// Takes those rows that are about this household: proposes (Maybe) or attaches. Where the list is
/// full, the involvement that ended first is left out of it.
Status meet(HouseholdState& state, std::span<const Met> met, UnixMillis now);
Status part(HouseholdState& state, const InvolvementId& involvement);
/// The end of an involvement moved, perhaps to before now.
Status moveEnd(HouseholdState& state, const ChangeInvolvementPayload& payload, UnixMillis now);
/// Does anything in the rows change this household?
bool concerns(std::span<const Met> met, const HouseholdId& household);

}  // namespace voordeur::crypto::transitions
