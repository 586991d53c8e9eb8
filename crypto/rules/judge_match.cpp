#include "crypto/rules/asking.h"
#include "crypto/rules/meetings.h"
#include "crypto/rules/transitions.h"

// A person says whether two that met are the same.
namespace voordeur::crypto {
namespace {

bool isPartyOf(const Judge& j, const InvolvementState& involvement) {
    return isHelper(j) && involvement.team == j.team().id;
}

/// What may still be said: about a proposal yes or no, about a certain match only that it is wrong
/// (a number may have been typed wrongly). What a person said stands.
Status judgeOpen(Judge& j, AttachState state, Certainty certainty, bool same) {
    switch (state) {
        case AttachState::Proposed:
            return success();
        case AttachState::Attached:
            VD_REQUIRE(certainty == Certainty::Certain && !same,
                       j.refuse(Rule::MatchParty, Reason::AlreadyAnswered));
            return success();
        case AttachState::Parted:
            return j.refuse(Rule::MatchParty, Reason::AlreadyAnswered);
        case AttachState::Ended:
            return j.refuse(Rule::MatchParty, Reason::InvolvementNotActive);
    }
    return j.refuse(Rule::MatchParty, Reason::AlreadyAnswered);
}

Status judgeParty(Judge& j, const InvolvementState& involvement, const HouseholdState& household) {
    if (isLead(household, j.statement())) {
        j.by(Rule::LeadPerson);
    } else if (isKeeperManager(household, j.statement())) {
        j.by(Rule::KeeperManager);
    } else if (isPartyOf(j, involvement)) {
        j.by(Rule::MatchParty);
    } else {
        const bool knows = mayKnow(household, j.team().id, j.directory(), j.now());
        return knows ? j.refuse(Rule::MatchParty, Reason::Denied)
                     : j.refuse(Rule::Existence, Reason::NotFound);
    }
    return success();
}

Status answerHousehold(Judge& j,
                       InvolvementState& involvement,
                       const AnswerMatchPayload& payload,
                       Meetings& meetings) {
    VD_ASSIGN(HouseholdState* const household, j.household(HouseholdId{payload.other.id}));
    const AttachedInvolvement* met =
        household == nullptr ? nullptr : household->involvement(involvement.id);
    VD_REQUIRE(met != nullptr, j.refuse(Rule::Existence, Reason::NotFound));
    VD_RETURN_IF_ERROR(judgeParty(j, involvement, *household));
    const Rule allowedBy = j.rule();
    VD_REQUIRE(involvement.running(j.now()),
               j.refuse(Rule::MatchParty, Reason::InvolvementNotActive));
    VD_RETURN_IF_ERROR(judgeOpen(j, met->state, met->certainty, payload.same));
    if (payload.same) {
        VD_RETURN_IF_ERROR(meetings.attach(involvement.id, *household, Certainty::Confirmed));
    } else {
        VD_RETURN_IF_ERROR(
            setMeeting(j, involvement, {payload.other, met->certainty, AttachState::Parted}));
        VD_RETURN_IF_ERROR(transitions::part(*household, involvement.id));
        j.change(*household);
    }
    j.by(allowedBy);
    return success();
}

Status answerInvolvement(Judge& j,
                         InvolvementState& one,
                         const AnswerMatchPayload& payload,
                         Meetings& meetings) {
    VD_ASSIGN(InvolvementState* const other, j.involvement(InvolvementId{payload.other.id}));
    const Meeting* met = one.meeting(payload.other);
    const bool known =
        other != nullptr && met != nullptr && (isPartyOf(j, one) || isPartyOf(j, *other));
    VD_REQUIRE(known, j.refuse(Rule::Existence, Reason::NotFound));
    VD_REQUIRE(one.running(j.now()) && other->running(j.now()),
               j.refuse(Rule::MatchParty, Reason::InvolvementNotActive));
    VD_RETURN_IF_ERROR(judgeOpen(j, met->state, met->certainty, payload.same));
    if (payload.same) {
        VD_RETURN_IF_ERROR(meetings.link(one, *other, Certainty::Confirmed));
        VD_RETURN_IF_ERROR(meetings.attachWhere(one, *other, Certainty::Confirmed));
        VD_RETURN_IF_ERROR(meetings.attachWhere(*other, one, Certainty::Confirmed));
    } else {
        const Certainty certainty = met->certainty;
        VD_RETURN_IF_ERROR(
            setMeeting(j, one, {targetOf(other->id), certainty, AttachState::Parted}));
        VD_RETURN_IF_ERROR(
            setMeeting(j, *other, {targetOf(one.id), certainty, AttachState::Parted}));
    }
    j.by(Rule::MatchParty);
    return success();
}

}  // namespace

Status judgeAnswerMatch(Judge& j, const AnswerMatchPayload& payload) {
    VD_ASSIGN(InvolvementState* const involvement, j.involvement(payload.involvement));
    VD_REQUIRE(involvement != nullptr, j.refuse(Rule::Existence, Reason::NotFound));
    Meetings meetings(j);
    switch (payload.other.kind) {
        case TargetKind::Household:
            VD_RETURN_IF_ERROR(answerHousehold(j, *involvement, payload, meetings));
            break;
        case TargetKind::Involvement:
            VD_RETURN_IF_ERROR(answerInvolvement(j, *involvement, payload, meetings));
            break;
    }
    const Rule allowedBy = j.rule();
    VD_ASSIGN(j.answer, meetings.answer());
    j.by(allowedBy);
    return success();
}

}  // namespace voordeur::crypto
