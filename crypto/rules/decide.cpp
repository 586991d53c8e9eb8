#include "crypto/rules/decide.h"

#include "crypto/base/limits.h"
#include "crypto/rules/form.h"
#include "crypto/rules/judge.h"

#include <utility>

namespace voordeur::crypto {
namespace {

/// Must the statement commit to a sealed detail? Without one, the officers could not recompute what
/// was asked after, and nobody would know why somebody said no.
bool needsDetail(Method method) {
    return method == Method::Evaluate || method == Method::Check || method == Method::RefuseLead;
}

/// The officers must be able to read who was asked after before anybody may ask.
bool needsOfficers(Method method) {
    return method == Method::Evaluate || method == Method::Check || method == Method::Register ||
           method == Method::Intake;
}

Status judgeDetail(Judge& j) {
    const Statement& statement = j.statement();
    if (needsOfficers(statement.method)) {
        VD_REQUIRE(j.directory().officersKey() != nullptr,
                   j.refuse(Rule::PrivacyOfficerRole, Reason::OfficerKeyMissing));
    }
    if (!needsDetail(statement.method) || statement.detailHash != Hash32{}) return success();
    const bool isRefusal = statement.method == Method::RefuseLead;
    return j.refuse(Rule::Form, isRefusal ? Reason::ReasonMissing : Reason::Malformed);
}

Status judgePurpose(Judge& j) {
    const Statement& statement = j.statement();
    if (!needsPurpose(statement.method, statement.role)) {
        VD_REQUIRE(statement.purpose == 0, j.refuse(Rule::AgencyPurpose, Reason::PurposeUnknown));
        VD_REQUIRE(statement.basis == 0, j.refuse(Rule::AgencyPurpose, Reason::BasisMissing));
        return success();
    }
    const Purpose* purpose = j.policy().purpose(statement.purpose);
    VD_REQUIRE(purpose != nullptr, j.refuse(Rule::AgencyPurpose, Reason::PurposeUnknown));
    VD_REQUIRE(j.agency().mayUse(statement.purpose), j.refuse(Rule::AgencyPurpose, Reason::Denied));
    VD_REQUIRE(statement.basis == purpose->basis,
               j.refuse(Rule::AgencyPurpose, Reason::BasisMissing));
    return success();
}

/// What holds for every method, before its own rules.
Status judgeStatement(Judge& j) {
    const Statement& statement = j.statement();
    VD_REQUIRE(!statement.emergency, j.refuse(Rule::RoleTable, Reason::Denied));
    VD_REQUIRE(statement.mode == Mode::Online, j.refuse(Rule::Form, Reason::UnknownValue));
    if (!j.directory().founded()) {
        VD_REQUIRE(statement.method == Method::Found, j.refuse(Rule::Founding, Reason::NotFounded));
        return success();
    }
    VD_REQUIRE(statement.method != Method::Found, j.refuse(Rule::Founding, Reason::AlreadyFounded));
    VD_REQUIRE(j.identify(), j.refuse(Rule::Identity, Reason::Unauthenticated));
    VD_RETURN_IF_ERROR(judgePurpose(j));
    return judgeDetail(j);
}

Status judgeMethod(Judge& j, const AnyPayload& payload) {
    switch (j.statement().method) {
        case Method::Found:
            return judgeFound(j, std::get<FoundPayload>(payload));
        case Method::Invite:
        case Method::Admit:
        case Method::ChangeDirectory:
        case Method::Revoke:
            return judgeDirectory(j, std::get<DirectoryPayload>(payload));
        case Method::ShareTeamKey:
            return judgeShareTeamKey(j, std::get<ShareTeamKeyPayload>(payload));
        case Method::OpenQuota:
            return judgeOpenQuota(j, std::get<QuotaPayload>(payload));
        case Method::Evaluate:
            return judgeEvaluate(j, std::get<EvaluatePayload>(payload));
        case Method::Check:
            return judgeCheck(j, std::get<CheckPayload>(payload));
        case Method::Register:
            return judgeRegister(j, std::get<RegisterPayload>(payload));
        case Method::ChangeInvolvement:
            return judgeChangeInvolvement(j, std::get<ChangeInvolvementPayload>(payload));
        case Method::AnswerMatch:
            return judgeAnswerMatch(j, std::get<AnswerMatchPayload>(payload));
        case Method::ListInvolvements:
            return judgeListInvolvements(j, std::get<ListInvolvementsPayload>(payload));
        case Method::Intake:
            return judgeIntake(j, std::get<IntakePayload>(payload));
        case Method::ListHouseholds:
            return judgeListHouseholds(j, std::get<OpenPayload>(payload));
        case Method::OpenHousehold:
            return judgeOpenHousehold(j, std::get<OpenPayload>(payload));
        case Method::Commit:
            return judgeCommit(j, std::get<CommitPayload>(payload));
        case Method::GrantAccess:
            return judgeGrantAccess(j, std::get<GrantPayload>(payload));
        case Method::EndAccess:
            return judgeEndAccess(j, std::get<EndAccessPayload>(payload));
        case Method::OfferLead:
            return judgeOfferLead(j, std::get<OfferPayload>(payload));
        case Method::AcceptLead:
            return judgeAcceptLead(j, std::get<OfferAnswerPayload>(payload));
        case Method::RefuseLead:
            return judgeRefuseLead(j, std::get<OfferAnswerPayload>(payload));
        case Method::WithdrawLead:
            return judgeWithdrawLead(j, std::get<OfferAnswerPayload>(payload));
        case Method::WhoLooked:
            return judgeWhoLooked(j, std::get<OpenPayload>(payload));
        case Method::ReadLog:
        case Method::ExportLog:
            return judgeReadLog(j);
    }
    return j.refuse(Rule::Form, Reason::UnknownValue);
}

Status judge(Judge& j) {
    const Call& call = j.call();
    if (!call.formChecked) VD_RETURN_IF_ERROR(checkEnvelope(call));
    const auto payload = parsePayload(call.statement.method, call.payload);
    VD_REQUIRE(payload.ok(), Reason::Malformed);
    if (!call.formChecked) VD_RETURN_IF_ERROR(checkNamed(call, payload.value()));
    VD_RETURN_IF_ERROR(judgeStatement(j));
    VD_RETURN_IF_ERROR(judgeMethod(j, payload.value()));
    VD_REQUIRE(j.concerned().size() <= limits::kHouseholdsPerEntryMax,
               j.refuse(Rule::Limits, Reason::LimitReached));
    return success();
}

/// A refused look is a look, at the household that was named. No method names more than one; a
/// statement that does is no proper question about any of them.
Result<Verdict> refused(Judge& j, Reason reason) {
    Verdict verdict;
    verdict.refused = reason;
    verdict.rule = j.rule();
    const std::vector<HouseholdId>& named = j.statement().households;
    if (named.size() == 1) {
        // Asked afresh: an intake may have put a household there that never came to be.
        VD_ASSIGN(const auto state, j.world().household(named.front()));
        if (state) verdict.concerned = named;
    }
    return verdict;
}

}  // namespace

std::string_view nameOf(Rule rule) {
    switch (rule) {
#define VD_RULE_CASE(name, number) \
    case Rule::name:               \
        return #name;
        VD_RULES(VD_RULE_CASE)
#undef VD_RULE_CASE
    }
    return {};
}

std::optional<Rule> ruleFromNumber(std::uint16_t number) {
    switch (number) {
#define VD_RULE_CASE(name, value) \
    case value:                   \
        return Rule::name;
        VD_RULES(VD_RULE_CASE)
#undef VD_RULE_CASE
    }
    return std::nullopt;
}

bool holds(const SignatureClaim& claim) {
    return verify(claim.key, claim.type, claim.instance, claim.bytes, claim.signature);
}

bool needsPurpose(Method method, Role role) {
    switch (method) {
        case Method::Found:
        case Method::Invite:
        case Method::Admit:
        case Method::ChangeDirectory:
        case Method::Revoke:
        case Method::ShareTeamKey:
        case Method::OpenQuota:
        case Method::ReadLog:
        case Method::ExportLog:
            return false;
        case Method::WhoLooked:
            return role != Role::PrivacyOfficer;
        case Method::Evaluate:
        case Method::Check:
        case Method::Register:
        case Method::ChangeInvolvement:
        case Method::AnswerMatch:
        case Method::ListInvolvements:
        case Method::Intake:
        case Method::ListHouseholds:
        case Method::OpenHousehold:
        case Method::Commit:
        case Method::GrantAccess:
        case Method::EndAccess:
        case Method::OfferLead:
        case Method::AcceptLead:
        case Method::RefuseLead:
        case Method::WithdrawLead:
            return true;
    }
    return true;
}

Verdict refusedIdentity(Reason reason) {
    Verdict verdict;
    verdict.refused = reason;
    verdict.rule = Rule::Identity;
    return verdict;
}

Result<Verdict> decide(World& world, const Call& call, SignatureChecks& signatures) {
    Judge j(world, call, signatures);
    const Status judged = judge(j);
    if (j.failed()) return *j.failed();
    if (!judged.ok()) return refused(j, judged.reason());
    return j.done();
}

Result<Verdict> decide(World& world, const Call& call) {
    ImmediateSignatureChecks signatures;
    return decide(world, call, signatures);
}

}  // namespace voordeur::crypto
