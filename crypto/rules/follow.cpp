#include "crypto/rules/household_state.h"
#include "crypto/rules/transitions.h"

#include <utility>

namespace voordeur::crypto {
namespace {

using transitions::Act;

constexpr Reason kWrong = Reason::HouseholdChainWrong;

Status followIntake(std::optional<HouseholdState>& state,
                    ByteView payload,
                    ByteView answer,
                    const Act& act) {
    VD_REQUIRE(!state, kWrong);
    VD_ASSIGN(const IntakePayload intake, IntakePayload::decode(payload));
    VD_ASSIGN(const MetAnswer met, MetAnswer::decode(answer));
    HouseholdState next = transitions::opened(intake, act);
    VD_RETURN_IF_ERROR(transitions::commit(next, intake.commit, act));
    VD_RETURN_IF_ERROR(transitions::meet(next, met.met, act.at.time));
    state = std::move(next);
    return success();
}

/// Register, and an answer by which something was attached.
Status followMet(HouseholdState& state, ByteView answer, const Act& act) {
    VD_ASSIGN(const MetAnswer met, MetAnswer::decode(answer));
    VD_REQUIRE(transitions::concerns(met.met, state.id), kWrong);
    return transitions::meet(state, met.met, act.at.time);
}

Status followAnswerMatch(HouseholdState& state, ByteView payload, ByteView answer, const Act& act) {
    VD_ASSIGN(const AnswerMatchPayload match, AnswerMatchPayload::decode(payload));
    if (match.same) return followMet(state, answer, act);
    VD_REQUIRE(match.other == (Target{TargetKind::Household, state.id.bytes}), kWrong);
    return transitions::part(state, match.involvement);
}

Status followChange(HouseholdState& state, ByteView payload, const Act& act) {
    VD_ASSIGN(const auto change, ChangeInvolvementPayload::decode(payload));
    return transitions::moveEnd(state, change, act.at.time);
}

Status followCommit(HouseholdState& state, ByteView payload, const Act& act) {
    VD_ASSIGN(const CommitPayload commit, CommitPayload::decode(payload));
    return transitions::commit(state, commit, act);
}

Status followGrant(HouseholdState& state, ByteView payload) {
    VD_ASSIGN(const GrantPayload grant, GrantPayload::decode(payload));
    VD_REQUIRE(grant.household == state.id, kWrong);
    return transitions::grantAccess(state, grant);
}

Status followEndAccess(HouseholdState& state, ByteView payload, const Act& act) {
    VD_ASSIGN(const EndAccessPayload end, EndAccessPayload::decode(payload));
    VD_REQUIRE(end.household == state.id, kWrong);
    return transitions::endAccess(state, end, act);
}

Status followOffer(HouseholdState& state, ByteView payload, const Act& act) {
    VD_ASSIGN(const OfferPayload offer, OfferPayload::decode(payload));
    VD_REQUIRE(offer.household == state.id, kWrong);
    return transitions::offerLead(state, offer, act);
}

Status followOfferAnswer(HouseholdState& state, ByteView payload, const Act& act) {
    VD_ASSIGN(const OfferAnswerPayload answer, OfferAnswerPayload::decode(payload));
    VD_REQUIRE(answer.household == state.id, kWrong);
    if (act.statement.method == Method::AcceptLead) {
        return transitions::acceptLead(state, answer, act);
    }
    return transitions::closeOffer(state, answer);
}

/// Everything but an Intake, on a copy of the state.
Status followNext(HouseholdState& next, ByteView payload, ByteView answer, const Act& act) {
    switch (act.statement.method) {
        case Method::Register:
            return followMet(next, answer, act);
        case Method::AnswerMatch:
            return followAnswerMatch(next, payload, answer, act);
        case Method::ChangeInvolvement:
            return followChange(next, payload, act);
        case Method::Commit:
            return followCommit(next, payload, act);
        case Method::GrantAccess:
            return followGrant(next, payload);
        case Method::EndAccess:
            return followEndAccess(next, payload, act);
        case Method::OfferLead:
            return followOffer(next, payload, act);
        case Method::AcceptLead:
        case Method::RefuseLead:
        case Method::WithdrawLead:
            return followOfferAnswer(next, payload, act);
        case Method::Intake:
            return kWrong;
        case Method::Found:
        case Method::Invite:
        case Method::Admit:
        case Method::ChangeDirectory:
        case Method::Revoke:
        case Method::ShareTeamKey:
        case Method::OpenQuota:
        case Method::Evaluate:
        case Method::Check:
        case Method::ListInvolvements:
        case Method::ListHouseholds:
        case Method::OpenHousehold:
        case Method::WhoLooked:
        case Method::ReadLog:
        case Method::ExportLog:
            return Reason::Malformed;
    }
    return Reason::Malformed;
}

}  // namespace

Status follow(std::optional<HouseholdState>& state,
              const HouseholdId& household,
              const Statement& statement,
              ByteView payload,
              ByteView answer,
              const LogPosition& at) {
    const Act act{statement, at};
    if (statement.method == Method::Intake) {
        std::optional<HouseholdState> next = state;
        VD_RETURN_IF_ERROR(followIntake(next, payload, answer, act));
        VD_REQUIRE(next->id == household, kWrong);
        state = std::move(next);
        return success();
    }
    VD_REQUIRE(changesHousehold(statement.method), Reason::Malformed);
    VD_REQUIRE(state && state->id == household, kWrong);
    HouseholdState next = *state;
    VD_RETURN_IF_ERROR(followNext(next, payload, answer, act));
    state = std::move(next);
    return success();
}

}  // namespace voordeur::crypto
